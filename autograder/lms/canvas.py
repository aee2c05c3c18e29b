"""Canvas: a flat zip whose names carry the student, the user id and the attachment id.

Source of the naming: instructure/canvas-lms, lib/content_zipper.rb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from autograder.lms.claims import Download, group, is_gradable
from autograder.model import Student
from autograder.reading.containers import Member

NAME = re.compile(r"(?P<name>[^/]*?)(?:_(?P<late>LATE|late))?_(?P<user>\d+)_(?P<attachment>\d+)_(?P<file>[^/]+)")


def recognises(members: Sequence[Member]) -> bool:
    """Whether most files that could be graded are named as Canvas names them; a stray one does not change that."""
    gradable = [member.name for member in members if is_gradable(member.name)]
    return 2 * sum(NAME.fullmatch(name) is not None for name in gradable) > len(gradable)


def read(members: Sequence[Member]) -> Download:
    """The claims of a download; a name that does not match is no student's."""
    files, ignored = [], []
    for member in members:
        match = NAME.fullmatch(member.name)
        if match is None:
            ignored.append(member.name)
            continue
        student = Student(f"{match['name']}_{match['user']}", match["name"])
        # Canvas puts -1, -2, ... behind the stem of a file that was handed in again.
        name = re.sub(r"^(backprop)-\d+(\.\w+)$", r"\1\2", match["file"])
        files.append((student, name, member, match["late"] is not None))
    return Download("Canvas", group(files), tuple(ignored))
