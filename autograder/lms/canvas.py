"""Canvas: a flat zip whose names carry the student, the user id and the attachment id.

Sources, all in instructure/canvas-lms: lib/content_zipper.rb for the names, the attachment model for the numbers behind
stems, lib/gradebook_exporter.rb and lib/gradebook_importer.rb for the gradebook, app/models/abstract_assignment.rb for
how feedback finds its way back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from autograder.handed_in import Student
from autograder.lms.claims import Claim, Download, candidates, most_are
from autograder.lms.csvfile import CsvError, CsvFile, unwrapped
from autograder.lms.sheet import Sheet, find_column, index_rows, number_of
from autograder.lms.system import Handed, System
from autograder.reading.containers import Member, without_outer_folder

TOTALS = (
    *("Current Score", "Current Grade", "Final Score", "Final Grade", "Current Points", "Final Points"),
    *("Override Score", "Override Grade"),
)
AGAIN = re.compile(r"-(?:\d+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.IGNORECASE)
WORD = re.compile("[LM]|Nd|Pc")  # categories of what is kept of a name
ANONYMOUS = "anon"


@dataclass(frozen=True, slots=True)
class _Name:
    """The name of an entry, taken apart. `prefix` leads to the student's attachment when feedback is uploaded."""

    student: str
    user: str
    attachment: int | None
    file: str
    late: bool
    prefix: str
    is_anonymous: bool = False
    is_sure: bool = True


def recognises(members: Sequence[Member]) -> bool:
    """Whether most files that could be graded are named as Canvas names them; a stray one does not change that."""
    return most_are(
        (name for name, _ in without_outer_folder(members)), lambda name: any(True for _ in _readings(name))
    )


def read(members: Sequence[Member], stem: str, sheet: Sheet | None) -> Download:
    """The claims of a download; a name that does not match is no student's."""
    ignored: list[str] = []
    by_user: dict[tuple[bool, str, str], list[tuple[_Name, Member]]] = {}
    for inner, member in without_outer_folder(members):
        name = _choose(list(_readings(inner)), stem, sheet)
        if name is None:
            ignored.append(member.name)
        else:
            by_user.setdefault((name.is_anonymous, name.student, name.user), []).append((name, member))
    notes: list[str] = []
    claims = [_claim(mine, stem, sheet, notes) for mine in by_user.values()]
    if any(anonymous for anonymous, *_ in by_user):
        notes.append("The grading is anonymous: feedback goes back, and scores can when Canvas shows names again.")
    return Download(
        "Canvas", tuple(sorted(claims, key=lambda claim: claim.student.id)), tuple(ignored), tuple(sorted(notes))
    )


def _claim(mine: list[tuple[_Name, Member]], stem: str, sheet: Sheet | None, notes: list[str]) -> Claim:
    first = mine[0][0]
    student = Student(f"{first.student}_{first.user}", first.student)
    named: dict[str, list[tuple[_Name, Member]]] = {}
    for pair in mine:
        named.setdefault(_as_handed_in(pair[0].file, stem), []).append(pair)
    newest: list[tuple[str, _Name, Member]] = []
    for own, versions in named.items():
        last = max(name.attachment or 0 for name, _ in versions)
        newest += [(own, name, member) for name, member in versions if (name.attachment or 0) == last]
        notes += [
            f"{student.id}: {member.name} is older than {newest[-1][2].name}, and was not graded."
            for name, member in versions
            if (name.attachment or 0) != last
        ]
    files = tuple((own, member) for own, _, member in newest)
    counting = {id(member) for _, member in candidates(files, stem)}
    ordered = sorted(mine, key=lambda pair: pair[0].attachment or 0)
    attached = [name for name, _ in ordered if name.attachment is not None]
    counted = [name for name, member in ordered if id(member) in counting]
    feedback = tuple(f"{name.prefix}_feedback.txt" for name in (counted or attached)[-1:])
    is_sure = all(name.is_sure for name, _ in mine) and not first.is_anonymous
    keys = (first.user,) if is_sure and (sheet is None or first.user in sheet.rows) else ()
    if sheet is not None and not all(name.is_sure for name, _ in mine):
        notes.append(f"{student.id}: the name can be read in more than one way, so that the student is not sure.")
    if sheet is not None and keys and _slug(sheet.names[first.user]) != _slug(first.student):
        notes.append(
            f"{student.id} is {sheet.names[first.user]!r} in the gradebook. If the name is a group's, give its other "
            "members their scores by hand: the download tells one member only."
        )
    return Claim(student, files, any(name.late for name, _ in mine), None, keys, feedback)


def _readings(entry: str) -> Iterator[_Name]:
    """The ways to take a name apart, the likeliest first: digits in the name of a student or a group make several."""
    if "/" in entry:
        return
    tokens = entry.split("_")
    lead = 1 if tokens[0] in ("LATE", "late") else 0
    if tokens[lead:][:1] == [ANONYMOUS] and len(tokens) > lead + 3 and _is_number(tokens[lead + 2]):
        prefix = "_".join(tokens[: lead + 3])
        file = "_".join(tokens[lead + 3 :])
        yield _Name(ANONYMOUS, tokens[lead + 1], int(tokens[lead + 2]), file, bool(lead), prefix, True)
    elif tokens[lead:][:1] == [ANONYMOUS] and len(tokens) == lead + 3 and tokens[-1] in ("text.html", "link.html"):
        yield _Name(ANONYMOUS, tokens[lead + 1], None, tokens[-1], bool(lead), "", True)
    for at in range(1, len(tokens) - 1):
        late = at > 1 and tokens[at - 1] in ("LATE", "late")
        student = "_".join(tokens[: at - 1 if late else at])
        if not _is_number(tokens[at]):
            continue
        if _is_number(tokens[at + 1]) and at + 2 < len(tokens) and tokens[at + 2 :] != [""]:
            end = at + 2  # the numbers that follow belong to the prefix too, whichever of them Canvas meant
            while end < len(tokens) - 1 and _is_number(tokens[end]):
                end += 1
            file = "_".join(tokens[at + 2 :])
            yield _Name(student, tokens[at], int(tokens[at + 1]), file, late, "_".join(tokens[:end]))
        elif at == len(tokens) - 2 and tokens[-1] in ("text.html", "link.html"):
            yield _Name(student, tokens[at], None, tokens[-1], late, "")


def _choose(readings: Sequence[_Name], stem: str, sheet: Sheet | None) -> _Name | None:
    """The right reading of a name; the first, and not sure, where several are possible and nothing decides.

    A student in the gradebook under the very name decides. A group's name is nobody's: then there must be one known
    user alone, in front of the file that is asked for, and among the first two readings. So nobody can bring in
    another's number by a name of their own or of a file: the file that is asked for decides against other readings.
    """
    if len(readings) < 2:
        return next(iter(readings), None)
    if sheet is None:
        return replace(readings[0], is_sure=False)
    known = [reading for reading in readings if reading.user in sheet.rows and not reading.is_anonymous]
    own = [reading for reading in known if _slug(sheet.names[reading.user]) == _slug(reading.student)]
    likely = [reading for reading in readings[:2] if reading in known and _is_expected(reading.file, stem)]
    found = own or (likely if len(known) == 1 else [])
    expected = [reading for reading in readings if _is_expected(reading.file, stem)]
    if len(found) == 1 and (not expected or found[0] in expected):
        return found[0]
    return replace(readings[0], is_sure=False)


def _is_expected(file: str, stem: str) -> bool:
    return PurePosixPath(_as_handed_in(file, stem)).stem == stem


def _as_handed_in(file: str, stem: str) -> str:
    """The student's own name for a file: Canvas puts -1, -2, ... behind the stem when it is handed in again."""
    path = PurePosixPath(file)
    rest = path.stem.removeprefix(stem)
    return f"{stem}{path.suffix}" if path.stem.startswith(stem) and AGAIN.fullmatch(rest) else file


def _is_number(token: str) -> bool:
    return token.isascii() and token.isdecimal()


def _slug(name: str) -> str:
    """A sortable name as Canvas puts it in front of a file: small letters, marks, digits and underscores."""
    letters = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).lower())
    return "".join(letter for letter in letters if WORD.match(unicodedata.category(letter)))


def open_sheet(file: CsvFile, column: str | None, name: str) -> Sheet:
    """The places of an exported gradebook. Raises CsvError."""
    header = file.rows[0].values
    if "ID" not in header or not ("Student" in header[0] or header[:2] == ("LastName", "FirstName")):
        raise CsvError(f"{name} is no gradebook exported by Canvas: it has no columns 'Student' and 'ID'.")
    if header[0] == "LastName" and file.mark:
        file = CsvFile(b"", "utf-8", file.separator, file.rows)  # the importer takes a mark for a part of LastName
    id_column = header.index("ID")
    numbers = range(1, len(file.rows))
    points = next((row for row in numbers if "Points Possible" in file.value(row, 0)), None)
    start = header.index("Section") + 1 if "Section" in header else id_column + 1
    columns = [column for column in range(start, len(header)) if _is_assignment(file, column, points)]
    score = find_column(file, columns, column, name)
    rows = index_rows({row: file.value(row, id_column) for row in numbers if row != points}, name)
    names = {key: ", ".join(unwrapped(file.value(row, at)) for at in range(id_column)) for key, row in rows.items()}
    maximum = number_of(file.value(points, score)) if points is not None else None
    return Sheet(file, file.value(0, score), rows, names, score, maximum)


def _is_assignment(file: CsvFile, column: int, points: int | None) -> bool:
    """Whether a column is an assignment's; totals carry a period in brackets too, and a note in place of points."""
    heading = file.value(0, column)
    read_only = points is not None and file.value(points, column).startswith("(")
    is_total = any(total in heading for total in TOTALS)
    return re.search(r" \(\d+\)$", heading) is not None and not read_only and not is_total


def next_steps(handed: Handed) -> tuple[str, ...]:
    """How the files get back into Canvas."""
    steps = []
    if handed.gradebook is not None:
        steps.append(
            f"Scores: in Canvas open Grades, choose Import, and upload {handed.gradebook}. Look at the preview: only "
            f"{handed.title!r} may differ. Doing it again changes nothing."
        )
    else:
        steps.append(
            "Scores: export the gradebook in Canvas (Grades, Export) and grade again with --gradebook FILE; "
            "the file to import is then written."
        )
    steps.append(
        f"Feedback: open the assignment, choose Upload Submissions, and upload {handed.zip} as it is. Do it once, and "
        "before anyone hands in again: Canvas adds a comment each time, and ignores the feedback of a student who has "
        "handed in since the download; the page that follows lists it. Students see the text under the name "
        "of their own "
        "file, as soon as they see the grade."
    )
    return tuple(steps)


SYSTEM = System("canvas", "Canvas", recognises, read, next_steps, open_sheet=open_sheet, text=True)
