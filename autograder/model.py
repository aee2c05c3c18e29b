"""The words of the engine for what is asked.

Everything here is frozen and plain. An assignment is written in these words; the rest of the engine only reads them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray

from autograder.bank import Alternative, Derivative, Misconception, Where, WrongAnswer

Numbers = NDArray[np.float64]
Argument = NDArray[np.generic] | float | int | str
Arguments = tuple[Argument, ...]
Law = Callable[..., None]
"""A public check: its docstring is the sentence that the student reads, its parameters are named after the
student's functions that it calls, and it fails by an assertion."""


class Visibility(StrEnum):
    """Who may see the arguments and the expected value of a case."""

    PUBLIC = "public"
    HIDDEN = "hidden"


# What is asked


@dataclass(frozen=True, slots=True)
class Tolerance:
    """An array agrees when max|a - r| <= atol + rtol * max|r|, r being the reference."""

    rtol: float = 1e-5
    atol: float = 1e-8

    def around(self, wanted: Numbers) -> float:
        """How far any entry may be from `wanted`."""
        return float(self.atol + self.rtol * np.abs(wanted).max())


@dataclass(frozen=True, slots=True)
class Case:
    """One judgement of a function: called `calls` times on equal arguments, its last value is compared.

    `arguments` makes them from a generator seeded by the run and by the names of question and case, so that every
    student of a run gets the same and a new case leaves the others as they were.
    """

    name: str
    arguments: Callable[[np.random.Generator], Arguments]
    points: float = 0.0
    visibility: Visibility = Visibility.HIDDEN
    tolerance: Tolerance = Tolerance()
    calls: int = 1


def example(name: str, *arguments: Argument) -> Case:
    """A public case on fixed arguments. It carries no points: its answer can be read off the page."""
    return Case(name, lambda _: arguments, visibility=Visibility.PUBLIC)


@cache
def parameters_of(function: Callable[..., object]) -> tuple[str, ...]:
    """The names of a function's parameters, in order."""
    return tuple(inspect.signature(function).parameters)


@dataclass(frozen=True, slots=True)
class FunctionQuestion:
    """A function that the student writes; `returns` names the values that it returns, in order.

    `prerequisites` are the functions that it is likely to call: where one of them is wrong as well, this one is graded
    once more with their references in their place.
    """

    reference: Callable[..., object]
    returns: tuple[str, ...]
    cases: tuple[Case, ...]
    laws: tuple[Law, ...] = ()
    prerequisites: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The name of the function."""
        return self.reference.__name__

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of its parameters, in order."""
        return parameters_of(self.reference)

    @property
    def points(self) -> float:
        """What its cases are worth together."""
        return sum(case.points for case in self.cases)


@dataclass(frozen=True, slots=True)
class Answer:
    """One value asked for, worked by hand: a number, or a text compared letter by letter.

    `follows` works it out from earlier values of the same dict: its parameters are named after their keys.
    """

    where: Where
    value: float | str
    points: float
    follows: Callable[..., float] | None = None


@dataclass(frozen=True, slots=True)
class WorkedBy:
    """Where the values of an answer come from: a function of the same homework, called on these arguments."""

    function: str
    arguments: Arguments


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """A variable that holds one or more worked values: a scalar or text (shape ()), an array, or a dict.

    Where it is worked `by` a function that the student got wrong in a way that has a name, that way counts as well.
    """

    id: str
    shape: tuple[int, ...]
    answers: tuple[Answer, ...]
    by: WorkedBy | None = None

    @property
    def points(self) -> float:
        """What its values are worth together."""
        return sum(answer.points for answer in self.answers)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of a dict, in order; none for a scalar, a text or an array."""
        return tuple(answer.where for answer in self.answers if isinstance(answer.where, str))

    @property
    def is_text(self) -> bool:
        """Whether the variable holds a text."""
        return any(isinstance(answer.value, str) for answer in self.answers)


def worked(
    name: str,
    value: object,
    points: float,
    *,
    follows: Mapping[str, Callable[..., float]] | None = None,
    by: WorkedBy | None = None,
) -> AnswerQuestion:
    """The question that asks for `value` in a variable called `name`, its points shared equally by the values.

    `value` is a float, a str, a dict of floats, or anything that numpy makes a float64 array of. `follows` says how
    keys of a dict are worked out from those before them.
    """
    if isinstance(value, str):
        return AnswerQuestion(name, (), (Answer((), value, points),), by)
    if isinstance(value, Mapping):
        each, rules = points / len(value), follows or {}
        answers = tuple(Answer(key, float(number), each, rules.get(key)) for key, number in value.items())
        return AnswerQuestion(name, (), answers, by)
    array = np.asarray(value, dtype=np.float64)
    each = points / array.size
    answers = tuple(Answer(where, float(array[where]), each) for where in np.ndindex(array.shape))
    return AnswerQuestion(name, array.shape, answers, by)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric: what a person looks for, and what it is worth."""

    text: str
    points: float


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """A text that a person marks by a rubric; the engine only finds it and hands it on."""

    id: str
    title: str
    rubric: tuple[Criterion, ...]

    @property
    def points(self) -> float:
        """What its criteria are worth together."""
        return sum(criterion.points for criterion in self.rubric)


Question = FunctionQuestion | AnswerQuestion | WrittenQuestion


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions that belong together, with the statement that the student reads (Markdown).

    In the statement a line `<!-- question: ID -->` (or several ids) opens the part about these questions. In the model
    answers (Markdown too) a line `<!-- answer: ID -->` opens the answer to a written question.
    """

    name: str
    title: str
    statement: str
    questions: tuple[Question, ...]
    misconceptions: tuple[Misconception, ...] = ()
    wrong_answers: tuple[WrongAnswer, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    derivatives: tuple[Derivative, ...] = ()
    model_answers: str = ""


@dataclass(frozen=True, slots=True)
class LatePolicy:
    """What late work loses, for courses whose LMS does not see to that: so much of the full score for each day begun.

    Nothing is lost within the hours of grace. A time without a zone, as most downloads tell it, is taken to be in the
    zone of the deadline.
    """

    deadline: datetime
    percent_a_day: float
    grace_hours: float = 0.0
    most_percent: float = 100.0

    def __post_init__(self) -> None:
        """Refuse a policy that could not be applied."""
        if self.deadline.tzinfo is None:
            raise ValueError("the deadline of a late policy needs a time zone")
        if self.percent_a_day < 0 or self.grace_hours < 0 or not 0 <= self.most_percent <= 100:
            raise ValueError("a late policy has a number that is below 0, or takes more than 100 percent")

    def percent(self, submitted: datetime) -> float:
        """The percent of the full score that work handed in at this time loses."""
        here = submitted if submitted.tzinfo else submitted.replace(tzinfo=self.deadline.tzinfo)
        over = here - self.deadline
        if over <= timedelta(hours=self.grace_hours):
            return 0.0
        return min(-(-over // timedelta(days=1)) * self.percent_a_day, self.most_percent)


@dataclass(frozen=True, slots=True)
class Assignment:
    """A homework. `seed` is the instructor's own: hidden arguments follow from it.

    `file_stem` is what students call their file, .py or .ipynb. `late_policy` is off unless one is given, since an LMS
    has its own. `conventions` tells students what holds in all of it (Markdown).
    `law_helpers` are functions that the laws call; they travel to the student together with the laws. Student code may
    import numpy, the standard library and `packages`: modules, with those that a package would load later by name
    ("matplotlib.pyplot", "matplotlib.backends.backend_agg"). `refused` says why another module is not to be used.
    """

    name: str
    title: str
    version: str
    seed: int
    topics: tuple[Topic, ...]
    file_stem: str = "homework"
    late_policy: LatePolicy | None = None
    conventions: str = ""
    law_helpers: tuple[Callable[..., object], ...] = ()
    packages: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in the order of the statement."""
        return tuple(question for topic in self.topics for question in topic.questions)

    @property
    def functions(self) -> Mapping[str, FunctionQuestion]:
        """The questions that ask for a function, by its name."""
        return {question.id: question for question in self.questions if isinstance(question, FunctionQuestion)}
