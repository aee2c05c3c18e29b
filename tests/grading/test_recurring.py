"""What is remembered of answers that come again: the same is found for them, and nothing is found for another."""

from collections.abc import Callable

import pytest

from autograder.grades import QuestionGrade
from autograder.grading.recurring import remembered

Grades = Callable[..., dict[str, QuestionGrade]]

HALVED = "def area(a, b):\n    return a * b / 2\n"
SAME_VALUES = "def area(a, b):\n    half = a * b * 0.5\n    return half\n"
A_LITTLE_MORE = "def area(a, b):\n    return a * b / 2 * (1 + 2 ** -52)\n"


def found(grade: QuestionGrade) -> tuple[object, ...]:
    """All that a grade says."""
    return grade.score, grade.verdict, grade.misconception, grade.hint, grade.cases


def test_equal_answers_have_one_grade(grades: Grades) -> None:
    """Values that are equal to the last bit get the very grade of the first who gave them, whatever the code."""
    assert grades(area=HALVED)["area"] is grades(area=SAME_VALUES)["area"]


def test_answers_that_differ_in_the_last_bit_have_their_own(grades: Grades) -> None:
    """A value that differs in its last bit is judged anew, and here comes out the same."""
    one, other = grades(area=HALVED)["area"], grades(area=A_LITTLE_MORE)["area"]
    assert one is not other
    assert found(one) == found(other)


def test_who_was_graded_before_changes_nothing(grades: Grades) -> None:
    """A mistake, a right answer and the mistake again: the right one is right, and the mistake is found both times."""
    wrong, right, again = (
        grades(area=code)["area"] for code in (HALVED, "def area(a, b):\n    return b * a\n", HALVED)
    )
    assert right.score == right.points > wrong.score
    assert found(wrong) == found(again)


def test_a_failure_is_told_by_its_own_line(grades: Grades) -> None:
    """Two that stop in the same way, in different lines, are each told their own line."""
    first = grades(area="def area(a, b):\n    raise KeyError\n")["area"]
    second = grades(area="def area(a, b):\n    a = 1\n    raise KeyError\n")["area"]
    lines = [grade.cases[0].finding.message.rpartition("line ")[2].rstrip(".") for grade in (first, second)]
    assert int(lines[1]) == int(lines[0]) + 1


def test_long_answers_are_not_kept(grades: Grades) -> None:
    """An answer that would take much memory is judged each time, and alike."""
    long = "def area(a, b):\n    return np.full(900, 0.5)\n"
    one, other = grades(area=long)["area"], grades(area=long)["area"]
    assert one is not other
    assert found(one) == found(other)


@pytest.mark.parametrize(("recurs", "times"), [(True, 1), (False, 2)])
def test_only_what_recurs_is_remembered(recurs: bool, times: int) -> None:
    """A function is called once for an argument that recurs, and each time for one that does not."""
    calls: list[object] = []

    class Argument:
        def __init__(self) -> None:
            self.recurs = recurs

    argument, function = Argument(), remembered(calls.append)
    function(argument)
    function(argument)
    assert len(calls) == times
