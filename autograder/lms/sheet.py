"""Where the scores go in an exported gradebook: a row for each key, one column for the score.

Every module of an LMS finds these places in its own way; filling them in is the same for all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from autograder.lms.csvfile import CsvError, CsvFile

NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A gradebook with its places.

    `rows` and `names` go by the LMS's own key of a student. `maximum` is what the LMS gives for full marks, where the
    file tells it. `comment` is a column for a word to the student, `comment_format` the one that says how it is set.
    `columns` are those that the LMS wants back, where it does not want all.
    """

    file: CsvFile
    title: str
    rows: Mapping[str, int]
    names: Mapping[str, str]
    score: int
    maximum: float | None
    comment: int | None = None
    comment_format: int | None = None
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    columns: tuple[int, ...] | None = None

    def current(self, key: str) -> str:
        """What stands in the score cell of a student."""
        return self.file.value(self.rows[key], self.score)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a student gets: points of a maximum, and a word about them."""

    score: float
    max_score: float
    comment: str


def number_of(text: str) -> float | None:
    """The number that a cell says, with a point or a comma; nothing where it says anything else.

    A comma in front of three digits may part thousands, so that `1,234` is no number here.
    """
    text = text.strip()
    if not NUMBER.fullmatch(text) or re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", text):
        return None
    return float(text.replace(",", "."))


def locked(sheet: Sheet, key: str) -> bool:
    """Whether the score cell says a word that is not ours to replace: excused, not assigned, hidden."""
    current = sheet.current(key)
    return current not in ("", "-") and number_of(current.removesuffix("%")) is None


def fill(sheet: Sheet, marks: Mapping[str, Mark]) -> CsvFile:
    """The file with these students' scores, of the LMS's maximum; all other cells are as they were.

    A score that stands there already, to two decimals, is left in the form that it has.
    """
    comma = _has_decimal_comma(sheet)
    cells: dict[tuple[int, int], str] = {}
    for key, mark in marks.items():
        row = sheet.rows[key]
        score = scaled(mark, sheet.maximum)
        current = number_of(sheet.current(key))
        if current is None or Decimal(repr(current)) != score:
            cells[row, sheet.score] = f"{score}".replace(".", "," if comma else ".")
        if sheet.comment is not None:
            cells[row, sheet.comment] = mark.comment
        if sheet.comment_format is not None and not sheet.file.value(row, sheet.comment_format):
            cells[row, sheet.comment_format] = "HTML"
    filled = sheet.file.with_cells(cells)
    return filled if sheet.columns is None else filled.with_columns(sheet.columns)


def scaled(mark: Mark, maximum: float | None) -> Decimal:
    """The score on the scale of the LMS, to two decimals; as it is where the LMS does not tell its own."""
    score = mark.score if maximum is None or not mark.max_score else mark.score * maximum / mark.max_score
    return Decimal(repr(score)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _has_decimal_comma(sheet: Sheet) -> bool:
    values = [sheet.file.value(row, column) for row in range(len(sheet.file.rows)) for column in _numeric(sheet)]
    return any("," in value for value in values if number_of(value) is not None)


def _numeric(sheet: Sheet) -> tuple[int, int]:
    """The score column and the one behind it, which in some systems has the maximum."""
    return sheet.score, sheet.score + 1


def find_column(file: CsvFile, candidates: Sequence[int], wanted: str | None, name: str) -> int:
    """The column that is meant: by its heading or its title, or the only one. Raises CsvError with the list."""
    headings = {column: file.value(0, column) for column in candidates}
    listed = ", ".join(map(repr, headings.values()))
    if wanted is not None:
        exact = [column for column, heading in headings.items() if heading == wanted.strip()]
        found = exact or [column for column, heading in headings.items() if _titled(heading, wanted.strip())]
        if len(found) != 1:
            many = "More than one column" if found else "No column"
            raise CsvError(f"{many} for scores in {name} is called {wanted!r}. There are: {listed}.")
        return found[0]
    if not candidates:
        raise CsvError(f"{name} has no column that a score could go to; name one with --assignment.")
    if len(candidates) > 1:
        raise CsvError(f"{name} has several columns for scores; choose one with --assignment: {listed}.")
    return candidates[0]


def _titled(heading: str, title: str) -> bool:
    """Whether a heading is this title, with the id or the points that the LMS puts behind it."""
    rest = heading.removeprefix(title)
    return rest != heading and re.fullmatch(r"\s*(\(\d+\)|\[.*|Points Grade.*)", rest) is not None


def index_rows(keys: Mapping[int, str], name: str) -> dict[str, int]:
    """Row by key, from key by row; rows without a key are nobody's. Raises CsvError for a key that stands twice."""
    found: dict[str, int] = {}
    for row, key in keys.items():
        if key in found:
            raise CsvError(f"{name}: {key!r} stands in rows {found[key] + 1} and {row + 1}; no score can be placed.")
        if key:
            found[key] = row
    return found
