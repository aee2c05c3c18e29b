"""The folders of a course of nbgrader's."""

from collections.abc import Callable
from datetime import datetime

import pytest

from autograder.lms import nbgrader
from autograder.lms.sheet import Mark
from autograder.reading.containers import Member

MakeMember = Callable[..., Member]


def test_folders_tell_student_and_assignment(member: MakeMember) -> None:
    """Feedback goes where nbgrader looks for it, named after the notebook that counted."""
    names = [
        "course/submitted/sone1/hw1/backprop.ipynb",
        "course/submitted/sone1/hw1/draft.ipynb",
        "course/gradebook.db",
    ]
    time = member("course/submitted/sone1/hw1/timestamp.txt", content="2026-02-01 23:59:10.123456 UTC\n")
    download = nbgrader.read([*map(member, names), time], "backprop", None)
    (claim,) = download.claims
    assert (claim.student.name, claim.keys) == ("sone1", ("sone1/hw1",))
    assert claim.feedback == ("feedback/sone1/hw1/backprop.html",)
    assert claim.submitted == datetime(2026, 2, 1, 23, 59, 10, 123456)
    assert download.ignored == ("course/gradebook.db",)
    (_, row) = nbgrader.fresh([(claim, Mark(40, 80, ""))])
    assert row == ["hw1", "", "2026-02-01 23:59:10.123456", "sone1", "", "", "", "40", "0", "40", "80"]


@pytest.mark.parametrize("time", ["", "soon", None])
def test_a_time_that_is_none_is_none(time: str | None, member: MakeMember) -> None:
    """An empty, odd or missing timestamp.txt tells nothing."""
    files = [member("submitted/a/hw/x.ipynb")]
    files += [] if time is None else [member("submitted/a/hw/timestamp.txt", content=time)]
    assert nbgrader.read(files, "backprop", None).claims[0].submitted is None


def test_two_assignments_stay_apart(member: MakeMember) -> None:
    """A student has one claim for each assignment, and a note says that there are several."""
    names = ["submitted/a/hw1/x.ipynb", "submitted/a/hw2/x.ipynb"]
    download = nbgrader.read([member(name) for name in names], "backprop", None)
    assert [claim.student.id for claim in download.claims] == ["a/hw1", "a/hw2"]
    assert "hw1, hw2" in download.notes[0]


@pytest.mark.parametrize(
    "name", ["submitted/a.ipynb", "submitted/a/x.ipynb", "a/hw1/x.ipynb", "../submitted/a/hw/x.py"]
)
def test_other_downloads_are_not_taken_for_nbgrader(name: str, member: MakeMember) -> None:
    """Two folders below `submitted` are asked for."""
    assert not nbgrader.recognises([member(name)])
