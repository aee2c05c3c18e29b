"""Bad input, through the real command: one clear sentence, the others graded, never a traceback or a silent zero."""

import csv
import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assignment import ASSIGNMENT
from autograder.gradebook.names import file_stem
from autograder.release.code import answer_solved, solved
from autograder.release.document import Fill, document, to_notebook, to_script

ROOT = Path(__file__).resolve().parents[1]
BLOCKS = document(ASSIGNMENT, Fill(solved, answer_solved))
NOTEBOOK, SCRIPT = to_notebook(BLOCKS), to_script(BLOCKS)
Write = Callable[[Path], object]


@dataclass(frozen=True)
class Run:
    """What one run of the command left behind."""

    status: int
    screen: str
    folder: Path

    @property
    def rows(self) -> dict[str, dict[str, str]]:
        """The rows of grades.csv, by student."""
        with (self.folder / "grades.csv").open(encoding="utf-8", newline="") as file:
            return {row["student_id"]: row for row in csv.DictReader(file)}

    def result(self, student: str) -> dict[str, Any]:
        """The result of a student."""
        return json.loads((self.folder / "results" / f"{file_stem(student)}.json").read_text(encoding="utf-8"))


def autograder(*arguments: object, folder: Path, columns: int | None = 500) -> Run:
    """Run the real command, as in a terminal of so many columns."""
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    done = subprocess.run(
        [sys.executable, "-m", "autograder", *map(str, arguments)],
        cwd=ROOT,
        env={**environment, "NO_COLOR": "1"} | ({"COLUMNS": str(columns)} if columns else {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Run(done.returncode, done.stdout + done.stderr, folder)


def data(content: bytes | str) -> Write:
    """Write these bytes, or this text."""
    return lambda path: path.write_bytes(content if isinstance(content, bytes) else content.encode())


def changed_notebook(**changes: object) -> Write:
    """Write the solved notebook with something changed."""
    return data(json.dumps(json.loads(NOTEBOOK) | changes))


def sparse(path: Path) -> None:
    """Fifty megabytes."""
    with path.open("wb") as file:
        file.truncate(50_000_000)


def link_to(target: str) -> Write:
    """A symbolic link."""
    return lambda path: path.symlink_to(target)


def folder_with(*names: str) -> Write:
    """A folder with the solved script under each of these names."""

    def write(path: Path) -> None:
        path.mkdir()
        for name in names:
            (path / name).write_text(SCRIPT, encoding="utf-8")

    return write


CELL = {"cell_type": "code", "metadata": {}, "source": "x = 1", "outputs": [], "execution_count": None}
KERNELS = {
    "julia": {"kernelspec": {"display_name": "Julia 1.10", "language": "julia", "name": "julia-1.10"}},
    "r": {"kernelspec": {"display_name": "R", "language": "R", "name": "ir"}, "language_info": {"name": "R"}},
}
MERGE = NOTEBOOK.replace(' "nbformat": 4,', '<<<<<<< HEAD\n "nbformat": 4,\n=======\n "nbformat": 3,\n>>>>>>> main')

# The name in the class folder, how it is made, and words of the sentence.
REJECTED: dict[str, tuple[Write, str]] = {
    "html.ipynb": (data("<!DOCTYPE html>\n<html><title>Log in</title></html>"), "web page"),
    "json.ipynb": (data('{"name": "homework", "version": 1}'), "not a notebook"),
    "pdf.ipynb": (data(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"), "UTF-8"),
    "png.py": (data(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "not a text file"),
    "truncated.ipynb": (data(NOTEBOOK[: len(NOTEBOOK) // 2]), "cut off"),
    "merge.ipynb": (data(MERGE), "Git merge"),
    "julia.ipynb": (changed_notebook(metadata=KERNELS["julia"]), "julia"),
    "r.ipynb": (changed_notebook(metadata=KERNELS["r"]), "for R, not for Python"),
    "empty.py": (data(b""), "empty"),
    "hollow.ipynb": (data(b""), "empty"),
    "spaces.py": (data(b" \n\t\r\n"), "empty"),
    "marked.py": (data(b"\xef\xbb\xbf\r\n"), "empty"),
    "syntax.py": (data("x = 1\n" * 9 + "def f(:\n    pass\n"), "SyntaxError in line 10"),
    "tabs.py": (data("if 1:\n        x = 1\n\ty = 2\n"), "TabError in line 3"),
    "indent.py": (data("x = 1\n  y = 2\n"), "IndentationError in line 2"),
    "merging.py": (data(f"<<<<<<< HEAD\n{SCRIPT}=======\n>>>>>>> main\n"), "SyntaxError in line 1"),
    "utf16script.py": (data(SCRIPT.encode("utf-16")), "UTF-16"),
    "utf16.ipynb": (data(NOTEBOOK.encode("utf-16")), "UTF-16"),
    "nul.py": (data(f"{SCRIPT}\0".encode()), "NUL bytes"),
    "latin1.py": (data(b"# -*- coding: latin-1 -*-\n# caf\xe9\n" + SCRIPT.encode()), "Line 2 is not UTF-8"),
    "cells.ipynb": (changed_notebook(cells=[CELL] * 100_000), "100000 cells"),
    "huge.ipynb": (sparse, "larger than 20 MB"),
    "hugescript.py": (sparse, "larger than 20 MB"),
    "link.py": (link_to("../solved.py"), "symbolic link"),
    "linkfolder.py": (link_to("."), "symbolic link"),
    "linknowhere.ipynb": (link_to("nowhere"), "symbolic link"),
    "linked": (link_to("../elsewhere"), "symbolic link"),
    "pipe.py": (os.mkfifo, "not a regular file"),
    "nested.ipynb": (data("[" * 100_000 + "]" * 100_000), "not a notebook"),
    "digits.ipynb": (data('{"nbformat": ' + "9" * 200_000 + "}"), "not a notebook"),
    "digitsscript.py": (data("x = " + "9" * 200_000), "cannot read the file"),
    "brackets.py": (data("(" * 100_000), "cannot read the file"),
    "nocode.ipynb": (changed_notebook(cells=[]), "no code"),
    "textonly.ipynb": (changed_notebook(cells=[CELL | {"cell_type": "markdown"}]), "no code"),
    "future.ipynb": (changed_notebook(nbformat=99), "format 99"),
    "word": (folder_with("essay.docx"), "essay.docx"),
    "nothing": (lambda path: path.mkdir(), "empty folder"),
    "twofiles": (folder_with("one.py", "two.ipynb"), "one.py, two.ipynb"),
    "folder.py": (folder_with("notes.txt"), "notes.txt"),
    "two": (folder_with("backprop.py", "backprop.ipynb"), "backprop.ipynb, backprop.py"),
}
SOLVED = {"alice.py": SCRIPT, "bob.ipynb": NOTEBOOK, "zoé.py": SCRIPT}


def student(name: str) -> str:
    """The student that a name of the class folder belongs to."""
    return Path(name).stem if Path(name).suffix and "folder" not in name else name


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A class of good and bad submissions, graded by one command."""
    base = tmp_path_factory.mktemp("bad")
    (base / "class").mkdir()
    (base / "solved.py").write_text(SCRIPT, encoding="utf-8")
    folder_with("backprop.py")(base / "elsewhere")
    for name, text in SOLVED.items():
        (base / "class" / name).write_text(text, encoding="utf-8")
    for name, (write, _) in REJECTED.items():
        write(base / "class" / name)
    data(SCRIPT)(base / "class" / "twice.py")
    data(NOTEBOOK)(base / "class" / "twice.ipynb")
    broken = json.loads(NOTEBOOK.replace("def quadratic_gradient(x1, x2):", "def quadratic_gradient(x1, x2:"))
    data(json.dumps(broken))(base / "class" / "onecell.ipynb")
    return autograder("grade", base / "class", "-o", base / "graded", "--workers", 2, folder=base / "graded")


def test_the_class_is_graded_and_the_status_tells_that_not_all_was(graded: Run) -> None:
    """The command ends with 1, without a traceback, and every name of the folder has its row."""
    assert graded.status == 1
    assert "Traceback" not in graded.screen
    students = {student(name) for name in [*REJECTED, *SOLVED, "twice.py", "onecell.ipynb"]}
    assert set(graded.rows) == students
    assert len(list((graded.folder / "feedback").iterdir())) == len(students)


@pytest.mark.parametrize("name", SOLVED)
def test_good_submissions_beside_bad_ones_earn_their_points(name: str, graded: Run) -> None:
    """The others are graded as if nothing had happened."""
    row = graded.rows[Path(name).stem]
    assert (row["status"], row["score"], row["problem"]) == ("graded", row["max_score"], "")


@pytest.mark.parametrize("name", [*REJECTED, "twice.py"])
def test_a_bad_submission_gets_one_sentence_and_no_score(name: str, graded: Run) -> None:
    """Table, result, page and terminal say the same sentence, and nowhere stands a zero."""
    words = REJECTED[name][1] if name in REJECTED else "twice.ipynb, twice.py"
    row, result = graded.rows[student(name)], graded.result(student(name))
    sentence = result["problem"]
    assert words in sentence
    assert re.fullmatch(r"[^\n]{10,200}\.", sentence)
    assert (row["status"], row["problem"], row["score"]) == ("rejected", sentence, "")
    assert (result["status"], result["score"], result["questions"]) == ("rejected", None, [])
    assert all(row[question.id] == "" for question in ASSIGNMENT.questions)
    assert f"  {student(name)}: rejected: {sentence}\n" in graded.screen
    page = (graded.folder / "feedback" / f"{file_stem(student(name))}.html").read_text(encoding="utf-8")
    assert html.escape(sentence).replace("&#x27;", "&#39;") in page


def test_a_syntax_error_in_a_notebook_costs_its_cell_alone(graded: Run) -> None:
    """One broken cell loses the points of its question, whose sentence tells the cell and the line."""
    result = graded.result("onecell")
    lost = [question for question in result["questions"] if question["kind"] != "written" and question["score"] == 0]
    assert [question["id"] for question in lost] == ["quadratic_gradient"]
    assert re.search(r"cell \d+ stopped in line 1 with SyntaxError", lost[0]["cases"][0]["message"])
    assert result["score"] == pytest.approx(result["max_score"] - lost[0]["max_score"])


def test_a_file_without_permission_is_rejected(tmp_path: Path) -> None:
    """A file that the instructor's account may not read gets a sentence; the account that may do all reads it."""
    folder_with("alice.py", "bob.py")(tmp_path / "class")
    (tmp_path / "class" / "bob.py").chmod(0)
    run = autograder("grade", tmp_path / "class", "-o", tmp_path / "graded", "--workers", 1, folder=tmp_path / "graded")
    problem = run.rows["bob"]["problem"]
    everything_is_readable = os.access(tmp_path / "class" / "bob.py", os.R_OK)
    assert (run.status, "Permission denied" in problem) == ((0, False) if everything_is_readable else (1, True))


def test_a_name_that_is_no_text_does_not_stop_the_class(tmp_path: Path) -> None:
    """A file name in an old encoding, as some unzip tools leave it, costs nobody the grade."""
    folder_with("alice.py", os.fsdecode(b"jos\xe9.py"))(tmp_path / "class")
    run = autograder("grade", tmp_path / "class", "-o", tmp_path / "graded", "--workers", 1, folder=tmp_path / "graded")
    assert "Traceback" not in run.screen
    assert run.rows["alice"]["status"] == "graded"
    assert len(run.rows) == 2


def test_a_sentence_stays_on_its_line_when_the_output_is_kept(tmp_path: Path) -> None:
    """Output that goes into a file or through grep is not broken in the middle of a sentence."""
    (tmp_path / "alice.ipynb").write_text("<html>" + "x" * 100, encoding="utf-8")
    run = autograder("grade", tmp_path / "alice.ipynb", "-o", tmp_path / "graded", folder=tmp_path, columns=None)
    assert "  alice: rejected: The file is a web page, not a notebook: download the .ipynb file itself.\n" in run.screen


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["grade", "{missing}", "-o", "{out}"], "There is no file or folder", id="missing path"),
        pytest.param(["grade", "{missing}.py", "-o", "{out}"], "There is no file or folder", id="missing file"),
        pytest.param(["grade", "{word}", "-o", "{out}"], "neither a .py or .ipynb file nor", id="one Word file"),
        pytest.param(["grade", "{empty}", "-o", "{out}"], "no submissions", id="empty folder"),
        pytest.param(["grade", "{class}", "-o", "{class}"], "holds other files", id="output among other files"),
        pytest.param(["grade", "{class}", "-o", "{word}"], "essay.docx", id="output is a file"),
        pytest.param(["grade", "{class}", "-o", "{out}", "--lms", "moogle"], "moogle", id="unknown LMS"),
        pytest.param(["grade", "{class}", "-o", "{out}", "--workers", "0"], "--workers", id="no workers"),
        pytest.param(["grade", "{class}", "-o", "{out}", "--workers", "two"], "--workers", id="workers in words"),
        pytest.param(["grade", "{class}", "-o", "{out}", "--seed", "x"], "--seed", id="seed in letters"),
        pytest.param(["grade", "{class}", "-o", "{out}", "--fast"], "--fast", id="unknown option"),
        pytest.param(["grade", "{class}"], "-o", id="no output"),
        pytest.param(["grade"], "submissions", id="nothing"),
        pytest.param(["mark", "{class}"], "mark", id="unknown command"),
        pytest.param(["grade", "{class}", "-o", "{out}", "--homework", "none.such"], "none", id="unknown assignment"),
        pytest.param(["grade", "{class}", "-o", "{out}", "--homework", "json"], "json", id="no assignment"),
        pytest.param(["grade", "{class}", "-o", "{out}", "--homework", ""], "assignment", id="empty assignment"),
        pytest.param(["check", "{missing}.py"], "There is no file or folder", id="check of nothing"),
        pytest.param(["check", "{class}"], "2 submissions", id="check of a class"),
        pytest.param(["simulate", "0", "-o", "{out}"], "N", id="a class of nobody"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(arguments: list[str], words: str, tmp_path: Path) -> None:
    """The status is 2, the sentence names what was wrong, and nothing is written."""
    folder_with("alice.py", "bob.py")(tmp_path / "class")
    (tmp_path / "empty").mkdir()
    (tmp_path / "essay.docx").write_bytes(b"PK")
    names = {"class": "class", "empty": "empty", "word": "essay.docx", "missing": "missing", "out": "graded"}
    paths = {name: str(tmp_path / path) for name, path in names.items()}
    run = autograder(*(argument.format(**paths) for argument in arguments), folder=tmp_path)
    assert run.status == 2
    assert words in run.screen
    assert sorted(path.name for path in tmp_path.iterdir()) == ["class", "empty", "essay.docx"]
    assert "Traceback" not in run.screen
    assert sorted(path.name for path in (tmp_path / "class").iterdir()) == ["alice.py", "bob.py"]
