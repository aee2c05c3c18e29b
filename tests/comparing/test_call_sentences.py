"""The sentence on a case: the first thing wrong, in the fixed order, and what it may say."""

import re

import numpy as np
import pytest

from autograder.comparing.calls import KINDS, describe_shape
from autograder.grades import Verdict
from autograder.model import Visibility
from autograder.outcome import Kind, Value

BOTH = pytest.mark.parametrize("visibility", list(Visibility), ids=str)
NAN3 = np.array([1.0, np.nan, 3.0])
TOO_MANY = Value(Kind.NUMBERS, (2**31, 2**31))


@BOTH
@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_count_of_values_is_told_with_their_names(judge, visibility, count):
    """Another number of values than wanted names what is wanted and how many came."""
    finding = judge((1.0,), (1.0, 2.0), count=count, visibility=visibility)
    assert finding.verdict is Verdict.WRONG
    assert finding.message == f"Wanted 2 values (dW, dX), but {count} came back."


@BOTH
@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.NUMBERS}), ids=lambda kind: kind.name.lower())
def test_the_kind_of_a_value_is_told_in_words(judge, visibility, kind):
    """Whatever is not numbers is refused with what came instead."""
    finding = judge(Value(kind, (3,), text="0.5"), np.ones(3), visibility=visibility)
    assert finding.verdict is Verdict.WRONG
    assert finding.message == f"dW: wanted numbers, but {KINDS[kind]} came back."


def test_every_kind_has_words():
    """No kind of value is without words for it."""
    assert set(KINDS) == set(Kind)


def test_a_missing_return_is_guessed_from_none(judge):
    """None points the student to the usual reason for it."""
    assert judge(Value(Kind.NOTHING), 1.0).message == "dW: wanted numbers, but None (is a `return` missing?) came back."


@pytest.mark.parametrize(
    ("got", "wanted", "told"),
    [
        ((3, 1), (3,), "dW: wanted shape (3,), but shape (3, 1) came back."),
        ((1, 3), (3, 1), "dW: wanted shape (3, 1), but shape (1, 3) came back."),
        ((), (3,), "dW: wanted shape (3,), but a single number came back."),
        ((1,), (), "dW: wanted a single number, but shape (1,) came back."),
        ((0,), (3,), "dW: wanted shape (3,), but shape (0,) came back."),
    ],
    ids=["column", "row", "scalar for vector", "vector for scalar", "empty"],
)
@BOTH
def test_the_shape_is_told_both_ways(judge, visibility, got, wanted, told):
    """Another shape is named beside the one wanted."""
    assert judge(np.ones(got), np.ones(wanted), visibility=visibility).message == told


def test_numbers_too_many_to_be_sent_are_another_shape(judge):
    """An array that stayed in the sandbox for its size is refused by its shape."""
    finding = judge(TOO_MANY, np.ones(3), visibility="public")
    assert finding.message == "dW: wanted shape (3,), but shape (2147483648, 2147483648) came back."


def test_a_right_shape_without_its_numbers_is_wrong(judge):
    """A value that names the right shape and brings no numbers is refused."""
    assert judge(Value(Kind.NUMBERS, (3,)), np.ones(3)).verdict is Verdict.WRONG


@pytest.mark.parametrize(
    ("odd", "told"),
    [(np.nan, "NaN"), (np.inf, "infinity"), (-np.inf, "infinity"), ((np.inf, np.nan), "NaN")],
    ids=["nan", "inf", "-inf", "inf and nan"],
)
@BOTH
def test_what_is_not_finite_is_called_by_its_name(judge, visibility, odd, told):
    """NaN and infinity are told apart, and NaN is named where both came; a public case says where."""
    got = np.append(np.ones(2), odd)
    finding = judge(got, np.ones(got.size), visibility=visibility)
    assert finding.verdict is Verdict.WRONG
    place = f"[{2 + (np.size(odd) > 1)}]" if visibility == "public" else ""
    assert finding.message == f"dW{place}: {told} came back where a finite number was wanted."


@pytest.mark.parametrize(
    ("got", "wanted", "told"),
    [
        (0.25, 0.5, "dW: wanted 0.5, but 0.25 came back."),
        (np.array([1.0, 2.0, 9.0]), np.array([1.0, 3.0, 3.0]), "dW[2]: wanted 3, but 9 came back."),
        (np.array([[1.0, 1.0], [-7.0, 1.0]]), np.ones((2, 2)), "dW[1, 0]: wanted 1, but -7 came back."),
        (1 / 3, 2 / 3, "dW: wanted 0.66666667, but 0.33333333 came back."),
    ],
    ids=["a number", "the worst of a vector", "the worst of a matrix", "eight digits"],
)
def test_a_public_case_shows_the_worst_entry(judge, got, wanted, told):
    """A public case tells where the largest difference is, what is wanted there and what came."""
    finding = judge(got, wanted, visibility="public")
    assert (finding.verdict, finding.message) == (Verdict.WRONG, told)


@pytest.mark.parametrize(
    ("got", "told"),
    [
        ((1.0, 9.0), "dX: not the right value; the shape is right."),
        ((9.0, 2.0), "dW: not the right value; the shape is right."),
        ((9.0, 9.0), "dW and dX: not the right values; the shapes are right."),
    ],
    ids=["the second", "the first", "both"],
)
def test_a_hidden_case_names_the_values_that_differ(judge, got, told):
    """A hidden case tells which of the values differ, and nothing of what they are."""
    assert judge(got, (1.0, 2.0)).message == told


@pytest.mark.parametrize("got", [0.1875, np.nan, np.inf, -123.456], ids=str)
def test_a_hidden_sentence_has_no_number_in_it(judge, got):
    """No digit of input, wanted value or student's value stands in the sentence on a hidden case of right shape."""
    sent = (np.array([0.7182, 31.41]), 27.18)
    changed = (np.array([0.7182, 31.42]), 27.18)
    for finding in (judge(got, 0.8125, sent=sent, after=sent), judge(0.8125, 0.8125, sent=sent, after=changed)):
        assert finding.verdict is Verdict.WRONG
        assert not re.search(r"\d", finding.message)


@pytest.mark.parametrize(
    "value",
    [Value(Kind.NUMBERS, (271828, 1828459)), Value(Kind.NUMBERS, (27, 18, 28, 18, 28, 45, 90, 45)), np.ones(27182)],
    ids=["two sides", "eight sides", "one side"],
)
def test_a_hidden_shape_cannot_carry_an_input_out(judge, value):
    """The shape that came is told only as far as it belongs to the question: sides may spell a hidden input."""
    finding = judge(value, np.ones((3, 2)), sent=(np.array([2.718281828459045]), 1.0), after=(np.ones(1), 1.0))
    assert finding.verdict is Verdict.WRONG
    assert not re.search(r"27|18", finding.message)


def test_a_hidden_count_cannot_carry_an_input_out(judge):
    """A count far from the one wanted is not told in a hidden case: it may spell a hidden input."""
    finding = judge((1.0,), (1.0, 2.0), count=2718281828)
    assert finding.verdict is Verdict.WRONG
    assert "2718281828" not in finding.message


@pytest.mark.parametrize(
    ("got", "after", "starts"),
    [
        ((Value(Kind.TEXT, text="x"), NAN3), np.zeros(1), "dW: wanted numbers"),
        ((np.ones(9), Value(Kind.NOTHING)), np.zeros(1), "dX: wanted numbers"),
        ((NAN3, np.ones(9)), np.zeros(1), "dX: wanted shape"),
        ((np.zeros(3), NAN3), np.zeros(1), "dX: NaN"),
        ((np.zeros(3), np.ones(3)), np.zeros(1), "dW: not the right value"),
        ((np.ones(3), np.ones(3)), np.zeros(1), "The values are right, but `x` was changed"),
    ],
    ids=["kind", "kind before shape", "shape before finite", "finite before value", "value before inputs", "inputs"],
)
def test_the_first_thing_wrong_is_the_one_named(judge, got, after, starts):
    """Kind, shape, finite, value and inputs are judged in this order over all values, and the first fault is told."""
    finding = judge(got, (np.ones(3), np.ones(3)), after=(after, 2.0))
    assert finding.verdict is Verdict.WRONG
    assert finding.message.startswith(starts)


def test_the_count_comes_before_everything(judge):
    """A wrong count is told even though nothing else can be right."""
    assert judge((NAN3,), (np.ones(3), np.ones(3)), after=(np.zeros(1), 0.0)).message.startswith("Wanted 2 values")


@pytest.mark.parametrize(
    "after",
    [
        np.array([0.0, 1.0, 2.5]),
        np.zeros((3, 1)),
        np.zeros(0),
        np.full(3, np.nan),
        TOO_MANY,
        Value(Kind.OTHER),
        Value(Kind.NOTHING),
    ],
    ids=["one entry", "reshaped", "emptied", "nan", "grown", "another thing", "none"],
)
@BOTH
def test_a_changed_argument_costs_the_case(judge, visibility, after):
    """Right values do not count when an array argument is not what it was, and the argument is named."""
    finding = judge(1.0, 1.0, after=(after, 2.0), visibility=visibility)
    assert finding.verdict is Verdict.WRONG
    assert finding.message == ("The values are right, but `x` was changed in place: leave the arguments as they came.")


@pytest.mark.parametrize(
    ("shape", "words"), [((), "a single number"), ((3,), "shape (3,)"), ((1, 3), "shape (1, 3)")], ids=str
)
def test_shapes_are_written_as_the_field_writes_them(shape, words):
    """A vector is (3,), and no student reads () for a number."""
    assert describe_shape(shape) == words
