"""A plain folder or zip: a file a student, named after the student, or a folder a student."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from autograder.lms.claims import Download, group, is_gradable
from autograder.model import Student
from autograder.reading.containers import Member


def read(members: Sequence[Member]) -> Download:
    """The claims of a folder; a file at the top that cannot be graded is no student's."""
    outer = _common_folder(members)
    files: list[tuple[Student, str, Member, bool]] = []
    ignored: list[str] = []
    for member in members:
        top, *rest = member.path.parts[outer:]
        is_folder = bool(rest) or member.name.endswith("/")
        if not is_folder and not is_gradable(top):
            ignored.append(member.name)
            continue
        key = top if is_folder else PurePosixPath(top).stem
        files.append((Student(key, key), "/".join(rest) if is_folder else top, member, False))
    return Download("a plain folder", group(files), tuple(ignored))


def _common_folder(members: Sequence[Member]) -> int:
    """How many outer folders to look through: one, when a zip wraps the folders of several students in it."""
    tops = {member.path.parts[0] for member in members}
    deep = all(len(member.path.parts) > 1 for member in members)
    wraps = deep and len({member.path.parts[1] for member in members}) > 1
    nested = any(len(member.path.parts) > 2 for member in members) or len(members) > 2
    return 1 if len(tops) == 1 and wraps and nested else 0
