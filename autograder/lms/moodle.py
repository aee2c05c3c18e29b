"""Moodle: a folder (or a prefix) a participant, and the offline grading worksheet.

Sources, all below mod/assign in moodle/moodle: classes/downloader.php for the names, feedback/file/importziplib.php for
how feedback finds its way back, gradingtable.php and feedback/offline/importgradeslib.php for the worksheet.
Its headings are in the language of the instructor, so that columns are told by their order, which is fixed, and by what
stands in them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.handed_in import Student
from autograder.lms.claims import Claim, Download, candidates, most_are
from autograder.lms.csvfile import CsvError, CsvFile
from autograder.lms.sheet import Sheet, find_column, index_rows, number_of
from autograder.lms.system import Handed, System
from autograder.reading.containers import Member, leads_out

PART = re.compile(r"(?P<name>[^_]*)(?:_(?P<id>\d+))?_assignsubmission_(?P<plugin>[a-z]+)(?P<rest>_.*)?")
IDENTIFIER = re.compile(r"(?P<word>.*?)\s*(?P<id>\d+)$")
FORBIDDEN = re.compile(r"""[\x00-\x1f\x7f&<>"'`|:\\/]""")
FIRST_GROUP_COLUMN = 2  # behind the identifier and the full name


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a file stood: whose it is, as the name says, and what feedback in the same place would be called."""

    name: str
    id: str
    plugin: str
    file: str
    feedback: str


def recognises(members: Sequence[Member]) -> bool:
    """Whether most files that could be graded are below a name of Moodle's."""
    return most_are((member.name for member in members), lambda name: _place(name) is not None)


def read(members: Sequence[Member], stem: str, sheet: Sheet | None) -> Download:
    """The claims of a download; of a group's submission one claim, with the keys of all its members."""
    ignored: list[str] = []
    by_student: dict[tuple[str, str], list[tuple[_Place, Member]]] = {}
    for member in members:
        place = None if leads_out(member.name) else _place(member.name)
        if place is None:
            ignored.append(member.name)
        else:
            by_student.setdefault((place.name, place.id), []).append((place, member))
    notes: list[str] = []
    claims = [_claim(mine, stem, sheet, notes) for _, mine in sorted(by_student.items())]
    return Download("Moodle", tuple(claims), tuple(ignored), tuple(notes))


def _claim(mine: list[tuple[_Place, Member]], stem: str, sheet: Sheet | None, notes: list[str]) -> Claim:
    files = tuple((place.file, member) for place, member in mine)
    counting = {id(member) for _, member in candidates(files, stem)}
    by_worth = sorted(mine, key=lambda pair: (id(pair[1]) not in counting, pair[0].plugin != "file"))
    place = by_worth[0][0]
    student = Student(f"{place.name}_{place.id}" if place.id else place.name, place.name)
    if sheet is None:
        keys = (place.id,) if place.id else ()
        if not keys:
            notes.append(f"{student.id}: a group without a number; --gradebook tells who its members are.")
        return Claim(student, files, keys=keys, feedback=(place.feedback,) if place.id else ())
    if place.id in sheet.rows and _is_participant(place.name, sheet, place.id):
        return Claim(student, files, keys=(place.id,), feedback=(place.feedback,))
    members = sheet.groups.get(_cleaned(place.name), ())
    if members:
        notes.append(f"{student.id} is a group; its outcome goes to {'; '.join(sheet.names[key] for key in members)}.")
    return Claim(student, files, keys=members, feedback=tuple(_member_place(place, key, sheet) for key in members))


def _place(name: str) -> _Place | None:
    """The place in a name: the outermost part that Moodle made decides, as it does when feedback is uploaded."""
    parts = name.rstrip("/").split("/")
    for at, part in enumerate(parts):
        match = PART.fullmatch(part)
        if match is None:
            continue
        inner = "/".join(parts[at + 1 :])
        flat = (match["rest"] or "").removeprefix("_")
        is_folder = at < len(parts) - 1 or name.endswith("/")
        if not is_folder and not flat:
            continue
        feedback = f"{part}/feedback.html" if is_folder else f"{part.removesuffix(flat)}feedback.html"
        return _Place(
            unicodedata.normalize("NFC", match["name"]),
            match["id"] or "",
            match["plugin"],
            inner if is_folder else flat,
            feedback,
        )
    return None


def _member_place(place: _Place, key: str, sheet: Sheet) -> str:
    """The place of one member's feedback: a group's number in it could be another participant's."""
    return f"{_cleaned(_identifier(sheet, key))}_{key}_assignsubmission_{place.plugin}/feedback.html"


def _is_participant(name: str, sheet: Sheet, key: str) -> bool:
    """Whether the participant of this number is called so, or by the word that hides the name.

    The number alone does not tell: that in a group's folder is the group's.
    """
    return any(_is_same(name, one) for one in (sheet.file.value(sheet.rows[key], 1), _identifier(sheet, key)))


def _identifier(sheet: Sheet, key: str) -> str:
    """The word in front of a participant's number, in the language of the worksheet."""
    return sheet.file.value(sheet.rows[key], 0).removesuffix(key).strip()


def _cleaned(name: str) -> str:
    """A name as Moodle writes it into a file name."""
    return FORBIDDEN.sub("", unicodedata.normalize("NFC", name).replace("_", " ")).strip()


def _is_same(one: str, other: str) -> bool:
    """Whether two names have the same words, in any order: given and family name may change places."""
    return sorted(_cleaned(one).casefold().split()) == sorted(_cleaned(other).casefold().split())


def open_sheet(file: CsvFile, column: str | None, name: str) -> Sheet:
    """The places of an offline grading worksheet. Raises CsvError."""
    numbers = [row for row in range(1, len(file.rows)) if file.value(row, 0)]
    if not numbers or not all(IDENTIFIER.fullmatch(file.value(row, 0)) for row in numbers):
        raise CsvError(
            f"{name} is no grading worksheet of Moodle: its first column should have the numbers of participants."
        )
    width = len(file.rows[0].raw)
    for row in numbers:
        if len(file.rows[row].raw) != width:
            raise CsvError(f"{name}: row {row + 1} has {len(file.rows[row].raw)} cells, and the heading {width}.")
    score = find_column(file, _grade_columns(file, numbers, column is not None), column, name)
    rows = index_rows({row: IDENTIFIER.sub(r"\g<id>", file.value(row, 0)) for row in numbers}, name)
    names = {key: f"{file.value(row, 0)}, {file.value(row, 1)}" for key, row in rows.items()}
    maximum = number_of(file.value(numbers[0], score + 1))
    groups = _groups(file, rows, score)
    return Sheet(file, file.value(0, score), rows, names, score, maximum, groups=groups)


def _grade_columns(file: CsvFile, rows: Sequence[int], is_named: bool) -> list[int]:
    """Where grades can stand: in front of a column with the same maximum in every row, and none above it."""
    if is_named:
        return list(range(1, len(file.rows[0].raw)))
    found = []
    for column in range(1, len(file.rows[0].raw) - 1):
        maxima = {number_of(file.value(row, column + 1)) for row in rows}
        grades = [file.value(row, column) for row in rows]
        most = maxima.pop() if len(maxima) == 1 else None
        if most and all(not grade or ((n := number_of(grade)) is not None and 0 <= n <= most) for grade in grades):
            found.append(column)
    return found


def _groups(file: CsvFile, rows: dict[str, int], score: int) -> dict[str, tuple[str, ...]]:
    """The members of each group: who has its name in one and the same column. What stands in several is left out."""
    found: dict[str, dict[int, list[str]]] = {}
    for column in range(FIRST_GROUP_COLUMN, score):
        for key, row in rows.items():
            if name := _cleaned(file.value(row, column)):
                found.setdefault(name, {}).setdefault(column, []).append(key)
    return {name: tuple(*columns.values()) for name, columns in found.items() if len(columns) == 1}


def next_steps(handed: Handed) -> tuple[str, ...]:
    """How the files get back into Moodle."""
    steps = []
    if handed.gradebook is not None:
        steps.append(
            "Scores: open the assignment, View all submissions, Upload grading worksheet, and upload "
            f"{handed.gradebook}, "
            "with Moodle in the language of the export. Where grades stand already, tick 'Allow updating records that "
            "have been modified more recently than the spreadsheet'. Doing it again changes nothing."
        )
    else:
        steps.append(
            "Scores: in the assignment switch on the feedback type Offline grading worksheet, download the "
            "worksheet, and "
            "grade again with --gradebook FILE; the file to upload is then written."
        )
    steps.append(
        "Feedback: switch on the feedback type Feedback files, choose Upload multiple feedback files in a "
        "zip, and upload "
        f"{handed.zip} as it is. Doing it again replaces the files."
    )
    if handed.gradebook is None:
        steps.append(
            "If students hand in as groups, do not upload this zip: a group's number may be another "
            "participant's. Grade "
            "again with --gradebook, and each member gets a copy."
        )
    return tuple(steps)


SYSTEM = System("moodle", "Moodle", recognises, read, next_steps, open_sheet=open_sheet)
