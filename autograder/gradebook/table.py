"""grades.csv: a row a student, a column a question (RFC 4180), for people and spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from autograder.gradebook.results import Result

FIRST_COLUMNS = ("student_id", "student_name", "file", "late", "status", "score", "max_score", "problem")
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def row_of(result: Result) -> dict[str, object]:
    """The row of one result. What is not known (not graded, not marked by a person yet) stays empty."""
    row: dict[str, object] = {
        "student_id": _harmless(result["student"]["id"]),
        "student_name": _harmless(result["student"]["name"]),
        "file": _harmless(result["submission"]["file"]),
        "late": "yes" if result["submission"]["late"] else "no",
        "status": result["status"],
        "score": result["score"],
        "max_score": result["max_score"],
        "problem": _harmless(result["problem"] or ""),
    }
    return row | {question["id"]: question["score"] for question in result["questions"]}


def write_table(path: Path, rows: Iterable[dict[str, object]], questions: Sequence[str]) -> None:
    """Write the rows, in the order of the student ids."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*FIRST_COLUMNS, *questions], restval="", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: str(row["student_id"])))


def _harmless(text: str) -> str:
    """The text, so that no spreadsheet takes it for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
