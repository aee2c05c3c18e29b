"""A late policy: off unless the assignment has one, and applied where the time is known only."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import jsonschema
import pytest

import autograder
from assignment import ASSIGNMENT
from autograder.gradebook.results import Result, result_of, to_json
from autograder.grades import CaseGrade, Finding, Grade, QuestionGrade, Status, Verdict
from autograder.handed_in import Entry, Student
from autograder.model import LatePolicy, Visibility

SCHEMA = json.loads((Path(autograder.__file__).parent / "gradebook" / "results.schema.json").read_text())
ZONE = timezone(timedelta(hours=-5))
DEADLINE = datetime(2026, 2, 1, 23, 59, tzinfo=ZONE)
POLICY = LatePolicy(DEADLINE, percent_a_day=10, grace_hours=2, most_percent=50)
HERE = DEADLINE.replace(tzinfo=None)


@pytest.mark.parametrize(
    ("submitted", "percent"),
    [
        pytest.param(DEADLINE - timedelta(days=3), 0, id="early"),
        pytest.param(DEADLINE, 0, id="in time"),
        pytest.param(DEADLINE + timedelta(hours=2), 0, id="within the grace"),
        pytest.param(DEADLINE + timedelta(hours=2, seconds=1), 10, id="beyond the grace"),
        pytest.param(DEADLINE + timedelta(days=1), 10, id="one day"),
        pytest.param(DEADLINE + timedelta(days=1, seconds=1), 20, id="a second day begun"),
        pytest.param(DEADLINE + timedelta(days=4, hours=1), 50, id="the most"),
        pytest.param(DEADLINE + timedelta(days=90), 50, id="never more than the most"),
        pytest.param(HERE + timedelta(hours=3), 10, id="without a zone, in that of the deadline"),
        pytest.param((DEADLINE + timedelta(hours=1)).astimezone(UTC), 0, id="in another zone"),
    ],
)
def test_days_that_were_begun_cost(submitted: datetime, percent: float) -> None:
    """Each day begun costs its share, up to the most, when the grace is over."""
    assert POLICY.percent(submitted) == percent


@pytest.mark.parametrize(
    "wrong",
    [
        {"deadline": HERE},
        {"percent_a_day": -1.0},
        {"grace_hours": -1.0},
        {"most_percent": 101.0},
        {"most_percent": -1.0},
    ],
)
def test_a_policy_that_cannot_be_applied_is_refused(wrong: dict[str, float]) -> None:
    """No zone, and numbers below nothing or above everything, are mistakes of the instructor's."""
    with pytest.raises(ValueError, match="late policy"):
        replace(POLICY, **wrong)


def result(policy: LatePolicy | None, submitted: datetime | None, *, late: bool = False) -> Result:
    """The result of a submission with 6 of 8 points."""
    entry = Entry(Student("ann", "Ann"), "a.py", late=late, submitted=submitted)
    cases = tuple(
        CaseGrade(name, Visibility.HIDDEN, Finding(verdict, "It is so."), points)
        for name, verdict, points in (("a", Verdict.CORRECT, 6.0), ("b", Verdict.WRONG, 2.0))
    )
    question = QuestionGrade("double", "sums", "function", 8.0, Verdict.WRONG, cases)
    grade = Grade(entry, "0" * 64, Status.GRADED, None, (question,), 8.0, (), 0.0)
    made = result_of(grade, replace(ASSIGNMENT, late_policy=policy))
    jsonschema.validate(json.loads(to_json(made)), SCHEMA, jsonschema.Draft202012Validator)
    return made


def test_without_a_policy_nothing_is_said() -> None:
    """The flag of the LMS is carried on, and there is no word of a deduction."""
    assert ASSIGNMENT.late_policy is None
    made = result(None, DEADLINE + timedelta(days=9), late=True)
    assert made["submission"] == {"file": "a.py", "sha256": "0" * 64, "late": True}


def test_a_deduction_stands_beside_the_whole_score() -> None:
    """The score stays what was earned; what comes off is a share of the full score."""
    made = result(POLICY, DEADLINE + timedelta(days=1, hours=1))
    assert made["score"] == 6
    assert made["submission"]["late"] is True
    assert made["submission"]["late_deduction"] == {"percent": 20, "points": 1.6}


def test_in_time_is_a_deduction_of_nothing() -> None:
    """Under a policy with a known time the deduction is always told."""
    made = result(POLICY, DEADLINE)
    assert (made["submission"]["late"], made["submission"]["late_deduction"]["points"]) == (False, 0)


def test_without_a_time_nothing_is_deducted() -> None:
    """A mark of the LMS that says late does not say how late."""
    made = result(POLICY, None, late=True)
    assert (made["submission"]["late"], made["submission"]["late_deduction"]) == (True, None)
