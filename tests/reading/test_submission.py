"""An entry is read by its name."""

from collections.abc import Callable

import pytest

from autograder.grades import Grade
from autograder.handed_in import Entry, Student
from autograder.reading.submission import read_submission
from autograder.reading.text import UnreadableError

ONE = Student("one", "One")


@pytest.mark.parametrize("name", ["backprop.py", "BACKPROP.PY", "hand in/my.work.v2.py"])
def test_the_suffix_of_a_script_counts_in_any_case(name: str) -> None:
    """A .py file is read as code, wherever it stood and however its suffix is spelt."""
    submission = read_submission(Entry(ONE, name, b"x = 1\n"))
    assert [(cell.number, cell.code) for cell in submission.cells] == [(0, "x = 1\n")]


@pytest.mark.parametrize("name", ["backprop.ipynb", "backprop.IPYNB"])
def test_the_suffix_of_a_notebook_counts_in_any_case(name: str, solved_files: dict[str, bytes]) -> None:
    """A .ipynb file is read as a notebook, whose cells count from 1."""
    submission = read_submission(Entry(ONE, name, solved_files[".ipynb"]))
    assert len(submission.cells) > 10
    assert submission.cells[0].number > 0


@pytest.mark.parametrize("name", ["essay.docx", "backprop", "backprop.py.txt", "backprop.ipynb.json", ""])
def test_other_files_are_refused(name: str) -> None:
    """Any other name is told which two kinds of file to hand in."""
    with pytest.raises(UnreadableError, match=r"\.ipynb.*\.py"):
        read_submission(Entry(ONE, name, b"x = 1\n"))


def test_the_problem_of_an_entry_goes_before_its_bytes() -> None:
    """An entry that could not be fetched is rejected with its own sentence, even when some bytes came."""
    with pytest.raises(UnreadableError, match=r"^Lost on the way\.$"):
        read_submission(Entry(ONE, "backprop.py", b"x = 1\n", problem="Lost on the way."))


@pytest.mark.parametrize("name", ["backprop.py", "backprop.ipynb"])
def test_a_rejected_entry_has_no_questions_and_no_score(name: str, grade: Callable[..., Grade]) -> None:
    """Rejection is a grade of its own, and not a list of zeros."""
    got = grade(b"\0\1\2", name)
    assert (got.status.value, got.questions) == ("rejected", ())
    assert "NUL bytes" in str(got.problem)
