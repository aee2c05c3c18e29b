"""Names of a Canvas download: lib/content_zipper.rb makes user_LATE_userid_attachmentid_filename."""

from collections.abc import Callable

import pytest

from autograder.lms import canvas
from autograder.lms.claims import open_claim
from autograder.reading.containers import Member

MakeMember = Callable[..., Member]


@pytest.mark.parametrize(
    ("name", "student", "shown", "file", "late"),
    [
        pytest.param(
            "doejane_1001_50001_backprop.ipynb", "doejane_1001", "doejane", "backprop.ipynb", False, id="plain"
        ),
        pytest.param("doejane_LATE_1001_50001_backprop.py", "doejane_1001", "doejane", "backprop.py", True, id="late"),
        pytest.param(
            "doejane_late_1001_50001_backprop.py", "doejane_1001", "doejane", "backprop.py", True, id="old late"
        ),
        pytest.param("doejane_1001_50001_backprop-1.py", "doejane_1001", "doejane", "backprop.py", False, id="again"),
        pytest.param(
            "doejane_1001_50001_backprop-12.py", "doejane_1001", "doejane", "backprop.py", False, id="12 times"
        ),
        pytest.param("doejane_1001_50001_hw-1.py", "doejane_1001", "doejane", "hw-1.py", False, id="own number"),
        pytest.param("doejane_1001_50001_my_hw_2.py", "doejane_1001", "doejane", "my_hw_2.py", False, id="underscores"),
        pytest.param("doejane_1001_50001_2_3_hw.py", "doejane_1001", "doejane", "2_3_hw.py", False, id="digits first"),
        pytest.param(
            "doejane_1001_50001_LATE_work.py", "doejane_1001", "doejane", "LATE_work.py", False, id="not late"
        ),
        pytest.param(
            "doe_jane2_7_9_a.py", "doe_jane2_7", "doe_jane2", "a.py", False, id="underscore and digit in name"
        ),
        pytest.param("latelate_1001_50001_a.py", "latelate_1001", "latelate", "a.py", False, id="a name with late"),
        pytest.param("müllerzoë_1001_50001_a.py", "müllerzoë_1001", "müllerzoë", "a.py", False, id="umlauts"),
        pytest.param("李小龍_LATE_1001_50001_作業.ipynb", "李小龍_1001", "李小龍", "作業.ipynb", True, id="Chinese"),
        pytest.param(
            "doejane_1001_50001_my homework (1).py", "doejane_1001", "doejane", "my homework (1).py", False, id="()"
        ),
    ],
)
def test_a_name_tells_the_student_and_the_file(
    name: str, student: str, shown: str, file: str, late: bool, member: MakeMember
) -> None:
    """Name, user id, lateness and the student's own file name are taken apart."""
    assert canvas.recognises([member(name)])
    (claim,) = canvas.read([member(name)], "backprop", None).claims
    assert (claim.student.id, claim.student.name, claim.late) == (student, shown, late)
    assert [own for own, _ in claim.files] == [file]


def test_students_of_one_name_stay_apart(member: MakeMember) -> None:
    """The user id tells two students of the same name apart."""
    names = ["smithj_1001_50001_a.py", "smithj_1002_50002_a.py"]
    assert [claim.student.id for claim in canvas.read([member(name) for name in names], "backprop", None).claims] == [
        "smithj_1001",
        "smithj_1002",
    ]


def test_two_attachments_of_a_student_are_one_claim(member: MakeMember) -> None:
    """Two files that could be graded are a question to the instructor, and not two students."""
    names = ["doejane_1001_50001_one.py", "doejane_LATE_1001_50002_two.ipynb"]
    (claim,) = canvas.read([member(name) for name in names], "backprop", None).claims
    entry = open_claim(claim, "backprop")
    assert (entry.late, entry.data) == (True, b"")
    assert "one.py, two.ipynb" in str(entry.problem)


def test_other_attachments_do_no_harm(member: MakeMember) -> None:
    """A report beside the notebook leaves the notebook as the submission."""
    names = ["doejane_1001_50001_report.pdf", "doejane_1001_50002_backprop-2.ipynb"]
    (claim,) = canvas.read([member(name) for name in names], "backprop", None).claims
    assert (open_claim(claim, "backprop").file, open_claim(claim, "backprop").problem) == ("backprop.ipynb", None)


def test_a_student_who_handed_in_another_kind_of_file_is_listed(member: MakeMember) -> None:
    """A Word document is a submission that cannot be graded, and not a stray file."""
    (claim,) = canvas.read([member("doejane_1001_50001_essay.docx")], "backprop", None).claims
    assert "essay.docx" in str(open_claim(claim, "backprop").problem)


def test_names_of_no_student_are_ignored_and_told(member: MakeMember) -> None:
    """A file that the instructor added is listed, so that nothing goes missing in silence."""
    download = canvas.read([member("readme.txt"), member("doejane_1001_50001_a.py")], "backprop", None)
    assert (download.system, len(download.claims), download.ignored) == ("Canvas", 1, ("readme.txt",))


@pytest.mark.parametrize(
    "names",
    [
        pytest.param([], id="nothing"),
        pytest.param(["alice.py", "bob.py"], id="plain names"),
        pytest.param(["doejane_1001_50001_a.py", "bob.py"], id="one plain name"),
        pytest.param(["doejane_1001_50001_a.py/x.py"], id="in folders"),
        pytest.param(["doejane_1001_a.py"], id="one number"),
        pytest.param(["doejane_1001_50001_essay.docx"], id="nothing to grade"),
    ],
)
def test_other_downloads_are_not_taken_for_canvas(names: list[str], member: MakeMember) -> None:
    """Recognising means that every file which could be graded has a Canvas name."""
    assert not canvas.recognises([member(name) for name in names])
