"""A plain folder or zip: a file a student, named after the student, or a folder a student."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from autograder.gradebook.names import file_stem
from autograder.handed_in import Student
from autograder.lms.claims import Download, group, is_handed_in
from autograder.lms.sheet import Sheet
from autograder.lms.system import Handed, System
from autograder.reading.containers import Member


def recognises(members: Sequence[Member]) -> bool:
    """Anything can be a plain folder; it is what a download is when no LMS is recognised."""
    return bool(members)


def read(members: Sequence[Member], stem: str, sheet: Sheet | None) -> Download:
    """The claims of a folder; a file at the top that cannot be graded is no student's."""
    outer = _common_folder(members)
    files: list[tuple[Student, str, Member, bool]] = []
    ignored: list[str] = []
    for member in members:
        top, *rest = member.path.parts[outer:]
        is_folder = bool(rest) or member.name.endswith("/")
        if not is_folder and not is_handed_in(top):
            ignored.append(member.name)
            continue
        key = top if is_folder else PurePosixPath(top).stem
        files.append((Student(key, key), "/".join(rest) if is_folder else top, member, False))
    claims = (replace(claim, feedback=(page_name(claim.student.id),)) for claim in group(files))
    return Download("a plain folder", tuple(claims), tuple(ignored))


def page_name(student: str) -> str:
    """What a student's page is called where no LMS asks for a name of its own."""
    return f"feedback/{file_stem(student)}.html"


def next_steps(handed: Handed) -> tuple[str, ...]:
    """Who gets what; nothing is uploaded."""
    return (f"{handed.zip} has the table and a page for each student, named after the files that came.",)


def _common_folder(members: Sequence[Member]) -> int:
    """How many outer folders to look through: one, when a zip wraps the folders of several students in it."""
    tops = {member.path.parts[0] for member in members}
    deep = all(len(member.path.parts) > 1 for member in members)
    wraps = deep and len({member.path.parts[1] for member in members}) > 1
    nested = any(len(member.path.parts) > 2 for member in members) or len(members) > 2
    return 1 if len(tops) == 1 and wraps and nested else 0


SYSTEM = System("plain", "a plain folder", recognises, read, next_steps, along=("grades.csv",))
