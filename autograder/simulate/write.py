"""Write a make-believe class as an LMS would hand it out."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from autograder.model import Assignment
from autograder.simulate.attempts import submissions
from autograder.simulate.layouts import LAYOUTS, Person
from autograder.zips import write_zip

MAXIMUM = 100


def write_class(path: Path, assignment: Assignment, size: int, seed: int, lms: str) -> list[Path]:
    """Write a zip of `size` distinct submissions, and the gradebook beside it where the LMS exports one.

    One student more stands in the gradebook and has handed in nothing. Raises OSError, also where something else than a
    zip would be lost.
    """
    layout = LAYOUTS[lms]
    if path.exists() and not zipfile.is_zipfile(path):
        raise FileExistsError(f"{path} is there already, and is no zip: choose another name")
    people = [Person(number) for number in range(1, size + 2)]

    def files() -> Iterator[tuple[str, bytes]]:
        for person, (suffix, text) in zip(people, submissions(assignment, size, seed), strict=False):
            name = f"{assignment.file_stem}{suffix}"
            for placed, data in layout.places(person, assignment, name):
                yield placed, text.encode() if data is None else data.encode()
        for name, text in layout.extras(people[:size], assignment):
            yield name, text.encode()

    write_zip(path, files())
    if layout.gradebook is None:
        return [path]
    gradebook = path.with_name(f"{path.stem}-gradebook.csv")
    table = io.StringIO(newline="")
    csv.writer(table, lineterminator="\n").writerows(layout.gradebook(people, assignment, MAXIMUM))
    gradebook.write_text(table.getvalue(), encoding="utf-8", newline="")
    return [path, gradebook]
