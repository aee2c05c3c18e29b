"""What is uploaded after a run, from its files: never a score in another's row, never in silence."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.gradebook.names import file_stem
from autograder.lms.download import LMS, Course, DownloadError, open_course
from autograder.lms.handback import HandBack, hand_back
from autograder.lms.outcomes import outcome_of, result_of

WriteRun = Callable[..., Path]

GRADEBOOK = """Student,ID,SIS Login ID,Section,HW 1 (98765),Final Score
    Points Possible,,,,10.00,(read only)
"One, Ann",1001,one,A,,
"Two, Bo",1002,two,A,3.00,
"Three, Cy",1003,three,A,EX,
"Four, Di",1004,four,A,6.00,
"""
ENTRIES = ["oneann_1001_50001_backprop.py", "twobo_1002_50002_backprop.py", "threecy_1003_50003_backprop.py"]
SCORES = {"oneann_1001": 40.0, "twobo_1002": None, "threecy_1003": 80.0}


def canvas(folder: Path, entries: list[str], gradebook: str | None = GRADEBOOK) -> Course:
    """A class of Canvas's, with or without its gradebook."""
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        for name in entries:
            archive.writestr(name, "x = 1\n")
    if gradebook is not None:
        (folder / "export.csv").write_text(gradebook, encoding="utf-8", newline="")
    return open_course(folder / "class.zip", "backprop", LMS.AUTO, folder / "export.csv" if gradebook else None)


def members(path: Path) -> dict[str, str]:
    """The files of a zip."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def hand_back_run(folder: Path, course: Course) -> HandBack:
    """Hand back a run: what came of the claims that have a result in it."""
    there = [c for c in course.download.claims if (folder / "results" / f"{file_stem(c.student.id)}.json").exists()]
    return hand_back(folder, course, [outcome_of(claim, result_of(folder, claim), commented=True) for claim in there])


@pytest.fixture
def done(tmp_path: Path, write_run: WriteRun) -> tuple[Path, HandBack]:
    """A run in which one was graded, one rejected, one is excused, and one handed in nothing."""
    course = canvas(tmp_path, ENTRIES)
    return tmp_path, hand_back_run(write_run(tmp_path / "graded", SCORES), course)


def test_only_who_was_graded_gets_a_score(done: tuple[Path, HandBack]) -> None:
    """Rejected, excused and absent students keep what they have, byte for byte."""
    folder, _ = done
    after = (folder / "graded" / "gradebook.csv").read_bytes().decode()
    assert after == GRADEBOOK.replace("1001,one,A,,", "1001,one,A,5.00,")


def test_everyone_who_has_no_score_is_told_by_name(done: tuple[Path, HandBack]) -> None:
    """Why a cell stays as it was can be read, on the screen and in the file."""
    folder, said = done
    remarks = "\n".join(said.remarks)
    assert "twobo_1002 has no score, and the cell of Two, Bo stays as it was. rejected: " in remarks
    assert "Three, Cy has 'EX' in the gradebook, which was kept." in remarks
    assert "In the gradebook, and nothing handed in: Four, Di." in remarks
    assert "written answers, worth 20 points more" in remarks
    text = (folder / "graded" / "next_steps.txt").read_text(encoding="utf-8")
    assert all(line in text for line in [*said.steps, *said.remarks])


def test_the_steps_say_what_a_second_upload_does(done: tuple[Path, HandBack]) -> None:
    """Scores may be uploaded again, feedback may not."""
    scores, feedback = done[1].steps
    assert "gradebook.csv" in scores
    assert "'HW 1 (98765)'" in scores
    assert "changes nothing" in scores
    assert "graded.zip" in feedback
    assert "adds a comment each time" in feedback


def test_feedback_goes_back_as_text_that_says_what_it_is(done: tuple[Path, HandBack]) -> None:
    """Canvas lists it under the student's own file name: the first word says that it is feedback."""
    found = members(done[0] / "graded" / "graded.zip")
    assert list(found) == sorted(name.replace("backprop.py", "feedback.txt") for name in ENTRIES)
    assert all(text.startswith("FEEDBACK on backprop.py") for text in found.values())
    assert "Score: 40 of 80 points" in found["oneann_1001_50001_feedback.txt"]
    assert "Not graded. It is empty." in found["twobo_1002_50002_feedback.txt"]


def test_doing_it_again_gives_the_same_bytes(done: tuple[Path, HandBack]) -> None:
    """What is handed back is a function of the files of the run."""
    folder, said = done
    names = ("gradebook.csv", "graded.zip", "next_steps.txt")
    before = [(folder / "graded" / name).read_bytes() for name in names]
    assert hand_back_run(folder / "graded", canvas(folder, ENTRIES)) == said
    assert [(folder / "graded" / name).read_bytes() for name in names] == before


def test_a_second_run_over_its_own_gradebook_changes_nothing(done: tuple[Path, HandBack]) -> None:
    """What was written is read again, and left as it is."""
    folder, _ = done
    after = (folder / "graded" / "gradebook.csv").read_bytes()
    hand_back_run(folder / "graded", canvas(folder, ENTRIES, after.decode()))
    assert (folder / "graded" / "gradebook.csv").read_bytes() == after


def test_a_stranger_is_told_and_given_to_nobody(tmp_path: Path, write_run: WriteRun) -> None:
    """A student in the download and not in the gradebook gets feedback, and no row."""
    course = canvas(tmp_path, [*ENTRIES, "ninenat_1009_50009_backprop.py"])
    said = hand_back_run(write_run(tmp_path / "graded", {"ninenat_1009": 80.0}), course)
    assert (tmp_path / "graded" / "gradebook.csv").read_text(encoding="utf-8") == GRADEBOOK
    assert any("ninenat_1009 is in the download, and not to be found" in remark for remark in said.remarks)


def test_two_submissions_of_one_student_lead_nowhere(tmp_path: Path, write_run: WriteRun) -> None:
    """Where two names lead to one participant, neither score nor feedback is written, and both are told."""
    folder = tmp_path / "class"
    for name in ("Ann One_7_assignsubmission_file", "One Ann_7_assignsubmission_file"):
        (folder / name).mkdir(parents=True)
        (folder / name / "backprop.py").write_text("x = 1\n", encoding="utf-8")
    sheet = 'Identifier,"Full name",Status,Grade,"Maximum grade"\n"Participant 7","Ann One",x,,10.00\n'
    (tmp_path / "sheet.csv").write_text(sheet, encoding="utf-8")
    course = open_course(folder, "backprop", gradebook=tmp_path / "sheet.csv")
    said = hand_back_run(write_run(tmp_path / "graded", {"Ann One_7": 80.0, "One Ann_7": 40.0}), course)
    assert (tmp_path / "graded" / "gradebook.csv").read_text(encoding="utf-8") == sheet
    assert any("Ann One_7 and One Ann_7 both lead to Participant 7" in remark for remark in said.remarks)
    assert members(tmp_path / "graded" / "graded.zip") == {}
    bare = open_course(folder, "backprop")
    assert any("both lead to 7" in remark for remark in hand_back_run(tmp_path / "graded", bare).remarks)
    assert members(tmp_path / "graded" / "graded.zip") == {}


def test_a_group_of_moodle_gets_a_score_and_a_page_each(tmp_path: Path, write_run: WriteRun) -> None:
    """One submission, as many rows and folders as members."""
    name = "Group A_9_assignsubmission_file"
    (tmp_path / "class" / name).mkdir(parents=True)
    (tmp_path / "class" / name / "backprop.py").write_text("x = 1\n", encoding="utf-8")
    sheet = "Identifier,Full name,Status,Group,Grade,Maximum grade\n"
    sheet += "Participant 7,Ann,x,Group A,,10.00\nParticipant 8,Bo,x,Group A,,10.00\nParticipant 9,Cy,x,B,,10.00\n"
    (tmp_path / "sheet.csv").write_text(sheet, encoding="utf-8")
    course = open_course(tmp_path / "class", "backprop", gradebook=tmp_path / "sheet.csv")
    hand_back_run(write_run(tmp_path / "graded", {"Group A_9": 40.0}), course)
    after = (tmp_path / "graded" / "gradebook.csv").read_text(encoding="utf-8")
    assert after == sheet.replace("Group A,,", "Group A,5.00,")
    pages = members(tmp_path / "graded" / "graded.zip")
    assert pages == {
        f"Participant_{number}_assignsubmission_file/feedback.html": "<h1>Group A_9</h1> 40 of 80" for number in (7, 8)
    }


def test_names_that_some_system_takes_for_one_are_left_out(tmp_path: Path, write_run: WriteRun) -> None:
    """Two usernames that differ in capitals would overwrite each other when unpacked: both are told, neither is in."""
    (tmp_path / "class").mkdir()
    for user in ("Ann", "ann", "bo"):
        (tmp_path / "class" / f"HW_{user}_attempt_2026-02-01-23-59-10_a.py").write_text("x = 1\n", encoding="utf-8")
    course = open_course(tmp_path / "class", "backprop")
    said = hand_back_run(write_run(tmp_path / "graded", {"Ann": 1.0, "ann": 2.0, "bo": 3.0}), course)
    assert members(tmp_path / "graded" / "graded.zip") == {"bo/feedback.html": "<h1>bo</h1> 3 of 80"}
    assert sum("feedback would be called" in remark for remark in said.remarks) == 2


def test_who_cannot_be_given_feedback_is_told(tmp_path: Path, write_run: WriteRun) -> None:
    """A text entry on Canvas has no attachment."""
    course = canvas(tmp_path, [*ENTRIES, "fourdi_1004_text.html"])
    said = hand_back_run(write_run(tmp_path / "graded", SCORES | {"fourdi_1004": None}), course)
    assert any("No feedback can be uploaded for fourdi_1004" in remark for remark in said.remarks)
    assert len(members(tmp_path / "graded" / "graded.zip")) == 3


def test_an_interrupted_run_hands_back_what_it_has(tmp_path: Path, write_run: WriteRun) -> None:
    """Who was not reached is not said to have handed in nothing."""
    course = canvas(tmp_path, ENTRIES)
    said = hand_back_run(write_run(tmp_path / "graded", {"oneann_1001": 40.0}), course)
    assert list(members(tmp_path / "graded" / "graded.zip")) == ["oneann_1001_50001_feedback.txt"]
    assert [remark for remark in said.remarks if "nothing handed in" in remark] == [
        "In the gradebook, and nothing handed in: Four, Di. Their cells stay as they were."
    ]


def test_what_lateness_costs_comes_off_before_scaling(tmp_path: Path, write_run: WriteRun) -> None:
    """The result keeps the whole score; the gradebook gets what is left, and never less than nothing."""
    for percent, written in ((25.0, "2.50"), (100.0, "0.00")):
        course = canvas(tmp_path, ENTRIES)
        late = {"percent": percent, "points": 80 * percent / 100}
        run = write_run(tmp_path / "graded", {"oneann_1001": 40.0}, late=True, late_deduction=late)
        said = hand_back_run(run, course)
        assert f"1001,one,A,{written}," in (run / "gradebook.csv").read_text(encoding="utf-8")
        assert any("Late, and deducted from: oneann_1001" in remark for remark in said.remarks)


@pytest.mark.parametrize("submission", [{"late": True}, {"late": True, "late_deduction": None}])
def test_late_work_without_a_policy_or_a_time_is_told(
    submission: dict[str, bool | None], tmp_path: Path, write_run: WriteRun
) -> None:
    """Nothing is deducted in silence, and nothing is not deducted in silence."""
    course = canvas(tmp_path, ENTRIES)
    said = hand_back_run(write_run(tmp_path / "graded", {"oneann_1001": 40.0}, **submission), course)
    assert "1001,one,A,5.00," in (tmp_path / "graded" / "gradebook.csv").read_text(encoding="utf-8")
    assert any("Late, and nothing deducted: oneann_1001" in remark for remark in said.remarks)


def test_the_wrong_gradebook_is_refused_before_grading(tmp_path: Path) -> None:
    """A gradebook in which nobody of the class stands is another class's."""
    with pytest.raises(DownloadError, match="is it the gradebook of this class"):
        canvas(tmp_path, ["ninenat_1009_50009_backprop.py"])


def test_stray_files_are_told(tmp_path: Path, write_run: WriteRun) -> None:
    """Twenty names, and how many more there are."""
    course = canvas(tmp_path, [*ENTRIES, *(f"stray{number:02}.txt" for number in range(23))])
    said = hand_back_run(write_run(tmp_path / "graded", SCORES), course)
    assert said.remarks[0].startswith("Not submissions: stray00.txt, stray01.txt")
    assert said.remarks[0].endswith("stray19.txt and 3 more")


@pytest.mark.parametrize(
    ("name", "warned"), [("=One", True), ("@One", True), ("-", False), ("-1,5", False), ("One", False)]
)
def test_a_name_that_is_a_formula_is_kept_and_warned_of(
    name: str, warned: bool, tmp_path: Path, write_run: WriteRun
) -> None:
    """The LMS looks for the name as it is; a spreadsheet would reckon with it."""
    gradebook = GRADEBOOK.replace("One, Ann", name)
    course = canvas(tmp_path, ENTRIES, gradebook)
    said = hand_back_run(write_run(tmp_path / "graded", SCORES), course)
    assert f'"{name}",1001,one,A,5.00,' in (tmp_path / "graded" / "gradebook.csv").read_text(encoding="utf-8")
    assert any("without opening it in a spreadsheet" in remark for remark in said.remarks) is warned


def test_a_name_cannot_forge_a_line(tmp_path: Path, write_run: WriteRun) -> None:
    """What a student can put into a name stays on its line, without control characters."""
    course = canvas(tmp_path, [*ENTRIES, "stray\nUpload my.csv\x1b[2J.txt"])
    said = hand_back_run(write_run(tmp_path / "graded", SCORES), course)
    assert said.remarks[0] == "Not submissions: stray�Upload my.csv�[2J.txt"
    lines = (tmp_path / "graded" / "next_steps.txt").read_text(encoding="utf-8").splitlines()
    assert not any(line.startswith("Upload my.csv") for line in lines)
