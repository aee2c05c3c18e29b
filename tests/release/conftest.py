"""The students' files as they are committed, and what becomes of them when the places are filled in."""

import ast
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest

from assignment import ASSIGNMENT
from autograder.model import AnswerQuestion, FunctionQuestion
from autograder.release.code import answer_solved, solved

TEMPLATE = Path(__file__).parents[2] / "student_template"


@pytest.fixture(scope="session")
def template() -> Path:
    """The committed folder. Nothing may be written into it."""
    return TEMPLATE


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `autograder build` was run."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-W", "error", "-m", "autograder", "build"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A copy of the folder, on a student's machine."""
    return Path(shutil.copytree(TEMPLATE, tmp_path / "desk", ignore=shutil.ignore_patterns("__pycache__")))


@pytest.fixture(scope="session")
def checks() -> dict[str, Any]:
    """The names of public_checks.py."""
    return runpy.run_path(str(TEMPLATE / "public_checks.py"))


@pytest.fixture(scope="session")
def solutions() -> dict[str, str]:
    """The solution of every function and answer, as code."""
    functions = {q.id: solved(q) for q in ASSIGNMENT.questions if isinstance(q, FunctionQuestion)}
    return functions | {q.id: answer_solved(q) for q in ASSIGNMENT.questions if isinstance(q, AnswerQuestion)}


@pytest.fixture(scope="session")
def paste() -> Callable[[str, Mapping[str, str]], str]:
    """Put other code in the place of the functions and variables that a text defines."""

    def put(text: str, replacing: Mapping[str, str]) -> str:
        lines = text.splitlines(keepends=True)
        for node in reversed(ast.parse(text).body):
            match node:
                case ast.FunctionDef(name=name) | ast.Assign(targets=[ast.Name(id=name)]) if name in replacing:
                    lines[node.lineno - 1 : node.end_lineno] = [replacing[name].rstrip() + "\n"]
        return "".join(lines)

    return put


@pytest.fixture(scope="session")
def notebook_with(paste: Callable[[str, Mapping[str, str]], str]) -> Callable[[Mapping[str, str]], str]:
    """The text of the shipped notebook with other code in the place of functions and variables."""

    def fill(replacing: Mapping[str, str]) -> str:
        notebook = nbformat.read(TEMPLATE / "backprop.ipynb", as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.source = paste(cell.source, replacing)
        return str(nbformat.writes(notebook))

    return fill
