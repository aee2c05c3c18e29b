"""Run `otter assign` on the master notebook, and take from it what students and graders get."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import autograder
from autograder.grading.prepared import prepare
from autograder.model import Assignment
from autograder.release.checks import checks_file
from autograder.release.document import clean_notebook
from autograder.release.otter.judge import MODULES
from autograder.release.otter.master import master_notebook

EXPORT_MARK = re.compile(r"<!-- (?:BEGIN|END) QUESTION -->\n*")


class AssignError(Exception):
    """`otter assign` failed; the message has its last line."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """What `otter assign` made: the notebook for students, their tests by name, and the files of the grader's zip."""

    notebook: str
    tests: dict[str, str]
    grader: dict[str, bytes]


def assign(assignment: Assignment, master: Path) -> Assigned:
    """Write the master notebook into the folder `master` and run `otter assign` on it. Raises AssignError, OSError."""
    write_master(assignment, master)
    notebook = f"{assignment.file_stem}.ipynb"
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        command = [sys.executable, "-m", "otter", "assign", str(master / notebook), str(made), "--no-pdfs"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            last = (done.stderr or done.stdout).strip().rpartition("\n")[2]
            raise AssignError(f"otter assign refuses {master / notebook}: {last}")
        (archive,) = (made / "autograder").glob("*.zip")
        with zipfile.ZipFile(archive) as opened:
            grader = {name: opened.read(name) for name in sorted(opened.namelist())}
        tests = {path.name: path.read_text("utf-8") for path in sorted((made / "student" / "tests").glob("*.py"))}
        return Assigned(_tidied(made / "student" / notebook), tests, grader)


def write_master(assignment: Assignment, folder: Path) -> None:
    """Write the master notebook, and beside it the files that it names."""
    files = {
        f"{assignment.file_stem}.ipynb": master_notebook(assignment, prepare(assignment)),
        "public_checks.py": checks_file(assignment),
        **{name: (Path(autograder.__file__).parents[1] / name).read_text("utf-8") for name in MODULES},
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _tidied(path: Path) -> str:
    """The notebook, without the marks for a PDF: they stand in the cells of written answers, and would be handed in."""
    import nbformat  # megabytes, for those alone who write a notebook

    cells = nbformat.read(path, as_version=4).cells  # type: ignore[no-untyped-call]
    for cell in cells:
        cell.source = EXPORT_MARK.sub("", cell.source).strip()
    return clean_notebook([cell for cell in cells if cell.source])
