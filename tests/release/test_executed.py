"""The notebook, run by a real kernel: untouched, and with everything filled in."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient


@pytest.fixture
def run(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Mapping[str, str]], list[tuple[str, str]]]:
    """Run the notebook, filled in, in the student's folder: the source and the printed text of every check cell."""
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(desk.parent / name.lower()))

    def execute(replace: Callable[[str], str]) -> list[tuple[str, str]]:
        notebook = nbformat.read(desk / "backprop.ipynb", as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.source = replace(cell.source)
        client = NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(desk)}})
        client.execute()
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        assert not [o for cell in code for o in cell.outputs if o.output_type == "error" or o.get("name") == "stderr"]
        return [
            (cell.source, "".join(output.text for output in cell.outputs))
            for cell in code
            if cell.source.startswith("check(")
        ]

    return execute


@pytest.mark.parametrize(("filled", "state"), [(False, "not written"), (True, "ok")], ids=["untouched", "solved"])
def test_every_check_cell_prints_what_it_should(
    filled: bool,
    state: str,
    run: Callable[..., list[tuple[str, str]]],
    paste: Callable[..., str],
    solutions: dict[str, str],
    checks: dict[str, Any],
) -> None:
    """Run from top to bottom, every check cell prints each of its questions and, for each sentence, the right state."""
    printed = run(lambda source: paste(source, solutions) if filled else source)
    wanted = []
    for question in checks["QUESTIONS"]:
        wanted.append(question)
        wanted.extend(f"  {state:<11} {sentence}" for sentence in checks["sentences"](question))
    lines = [line for _, text in printed for line in text.splitlines()]
    problems = [line for line in lines if line.startswith(14 * " ")]
    assert [line for line in lines if line not in problems] == wanted
    assert len(problems) == (0 if filled else len(wanted) - len(checks["QUESTIONS"]))
    for source, text in printed:
        assert all(f'"{line}"' in source for line in text.splitlines() if not line.startswith(" "))
