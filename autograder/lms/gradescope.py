"""Gradescope: an export of submissions, a folder each, with an index in YAML. It takes no scores back.

The form of the index is known from programs that read it only; it is read with nothing but names, ids, addresses and
times being believed. Source of the naming: gradescope-autograders.readthedocs.io, and those programs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import yaml

from autograder.handed_in import Student
from autograder.lms.claims import Claim, Download, most_are
from autograder.lms.plain import page_name
from autograder.lms.sheet import Mark, Sheet
from autograder.lms.system import Handed, System
from autograder.reading.containers import Member, leads_out
from autograder.reading.text import UnreadableError

INDEX = "submission_metadata.yml"
FOLDER = re.compile(r"submission_\d+")
HEADER = ["Name", "SID", "Email", "Score", "Max Points", "Submission ID"]


@dataclass(frozen=True, slots=True)
class _Submitter:
    """One of those who handed in together."""

    name: str
    sid: str
    email: str

    @property
    def key(self) -> str:
        """The three in one, as the table of scores has them."""
        return "\t".join((self.name, self.sid, self.email))


def recognises(members: Sequence[Member]) -> bool:
    """Whether the index is there, or most files that could be graded are in folders of Gradescope's."""
    if any(member.path.name == INDEX for member in members):
        return True
    return most_are((member.name for member in members), lambda name: _folder(name) is not None)


def read(members: Sequence[Member], stem: str, sheet: Sheet | None) -> Download:
    """The claims of an export, a folder each; the index tells whose they are."""
    index, notes = _index(members)
    ignored: list[str] = []
    by_folder: dict[str, list[tuple[str, Member]]] = {}
    for member in members:
        place = None if leads_out(member.name) else _folder(member.name)
        if place is not None:
            by_folder.setdefault(place[0], []).append((place[1], member))
        elif member.path.name != INDEX:
            ignored.append(member.name)
    claims = []
    for folder, files in sorted(by_folder.items()):
        record = index.get(folder)
        record = record if isinstance(record, dict) else {}
        submitters = _submitters(record)
        name = ", ".join(one.name or one.email or one.sid for one in submitters) or folder
        if not submitters:
            notes.append(f"{folder}: the index does not tell who handed it in.")
        claims.append(
            Claim(
                Student(folder, name),
                tuple(files),
                submitted=_time(record.get(":created_at")),
                keys=tuple(one.key for one in submitters),
                feedback=(page_name(folder),),
            )
        )
    return Download("Gradescope", tuple(claims), tuple(ignored), tuple(notes))


def _folder(name: str) -> tuple[str, str] | None:
    """The folder of a submission in a name, and what stands in it."""
    parts = name.split("/")
    at = next((at for at, part in enumerate(parts[:-1]) if FOLDER.fullmatch(part)), None)
    return None if at is None else (parts[at], "/".join(parts[at + 1 :]))


def _index(members: Sequence[Member]) -> tuple[dict[str, Any], list[str]]:
    """The index, with every number and time as the text that it is: a leading zero of an id must not be lost."""
    member = next((member for member in members if member.path.name == INDEX), None)
    if member is None:
        return {}, [f"There is no {INDEX}: nobody can tell whose submission is whose."]
    try:
        loaded = yaml.load(member.load(), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 - texts only
    except (UnreadableError, yaml.YAMLError, RecursionError) as error:
        return {}, [
            f"{member.name} cannot be read ({type(error).__name__}): nobody can tell whose submission is whose."
        ]
    return (loaded if isinstance(loaded, dict) else {}), []


def _submitters(record: dict[str, Any]) -> list[_Submitter]:
    listed = record.get(":submitters")
    people = [person for person in listed if isinstance(person, dict)] if isinstance(listed, list) else []
    return [_Submitter(*(_text(person.get(field)) for field in (":name", ":sid", ":email"))) for person in people]


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _time(value: object) -> datetime | None:
    """A time as YAML writes it: 2026-02-01 22:58:41.000000000 Z."""
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)? ?(Z|[+-]\d\d:?\d\d)", _text(value))
    return datetime.fromisoformat(f"{match[1]}T{match[2]}{match[3]}") if match else None


def fresh(marked: Sequence[tuple[Claim, Mark]]) -> list[list[str]]:
    """A row for each submitter; a group has several."""
    rows = [HEADER]
    for claim, mark in marked:
        rows += [[*key.split("\t"), f"{mark.score:g}", f"{mark.max_score:g}", claim.student.id] for key in claim.keys]
    return rows


def next_steps(handed: Handed) -> tuple[str, ...]:
    """What the scores are good for: Gradescope takes none from a file."""
    return (
        f"Scores: {handed.gradebook} has SID and e-mail address, to join with another gradebook. Gradescope reads no "
        "scores from a file: upload the grader itself as an autograder there.",
        f"Feedback: Gradescope takes no zip of feedback; the pages are in {handed.zip}.",
    )


SYSTEM = System("gradescope", "Gradescope", recognises, read, next_steps, fresh=fresh)
