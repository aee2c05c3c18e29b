"""One entry, read by what its name says that it is."""

from __future__ import annotations

from pathlib import PurePath

from autograder.handed_in import Entry, Submission
from autograder.reading.notebook import read_notebook
from autograder.reading.script import read_script
from autograder.reading.text import UnreadableError

READERS = {".py": read_script, ".ipynb": read_notebook}


def read_submission(entry: Entry) -> Submission:
    """The code and the written answers of an entry. Raises UnreadableError, with a sentence for the student."""
    if entry.problem is not None:
        raise UnreadableError(entry.problem)
    reader = READERS.get(PurePath(entry.file).suffix.lower())
    if reader is None:
        raise UnreadableError("Hand in a notebook (.ipynb) or a Python file (.py).")
    cells, written = reader(entry.data)
    return Submission(entry, cells, written)
