"""Judge what a call of a student's function led to, in a fixed order: the first thing wrong is the one named."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.model import (
    Arguments,
    Case,
    Finding,
    FunctionQuestion,
    Numbers,
    Tolerance,
    Verdict,
    Visibility,
)
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


def agrees(got: Numbers, wanted: Numbers, tolerance: Tolerance) -> bool:
    """Whether max|got - wanted| <= atol + rtol * max|wanted|; both finite, of the same shape.

    An empty array is refused: it would agree with anything.
    """
    if got.shape != wanted.shape or got.size == 0 or not np.isfinite(got).all():
        return False
    with np.errstate(over="ignore"):  # 1e308 against -1e308 is inf, and inf is not within any tolerance
        distance = np.abs(got - wanted).max()
    return bool(distance <= tolerance.atol + tolerance.rtol * np.abs(wanted).max())


def judge_call(
    question: FunctionQuestion, case: Case, sent: Arguments, wanted: Sequence[Numbers], outcome: Returned
) -> Finding:
    """The verdict on a case that gave values. `sent` are the arguments as they were before the call."""
    wrong = (
        _count(question, outcome)
        or _kinds(question, outcome.values)
        or _shapes(question, outcome.values, wanted)
        or _finite(question, outcome.values)
        or _values(question, case, outcome.values, wanted)
        or _untouched(question, sent, outcome.arguments)
    )
    return Finding(Verdict.WRONG, wrong) if wrong else Finding(Verdict.CORRECT, "Right.")


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


def _count(question: FunctionQuestion, outcome: Returned) -> str | None:
    wanted = len(question.returns)
    if outcome.count == wanted:
        return None
    names = ", ".join(question.returns)
    return f"Wanted {wanted} values ({names}), but {outcome.count} came back."


def _kinds(question: FunctionQuestion, values: Sequence[Value]) -> str | None:
    for name, value in zip(question.returns, values, strict=True):
        if value.kind is not Kind.NUMBERS:
            return f"{name}: wanted numbers, but {KINDS[value.kind]} came back."
    return None


def _shapes(question: FunctionQuestion, values: Sequence[Value], wanted: Sequence[Numbers]) -> str | None:
    for name, value, reference in zip(question.returns, values, wanted, strict=True):
        if value.shape != reference.shape or value.array is None:
            return f"{name}: wanted {describe_shape(reference.shape)}, but {describe_shape(value.shape)} came back."
    return None


def _finite(question: FunctionQuestion, values: Sequence[Value]) -> str | None:
    for name, value in zip(question.returns, values, strict=True):
        if value.array is not None and not np.isfinite(value.array).all():
            what = "NaN" if np.isnan(value.array).any() else "infinity"
            return f"{name}: {what} came back where a finite number was wanted."
    return None


def _values(question: FunctionQuestion, case: Case, values: Sequence[Value], wanted: Sequence[Numbers]) -> str | None:
    differing = [
        (name, value.array, reference)
        for name, value, reference in zip(question.returns, values, wanted, strict=True)
        if value.array is not None and not agrees(value.array, reference, case.tolerance)
    ]
    if not differing:
        return None
    if case.visibility is Visibility.HIDDEN:
        names = " and ".join(name for name, _, _ in differing)
        verb = "differs" if len(differing) == 1 else "differ"
        return f"{names} {verb} from the right {'value' if len(differing) == 1 else 'values'}; the shape is right."
    name, got, reference = differing[0]
    where = np.unravel_index(int(np.abs(got - reference).argmax()), got.shape)
    index = f"[{', '.join(map(str, where))}]" if where else ""
    return f"{name}{index}: wanted {reference[where]:.8g}, but {got[where]:.8g} came back."


def _untouched(question: FunctionQuestion, sent: Arguments, after: Sequence[Value]) -> str | None:
    for name, before, now in zip(question.parameters, sent, after, strict=True):
        if isinstance(before, np.ndarray) and not (now.array is not None and np.array_equal(before, now.array)):
            return f"The values are right, but `{name}` was changed in place: leave the arguments as they came."
    return None


def describe_shape(shape: tuple[int, ...]) -> str:
    """A shape in words: the field writes (3,) for a vector, and nobody writes () for a number."""
    return f"shape {shape}" if shape else "a single number"
