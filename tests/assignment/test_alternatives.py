"""Right ways to write a function, beside the reference: none of them loses a point."""

from collections.abc import Callable

import numpy as np
import pytest

from assignment import ASSIGNMENT
from autograder.bank import Alternative
from autograder.comparing.calls import agrees
from autograder.grading.prepared import Prepared, PreparedCase
from autograder.model import FunctionQuestion, Numbers

FUNCTIONS = [question.id for question in ASSIGNMENT.questions if isinstance(question, FunctionQuestion)]
ALTERNATIVES = [alternative for topic in ASSIGNMENT.topics for alternative in topic.alternatives]
each_alternative = pytest.mark.parametrize("alternative", ALTERNATIVES, ids=lambda row: f"{row.question}: {row.label}")


def test_every_function_has_alternatives() -> None:
    """There are at least two of every function and 45 in all, no two of a function with one name."""
    assert len(ALTERNATIVES) >= 45
    for name in FUNCTIONS:
        labels = [alternative.label for alternative in ALTERNATIVES if alternative.question == name]
        assert len(set(labels)) == len(labels) >= 2, name


def test_alternatives_belong_to_their_topic() -> None:
    """A topic's alternatives are of its own functions."""
    for topic in ASSIGNMENT.topics:
        assert {row.question for row in topic.alternatives} <= {question.id for question in topic.questions}


@each_alternative
def test_an_alternative_is_right_from_any_seed(
    alternative: Alternative, runs: list[Prepared], values_of: Callable[..., list[Numbers] | None]
) -> None:
    """An alternative agrees with the reference in every case, whatever the seed."""
    for ready in (ready for run in runs for ready in run.functions[alternative.question].cases):
        values = values_of(ready, alternative.variant) or []
        assert len(values) == len(ready.wanted), ready.case.name
        assert all(map(agrees, values, ready.wanted)), ready.case.name


@each_alternative
def test_an_alternative_leaves_its_arguments_alone(alternative: Alternative, prepared: Prepared) -> None:
    """An alternative changes no array that it is given."""

    def arrays(ready: PreparedCase) -> list[Numbers]:
        return [argument for argument in ready.arguments if isinstance(argument, np.ndarray)]

    for ready in prepared.functions[alternative.question].cases:
        before = [array.copy() for array in arrays(ready)]
        with np.errstate(all="ignore"):
            alternative.variant(*ready.arguments)
        assert all(map(np.array_equal, before, arrays(ready))), ready.case.name
