"""The folder of a run: results/, feedback/, grades.csv, graded.zip."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from autograder.gradebook.names import file_stem
from autograder.gradebook.results import Result, to_json
from autograder.gradebook.table import row_of, write_table
from autograder.zips import write_zip

PARTS = frozenset({"results", "feedback", "grades.csv", "graded.zip"})


class Gradebook:
    """Takes results one by one as they come, and closes with the table and the zip."""

    def __init__(self, folder: Path, questions: Sequence[str]) -> None:
        """Make the folder, in place of an earlier run's. Raises OSError, also where it holds anything else."""
        if folder.exists() and {path.name for path in folder.iterdir()} - PARTS:
            raise FileExistsError(f"{folder} holds other files: choose a new or an empty folder")
        self.folder = folder
        self._questions = questions
        self._rows: list[dict[str, object]] = []
        self._pages: list[Path] = []
        for part in ("results", "feedback"):
            shutil.rmtree(folder / part, ignore_errors=True)
            (folder / part).mkdir(parents=True)
        for part in ("grades.csv", "graded.zip"):
            (folder / part).unlink(missing_ok=True)

    def add(self, result: Result, page: str) -> None:
        """Write a result and its feedback page at once, so that an interrupted run keeps them."""
        stem = file_stem(result["student"]["id"])
        (self.folder / "results" / f"{stem}.json").write_text(to_json(result), encoding="utf-8")
        path = self.folder / "feedback" / f"{stem}.html"
        path.write_text(page, encoding="utf-8")
        self._rows.append(row_of(result))
        self._pages.append(path)

    def close(self) -> None:
        """Write grades.csv and graded.zip from what was added."""
        table = self.folder / "grades.csv"
        write_table(table, self._rows, self._questions)
        files = [table, *sorted(self._pages)]
        named = ((path.relative_to(self.folder).as_posix(), path.read_bytes()) for path in files)
        write_zip(self.folder / "graded.zip", named)
