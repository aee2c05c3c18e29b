"""Brightspace: a folder for each submission, named after the student, and the export of grades.

The names of a download are known from programs that read them only; the grades from D2L's own page (Brightspace
Community, "Importing grades"). No key of a student is in the download: names are joined, where they are unique only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from autograder.handed_in import Student
from autograder.lms.claims import Claim, Download, most_are
from autograder.lms.csvfile import CsvError, CsvFile
from autograder.lms.sheet import Sheet, find_column, index_rows
from autograder.lms.system import Handed, System
from autograder.reading.containers import Member, leads_out

FOLDER = re.compile(r"(?P<ids>\d+-\d+) - (?P<who>.+) - (?P<time>[A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}[:_]?\d\d [AP]M)")
POINTS = re.compile(r" Points Grade(?: <.*>)?$")
MAXIMUM = re.compile(r"MaxPoints:(\d+(?:\.\d+)?)")
KEYS = ("OrgDefinedId", "Username")
END = "End-of-Line Indicator"


@dataclass(frozen=True, slots=True)
class _Folder:
    """The name of a folder, taken apart; `group` is empty where a student handed in alone."""

    name: str
    student: str
    group: str
    time: datetime


def recognises(members: Sequence[Member]) -> bool:
    """Whether most files that could be graded are in folders of Brightspace's."""
    return most_are((member.name for member in members), lambda name: _folder(name) is not None)


def read(members: Sequence[Member], stem: str, sheet: Sheet | None) -> Download:
    """The claims of a download: of several folders of one name the newest."""
    ignored: list[str] = []
    folders: dict[tuple[str, str], dict[_Folder, list[tuple[str, Member]]]] = {}
    for member in members:
        place = None if leads_out(member.name) else _folder(member.name)
        if place is None:
            ignored.append(member.name)
        else:
            folder, inner = place
            folders.setdefault((folder.student, folder.group), {}).setdefault(folder, []).append((inner, member))
    by_name: dict[str, list[str]] = {}
    for key, name in sheet.names.items() if sheet is not None else ():
        by_name.setdefault(_same(name), []).append(key)
    claims: list[Claim] = []
    notes: list[str] = []
    if sheet is not None and all(name == key for key, name in sheet.names.items()):
        notes.append("The gradebook has no names, and the download nothing else: export it with first and last names.")
    for (student, group), versions in sorted(folders.items()):
        keys = [key for name in _names(group, student) for key in by_name.get(_same(name), [])]
        if len(keys) > 1:
            notes.append(f"Several students in the gradebook could be {student}: no score of theirs was written.")
            claims += [_claim(folder, folder.name, files, ()) for folder, files in versions.items()]
            continue
        newest = max(versions, key=lambda folder: (folder.time, folder.name))
        claims.append(_claim(newest, f"{group} - {student}" if group else student, versions[newest], keys))
        notes += [
            f"{student}: {folder.name!r} is older than {newest.name!r}, and was not graded."
            for folder in versions
            if folder != newest
        ]
        if group:
            notes.append(f"{student} handed in for {group}: the download does not tell who else is in it.")
    return Download("Brightspace", tuple(claims), tuple(ignored), tuple(notes))


def _names(group: str, student: str) -> list[str]:
    """What the student may be called: the last part, or more of them, since a name may have ` - ` in it."""
    parts = [*group.split(" - "), student] if group else [student]
    return [" - ".join(parts[at:]) for at in range(len(parts))]


def _claim(folder: _Folder, student: str, files: list[tuple[str, Member]], keys: Sequence[str]) -> Claim:
    return Claim(
        Student(student, folder.student),
        tuple(files),
        submitted=folder.time,
        keys=tuple(keys),
        feedback=(f"{folder.name}/feedback.html",),
    )


def _folder(name: str) -> tuple[_Folder, str] | None:
    """The folder of a submission in a name, and what stands in it."""
    parts = name.split("/")
    for at, part in enumerate(parts[:-1]):
        match = FOLDER.fullmatch(part)
        if match is not None:
            group, _, student = match["who"].rpartition(" - ")
            time = _time(match["time"])
            return (_Folder(part, student, group, time), "/".join(parts[at + 1 :])) if time else None
    return None


def _time(text: str) -> datetime | None:
    digits = re.sub(r"(\d{1,2})[:_]?(\d\d) ([AP]M)$", r"\1:\2 \3", text)
    try:
        return datetime.strptime(digits, "%b %d, %Y %I:%M %p")
    except ValueError:
        return None


def _same(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def open_sheet(file: CsvFile, column: str | None, name: str) -> Sheet:
    """The places of an export of grades. Raises CsvError."""
    header = [file.value(0, at) for at in range(len(file.rows[0].raw))]
    key = next((header.index(word) for word in KEYS if word in header), None)
    if key is None:
        raise CsvError(f"{name} is no export of grades from Brightspace: it has neither OrgDefinedId nor Username.")
    named = [header.index(word) for word in ("First Name", "Last Name") if word in header]
    columns = [at for at, heading in enumerate(header) if POINTS.search(heading)]
    score = find_column(file, columns, column, name)
    numbers = range(1, len(file.rows))
    rows = index_rows({row: file.value(row, key).removeprefix("#") for row in numbers}, name)
    names = {one: " ".join(file.value(row, at) for at in named) or one for one, row in rows.items()}
    maximum = MAXIMUM.search(header[score])
    wanted = tuple(at for at, heading in enumerate(header) if at == score or heading in (*KEYS, END))
    return Sheet(file, header[score], rows, names, score, float(maximum[1]) if maximum else None, columns=wanted)


def next_steps(handed: Handed) -> tuple[str, ...]:
    """How the files get back into Brightspace."""
    if handed.gradebook is not None:
        scores = (
            f"Scores: open Grades, Enter Grades, Import, and upload {handed.gradebook}. Students see them at once "
            "where the "
            "item belongs to an assignment. Doing it again writes the same scores."
        )
    else:
        scores = (
            "Scores: open Grades, Enter Grades, Export, choose both keys, points grades, last and first name, "
            "and grade "
            "again with --gradebook FILE; the file to import is then written."
        )
    return (
        scores,
        f"Feedback: open the assignment, choose Add Feedback Files, and upload {handed.zip} as it is: its "
        "folders are named "
        "as they were downloaded. Try it with one student first.",
    )


SYSTEM = System("brightspace", "Brightspace", recognises, read, next_steps, open_sheet=open_sheet)
