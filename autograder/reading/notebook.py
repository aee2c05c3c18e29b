"""A notebook, of nbformat 3 to 4.5: its code cells, and written answers in its Markdown cells.

Read by hand: nbformat's validation takes longer than all the grading. nbformat upgrades version 3.
"""

from __future__ import annotations

import json
import re
from typing import Any

from autograder.handed_in import Cell
from autograder.reading.text import UnreadableError, decode, one_newline, printable
from autograder.reading.written import written_answers

HEADING_OR_MARK = re.compile(r"\A\s*#|<!--\s*answer:")
MOST_CELLS = 2_000
SAVE_AGAIN = "save it again with a current Jupyter"


def read_notebook(data: bytes) -> tuple[tuple[Cell, ...], dict[str, str]]:
    """The code cells, numbered as the notebook's cells are from 1, and the written answers. Raises UnreadableError."""
    notebook = _parse(decode(data))
    found = _cells(notebook)
    _refuse_other_languages(notebook)
    cells = [(cell.get("cell_type"), _source(cell)) for cell in found]
    code = tuple(
        Cell(number, source) for number, (kind, source) in enumerate(cells, 1) if kind == "code" and source.strip()
    )
    if not code:
        raise UnreadableError("The notebook has no code in it.")
    return code, written_answers(_texts(cells))


def _texts(cells: list[tuple[object, str]]) -> list[str]:
    """The Markdown cells; one without a heading or a mark goes on with the cell above it, as after a split."""
    texts: list[str] = []
    goes_on = False
    for kind, source in cells:
        is_text = kind == "markdown"
        if is_text and goes_on and not HEADING_OR_MARK.search(source):
            texts[-1] += f"\n\n{source}"
        elif is_text:
            texts.append(source)
        goes_on = is_text
    return texts


def _parse(text: str) -> dict[str, Any]:
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype", "<html")):
        raise UnreadableError("The file is a web page, not a notebook: download the .ipynb file itself.")
    try:
        notebook = json.loads(text)
    except json.JSONDecodeError as error:
        if re.search(r"^(<{7}|>{7}) ", text, re.MULTILINE):
            raise UnreadableError("The notebook has the marks of an unfinished Git merge in it.") from error
        if error.pos >= len(text.rstrip()) - 1 or "Unterminated" in error.msg:
            raise UnreadableError("The notebook is cut off before its end: save it and hand it in again.") from error
        raise UnreadableError(f"The file is not a notebook: its JSON breaks off at line {error.lineno}.") from error
    except (RecursionError, ValueError) as error:  # lists in lists in lists, or a number of a million digits
        raise UnreadableError("The file is not a notebook that Jupyter could have written.") from error
    if not isinstance(notebook, dict) or not isinstance(notebook.get("nbformat"), int):
        raise UnreadableError("The file is JSON, but not a notebook.")
    return notebook


def _cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    version = notebook["nbformat"]
    if version not in (3, 4):
        raise UnreadableError(f"The notebook is of format {version}, which is not read here: {SAVE_AGAIN}.")
    cells = notebook.get("cells") if version == 4 else _upgrade(notebook)
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise UnreadableError(f"The notebook has no proper list of cells: {SAVE_AGAIN}.")
    if len(cells) > MOST_CELLS:
        raise UnreadableError(f"The notebook has {len(cells)} cells; at most {MOST_CELLS} are read.")
    return cells


def _upgrade(notebook: dict[str, Any]) -> object:
    """The cells of a version 3 notebook, as version 4 has them: one list, headings as Markdown."""
    try:
        cells = [cell for sheet in notebook["worksheets"] for cell in sheet["cells"]]
        return [_as_version_4(cell) for cell in cells]
    except (KeyError, TypeError, AttributeError) as error:
        raise UnreadableError(f"The notebook is of format 3, and it is damaged: {SAVE_AGAIN}.") from error


def _as_version_4(cell: dict[str, Any]) -> dict[str, Any]:
    kind = cell["cell_type"]
    if kind == "code":
        return {"cell_type": kind, "source": cell.get("input")}
    return {"cell_type": "markdown" if kind == "heading" else kind, "source": cell.get("source")}


def _refuse_other_languages(notebook: dict[str, Any]) -> None:
    metadata = notebook.get("metadata")
    for key, name in (("kernelspec", "language"), ("language_info", "name")):
        about = metadata.get(key) if isinstance(metadata, dict) else None
        language = about.get(name) if isinstance(about, dict) else None
        if isinstance(language, str) and language and "python" not in language.lower():
            shown = re.sub(r"[^\w+#]", "", language)[:20]
            raise UnreadableError(f"The notebook is written for {shown}, not for Python: choose a Python kernel.")


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return printable(one_newline(source)) if isinstance(source, str) else ""
