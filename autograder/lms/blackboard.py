"""Blackboard Learn: a flat zip with a text file for each attempt, and the gradebook for working offline.

The names of a download are known from programs that read them only; the gradebook from Blackboard's own pages
(library.blackboard.com, "Uploading or Downloading Grade Center Items for Working Offline").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from autograder.handed_in import Student
from autograder.lms.claims import Claim, Download, most_are
from autograder.lms.csvfile import CsvError, CsvFile
from autograder.lms.sheet import Sheet, find_column, index_rows
from autograder.lms.system import Handed, System
from autograder.reading.containers import Member, without_outer_folder
from autograder.reading.text import UnreadableError

NAME = re.compile(r"(?P<who>[^/]+?)_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:(?P<about>\.txt)|_(?P<file>[^/]+))")
COLUMN = re.compile(r"\|\s*\d+\s*$")
TOTAL = re.compile(r"\[Total Pts:\s*(?:up to\s+)?(\d+(?:[.,]\d+)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _About:
    """What the text file of an attempt tells: who handed in, and what the stored files were called."""

    name: str
    username: str
    originals: dict[str, str]


def recognises(members: Sequence[Member]) -> bool:
    """Whether most files that could be graded are named as attempts."""
    return most_are((name for name, _ in without_outer_folder(members)), lambda name: NAME.fullmatch(name) is not None)


def read(members: Sequence[Member], stem: str, sheet: Sheet | None) -> Download:
    """The claims of a download: of several attempts the newest."""
    ignored: list[str] = []
    attempts: dict[str, dict[str, list[tuple[re.Match[str], Member]]]] = {}
    for inner, member in without_outer_folder(members):
        match = NAME.fullmatch(inner)
        if match is None:
            ignored.append(member.name)
        else:
            attempts.setdefault(match["who"], {}).setdefault(match["time"], []).append((match, member))
    abouts = {
        who: next((_about(one) for match, one in by_time[max(by_time)] if match["about"]), _About("", "", {}))
        for who, by_time in attempts.items()
    }
    titles = {_title(who, about) for who, about in abouts.items()} - {""}
    title = titles.pop() if len(titles) == 1 else ""
    notes: list[str] = []
    claims: list[Claim] = []
    for who, by_time in sorted(attempts.items()):
        newest = max(by_time)
        username = _username(who, abouts[who], title)
        keys = (username,) if username and (sheet is None or username in sheet.rows) else ()
        claim = _claim(who, username, keys, newest, by_time[newest], abouts[who])
        claims.append(claim)
        older = sorted(set(by_time) - {newest})
        notes += [f"{claim.student.id}: the attempt of {time} is older than that of {newest}." for time in older]
    return Download("Blackboard", tuple(claims), tuple(ignored), tuple(notes))


def _claim(
    who: str,
    username: str,
    keys: tuple[str, ...],
    time: str,
    files: list[tuple[re.Match[str], Member]],
    about: _About,
) -> Claim:
    own = [(about.originals.get(member.path.name, match["file"]), member) for match, member in files if match["file"]]
    texts = [(member.path.name, member) for match, member in files if match["about"]]
    return Claim(
        Student(username or who, about.name or username or who),
        tuple(own or texts),
        submitted=datetime.strptime(time, "%Y-%m-%d-%H-%M-%S"),  # the zone is not told
        keys=keys,
        feedback=(f"{username}/feedback.html",) if username else (),
    )


def _title(who: str, about: _About) -> str:
    """The assignment in ASSIGNMENT_USERNAME, where the text file tells the username; else nothing."""
    return who.removesuffix(f"_{about.username}") if about.username and who.endswith(f"_{about.username}") else ""


def _username(who: str, about: _About, title: str) -> str:
    """The username in ASSIGNMENT_USERNAME, where both may have underscores; nothing if it stays unclear.

    The text file tells it, or the title that the text files of all others agree on. What stands in the gradebook tells
    nothing: `two` would fit the file of `s_two`.
    """
    if _title(who, about):
        return about.username
    if title and who.startswith(f"{title}_"):
        return who.removeprefix(f"{title}_")
    return who.rpartition("_")[2] if who.count("_") == 1 else ""


def _about(member: Member) -> _About:
    """Read the text file; what a student wrote into it stands between the headings that count."""
    try:
        text = member.load().decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except UnreadableError:
        return _About("", "", {})
    who = re.match(r"Name: (?P<name>.*?) ?\((?P<username>[^()]*)\)[ \t]*(?:\n|$)", text)
    _, _, files = text.rpartition("\n\nFiles:")
    pairs = re.findall(r"Original filename: (.*)\n\s*Filename: (.*)", files)
    originals = {stored.strip(): original.strip() for original, stored in pairs}
    return _About(who["name"] if who else "", who["username"] if who else "", originals)


def open_sheet(file: CsvFile, column: str | None, name: str) -> Sheet:
    """The places of a gradebook for working offline. Raises CsvError."""
    header = [file.value(0, at) for at in range(len(file.rows[0].raw))]
    if "Username" not in header:
        raise CsvError(f"{name} is no gradebook of Blackboard: it has no column 'Username'.")
    username = header.index("Username")
    columns = [at for at, heading in enumerate(header) if COLUMN.search(heading)]
    score = find_column(file, columns, column, name)
    rows = index_rows({row: file.value(row, username) for row in range(1, len(file.rows))}, name)
    names = {key: _shown(file, header, row, key) for key, row in rows.items()}
    total = TOTAL.search(header[score])
    maximum = float(total[1].replace(",", ".")) if total else None
    # With several grade columns nothing tells which one the feedback is about.
    words = {word: at for at, word in enumerate(header) if len(columns) == 1}
    comment, form = words.get("Feedback to Learner"), words.get("Feedback Format")
    return Sheet(file, header[score], rows, names, score, maximum, comment, form)


def _shown(file: CsvFile, header: list[str], row: int, key: str) -> str:
    parts = [file.value(row, header.index(word)) for word in ("Last Name", "First Name") if word in header]
    return f"{', '.join(parts)} ({key})" if any(parts) else key


def next_steps(handed: Handed) -> tuple[str, ...]:
    """How the files get back into Blackboard."""
    if handed.gradebook is not None:
        scores = (
            f"Scores: in the Grade Center choose Work Offline, Upload, and upload {handed.gradebook}. Doing it again "
            "writes the same scores, and overwrites what was entered by hand since."
        )
    else:
        scores = (
            "Scores: in the Grade Center choose Work Offline, Download, the one column with its comments, and "
            "grade again "
            "with --gradebook FILE; a line of feedback then goes along with each score."
        )
    return (
        scores,
        f"Feedback: Blackboard takes no zip of feedback. {handed.zip} has a folder for each username, to "
        "attach by hand.",
    )


SYSTEM = System("blackboard", "Blackboard", recognises, read, next_steps, open_sheet=open_sheet)
