"""grades.csv: a row a student, a column a question (RFC 4180), for people and spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from autograder.gradebook.results import Result

FIRST_COLUMNS = ("student_id", "student_name", "file", "late", "status", "score", "max_score", "problem")
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def line_of(result: Result, questions: Sequence[str]) -> str:
    """The line of one result. What is not known (not graded, not marked by a person yet) stays empty."""
    scores = {question["id"]: question["score"] for question in result["questions"]}
    return _line(
        [
            _harmless(result["student"]["id"]),
            _harmless(result["student"]["name"]),
            _harmless(result["submission"]["file"]),
            "yes" if result["submission"]["late"] else "no",
            result["status"],
            result["score"],
            result["max_score"],
            _harmless(result["problem"] or ""),
            *(scores.get(question) for question in questions),
        ]
    )


def write_table(path: Path, lines: Iterable[str], questions: Sequence[str]) -> None:
    """Write the lines below the names of the columns."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(_line([*FIRST_COLUMNS, *questions]))
        file.writelines(lines)


def _line(cells: Iterable[object]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def _harmless(text: str) -> str:
    """The text, so that no spreadsheet takes it for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
