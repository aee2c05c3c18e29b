"""Grade the questions of one submission, one by one, whose code is loaded in the sandbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.comparing.answers import judge_answers, name_of
from autograder.comparing.calls import judge_call
from autograder.grades import CaseGrade, Finding, QuestionGrade, Verdict
from autograder.grading.failures import explain_failure
from autograder.grading.prepared import Prepared, PreparedCase, PreparedFunction
from autograder.handed_in import Submission
from autograder.model import AnswerQuestion, FunctionQuestion, Question, Visibility, WrittenQuestion
from autograder.outcome import Ended, Failure, LoadFailure, NotRun, Outcome, Overran, Place, Raised, Returned
from autograder.reading.text import UnreadableError
from autograder.sandbox.session import Session, prepare_look_up

Calls = Sequence[tuple[PreparedCase, Outcome]]
MOST_LINES = 2000


@dataclass(frozen=True, slots=True)
class Sitting:
    """A submission while it is graded: what was handed in, what is asked, and what its code gave in the sandbox.

    `answers` has the outcome for every variable asked for, `calls` those for every case of every function; `long_cells`
    are the numbers of cells longer than homework is.
    """

    submission: Submission
    prepared: Prepared
    load_failures: tuple[LoadFailure, ...]
    answers: Mapping[str, Outcome]
    calls: Mapping[str, Calls]
    long_cells: frozenset[int]

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
    questions = [question for question in prepared.assignment.questions if isinstance(question, AnswerQuestion)]
    look_ups = [prepare_look_up(question.id, question.keys, len(question.answers)) for question in questions]
    shown = session.ask([*look_ups, *(function.public.batch for function in prepared.functions.values())])
    answers = {question.id: outcome for question, (outcome,) in zip(questions, shown, strict=False)}
    public = dict(zip(prepared.functions, shown[len(questions) :], strict=True))
    calls = _go_on(prepared.functions, public, session)
    long_cells = frozenset(cell.number for cell in submission.cells if cell.code.count("\n") > MOST_LINES)
    return Sitting(submission, prepared, session.load_failures, answers, calls, long_cells)


def run_functions(names: Sequence[str], prepared: Prepared, session: Session) -> Mapping[str, Calls]:
    """Have a submission do all cases of the functions called `names`."""
    functions = {name: prepared.functions[name] for name in names}
    shown = session.ask([function.public.batch for function in functions.values()])
    return _go_on(functions, dict(zip(functions, shown, strict=True)), session)


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
        outcomes = [*public[name], *hidden.get(name, [NotRun()] * len(function.hidden.cases))]
        calls[name] = list(zip(function.cases, outcomes, strict=True))
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
    if isinstance(question, WrittenQuestion):
        return _find_written(question, topic, sitting.submission)
    if isinstance(question, FunctionQuestion):
        cases = grade_calls(question, sitting.calls[question.id], sitting)
    else:
        cases = _grade_answers(question, sitting)
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


def grade_calls(question: FunctionQuestion, calls: Calls, sitting: Sitting) -> tuple[CaseGrade, ...]:
    """What was found in every case of a function."""
    grades = []
    for ready, outcome in calls:
        case = ready.case
        if isinstance(outcome, Returned):
            finding = judge_call(question, case, ready.wanted, outcome)
        else:
            told = _without_line(outcome, sitting) if case.visibility is Visibility.HIDDEN else outcome
            finding = sitting.explain(question.id, told)
        grades.append(CaseGrade(case.name, case.visibility, finding, case.points))
    return tuple(grades)


def _without_line(failure: Failure, sitting: Sitting) -> Failure:
    """The failure without its line, where there are so many lines that the number could spell a hidden argument."""
    if isinstance(failure, Raised) and failure.place.cell in sitting.long_cells:
        return replace(failure, place=Place(failure.place.cell, 0))
    return failure


def _grade_answers(question: AnswerQuestion, sitting: Sitting) -> tuple[CaseGrade, ...]:
    outcome = sitting.answers[question.id]
    if isinstance(outcome, Returned):
        findings = judge_answers(question, outcome.values)
    else:
        finding = sitting.explain(question.id, outcome)
        findings = {answer.where: finding for answer in question.answers}
    return tuple(
        CaseGrade(name_of(question, answer), Visibility.HIDDEN, findings[answer.where], answer.points)
        for answer in question.answers
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
