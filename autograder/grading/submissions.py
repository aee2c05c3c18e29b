"""Grade one entry, whatever it is: every way through here ends in a grade."""

from __future__ import annotations

import hashlib
import time
import traceback
from pathlib import PurePath

from autograder.grades import Grade, QuestionGrade, Status, Verdict
from autograder.grading.crediting import credited
from autograder.grading.prepared import Prepared
from autograder.grading.questions import grade_question, kind_of, sit
from autograder.handed_in import Entry, Submission
from autograder.model import Question, WrittenQuestion
from autograder.reading.submission import read_submission
from autograder.reading.text import UnreadableError
from autograder.sandbox.session import Session
from autograder.sandbox.slot import SandboxError, Slot

TRIES = 2


def grade_entry(entry: Entry, prepared: Prepared, slot: Slot) -> Grade:
    """The grade of an entry. A file that cannot be read is rejected; a failure of ours is a grader_error."""
    began = time.perf_counter()
    status: Status = Status.GRADED
    problem: str | None = None
    questions: tuple[QuestionGrade, ...] = ()
    isolation: tuple[str, ...] = ()
    try:
        questions = _grade(read_submission(entry), prepared, slot)
        isolation = slot.isolation
    except UnreadableError as error:
        status, problem = Status.REJECTED, str(error)
    except Exception as error:  # one submission must not stop a class, whatever we did not foresee
        status, problem = Status.GRADER_ERROR, _describe(error)
        questions = tuple(_ungraded(q, t.name) for t in prepared.assignment.topics for q in t.questions)
    max_score = sum(q.points for q in prepared.assignment.questions if not isinstance(q, WrittenQuestion))
    return Grade(
        entry=entry,
        sha256=hashlib.sha256(entry.data).hexdigest(),
        status=status,
        problem=problem,
        questions=questions,
        max_score=max_score,
        isolation=isolation,
        seconds=time.perf_counter() - began,
    )


def _grade(submission: Submission, prepared: Prepared, slot: Slot) -> tuple[QuestionGrade, ...]:
    for _ in range(TRIES - 1):
        try:
            return _grade_once(submission, prepared, slot)
        except SandboxError:
            pass  # the machine may have been short of something for a moment
    return _grade_once(submission, prepared, slot)


def _grade_once(submission: Submission, prepared: Prepared, slot: Slot) -> tuple[QuestionGrade, ...]:
    with Session(submission.cells, slot) as session:
        sitting = sit(submission, prepared, session)
        grades = [
            grade_question(question, topic.name, sitting)
            for topic in prepared.assignment.topics
            for question in topic.questions
        ]
        return credited(grades, sitting, session)


def _ungraded(question: Question, topic: str) -> QuestionGrade:
    return QuestionGrade(question.id, topic, kind_of(question), question.points, Verdict.GRADER_ERROR)


def _describe(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{PurePath(frame.filename).name}:{frame.lineno}"
    return f"The grader itself failed ({type(error).__name__} at {where}); this is no fault of the submission."
