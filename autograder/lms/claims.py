"""What every system's module makes of a download: for each student, the one file that counts or a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from autograder.handed_in import Entry, Student
from autograder.reading.containers import Member, members_within
from autograder.reading.submission import READERS
from autograder.reading.text import UnreadableError

MOST_LISTED = 5
ARCHIVE = ".zip"
Files = tuple[tuple[str, Member], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A student's files, under the names that the student gave them, and what becomes of the outcome.

    `keys` are the students in the LMS who get the score: one, or the members of a group, or nobody whom it is safe to
    name. `feedback` is what the feedback is called in the zip that the LMS takes: none, one name, or one a member.
    """

    student: Student
    files: Files
    late: bool = False
    submitted: datetime | None = None
    keys: tuple[str, ...] = ()
    feedback: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Download:
    """The claims in a download, the names of files that are no student's, and what else an instructor should know."""

    system: str
    claims: tuple[Claim, ...]
    ignored: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def is_gradable(name: str) -> bool:
    """Whether a file of this name can be a submission."""
    return PurePosixPath(name).suffix.lower() in READERS


def is_handed_in(name: str) -> bool:
    """Whether a file of this name can be a submission or hold one."""
    return is_gradable(name) or PurePosixPath(name).suffix.lower() == ARCHIVE


def most_are(names: Iterable[str], fits: Callable[[str], bool]) -> bool:
    """Whether most files that a student may hand in have a name that fits; a stray one does not change that."""
    handed_in = [name for name in names if is_handed_in(name)]
    return 2 * sum(map(fits, handed_in)) > len(handed_in)


def candidates(files: Files, stem: str) -> Files:
    """The files of which one can count: those that can be graded, and of several those with the expected name."""
    gradable = tuple(pair for pair in files if is_gradable(pair[0]))
    if len(gradable) > 1:
        return tuple(pair for pair in gradable if PurePosixPath(pair[0]).stem == stem) or gradable
    return gradable


def open_claim(claim: Claim, stem: str) -> Entry:
    """Load the one file that counts; a zip of the student's own is looked into where there is no other.

    A claim on which nothing can be decided becomes an entry with a problem. It never guesses.
    """
    found, files = candidates(claim.files, stem), claim.files
    archives = [pair for pair in claim.files if PurePosixPath(pair[0]).suffix.lower() == ARCHIVE]
    if not found and len(archives) == 1:
        name, archive = archives[0]
        try:
            files = tuple((f"{name}/{inner.name}", inner) for inner in members_within(archive.load()))
        except UnreadableError as error:
            return _entry(claim, name, problem=str(error))
        found = candidates(files, stem)
    elif not found and archives:
        found = tuple(archives)
    names = _listed(name for name, _ in found)
    if len(found) > 1:
        return _entry(claim, names, problem=f"Which one counts? Several files came: {names}.")
    if not found and claim.files and all(not name for name, _ in claim.files):
        found = claim.files[:1]  # a folder without a file in it: loading it says why
    if not found:
        names = _listed(name for name, _ in files) or _listed(name for name, _ in archives)
        return _entry(claim, names, problem=f"There is no .py or .ipynb file, only {names}.")
    name, member = found[0]
    try:
        return _entry(claim, name, member.load())
    except UnreadableError as error:
        return _entry(claim, name, problem=str(error))


def group(files: Sequence[tuple[Student, str, Member, bool]]) -> tuple[Claim, ...]:
    """One claim a student, sorted by id; late when any of the files is."""
    by_student: dict[Student, list[tuple[str, Member, bool]]] = {}
    for student, name, member, late in files:
        by_student.setdefault(student, []).append((name, member, late))
    return tuple(
        Claim(student, tuple((name, member) for name, member, _ in mine), any(late for *_, late in mine))
        for student, mine in sorted(by_student.items(), key=lambda item: item[0].id)
    )


def _entry(claim: Claim, file: str, data: bytes = b"", problem: str | None = None) -> Entry:
    return Entry(claim.student, file, data, problem, claim.late, claim.submitted)


def _listed(names: Iterable[str]) -> str:
    ordered = sorted(names)
    more = f" and {len(ordered) - MOST_LISTED} more" if len(ordered) > MOST_LISTED else ""
    return ", ".join(ordered[:MOST_LISTED]) + more
