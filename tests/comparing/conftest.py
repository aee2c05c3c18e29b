"""Questions and values as the judges take them."""

import numpy as np
import pytest

from autograder.comparing.calls import Wanted, judge_call
from autograder.model import Case, FunctionQuestion, Tolerance, Visibility
from autograder.outcome import Kind, Returned, Value

UNTOUCHED = (np.arange(3.0), 2.0)


def spread(x, factor):
    """Something to be the reference; the judges never call it."""
    return x * factor


def as_value(thing):
    """A number or an array as the sandbox reports it; anything that is a Value already stays as it is."""
    if isinstance(thing, Value):
        return thing
    array = np.asarray(thing, dtype=np.float64)
    return Value(Kind.NUMBERS, array.shape, array)


@pytest.fixture
def value():
    """The function that turns numbers into a Value."""
    return as_value


@pytest.fixture
def judge():
    """Judge what came back for `wanted`: one value, or several in a tuple, of a function of the arguments x, factor."""

    def judge(
        got,
        wanted,
        *,
        visibility=Visibility.HIDDEN,
        tolerance=None,
        sent=UNTOUCHED,
        after=UNTOUCHED,
        count=None,
    ):
        got = got if isinstance(got, tuple) else (got,)
        wanted = wanted if isinstance(wanted, tuple) else (wanted,)
        question = FunctionQuestion(spread, ("dW", "dX", "db")[: len(wanted)], ())
        case = Case("a case", lambda _: sent, 1.0, Visibility(visibility), tolerance or Tolerance())
        count = len(got) if count is None else count
        values = tuple(map(as_value, got)) if count == len(wanted) else ()
        changed = {n: as_value(now) for n, (was, now) in enumerate(zip(sent, after, strict=True)) if now is not was}
        outcome = Returned(count, values, changed if values else {})
        arrays = [np.asarray(value, dtype=np.float64) for value in wanted]
        return judge_call(question, case, [Wanted(array, case.tolerance.around(array)) for array in arrays], outcome)

    return judge
