"""Grade the questions of one submission, one by one, whose code is loaded in the sandbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from autograder.bank import Where
from autograder.comparing.answers import judge_answers, name_of
from autograder.comparing.calls import judge_call
from autograder.grades import CaseGrade, Finding, QuestionGrade, Verdict
from autograder.grading.failures import explain_failure
from autograder.grading.prepared import Prepared, PreparedAnswer, PreparedCase, PreparedFunction
from autograder.grading.recurring import MOST_KEPT, Calls, remembered
from autograder.handed_in import Submission
from autograder.model import AnswerQuestion, FunctionQuestion, Question, Visibility, WrittenQuestion
from autograder.outcome import Ended, Failure, LoadFailure, NotRun, Outcome, Overran, Place, Raised, Returned
from autograder.reading.text import UnreadableError
from autograder.sandbox.session import Session

MOST_LINES = 2000


@dataclass(frozen=True, slots=True)
class Sitting:
    """A submission while it is graded: what was handed in, what is asked, and what its code gave in the sandbox.

    `answers` has the outcome for every variable asked for, `calls` those for every case of every function; `is_long`
    tells that there is more code than a homework has.
    """

    submission: Submission
    prepared: Prepared
    load_failures: tuple[LoadFailure, ...]
    answers: Mapping[str, Outcome]
    calls: Mapping[str, Calls]
    is_long: bool

    def explain(self, name: str, failure: Failure) -> Finding:
        """The verdict on a name that gave no value."""
        refused = self.prepared.assignment.refused
        return explain_failure(name, failure, self.submission, self.load_failures, refused)


def sit(submission: Submission, prepared: Prepared, session: Session) -> Sitting:
    """Have a submission do all that is asked of it, hidden cases last.

    What it shows of its public cases and its answers is told in detail, so it has seen nothing hidden by then. Raises
    UnreadableError for a .py file that does not compile.
    """
    refuse_broken_script(session.load_failures)
    look_ups = [answer.batch for answer in prepared.answers.values()]
    shown = session.ask([*look_ups, *(function.public.batch for function in prepared.functions.values())])
    answers = {name: outcome for name, (outcome,) in zip(prepared.answers, shown, strict=False)}
    public = dict(zip(prepared.functions, shown[len(look_ups) :], strict=True))
    calls = _go_on(prepared.functions, public, session)
    lines = sum(cell.code.count("\n") + 1 for cell in submission.cells)
    return Sitting(submission, prepared, session.load_failures, answers, calls, lines > MOST_LINES)


def _go_on(
    functions: Mapping[str, PreparedFunction], public: Mapping[str, Sequence[Outcome]], session: Session
) -> Mapping[str, Calls]:
    """All cases of the functions; hidden ones are asked for only where the public ones left the process alive."""
    # All hidden cases go in one exchange: a function that sees another's can tell nobody, as no answer is shown.
    alive = [name for name, outcomes in public.items() if not any(isinstance(o, Ended | Overran) for o in outcomes)]
    asked = session.ask([functions[name].hidden.batch for name in alive])
    hidden = dict(zip(alive, asked, strict=True))
    calls = {}
    for name, function in functions.items():
        outcomes = (*public[name], *hidden.get(name, [NotRun()] * len(function.hidden.cases)))
        calls[name] = Calls(function, outcomes)
    return calls


def refuse_broken_script(load_failures: Sequence[LoadFailure]) -> None:
    """A .py file that does not compile has nothing to grade; in a notebook it costs one cell."""
    for failure in load_failures:
        if failure.cell or failure.compiled:
            continue
        match failure.outcome:
            case Raised(exception, place):
                where = f" in {place}" if place.line else ""
                raise UnreadableError(f"Python cannot read the file: {exception}{where}.")
            case _:
                raise UnreadableError("Python cannot read the file: it ends Python, or takes too long, to compile it.")


def grade_question(question: Question, topic: str, sitting: Sitting) -> QuestionGrade:
    """The grade of one question."""
    match question:
        case FunctionQuestion():
            return grade_calls(sitting.calls[question.id], sitting)
        case AnswerQuestion():
            return _grade_answer(sitting.prepared.answers[question.id], sitting)
        case WrittenQuestion():
            return _find_written(question, topic, sitting.submission)


def grade_calls(calls: Calls, sitting: Sitting) -> QuestionGrade:
    """The grade of a function by itself."""
    if calls.recurs:
        return _grade_recurring(calls)
    return _of_calls(calls, [_judge(calls.function.question, *one, sitting) for one in calls])


@lru_cache(maxsize=MOST_KEPT)
def _grade_recurring(calls: Calls) -> QuestionGrade:
    question = calls.function.question
    values = ((ready, outcome) for ready, outcome in calls if isinstance(outcome, Returned))
    findings = [judge_call(question, ready.case, ready.wanted, outcome) for ready, outcome in values]
    return replace(_of_calls(calls, findings), recurs=True)


def _judge(question: FunctionQuestion, ready: PreparedCase, outcome: Outcome, sitting: Sitting) -> Finding:
    if isinstance(outcome, Returned):
        return judge_call(question, ready.case, ready.wanted, outcome)
    hidden = ready.case.visibility is Visibility.HIDDEN
    return sitting.explain(question.id, _without_place(outcome, sitting) if hidden else outcome)


def _of_calls(calls: Calls, findings: Sequence[Finding]) -> QuestionGrade:
    both = zip((ready.case for ready in calls.function.cases), findings, strict=True)
    return _of_cases(
        calls.function, tuple(CaseGrade(case.name, case.visibility, finding, case.points) for case, finding in both)
    )


def _of_cases(prepared: PreparedFunction | PreparedAnswer, cases: tuple[CaseGrade, ...]) -> QuestionGrade:
    question = prepared.question
    return QuestionGrade(question.id, prepared.topic, kind_of(question), question.points, worst_of(cases), cases)


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


def _without_place(failure: Failure, sitting: Sitting) -> Failure:
    """The failure without its place, where there are so many that it could spell a hidden argument."""
    if isinstance(failure, Raised) and sitting.is_long:
        return replace(failure, place=Place(0, 0))
    return failure


def _grade_answer(answer: PreparedAnswer, sitting: Sitting) -> QuestionGrade:
    outcome = sitting.answers[answer.question.id]
    if not isinstance(outcome, Returned):
        finding = sitting.explain(answer.question.id, outcome)
        return _of_findings(answer, {each.where: finding for each in answer.question.answers})
    return _grade_given(answer, outcome)


@remembered
def _grade_given(answer: PreparedAnswer, outcome: Returned) -> QuestionGrade:
    grade = _of_findings(answer, judge_answers(answer.question, outcome.values))
    return replace(grade, recurs=outcome.recurs)


def _of_findings(answer: PreparedAnswer, findings: Mapping[Where, Finding]) -> QuestionGrade:
    return _of_cases(
        answer,
        tuple(
            CaseGrade(name_of(answer.question, each), Visibility.HIDDEN, findings[each.where], each.points)
            for each in answer.question.answers
        ),
    )


def _find_written(question: WrittenQuestion, topic: str, submission: Submission) -> QuestionGrade:
    answer = submission.written.get(question.id)
    if answer is None:
        verdict = Verdict.MISSING
    elif not answer:
        verdict = Verdict.NOT_ATTEMPTED
    else:
        verdict = Verdict.SKIPPED  # by the engine: a person marks it
    return QuestionGrade(question.id, topic, "written", question.points, verdict, answer=answer)
