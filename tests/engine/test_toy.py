"""A second assignment, about texts, goes through the whole engine."""

import csv
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

RIGHT = """
import numpy as np
def backwards(codes):
    return np.flip(codes)
def running_mean(values):
    return [np.mean(values[:n]) for n in range(1, len(values) + 1)], len(values)
count = 11
longest_word = "Mississippi"
# <!-- answer: palindromes -->
# The same both ways.
"""
SUBMISSIONS = {
    "right": RIGHT,
    "half": RIGHT.replace("np.mean(", "np.sum(").replace("= 11", "= 12"),
    "crash": RIGHT.replace("return np.flip(codes)", "return codes[::-1].letters"),
    "open": "def backwards(codes):\n    raise NotImplementedError\n",
    "broken": "def backwards(codes:\n",
}
SCORES = {"right": "9.0", "half": "4.5", "crash": "7.0", "open": "0.0", "broken": ""}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory, toy: Run) -> tuple[subprocess.CompletedProcess[str], Path]:
    """A class that was graded, one of them with a notebook."""
    folder = tmp_path_factory.mktemp("toy")
    (folder / "class").mkdir()
    for name, text in SUBMISSIONS.items():
        (folder / "class" / f"{name}.py").write_text(text, encoding="utf-8")
    markdown = nbformat.v4.new_markdown_cell("<!-- answer: palindromes -->\nAnna.")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(RIGHT), markdown])
    nbformat.write(notebook, folder / "class" / "notebook.ipynb")
    return toy("grade", folder / "class", "-o", folder / "graded"), folder / "graded"


def result(folder: Path, student: str) -> dict[str, Any]:
    """The result of one student."""
    found: dict[str, Any] = json.loads((folder / "results" / f"{student}.json").read_text(encoding="utf-8"))
    return found


def test_everyone_is_graded_as_deserved(graded: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    """Scores are as counted by hand, and the broken file is reported, without a zero, and without a traceback."""
    done, folder = graded
    assert done.returncode == 1
    assert done.stderr == ""
    assert "broken: rejected: Python cannot read the file: SyntaxError in line 1." in done.stdout
    with (folder / "grades.csv").open(encoding="utf-8", newline="") as file:
        scores = {row["student_id"]: row["score"] for row in csv.DictReader(file)}
    assert scores == SCORES | {"notebook": "9.0"}


def test_results_speak_of_the_toy(graded: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    """A result has the toy's name, questions, kinds and points, and a written answer is handed on."""
    found = result(graded[1], "notebook")
    assert found["assignment"] == {"name": "texts", "title": "Texts", "version": "3"}
    assert found["max_score"] == 9
    assert found["written"] == {"score": None, "max_score": 1}
    assert [(q["id"], q["kind"], q["max_score"], q["answer"]) for q in found["questions"]] == [
        ("backwards", "function", 2, None),
        ("running_mean", "function", 3, None),
        ("count", "answer", 3, None),
        ("longest_word", "answer", 1, None),
        (
            "palindromes",
            "written",
            1,
            "The same both ways." if found["submission"]["file"].endswith(".py") else "Anna.",
        ),
    ]


def test_only_what_is_wrong_loses_points(graded: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    """A wrong function and a wrong count cost their own points, and a crash its own."""
    verdicts = {name: {q["id"]: q["verdict"] for q in result(graded[1], name)["questions"]} for name in SCORES}
    right = {"backwards": "correct", "running_mean": "correct", "count": "correct", "longest_word": "correct"}
    assert verdicts["half"] == right | {"running_mean": "wrong", "count": "wrong", "palindromes": "skipped"}
    assert verdicts["crash"] == right | {"backwards": "crashed", "palindromes": "skipped"}
    assert verdicts["open"]["backwards"] == "not_attempted"
    assert verdicts["open"]["count"] == "missing"
    assert verdicts["broken"] == {}


def test_feedback_and_zip_are_written(graded: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    """Each of them has a page, with the toy's title, and the zip has them all."""
    pages = {path.name: path.read_text(encoding="utf-8") for path in (graded[1] / "feedback").iterdir()}
    assert pages.keys() == {f"{name}.html" for name in [*SCORES, "notebook"]}
    assert all("<h1>Texts</h1>" in page for page in pages.values())
    with zipfile.ZipFile(graded[1] / "graded.zip") as archive:
        assert set(archive.namelist()) == {"grades.csv", *(f"feedback/{name}" for name in pages)}


@pytest.mark.parametrize(("student", "status"), [("right", 0), ("open", 0), ("crash", 1), ("broken", 1)])
def test_check_shows_what_is_public(student: str, status: int, tmp_path: Path, toy: Run) -> None:
    """`check` runs the toy's law and its example, and says by its exit status whether one of them fails."""
    file = tmp_path / f"{student}.py"
    file.write_text(SUBMISSIONS[student], encoding="utf-8")
    done = toy("check", file)
    assert (done.returncode, done.stderr) == (status, "")
    assert ("Turned around twice, a text is as it was." in done.stdout) == (student in ("right", "crash"))
    assert "a word" not in done.stdout


def test_the_template_of_the_toy(tmp_path: Path, toy: Run) -> None:
    """`build` writes the toy's files for students, in which its checks run and are skipped."""
    done = toy("build", "--template", tmp_path / "template", "--dist", tmp_path / "dist")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "dist" / "texts-student.zip").exists()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    tested = subprocess.run(command, cwd=tmp_path / "template", capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stdout
    assert "4 skipped" in tested.stdout
    script = (tmp_path / "template" / "words.py").read_text(encoding="utf-8")
    assert "cumsum" not in script
    assert "A text that reads" not in script


def test_a_class_of_the_toy_is_simulated_and_graded(tmp_path: Path, toy: Run) -> None:
    """`simulate` makes a class out of the toy's solutions and mistakes, and the first two get all the points."""
    assert toy("simulate", "6", "-o", tmp_path / "class.zip").returncode == 0
    done = toy("grade", tmp_path / "class.zip", "-o", tmp_path / "graded", "--workers", "1")
    assert (done.returncode, done.stderr) == (0, "")
    with (tmp_path / "graded" / "grades.csv").open(encoding="utf-8", newline="") as file:
        scores = [row["score"] for row in csv.DictReader(file)]
    assert len(scores) == 6
    assert scores[:2] == ["9.0", "9.0"]
