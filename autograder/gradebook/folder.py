"""The folder of a run: results/, feedback/, grades.csv, graded.zip."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from autograder.gradebook.names import file_stem
from autograder.gradebook.results import Result, to_json
from autograder.gradebook.table import line_of, write_table
from autograder.zips import write_zip

PARTS = frozenset({"results", "feedback", "grades.csv", "graded.zip"})


def write_result(folder: Path, result: Result, page: str) -> None:
    """Write a result and its feedback page at once, so that an interrupted run keeps them. Raises OSError."""
    stem = file_stem(result["student"]["id"])
    (folder / "feedback" / f"{stem}.html").write_text(page, encoding="utf-8")
    (folder / "results" / f"{stem}.json").write_text(to_json(result), encoding="utf-8")


class Gradebook:
    """Makes the folder, counts in the results written to it one by one, and closes with the table and the zip.

    Of a result it keeps no more than a line, so that the size of a class does not matter.
    """

    def __init__(self, folder: Path, questions: Sequence[str]) -> None:
        """Make the folder, in place of an earlier run's. Raises OSError, also where it holds anything else."""
        if folder.exists() and {path.name for path in folder.iterdir()} - PARTS:
            raise FileExistsError(f"{folder} holds other files: choose a new or an empty folder")
        self.folder = folder
        self._questions = questions
        self._lines: dict[str, str] = {}
        for part in ("results", "feedback"):
            shutil.rmtree(folder / part, ignore_errors=True)
            (folder / part).mkdir(parents=True)
        for part in ("grades.csv", "graded.zip"):
            (folder / part).unlink(missing_ok=True)

    def add(self, result: Result) -> None:
        """Count in a result that is written, the same one only once; its cases are not looked at."""
        self._lines[result["student"]["id"]] = line_of(result, self._questions)

    def close(self) -> None:
        """Write grades.csv and graded.zip from what was added; what a worker wrote and could not tell goes."""
        stems = {file_stem(student) for student in self._lines}
        for path in (*self.folder.glob("results/*"), *self.folder.glob("feedback/*")):
            if path.name.rpartition(".")[0] not in stems:
                path.unlink()
        table = self.folder / "grades.csv"
        write_table(table, [line for _, line in sorted(self._lines.items())], self._questions)
        names = [table.name, *sorted(f"feedback/{stem}.html" for stem in stems)]
        write_zip(self.folder / "graded.zip", ((name, (self.folder / name).read_bytes()) for name in names))
