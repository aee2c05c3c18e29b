"""What a module knows of one LMS, in the form that all of them share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from autograder.lms.claims import Claim, Download
from autograder.lms.csvfile import CsvFile
from autograder.lms.sheet import Mark, Sheet
from autograder.reading.containers import Member


@dataclass(frozen=True, slots=True)
class Handed:
    """What is to be handed back, by name: a gradebook where there is one, with the title of its column."""

    zip: str
    gradebook: str | None
    title: str


@dataclass(frozen=True, slots=True)
class System:
    """One LMS.

    `read` makes claims of the members of a download, given the expected file stem and the gradebook, if there is one.
    `open_sheet` finds the places in an exported gradebook, given the column that is asked for and the name of the file;
    `fresh` makes the rows of a table of scores, for systems that have none to be filled in. Feedback is HTML, or
    `text` where the LMS shows no HTML; `along` names files of the run that go into the zip with it.
    """

    name: str
    title: str
    recognises: Callable[[Sequence[Member]], bool]
    read: Callable[[Sequence[Member], str, Sheet | None], Download]
    next_steps: Callable[[Handed], tuple[str, ...]]
    open_sheet: Callable[[CsvFile, str | None, str], Sheet] | None = None
    fresh: Callable[[Sequence[tuple[Claim, Mark]]], list[list[str]]] | None = None
    text: bool = False
    along: tuple[str, ...] = ()
