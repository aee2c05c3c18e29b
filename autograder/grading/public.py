"""What a student may see before handing in: public cases, laws, and which answers are filled in. No points."""

from __future__ import annotations

import builtins
import inspect
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from autograder.comparing.answers import judge_form
from autograder.comparing.calls import KINDS, judge_failure
from autograder.grades import CaseGrade, Finding, QuestionGrade, Verdict
from autograder.grading.prepared import Prepared, prepare
from autograder.grading.questions import Sitting, grade_question, sit, worst_of
from autograder.handed_in import Submission
from autograder.model import (
    AnswerQuestion,
    Argument,
    Assignment,
    FunctionQuestion,
    Law,
    Question,
    Visibility,
    parameters_of,
)
from autograder.outcome import Failure, Raised, Returned
from autograder.sandbox.session import Session, prepare_batch
from autograder.sandbox.slot import Slot

MOST_NUMBERS = 10_000  # that a call made by a law may return


def prepare_public(assignment: Assignment) -> Prepared:
    """The assignment without its hidden cases, ready for a run."""
    topics = tuple(replace(topic, questions=tuple(map(_public_part, topic.questions))) for topic in assignment.topics)
    return prepare(replace(assignment, topics=topics))


def check_submission(submission: Submission, prepared: Prepared, slot: Slot) -> list[QuestionGrade]:
    """The public findings, question by question. Raises UnreadableError for a .py file that does not compile."""
    with Session(submission.cells, slot) as session:
        sitting = sit(submission, prepared, session)
        return [
            _check(question, topic.name, sitting, session)
            for topic in prepared.assignment.topics
            for question in topic.questions
        ]


def _public_part(question: Question) -> Question:
    if not isinstance(question, FunctionQuestion):
        return question
    return replace(question, cases=tuple(case for case in question.cases if case.visibility is Visibility.PUBLIC))


def _check(question: Question, topic: str, sitting: Sitting, session: Session) -> QuestionGrade:
    if isinstance(question, AnswerQuestion):
        case = CaseGrade("it is filled in", Visibility.PUBLIC, _judge_filled_in(question, sitting), 0.0)
        return QuestionGrade(question.id, topic, "answer", question.points, case.finding.verdict, (case,))
    grade = grade_question(question, topic, sitting)
    if not isinstance(question, FunctionQuestion):
        return grade
    returns = {name: len(asked.returns) for name, asked in sitting.prepared.assignment.functions.items()}
    findings = [(_sentence(law), judge_law(law, session, returns)) for law in question.laws]
    cases = (*(CaseGrade(name, Visibility.PUBLIC, finding, 0.0) for name, finding in findings), *grade.cases)
    return replace(grade, cases=cases, verdict=worst_of(cases))


def _judge_filled_in(question: AnswerQuestion, sitting: Sitting) -> Finding:
    outcome = sitting.answers[question.id]
    if not isinstance(outcome, Returned):
        return sitting.explain(question.id, outcome)
    problems = [problem for problem in judge_form(question, outcome.values).values() if problem]
    return problems[0] if problems else Finding(Verdict.CORRECT, "Filled in.")


def judge_law(law: Law, session: Session, returns: Mapping[str, int]) -> Finding:
    """Run a law here, its calls of the student's functions there; `returns` says how many values each gives."""
    failures: list[Finding] = []
    functions = [_remote(name, returns[name], session, failures) for name in parameters_of(law)]
    try:
        with np.errstate(all="ignore"):  # a wrong value may overflow where a right one does not
            law(*functions)
    except AssertionError as problem:
        return Finding(Verdict.WRONG, f"{problem}.")
    except Exception as error:  # the student's, or the law's own when values of odd shapes meet
        wrong = Finding(Verdict.WRONG, f"It could not be checked, as the values do not fit together: {error}.")
        return failures[-1] if failures else wrong
    return Finding(Verdict.CORRECT, "Right.")


def _remote(name: str, count: int, session: Session, failures: list[Finding]) -> Callable[..., object]:
    """A function of the student's as a law calls it: it raises what theirs raises, and changes what theirs changes."""

    def call(*arguments: Argument) -> object:
        if not all(isinstance(argument, np.ndarray | np.generic | float | int | str) for argument in arguments):
            raise TypeError(f"a law passes arrays, numbers and texts to {name}, as its statement promises")
        (outcome,) = session.call(prepare_batch(name, [(1, arguments)], count, MOST_NUMBERS))
        if not isinstance(outcome, Returned):
            failures.append(judge_failure(name, outcome))
            raise _exception(outcome)
        arrays = [value.array.copy()[()] for value in outcome.values if value.array is not None]
        if len(arrays) < count:
            kinds = ", ".join(KINDS[value.kind] for value in outcome.values) or f"{outcome.count} values"
            wanted = f"{count} arrays of numbers" if count > 1 else "numbers"
            failures.append(Finding(Verdict.WRONG, f"`{name}` should give {wanted}; it gave {kinds}."))
            raise TypeError
        for position, after in outcome.changed.items():
            argument = arguments[position]
            if isinstance(argument, np.ndarray) and after.array is not None and after.shape == argument.shape:
                np.copyto(argument, after.array, casting="unsafe")
        return tuple(arrays) if count > 1 else arrays[0]

    return call


def _exception(outcome: Failure) -> Exception:
    """The builtin exception that the student's code raised, for laws that say which one should be."""
    kind = getattr(builtins, outcome.exception) if isinstance(outcome, Raised) else RuntimeError
    return kind() if issubclass(kind, Exception) and not issubclass(kind, UnicodeError) else RuntimeError()


def _sentence(law: Law) -> str:
    return (inspect.getdoc(law) or law.__name__).split("\n")[0]
