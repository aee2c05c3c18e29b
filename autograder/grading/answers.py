"""What a wrong worked answer earns where it follows from an earlier mistake, or is a known mistake itself."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from autograder.bank import Where, WrongAnswer
from autograder.comparing.answers import accepts, text_agrees, value_at
from autograder.grades import CaseGrade, Finding, QuestionGrade
from autograder.grading.questions import Sitting
from autograder.grading.variants import Function, copied, prerequisites, rebound
from autograder.model import Answer, AnswerQuestion, Numbers, parameters_of
from autograder.outcome import Returned

Given = Mapping[Where, float | str]
MOST_ROOTS = 3  # mistakes that others follow from; more of them are no mistakes, but nonsense that agrees with itself


def credit_answer(
    question: AnswerQuestion, grade: QuestionGrade, sitting: Sitting, named: Mapping[str, Function]
) -> QuestionGrade:
    """The grade with what follows from earlier mistakes, and the name of a known one.

    `named` are the student's functions that are wrong in a known way, and the variants that they are.
    """
    outcome = sitting.answers[question.id]
    if not isinstance(outcome, Returned):
        return grade
    given = given_values(question, outcome)
    wrong = {a.where for a, case in zip(question.answers, grade.cases, strict=True) if not case.is_right}
    worked = _worked_by(question, sitting, named)
    cases = tuple(
        _follow(question, answer, case, given, wrong, worked) if answer.where in wrong else case
        for answer, case in zip(question.answers, grade.cases, strict=True)
    )
    left = {a.where for a, case in zip(question.answers, cases, strict=True) if case.score < case.points}
    rows = [row for topic in sitting.prepared.assignment.topics for row in topic.wrong_answers]
    mistake = recognise([row for row in rows if row.question == question.id], given, wrong, left)
    if mistake is None or not left:
        return replace(grade, cases=cases, recurs=False) if len(left) <= MOST_ROOTS else grade
    told = replace(grade, cases=cases, misconception=mistake.label, least=mistake.share * question.points, recurs=False)
    return replace(told, hint=f"{mistake.hint} {what_is_left(told)}".strip())


def what_is_left(grade: QuestionGrade) -> str:
    """The sentence on the points that a named mistake leaves, where they are more than the cases earn."""
    if grade.least <= sum(case.score for case in grade.cases):
        return ""
    return f"This mistake leaves {grade.least:g} of the {grade.points:g} points."


def given_values(question: AnswerQuestion, outcome: Returned) -> dict[Where, float | str]:
    """The numbers and texts that the student gave, where they are of the right form."""
    values = dict(zip(question.keys, outcome.values, strict=True)) if question.keys else {}
    found: dict[Where, float | str] = {}
    for answer in question.answers:
        value = values[str(answer.where)] if question.keys else outcome.values[0]
        given = value_at(question, answer, value)
        if given is not None:
            found[answer.where] = given
    return found


def recognise(rows: list[WrongAnswer], given: Given, wrong: set[Where], left: set[Where]) -> WrongAnswer | None:
    """The known mistake that explains all wrong values that do not follow from others; of several, the fullest."""
    fitting = [
        row
        for row in rows
        if left <= row.values.keys()
        and row.values.keys() & wrong
        and all(where in given and _is(given[where], value) for where, value in row.values.items())
    ]
    return max(fitting, key=lambda row: len(row.values), default=None)


def _is(given: float | str, value: float | str) -> bool:
    if isinstance(given, str) or isinstance(value, str):
        return isinstance(given, str) and isinstance(value, str) and text_agrees(given, value)
    return accepts(given, value)


def _follow(
    question: AnswerQuestion, answer: Answer, case: CaseGrade, given: Given, wrong: set[Where], worked: Numbers | None
) -> CaseGrade:
    """The case, earning its points where the value follows from the student's own earlier ones or own function."""
    got = given.get(answer.where)
    if not isinstance(got, float) or isinstance(answer.value, str):
        return case
    source = None
    if worked is not None and isinstance(answer.where, tuple):
        expected = float(worked[answer.where])
        assert question.by is not None  # noqa: S101 - else nothing was worked
        source = f"your own `{question.by.function}`"
    elif answer.follows is not None and set(parameters_of(answer.follows)) & wrong:
        expected = _from_own(answer, given)
        source = "your own " + " and ".join(name for name in parameters_of(answer.follows) if name in wrong)
    if source is None or not _tells(expected) or accepts(expected, answer.value) or not accepts(got, expected):
        return case
    message = f"{case.finding.message} It follows rightly from {source}, and so it earns its points."
    return replace(case, finding=Finding(case.finding.verdict, message), followed_through=True)


def _from_own(answer: Answer, given: Given) -> float:
    """What follows from the student's own values; NaN where one is missing or trivial."""
    assert answer.follows is not None  # noqa: S101 - asked for only where it is there
    own = [given.get(name, math.nan) for name in parameters_of(answer.follows)]
    if not all(isinstance(value, float) and _tells(value) for value in own):
        return math.nan
    try:
        with np.errstate(all="ignore"):
            return float(answer.follows(*own))
    except Exception:  # a rule made for plausible numbers
        return math.nan


def _tells(value: float) -> bool:
    """Whether a value can show that somebody went on rightly from it: zero, one and infinity make it too easy."""
    return math.isfinite(value) and value not in (-1.0, 0.0, 1.0)


def _worked_by(question: AnswerQuestion, sitting: Sitting, named: Mapping[str, Function]) -> Numbers | None:
    """What the answer comes to by the student's own mistakes in the function behind it; None where none is known."""
    if question.by is None:
        return None
    functions = sitting.prepared.assignment.functions
    function = functions[question.by.function]
    others = {name: named[name] for name in prerequisites(function, functions) & named.keys()}
    if not others and function.id not in named:
        return None
    try:
        with np.errstate(all="ignore"):
            result = rebound(named.get(function.id, function.reference), others)(*copied(question.by.arguments))
        array = np.asarray(result, dtype=np.float64)
    except Exception:  # a wrong variant may fail in any way
        return None
    return array if array.shape == question.shape else None
