"""What every system's module makes of a download: for each student, the one file that counts or a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from autograder.model import Entry, Student
from autograder.reading.containers import Member
from autograder.reading.submission import READERS
from autograder.reading.text import UnreadableError

MOST_LISTED = 5
EXPECTED_STEM = "backprop"


@dataclass(frozen=True, slots=True)
class Claim:
    """A student's files, under the names that the student gave them."""

    student: Student
    files: tuple[tuple[str, Member], ...]
    late: bool = False


@dataclass(frozen=True, slots=True)
class Download:
    """The claims in a download, and the names of files that are no student's."""

    system: str
    claims: tuple[Claim, ...]
    ignored: tuple[str, ...] = ()


def is_gradable(name: str) -> bool:
    """Whether a file of this name can be a submission."""
    return PurePosixPath(name).suffix.lower() in READERS


def open_claim(claim: Claim) -> Entry:
    """Load the one file that counts: the only one, or the only one with the expected name. It never guesses."""
    candidates = [(name, member) for name, member in claim.files if is_gradable(name)]
    if len(candidates) > 1:
        candidates = [pair for pair in candidates if PurePosixPath(pair[0]).stem == EXPECTED_STEM] or candidates
    names = _listed(name for name, _ in candidates)
    if len(candidates) > 1:
        return Entry(claim.student, names, problem=f"Which one counts? Several files came: {names}.", late=claim.late)
    if not candidates and all(not name for name, _ in claim.files):
        candidates = list(claim.files[:1])  # a folder without a file in it: loading it says why
    if not candidates:
        names = _listed(name for name, _ in claim.files)
        return Entry(claim.student, names, problem=f"There is no .py or .ipynb file, only {names}.", late=claim.late)
    name, member = candidates[0]
    try:
        return Entry(claim.student, name, member.load(), late=claim.late)
    except UnreadableError as error:
        return Entry(claim.student, name, problem=str(error), late=claim.late)


def group(files: Sequence[tuple[Student, str, Member, bool]]) -> tuple[Claim, ...]:
    """One claim a student, sorted by id; late when any of the files is."""
    by_student: dict[Student, list[tuple[str, Member, bool]]] = {}
    for student, name, member, late in files:
        by_student.setdefault(student, []).append((name, member, late))
    return tuple(
        Claim(student, tuple((name, member) for name, member, _ in mine), any(late for *_, late in mine))
        for student, mine in sorted(by_student.items(), key=lambda item: item[0].id)
    )


def _listed(names: Iterable[str]) -> str:
    ordered = sorted(names)
    more = f" and {len(ordered) - MOST_LISTED} more" if len(ordered) > MOST_LISTED else ""
    return ", ".join(ordered[:MOST_LISTED]) + more
