"""Names of a Canvas download: lib/content_zipper.rb makes user_LATE_userid_attachmentid_filename."""

from collections.abc import Callable

import pytest

from autograder.lms import canvas
from autograder.lms.claims import open_claim
from autograder.lms.csvfile import parse_csv
from autograder.lms.sheet import Sheet
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


def sheet_of(*students: tuple[str, str]) -> Sheet:
    """A gradebook with these ids and names."""
    rows = "".join(f'"{name}",{key},A,\n' for key, name in students)
    file = parse_csv(f"Student,ID,Section,HW (1)\n    Points Possible,,,10\n{rows}".encode(), "export.csv")
    return canvas.open_sheet(file, None, "export.csv")


@pytest.mark.parametrize(
    ("name", "feedback"),
    [
        pytest.param("one_1001_50001_hw.py", "one_1001_50001_feedback.txt", id="plain"),
        pytest.param("one_LATE_1001_50001_hw.py", "one_LATE_1001_50001_feedback.txt", id="late"),
        pytest.param("one_late_1001_50001_hw.py", "one_late_1001_50001_feedback.txt", id="old late"),
        pytest.param("one_1001_50001_linkedlist.py", "one_1001_50001_feedback.txt", id="a name that Canvas ignores"),
        pytest.param("team_7_1005_50009_hw.py", "team_7_1005_50009_feedback.txt", id="a number in a group's name"),
        pytest.param("one_1001_50001_2_3_hw.py", "one_1001_50001_2_3_feedback.txt", id="numbers in the file's name"),
        pytest.param("LATE_anon_aB3xY_50004_hw.py", "LATE_anon_aB3xY_50004_feedback.txt", id="anonymous and late"),
        pytest.param("oharadi\u0301az_1001_50001_hw.py", "oharadi\u0301az_1001_50001_feedback.txt", id="accents apart"),
    ],
)
def test_feedback_keeps_the_numbers_that_lead_back(name: str, feedback: str, member: MakeMember) -> None:
    """All that stands in front of the student's own file name comes back byte for byte."""
    (claim,) = canvas.read([member(name)], "backprop", None).claims
    assert claim.feedback == (feedback,)


@pytest.mark.parametrize("name", ["one_1001_text.html", "one_LATE_1001_link.html", "anon_aB3xY_text.html"])
def test_no_feedback_leads_back_to_a_text_or_a_link(name: str, member: MakeMember) -> None:
    """What was not a file has no attachment that feedback could go to; the student is a claim all the same."""
    (claim,) = canvas.read([member(name)], "backprop", None).claims
    assert claim.feedback == ()
    assert open_claim(claim, "backprop").problem


def test_the_gradebook_tells_which_number_is_the_student(member: MakeMember) -> None:
    """Of several numbers the one that stands in the gradebook is the user, and group 7 is not user 7."""
    members = [member("team_7_1005_50009_backprop.py")]
    (claim,) = canvas.read(members, "backprop", sheet_of(("1005", "Five, Student"))).claims
    assert (claim.student.id, claim.keys) == ("team_7_1005", ("1005",))
    assert [own for own, _ in claim.files] == ["backprop.py"]


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        pytest.param("doe_1001_1002_50002_backprop.py", ("1002",), id="a name with another's number"),
        pytest.param("doe_1001_50001_1002_5_backprop.py", (), id="a stranger's file with another's number"),
        pytest.param("doe_1001_1009_50009_backprop.py", (), id="a stranger's name with another's number"),
        pytest.param("team_7_1001_50001_notes.py", (), id="a number, and not the file that is asked for"),
        pytest.param("team_1001_50001_1002_5_backprop.py", (), id="two known numbers and a group"),
        pytest.param("smith_1001_50001_1002_5_notes.py", ("1001",), id="the student's own name decides"),
        pytest.param("smith_1001_50001_1002_5_backprop.py", (), id="a file that looks like another's"),
        pytest.param("smith_1001_77_1009_50009_backprop.py", (), id="a stranger who calls himself like another"),
    ],
)
def test_a_number_brought_in_by_a_name_leads_nowhere(name: str, keys: tuple[str, ...], member: MakeMember) -> None:
    """Numbers in names of students, groups and files do not make another student of it."""
    sheet = sheet_of(("1001", "Smith"), ("1002", "Doe_1001"))
    if "stranger" in name or name.startswith("doe_1001_5"):
        sheet = sheet_of(("1002", "Doe_1001"))
    (claim,) = canvas.read([member(name)], "backprop", sheet).claims
    assert claim.keys == keys


def test_a_name_with_another_s_number_is_not_mixed_up_with_the_other(member: MakeMember) -> None:
    """Even without a gradebook the files of two students stay apart."""
    names = ["doe_1001_1002_50002_backprop.py", "smith_1001_50001_backprop.py"]
    claims = canvas.read([member(name) for name in names], "backprop", None).claims
    assert [open_claim(claim, "backprop").data for claim in claims] == [name.encode() for name in names]
    assert [claim.keys for claim in claims] == [(), ("1001",)]


def test_a_group_is_told_and_not_expanded(member: MakeMember) -> None:
    """A name that is not the student's may be a group's: the score goes to the one who is named, and a note says so."""
    sheet = sheet_of(("1005", "Five, Student"), ("1006", "O'Hara-Díaz, Ana"))
    members = [member("redteam_1005_50009_a.py"), member("oharadíazana_1006_50010_a.py")]
    download = canvas.read(members, "backprop", sheet)
    assert [claim.keys for claim in download.claims] == [("1006",), ("1005",)]
    (note,) = download.notes
    assert "redteam_1005 is 'Five, Student' in the gradebook" in note


@pytest.mark.parametrize("name", ["one_1001_50001_a.py", "anon_1002_50001_a.py"])
def test_who_is_not_in_the_gradebook_has_no_key(name: str, member: MakeMember) -> None:
    """Neither a stranger nor an anonymous id leads to a row, though the id may be another student's number."""
    (claim,) = canvas.read([member(name)], "backprop", sheet_of(("1009", "Nine"), ("99", "x"))).claims
    assert claim.keys == ()


def test_the_newest_version_wins_and_the_older_is_told(member: MakeMember) -> None:
    """Of several versions of the file that is asked for the one with the highest attachment id counts."""
    uuid = "0f8fad5b-d9cb-469f-a165-70867728950e"
    names = ["one_1001_50003_backprop-1.py", "one_1001_50001_backprop.py", f"one_1001_50009_backprop-{uuid}.py"]
    download = canvas.read([member(name) for name in names], "backprop", None)
    (claim,) = download.claims
    assert open_claim(claim, "backprop").data == names[2].encode()
    assert claim.feedback == ("one_1001_50009_feedback.txt",)
    assert len(download.notes) == 2
    assert all(name in "".join(download.notes) for name in names)


def test_one_entry_twice_is_a_question(member: MakeMember) -> None:
    """Two entries of one name and number cannot be told apart."""
    (claim,) = canvas.read([member("one_1001_50001_a.py"), member("one_1001_50001_a.py")], "backprop", None).claims
    assert "a.py, a.py" in str(open_claim(claim, "backprop").problem)


def test_feedback_goes_to_the_file_that_counted(member: MakeMember) -> None:
    """With a report beside it, the feedback is attached to the submission and not to the report."""
    names = ["one_1001_50001_backprop.py", "one_1001_50002_report.pdf"]
    (claim,) = canvas.read([member(name) for name in names], "backprop", None).claims
    assert claim.feedback == ("one_1001_50001_feedback.txt",)


def test_an_outer_folder_is_looked_through(member: MakeMember) -> None:
    """A download that was packed anew, in folders in folders, is what it was; a name that leads out is no student's."""
    names = ["hw/submissions/one_1001_50001_a.py", "hw/submissions/two_1002_50002_a.py", "../two_1002_50003_a.py"]
    assert canvas.recognises([member(name) for name in names])
    download = canvas.read([member(name) for name in names], "backprop", None)
    assert [claim.student.id for claim in download.claims] == ["one_1001", "two_1002"]
    assert download.ignored == ("../two_1002_50003_a.py",)


def test_anonymous_scores_have_to_wait(member: MakeMember) -> None:
    """The feedback has its place, the score has none, and a note says so."""
    members = [member("anon_aB3xY_50001_backprop.py"), member("LATE_anon_cD4_50002_backprop-1.py")]
    download = canvas.read(members, "backprop", None)
    assert [(claim.student.id, claim.late, claim.keys) for claim in download.claims] == [
        ("anon_aB3xY", False, ()),
        ("anon_cD4", True, ()),
    ]
    assert "anonymous" in download.notes[0]
