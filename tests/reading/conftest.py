"""The homework, solved, as each editor would save it; and the real grader to hand it to."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from assignment import ASSIGNMENT
from autograder.grades import Grade
from autograder.grading.prepared import Prepared, prepare
from autograder.grading.submissions import grade_entry
from autograder.handed_in import Entry, Student
from autograder.model import WrittenQuestion
from autograder.release.code import answer_solved, solved
from autograder.release.document import Code, Fill, Markdown, document, to_notebook, to_script
from autograder.sandbox.limits import Limits
from autograder.sandbox.slot import Slot

Source = tuple[str, str]  # kind of cell, text
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def answered(question: WrittenQuestion) -> str:
    """A made-up answer that tells which question it belongs to."""
    return f"Because of {question.id}: $a < b$ & so on — σ′ ≤ ¼.\n\nSecond paragraph."


SOLVED = document(ASSIGNMENT, Fill(solved, answer_solved, answered))
WRITTEN = {q.id: answered(q) for q in ASSIGNMENT.questions if isinstance(q, WrittenQuestion)}


@pytest.fixture(scope="session")
def written() -> dict[str, str]:
    """What stands under the mark of each written question in the solved homework."""
    return WRITTEN


@pytest.fixture
def solved_cells() -> list[Source]:
    """The cells of the solved notebook, in order."""
    kinds = {Markdown: "markdown", Code: "code"}
    return [(kinds[type(block)], block.text.strip()) for block in SOLVED]


@pytest.fixture(scope="session")
def solved_files() -> dict[str, bytes]:
    """The solved homework as the package itself writes it, by suffix."""
    return {".ipynb": to_notebook(SOLVED).encode(), ".py": to_script(SOLVED).encode()}


@pytest.fixture(scope="session")
def prepared() -> Prepared:
    """The assignment, drawn from its own seed."""
    return prepare(ASSIGNMENT)


@pytest.fixture(scope="session")
def grade(prepared: Prepared, slot_for: Callable[[Limits], Slot]) -> Callable[[bytes, str], Grade]:
    """The grade of a file that is handed in with these bytes."""

    def grade_file(data: bytes, name: str = "backprop.ipynb") -> Grade:
        return grade_entry(Entry(Student("one", "One"), name, data), prepared, slot_for(Limits(call_seconds=2.0)))

    return grade_file


@pytest.fixture(scope="session")
def save_as() -> dict[str, Callable[[Sequence[Source]], bytes]]:
    """The editors, by name: each makes the bytes of a notebook with these cells."""
    return {
        "jupyter": jupyter,
        "vscode": vscode,
        "vscode-windows": lambda cells: vscode([(kind, text.replace("\n", "\r\n")) for kind, text in cells]),
        "colab": colab,
        "nbformat-3": version_3,
    }


def lines(text: str) -> list[str]:
    """A source as editors store it: a list of lines that keep their ends."""
    return text.splitlines(keepends=True)


def outputs(count: int) -> list[dict[str, Any]]:
    """One output of each kind, as Jupyter stores them."""
    return [
        {"name": "stdout", "output_type": "stream", "text": ["<script>alert(1)</script>\n"]},
        {"name": "stderr", "output_type": "stream", "text": ["RuntimeWarning: overflow encountered in exp\n"]},
        {"data": {"text/plain": ["0.25"]}, "execution_count": count, "metadata": {}, "output_type": "execute_result"},
        {
            "data": {"image/png": PIXEL, "text/plain": ["<Figure size 640x480 with 1 Axes>"]},
            "metadata": {"needs_background": "light"},
            "output_type": "display_data",
        },
        {
            "ename": "NameError",
            "evalue": "name 'x' is not defined",
            "output_type": "error",
            "traceback": ["\x1b[0;31mNameError\x1b[0m: name 'x' is not defined"],
        },
    ]


LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": "3.12.4",
}


def jupyter(cells: Sequence[Source]) -> bytes:
    """JupyterLab: nbformat 4.5, ids, outputs, execution counts out of order, a pasted image."""
    written = []
    for number, (kind, text) in enumerate(cells):
        cell = {"cell_type": kind, "id": f"{number:08x}-4c1d", "metadata": {}, "source": lines(text)}
        if kind == "code":
            cell |= {"execution_count": 100 - number, "outputs": outputs(100 - number), "metadata": {"tags": []}}
        elif number == 0:
            cell |= {"attachments": {"image.png": {"image/png": PIXEL}}}
        written.append(dict(sorted(cell.items())))
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": LANGUAGE, "widgets": {}}
    notebook = {"cells": written, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()


def vscode(cells: Sequence[Source]) -> bytes:
    """VS Code: nbformat 4.2 without ids, a language id in each cell, an interpreter's hash."""
    written: list[dict[str, Any]] = []
    for kind, text in cells:
        if kind == "code":
            language = {"vscode": {"languageId": "python"}}
            code = {"execution_count": None, "metadata": language, "outputs": []}
            written.append({"cell_type": "code", **code, "source": lines(text)})
        else:
            written.append({"cell_type": kind, "metadata": {}, "source": lines(text)})
    kernel = {"display_name": ".venv", "language": "python", "name": "python3"}
    metadata = {
        "kernelspec": kernel,
        "language_info": LANGUAGE,
        "orig_nbformat": 4,
        "vscode": {"interpreter": {"hash": "31f2aee4e71d21fbe5cf8b01ff0e069b9275f58929596ceb00d14d90e3e16cd6"}},
    }
    notebook = {"cells": written, "metadata": metadata, "nbformat": 4, "nbformat_minor": 2}
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()


def colab(cells: Sequence[Source]) -> bytes:
    """Colab: nbformat 4.0, its own ids in the metadata, ASCII escapes, no language in the kernel's name."""
    written = []
    for number, (kind, text) in enumerate(cells):
        own: dict[str, Any] = {"id": f"vXfw3Q5g{number:04d}"}
        cell: dict[str, Any] = {"cell_type": kind, "source": lines(text), "metadata": own}
        if kind == "code":
            own |= {"colab": {"base_uri": "https://localhost:8080/", "height": 34}, "outputId": "e0a1-77"}
            cell |= {"execution_count": number, "outputs": outputs(number)}
        written.append(cell)
    metadata = {
        "colab": {"provenance": [], "toc_visible": True},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python"},
        "accelerator": "GPU",
    }
    return json.dumps({"nbformat": 4, "nbformat_minor": 0, "metadata": metadata, "cells": written}, indent=2).encode()


def version_3(cells: Sequence[Source]) -> bytes:
    """IPython 2: worksheets, headings as cells, `input` and `prompt_number`, old names of outputs."""
    written: list[dict[str, Any]] = [
        {"cell_type": "heading", "level": 1, "metadata": {}, "source": ["My homework"]},
    ]
    for number, (kind, text) in enumerate(cells, 1):
        if kind == "code":
            old = [
                {"output_type": "stream", "stream": "stdout", "text": ["hello\n"]},
                {"metadata": {}, "output_type": "pyout", "prompt_number": number, "text": ["0.25"]},
                {"metadata": {}, "output_type": "display_data", "png": PIXEL, "text": ["<Figure>"]},
                {"ename": "NameError", "evalue": "x", "output_type": "pyerr", "traceback": ["NameError: x"]},
            ]
            code = {"collapsed": False, "input": lines(text), "language": "python", "metadata": {}, "outputs": old}
            written.append({"cell_type": "code", **code, "prompt_number": number})
        else:
            written.append({"cell_type": kind, "metadata": {}, "source": lines(text)})
    metadata = {"name": "", "signature": "sha256:6c2f0de93e6f4e3b2a9c"}
    sheets = [{"cells": written, "metadata": {}}]
    notebook = {"metadata": metadata, "nbformat": 3, "nbformat_minor": 0, "worksheets": sheets}
    return json.dumps(notebook, indent=1).encode()
