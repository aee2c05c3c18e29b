"""What the commands print. A student's text reaches the terminal without control characters, and never as markup."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from autograder.audit.auditing import Row
from autograder.feedback.page import WORDS, points
from autograder.feedback.text import harmless
from autograder.gradebook.results import Result
from autograder.grades import QuestionGrade, Verdict
from autograder.lms.handback import HandBack

MARKS = {Verdict.CORRECT: ("✓", "green"), Verdict.NOT_ATTEMPTED: ("·", "dim"), Verdict.SKIPPED: ("·", "dim")}

SECONDS_A_LOOK = 0.1


@contextmanager
def progress(console: Console, total: int) -> Iterator[Callable[[], None]]:
    """A bar while a class is graded; call what it yields after each submission."""
    columns = (TextColumn("Grading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, auto_refresh=False) as bar:  # its thread would be in the way of forks
        task = bar.add_task("", total=total)
        shown = 0.0

        def advance() -> None:
            nonlocal shown
            bar.advance(task)
            if console.is_terminal and time.monotonic() > shown + SECONDS_A_LOOK:
                bar.refresh()
                shown = time.monotonic()

        yield advance


@dataclass(slots=True)
class _Tally:
    """The scores of a question, added up: a class may be large."""

    most: float
    count: int = 0
    total: float = 0.0
    right: int = 0


class Summary:
    """Counts results as they come, and prints what an instructor wants to know first."""

    def __init__(self) -> None:
        self.ungraded: list[tuple[str, str]] = []
        self._scores: list[float] = []
        self._max_score = 0.0
        self._questions: dict[str, _Tally] = {}

    def add(self, result: Result) -> None:
        """Count one result."""
        if result["score"] is None:
            self.ungraded.append((result["student"]["id"], f"{result['status']}: {result['problem']}"))
            return
        self._scores.append(result["score"])
        self._max_score = result["max_score"]
        for question in result["questions"]:
            if question["score"] is not None:
                tally = self._questions.setdefault(question["id"], _Tally(question["max_score"]))
                tally.count += 1
                tally.total += question["score"]
                tally.right += question["score"] == tally.most

    def print(self, console: Console, seconds: float, folder: Path) -> None:
        """Print the questions, the scores, who was not graded and why, and where everything is."""
        if self._scores:
            console.print(self._table())
            low, middle, high = min(self._scores), statistics.median(self._scores), max(self._scores)
            console.print(
                f"{len(self._scores)} graded in {seconds:.1f} s: lowest {points(low)}, median {points(middle)}, "
                f"highest {points(high)} of {points(self._max_score)} points"
            )
        if self.ungraded:
            console.print(f"{len(self.ungraded)} not graded, and not set to zero:", style="bold red")
            for student, problem in sorted(self.ungraded):
                console.print(Text(f"  {harmless(student)}: {harmless(problem)}"), soft_wrap=True)
        console.print(Text(f"Scores    {folder / 'grades.csv'}"))
        console.print(Text(f"Feedback  {folder / 'feedback'}"))

    def _table(self) -> Table:
        table = Table("question", header_style="bold")
        for heading in ("points", "mean", "all right"):
            table.add_column(heading, justify="right")
        for question, tally in self._questions.items():
            mean, right = tally.total / tally.count, tally.right / tally.count
            table.add_row(question, points(tally.most), f"{mean:.2f}", f"{right:.0%}")
        return table


def print_hand_back(console: Console, done: HandBack, folder: Path) -> None:
    """Print what an instructor must look at, and what to do next."""
    for remark in done.remarks:
        console.print(Text(remark), soft_wrap=True)
    console.print(Text(f"Next, with the files in {folder}:", style="bold"))
    for number, step in enumerate(done.steps, 1):
        console.print(Text(f"{number}. {step}"), soft_wrap=True)


def print_check(console: Console, questions: Sequence[QuestionGrade]) -> None:
    """Print the public findings of one submission."""
    for question in questions:
        if question.kind == "written":
            word = "found; a person marks it" if question.answer else "not written yet"
            console.print(Text(f"{question.id}: {word}", style="dim" if not question.answer else ""))
            continue
        verdicts = {case.finding.verdict for case in question.cases}
        if verdicts and verdicts <= {Verdict.MISSING, Verdict.NOT_ATTEMPTED}:  # one sentence says it for all
            console.print(Text(f"{question.id}: {harmless(question.cases[0].finding.message)}", style="dim"))
            continue
        console.print(Text(question.id, style="bold"))
        for case in question.cases:
            mark, style = MARKS.get(case.finding.verdict, ("✗", "red"))
            console.print(Text(f"  {mark} {case.name}", style=style))
            if case.finding.verdict is not Verdict.CORRECT:
                console.print(Text(f"    {WORDS[case.finding.verdict]}: {harmless(case.finding.message)}"))
                if case.finding.advice:
                    console.print(Text(f"    {harmless(case.finding.advice)}", style="dim"))


def print_audit(console: Console, rows: Iterable[Row], seeds: int) -> list[Row]:
    """Print the table of an audit and everything that is not as it should be; the rows come back."""
    table = Table(header_style="bold")
    table.add_column("question", no_wrap=True)
    for heading in ("caught", "named", "kept", "faults", "oracles"):
        table.add_column(heading, justify="right")
    seen = []
    for row in rows:
        seen.append(row)
        counts = [f"{count.good} of {count.all}" for count in (row.caught, row.named, row.kept)]
        faults = Text(str(len(row.faults)), style="red" if row.faults else "green")
        table.add_row(row.question, *counts, faults, str(len(row.oracles) or ""))
    console.print(table)
    for fault in (fault for row in seen for fault in row.faults):
        console.print(Text(harmless(fault), style="red"), soft_wrap=True)
    caught, named, kept = (
        f"{sum(count.good for count in counts)} of {sum(count.all for count in counts)}"
        for counts in zip(*((row.caught, row.named, row.kept) for row in seen), strict=True)
    )
    console.print(f"{caught} mistakes caught, {named} named, {kept} right ways kept; cases drawn from {seeds} seeds")
    oracles = dict.fromkeys(name for row in seen for name in row.oracles)
    if oracles:
        console.print(f"Oracles that derivatives agree with: {', '.join(oracles)}")
    return seen
