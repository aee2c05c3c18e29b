"""Follow-through: what is wrong only because of something before it earns its points, and nothing else does."""

from collections.abc import Callable

import pytest

from autograder.grades import QuestionGrade, Verdict
from autograder.sandbox.limits import Limits

Grades = Callable[..., dict[str, QuestionGrade]]

WRONG_AREA = "def area(a, b):\n    return a * b + 1\n"
TRIANGLES = "def area(a, b):\n    return a * b / 2\n"


@pytest.mark.parametrize("area", [WRONG_AREA, "def area(a, b):\n    return a.nothing\n"], ids=["wrong", "crashing"])
def test_a_function_is_graded_with_a_right_one_before_it(grades: Grades, area: str) -> None:
    """Whatever is wrong with the function before it, a right function gets all its points, and is told why."""
    found = grades(area=area)
    assert found["area"].score == 0
    assert not found["area"].followed_through
    assert found["totals"].score == found["totals"].points
    assert found["totals"].followed_through
    assert found["totals"].verdict is not Verdict.CORRECT
    assert found["totals"].hint == "Graded once more with the right `area` in place of yours, which earns 4 points."


@pytest.mark.parametrize(
    "area",
    ["def area(a, b):\n    raise NotImplementedError\n", "area = None\n", ""],
    ids=["not written", "no function", "missing"],
)
def test_nothing_is_followed_through_what_was_never_written(grades: Grades, area: str) -> None:
    """Whoever leaves a function out gets none of its reference's work for those that build on it."""
    found = grades(area=area)
    assert found["area"].score == found["totals"].score == 0
    assert not found["totals"].followed_through


def test_what_lost_no_points_before_it_is_not_replaced(grades: Grades) -> None:
    """A function that only misses the example costs nothing, so nothing is graded twice for its sake."""
    miss = "def area(a, b):\n    return a * b if np.ndim(a) else 0.0\n"
    found = grades(area=miss, totals="def totals(a, b):\n    return area(a, b).max(axis=-1)\n")
    assert found["area"].score == found["area"].points
    assert found["totals"].score == 0
    assert "Graded once more" not in str(found["totals"].hint)


def test_the_better_of_two_runs_counts_and_not_the_best_of_each_case(grades: Grades) -> None:
    """A function that is right in other cases when the reference is there does not get both."""
    hedge = """def totals(a, b):
    right = (a * b).sum(axis=-1)
    return right if (np.ndim(a) == 1) == ("_references" in globals()) else 0 * right
"""
    found = grades(area=WRONG_AREA, totals=hedge)["totals"]
    assert found.score == 3


def test_a_mistake_of_its_own_is_named_behind_another(grades: Grades) -> None:
    """A function with a mistake of its own, on top of a wrong one before it, gets the name of its own mistake."""
    found = grades(area=WRONG_AREA, totals="def totals(a, b):\n    return area(a, b).mean(axis=-1)\n")["totals"]
    assert found.misconception == "mean in place of the sum"
    assert found.score == 0.25 * found.points
    assert not found.followed_through


def test_no_function_is_followed_where_the_one_before_it_is_right(grades: Grades) -> None:
    """A wrong function behind a right one stays wrong."""
    found = grades(totals="def totals(a, b):\n    return area(a, b).max(axis=-1)\n")["totals"]
    assert found.score == 0
    assert not found.followed_through


def test_a_function_that_is_not_written_is_not_followed(grades: Grades) -> None:
    """Follow-through gives nothing to what was never written."""
    found = grades(area=WRONG_AREA, totals="def totals(a, b):\n    raise NotImplementedError\n")["totals"]
    assert (found.score, found.verdict) == (0, Verdict.NOT_ATTEMPTED)


def test_the_reference_is_not_there_when_the_function_itself_is_judged(grades: Grades) -> None:
    """A function cannot take its own reference from the process in which another one is followed through."""
    spy = "def area(a, b):\n    return _references()[0](a, b)\n"
    found = grades(area=spy)
    assert found["area"].score == 0
    assert found["totals"].score == found["totals"].points


def test_nothing_is_followed_when_the_time_of_the_submission_is_over(grades: Grades) -> None:
    """Follow-through has no time of its own: what the submission has used up is gone."""
    limits = Limits(call_seconds=0.6, submission_seconds=0.5)
    found = grades(limits=limits, area="def area(a, b):\n    while True:\n        pass\n")
    assert found["totals"].score == 0


def test_the_reference_cannot_be_read_out_by_a_public_case(grades: Grades) -> None:
    """What a followed function shows of a reference reaches no sentence: only whether it is right is told."""
    spy = "def totals(a, b):\n    return np.array([float(len(area.__code__.co_code)), 2.0])\n"
    found = grades(area=WRONG_AREA, totals=spy)["totals"]
    plain = grades(area=WRONG_AREA, totals=spy.replace("len(area.__code__.co_code)", str(len(_code(WRONG_AREA)))))[
        "totals"
    ]
    assert [case.finding for case in found.cases] == [case.finding for case in plain.cases]


def _code(source: str) -> bytes:
    names: dict[str, Callable[..., object]] = {}
    exec(source, names)
    return names["area"].__code__.co_code


@pytest.mark.parametrize(
    ("by_hand", "scores"),
    [
        ('{"area": 6, "cost": 24, "tax": 4.8}', [1, 1, 1]),
        ('{"area": 5.5, "cost": 22, "tax": 4.4}', [0, 1, 1]),
        ('{"area": 5.5, "cost": 22, "tax": 4.8}', [0, 1, 1]),
        ('{"area": 5.5, "cost": 23, "tax": 4.6}', [0, 0, 1]),
        ('{"area": 5.5, "cost": 23, "tax": 4.7}', [0, 0, 0]),
        ('{"area": 6, "cost": 25, "tax": 5}', [1, 0, 1]),
        ('{"area": 0, "cost": 0, "tax": 0}', [0, 0, 0]),
        ('{"area": 1, "cost": 4, "tax": 0.8}', [0, 0, 1]),
        ('{"area": float("inf"), "cost": float("inf"), "tax": float("inf")}', [0, 0, 0]),
        ('{"area": None, "cost": 22, "tax": 4.4}', [0, 0, 1]),
        ('{"cost": 22, "tax": 4.4}', [0, 0, 1]),
        ('{"area": "5.5", "cost": 22, "tax": 4.4}', [0, 0, 1]),
    ],
)
def test_a_value_is_judged_by_the_student_s_own_earlier_ones(grades: Grades, by_hand: str, scores: list[float]) -> None:
    """A value that follows from a wrong one earns its points; zero, infinity and what is missing carry nothing on."""
    found = grades(by_hand=f"by_hand = {by_hand}\n")["by_hand"]
    assert [case.score for case in found.cases] == scores


def test_a_followed_value_says_so(grades: Grades) -> None:
    """The sentence names the earlier value, and that the points are earned."""
    found = grades(by_hand='by_hand = {"area": 5.5, "cost": 22, "tax": 4.4}\n')["by_hand"]
    assert found.cases[1].finding.message == (
        'by_hand["cost"] is not right. It follows rightly from your own area, and so it earns its points.'
    )


@pytest.mark.parametrize(
    ("area", "rows", "score"),
    [
        (TRIANGLES, "[5.5, 15]", 2),
        (TRIANGLES, "[11, 30]", 2),
        (TRIANGLES, "[5.5, 16]", 1),
        ("def area(a, b):\n    return a * b\n", "[5.5, 15]", 0),
        ("def area(a, b):\n    return 0 * a\n", "[0, 0]", 0),
        ("def area(a, b):\n    return 0 * a + 7\n", "[14, 14]", 0),
        ("def area(a, b):\n    return a + b\n", "[10, 15]", 0),
    ],
    ids=[
        "follows",
        "is right anyhow",
        "one of two",
        "nothing to follow",
        "zeros",
        "a constant",
        "a mistake that leaves nothing",
    ],
)
def test_an_answer_worked_by_a_function_follows_a_mistake_with_a_name(
    grades: Grades, area: str, rows: str, score: float
) -> None:
    """An array worked by a function is judged by the student's known mistake in it, and never by nonsense."""
    assert grades(area=area, rows=f"rows = {rows}\n")["rows"].score == score


@pytest.mark.parametrize(
    ("parts", "question", "label", "score"),
    [
        ({"by_hand": 'by_hand = {"area": 5, "cost": 24, "tax": 4.8}\n'}, "by_hand", "sides added", 2),
        ({"by_hand": 'by_hand = {"area": 5, "cost": 20, "tax": 4.0}\n'}, "by_hand", "sides added", 2),
        ({"by_hand": 'by_hand = {"area": 5, "cost": 21, "tax": 7}\n'}, "by_hand", None, 0),
        ({"rows": "rows = [9, 32]\n"}, "rows", "columns", 0),
        ({"rows": "rows = [9, 33]\n"}, "rows", None, 0),
    ],
)
def test_a_known_wrong_answer_is_named(
    grades: Grades, parts: dict[str, str], question: str, label: str | None, score: float
) -> None:
    """A worked value that comes from a known mistake gets its label, unless something else is wrong as well."""
    found = grades(**parts)[question]
    assert (found.misconception, found.score) == (label, score)
    assert found.hint


def test_a_loop_before_it_is_followed_through(grades: Grades) -> None:
    """A function behind one that never ends is followed through, and the one before it is too slow."""
    found = grades(limits=Limits(call_seconds=0.5), area="def area(a, b):\n    while True:\n        pass\n")
    assert found["area"].verdict is Verdict.TIMED_OUT
    assert found["totals"].score == found["totals"].points
