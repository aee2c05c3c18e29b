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
        distance = abs(got.item() - wanted.array.item())
        return distance <= wanted.within and math.isfinite(distance)
    with np.errstate(over="ignore"):  # 1e308 is infinitely far from -1e308
        distance = float(np.abs(got - wanted.array).max())
    return distance <= wanted.within and math.isfinite(distance)


def judge_call(question: FunctionQuestion, case: Case, wanted: Sequence[Wanted], outcome: Returned) -> Finding:
    """The verdict on a case that gave values; `wanted` are those of the reference."""
    if _is_right(wanted, outcome):
        return RIGHT
    return (
        _count(question, outcome)
        or _kinds(question, outcome.values)
        or _shapes(question, case, outcome.values, wanted)
        or _values(question, case, outcome.values, wanted)
        or _untouched(question, outcome)
        or RIGHT
    )


def judge_failure(name: str, outcome: Failure) -> Finding:
    """The verdict on a call that gave no value."""
    match outcome:
        case Undefined(exists=True):
            what = f"`{name}` is not a function any more: something else has its name."
            return Finding(Verdict.MISSING, what, "Look where the name is assigned again; choose another one there.")
        case Undefined():
            what = f"There is no `{name}` in your file."
            return Finding(Verdict.MISSING, what, "Write it under exactly this name, and not inside something else.")
        case Raised("NotImplementedError", _, inside=False):
            what = f"`{name}` is not written yet: it still raises NotImplementedError."
            return Finding(Verdict.NOT_ATTEMPTED, what, "Put your own lines in place of the `raise`.")
        case Raised("NotImplementedError", place):
            what = f"`{name}` calls a function that is not written yet ({place})."
            return Finding(Verdict.CRASHED, what, "Write that one first.")
        case Raised(exception, place):
            what = f"`{name}` stopped with {exception} in {place}."
            advice = "Call it yourself on the example, then on other inputs, and read the last line of the error."
            if exception in ("NameError", "UnboundLocalError"):
                advice = "Look for a name that is misspelt, or that gets its value only further down."
            return Finding(Verdict.CRASHED, what, advice)
        case Ended():
            what = f"`{name}` ended the Python process: an exit, a crash, or no memory left."
            return Finding(Verdict.CRASHED, what, "Look for exit(), quit(), endless recursion and very large arrays.")
        case Overran(seconds, whole=True):
            what = f"The submission took longer than {seconds:g} seconds altogether."
            return Finding(Verdict.TIMED_OUT, what, "Look what takes long when the whole file runs once from the top.")
        case Overran(seconds):
            what = f"`{name}` did not return within {seconds:g} seconds."
            return Finding(Verdict.TIMED_OUT, what, "Look for a loop that does not end, or for input() that waits.")
        case NotRun():
            what = "Not run: an earlier call of this function ended Python or took too long."
            return Finding(Verdict.SKIPPED, what, "Mend that call first.")


def _is_right(wanted: Sequence[Wanted], outcome: Returned) -> bool:
    """Whether nothing is wrong: the usual case, decided without a look for what to say."""
    if outcome.changed or len(outcome.values) != len(wanted):
        return False
    for value, right in zip(outcome.values, wanted, strict=True):
        if value.array is None or not agrees(value.array, right):
            return False
    return True


def _count(question: FunctionQuestion, outcome: Returned) -> Finding | None:
    wanted = len(question.returns)
    if outcome.count == wanted:
        return None
    names = ", ".join(question.returns)
    came = outcome.count if outcome.count < MANY else "many"  # a large number may spell a hidden input
    what = f"Wanted {wanted} {'values' if wanted > 1 else 'value'} ({names}), but {came} came back."
    return Finding(Verdict.WRONG, what, f"Return exactly this, in this order: {names}.")


def _kinds(question: FunctionQuestion, values: Sequence[Value]) -> Finding | None:
    for name, value in zip(question.returns, values, strict=True):
        if value.kind is not Kind.NUMBERS:
            what = f"{name}: wanted numbers, but {KINDS[value.kind]} came back."
            advice = "Every way through the function" if value.kind is Kind.NOTHING else "The function"
            return Finding(Verdict.WRONG, what, f"{advice} has to return a number or a numpy array.")
    return None


def _shapes(
    question: FunctionQuestion, case: Case, values: Sequence[Value], wanted: Sequence[Wanted]
) -> Finding | None:
    sides = {0, 1}.union(*(right.array.shape for right in wanted))
    for name, value, right in zip(question.returns, values, wanted, strict=True):
        shape = right.array.shape
        if value.shape != shape or value.array is None:
            told = case.visibility is Visibility.PUBLIC or (sides.issuperset(value.shape) and len(value.shape) < 4)
            came = describe_shape(value.shape) if told else "another shape"  # its sides may spell a hidden input
            what = f"{name}: wanted {describe_shape(shape)}, but {came} came back."
            return Finding(Verdict.WRONG, what, "Print the shapes of what is multiplied and summed in the last steps.")
    return None


def _values(
    question: FunctionQuestion, case: Case, values: Sequence[Value], wanted: Sequence[Wanted]
) -> Finding | None:
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
            odd = np.argwhere(np.isnan(got) if what == "NaN" else np.isinf(got))[0]
            place = f"[{', '.join(map(str, odd))}]" if odd.size and case.visibility is Visibility.PUBLIC else ""
            came = f"{name}{place}: {what} came back where a finite number was wanted."
            advice = "Look for a division by zero, a logarithm of zero, or an exponential that grows too large."
            return Finding(Verdict.WRONG, came, advice)
    if case.visibility is Visibility.HIDDEN:
        *names, last = (name for name, _, _ in differing)
        what = f"{last}: not the right value; the shape is right."
        if names:
            what = f"{', '.join(names)} and {last}: not the right values; the shapes are right."
        return Finding(Verdict.WRONG, what, "Work a small case out by hand, of other shapes than the example's.")
    with np.errstate(over="ignore"):
        name, got, right = max(differing, key=lambda each: float(np.abs(each[1] - each[2]).max()))
        farthest = int(np.argmax(np.abs(got - right)))
    where = np.unravel_index(farthest, got.shape)
    index = f"[{', '.join(map(str, where))}]" if where else ""
    what = f"{name}{index}: wanted {right[where]:.8g}, but {got[where]:.8g} came back."
    which = "entry, the farthest off," if where else "number"
    return Finding(Verdict.WRONG, what, f"Work this {which} out by hand, and compare step by step.")


def _untouched(question: FunctionQuestion, outcome: Returned) -> Finding | None:
    for position in outcome.changed:
        name = question.parameters[position]
        what = f"The values are right, but `{name}` was changed in place: leave the arguments as they came."
        return Finding(
            Verdict.WRONG, what, f"Write `{name} = {name} - ...` where it says `{name} -= ...`, or copy it first."
        )
    return None


def describe_shape(shape: tuple[int, ...]) -> str:
    """A shape in words: the field writes (3,) for a vector, and nobody writes () for a number."""
    return f"shape {shape}" if shape else "a single number"
