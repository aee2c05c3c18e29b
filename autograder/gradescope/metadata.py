"""Who handed in and when: submission_metadata.json (gradescope/autograder_samples, docs/submission_metadata.md)."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.handed_in import Student

UNKNOWN = Student("unknown", "unknown")


def read_metadata(path: Path) -> tuple[Student, bool]:
    """The student, or the group as one, and whether it was late; late is what came after the due date.

    The vendor may change the file at any time, so what is not as documented is unknown, and in time: it must not keep
    a submission from being graded.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return UNKNOWN, False
    return _student(found), _is_late(found)


def _student(found: Any) -> Student:
    try:
        users = [(str(user["id"]), str(user["name"])) for user in found["users"]]
    except (LookupError, TypeError):
        return UNKNOWN
    return Student("+".join(id_ for id_, _ in users), ", ".join(name for _, name in users)) if users else UNKNOWN


def _is_late(found: Any) -> bool:
    try:
        created, due = (datetime.fromisoformat(text) for text in (found["created_at"], found["assignment"]["due_date"]))
        return created > due
    except (LookupError, TypeError, ValueError):
        return False
