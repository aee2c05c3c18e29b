"""Open a download and the gradebook that goes with it: find out where they come from, or believe what is said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from autograder.handed_in import Student
from autograder.lms import blackboard, brightspace, canvas, gradescope, moodle, nbgrader, plain
from autograder.lms.claims import Claim, Download, is_gradable
from autograder.lms.csvfile import CsvError, read_csv
from autograder.lms.sheet import Sheet
from autograder.lms.system import System
from autograder.reading.containers import ContainerError, Member, members
from autograder.reading.files import read_file

SYSTEMS: dict[str, System] = {
    system.name: system
    for system in (
        *(canvas.SYSTEM, moodle.SYSTEM, gradescope.SYSTEM, blackboard.SYSTEM),
        *(brightspace.SYSTEM, nbgrader.SYSTEM, plain.SYSTEM),
    )
}


class LMS(StrEnum):
    """Where a download comes from."""

    AUTO = "auto"
    CANVAS = "canvas"
    MOODLE = "moodle"
    GRADESCOPE = "gradescope"
    BLACKBOARD = "blackboard"
    BRIGHTSPACE = "brightspace"
    NBGRADER = "nbgrader"
    PLAIN = "plain"


class DownloadError(Exception):
    """Nothing that could be graded was given; the message is a sentence for the instructor."""


@dataclass(frozen=True, slots=True)
class Course:
    """A class to be graded: the system, what was downloaded, and the gradebook, where one was given."""

    system: System
    download: Download
    sheet: Sheet | None = None


def open_course(
    path: Path, stem: str, lms: LMS = LMS.AUTO, gradebook: Path | None = None, column: str | None = None
) -> Course:
    """The claims in a file, a folder or a zip, joined to the rows of an exported gradebook. Raises DownloadError."""
    if column is not None and gradebook is None:
        raise DownloadError("--assignment names a column of the gradebook: give --gradebook too.")
    if is_gradable(path.name) and (path.is_symlink() or path.is_file()):
        if gradebook is not None:
            raise DownloadError(f"{path} is one file, and no download that a gradebook could go with.")
        return Course(plain.SYSTEM, _one_file(path))
    found = _members(path)
    system = _recognised(found, path) if lms is LMS.AUTO else SYSTEMS[lms.value]
    try:
        sheet = None if gradebook is None else _open_sheet(system, gradebook, column)
    except CsvError as error:
        raise DownloadError(str(error)) from error
    download = system.read(found, stem, sheet)
    if not download.claims:
        raise DownloadError(f"There are no submissions in {path}, read as {download.system}.")
    twice = [name for name, times in Counter(one.student.id for one in download.claims).items() if times > 1]
    if twice:
        raise DownloadError(f"Two submissions in {path} would both be called {twice[0]!r}: rename one of them.")
    if sheet is not None and not any(claim.keys for claim in download.claims):
        more = " ".join(("", *download.notes))
        raise DownloadError(f"Nobody in {path} stands in {gradebook}: is it the gradebook of this class?{more}")
    return Course(system, download, sheet)


def _one_file(path: Path) -> Download:
    student = Student(path.stem, path.stem)
    files = ((path.name, Member(path.name, partial(read_file, path))),)
    return Download("one file", (Claim(student, files, feedback=(plain.page_name(student.id),)),))


def _members(path: Path) -> list[Member]:
    if not path.exists():
        raise DownloadError(f"There is no file or folder {path}.")
    if not path.is_dir() and not (path.is_file() and path.suffix.lower() == ".zip"):
        raise DownloadError(f"{path} is neither a .py or .ipynb file nor a folder or a zip of them.")
    try:
        return members(path)
    except ContainerError as error:
        raise DownloadError(str(error)) from error


def _recognised(found: list[Member], path: Path) -> System:
    """The one LMS that recognises its own names, or a plain folder. Raises DownloadError where two do."""
    fitting = [system for system in SYSTEMS.values() if system is not plain.SYSTEM and system.recognises(found)]
    if len(fitting) > 1:
        choices = " or ".join(f"--lms {system.name}" for system in fitting)
        raise DownloadError(f"{path} could come from more than one system: say {choices}.")
    return fitting[0] if fitting else plain.SYSTEM


def _open_sheet(system: System, gradebook: Path, column: str | None) -> Sheet:
    if system.open_sheet is None:
        raise DownloadError(f"No gradebook is filled in for {system.title}: leave --gradebook out.")
    return system.open_sheet(read_csv(gradebook), column, str(gradebook))
