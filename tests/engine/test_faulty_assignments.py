"""An assignment at fault is refused before anybody is graded, with a sentence that names the fault."""

from dataclasses import replace

import numpy as np
import pytest

from autograder.bank import Alternative, Derivative, Misconception, WrongAnswer
from autograder.grading.prepared import prepare
from autograder.model import Assignment, Case, FunctionQuestion, Topic, WorkedBy, worked


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


def wrong(x):
    """Some wrong variant."""
    return x


PAIR = worked("pair", {"a": 1.5, "b": 3.0}, 1.0, follows={"b": lambda a: 2 * a})
SLIP, WRONG = Misconception("twice", "once", wrong, "Count."), WrongAnswer("pair", "half", {"a": 0.75}, "Count.")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"questions": (replace(RIGHT, prerequisites=("thrice",)), PAIR)}, "twice builds on what is not there"),
        ({"questions": (replace(RIGHT, prerequisites=("twice",)), PAIR)}, "twice builds on itself"),
        (
            {"questions": (RIGHT, worked("pair", 1.0, 1.0, by=WorkedBy("thrice", (1.0,))))},
            "pair is worked by what is not there",
        ),
        (
            {"questions": (RIGHT, worked("pair", {"a": 1.0, "b": 2.0}, 1.0, follows={"a": lambda b: b / 2}))},
            r"pair\['a'\] follows from what is not there, or not before it: b",
        ),
        (
            {"questions": (RIGHT, worked("pair", {"a": 1.0, "b": 2.0}, 1.0, follows={"b": lambda b: b}))},
            r"pair\['b'\] follows from what is not there, or not before it: b",
        ),
        ({"misconceptions": (replace(SLIP, question="pair"),)}, "misconceptions are of what is not there"),
        ({"misconceptions": (SLIP, SLIP)}, "every mistake in toy needs a name of its own"),
        ({"misconceptions": (replace(SLIP, share=1.0),)}, "leaves a share of 1.0: wanted 0 to below 1"),
        ({"wrong_answers": (replace(WRONG, share=-0.1),)}, "leaves a share of -0.1: wanted 0 to below 1"),
        ({"wrong_answers": (replace(WRONG, question="twice"),)}, "wrong answers are of what is not there"),
        ({"alternatives": (Alternative("pair", "as well", wrong),)}, "alternatives are of what is not there"),
        ({"derivatives": (Derivative("pair", wrong, (0,)),)}, "derivatives are of what is not there"),
    ],
)
def test_a_fault_of_the_bank_is_named(changes, told):
    """What is said of questions that are not there, in a circle, or with shares out of bounds is told one by one."""
    topic = replace(BANKED, **changes)
    with pytest.raises(ValueError, match=told):
        prepare(Assignment("toy", "Toy", "1", 7, (topic,)))


BANKED = Topic("toy", "Toy", "", (RIGHT, PAIR), (SLIP,), (WRONG,), (Alternative("twice", "added", twice),))


def test_a_circle_of_functions_is_found():
    """Two functions that build on each other are refused as well."""

    def other(x):
        return x

    first = replace(RIGHT, prerequisites=("other",))
    second = replace(RIGHT, reference=other, prerequisites=("twice",))
    with pytest.raises(ValueError, match="builds on itself"):
        prepare(Assignment("toy", "Toy", "1", 7, (replace(BANKED, questions=(first, second, PAIR)),)))


def test_a_bank_without_a_fault_is_prepared():
    """The bank above is sound but for the one fault each."""
    assert prepare(Assignment("toy", "Toy", "1", 7, (BANKED,))).functions["twice"].known.singles
