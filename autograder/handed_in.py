"""The words for what students hand in, from a file in a download to code that can be run. Frozen and plain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Student:
    """`id` is unique in a run and names the student's files; `name` is what people read."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of code that runs by itself; `number` counts the notebook's cells from 1, and is 0 in a .py file."""

    number: int
    code: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as it was handed in, not yet looked into; or the one sentence that says why there is none.

    `late` is what the LMS says; `submitted` is the time, where the download tells it.
    """

    student: Student
    file: str
    data: bytes = b""
    problem: str | None = None
    late: bool = False
    submitted: datetime | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """The code and the written answers of one file."""

    entry: Entry
    cells: tuple[Cell, ...]
    written: Mapping[str, str]
