"""What came of a claim: the little of a result that is wanted to hand it back, so that a large class fits in memory."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from autograder.feedback.text import comment
from autograder.gradebook.names import file_stem
from autograder.gradebook.results import Result
from autograder.lms.claims import Claim
from autograder.lms.sheet import Mark


@dataclass(frozen=True, slots=True)
class Outcome:
    """A claim with its marks, less what lateness cost; none where it was not graded.

    `waiting` are the points that a person is still to give.
    """

    claim: Claim
    status: str
    problem: str | None
    mark: Mark | None
    is_late: bool
    is_deducted: bool
    waiting: float


def outcome_of(claim: Claim, result: Result, *, commented: bool) -> Outcome:
    """The outcome of a claim, with a comment where one is wanted; the cases of the result are not looked at."""
    submission, written = result["submission"], result["written"]
    deduction = submission.get("late_deduction")
    mark = None
    if result["score"] is not None:
        left = result["score"] - (deduction["points"] if deduction else 0.0)
        mark = Mark(max(left, 0.0), result["max_score"], comment(result) if commented else "")
    waiting = written["max_score"] if written["score"] is None else 0.0
    return Outcome(claim, result["status"], result["problem"], mark, submission["late"], bool(deduction), waiting)


def result_of(folder: Path, claim: Claim) -> Result:
    """The record of a claim as it stands on disk. Raises OSError."""
    path = folder / "results" / f"{file_stem(claim.student.id)}.json"
    result: Result = json.loads(path.read_text(encoding="utf-8"))
    return result
