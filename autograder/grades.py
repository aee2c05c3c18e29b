"""The words of the engine for what was found: verdicts, and grades made of them. Frozen and plain."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from autograder.handed_in import Entry
from autograder.model import Visibility


class Verdict(StrEnum):
    """What was found. Every verdict but GRADER_ERROR is the student's; that one is ours, and never a zero."""

    CORRECT = "correct"
    WRONG = "wrong"
    MISSING = "missing"
    NOT_ATTEMPTED = "not_attempted"
    CRASHED = "crashed"
    TIMED_OUT = "timed_out"
    SKIPPED = "skipped"
    GRADER_ERROR = "grader_error"


class Status(StrEnum):
    """What became of a whole submission."""

    GRADED = "graded"
    REJECTED = "rejected"
    GRADER_ERROR = "grader_error"


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict, the one sentence that explains it, and what to look at next."""

    verdict: Verdict
    message: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class CaseGrade:
    """What was found in one case, or in one value of an answer.

    `followed_through` is None where that changes nothing; else it tells whether it comes out right without what is
    wrong before it, and that counts.
    """

    name: str
    visibility: Visibility
    finding: Finding
    points: float
    followed_through: bool | None = None

    @property
    def is_right(self) -> bool:
        """Whether it came out right by itself."""
        return self.finding.verdict is Verdict.CORRECT

    @property
    def score(self) -> float:
        """All of the points or none."""
        counts = self.is_right if self.followed_through is None else self.followed_through
        return self.points if counts else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class QuestionGrade:
    """What was found in one question. A written one has no cases and no score yet; `answer` is its text.

    `misconception` names the mistake, `hint` says what to look at, `least` is what the mistake leaves of the points.
    It is equal to itself alone; `recurs` tells that equal answers mostly get this very object, so that what is made of
    it can be kept.
    """

    id: str
    topic: str
    kind: str
    points: float
    verdict: Verdict
    cases: tuple[CaseGrade, ...] = ()
    answer: str | None = None
    misconception: str | None = None
    hint: str | None = None
    least: float = 0.0
    recurs: bool = False

    @property
    def score(self) -> float:
        """The points earned so far."""
        return max(sum(case.score for case in self.cases), self.least)

    @property
    def followed_through(self) -> bool:
        """Whether any of it earned points that way."""
        return any(case.followed_through for case in self.cases)


@dataclass(frozen=True, slots=True)
class Grade:
    """What was found in one submission. `problem` is set when it could not be graded, and then only."""

    entry: Entry
    sha256: str
    status: Status
    problem: str | None
    questions: tuple[QuestionGrade, ...]
    max_score: float
    isolation: tuple[str, ...]
    seconds: float

    @property
    def score(self) -> float:
        """The points earned automatically."""
        return sum(question.score for question in self.questions)
