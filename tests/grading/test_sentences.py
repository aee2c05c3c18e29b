"""What a student reads about a wrong answer of every kind, word for word: see __snapshots__ beside this."""

from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

from autograder.grades import QuestionGrade
from autograder.sandbox.limits import Limits

Grades = Callable[..., dict[str, QuestionGrade]]

AREAS = {
    "right": "return a * b",
    "no return": "a * b",
    "a text": "return 'six'",
    "two values": "return a, b",
    "complex numbers": "return a * b + 0j",
    "ragged rows": "return [[1.0], [2.0, 3.0]]",
    "another shape": "return np.zeros((2, 2))",
    "NaN": "return a * np.nan",
    "infinity": "return a / np.zeros_like(a)",
    "wrong values": "return a * b + 0.5",
    "a mistake with a name": "return a * b / 2",
    "two mistakes with names": "return -a * b / 2",
    "only the example": "return 6.0",
    "changed in place": "a += 0 * b + 1\n    return (a - 1) * b",
    "an error": "return a.nothing",
    "an ImportError": "import scipy\n    return a * b",
    "the end of Python": "import os\n    os._exit(0)",
    "a loop": "while True:\n        pass",
    "not written": "raise NotImplementedError('area is not written yet')",
    "a function not written yet": "return totals(a, b)",
}
OTHERS = {
    "no function any more": {"area": "area = 6"},
    "missing": {"area": ""},
    "one value for two": {"table": "def table(a, b):\n    return np.outer(a, b)"},
    "both values": {"table": "def table(a, b):\n    return a * 0 + b[0], 1.0"},
    "followed through": {"area": "def area(a, b):\n    return a * b + 1"},
    "an answer left open": {"by_hand": 'by_hand = {"area": None, "cost": 24, "tax": 4.8}'},
    "an answer that is missing": {"by_hand": 'by_hand = {"area": 6, "tax": 4.8}'},
    "an answer in words": {"by_hand": 'by_hand = {"area": "six", "cost": 24, "tax": 4.8}'},
    "an answer of another shape": {"rows": "rows = [[11, 30]]"},
    "a wrong answer": {"rows": "rows = [11, 31]"},
    "a known wrong answer": {"rows": "rows = [9, 32]"},
    "an answer that follows": {"by_hand": 'by_hand = {"area": 5.5, "cost": 22, "tax": 4.4}'},
    "an answer worked by a wrong function": {
        "area": "def area(a, b):\n    return a * b / 2",
        "rows": "rows = [5.5, 15]",
    },
}


@pytest.mark.parametrize("name", AREAS)
def test_a_function_reads_well(grades: Grades, snapshot: SnapshotAssertion, name: str) -> None:
    """The sentences on a function that went wrong in this way are the ones agreed upon."""
    totals = "def totals(a, b):\n    raise NotImplementedError\n" if name == "a function not written yet" else None
    parts = {"area": f"def area(a, b):\n    {AREAS[name]}\n"} | ({"totals": totals} if totals else {})
    assert as_read(grades(limits=Limits(call_seconds=0.5), **parts)) == snapshot


@pytest.mark.parametrize("name", OTHERS)
def test_a_submission_reads_well(grades: Grades, snapshot: SnapshotAssertion, name: str) -> None:
    """The sentences on a submission that went wrong in this way are the ones agreed upon."""
    assert as_read(grades(**{question: f"{code}\n" for question, code in OTHERS[name].items()})) == snapshot


@pytest.mark.parametrize(("lines", "told"), [(10, " in line 17"), (3000, " in your file")], ids=["short", "long"])
def test_a_line_of_a_long_file_is_not_told_of_a_hidden_case(grades: Grades, lines: int, told: str) -> None:
    """Where a line could be chosen among thousands its number could spell a hidden argument, and it is left out."""
    filler = "".join("    0\n" for _ in range(lines))
    code = (
        f"def area(a, b):\n    if np.ndim(a) == 0:\n        return a * b\n    0\n{filler[:-1]}\n    return a.nothing\n"
    )
    public, *hidden = grades(area=code)["area"].cases
    assert public.is_right
    assert {case.finding.message.split("AttributeError")[1] for case in hidden} == {f"{told}."}


@pytest.mark.parametrize(("cells", "told"), [(1, " in cell 1, line 8"), (300, " in your file")], ids=["short", "long"])
def test_nor_is_a_cell_of_a_long_notebook(grades: Grades, cells: int, told: str) -> None:
    """Many short cells give as much to choose from as one long cell: no place is told of a hidden case then either."""
    code = "def area(a, b):\n    if np.ndim(a) == 0:\n        return a * b\n    0\n    0\n    return a.nothing\n"
    public, *hidden = grades(more_cells=["0\n" * 9] * cells, area=code)["area"].cases
    assert public.is_right
    assert {case.finding.message.split("AttributeError")[1] for case in hidden} == {f"{told}."}


def test_a_file_of_megabytes_gets_its_sentences(grades: Grades) -> None:
    """What is missing from a file far longer than a homework is told plainly, without a search for its cause."""
    (message, *_) = {case.finding.message for case in grades(area="# x\n" * 200_000)["area"].cases}
    assert message == "There is no `area` in your file."


def as_read(found: dict[str, QuestionGrade]) -> str:
    """Everything that is said about what is wrong."""
    lines = []
    for grade in found.values():
        wrong = [case for case in grade.cases if case.finding.message != "Right."]
        if wrong:
            lines.append(f"{grade.id}: {grade.score:g} of {grade.points:g} points")
            lines += [f"  mistake: {grade.misconception}"] if grade.misconception else []
            lines.append(f"  hint: {grade.hint}")
        lines += [f"  {case.name}: {case.finding.verdict}. {case.finding.message}" for case in wrong]
    return "\n".join(lines)
