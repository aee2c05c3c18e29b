"""A .py file: one piece of code, and written answers in its comments."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.handed_in import Cell
from autograder.reading.text import decode
from autograder.reading.written import written_answers


def read_script(data: bytes) -> tuple[tuple[Cell, ...], dict[str, str]]:
    """The code and the written answers. Raises UnreadableError."""
    text = decode(data)
    return (Cell(0, text),), written_answers(_markdown_cells(text))


def _markdown_cells(text: str) -> Iterator[str]:
    """The runs of comment lines, without their signs; a line `# %%` opens the next cell, so it ends a run."""
    run: list[str] = []
    for line in [*text.split("\n"), "# %%"]:
        if line.startswith("#") and not line.startswith("# %%"):
            run.append(line[1:].removeprefix(" "))
        elif run and not line.strip():
            run.append("")
        elif run:
            yield "\n".join(run)
            run = []
