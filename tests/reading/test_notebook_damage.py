"""Files that are called notebooks, and are none."""

import json
from typing import Any

import pytest

from autograder.reading.notebook import read_notebook
from autograder.reading.text import UnreadableError

CELL = {"cell_type": "code", "metadata": {}, "source": "x = 1", "outputs": [], "execution_count": None}
GOOD = {"cells": [CELL], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
SHEET = {"cells": [{"cell_type": "code", "input": "x = 1", "language": "python", "outputs": []}]}


def notebook(**changes: Any) -> bytes:
    """A good notebook with something changed."""
    return json.dumps(GOOD | changes).encode()


def kernel(**about: str) -> bytes:
    """A notebook with this kernelspec."""
    return notebook(metadata={"kernelspec": about})


def problem(data: bytes) -> str:
    """The sentence that refuses these bytes."""
    with pytest.raises(UnreadableError) as caught:
        read_notebook(data)
    return str(caught.value)


def test_the_good_one_is_read() -> None:
    """What the others here are made from is not refused."""
    assert [cell.code for cell in read_notebook(notebook())[0]] == ["x = 1"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"<!DOCTYPE html>\n<html><body>Log in</body></html>", "web page", id="a login page"),
        pytest.param(b'\xef\xbb\xbf\n\n<HTML lang="en">', "web page", id="web page with a mark"),
        pytest.param(b"%PDF-1.7\n1 0 obj\n", "not a notebook", id="PDF, its first lines"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "UTF-8", id="PDF with bytes"),
        pytest.param(b"PK\x03\x04\x14\0\0\0\x08\0", "not a text file", id="zip"),
        pytest.param(b"import numpy as np\n\nx = 1\n", "line 1", id="Python"),
        pytest.param(b'{"name": "package", "version": "1.0"}', "JSON, but not a notebook", id="other JSON"),
        pytest.param(b"[1, 2, 3]", "JSON, but not a notebook", id="a list"),
        pytest.param(b"null", "JSON, but not a notebook", id="null"),
        pytest.param(b'"nbformat"', "JSON, but not a notebook", id="a text"),
        pytest.param(notebook(nbformat="4"), "JSON, but not a notebook", id="format a text"),
        pytest.param(notebook(nbformat=None), "JSON, but not a notebook", id="format null"),
        pytest.param(notebook(nbformat=2), "format 2", id="format 2"),
        pytest.param(notebook(nbformat=99), "format 99", id="format of the future"),
        pytest.param(notebook(cells=None), "list of cells", id="cells null"),
        pytest.param(notebook(cells={"0": CELL}), "list of cells", id="cells an object"),
        pytest.param(notebook(cells=[CELL, "x = 1"]), "list of cells", id="a cell that is a text"),
        pytest.param(notebook(nbformat=3), "format 3", id="format 3 without worksheets"),
        pytest.param(notebook(nbformat=3, worksheets=3), "format 3", id="worksheets a number"),
        pytest.param(notebook(nbformat=3, worksheets=[None]), "format 3", id="worksheet null"),
        pytest.param(notebook(cells=[]), "no code", id="no cells"),
        pytest.param(notebook(cells=[{"cell_type": "markdown", "source": "x = 1"}]), "no code", id="text alone"),
        pytest.param(notebook(cells=[CELL | {"source": " \n"}]), "no code", id="an empty cell alone"),
        pytest.param(notebook(cells=[CELL] * 100_000), "100000 cells", id="100,000 cells"),
        pytest.param(
            notebook(nbformat=3, worksheets=[{"cells": SHEET["cells"] * 20_000}]), "20000 cells", id="format 3, many"
        ),
        pytest.param(kernel(name="julia-1.10", language="julia", display_name="Julia"), "julia", id="Julia"),
        pytest.param(kernel(name="ir", language="R", display_name="R"), "for R,", id="R"),
        pytest.param(notebook(metadata={"language_info": {"name": "R"}}), "for R,", id="R in Colab"),
        pytest.param(kernel(name="xcpp17", language="C++", display_name="C++17"), "C++", id="C++"),
        pytest.param(b"[" * 100_000 + b"]" * 100_000, "could have written", id="deep lists"),
        pytest.param(b'{"a":' * 100_000, "could have written", id="deep objects"),
        pytest.param(b'{"nbformat": ' + b"9" * 200_000 + b"}", "could have written", id="200,000 digits"),
        pytest.param(notebook().replace(b'"x = 1"', b'"x = \t1"'), "line 1", id="a bare tab in a text"),
    ],
)
def test_what_is_no_notebook_is_refused_with_its_reason(data: bytes, words: str) -> None:
    """One short sentence says what came in place of a notebook."""
    sentence = problem(data)
    assert words in sentence
    assert sentence.endswith(".")
    assert len(sentence) < 150
    assert "\n" not in sentence


@pytest.mark.parametrize(
    "metadata",
    [
        pytest.param({}, id="none"),
        pytest.param(None, id="null"),
        pytest.param([], id="a list"),
        pytest.param({"kernelspec": None, "language_info": "python"}, id="null kernel"),
        pytest.param({"kernelspec": {"name": "python3", "display_name": "Julia"}}, id="misleading display name"),
        pytest.param({"kernelspec": {"name": "conda-env", "language": ""}}, id="empty language"),
        pytest.param({"kernelspec": {"language": "python"}, "language_info": {"name": "ipython"}}, id="IPython"),
        pytest.param({"language_info": {"name": 3}}, id="a number"),
    ],
)
def test_a_kernel_that_is_not_said_to_be_another_is_python(metadata: object) -> None:
    """Only a notebook that names another language is refused for its kernel."""
    assert read_notebook(notebook(metadata=metadata))[0]


def test_an_unfinished_merge_is_named() -> None:
    """The marks that Git leaves in a conflict are what the student must look for."""
    lines = json.dumps(GOOD, indent=1).split("\n")
    conflict = [*lines[:6], "<<<<<<< HEAD", lines[6], "=======", lines[6], ">>>>>>> main", *lines[7:]]
    assert "Git merge" in problem("\n".join(conflict).encode())


def test_a_notebook_cut_off_anywhere_is_refused() -> None:
    """A download that broke off gives a sentence wherever it did, and mostly the one that says so."""
    data = (json.dumps(GOOD, indent=1) + "\n").encode()
    sentences = [problem(data[:end]) for end in range(1, len(data.rstrip()))]
    cut_off = sum("cut off" in sentence for sentence in sentences)
    assert cut_off > 0.8 * len(sentences)
    assert all(sentence.endswith(".") for sentence in sentences)
