"""The mistake in a wrong function is named by the bank, or put into words by how its values relate to right ones."""

import re
from collections.abc import Callable

import pytest

from autograder.grades import QuestionGrade

Grades = Callable[..., dict[str, QuestionGrade]]


def area(value: str) -> str:
    """The function with another result."""
    return f"def area(a, b):\n    return {value}\n"


def totals(value: str) -> str:
    """The function with another result."""
    return f"def totals(a, b):\n    return {value}\n"


def table(first: str, second: str = "np.sum(np.outer(a, b))") -> str:
    """The function with other results."""
    return f"def table(a, b):\n    return {first}, {second}\n"


@pytest.mark.parametrize(
    ("code", "label", "share"),
    [
        ("a * b / 2", "triangles", 0.5),
        ("b * a * 0.5", "triangles", 0.5),
        ("a + b", "sides added", 0.0),
        ("-a * b", "sign turned", 0.5),
    ],
)
def test_a_mistake_of_the_bank_is_named_however_it_is_written(
    grades: Grades, code: str, label: str, share: float
) -> None:
    """What does the same as a variant in every case gets its label, its hint and its share of the points."""
    grade = grades(area=area(code))["area"]
    assert grade.misconception == label
    assert grade.hint
    assert grade.score == share * grade.points


def test_two_mistakes_at_once_are_named_without_being_listed(grades: Grades) -> None:
    """Two rows of the bank are composed, and what they leave of the points is multiplied."""
    grade = grades(area=area("-a * b / 2"))["area"]
    assert grade.misconception == "triangles, and sign turned"
    assert grade.hint == (
        "How many triangles make a rectangle? Can an area be negative? This mistake leaves 1 of the 4 points."
    )
    assert grade.score == 0.25 * grade.points


def test_one_case_that_differs_takes_the_name_away(grades: Grades) -> None:
    """A label needs agreement in every case: half the area of rows alone is no mistake of the bank."""
    grade = grades(area="def area(a, b):\n    return a * b / (2 if np.ndim(a) == 1 else 3)\n")["area"]
    assert grade.misconception is None


def test_a_mistake_in_one_case_only_keeps_the_points_of_the_others(grades: Grades) -> None:
    """The share never lowers what the cases earned."""
    grade = grades(area="def area(a, b):\n    return a * b / (2 if np.ndim(a) == 2 else 1)\n")["area"]
    assert (grade.misconception, grade.score) == (None, 2.0)


def test_a_function_that_stops_everywhere_is_not_named(grades: Grades) -> None:
    """Where nothing came back, no mistake is made up, and the hint is the advice on the first case."""
    grade = grades(area="def area(a, b):\n    return a.nothing\n")["area"]
    assert grade.misconception is None
    assert grade.hint == "Call it yourself on the example, then on other inputs, and read the last line of the error."


@pytest.mark.parametrize(
    ("parts", "question", "words"),
    [
        ({"table": table("np.outer(b, a)")}, "table", r"the table: your values are the right ones, transposed"),
        ({"table": table("-np.outer(a, b)")}, "table", r"the right size and the opposite sign"),
        ({"table": table("2 * np.outer(a, b)")}, "table", r"twice the right ones"),
        ({"table": table("np.outer(a, b) / 2")}, "table", r"half the right ones"),
        ({"table": table("7 * np.outer(a, b)")}, "table", r"the right ones times a constant"),
        ({"table": table("np.outer(a, b) / len(b)")}, "table", r"divided by the length of axis 0 of `b`. Is a mean"),
        ({"table": table("np.outer(a, b) * len(a)")}, "table", r"times the length of axis 0 of `a`"),
        ({"table": table("np.outer(a, b)[..., None]")}, "table", r"axis 2 of your array is left over"),
        ({"table": table("np.outer(a, b).sum()")}, "table", r"everything is summed up into one number"),
        ({"table": table("np.outer(a, b).ravel()")}, "table", r"the numbers are right, and their shape is not"),
        ({"table": table("np.outer(a, np.ones_like(b))")}, "table", r"only where `b` is all ones"),
        ({"table": table("np.outer(a, b) * (1 + 2e-4)")}, "table", r"the first digits are right"),
        ({"table": table("np.outer(a, b)", "2 * np.outer(a, b).sum()")}, "table", r"the sum: .* twice"),
        ({"totals": totals("a * b")}, "totals", r"the last axis of your array is left over"),
        ({"area": area("6.0")}, "area", r"right in the example, and in nothing else"),
    ],
)
def test_what_no_row_explains_is_put_into_words(
    grades: Grades, parts: dict[str, str], question: str, words: str
) -> None:
    """Transposed, negated, scaled, an axis not summed, one argument ignored: each relation has its sentence."""
    grade = grades(**parts)[question]
    assert grade.misconception is None
    assert grade.hint is not None
    assert re.search(words, grade.hint), grade.hint
    assert grade.score == 0


@pytest.mark.parametrize("code", ["a * b + 0.5", "np.sin(a * b)", "a ** b"])
def test_what_bears_no_relation_gets_plain_advice(grades: Grades, code: str) -> None:
    """No relation is claimed that does not hold in every case."""
    assert grades(area=area(code))["area"].hint == "Work this number out by hand, and compare step by step."


def test_a_relation_in_one_case_alone_is_not_claimed(grades: Grades) -> None:
    """Values that are transposed in one case and scaled in another are neither."""
    code = "def table(a, b):\n    t = np.outer(a, b)\n    return (t.T if len(a) == 3 else 5 * t), t.sum()\n"
    hint = grades(table=code)["table"].hint
    assert hint is not None
    assert "transposed" not in hint
    assert "right ones" not in hint


def test_an_argument_that_is_changed_is_part_of_the_picture(grades: Grades) -> None:
    """The right values with an argument changed in place are no mistake of the bank, whose variants change none."""
    grade = grades(area="def area(a, b):\n    a *= b\n    return a / 2\n")["area"]
    assert grade.misconception is None


@pytest.mark.parametrize("code", ["a * b / 2", "3 * a * b", "a * b + 0.123456789", "np.ones(3)", "a * np.inf"])
def test_a_hint_has_no_number_of_a_hidden_case(grades: Grades, code: str) -> None:
    """No hint has a number with a decimal point in it: those are inputs or values."""
    grade = grades(area=area(code))["area"]
    assert grade.hint is not None
    assert not re.search(r"\d\.\d", grade.hint)
