"""How each LMS would name the files of a make-believe class, and what its gradebook would look like."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import yaml

from autograder.model import Assignment

DEADLINE = datetime(2026, 2, 1, 23, 59, 10)  # downloads tell no zone
LATE_EACH = 11  # one in so many is late
Placed = list[tuple[str, str | None]]  # names with their contents; None stands for the submission
Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Person:
    """A student, known by a number."""

    number: int

    @property
    def given(self) -> str:
        """The given name."""
        return f"{self.number:03d}"

    @property
    def username(self) -> str:
        """The name to log in with."""
        return f"s{self.number:03d}"

    @property
    def is_late(self) -> bool:
        """Whether the work came after the deadline."""
        return self.number % LATE_EACH == 0

    @property
    def time(self) -> datetime:
        """When the work was handed in."""
        return DEADLINE + timedelta(hours=20) if self.is_late else DEADLINE - timedelta(minutes=self.number)


@dataclass(frozen=True, slots=True)
class Layout:
    """One LMS: where a student's files are, what else is in the download, and the gradebook, where there is one."""

    places: Callable[[Person, Assignment, str], Placed]
    extras: Callable[[Sequence[Person], Assignment], Iterable[tuple[str, str]]] = lambda people, assignment: ()
    gradebook: Callable[[Sequence[Person], Assignment, int], Rows] | None = None


def _canvas(person: Person, assignment: Assignment, name: str) -> Placed:
    late = "_LATE" if person.is_late else ""
    return [(f"student{person.given}{late}_{1000 + person.number}_{50000 + person.number}_{name}", None)]


def _canvas_gradebook(people: Sequence[Person], assignment: Assignment, maximum: int) -> Rows:
    header = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", f"{assignment.title} (98765)", "Final Score"]
    rows = [["Student, " + p.given, str(1000 + p.number), f"S{p.given}", p.username, "A", "", ""] for p in people]
    return [header, ["    Points Possible", "", "", "", "", f"{maximum}.00", "(read only)"], *rows]


def _moodle(person: Person, assignment: Assignment, name: str) -> Placed:
    return [(f"Student {person.given}_{7000 + person.number}_assignsubmission_file/{name}", None)]


def _moodle_gradebook(people: Sequence[Person], assignment: Assignment, maximum: int) -> Rows:
    header = ["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum grade", "Grade can be changed"]
    header += ["Last modified (submission)", "Last modified (grade)", "Feedback comments"]
    return [header] + [
        [
            *(f"Participant {7000 + p.number}", f"Student {p.given}", f"{p.username}@example.edu"),
            *("Submitted for grading", "", f"{maximum}.00", "Yes", f"{p.time:%A, %d %B %Y, %I:%M %p}", "-", ""),
        ]
        for p in people
    ]


def _gradescope(person: Person, assignment: Assignment, name: str) -> Placed:
    return [(f"assignment_8000001_export/submission_{900000 + person.number}/{name}", None)]


def _gradescope_index(people: Sequence[Person], assignment: Assignment) -> list[tuple[str, str]]:
    index = {
        f"submission_{900000 + p.number}": {
            ":submitters": [
                {":name": f"Student {p.given}", ":sid": f"S{p.given}", ":email": f"{p.username}@example.edu"}
            ],
            ":created_at": f"{p.time:%Y-%m-%d %H:%M:%S}.000000000 Z",
        }
        for p in people
    }
    return [("assignment_8000001_export/submission_metadata.yml", yaml.safe_dump(index))]


def _blackboard(person: Person, assignment: Assignment, name: str) -> Placed:
    attempt = f"{assignment.title}_{person.username}_attempt_{person.time:%Y-%m-%d-%H-%M-%S}"
    about = (
        f"Name: Student {person.given} ({person.username})\nAssignment: {assignment.title}\n"
        f"Date Submitted: {person.time:%A, %B %d, %Y %I:%M:%S %p} EST\nCurrent Grade: Needs Grading\n\n"
        "Submission Field:\nThere is no student submission text data for this assignment.\n\n"
        "Comments:\nThere are no student comments for this assignment.\n\n"
        f"Files:\n\tOriginal filename: {name}\n\tFilename: {attempt}_{name}\n"
    )
    return [(f"{attempt}.txt", about), (f"{attempt}_{name}", None)]


def _blackboard_gradebook(people: Sequence[Person], assignment: Assignment, maximum: int) -> Rows:
    header = ["Last Name", "First Name", "Username", "Student ID"]
    header += [f"{assignment.title} [Total Pts: {maximum} Score] |1200001", "Grading Notes", "Notes Format"]
    header += ["Feedback to Learner", "Feedback Format"]
    return [header] + [["Student", p.given, p.username, f"S{p.given}", "", "", "", "", ""] for p in people]


def _brightspace(person: Person, assignment: Assignment, name: str) -> Placed:
    hour = f"{person.time:%I%M %p}".lstrip("0")
    time = f"{person.time:%b} {person.time.day}, {person.time.year} {hour}"
    return [(f"{110000 + person.number}-222222 - Student {person.given} - {time}/{name}", None)]


def _brightspace_gradebook(people: Sequence[Person], assignment: Assignment, maximum: int) -> Rows:
    header = ["OrgDefinedId", "Username", "Last Name", "First Name"]
    header += [f"{assignment.title} Points Grade <Numeric MaxPoints:{maximum}>", "End-of-Line Indicator"]
    return [header] + [[f"#00{p.given}", f"#{p.username}", p.given, "Student", "", "#"] for p in people]


def _nbgrader(person: Person, assignment: Assignment, name: str) -> Placed:
    folder = f"submitted/{person.username}/{assignment.name}"
    return [(f"{folder}/{name}", None), (f"{folder}/timestamp.txt", f"{person.time:%Y-%m-%d %H:%M:%S} UTC\n")]


def _plain(person: Person, assignment: Assignment, name: str) -> Placed:
    return [(f"student{person.given}/{name}", None)]


LAYOUTS = {
    "canvas": Layout(_canvas, gradebook=_canvas_gradebook),
    "moodle": Layout(_moodle, gradebook=_moodle_gradebook),
    "gradescope": Layout(_gradescope, _gradescope_index),
    "blackboard": Layout(_blackboard, gradebook=_blackboard_gradebook),
    "brightspace": Layout(
        _brightspace, lambda people, assignment: [("index.html", "<h1>Submissions</h1>")], _brightspace_gradebook
    ),
    "nbgrader": Layout(_nbgrader),
    "plain": Layout(_plain),
}
