"""What a wrong question is told and earns beyond its cases: the name of its mistake, a hint, and follow-through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from autograder.grades import CaseGrade, QuestionGrade, Verdict
from autograder.grading.answers import credit_answer, what_is_left
from autograder.grading.diagnosis import Diagnosis, diagnose
from autograder.grading.following import run_with_references
from autograder.grading.questions import Sitting, grade_calls
from autograder.grading.recurring import Calls, remembered
from autograder.grading.variants import Function, prerequisites
from autograder.model import AnswerQuestion
from autograder.sandbox.session import Session

NEVER_WRITTEN = frozenset({Verdict.MISSING, Verdict.NOT_ATTEMPTED})


def credited(grades: Sequence[QuestionGrade], sitting: Sitting, session: Session) -> tuple[QuestionGrade, ...]:
    """The grades with what is to be said of wrong questions, and what they earn by it."""
    asked = {question.id: question for question in sitting.prepared.assignment.questions}
    functions = sitting.prepared.assignment.functions
    raw = {grade.id: grade for grade in grades}
    attempted = [name for name in functions if raw[name].verdict not in NEVER_WRITTEN | {Verdict.CORRECT}]
    before = {name: prerequisites(functions[name], functions) for name in attempted}
    unwritten = frozenset(name for name in functions if raw[name].verdict in NEVER_WRITTEN)
    losing = frozenset(name for name in attempted if raw[name].score < raw[name].points)
    # Nothing is followed through what was never written: the work of the reference would come for nothing.
    failed = {name: before[name] & losing for name in attempted if name in losing and not before[name] & unwritten}
    again = run_with_references(failed, sitting.prepared, session)
    named: dict[str, Function] = {}
    done: dict[str, QuestionGrade] = {}
    for name in attempted:
        followed = None
        if name in again:
            followed = _follow(raw[name], again[name], grade_calls(again[name], sitting), failed[name])
        done[name], own = _credit_function(raw[name], sitting.calls[name], followed)
        if own is not None and own.variant is not None and own.share:
            named[name] = own.variant
    for name, question in asked.items():
        if isinstance(question, AnswerQuestion) and raw[name].verdict is not Verdict.CORRECT:
            done[name] = credit_answer(question, raw[name], sitting, named)
    return tuple(_advised(done.get(grade.id, grade)) if grade.cases else grade for grade in grades)


@remembered
def _advised(grade: QuestionGrade) -> QuestionGrade:
    """The grade with a hint; where nothing better is known, it is the advice on the first case that is wrong."""
    open_cases = [case for case in grade.cases if not case.followed_through and not case.is_right]
    advice = open_cases[0].finding.advice if open_cases else ""
    return replace(grade, hint=advice) if advice and not grade.hint else grade


@dataclass(frozen=True, slots=True, eq=False)
class _Followed:
    """A function of the student's, called with references in place of what failed before it.

    `cases` are those of the first calls, with what they earn now where that is more; `again` is what was found now.
    """

    calls: Calls
    cases: tuple[CaseGrade, ...]
    again: QuestionGrade
    note: str

    @property
    def recurs(self) -> bool:
        """Whether it may come again."""
        return self.calls.recurs


@remembered
def _credit_function(
    grade: QuestionGrade, calls: Calls, followed: _Followed | None
) -> tuple[QuestionGrade, Diagnosis | None]:
    """The grade of a wrong function, and what is wrong with it by itself, where that is known."""
    if followed is None:
        own = diagnose(calls)
        return _told(grade, grade.cases, own or Diagnosis(_advice(grade.cases)), ""), own
    if followed.again.verdict is Verdict.CORRECT:
        return replace(grade, cases=followed.cases, hint=followed.note or None), None
    own = diagnose(followed.calls)
    found = own or diagnose(calls) or Diagnosis(_advice(followed.again.cases))
    return _told(grade, followed.cases, found, followed.note), own


def _told(grade: QuestionGrade, cases: tuple[CaseGrade, ...], found: Diagnosis, note: str) -> QuestionGrade:
    told = replace(grade, cases=cases, misconception=found.label, least=found.share * grade.points)
    return replace(told, hint=" ".join(filter(None, (note, found.hint, what_is_left(told)))))


def _advice(cases: Sequence[CaseGrade]) -> str:
    return next(case.finding.advice for case in cases if not case.is_right)


@remembered
def _follow(grade: QuestionGrade, calls: Calls, again: QuestionGrade, failed: frozenset[str]) -> _Followed:
    """What the calls earn that were made with references in place of what failed before: all of them, or none."""
    more = again.score - grade.score
    if more <= 0:
        return _Followed(calls, grade.cases, again, "")
    cases = tuple(
        replace(first, followed_through=second.is_right) for first, second in zip(grade.cases, again.cases, strict=True)
    )
    *others, last = (f"`{name}`" for name in sorted(failed))
    names = f"{', '.join(others)} and {last}" if others else last
    points = "point" if more == 1 else "points"
    note = f"Graded once more with the right {names} in place of yours, which earns {more:g} {points}."
    return _Followed(calls, cases, again, note)
