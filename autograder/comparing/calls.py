"""Judge what a call of a student's function led to, in a fixed order: the first thing wrong is the one named."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from autograder.grades import Finding, Verdict
from autograder.model import Case, FunctionQuestion, Numbers, Visibility
from autograder.outcome import Ended, Failure, Kind, NotRun, Overran, Raised, Returned, Undefined, Value

KINDS = {
    Kind.NUMBERS: "numbers",
    Kind.TEXT: "a text",
    Kind.NOTHING: "None (is a `return` missing?)",
    Kind.ABSENT: "nothing",
    Kind.COMPLEX: "complex numbers",
    Kind.RAGGED: "rows of different lengths",
    Kind.OTHER: "something that is not an array of numbers",
}


MANY = 10
RIGHT = Finding(Verdict.CORRECT, "Right.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value of the reference, and how far every entry of the student's may be from it.

    `bits` is what a value that is equal to the last bit consists of; None where none may be equal.
    """

    array: Numbers
    within: float
    bits: bytes | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        finite = self.within >= 0 and np.isfinite(self.array).all()
        object.__setattr__(self, "bits", self.array.tobytes() if finite else None)


def agrees(got: Numbers, wanted: Wanted) -> bool:
    """Whether the shapes are equal and no entry is farther off than it may be.

    Infinity and NaN in `got` agree with nothing. Neither does an empty array, which would agree with everything.
    """
    if got.shape != wanted.array.shape or got.size == 0:
        return False
    if got.tobytes() == wanted.bits:  # as the same formula gives the same bits
        return True
    if not got.shape:  # many are single numbers, and numpy takes ten times as long as Python for one
        return abs(got.item() - wanted.array.item()) <= wanted.within and math.isfinite(got.item())
    with np.errstate(over="ignore"):  # 1e308 is infinitely far from -1e308
        distance = float(np.abs(got - wanted.array).max())
    return distance <= wanted.within and math.isfinite(distance)


def judge_call(question: FunctionQuestion, case: Case, wanted: Sequence[Wanted], outcome: Returned) -> Finding:
    """The verdict on a case that gave values; `wanted` are those of the reference."""
    if _is_right(wanted, outcome):
        return RIGHT
    wrong = (
        _count(question, outcome)
        or _kinds(question, outcome.values)
        or _shapes(question, case, outcome.values, wanted)
        or _values(question, case, outcome.values, wanted)
        or _untouched(question, outcome)
    )
    return Finding(Verdict.WRONG, wrong) if wrong else RIGHT


def judge_failure(name: str, outcome: Failure) -> Finding:
    """The verdict on a call that gave no value."""
    match outcome:
        case Undefined(exists=True):
            return Finding(Verdict.MISSING, f"`{name}` is not a function any more: something else has its name.")
        case Undefined():
            return Finding(Verdict.MISSING, f"There is no `{name}` in your file.")
        case Raised("NotImplementedError", _, inside=False):
            return Finding(Verdict.NOT_ATTEMPTED, f"`{name}` is not written yet: it still raises NotImplementedError.")
        case Raised("NotImplementedError", place):
            return Finding(Verdict.CRASHED, f"`{name}` calls a function that is not written yet ({place}).")
        case Raised(exception, place):
            return Finding(Verdict.CRASHED, f"`{name}` stopped with {exception} in {place}.")
        case Ended():
            return Finding(Verdict.CRASHED, f"`{name}` ended the Python process: an exit, a crash, or no memory left.")
        case Overran(seconds, whole=True):
            return Finding(Verdict.TIMED_OUT, f"The submission took longer than {seconds:g} seconds altogether.")
        case Overran(seconds):
            return Finding(Verdict.TIMED_OUT, f"`{name}` did not return within {seconds:g} seconds.")
        case NotRun():
            return Finding(Verdict.SKIPPED, "Not run: an earlier call of this function ended Python or took too long.")


def _is_right(wanted: Sequence[Wanted], outcome: Returned) -> bool:
    """Whether nothing is wrong: the usual case, decided without a look for what to say."""
    if outcome.changed or len(outcome.values) != len(wanted):
        return False
    for value, right in zip(outcome.values, wanted, strict=True):
        if value.array is None or not agrees(value.array, right):
            return False
    return True


def _count(question: FunctionQuestion, outcome: Returned) -> str | None:
    wanted = len(question.returns)
    if outcome.count == wanted:
        return None
    names = ", ".join(question.returns)
    came = outcome.count if outcome.count < MANY else "many"  # a large number may spell a hidden input
    return f"Wanted {wanted} values ({names}), but {came} came back."


def _kinds(question: FunctionQuestion, values: Sequence[Value]) -> str | None:
    for name, value in zip(question.returns, values, strict=True):
        if value.kind is not Kind.NUMBERS:
            return f"{name}: wanted numbers, but {KINDS[value.kind]} came back."
    return None


def _shapes(question: FunctionQuestion, case: Case, values: Sequence[Value], wanted: Sequence[Wanted]) -> str | None:
    sides = {0, 1}.union(*(right.array.shape for right in wanted))
    for name, value, right in zip(question.returns, values, wanted, strict=True):
        shape = right.array.shape
        if value.shape != shape or value.array is None:
            told = case.visibility is Visibility.PUBLIC or (sides.issuperset(value.shape) and len(value.shape) < 4)
            came = describe_shape(value.shape) if told else "another shape"  # its sides may spell a hidden input
            return f"{name}: wanted {describe_shape(shape)}, but {came} came back."
    return None


def _values(question: FunctionQuestion, case: Case, values: Sequence[Value], wanted: Sequence[Wanted]) -> str | None:
    differing = [
        (name, value.array, right.array)
        for name, value, right in zip(question.returns, values, wanted, strict=True)
        if value.array is not None and not agrees(value.array, right)
    ]
    if not differing:
        return None
    for name, got, _ in differing:
        if not np.isfinite(got).all():
            what = "NaN" if np.isnan(got).any() else "infinity"
            return f"{name}: {what} came back where a finite number was wanted."
    if case.visibility is Visibility.HIDDEN:
        *names, last = (name for name, _, _ in differing)
        if names:
            return f"{', '.join(names)} and {last}: not the right values; the shapes are right."
        return f"{last}: not the right value; the shape is right."
    name, got, right = differing[0]
    with np.errstate(over="ignore"):
        farthest = int(np.argmax(np.abs(got - right)))
    where = np.unravel_index(farthest, got.shape)
    index = f"[{', '.join(map(str, where))}]" if where else ""
    return f"{name}{index}: wanted {right[where]:.8g}, but {got[where]:.8g} came back."


def _untouched(question: FunctionQuestion, outcome: Returned) -> str | None:
    for position in outcome.changed:
        name = question.parameters[position]
        return f"The values are right, but `{name}` was changed in place: leave the arguments as they came."
    return None


def describe_shape(shape: tuple[int, ...]) -> str:
    """A shape in words: the field writes (3,) for a vector, and nobody writes () for a number."""
    return f"shape {shape}" if shape else "a single number"
