"""Put into words how wrong values relate to the right ones, where no known mistake explains them.

A relation counts when it holds in every case, so nothing in its words belongs to a hidden case alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from autograder.comparing.calls import Wanted, agrees
from autograder.grading.prepared import PreparedCase
from autograder.grading.recurring import Calls
from autograder.grading.variants import alike, around, split
from autograder.model import Arguments, FunctionQuestion, Numbers, Visibility
from autograder.outcome import Outcome, Returned

FEW_DIGITS = 1e-3  # of the largest entry: what is farther off is another formula
FACTORS = {2.0: "twice", 0.5: "half", 4.0: "four times", 0.25: "a quarter of", -2.0: "minus twice", -0.5: "minus half"}


@dataclass(frozen=True, slots=True)
class Pair:
    """One value of the student's in one case, and the right one."""

    ready: PreparedCase
    got: Numbers
    wanted: Wanted

    @property
    def is_right(self) -> bool:
        """Whether they agree."""
        return agrees(self.got, self.wanted)


def describe(calls: Calls) -> str | None:
    """A sentence on the first value that is wrong, or None where no relation holds in every case."""
    question = calls.function.question
    for position, name in enumerate(question.returns):
        found = [_pair(ready, outcome, position) for ready, outcome in calls]
        pairs = [pair for pair in found if pair is not None]
        relations = (
            _transposed,
            _negated,
            partial(_summed, name),
            _lost_where_flat,
            _imprecise,
            partial(_scaled, question),
            partial(_ignored, question, position),
        )
        words = None
        if len(pairs) == len(found) and not all(pair.is_right for pair in pairs):
            words = next((words for relation in relations if (words := relation(pairs))), None)
        words = words or _only_the_example(calls, found)
        if words:
            return f"{name}: {words}"
    return None


def _pair(ready: PreparedCase, outcome: Outcome, position: int) -> Pair | None:
    if not isinstance(outcome, Returned) or len(outcome.values) <= position:
        return None
    array = outcome.values[position].array
    return None if array is None or not np.isfinite(array).all() else Pair(ready, array, ready.wanted[position])


def _transposed(pairs: Sequence[Pair]) -> str | None:
    if all(pair.wanted.array.ndim > 1 and agrees(pair.got.T, pair.wanted) for pair in pairs):
        return "your values are the right ones, transposed. Compare the shapes of the factors with that of the result."
    return None


def _negated(pairs: Sequence[Pair]) -> str | None:
    if all(agrees(-pair.got, pair.wanted) for pair in pairs):
        return "your values have the right size and the opposite sign. Follow the sign from the last step back."
    return None


def _summed(name: str, pairs: Sequence[Pair]) -> str | None:
    most = max(pair.got.ndim for pair in pairs)
    for axis in (*range(most), -1):
        if all(-pair.got.ndim <= axis < pair.got.ndim and agrees(_sum(pair.got, axis), pair.wanted) for pair in pairs):
            which = f"axis {axis}" if axis >= 0 else "the last axis"
            return f"{which} of your array is left over: it should be summed up."
    if all(pair.got.size == 1 and agrees(pair.got.reshape(()), _total(pair.wanted)) for pair in pairs):
        return f"everything is summed up into one number; look which axes of {name} are to stay."
    if all(agrees(pair.got.ravel(), Wanted(pair.wanted.array.ravel(), pair.wanted.within)) for pair in pairs):
        return "the numbers are right, and their shape is not."
    return None


def _sum(array: Numbers, axis: int) -> Numbers:
    return np.asarray(array.sum(axis))


def _total(wanted: Wanted) -> Wanted:
    return Wanted(np.asarray(wanted.array.sum()), wanted.within * wanted.array.size)


def _scaled(question: FunctionQuestion, pairs: Sequence[Pair]) -> str | None:
    ratios = [_ratio(pair) for pair in pairs]
    known = [ratio for ratio in ratios if ratio is not None]
    if len(known) < len(ratios):
        return None
    if np.allclose(known, known[0], rtol=1e-4, atol=0):
        size = next((words for factor, words in FACTORS.items() if np.isclose(known[0], factor, rtol=1e-4)), None)
        many = f"{size} the right ones" if size else "the right ones times a constant"
        return f"your values are {many}. Look for a factor that is missing, or one too many."
    for what, lengths in _lengths(question, [pair.ready.arguments for pair in pairs]):
        if np.allclose(np.array(known) * lengths, 1.0, rtol=1e-4):
            return f"your values are the right ones divided by {what}. Is a mean taken where a sum is asked for?"
        if np.allclose(np.array(known) / lengths, 1.0, rtol=1e-4):
            return f"your values are the right ones times {what}. Is something added up once too often?"
    return None


def _ratio(pair: Pair) -> float | None:
    """By what number the right value has to be multiplied to give the student's; None where no number does it."""
    right = pair.wanted.array
    if pair.got.shape != right.shape or not right.any():
        return None
    ratio = float((pair.got * right).sum() / (right * right).sum())
    close = agrees(pair.got, Wanted(ratio * right, abs(ratio) * pair.wanted.within))
    return ratio if close and ratio else None


def _lengths(question: FunctionQuestion, arguments: Sequence[Arguments]) -> Iterable[tuple[str, Numbers]]:
    """The sizes that could have been divided by, in words, case by case."""
    for position, name in enumerate(question.parameters):
        arrays = [np.asarray(each[position]) for each in arguments]
        for axis in range(min(array.ndim for array in arrays)):
            yield f"the length of axis {axis} of `{name}`", np.array([float(array.shape[axis]) for array in arrays])
        yield f"the number of entries of `{name}`", np.array([float(array.size) for array in arrays])


def _ignored(question: FunctionQuestion, position: int, pairs: Sequence[Pair]) -> str | None:
    """Whether the values are those that the reference gives when one argument is all ones, or all zeros."""
    for at, name in enumerate(question.parameters):
        for number, words in ((1.0, "ones"), (0.0, "zeros")):
            if all(_agrees_with(question, position, pair, partial(_filled, at, number)) for pair in pairs):
                return f"your values are right only where `{name}` is all {words}. Where does `{name}` come in?"
    return None


def _filled(at: int, number: float, arguments: Arguments) -> Arguments:
    argument = arguments[at]
    if isinstance(argument, str):
        return arguments
    filled = np.full_like(argument, number, dtype=np.float64) if isinstance(argument, np.ndarray) else number
    return (*arguments[:at], filled, *arguments[at + 1 :])


def _agrees_with(
    question: FunctionQuestion, position: int, pair: Pair, change: Callable[[Arguments], Arguments]
) -> bool:
    arguments = change(pair.ready.arguments)
    if arguments is pair.ready.arguments:
        return False
    try:
        with np.errstate(all="ignore"):
            value = split(question.reference(*arguments), len(question.returns))[position]
            return alike(pair.got, around(np.asarray(value, dtype=np.float64), pair.ready.case))
    except Exception:  # arguments that the reference was not made for
        return False


def _imprecise(pairs: Sequence[Pair]) -> str | None:
    def near(pair: Pair) -> bool:
        right = pair.wanted.array
        return pair.got.shape == right.shape and agrees(
            pair.got, Wanted(right, FEW_DIGITS * float(np.abs(right).max()))
        )

    if all(near(pair) for pair in pairs):
        return "the first digits are right, and no more: is something in float32, rounded, or taken by a difference?"
    return None


def _lost_where_flat(pairs: Sequence[Pair]) -> str | None:
    wrong = [pair for pair in pairs if not pair.is_right]
    if len(wrong) < len(pairs) and all(pair.ready.case.tolerance.atol == 0 for pair in wrong):
        return "right but where small values need all their digits: is a difference of nearby values in it, or float32?"
    return None


def _only_the_example(calls: Calls, found: Sequence[Pair | None]) -> str | None:
    right: dict[Visibility, list[bool]] = {Visibility.PUBLIC: [], Visibility.HIDDEN: []}
    for (ready, _), pair in zip(calls, found, strict=True):
        right[ready.case.visibility].append(pair is not None and pair.is_right)
    if right[Visibility.PUBLIC] and all(right[Visibility.PUBLIC]) and not any(right[Visibility.HIDDEN]):
        return "right in the example, and in nothing else. Is a number or a shape of the example written in the code?"
    return None
