"""Whole classes of odd names, for every LMS: what we write is read back, and nothing lands under another's key.

Each test plays the LMS: it names the files as the LMS would, exports a gradebook, and reads what comes back by keys.
"""

import csv
import io
import re
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.lms import handback
from autograder.lms.csvfile import read_csv
from autograder.lms.download import LMS, SYSTEMS, open_course
from autograder.lms.outcomes import outcome_of, result_of
from autograder.lms.sheet import Mark, Sheet

WriteRun = Callable[..., Path]
LETTERS = st.characters(categories=["L", "M", "Nd"], exclude_characters="\u0000")
ODD = st.sampled_from(
    ["_", "_7_", "_1001_", " ", "'", '"', ",", ";", "=", "+", "-", "@", "(", ")", " - ", "LATE", "\u0301"]
)
NAMES = st.lists(st.one_of(st.text(LETTERS, min_size=1, max_size=4), ODD), min_size=1, max_size=5).map("".join)


@dataclass(frozen=True)
class Student:
    """One of a class; the number is the LMS's own."""

    number: int
    given: str
    family: str
    score: int
    hands_in: bool


def classes() -> st.SearchStrategy[list[Student]]:
    """Classes in which names repeat, numbers do not, and some hand in nothing."""
    names = st.one_of(NAMES, st.sampled_from(["Ann", "One", "=One", "Two_1001", "anon"]))
    person = st.tuples(names, names, st.booleans())
    people = st.lists(person, min_size=1, max_size=6)
    return people.map(
        lambda all_: [
            Student(1000 + at, given, family, 3 + 11 * at, hands_in)
            for at, (given, family, hands_in) in enumerate(all_)
        ]
    )


@dataclass(frozen=True)
class Lms:
    """How an LMS names a student's file and exports its gradebook, and how it reads both kinds of file again."""

    entry: Callable[[Student], str]
    gradebook: Callable[[list[Student]], list[list[str]]]
    key: Callable[[Student], str]
    score: str
    owner: Callable[[str], str]


def slug(student: Student) -> str:
    """A name as Canvas writes it in front of a file."""
    return "".join(
        c for c in f"{student.family}{student.given}".lower() if re.match("[LM]|Nd|Pc", unicodedata.category(c))
    )


def cleaned(student: Student) -> str:
    """A name as Moodle writes it in front of a number."""
    return re.sub(r"""[\x00-\x1f\x7f&<>"'`|:\\/]""", "", f"{student.given} {student.family}".replace("_", " "))


def canvas_rows(people: list[Student]) -> list[list[str]]:
    """A gradebook of Canvas's."""
    names = [f"{one.family}, {one.given}" for one in people]
    names = [f'="{name}"' if name.startswith("=") else name for name in names]
    rows = [[name, str(one.number), "A", "", "N/A"] for name, one in zip(names, people, strict=True)]
    return [["Student", "ID", "Section", "HW (1)", "Final Score"], ["    Points Possible", "", "", "80", ""], *rows]


def moodle_rows(people: list[Student]) -> list[list[str]]:
    """A worksheet of Moodle's."""
    header = ["Identifier", "Full name", "Status", "Grade", "Maximum grade", "Feedback comments"]
    names = [f"{one.given} {one.family}" for one in people]
    return [header] + [
        [f"Participant {one.number}", name, "Submitted", "", "80.00", name]
        for name, one in zip(names, people, strict=True)
    ]


def blackboard_rows(people: list[Student]) -> list[list[str]]:
    """A gradebook of Blackboard's."""
    header = ["Last Name", "First Name", "Username", "HW [Total Pts: 80 Score] |12"]
    return [header] + [[one.family, one.given, f"u{one.number}", ""] for one in people]


def brightspace_rows(people: list[Student]) -> list[list[str]]:
    """An export of Brightspace's."""
    header = ["Username", "Last Name", "First Name", "HW Points Grade <Numeric MaxPoints:80>", "End-of-Line Indicator"]
    return [header] + [[f"#u{one.number}", one.family, one.given, "", "#"] for one in people]


ALL = {
    LMS.CANVAS: Lms(
        lambda one: f"{slug(one)}_{one.number}_{50000 + one.number}_backprop.py",
        canvas_rows,
        lambda one: str(one.number),
        "HW (1)",
        lambda name: str(int(re.findall(r"(?<=_)5\d{4}(?=_)", name)[-1]) - 50000),
    ),
    LMS.MOODLE: Lms(
        lambda one: f"{cleaned(one)}_{one.number}_assignsubmission_file/backprop.py",
        moodle_rows,
        lambda one: str(one.number),
        "Grade",
        lambda name: name.split("_")[1],
    ),
    LMS.BLACKBOARD: Lms(
        lambda one: f"HW_1_u{one.number}_attempt_2026-02-01-23-59-10_backprop.py",
        blackboard_rows,
        lambda one: f"u{one.number}",
        "HW [Total Pts: 80 Score] |12",
        lambda name: name.split("/")[0],
    ),
    LMS.BRIGHTSPACE: Lms(
        lambda one: f"{one.number}-2 - {re.sub('/', '', f'{one.given} {one.family}')} - Feb 1, 2026 926 PM/backprop.py",
        brightspace_rows,
        lambda one: f"u{one.number}",
        "HW Points Grade <Numeric MaxPoints:80>",
        lambda name: f"u{name.split('-')[0]}",
    ),
}


def grade(lms: LMS, people: list[Student], folder: Path, write_run: WriteRun) -> dict[str, str]:
    """Download, grade and hand back; what stands in the score column afterwards, by key."""
    model = ALL[lms]
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        for one in people:
            if one.hands_in:
                archive.writestr(model.entry(one), str(one.number))
                if lms is LMS.BLACKBOARD:
                    about = f"Name: {one.given} {one.family} (u{one.number})\nAssignment: HW_1\n"
                    archive.writestr(model.entry(one).replace("_backprop.py", ".txt"), about)
    table = io.StringIO(newline="")
    csv.writer(table, lineterminator="\r\n").writerows(model.gradebook(people))
    (folder / "export.csv").write_bytes(table.getvalue().encode())
    course = open_course(folder / "class.zip", "backprop", lms, folder / "export.csv")
    score = {str(one.number): one.score for one in people}
    scores = {claim.student.id: score[claim.files[0][1].load().decode()] for claim in course.download.claims}
    assert len(scores) == len(course.download.claims), "two claims have one id"
    run = write_run(folder / "graded", scores)
    claims = course.download.claims
    handback.hand_back(run, course, [outcome_of(claim, result_of(run, claim), commented=True) for claim in claims])
    with (folder / "graded" / "gradebook.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, strict=True)
    key = {LMS.CANVAS: "ID", LMS.MOODLE: "Identifier"}.get(lms, "Username")
    return {
        row[header.index(key)].removeprefix("Participant ").removeprefix("#"): row[header.index(model.score)]
        for row in rows
        if row[header.index(key)]
    }


def check(lms: LMS, people: list[Student], write_run: WriteRun) -> int:
    """Everybody has the own score, and the own feedback, or none; returns how many have a score."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        after = grade(lms, people, folder, write_run)
        assert after.keys() == {ALL[lms].key(one) for one in people}
        for one in people:
            assert after[ALL[lms].key(one)] in ({"", f"{one.score}.00"} if one.hands_in else {""})
            assert after[ALL[lms].key(one)] or not (one.hands_in and lms in (LMS.MOODLE, LMS.BLACKBOARD))
        with zipfile.ZipFile(folder / "graded" / "graded.zip") as archive:
            surely = lms in (LMS.MOODLE, LMS.BLACKBOARD)
            assert not surely or len(archive.namelist()) == sum(one.hands_in for one in people)
            for entry in archive.namelist():
                (one,) = (one for one in people if ALL[lms].key(one) == ALL[lms].owner(entry))
                assert one.hands_in
                assert f" {one.score} of 80" in archive.read(entry).decode()
                place, wanted = entry.rpartition("/")[0], ALL[lms].entry(one).rpartition("/")[0]
                assert lms is LMS.BLACKBOARD or place == wanted
        again = SYSTEMS[lms.value].open_sheet
        assert again is not None
        sheet = again(read_csv(folder / "graded" / "gradebook.csv"), None, "gradebook.csv")
        assert {key: sheet.current(key) for key in sheet.rows} == after
        return sum(score != "" for score in after.values())


@pytest.mark.parametrize("lms", ALL)
@given(people=classes())
@settings(max_examples=60, deadline=None)
def test_no_score_and_no_feedback_lands_under_anothers_key(
    lms: LMS, people: list[Student], write_run: WriteRun
) -> None:
    """Whatever the names: each key has the own score or none, each place the own feedback, all is read back."""
    check(lms, [replace(people[0], hands_in=True, given="Ann", family="Solo"), *people[1:]], write_run)


@pytest.mark.parametrize("lms", ALL)
def test_plain_names_all_get_their_scores(lms: LMS, write_run: WriteRun) -> None:
    """Nobody is left out for the sake of care: a class of ordinary names is complete."""
    names = [
        ("Ann", "One"),
        ("Bo", "O'Hara"),
        ("Çelik", "Díaz-López"),
        ("Jo", "de la Cruz"),
        ("李", "小龍"),
        ("X", "Y"),
    ]
    people = [Student(1001 + at, *name, 10 * at, hands_in=at != 5) for at, name in enumerate(names)]
    assert check(lms, people, write_run) == 5


@pytest.mark.parametrize("lms", ALL)
def test_a_swap_of_two_students_is_noticed(lms: LMS, write_run: WriteRun, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check itself fails when the writer gives two students each other's score."""
    fill = handback.fill

    def swapped(sheet: Sheet, marks: dict[str, Mark]) -> object:
        keys = list(marks)
        return fill(sheet, dict(zip(keys, [marks[key] for key in reversed(keys)], strict=True)))

    monkeypatch.setattr(handback, "fill", swapped)
    people = [Student(1001, "Ann", "One", 10, hands_in=True), Student(1002, "Bo", "Two", 20, hands_in=True)]
    with pytest.raises(AssertionError):
        check(lms, people, write_run)


@pytest.mark.parametrize("lms", ALL)
def test_a_name_that_ends_in_anothers_number_keeps_its_own_score(lms: LMS, write_run: WriteRun) -> None:
    """The one whose number it is has handed in nothing, and gets nothing."""
    absent = Student(1001, "Ann", "One", 10, hands_in=False)
    other = Student(1002, "Two_1001", "Bo", 20, hands_in=True)
    assert check(lms, [absent, other], write_run) == 1
