"""Grade one entry, whatever it is: every way through here ends in a grade."""

from __future__ import annotations

import hashlib
import time
import traceback
from collections.abc import Sequence
from pathlib import PurePath

from autograder.comparing.answers import judge_answers, name_of
from autograder.comparing.calls import judge_call, judge_failure
from autograder.grading.missing import explain_missing
from autograder.grading.prepared import Prepared, PreparedFunction
from autograder.model import (
    AnswerQuestion,
    CaseGrade,
    Entry,
    Finding,
    FunctionQuestion,
    Grade,
    Question,
    QuestionGrade,
    Status,
    Submission,
    Verdict,
    Visibility,
    WrittenQuestion,
)
from autograder.outcome import Failure, Outcome, Raised, Returned, Undefined
from autograder.reading.submission import read_submission
from autograder.reading.text import UnreadableError
from autograder.sandbox.client import ISOLATION, SandboxError, Session
from autograder.sandbox.limits import Limits

TRIES = 2


def grade_entry(entry: Entry, prepared: Prepared, limits: Limits) -> Grade:
    """The grade of an entry. A file that cannot be read is rejected; a failure of ours is a grader_error."""
    began = time.perf_counter()
    status: Status = Status.GRADED
    problem: str | None = None
    questions: tuple[QuestionGrade, ...] = ()
    try:
        questions = _grade(read_submission(entry), prepared, limits)
    except UnreadableError as error:
        status, problem = Status.REJECTED, str(error)
    except Exception as error:  # one submission must not stop a class, whatever we did not foresee
        status, problem = Status.GRADER_ERROR, _describe(error)
        questions = tuple(_ungraded(q, t.name) for t in prepared.assignment.topics for q in t.questions)
    max_score = sum(q.points for q in prepared.assignment.questions if not isinstance(q, WrittenQuestion))
    sha256 = hashlib.sha256(entry.data).hexdigest()
    seconds = time.perf_counter() - began
    return Grade(entry, sha256, status, problem, questions, max_score, ISOLATION, seconds)


def _grade(submission: Submission, prepared: Prepared, limits: Limits) -> tuple[QuestionGrade, ...]:
    for _ in range(TRIES - 1):
        try:
            return _grade_once(submission, prepared, limits)
        except SandboxError:
            pass  # the machine may have been short of something for a moment
    return _grade_once(submission, prepared, limits)


def _grade_once(submission: Submission, prepared: Prepared, limits: Limits) -> tuple[QuestionGrade, ...]:
    with Session(submission.cells, limits) as session:
        refuse_broken_script(submission, session)
        return tuple(
            grade_question(question, topic.name, submission, prepared, session)
            for topic in prepared.assignment.topics
            for question in topic.questions
        )


def refuse_broken_script(submission: Submission, session: Session) -> None:
    """A .py file that does not compile has nothing to grade; in a notebook it costs one cell."""
    for failure in session.load_failures:
        match failure.outcome:
            case Raised("SyntaxError" | "IndentationError" | "TabError" as exception, place) if not failure.cell:
                raise UnreadableError(f"Python cannot read the file: {exception} in {place}.")
            case Raised("MemoryError" | "RecursionError" | "ValueError" as exception, place) if not place.line:
                raise UnreadableError(f"Python cannot read the file: {exception} while compiling it.")


def grade_question(
    question: Question, topic: str, submission: Submission, prepared: Prepared, session: Session
) -> QuestionGrade:
    """The grade of one question."""
    if isinstance(question, WrittenQuestion):
        return _find_written(question, topic, submission)
    if isinstance(question, FunctionQuestion):
        cases = _grade_function(question, submission, prepared.functions[question.id], session)
    else:
        cases = _grade_answers(question, submission, session)
    return QuestionGrade(question.id, topic, kind_of(question), question.points, worst_of(cases), cases)


def worst_of(cases: Sequence[CaseGrade]) -> Verdict:
    """The verdict on a question: that of the first case that is not right, or CORRECT."""
    return next((c.finding.verdict for c in cases if c.finding.verdict is not Verdict.CORRECT), Verdict.CORRECT)


def kind_of(question: Question) -> str:
    """The word for a question's kind in the results."""
    match question:
        case FunctionQuestion():
            return "function"
        case AnswerQuestion():
            return "answer"
        case WrittenQuestion():
            return "written"


def _grade_function(
    question: FunctionQuestion, submission: Submission, prepared: PreparedFunction, session: Session
) -> tuple[CaseGrade, ...]:
    grades = []
    for ready, outcome in zip(prepared.cases, session.call(prepared.batch), strict=True):
        case = ready.case
        if isinstance(outcome, Returned):
            finding = judge_call(question, case, ready.arguments, ready.wanted, outcome)
        else:
            finding = explain(question.id, outcome, submission, session)
        grades.append(CaseGrade(case.name, case.visibility, finding, case.points))
    return tuple(grades)


def _grade_answers(question: AnswerQuestion, submission: Submission, session: Session) -> tuple[CaseGrade, ...]:
    outcome = look_up_answers(question, session)
    if isinstance(outcome, Returned):
        findings = judge_answers(question, outcome.values)
    else:
        findings = dict.fromkeys(
            (a.where for a in question.answers), explain(question.id, outcome, submission, session)
        )
    return tuple(
        CaseGrade(name_of(question, answer), Visibility.HIDDEN, findings[answer.where], answer.points)
        for answer in question.answers
    )


def look_up_answers(question: AnswerQuestion, session: Session) -> Outcome:
    """The student's variable, as large as it should be."""
    return session.look_up(question.id, question.keys, most=len(question.answers))


def explain(name: str, outcome: Failure, submission: Submission, session: Session) -> Finding:
    """The verdict on a name that gave no value: where it is undefined, why."""
    if isinstance(outcome, Undefined):
        return explain_missing(name, outcome, submission, session.load_failures)
    return judge_failure(name, outcome)


def _find_written(question: WrittenQuestion, topic: str, submission: Submission) -> QuestionGrade:
    answer = submission.written.get(question.id)
    if answer is None:
        verdict = Verdict.MISSING
    elif not answer:
        verdict = Verdict.NOT_ATTEMPTED
    else:
        verdict = Verdict.SKIPPED  # by the engine: a person marks it
    return QuestionGrade(question.id, topic, "written", question.points, verdict, answer=answer)


def _ungraded(question: Question, topic: str) -> QuestionGrade:
    return QuestionGrade(question.id, topic, kind_of(question), question.points, Verdict.GRADER_ERROR)


def _describe(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{PurePath(frame.filename).name}:{frame.lineno}"
    return f"The grader itself failed ({type(error).__name__} at {where}); this is no fault of the submission."
