"""Notebooks as Jupyter, VS Code, Colab and old IPython save them, graded from end to end."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import nbformat
import pytest

from autograder.grades import Grade
from autograder.reading.notebook import read_notebook

Source = tuple[str, str]
Save = Callable[[Sequence[Source]], bytes]
MAKERS = ["jupyter", "vscode", "vscode-windows", "colab", "nbformat-3"]


@pytest.mark.parametrize("maker", MAKERS)
def test_a_right_notebook_earns_all_points_whoever_saved_it(
    maker: str,
    save_as: dict[str, Save],
    solved_cells: list[Source],
    grade: Callable[..., Grade],
    written: dict[str, str],
) -> None:
    """Every automatic point is earned, and every written answer arrives whole."""
    got = grade(save_as[maker](solved_cells))
    assert (got.problem, got.score) == (None, got.max_score)
    assert {question.id: question.answer for question in got.questions if question.kind == "written"} == written


@pytest.mark.parametrize("minor", range(6))
def test_every_minor_version_of_format_4_is_read(
    minor: int, solved_files: dict[str, bytes], grade: Callable[..., Grade]
) -> None:
    """From 4.0 to 4.5, with ids in the last one only and with a source as one text."""
    notebook = json.loads(solved_files[".ipynb"])
    notebook["nbformat_minor"] = minor
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
        if minor < 5:
            del cell["id"]
    got = grade(json.dumps(notebook).encode())
    assert (got.problem, got.score) == (None, got.max_score)


@pytest.mark.parametrize("maker", [maker for maker in MAKERS if maker != "nbformat-3"])
def test_cells_count_as_they_stand_in_the_notebook(maker: str, save_as: dict[str, Save]) -> None:
    """Numbers count all cells from 1, and the source comes back letter by letter."""
    cells = [("markdown", "# Title"), ("code", "x = 1\ny = 2"), ("raw", "raw = 1"), ("code", "  "), ("code", "z = 3")]
    code, _ = read_notebook(save_as[maker](cells))
    assert [(cell.number, cell.code.splitlines()) for cell in code] == [(2, ["x = 1", "y = 2"]), (5, ["z = 3"])]


def test_headings_of_format_3_count_as_cells(save_as: dict[str, Save]) -> None:
    """An upgraded notebook keeps its order and its numbers, headings included."""
    code, _ = read_notebook(save_as["nbformat-3"]([("code", "x = 1"), ("markdown", "text"), ("code", "y = 2")]))
    assert [(cell.number, cell.code) for cell in code] == [(2, "x = 1"), (4, "y = 2")]


def test_several_worksheets_are_read_in_order() -> None:
    """Format 3 could hold more than one sheet; none is dropped."""
    sheets = [
        {"cells": [{"cell_type": "code", "input": [source], "language": "python", "metadata": {}, "outputs": []}]}
        for source in ("x = 1", "y = 2")
    ]
    notebook = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": "homework"}, "worksheets": sheets}
    code, _ = read_notebook(json.dumps(notebook).encode())
    assert [cell.code for cell in code] == ["x = 1", "y = 2"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: b"\xef\xbb\xbf" + data, id="byte order mark"),
        pytest.param(lambda data: data.replace(b"\n", b"\r\n"), id="Windows line ends"),
        pytest.param(lambda data: b"\n \n" + data + b"\n\n", id="white space around"),
        pytest.param(lambda data: json.dumps(json.loads(data)).encode(), id="on one line"),
        pytest.param(lambda data: data.replace(b'"cells": [', b'"cells": [], "cells": [', 1), id="key given twice"),
        pytest.param(lambda data: data.replace(b'"nbformat": 4', b'"x": NaN, "nbformat": 4', 1), id="NaN"),
        pytest.param(lambda data: data.replace(b'"nbformat": 4', b'"x": -Infinity, "nbformat": 4', 1), id="Infinity"),
        pytest.param(lambda data: data.replace(b'"nbformat": 4', b'"x": 1e999, "nbformat": 4', 1), id="huge number"),
    ],
)
def test_how_the_file_was_saved_costs_nothing(
    change: Callable[[bytes], bytes], solved_files: dict[str, bytes], grade: Callable[..., Grade]
) -> None:
    """Whatever Jupyter would still open is read, with all its points."""
    changed = change(solved_files[".ipynb"])
    assert changed != solved_files[".ipynb"]
    got = grade(changed)
    assert (got.problem, got.score) == (None, got.max_score)


def with_cells(data: bytes, *cells: dict[str, Any]) -> bytes:
    """The notebook with more cells in front."""
    notebook = json.loads(data)
    notebook["cells"] = [*cells, *notebook["cells"]]
    return json.dumps(notebook).encode()


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param({"cell_type": "code", "source": None}, id="source null"),
        pytest.param({"cell_type": "code", "source": 7}, id="source a number"),
        pytest.param({"cell_type": "code", "source": {"a": 1}}, id="source an object"),
        pytest.param({"cell_type": "code", "source": ["x = 1\n", None, 3, "y = 2"]}, id="lines null and number"),
        pytest.param({"cell_type": "code"}, id="no source"),
        pytest.param({}, id="empty cell"),
        pytest.param({"cell_type": "diagram", "source": "raise SystemExit"}, id="unknown type"),
        pytest.param({"cell_type": ["code"], "source": "raise SystemExit"}, id="type a list"),
        pytest.param({"cell_type": "raw", "source": "def sigmoid(z): return 0"}, id="raw"),
        pytest.param({"cell_type": "code", "source": "x = '\ud800'"}, id="half of a surrogate pair"),
        pytest.param({"cell_type": "code", "source": "x = '\0'"}, id="NUL in a source"),
        pytest.param({"cell_type": "markdown", "source": "\ud800 \0"}, id="surrogate and NUL in text"),
        pytest.param({"cell_type": "code", "source": "x = 1", "outputs": "none", "id": 3}, id="outputs and id wrong"),
    ],
)
def test_an_odd_cell_costs_nothing_but_itself(
    cell: dict[str, Any], solved_files: dict[str, bytes], grade: Callable[..., Grade]
) -> None:
    """A cell that no editor would write leaves the other cells all their points."""
    got = grade(with_cells(solved_files[".ipynb"], cell))
    assert (got.problem, got.score) == (None, got.max_score)


def test_megabytes_of_outputs_cost_nothing(solved_files: dict[str, bytes], grade: Callable[..., Grade]) -> None:
    """Eight megabytes of plots are ignored, and the notebook is graded."""
    picture = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "iVBORw0K" * 1_000_000}}
    plotted = {"cell_type": "code", "metadata": {}, "execution_count": 1, "source": "1 + 1", "outputs": [picture]}
    data = with_cells(solved_files[".ipynb"], plotted)
    assert len(data) > 8_000_000
    got = grade(data)
    assert (got.problem, got.score) == (None, got.max_score)


@pytest.mark.parametrize("maker", MAKERS)
def test_the_samples_here_are_true_notebooks(maker: str, save_as: dict[str, Save], solved_cells: list[Source]) -> None:
    """Jupyter's own library takes every sample of this folder as valid in its own version."""
    notebook = nbformat.reader.reads(save_as[maker](solved_cells).decode())
    nbformat.validate(notebook)
    assert notebook["nbformat"] == (3 if maker == "nbformat-3" else 4)
