"""An assignment at fault is refused before anybody is graded, with a sentence that names the fault."""

from dataclasses import replace

import numpy as np
import pytest

from autograder.grading.prepared import prepare
from autograder.model import Assignment, Case, FunctionQuestion, Topic, worked


def twice(x):
    """Some reference."""
    return 2 * x


def one(rng):
    """Some arguments."""
    return (rng.normal(size=3),)


RIGHT = FunctionQuestion(twice, ("y",), (Case("a", one, 1.0),))


@pytest.mark.parametrize(
    ("questions", "told"),
    [
        ((RIGHT, worked("twice", 1.0, 1.0)), "every question needs a name of its own; these come twice: twice"),
        ((replace(RIGHT, cases=RIGHT.cases * 2),), "every case of twice needs a name of its own; these come twice: a"),
        ((replace(RIGHT, cases=(Case("a", one, -1.0),)),), "a case of twice has less than 0 points"),
        ((replace(RIGHT, cases=(Case("a", lambda rng: rng.normal(size=1), 1.0),)),), "should give a tuple of x"),
        ((replace(RIGHT, cases=(Case("a", lambda rng: (1.0, 2.0), 1.0),)),), "should give a tuple of x"),
        (
            (replace(RIGHT, cases=(Case("a", lambda rng: (np.array([np.nan]),), 1.0),)),),
            "should give finite numbers for y",
        ),
        ((replace(RIGHT, cases=(Case("a", lambda rng: (np.zeros(0),), 1.0),)),), "should give finite numbers for y"),
        ((replace(RIGHT, returns=("y", "z")),), "should give finite numbers for y, z"),
    ],
    ids=["question", "case", "points", "no tuple", "too many", "not finite", "empty", "count"],
)
def test_a_fault_is_named(questions, told):
    """Names that come twice, negative points, wrong arguments and references that fail are told one by one."""
    with pytest.raises(ValueError, match=told):
        prepare(Assignment("toy", "Toy", "1", 7, (Topic("toy", "Toy", "", questions),)))


def test_an_assignment_without_a_fault_is_prepared():
    """The questions above are sound but for the one fault each."""
    assert prepare(Assignment("toy", "Toy", "1", 7, (Topic("toy", "Toy", "", (RIGHT,)),))).functions["twice"].cases
