"""An assignment made ready for a run: the arguments of every case, and what the reference makes of them.

It is made once a run, in the trusted process, before any student's code is looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.bank import Misconception
from autograder.comparing.calls import Wanted
from autograder.grading.faults import refuse_faults
from autograder.grading.variants import Known, copied, split
from autograder.model import AnswerQuestion, Arguments, Assignment, Case, FunctionQuestion, Numbers, Visibility
from autograder.sandbox.session import Batch, prepare_batch, prepare_look_up

MOST_ANYHOW = 1000  # numbers that a wrong answer may have: a mistake shows by its values, whatever their shape


@dataclass(frozen=True, slots=True)
class PreparedCase:
    """A case with its arguments and the values wanted, one for each name that the function returns."""

    case: Case
    arguments: Arguments
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class PreparedBatch:
    """Cases and the one request that runs them."""

    cases: tuple[PreparedCase, ...]
    batch: Batch


@dataclass(frozen=True, slots=True, eq=False)
class PreparedFunction:
    """A function that is asked for: its cases, by visibility and the whole of them, and the mistakes known of it."""

    question: FunctionQuestion
    topic: str
    public: PreparedBatch
    hidden: PreparedBatch
    whole: PreparedBatch
    known: Known

    @property
    def cases(self) -> tuple[PreparedCase, ...]:
        """All cases, the public ones first."""
        return self.whole.cases


@dataclass(frozen=True, slots=True, eq=False)
class PreparedAnswer:
    """A variable that is asked for, and the request that looks it up."""

    question: AnswerQuestion
    topic: str
    batch: Batch


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """An assignment, and its functions and variables by name."""

    assignment: Assignment
    functions: Mapping[str, PreparedFunction]
    answers: Mapping[str, PreparedAnswer]


def prepare(assignment: Assignment, seed: int | None = None) -> Prepared:
    """Draw the arguments from `seed`, or from the assignment's own, and call the references on them.

    Raises ValueError for an assignment whose names come twice, whose points are negative, or whose references fail.
    """
    seed = assignment.seed if seed is None else seed
    refuse_faults(assignment)
    bank = [row for topic in assignment.topics for row in topic.misconceptions]
    functions: dict[str, PreparedFunction] = {}
    answers: dict[str, PreparedAnswer] = {}
    for topic in assignment.topics:
        for question in topic.questions:
            match question:
                case FunctionQuestion():
                    rows = [row for row in bank if row.question == question.id]
                    functions[question.id] = _prepare(question, topic.name, rows, seed)
                case AnswerQuestion():
                    batch = prepare_look_up(question.id, question.keys, len(question.answers))
                    answers[question.id] = PreparedAnswer(question, topic.name, batch)
    return Prepared(assignment, functions, answers)


def draw(question: FunctionQuestion, case: Case, seed: int) -> PreparedCase:
    """One case, ready."""
    arguments = case.arguments(generator(seed, question.id, case.name))
    if not isinstance(arguments, tuple) or len(arguments) != len(question.parameters):
        wanted = ", ".join(question.parameters)
        raise ValueError(f"the case {case.name!r} of {question.id} should give a tuple of {wanted}")
    arrays = reference_values(question, arguments)
    return PreparedCase(case, arguments, tuple(Wanted(array, case.tolerance.around(array)) for array in arrays))


def generator(seed: int, question: str, case: str) -> np.random.Generator:
    """The random numbers of a case; they hang on its names, and not on what stands before it."""
    digest = hashlib.sha256(f"{seed}\n{question}\n{case}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:16]))


def reference_values(question: FunctionQuestion, arguments: Arguments) -> tuple[Numbers, ...]:
    """What the reference returns on copies of the arguments, as float64 arrays."""
    result = question.reference(*copied(arguments))
    arrays = tuple(np.asarray(value, dtype=np.float64) for value in split(result, len(question.returns)))
    if len(arrays) != len(question.returns) or not all(array.size and np.isfinite(array).all() for array in arrays):
        wanted = ", ".join(question.returns)
        raise ValueError(f"the reference of {question.id} should give finite numbers for {wanted}, and gave {result!r}")
    return arrays


def _prepare(question: FunctionQuestion, topic: str, bank: Sequence[Misconception], seed: int) -> PreparedFunction:
    drawn = [draw(question, case, seed) for case in question.cases]
    public, hidden = (
        _batch(question, tuple(ready for ready in drawn if ready.case.visibility is visibility))
        for visibility in (Visibility.PUBLIC, Visibility.HIDDEN)
    )
    whole = _batch(question, (*public.cases, *hidden.cases))
    known = Known(
        question.reference, len(question.returns), [(each.case, each.arguments) for each in whole.cases], bank
    )
    return PreparedFunction(question, topic, public, hidden, whole, known)


def _batch(question: FunctionQuestion, cases: tuple[PreparedCase, ...]) -> PreparedBatch:
    calls = [(ready.case.calls, ready.arguments) for ready in cases]
    most = max((sum(wanted.array.size for wanted in ready.wanted) for ready in cases), default=0)
    most = max(most, MOST_ANYHOW)
    return PreparedBatch(cases, prepare_batch(question.id, calls, len(question.returns), most))
