"""The record of a submission: everything that people see is a function of it. See results.schema.json beside this."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from autograder.grades import CaseGrade, Grade, QuestionGrade, Status
from autograder.model import Assignment, LatePolicy, WrittenQuestion

SCHEMA = 1
Result = dict[str, Any]
MOST_KEPT = 80  # of what recurs


def result_of(grade: Grade, assignment: Assignment) -> Result:
    """The record. A submission that was not graded has no score: it is not a zero."""
    graded = grade.status is Status.GRADED
    written = [question.points for question in assignment.questions if isinstance(question, WrittenQuestion)]
    return {
        "schema": SCHEMA,
        "assignment": {"name": assignment.name, "title": assignment.title, "version": assignment.version},
        "student": {"id": grade.entry.student.id, "name": grade.entry.student.name},
        "submission": {"file": grade.entry.file, "sha256": grade.sha256} | _lateness(grade, assignment.late_policy),
        "status": grade.status.value,
        "problem": grade.problem,
        "score": _rounded(grade.score) if graded else None,
        "max_score": _rounded(grade.max_score),
        "written": {"score": None, "max_score": _rounded(sum(written))},
        "questions": [(_recurring if question.recurs else _question)(question) for question in grade.questions],
        "isolation": list(grade.isolation),
        "seconds": round(grade.seconds, 4),
    }


def to_json(result: Result) -> str:
    """The record as it stands on disk; the same submission gives the same text but for `seconds`."""
    questions = ", ".join(map(question_text, result["questions"]))
    members = (
        f'"{name}": {f"[{questions}]" if name == "questions" else _text(member)}' for name, member in result.items()
    )
    return f"{{{', '.join(members)}}}\n"


def question_text(question: Result) -> str:
    """The record of a question as it stands on disk."""
    return _recurring_text(question) if isinstance(question, _Recurring) else _text(question)


def _text(part: object) -> str:
    return json.dumps(part, ensure_ascii=False, allow_nan=False)


def without_cases(result: Result) -> Result:
    """What a table and a summary need of a result: a small part of it, as it passes from process to process."""
    kept = ("id", "kind", "verdict", "score", "max_score")
    return {**result, "questions": [{key: question[key] for key in kept} for question in result["questions"]]}


def _lateness(grade: Grade, policy: LatePolicy | None) -> Result:
    """Whether the work came late; under a policy also what that costs, and null where nothing tells how late it was."""
    if policy is None:
        return {"late": grade.entry.late}
    if grade.entry.submitted is None:
        return {"late": grade.entry.late, "late_deduction": None}
    percent = policy.percent(grade.entry.submitted)
    deduction = {"percent": _rounded(percent), "points": _rounded(grade.max_score * percent / 100)}
    return {"late": grade.entry.late or percent > 0, "late_deduction": deduction}


def _question(question: QuestionGrade) -> Result:
    automatic = question.cases or None
    return {
        "id": question.id,
        "topic": question.topic,
        "kind": question.kind,
        "score": _rounded(question.score) if automatic else None,
        "max_score": _rounded(question.points),
        "verdict": question.verdict.value,
        "misconception": question.misconception,
        "hint": question.hint,
        "followed_through": question.followed_through,
        "answer": question.answer,
        "cases": [_case(case) for case in question.cases],
    }


class _Recurring(Result):
    """The record of a question that is in many results, so nobody may change it; it is known by its identity."""

    __hash__ = object.__hash__  # type: ignore[assignment]


@lru_cache(maxsize=MOST_KEPT)
def _recurring(question: QuestionGrade) -> Result:
    return _Recurring(_question(question))


_recurring_text = lru_cache(maxsize=MOST_KEPT)(_text)


def _case(case: CaseGrade) -> Result:
    return {
        "name": case.name,
        "visibility": case.visibility.value,
        "verdict": case.finding.verdict.value,
        "message": case.finding.message,
        "score": _rounded(case.score),
        "max_score": _rounded(case.points),
    }


def _rounded(points: float) -> float:
    return round(points, 4)
