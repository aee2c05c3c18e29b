"""What a wrong question is told and earns beyond its cases: the name of its mistake, a hint, and follow-through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from autograder.grades import CaseGrade, QuestionGrade, Verdict
from autograder.grading.answers import credit_answer
from autograder.grading.diagnosis import Diagnosis, diagnose
from autograder.grading.following import prerequisites, run_with_references
from autograder.grading.questions import Calls, Sitting, grade_calls
from autograder.grading.variants import Function
from autograder.model import AnswerQuestion, FunctionQuestion
from autograder.sandbox.session import Session

NEVER_WRITTEN = frozenset({Verdict.MISSING, Verdict.NOT_ATTEMPTED})


def credited(grades: Sequence[QuestionGrade], sitting: Sitting, session: Session) -> tuple[QuestionGrade, ...]:
    """The grades with what is to be said of wrong questions, and what they earn by it."""
    asked = {question.id: question for question in sitting.prepared.assignment.questions}
    functions = {name: question for name, question in asked.items() if isinstance(question, FunctionQuestion)}
    raw = {grade.id: grade for grade in grades}
    wrong = frozenset(name for name in functions if raw[name].verdict is not Verdict.CORRECT)
    attempted = [name for name in functions if name in wrong and raw[name].verdict not in NEVER_WRITTEN]
    failed = {name: prerequisites(functions[name], functions) & wrong for name in attempted}
    again = run_with_references(failed, sitting.prepared, session)
    named: dict[str, Function] = {}
    done: dict[str, QuestionGrade] = {}
    for name in attempted:
        followed = _follow(functions[name], raw[name], failed[name], again[name], sitting) if name in again else None
        done[name], variant = _credit_function(functions[name], raw[name], followed, sitting)
        if variant is not None:
            named[name] = variant
    for name, question in asked.items():
        if isinstance(question, AnswerQuestion) and raw[name].verdict is not Verdict.CORRECT:
            done[name] = credit_answer(question, raw[name], sitting, named)
    return tuple(_advised(done.get(grade.id, grade)) for grade in grades)


def _advised(grade: QuestionGrade) -> QuestionGrade:
    """The grade with a hint; where nothing better is known, it is the advice on the first case that is wrong."""
    open_cases = [case for case in grade.cases if not case.followed_through and not _is_right(case)]
    advice = open_cases[0].finding.advice if open_cases else ""
    return replace(grade, hint=advice) if advice and not grade.hint else grade


@dataclass(frozen=True, slots=True)
class _Followed:
    """A function of the student's, called with references in place of what failed before it."""

    calls: Calls
    cases: tuple[CaseGrade, ...]
    note: str


def _credit_function(
    question: FunctionQuestion, grade: QuestionGrade, followed: _Followed | None, sitting: Sitting
) -> tuple[QuestionGrade, Function | None]:
    """The grade of a wrong function, and the variant that it seems to be."""
    cases, notes, tried = grade.cases, [], [sitting.calls[question.id]]
    if followed is not None:
        cases, tried = followed.cases, [followed.calls, *tried]
        notes = [followed.note] if any(case.followed_through for case in cases) else []
    if all(case.score == case.points for case in cases) and notes:
        return replace(grade, cases=cases, hint=notes[0]), None
    known = sitting.prepared.known[question.id]
    found = next(filter(None, (diagnose(question, known, calls) for calls in tried)), None)
    if found is None:
        advice = next(case.finding.advice for case in cases if not _is_right(case))
        found = Diagnosis(advice)
    hint = " ".join([*notes, found.hint])
    told = replace(grade, cases=cases, misconception=found.label, hint=hint, least=found.share * question.points)
    return told, found.variant


def _follow(
    question: FunctionQuestion, grade: QuestionGrade, failed: frozenset[str], calls: Calls, sitting: Sitting
) -> _Followed:
    """What the calls earn that were made with references in place of what failed before."""
    cases = tuple(
        replace(first, followed_through=_is_right(second) and not _is_right(first))
        for first, second in zip(grade.cases, grade_calls(question, calls, sitting), strict=True)
    )
    earned = sum(case.points for case in cases if case.followed_through)
    *others, last = (f"`{name}`" for name in sorted(failed))
    names = f"{', '.join(others)} and {last}" if others else last
    points = "point" if earned == 1 else "points"
    note = f"Graded once more with the right {names} in place of yours, which earns {earned:g} {points}."
    return _Followed(calls, cases, note)


def _is_right(case: CaseGrade) -> bool:
    return case.finding.verdict is Verdict.CORRECT
