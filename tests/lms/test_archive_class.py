"""Whole classes in zips, hostile members among them, through the real command."""

import csv
import json
import os
import stat
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from assignment import ASSIGNMENT
from autograder.release.code import answer_solved, solved
from autograder.release.document import Fill, document, to_notebook, to_script

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = document(ASSIGNMENT, Fill(solved, answer_solved))
NOTEBOOK, SCRIPT = to_notebook(BLOCKS), to_script(BLOCKS)


@dataclass(frozen=True)
class Run:
    """What a run said, and its rows by student."""

    status: int
    screen: str
    rows: dict[str, dict[str, str]]


def grade(archive: Path) -> Run:
    """Grade a zip beside which nothing else stands."""
    folder = archive.parent / "graded"
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "grade", str(archive), "-o", str(folder), "--workers", "2"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "500"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    rows = {}
    if (folder / "grades.csv").exists():
        with (folder / "grades.csv").open(encoding="utf-8", newline="") as file:
            rows = {row["student_id"]: row for row in csv.DictReader(file)}
    return Run(done.returncode, done.stdout + done.stderr, rows)


def damage(path: Path, name: str, *, lock: bool) -> None:
    """Set the password flag of a member, or flip a byte of its data."""
    with zipfile.ZipFile(path) as archive:
        offset = archive.getinfo(name).header_offset
    data = bytearray(path.read_bytes())
    if lock:
        directory = data.rfind(name.encode()) - zipfile.sizeCentralDir
        data[offset + 6] |= 1
        data[directory + 8] |= 1
    else:
        data[offset + zipfile.sizeFileHeader + len(name) + 100] ^= 0xFF
    path.write_bytes(data)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A plain class, zipped on a Mac, with every bad member that there is."""
    path = tmp_path_factory.mktemp("hostile") / "class.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("alice.py", "locked.py", "corrupt.py", "../../../../tmp/slip.py", "zoé.py"):
            archive.writestr(name, SCRIPT)
        archive.writestr("bob/backprop.ipynb", NOTEBOOK)
        archive.writestr("__MACOSX/._alice.py", b"\0\5\x16\7")
        archive.writestr("__MACOSX/bob/._backprop.ipynb", b"\0\5\x16\7")
        archive.writestr(".DS_Store", b"\0\0\0\1Bud1")
        archive.writestr("bob/.ipynb_checkpoints/backprop-checkpoint.ipynb", NOTEBOOK)
        archive.writestr("roster.csv", "alice\n")
        archive.writestr("hollow/", "")
        link = zipfile.ZipInfo("link.py")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        with archive.open("bomb.ipynb", "w") as bomb:
            for _ in range(300):
                bomb.write(bytes(1_000_000))
        archive.writestr("double.py", SCRIPT)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("double.py", SCRIPT)
    damage(path, "locked.py", lock=True)
    damage(path, "corrupt.py", lock=False)
    return grade(path)


@pytest.mark.parametrize("student", ["alice", "bob", "zoé"])
def test_good_members_are_graded_beside_hostile_ones(student: str, hostile: Run) -> None:
    """What a Mac adds does not make a second file of it, and the others' harm is their own."""
    row = hostile.rows[student]
    assert (row["status"], row["score"], row["problem"]) == ("graded", row["max_score"], "")


@pytest.mark.parametrize(
    ("student", "words"),
    [
        ("locked", "password"),
        ("corrupt", "The file "),
        ("..", "leads out of the archive"),
        ("link", "symbolic link"),
        ("bomb", "larger than 20 MB"),
        ("double", "double.py, double.py"),
        ("hollow", "empty folder"),
    ],
)
def test_a_hostile_member_gets_one_sentence_and_no_score(student: str, words: str, hostile: Run) -> None:
    """The table and the terminal say what was wrong with it."""
    row = hostile.rows[student]
    assert words in row["problem"]
    assert (row["status"], row["score"]) == ("rejected", "")
    assert f"  {student}: rejected: {row['problem']}\n" in hostile.screen


def test_nothing_else_is_in_the_class(hostile: Run) -> None:
    """Junk makes no students, and a file of the instructor's is listed as ignored."""
    assert hostile.status == 1
    assert "Traceback" not in hostile.screen
    assert len(hostile.rows) == 10
    assert "Not submissions: roster.csv" in hostile.screen
    assert not Path("/tmp/slip.py").exists()  # noqa: S108 - where the name of the member leads


def test_a_canvas_class_is_graded_under_its_own_names(tmp_path: Path) -> None:
    """Late, handed in again, beyond ASCII: each is the right student's, and two attachments are a question."""
    with zipfile.ZipFile(tmp_path / "class.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doejane_1001_50001_backprop-2.py", SCRIPT)
        archive.writestr("李小龍_LATE_1002_50002_作業.ipynb", NOTEBOOK)
        archive.writestr("roejoe_1003_50003_one.py", SCRIPT)
        archive.writestr("roejoe_1003_50004_two.py", SCRIPT)
        archive.writestr("poejim_1004_50005_essay.docx", b"PK")
    run = grade(tmp_path / "class.zip")
    assert run.status == 1
    shown = {
        student: (row["student_name"], row["file"], row["late"], row["status"]) for student, row in run.rows.items()
    }
    assert shown == {
        "doejane_1001": ("doejane", "backprop.py", "no", "graded"),
        "李小龍_1002": ("李小龍", "作業.ipynb", "yes", "graded"),
        "roejoe_1003": ("roejoe", "one.py, two.py", "no", "rejected"),
        "poejim_1004": ("poejim", "essay.docx", "no", "rejected"),
    }
    results = [json.loads(path.read_text(encoding="utf-8")) for path in (tmp_path / "graded" / "results").iterdir()]
    assert {result["student"]["id"]: result["submission"]["late"] for result in results}["李小龍_1002"]


def write(path: Path, *names: str) -> None:
    """A zip with an empty file under each name."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, b"")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("no zip", "cannot be opened"),
        ("cut off", "cannot be opened"),
        ("25,000 entries", "25000 files"),
        ("nothing in it", "no submissions"),
        ("only junk", "no submissions"),
        ("a name that is no text", ""),
    ],
)
def test_a_zip_that_is_no_class_is_told_in_a_sentence(kind: str, words: str, tmp_path: Path) -> None:
    """The status is 2, and the sentence names the zip and the problem."""
    path = tmp_path / "class.zip"
    names = {"25,000 entries": [f"{number}.py" for number in range(25_000)], "only junk": ["__MACOSX/._alice.py"]}
    write(path, *names.get(kind, []))
    if kind == "no zip":
        path.write_bytes(b"<html>Log in</html>")
    elif kind == "cut off":
        write(path, "alice.py")
        path.write_bytes(path.read_bytes()[:-30])
    elif kind == "a name that is no text":
        write(path, "zoé.py")
        path.write_bytes(path.read_bytes().replace("zoé".encode(), b"zo\xe9\xe9"))
    run = grade(path)
    assert (run.status, run.rows) == (2, {})
    assert str(path) in run.screen
    assert words in run.screen
    assert "Traceback" not in run.screen
