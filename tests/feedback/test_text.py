"""Feedback as plain text, where an LMS shows no HTML."""

from typing import Any

import pytest

from autograder.feedback.text import comment, harmless, render_text

Result = dict[str, Any]


def result(**changes: Any) -> Result:
    """A result with a right function, a wrong one whose cases differ, and a written answer."""
    cases = [
        {"name": "one number", "verdict": "correct", "message": "It is right."},
        {"name": "a batch", "verdict": "wrong", "message": "The shape is (3,), not (3, 1)."},
    ]
    common = {"max_score": 4.0, "misconception": None, "hint": None, "followed_through": False, "answer": None}
    questions = [
        common
        | {"id": "double", "topic": "two_words", "kind": "function", "score": 4.0, "verdict": "correct", "cases": []},
        common
        | {"id": "half", "topic": "two_words", "kind": "function", "score": 1.5, "verdict": "wrong", "cases": cases},
        common | {"id": "why", "topic": "words", "kind": "written", "score": None, "verdict": "skipped", "cases": []},
    ]
    return {
        "assignment": {"name": "sums", "title": "Sums", "version": "1"},
        "student": {"id": "ann", "name": "Ann"},
        "submission": {"file": "backprop.py", "sha256": "", "late": False},
        "status": "graded",
        "problem": None,
        "score": 5.5,
        "max_score": 8.0,
        "written": {"score": None, "max_score": 20.0},
        "questions": questions,
    } | changes


def test_the_text_says_what_it_is_and_what_was_found() -> None:
    """First that it is feedback, then the score, then each question, with the cases that failed."""
    assert render_text(result()).splitlines() == [
        "FEEDBACK on backprop.py, Sums",
        "Ann",
        "",
        "Score: 5.5 of 8 points",
        "A person marks the written answers; they carry 20 points more.",
        "",
        "Two words",
        "  double: right, 4 of 4",
        "  half: not right, 1.5 of 4",
        "    - a batch: The shape is (3,), not (3, 1).",
        '      Once mended, run it again: python -m pytest -k "[half-"',
        "",
        "Words",
        "  why: to be marked, – of 4",
    ]


def test_what_all_cases_say_is_said_once() -> None:
    """A question that failed in one way has one sentence."""
    changed = result()
    changed["questions"][1]["cases"] = [changed["questions"][1]["cases"][1]] * 3
    assert render_text(changed).count("The shape is") == 1


def test_a_submission_that_was_not_graded_has_a_reason_and_no_score() -> None:
    """It is no zero, and the sentence says why."""
    text = render_text(result(score=None, problem="The file is empty.", questions=[]))
    assert "Not graded. The file is empty." in text
    assert "Score" not in text


def test_a_deduction_is_told() -> None:
    """What lateness costs stands below the score."""
    late = {"file": "a.py", "sha256": "", "late": True, "late_deduction": {"percent": 20.0, "points": 1.6}}
    assert "Handed in late: 1.6 points are deducted (20 percent)." in render_text(result(submission=late))


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\u202e", "\u200b", "a\rb", "a\u2028b", "a\nScore: 80 of 80"])
def test_no_control_character_of_a_student_comes_through(hostile: str) -> None:
    """Neither a terminal nor a reader is led astray by a name."""
    text = render_text(result(student={"id": "x", "name": hostile}))
    assert hostile not in text
    assert text.count("\n") == 14
    assert harmless(hostile) != hostile


def test_a_comment_is_one_line_of_ours() -> None:
    """It begins with a letter, and names questions only."""
    assert comment(result()) == "Score 5.5 of 8. Not all right yet: half."
    right = result(questions=result()["questions"][:1])
    assert comment(right) == "Score 5.5 of 8. All of it is right."
