"""Variables worked by hand: numbers, arrays, dicts and texts, value by value."""

import numpy as np
import pytest

from autograder.comparing.answers import judge_answers, judge_form, name_of
from autograder.grades import Verdict
from autograder.model import worked
from autograder.outcome import Kind, Value

NUMBER = worked("slope", 0.25, 1.0)
MATRIX = worked("W", [[0.26, -0.12], [-0.8, -0.02]], 4.0)
TREE = worked("tree", {"s1": 1.31, "h1": 0.787513155877, "d_h1": -0.00767395496323}, 3.0)
ORDER = worked("order", "CABED", 1.0)

NOTHING, ABSENT, OTHER = Value(Kind.NOTHING), Value(Kind.ABSENT), Value(Kind.OTHER)


def text(letters):
    """A text as the sandbox reports it."""
    return Value(Kind.TEXT, text=letters)


def verdicts(question, *values):
    """The verdicts on the answers of a question, in order."""
    return [finding.verdict for finding in judge_answers(question, values).values()]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        (NUMBER, {(): "slope"}),
        (MATRIX, {(0, 0): "W[0, 0]", (0, 1): "W[0, 1]", (1, 0): "W[1, 0]", (1, 1): "W[1, 1]"}),
        (TREE, {"s1": 'tree["s1"]', "h1": 'tree["h1"]', "d_h1": 'tree["d_h1"]'}),
        (ORDER, {(): "order"}),
    ],
    ids=["number", "array", "dict", "text"],
)
def test_every_answer_is_named_as_a_student_would_write_it(question, wanted):
    """The name of an answer is the Python that reads it."""
    assert {answer.where: name_of(question, answer) for answer in question.answers} == wanted


def test_right_answers_are_right(value):
    """A number, an array, a dict and a text that are right earn every answer of theirs."""
    assert verdicts(NUMBER, value(0.25)) == [Verdict.CORRECT]
    assert verdicts(MATRIX, value([[0.26, -0.12], [-0.8, -0.02]])) == [Verdict.CORRECT] * 4
    assert verdicts(TREE, value(1.31), value(0.79), value(-0.0077)) == [Verdict.CORRECT] * 3
    assert verdicts(ORDER, text("CABED")) == [Verdict.CORRECT]


def test_each_entry_of_an_array_is_judged_by_itself(value):
    """A wrong entry, or one that is not finite, costs that entry alone, and is named without any value."""
    findings = judge_answers(MATRIX, [value([[0.26, 0.12], [np.nan, -0.02]])])
    assert [f.verdict is Verdict.CORRECT for f in findings.values()] == [True, False, False, True]
    assert findings[(0, 1)].message == "W[0, 1] is not right."
    assert findings[(1, 0)].message == "W[1, 0] is not right."


def test_entries_of_an_array_are_not_mixed_up(value):
    """The transpose of an array keeps its diagonal and loses the rest."""
    got = value(np.array([[0.26, -0.12], [-0.8, -0.02]]).T)
    assert [v is Verdict.CORRECT for v in verdicts(MATRIX, got)] == [True, False, False, True]


def test_each_key_of_a_dict_is_judged_by_itself(value):
    """In a dict a missing key, an open one and a wrong one are told apart, and cost themselves alone."""
    findings = judge_answers(TREE, [ABSENT, NOTHING, value(-0.0077)])
    assert [(f.verdict, f.message) for f in findings.values()] == [
        (Verdict.MISSING, 'There is no tree["s1"].'),
        (Verdict.NOT_ATTEMPTED, 'tree["h1"] is not answered yet.'),
        (Verdict.CORRECT, "Right."),
    ]


def test_keys_of_a_dict_are_not_mixed_up(value):
    """The values of two keys swapped are both wrong."""
    assert verdicts(TREE, value(0.79), value(1.31), value(-0.0077))[:2] == [Verdict.WRONG] * 2


@pytest.mark.parametrize(
    "letters", ["CABED", "cabed", " CABED\n", "Cabed", "C A B E D", "C, A, B, E, D", "C-A-B-E-D"], ids=repr
)
def test_a_text_is_compared_letter_by_letter_whatever_stands_between(letters):
    """Small letters, and blanks, commas and dashes around and between the letters, do not matter."""
    assert verdicts(ORDER, text(letters)) == [Verdict.CORRECT]


@pytest.mark.parametrize("letters", ["", "CABE", "CABEDE", "ABCDE", "СABED", "CABED1"], ids=ascii)
def test_any_other_text_is_wrong(letters):
    """One letter less, more, elsewhere or of another alphabet is wrong, and the right text is not told."""
    (finding,) = judge_answers(ORDER, [text(letters)]).values()
    assert (finding.verdict, finding.message) == (Verdict.WRONG, "order is not right.")


FORMS = {
    "open number": (NUMBER, NOTHING, Verdict.NOT_ATTEMPTED, "slope is not answered yet."),
    "open array": (MATRIX, NOTHING, Verdict.NOT_ATTEMPTED, "W is not answered yet."),
    "open text": (ORDER, NOTHING, Verdict.NOT_ATTEMPTED, "order is not answered yet."),
    "absent": (NUMBER, ABSENT, Verdict.MISSING, "There is no slope."),
    "text for number": (NUMBER, text("0.25"), Verdict.WRONG, "slope: wanted a single number, but a text came."),
    "object for array": (
        MATRIX,
        OTHER,
        Verdict.WRONG,
        "W: wanted shape (2, 2), but something that is not an array of numbers came.",
    ),
    "complex for number": (
        NUMBER,
        Value(Kind.COMPLEX),
        Verdict.WRONG,
        "slope: wanted a single number, but complex numbers came.",
    ),
    "rows of different lengths": (
        MATRIX,
        Value(Kind.RAGGED),
        Verdict.WRONG,
        "W: wanted shape (2, 2), but rows of different lengths came.",
    ),
    "array for number": (
        NUMBER,
        Value(Kind.NUMBERS, (1,), np.array([0.25])),
        Verdict.WRONG,
        "slope: wanted a single number, but shape (1,) came.",
    ),
    "number for array": (
        MATRIX,
        Value(Kind.NUMBERS, (), np.array(0.26)),
        Verdict.WRONG,
        "W: wanted shape (2, 2), but a single number came.",
    ),
    "flat array": (
        MATRIX,
        Value(Kind.NUMBERS, (4,), np.array([0.26, -0.12, -0.8, -0.02])),
        Verdict.WRONG,
        "W: wanted shape (2, 2), but shape (4,) came.",
    ),
    "empty array": (
        MATRIX,
        Value(Kind.NUMBERS, (0,), np.empty(0)),
        Verdict.WRONG,
        "W: wanted shape (2, 2), but shape (0,) came.",
    ),
    "array left behind": (
        MATRIX,
        Value(Kind.NUMBERS, (9, 9)),
        Verdict.WRONG,
        "W: wanted shape (2, 2), but shape (9, 9) came.",
    ),
    "number for text": (
        ORDER,
        Value(Kind.NUMBERS, (), np.array(3.0)),
        Verdict.WRONG,
        "order: wanted a text in quotes, but numbers came.",
    ),
}


@pytest.mark.parametrize(("question", "value", "verdict", "message"), FORMS.values(), ids=list(FORMS))
def test_a_variable_of_the_wrong_form_costs_all_its_answers(question, value, verdict, message):
    """The form is judged first, for the whole variable at once, with what is wanted and what came."""
    findings = judge_answers(question, [value])
    assert {(f.verdict, f.message) for f in findings.values()} == {(verdict, message)}
    assert judge_form(question, [value]) == findings


def test_a_key_of_the_wrong_form_costs_itself_alone(value):
    """In a dict each key has its own form: a list where a number is wanted does not spoil the others."""
    findings = judge_answers(TREE, [value([1.31]), value(0.79), text("0.1")])
    assert [f.verdict for f in findings.values()] == [Verdict.WRONG, Verdict.CORRECT, Verdict.WRONG]
    assert findings["s1"].message == 'tree["s1"]: wanted a single number, but shape (1,) came.'


def test_the_form_says_nothing_about_right_or_wrong(value):
    """Before handing in, a wrong number of the right form and the right one look the same."""
    assert judge_form(NUMBER, [value(0.25)]) == judge_form(NUMBER, [value(77.0)]) == {(): None}
    assert judge_form(ORDER, [text("CABED")]) == judge_form(ORDER, [text("EDCBA")]) == {(): None}


def test_a_right_shape_without_its_numbers_is_wrong():
    """A value that names the right shape and brings no numbers earns nothing, and is told as a wrong form."""
    assert set(verdicts(MATRIX, Value(Kind.NUMBERS, (2, 2)))) == {Verdict.WRONG}
