"""The folder of a run: results/, feedback/, grades.csv, and what is handed back."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from autograder.gradebook.names import file_stem
from autograder.gradebook.results import Result, to_json
from autograder.gradebook.table import row_of, write_table

FOLDERS = ("results", "feedback")
FILES = ("grades.csv", "gradebook.csv", "graded.zip", "next_steps.txt")


class Gradebook:
    """Takes results one by one as they come, and closes with the table."""

    def __init__(self, folder: Path, questions: Sequence[str]) -> None:
        """Make the folder, in place of an earlier run's. Raises OSError, also where it holds anything else."""
        if folder.exists() and {path.name for path in folder.iterdir()} - {*FOLDERS, *FILES}:
            raise FileExistsError(f"{folder} holds other files: choose a new or an empty folder")
        self.folder = folder
        self._questions = questions
        self._rows: list[dict[str, object]] = []
        for part in FOLDERS:
            shutil.rmtree(folder / part, ignore_errors=True)
            (folder / part).mkdir(parents=True)
        for part in FILES:
            (folder / part).unlink(missing_ok=True)

    def add(self, result: Result, page: str) -> None:
        """Write a result and its feedback page at once, so that an interrupted run keeps them."""
        stem = file_stem(result["student"]["id"])
        (self.folder / "results" / f"{stem}.json").write_text(to_json(result), encoding="utf-8")
        (self.folder / "feedback" / f"{stem}.html").write_text(page, encoding="utf-8")
        self._rows.append(row_of(result))

    def close(self) -> None:
        """Write grades.csv from what was added."""
        write_table(self.folder / "grades.csv", self._rows, self._questions)
