"""A gradebook file as it was exported: cells are read and replaced, and every other byte stays as it was.

Python's csv module forgets which cells were quoted, where lines ended and how; an LMS may mind, and a diff does.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder.reading.files import read_file
from autograder.reading.text import UnreadableError

SEPARATORS = (",", ";", "\t")
QUOTED = r'"[^"]*+(?:""[^"]*+)*+"'
ENCODINGS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class CsvError(Exception):
    """A file that is no table; the message is a sentence for the instructor."""


@dataclass(frozen=True)
class Row:
    """The cells of a row as they stand in the file, quotes and all, and the end of its line."""

    raw: tuple[str, ...]
    end: str

    @cached_property
    def values(self) -> tuple[str, ...]:
        """What the cells say."""
        return tuple(value_of(raw) for raw in self.raw)


@dataclass(frozen=True)
class CsvFile:
    """A table, row by row; `mark` is the byte order mark that the file began with, if any."""

    mark: bytes
    encoding: str
    separator: str
    rows: tuple[Row, ...]

    def value(self, row: int, column: int) -> str:
        """What a cell says, without blanks around it; nothing where the row is too short."""
        values = self.rows[row].values
        return values[column].strip() if column < len(values) else ""

    def with_cells(self, cells: dict[tuple[int, int], str]) -> CsvFile:
        """The same file with other values in some cells, by row and column. Raises IndexError for a missing cell."""
        rows = list(self.rows)
        for (row, column), value in cells.items():
            raw = list(rows[row].raw)
            raw[column] = self._written(value, like=raw[column])
            rows[row] = Row(tuple(raw), rows[row].end)
        return CsvFile(self.mark, self.encoding, self.separator, tuple(rows))

    def with_columns(self, columns: Sequence[int]) -> CsvFile:
        """The same file with these columns only."""
        rows = (Row(tuple(row.raw[at] for at in columns if at < len(row.raw)), row.end) for row in self.rows)
        return CsvFile(self.mark, self.encoding, self.separator, tuple(rows))

    def to_bytes(self) -> bytes:
        """The file."""
        text = "".join(self.separator.join(row.raw) + row.end for row in self.rows)
        return self.mark + text.encode(self.encoding)

    def _written(self, value: str, like: str) -> str:
        must = any(character in value for character in (self.separator, '"', "\r", "\n"))
        return quoted(value) if must or like.startswith('"') else value


def value_of(raw: str) -> str:
    """What a cell says."""
    return raw[1:-1].replace('""', '"') if len(raw) > 1 and raw[0] == raw[-1] == '"' else raw


def quoted(value: str) -> str:
    """A cell in quotes."""
    return '"' + value.replace('"', '""') + '"'


def unwrapped(value: str) -> str:
    """A name without the ="..." that keeps a spreadsheet from taking it for a formula."""
    return value_of(value[1:]) if value.startswith('="') and value.endswith('"') and len(value) > 2 else value


def read_csv(path: Path) -> CsvFile:
    """A file as it was exported. Raises CsvError."""
    try:
        data = read_file(path)
    except UnreadableError as error:
        raise CsvError(f"{path}: {error}") from error
    return parse_csv(data, str(path))


def parse_csv(data: bytes, name: str) -> CsvFile:
    """The table in these bytes; `name` is for the sentence of a CsvError."""
    if data.startswith(b"PK"):
        raise CsvError(f"{name} is a workbook or a zip: export the gradebook as CSV.")
    mark = next((mark for mark in ENCODINGS if data.startswith(mark)), b"")
    encoding = ENCODINGS.get(mark, "utf-8")
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise CsvError(f"{name} is neither UTF-8 nor marked as UTF-16: export it again as UTF-8.") from error
    if "\0" in text or not text.strip():
        raise CsvError(f"{name} is no table: " + ("it has NUL characters in it." if text.strip() else "it is empty."))
    tables = [(separator, _parsed(text, separator, name)) for separator in SEPARATORS]
    separator, rows = max(tables, key=lambda table: len(table[1][0].raw))  # the first of equals
    for number, row in enumerate(rows, 1):
        if any(raw.startswith('"') and not _is_whole(raw) for raw in row.raw):
            raise CsvError(f"{name}: a quote in row {number} is not closed properly.")
    return CsvFile(mark, encoding, separator, rows)


def _parsed(text: str, separator: str, name: str) -> tuple[Row, ...]:
    end = rf"(?={separator}|\r|\n|\Z)"
    cell = re.compile(rf"(=?{QUOTED}{end}|[^{separator}\r\n]*)({separator}|\r\n|\r|\n|\Z)")
    rows: list[Row] = []
    cells: list[str] = []
    at = 0
    while at < len(text) or cells:
        match = cell.match(text, at)
        if match is None:
            raise CsvError(f"{name}: row {len(rows) + 1} cannot be read.")
        cells.append(match[1])
        if match[2] != separator:
            rows.append(Row(tuple(cells), match[2]))
            cells = []
        at = match.end()
    return tuple(rows)


def _is_whole(raw: str) -> bool:
    return re.fullmatch(QUOTED, raw) is not None
