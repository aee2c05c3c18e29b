"""nbgrader: submitted/STUDENT/ASSIGNMENT/ below the folder of a course.

Sources, all in jupyter/nbgrader: nbgrader/coursedir.py for the folders, nbgrader/plugins/export.py for the table, and
nbgrader/exchange/default/release_feedback.py for the feedback.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePosixPath

from autograder.handed_in import Student
from autograder.lms.claims import Claim, Download, candidates, most_are
from autograder.lms.sheet import Mark, Sheet
from autograder.lms.system import Handed, System
from autograder.reading.containers import Member, leads_out
from autograder.reading.text import UnreadableError

STEP = "submitted"
TIME_FILE = "timestamp.txt"
HEADER = ["assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score"]
HEADER += ["late_submission_penalty", "score", "max_score"]


def recognises(members: Sequence[Member]) -> bool:
    """Whether most files that could be graded are two folders below one called `submitted`."""
    return most_are((member.name for member in members), lambda name: _below_step(name) is not None)


def read(members: Sequence[Member], stem: str, sheet: Sheet | None) -> Download:
    """The claims of a course's folder; a student is known by the name of the folder."""
    ignored: list[str] = []
    by_student: dict[tuple[str, str], list[tuple[str, Member]]] = {}
    for member in members:
        below = _below_step(member.name)
        if below is None:
            ignored.append(member.name)
        else:
            student, assignment, file = below
            by_student.setdefault((student, assignment), []).append((file, member))
    claims = [_claim(who, what, files, stem) for (who, what), files in sorted(by_student.items())]
    several = sorted({assignment for _, assignment in by_student})
    notes = () if len(several) < 2 else (f"There are several assignments: {', '.join(several)}.",)
    return Download("nbgrader", tuple(claims), tuple(ignored), notes)


def _claim(who: str, what: str, files: list[tuple[str, Member]], stem: str) -> Claim:
    own = tuple((name, member) for name, member in files if name != TIME_FILE)
    counting = candidates(own, stem) or own
    page = PurePosixPath(counting[0][0]).stem if counting else what
    return Claim(
        Student(f"{who}/{what}", who),
        own,
        submitted=_time(dict(files).get(TIME_FILE)),
        keys=(f"{who}/{what}",),
        feedback=(f"feedback/{who}/{what}/{page}.html",),
    )


def _below_step(name: str) -> tuple[str, str, str] | None:
    """Student, assignment and file of a name."""
    parts = name.split("/")
    if leads_out(name) or STEP not in parts:
        return None
    below = parts[parts.index(STEP) + 1 :]
    return (below[0].strip(), below[1].strip(), "/".join(below[2:])) if len(below) > 2 else None


def _time(member: Member | None) -> datetime | None:
    """What timestamp.txt says; nothing where it is empty or not to be read."""
    if member is None:
        return None
    try:
        text = member.load().decode("utf-8", "replace").strip().removesuffix(" UTC").replace(" ", "T", 1)
        return datetime.fromisoformat(text)
    except (UnreadableError, ValueError):
        return None


def fresh(marked: Sequence[tuple[Claim, Mark]]) -> list[list[str]]:
    """The columns of nbgrader's own export; what is not known here stays empty."""
    rows = [HEADER]
    for claim, mark in marked:
        who, _, what = claim.student.id.partition("/")
        time = claim.submitted.isoformat(" ") if claim.submitted else ""
        score = f"{mark.score:g}"
        rows.append([what, "", time, who, "", "", "", score, "0", score, f"{mark.max_score:g}"])
    return rows


def next_steps(handed: Handed) -> tuple[str, ...]:
    """How pages and scores get back into a course of nbgrader."""
    return (
        f"Feedback: unpack {handed.zip} in the folder of the course, and run `nbgrader release_feedback`; through an "
        "exchange it needs each submission_secret.txt beside the page. Doing it again replaces the pages.",
        f"Scores: {handed.gradebook} has the columns of `nbgrader export`; nbgrader reads no scores from a file.",
    )


SYSTEM = System("nbgrader", "nbgrader", recognises, read, next_steps, fresh=fresh)
