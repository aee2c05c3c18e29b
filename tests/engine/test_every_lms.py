"""For every LMS: a make-believe class goes in, and scores and feedback come out, through the real commands."""

import csv
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
SIZE = 2
WITH_GRADEBOOK = {"canvas": "Texts (98765)", "moodle": "Grade", "blackboard": "Texts", "brightspace": "Texts"}
SCORES = {
    "canvas": ("ID", "1001", "Texts (98765)", "100.00"),
    "moodle": ("Identifier", "Participant 7001", "Grade", "100.00"),
    "blackboard": ("Username", "s001", "Texts [Total Pts: 100 Score] |1200001", "100.00"),
    "brightspace": ("Username", "#s001", "Texts Points Grade <Numeric MaxPoints:100>", "100.00"),
    "gradescope": ("SID", "S001", "Score", "9"),
    "nbgrader": ("student_id", "s001", "score", "9"),
}
FEEDBACK = {
    "canvas": "student001_1001_50001_feedback.txt",
    "moodle": "Student 001_7001_assignsubmission_file/feedback.html",
    "gradescope": "feedback/submission_900001.html",
    "blackboard": "s001/feedback.html",
    "brightspace": "110001-222222 - Student 001 - Feb 1, 2026 1158 PM/feedback.html",
    "nbgrader": "feedback/s001/texts/words.html",
    "plain": "feedback/student001.html",
}


@pytest.mark.parametrize("lms", FEEDBACK)
def test_a_class_in_and_a_class_out(lms: str, tmp_path: Path, toy: Run) -> None:
    """The download is recognised, every score is in the gradebook, every page in the zip, and the steps are told."""
    simulated = toy("simulate", str(SIZE), "-o", tmp_path / "class.zip", "--lms", lms)
    assert (simulated.returncode, simulated.stderr) == (0, "")
    gradebook = tmp_path / "class-gradebook.csv"
    assert gradebook.exists() == (lms in WITH_GRADEBOOK)
    options = ["--gradebook", gradebook, "--assignment", WITH_GRADEBOOK[lms]] if lms in WITH_GRADEBOOK else []
    graded = tmp_path / "graded"
    done = toy("grade", tmp_path / "class.zip", "-o", graded, "--workers", "1", *options)
    assert (done.returncode, done.stderr) == (0, "")
    assert {"plain": "a plain folder", "nbgrader": "nbgrader"}.get(lms, lms.capitalize()) in done.stdout
    steps = (graded / "next_steps.txt").read_text(encoding="utf-8").splitlines()
    assert all(step in done.stdout for step in steps)
    with zipfile.ZipFile(graded / "graded.zip") as archive:
        names = [name for name in archive.namelist() if name != "grades.csv"]
        assert (len(names), FEEDBACK[lms] in names) == (SIZE, True)
    assert (graded / "gradebook.csv").exists() == (lms in SCORES)
    if lms in SCORES:
        key, student, column, score = SCORES[lms]
        with (graded / "gradebook.csv").open(encoding="utf-8", newline="") as file:
            rows = {row[key]: row[column] for row in csv.DictReader(file)}
        assert rows[student] == score
        assert sum(bool(value) for number, value in rows.items() if number) == SIZE


@pytest.fixture(scope="module")
def simulated(toy: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a class of Canvas's and its gradebook."""
    folder = tmp_path_factory.mktemp("simulated")
    assert toy("simulate", "1", "-o", folder / "class.zip").returncode == 0
    return folder


WRONG = [
    pytest.param(["--assignment", "Texts (98765)"], "--gradebook", id="a column without a gradebook"),
    pytest.param(["--gradebook", "{none}"], "cannot be read", id="no such file"),
    pytest.param(["--gradebook", "{zip}"], "is a workbook or a zip", id="no table"),
    pytest.param(["--gradebook", "{book}", "--assignment", "Essay"], "Texts (98765)", id="no such column"),
    pytest.param(
        ["--gradebook", "{book}", "--lms", "gradescope"], "No gradebook is filled in", id="no gradebook there"
    ),
    pytest.param(["--gradebook", "{book}", "--lms", "moodle"], "no grading worksheet", id="another LMS's"),
    pytest.param(["--gradebook", "{own}"], "keep it elsewhere", id="in the folder that is written"),
]


@pytest.mark.parametrize(("options", "words"), WRONG)
def test_a_wrong_gradebook_stops_before_anything_is_written(
    options: list[str], words: str, simulated: Path, toy: Run
) -> None:
    """Status 2, one sentence, and no folder."""
    paths = {"none": "none.csv", "zip": "class.zip", "book": "class-gradebook.csv", "own": "graded/gradebook.csv"}
    places = {name: str(simulated / path) for name, path in paths.items()}
    arguments = [option.format(**places) for option in options]
    done = toy("grade", simulated / "class.zip", "-o", simulated / "graded", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (simulated / "graded").exists()


def test_two_systems_that_fit_are_asked_about(tmp_path: Path, toy: Run) -> None:
    """Names that Canvas and Moodle could both have made are nobody's guess."""
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr("Ann_12_assignsubmission_file_1001_50001_words.py", "x = 1\n")
    done = toy("grade", tmp_path / "class.zip", "-o", tmp_path / "graded")
    assert done.returncode == 2
    assert "say --lms canvas or --lms moodle" in done.stderr
    done = toy("grade", tmp_path / "class.zip", "-o", tmp_path / "graded", "--lms", "moodle")
    assert "Moodle, 1 to grade" in done.stdout


POLICY = """
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from autograder.model import LatePolicy
from toy import ASSIGNMENT
DEADLINE = datetime(2026, 2, 1, 23, 59, 10, tzinfo=timezone(timedelta(hours=-5)))
ASSIGNMENT = replace(ASSIGNMENT, late_policy=LatePolicy(DEADLINE, percent_a_day=25, grace_hours=1))
"""


def test_a_late_policy_takes_its_share_where_the_time_is_told(tmp_path: Path, toy: Run) -> None:
    """The eleventh of a class is late: a quarter of the full score is gone in the gradebook, and none in the result."""
    (tmp_path / "strict.py").write_text(POLICY, encoding="utf-8")
    assert toy("simulate", "11", "-o", tmp_path / "class.zip", "--lms", "blackboard").returncode == 0
    done = toy(
        *("grade", tmp_path / "class.zip", "-o", tmp_path / "graded", "--workers", "2"),
        *("--gradebook", tmp_path / "class-gradebook.csv"),
        homework="strict",
        path=tmp_path,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Late, and deducted from: s011." in done.stdout
    with (tmp_path / "graded" / "gradebook.csv").open(encoding="utf-8", newline="") as file:
        written = {row["Username"]: row["Texts [Total Pts: 100 Score] |1200001"] for row in csv.DictReader(file)}
    for student in ("s001", "s011"):
        result = json.loads((tmp_path / "graded" / "results" / f"{student}.json").read_text(encoding="utf-8"))
        deduction = result["submission"]["late_deduction"]
        assert deduction["percent"] == (25 if student == "s011" else 0)
        assert float(written[student]) == pytest.approx(
            max(0, result["score"] / 9 * 100 - deduction["percent"]), abs=0.01
        )


def test_a_class_is_not_made_up_over_something_else(toy: Run, tmp_path: Path) -> None:
    """A file that is no zip stays as it is; a zip is made anew."""
    (tmp_path / "notes.md").write_text("mine", encoding="utf-8")
    done = toy("simulate", "1", "-o", tmp_path / "notes.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert "is there already, and is no zip: choose another name" in done.stderr
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") == "mine"
    assert [toy("simulate", "1", "-o", tmp_path / "class.zip").returncode for _ in range(2)] == [0, 0]
