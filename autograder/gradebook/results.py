"""The record of a submission: everything that people see is a function of it. See results.schema.json beside this."""

from __future__ import annotations

import json
from typing import Any

from autograder.grades import CaseGrade, Grade, QuestionGrade, Status
from autograder.model import Assignment, LatePolicy, WrittenQuestion

SCHEMA = 1
Result = dict[str, Any]


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
        "questions": [_question(question) for question in grade.questions],
        "isolation": list(grade.isolation),
        "seconds": round(grade.seconds, 4),
    }


def to_json(result: Result) -> str:
    """The record as it stands on disk; the same submission gives the same text but for `seconds`."""
    return json.dumps(result, ensure_ascii=False, allow_nan=False) + "\n"


def without_cases(result: Result) -> Result:
    """What a table and a summary need of a result: a small part of it, as it passes from process to process."""
    kept = ("id", "score", "max_score")
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
