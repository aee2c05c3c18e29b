"""The commands. Exit status: 0 all is well; 1 something could not be graded or is not right; 2 wrong use."""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from autograder import screen
from autograder.audit.auditing import audit as run_audit
from autograder.classroom import Plan, grade_class
from autograder.feedback.text import harmless
from autograder.gradebook.folder import Gradebook
from autograder.gradebook.results import Result
from autograder.grades import Verdict
from autograder.gradescope.settings import Settings, Shown
from autograder.grading.prepared import Prepared, prepare
from autograder.grading.public import check_submission, prepare_public
from autograder.lms.claims import open_claim
from autograder.lms.download import LMS, DownloadError, open_course
from autograder.lms.handback import hand_back
from autograder.lms.outcomes import Outcome, outcome_of
from autograder.loading import AssignmentError, load_assignment
from autograder.model import Assignment
from autograder.reading.submission import read_submission
from autograder.reading.text import UnreadableError
from autograder.release.build import write_release
from autograder.release.document import StatementError
from autograder.release.gradescope import write_gradescope_zip
from autograder.release.otter.assign import AssignError
from autograder.release.requirements import LockError
from autograder.sandbox.limits import LAYERS, Limits
from autograder.sandbox.slot import SandboxError, Slot
from autograder.simulate.write import write_class
from autograder.source import MarksError

NOT_ALL, WRONG_USE, INTERRUPTED = 1, 2, 130
REFUSALS = (AssignError, AssignmentError, DownloadError, LockError, MarksError, StatementError, SandboxError, OSError)
ATTEMPTED_IN_VAIN = frozenset({Verdict.WRONG, Verdict.CRASHED, Verdict.TIMED_OUT, Verdict.SKIPPED})


class Isolation(StrEnum):
    """How much isolation student code must have."""

    POSSIBLE = "possible"
    FULL = "full"


app = typer.Typer(
    help="Grade homework that was worked by hand.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
console = Console(highlight=False)

HomeworkOption = Annotated[str, typer.Option("--homework", metavar="MODULE", help="The module of the assignment.")]


@app.command()
def grade(
    submissions: Annotated[Path, typer.Argument(help="A .py or .ipynb file, a folder, a zip, or an LMS download.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to write.")],
    lms: Annotated[LMS, typer.Option(help="Where the download comes from.")] = LMS.AUTO,
    gradebook: Annotated[Path | None, typer.Option(help="The gradebook as the LMS exported it: scores go in.")] = None,
    assignment: Annotated[str | None, typer.Option(metavar="COLUMN", help="Which column of the gradebook.")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Submissions graded at once.")] = os.cpu_count() or 1,
    seed: Annotated[int | None, typer.Option(help="Draw the hidden cases from this seed.")] = None,
    require_isolation: Annotated[
        Isolation, typer.Option(help="full: refuse to start where a layer is missing.")
    ] = Isolation.POSSIBLE,
    homework: HomeworkOption = "assignment",
) -> None:
    """Grade a class: writes grades.csv, results/, feedback/, and what the LMS takes back."""
    loaded = load_assignment(homework)
    prepared = prepare_sound(loaded, seed)
    refuse_own_output(output, submissions, gradebook)
    course = open_course(submissions, loaded.file_stem, lms, gradebook, assignment)
    download = course.download
    missing = missing_layers(loaded)
    if missing and require_isolation is Isolation.FULL:
        raise SandboxError(f"full isolation is not to be had here, for want of: {', '.join(missing)}.")
    book = Gradebook(output, [question.id for question in loaded.questions])
    began, summary, stopped, why = time.monotonic(), screen.Summary(), 0, ""
    outcomes: dict[str, Outcome] = {}
    claims = {claim.student.id: claim for claim in download.claims}
    commented = course.sheet is not None and course.sheet.comment is not None
    try:
        console.print(Text(f"{submissions}: {download.system}, {len(download.claims)} to grade"))
        if missing:
            warning = f"Student code is not fully isolated on this machine, for want of: {', '.join(missing)}."
            console.print(Text(warning, style="bold red"))
        with screen.progress(console, len(download.claims)) as advance:

            def take(result: Result) -> None:
                student = result["student"]["id"]
                book.add(result)
                summary.add(result)
                outcomes[student] = outcome_of(claims[student], result, commented=commented)
                advance()

            grade_class(download.claims, Plan(prepared, output), workers, take)
    except KeyboardInterrupt:
        stopped, why = INTERRUPTED, "Interrupted"
    except BrokenProcessPool:
        stopped, why = NOT_ALL, "A worker was killed, perhaps for want of memory"
    finally:
        book.close()
        ordered = [outcomes[student] for student in claims if student in outcomes]
        done = hand_back(output, course, ordered, f"{why}: only a part of the class was graded." if why else "")
    summary.print(console, time.monotonic() - began, output)
    screen.print_hand_back(console, done, output)
    if stopped:
        console.print(f"{why}: only what is listed above was graded, and it is written.", style="bold red")
    raise typer.Exit(stopped or (NOT_ALL if summary.ungraded else 0))


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A .py or .ipynb file.")], homework: HomeworkOption = "assignment"
) -> None:
    """Show what a student may see: public cases, laws, and which answers are filled in."""
    loaded = load_assignment(homework)
    prepared = prepare_public(loaded)
    claims = open_course(file, loaded.file_stem).download.claims
    if len(claims) > 1:
        raise DownloadError(f"{file} holds {len(claims)} submissions: check one file at a time.")
    try:
        submission = read_submission(open_claim(claims[0], loaded.file_stem))
        with Slot(Limits(), loaded.packages) as slot:
            questions = check_submission(submission, prepared, slot)
    except UnreadableError as error:
        console.print(Text(harmless(f"{file}: {error}"), style="red"))
        raise typer.Exit(NOT_ALL) from error
    screen.print_check(console, questions)
    verdicts = {case.finding.verdict for question in questions for case in question.cases}
    raise typer.Exit(NOT_ALL if verdicts & ATTEMPTED_IN_VAIN else 0)


@app.command()
def build(
    template: Annotated[Path, typer.Option(help="The folder of the student's files.")] = Path("student_template"),
    dist: Annotated[Path, typer.Option(help="The folder of the zips.")] = Path("dist"),
    gradescope_hidden: Annotated[
        Shown, typer.Option(help="When students on Gradescope see what hidden cases found.")
    ] = Shown.AFTER_PUBLISHED,
    homework: HomeworkOption = "assignment",
) -> None:
    """Write student_template/ and the zips for students, for Otter and for Gradescope."""
    loaded = load_assignment(homework)
    prepare_sound(loaded, None)
    for path in write_release(loaded, template, dist):
        console.print(Text(str(path)))
    settings = Settings(homework, hidden=gradescope_hidden)
    console.print(Text(str(write_gradescope_zip(loaded, settings, dist))))


@app.command()
def audit(
    seeds: Annotated[
        int, typer.Option(min=1, help="Runs whose cases are drawn, to see that no verdict hangs on them.")
    ] = 200,
    homework: HomeworkOption = "assignment",
) -> None:
    """Check the grader itself: references, mistakes of the bank, and right ways to do it."""
    loaded = load_assignment(homework)
    prepared = prepare_sound(loaded, None)
    with Slot(Limits(), loaded.packages) as slot:
        rows = screen.print_audit(console, run_audit(prepared, slot, range(seeds)), seeds)
    raise typer.Exit(NOT_ALL if any(row.faults for row in rows) else 0)


@app.command()
def simulate(
    size: Annotated[int, typer.Argument(metavar="N", min=1, help="How many submissions.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The zip to write; a gradebook goes beside it.")],
    lms: Annotated[LMS, typer.Option(help="Whose names the files have.")] = LMS.CANVAS,
    seed: Annotated[int, typer.Option(help="Another seed makes another class.")] = 0,
    homework: HomeworkOption = "assignment",
) -> None:
    """Write a make-believe class, from the solutions and typical mistakes, and its gradebook, to try things out."""
    if lms is LMS.AUTO:
        raise DownloadError("Say which LMS the class should come from, and not auto.")
    for path in write_class(output, load_assignment(homework), size, seed, lms.value):
        console.print(Text(str(path)))


def prepare_sound(assignment: Assignment, seed: int | None) -> Prepared:
    """Call every reference on its cases once. Raises AssignmentError, which names what is at fault."""
    try:
        return prepare(assignment, seed)
    except Exception as error:
        raise AssignmentError(f"The assignment {assignment.name!r} is at fault: {error}.") from error


def refuse_own_output(output: Path, *inputs: Path | None) -> None:
    """Refuse to read from the folder that is to be written: an earlier run in it goes."""
    for path in inputs:
        if path is not None and path.resolve().parent.is_relative_to(output.resolve()):
            raise DownloadError(f"{path} lies in {output}, which is written anew: keep it elsewhere.")


def missing_layers(assignment: Assignment) -> list[str]:
    """The layers of isolation that a trial shows not to hold on this machine. Raises SandboxError."""
    with Slot(Limits(), assignment.packages) as slot:
        held = slot.isolation
    return [layer for layer in LAYERS if layer not in held]


def main() -> None:
    """Run the command of the command line; wrong use is one sentence, and never a traceback."""
    try:
        app()
    except REFUSALS as error:
        Console(stderr=True, highlight=False).print(Text(harmless(f"autograder: {in_words(error)}")))
        sys.exit(WRONG_USE)


def in_words(error: Exception) -> str:
    """What an error says, without the number that the system gives it."""
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename}: {error.strerror}."
    return str(error)
