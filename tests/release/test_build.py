"""`autograder build`: what is committed is what it writes."""

import re
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest

from assignment import ASSIGNMENT
from autograder.model import WrittenQuestion
from autograder.reading.notebook import read_notebook
from autograder.reading.script import read_script

CODED = [question.id for question in ASSIGNMENT.questions if not isinstance(question, WrittenQuestion)]
FILES = {
    *("README.md", "backprop.ipynb", "backprop.py", "public_checks.py", "test_public.py"),
    *(f"tests/{question}.py" for question in CODED),
}
LEFT_BEHIND = {"__pycache__", ".pytest_cache"}


def files_in(folder: Path) -> set[str]:
    """The names of all files in a folder, but for what Python and pytest leave behind."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in paths if not LEFT_BEHIND & set(path.parts)}


def test_only_the_files_for_students_are_there(template: Path, built: Path) -> None:
    """The committed folder has the files that are built, and no others."""
    assert files_in(template) == FILES
    assert files_in(built / "student_template") == FILES


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
    """No zip hangs on when it is built, nor on what stood there before."""
    archives = {path: path.read_bytes() for path in (built / "dist").glob("*.zip")}
    assert {path.name for path in archives} == {
        *("backprop-by-hand-otter.zip", "backprop-by-hand-student.zip", "gradescope-autograder.zip"),
    }
    for archive in archives:
        archive.write_bytes(b"an older one")
    (built / "dist" / "otter-master" / "autograder" / "older.py").write_text("an older one")
    command = [sys.executable, "-m", "autograder", "build", "--template", str(tmp_path)]
    subprocess.run(command, cwd=built, check=True, capture_output=True)
    for archive, before in archives.items():
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
        assert cell.code.strip() in script.code or "grader" in cell.code


def test_every_check_stands_below_its_question(template: Path) -> None:
    """The notebook checks every function and answer once, right below its place, in the order of the questions."""
    cells, _ = read_notebook((template / "backprop.ipynb").read_bytes())
    checked = [
        (match[1], above.code)
        for above, cell in pairwise(cells)
        if (match := re.fullmatch(r'grader\.check\("(\w+)"\)', cell.code))
    ]
    assert [question for question, _ in checked] == CODED
    assert all(re.match(rf"def {question}\(|{question} = ", code) for question, code in checked)


def test_the_first_and_the_last_cell_are_for_otter(template: Path) -> None:
    """The first cell sets the checks up, and the last one writes the zip to hand in, without a PDF."""
    cells, _ = read_notebook((template / "backprop.ipynb").read_bytes())
    assert cells[0].number == 1
    assert cells[0].code.startswith("# Run this cell first.")
    assert cells[-1].code.endswith("grader.export(pdf=False)")


def test_the_readme_names_the_files(template: Path) -> None:
    """The README for students names each of the files that they run or hand in, and the homework."""
    text = (template / "README.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {ASSIGNMENT.title}\n")
    assert all(f"`{name}`" in text for name in ("backprop.ipynb", "backprop.py", "public_checks.py"))
