"""Cases as pytest items: `pytest -p autograder.pytest_plugin --submission FILE [--public]`.

An item is named by file, topic, question and sentence, and marked `public` or `hidden` and `topic(name=...)`. The
public ones are what `autograder check` finds, the hidden ones what `autograder grade` finds; for each of the two the
submission runs once, in the sandbox, while pytest collects. A file that cannot be read, and a failure of ours, is an
error of the collection. What a student has not begun is skipped where it is public, as nothing is wrong with it yet,
and fails where it is hidden, as it earns nothing. Written answers are no items.

pytest itself obeys the settings and the conftest.py of the folder that it starts in: that should be no student's.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.feedback.text import harmless
from autograder.grades import CaseGrade, QuestionGrade, Verdict
from autograder.grading.prepared import prepare
from autograder.grading.public import check_submission, prepare_public
from autograder.grading.submissions import grade_entry
from autograder.handed_in import Entry
from autograder.lms.claims import open_claim
from autograder.lms.download import DownloadError, open_course
from autograder.loading import AssignmentError, load_assignment
from autograder.model import Assignment, Visibility
from autograder.reading.submission import read_submission
from autograder.reading.text import UnreadableError
from autograder.sandbox.limits import LAYERS, Limits
from autograder.sandbox.slot import Slot

NOT_BEGUN = frozenset({Verdict.MISSING, Verdict.NOT_ATTEMPTED})
MARKERS = (
    "public: a case that a student may see",
    "hidden: a case that only graders see",
    "topic(name): a case of that topic",
)
HANDED_IN = pytest.StashKey[tuple[Assignment, Entry]]()
MISSING_LAYERS = pytest.StashKey[list[str]]()

Found = tuple[QuestionGrade, CaseGrade]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Our options."""
    group = parser.getgroup("autograder", "grade a submission")
    group.addoption("--submission", type=Path, metavar="FILE", help="grade this .py or .ipynb file, and test no others")
    group.addoption("--public", action="store_true", help="only what the student may see")
    group.addoption("--homework", default="assignment", metavar="MODULE", help="the module of the assignment")


def pytest_configure(config: pytest.Config) -> None:
    """Our markers. With a submission nothing else is collected, as pytest would import a student's file."""
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)
    file: Path | None = config.option.submission
    if file is None:
        if config.option.public:
            raise pytest.UsageError("--public needs a submission: give --submission FILE too.")
        return
    if config.args_source is pytest.Config.ArgsSource.ARGS:
        raise pytest.UsageError(f"With --submission nothing else is tested: leave out {' '.join(config.args)}.")
    config.args = []
    try:
        assignment = load_assignment(config.option.homework)
        claims = open_course(file, assignment.file_stem).download.claims
    except (AssignmentError, DownloadError) as error:
        raise pytest.UsageError(str(error)) from error
    if len(claims) > 1:
        raise pytest.UsageError(f"{file} holds {len(claims)} submissions: test one file at a time.")
    config.stash[HANDED_IN] = assignment, open_claim(claims[0], assignment.file_stem)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """What pytest finds in a session with a submission is the submission."""
    report = yield
    if isinstance(collector, pytest.Session) and HANDED_IN in collector.config.stash:
        _, entry = collector.config.stash[HANDED_IN]
        name = harmless(entry.file)
        report.result.append(SubmissionNode.from_parent(collector, name=name, nodeid=name))
    return report


def pytest_report_collectionfinish(config: pytest.Config) -> list[str]:
    """Say which layers of isolation were missing."""
    missing = config.stash.get(MISSING_LAYERS, [])
    return [f"Student code is not fully isolated on this machine, for want of: {', '.join(missing)}."] * bool(missing)


class SubmissionNode(pytest.Collector):
    """A submission. Collecting it runs it."""

    def collect(self) -> Iterator[CaseItem]:
        """An item for each case, the public ones first. Raises CollectError, with one sentence."""
        assignment, entry = self.config.stash[HANDED_IN]
        try:
            with Slot(Limits(), assignment.packages) as slot:
                self.config.stash[MISSING_LAYERS] = [layer for layer in LAYERS if layer not in slot.isolation]
                found = _public(assignment, entry, slot)
                found += [] if self.config.option.public else _hidden(assignment, entry, slot)
        except (UnreadableError, self.CollectError) as error:
            raise self.CollectError(harmless(f"{self.name}: {error}")) from error
        except Exception as error:  # whatever it is, the student's file is not to blame
            raise self.CollectError(
                f"The grader itself failed: {error}; this is no fault of the submission."
            ) from error
        for question, case in found:
            name = f"{question.topic}::{question.id}::{case.name}"
            yield CaseItem.from_parent(self, name=name, question=question, case=case)


def _public(assignment: Assignment, entry: Entry, slot: Slot) -> list[Found]:
    questions = check_submission(read_submission(entry), prepare_public(assignment), slot)
    return [(question, case) for question in questions for case in question.cases]


def _hidden(assignment: Assignment, entry: Entry, slot: Slot) -> list[Found]:
    grade = grade_entry(entry, prepare(assignment), slot)
    if grade.problem is not None:
        raise pytest.Collector.CollectError(grade.problem)
    cases = [(question, case) for question in grade.questions for case in question.cases]
    return [(question, case) for question, case in cases if case.visibility is Visibility.HIDDEN]


class CaseItem(pytest.Item):
    """One case, whose finding is there already."""

    def __init__(self, *, question: QuestionGrade, case: CaseGrade, **node: Any) -> None:
        super().__init__(**node)
        self._finding = case.finding
        mistake = f"It looks like this mistake: {question.misconception}." if question.misconception else ""
        self._sentences = (case.finding.message, mistake, question.hint or case.finding.advice)
        self._headline = f"{question.id}: {case.name}"
        self.add_marker(case.visibility.value)
        self.add_marker(pytest.mark.topic(name=question.topic))
        if case.visibility is Visibility.PUBLIC and case.finding.verdict in NOT_BEGUN:
            self.add_marker(pytest.mark.skip(reason=harmless(case.finding.message)))

    def runtest(self) -> None:
        """Fail with the sentence of the finding, unless it is right."""
        if self._finding.verdict is not Verdict.CORRECT:
            pytest.fail("\n".join(harmless(sentence) for sentence in self._sentences if sentence), pytrace=False)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where pytest says that the item stands, and the headline of its failure."""
        return self.config.option.submission.absolute(), 0, self._headline
