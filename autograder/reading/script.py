"""A .py file: one piece of code, and written answers in its comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from autograder.handed_in import Cell
from autograder.reading.text import decode
from autograder.reading.written import OPENING, written_answers

NEXT_CELL = "\n# %%"


def read_script(data: bytes) -> tuple[tuple[Cell, ...], dict[str, str]]:
    """The code and the written answers. Raises UnreadableError."""
    text = decode(data)
    return (Cell(0, text),), written_answers(_markdown_cells(text))


def _markdown_cells(text: str) -> Iterator[str]:
    """The runs of comment lines in which a mark may be, without their signs; a line `# %%` opens the next cell."""
    for cell in f"\n{text}".split(NEXT_CELL):
        if OPENING in cell:
            yield from _runs(cell.split("\n")[1:])


def _runs(lines: Iterable[str]) -> Iterator[str]:
    run: list[str] = []
    for line in lines:
        if line.startswith("#"):
            run.append(line[1:].removeprefix(" "))
        elif run and not line.strip():
            run.append("")
        elif run:
            yield "\n".join(run)
            run = []
    if run:
        yield "\n".join(run)
