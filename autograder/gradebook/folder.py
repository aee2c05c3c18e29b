"""The folder of a run: results/, feedback/, grades.csv, and what is handed back."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from autograder.gradebook.names import file_stem
from autograder.gradebook.results import Result, to_json
from autograder.gradebook.table import line_of, write_table

FOLDERS = ("results", "feedback")
FILES = ("grades.csv", "gradebook.csv", "graded.zip", "next_steps.txt")


def write_result(folder: Path, result: Result, page: str) -> None:
    """Write a result and its feedback page at once, so that an interrupted run keeps them. Raises OSError."""
    stem = file_stem(result["student"]["id"])
    (folder / "feedback" / f"{stem}.html").write_bytes(page.encode())
    (folder / "results" / f"{stem}.json").write_bytes(to_json(result).encode())


class Gradebook:
    """Makes the folder, counts in the results written to it one by one, and closes with the table.

    Of a result it keeps no more than a line, so that the size of a class does not matter.
    """

    def __init__(self, folder: Path, questions: Sequence[str]) -> None:
        """Make the folder, in place of an earlier run's. Raises OSError, also where it holds anything else."""
        there = {path.name for path in folder.iterdir()} if folder.exists() else set()
        if there and (there - {*FOLDERS, *FILES} or not there & set(FOLDERS)):
            raise FileExistsError(f"{folder} holds other files: choose a new or an empty folder")
        self.folder = folder
        self._questions = questions
        self._lines: dict[str, str] = {}
        for part in FOLDERS:
            shutil.rmtree(folder / part, ignore_errors=True)
            (folder / part).mkdir(parents=True)
        for part in FILES:
            (folder / part).unlink(missing_ok=True)

    def add(self, result: Result) -> None:
        """Count in a result that is written, the same one only once; its cases are not looked at."""
        self._lines[result["student"]["id"]] = line_of(result, self._questions)

    def close(self) -> None:
        """Write grades.csv from what was added; what a worker wrote and could not tell goes."""
        stems = {file_stem(student) for student in self._lines}
        for path in (path for part in FOLDERS for path in (self.folder / part).iterdir()):
            if path.name.rpartition(".")[0] not in stems:
                path.unlink()
        write_table(self.folder / "grades.csv", [line for _, line in sorted(self._lines.items())], self._questions)
