"""`autograder build`: what is committed is what it writes."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from assignment import ASSIGNMENT
from autograder.model import WrittenQuestion
from autograder.reading.notebook import read_notebook
from autograder.reading.script import read_script
from autograder.release.build import student_files

FILES = {"README.md", "backprop.ipynb", "backprop.py", "public_checks.py", "test_public.py"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `autograder build` was run."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-W", "error", "-m", "autograder", "build"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


def test_only_the_files_for_students_are_there(template: Path, built: Path) -> None:
    """The committed folder has the files that are built, and no others."""
    left_behind = {"__pycache__", ".pytest_cache"}
    assert {path.name for path in template.iterdir()} - left_behind == FILES
    assert {path.name for path in (built / "student_template").iterdir()} == FILES


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_committed_file_is_not_stale(name: str, template: Path, built: Path) -> None:
    """A committed file has the very bytes that `autograder build` writes."""
    assert (template / name).read_bytes() == (built / "student_template" / name).read_bytes()


def test_the_zip_holds_the_same_files(template: Path, built: Path) -> None:
    """The student zip holds the committed files in one folder, and nothing else."""
    with zipfile.ZipFile(built / "dist" / "backprop-by-hand-student.zip") as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == {f"backprop-by-hand/{name}": (template / name).read_bytes() for name in FILES}


def test_building_again_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """The zip does not hang on when it is built, nor on what stood there before."""
    archive = built / "dist" / "backprop-by-hand-student.zip"
    before = archive.read_bytes()
    archive.write_bytes(b"an older one")
    command = [sys.executable, "-m", "autograder", "build", "--template", str(tmp_path)]
    subprocess.run(command, cwd=built, check=True, capture_output=True)
    assert archive.read_bytes() == before
    with zipfile.ZipFile(archive) as opened:
        assert {info.date_time[0] for info in opened.infolist()} == {1980}


def test_the_notebook_is_valid_and_clean(template: Path) -> None:
    """The notebook is of format 4.5, without outputs or counts, and every cell has an id of its own."""
    notebook = nbformat.read(template / "backprop.ipynb", as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    assert all(cell.source.strip() for cell in notebook.cells)
    assert notebook.metadata.kernelspec.language == "python"


def test_both_forms_ask_the_same(template: Path) -> None:
    """The notebook and the .py file hold the same code, and the same places for written answers, still open."""
    cells, in_notebook = read_notebook((template / "backprop.ipynb").read_bytes())
    (script,), in_script = read_script((template / "backprop.py").read_bytes())
    written = [question.id for question in ASSIGNMENT.questions if isinstance(question, WrittenQuestion)]
    assert in_notebook == in_script == dict.fromkeys(written, "")
    for cell in cells:
        assert cell.code.strip() in script.code or cell.code.startswith(("check(", "from public_checks"))


def test_every_check_stands_below_its_question(template: Path) -> None:
    """The notebook checks every function and answer once, in the order in which they are asked."""
    cells, _ = read_notebook((template / "backprop.ipynb").read_bytes())
    checked = [cell.code for cell in cells if cell.code.startswith("check(")]
    names = [name for code in checked for name in re.findall(r'"(\w+)"', code)]
    assert names == [q.id for q in ASSIGNMENT.questions if not isinstance(q, WrittenQuestion)]


def test_the_readme_names_the_files(template: Path) -> None:
    """The README for students names each of the files that they run or hand in, and the homework."""
    text = (template / "README.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {ASSIGNMENT.title}\n")
    assert all(f"`{name}`" in text for name in ("backprop.ipynb", "backprop.py", "public_checks.py"))
    assert set(student_files(ASSIGNMENT)) == FILES
