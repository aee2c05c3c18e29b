"""The notebook, run by a real kernel on a student's machine: untouched and filled in, checked, exported and graded."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

SIGN_LOST = 'def sigmoid_grad(z):\n    """Wrong."""\n    return z * np.exp(-np.abs(z))\n'

Execute = Callable[[Path], nbformat.NotebookNode]
Fill = Callable[[Mapping[str, str]], str]


@pytest.fixture(scope="module")
def execute(tmp_path_factory: pytest.TempPathFactory) -> Execute:
    """Run the notebook that lies in a folder, from top to bottom, in that folder."""
    settings = tmp_path_factory.mktemp("jupyter")

    def run(folder: Path, cells: int | None = None) -> nbformat.NotebookNode:
        with pytest.MonkeyPatch.context() as patch:
            for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR"):
                patch.setenv(name, str(settings / name.lower()))
            notebook = nbformat.read(folder / "backprop.ipynb", as_version=4)
            notebook.cells = notebook.cells[:cells]
            NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(folder)}}).execute()
        return notebook

    return run


@pytest.fixture(scope="module")
def handed_in(
    execute: Execute,
    tmp_path_factory: pytest.TempPathFactory,
    built: Path,
    notebook_with: Fill,
    solutions: dict[str, str],
) -> dict[str, tuple[nbformat.NotebookNode, Path]]:
    """The notebook after it ran, and the zip that it exported: untouched, and with the solutions."""
    found = {}
    for name, replacing in {"untouched": {}, "solved": solutions}.items():
        folder = tmp_path_factory.mktemp(name)
        with zipfile.ZipFile(built / "dist" / "backprop-by-hand-student.zip") as archive:
            archive.extractall(folder)
        desk = folder / "backprop-by-hand"
        (desk / "backprop.ipynb").write_text(notebook_with(replacing), encoding="utf-8")
        notebook = execute(desk)
        (export,) = desk.glob("backprop_*.zip")
        found[name] = notebook, export
    return found


def printed(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """What each code cell shows as plain text, by its source."""
    shown = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            texts = (o.get("text") or o.get("data", {}).get("text/plain", "") for o in cell.outputs)
            shown[cell.source] = "".join(texts)
    return shown


def grade(submissions: Path, output: Path) -> list[dict[str, Any]]:
    """The results of `autograder grade`, which must grade everything that it was given."""
    command = [sys.executable, "-m", "autograder", "grade", str(submissions), "-o", str(output)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return [json.loads(path.read_text("utf-8")) for path in sorted((output / "results").glob("*.json"))]


@pytest.mark.parametrize("name", ["untouched", "solved"])
def test_no_cell_fails(name: str, handed_in: dict[str, tuple[nbformat.NotebookNode, Path]]) -> None:
    """Run from top to bottom, no cell raises an error or writes to standard error."""
    cells = [cell for cell in handed_in[name][0].cells if cell.cell_type == "code"]
    assert not [o for cell in cells for o in cell.outputs if o.output_type == "error" or o.get("name") == "stderr"]


def test_every_check_says_what_is_not_written(
    handed_in: dict[str, tuple[nbformat.NotebookNode, Path]], checks: dict[str, Any]
) -> None:
    """In the untouched notebook every check cell shows each sentence, and that nothing is written yet."""
    shown = printed(handed_in["untouched"][0])
    for question in checks["QUESTIONS"]:
        text = shown[f'grader.check("{question}")']
        assert all(f"message: {sentence}\n" in text for sentence in checks["sentences"](question))
        assert text.count("Test case failed") == len(checks["sentences"](question))
        assert "not written yet" in text or "nothing is filled in yet" in text or "still open" in text


def test_every_check_of_a_right_notebook_passes(
    handed_in: dict[str, tuple[nbformat.NotebookNode, Path]], checks: dict[str, Any]
) -> None:
    """With the solutions filled in every check cell says that all is well, and what it looked at."""
    shown = printed(handed_in["solved"][0])
    for question in checks["QUESTIONS"]:
        first, *rest = shown[f'grader.check("{question}")'].splitlines()
        assert first == f"{question} results: All test cases passed!"
        assert [line.partition(" message: ")[2] for line in rest] == checks["sentences"](question)


def test_a_check_that_fails_says_what_is_wrong(execute: Execute, desk: Path, notebook_with: Fill) -> None:
    """Of a wrong function the check shows the sentence that does not hold and the problem, and no code of the law."""
    text = notebook_with({"sigmoid_grad": SIGN_LOST})
    (desk / "backprop.ipynb").write_text(text, encoding="utf-8")
    shown = printed(execute(desk, 10))['grader.check("sigmoid_grad")']
    assert "message: The derivative is the same at z and at -z.\n" in shown
    assert "AssertionError: sigmoid_grad(-z) and sigmoid_grad(z) differ" in shown
    assert "np.allclose" not in shown


def test_the_export_is_graded_as_it_is(
    handed_in: dict[str, tuple[nbformat.NotebookNode, Path]], tmp_path: Path
) -> None:
    """`autograder grade` takes the zip of `grader.export()`: the one notebook inside among other files."""
    notebook, export = handed_in["solved"]
    with zipfile.ZipFile(export) as archive:
        assert set(archive.namelist()) > {"backprop.ipynb", ".OTTER_LOG"}
    assert "Your submission has been exported" in str(notebook.cells[-1].outputs)
    (result,) = grade(export, tmp_path / "graded")
    assert (result["status"], result["score"]) == ("graded", result["max_score"])


def test_otter_grades_the_export_too(
    handed_in: dict[str, tuple[nbformat.NotebookNode, Path]], built: Path, tmp_path: Path
) -> None:
    """`otter run` with our zip takes the export, and finds in its log what the student's own checks found."""
    archive, (_, export) = built / "dist" / "backprop-by-hand-otter.zip", handed_in["solved"]
    command = [sys.executable, "-m", "otter", "run", "-a", str(archive), "-o", str(tmp_path), str(export)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "Total Score: 80.000 / 80.000" in done.stdout
    assert "No discrepancies found while verifying scores against the log." in done.stdout


def test_a_folder_of_exports_is_graded(
    handed_in: dict[str, tuple[nbformat.NotebookNode, Path]], tmp_path: Path
) -> None:
    """`autograder grade` takes a folder with the zips of several students, each as it was exported."""
    (tmp_path / "class").mkdir()
    for name, (_, export) in handed_in.items():
        (tmp_path / "class" / f"{name}.zip").write_bytes(export.read_bytes())
    results = grade(tmp_path / "class", tmp_path / "graded")
    assert sorted(result["score"] / result["max_score"] for result in results) == [0, 1]


def test_the_notebook_alone_takes_its_checks_from_the_zip(execute: Execute, built: Path, tmp_path: Path) -> None:
    """With nothing but the student zip beside it, as in Colab, the first cell puts the checks in place, and says so."""
    archive = built / "dist" / "backprop-by-hand-student.zip"
    (tmp_path / archive.name).write_bytes(archive.read_bytes())
    notebook = (built / "student_template" / "backprop.ipynb").read_text("utf-8")
    (tmp_path / "backprop.ipynb").write_text(notebook.replace("raise NotImplementedError", "return "), "utf-8")
    before = (tmp_path / "backprop.ipynb").read_bytes()
    ran = execute(tmp_path, 7)
    assert ran.cells[0].outputs[0].text == "Unpacking the checks.\n"
    assert "message: The result has the shape of z" in printed(ran)['grader.check("sigmoid")']
    assert (tmp_path / "backprop.ipynb").read_bytes() == before, "the student's own notebook was overwritten"


def test_the_notebook_alone_says_what_it_needs(execute: Execute, template: Path, tmp_path: Path) -> None:
    """Without the checks anywhere, the first cell says which file to put beside the notebook, and does not fail."""
    (tmp_path / "backprop.ipynb").write_bytes((template / "backprop.ipynb").read_bytes())
    (output,) = execute(tmp_path, 1).cells[0].outputs
    assert "put backprop-by-hand-student.zip beside this notebook" in output.text
