"""Members of make-believe downloads, and the files that a run leaves."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from autograder.gradebook.names import file_stem
from autograder.reading.containers import Member
from autograder.reading.text import UnreadableError

MakeMember = Callable[..., Member]
WriteRun = Callable[..., Path]


@pytest.fixture(scope="session")
def member() -> MakeMember:
    """A member of this name; its content is its name or what is given, and a problem makes it unreadable."""

    def make(name: str, problem: str = "", content: str | None = None) -> Member:
        def load() -> bytes:
            if problem:
                raise UnreadableError(problem)
            return (name if content is None else content).encode()

        return Member(name, load)

    return make


@pytest.fixture(scope="session")
def write_run() -> WriteRun:
    """Write the files of a run: scores of 80 by student id, None for a submission that was rejected."""

    def write(folder: Path, scores: Mapping[str, float | None], **submission: Any) -> Path:
        for part in ("results", "feedback"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        for student, score in scores.items():
            text = json.dumps(record(student, score, submission), ensure_ascii=False)
            (folder / "results" / f"{file_stem(student)}.json").write_text(text, encoding="utf-8")
            page = f"<h1>{student}</h1> {score:g} of 80" if score is not None else f"<h1>{student}</h1>"
            (folder / "feedback" / f"{file_stem(student)}.html").write_text(page, encoding="utf-8")
        (folder / "grades.csv").write_text("student_id\n", encoding="utf-8")
        return folder

    return write


def record(student: str, score: float | None, submission: Mapping[str, Any]) -> dict[str, Any]:
    """A result with one question."""
    question = {"id": "double", "topic": "sums", "kind": "function", "score": score, "max_score": 80.0}
    question |= {
        "verdict": "correct" if score == 80 else "wrong",
        "hint": None,
        "misconception": None,
        "followed_through": False,
        "answer": None,
        "cases": [],
    }
    return {
        "assignment": {"name": "sums", "title": "Sums", "version": "1"},
        "student": {"id": student, "name": student},
        "submission": {"file": "backprop.py", "sha256": "0" * 64, "late": False} | submission,
        "status": "rejected" if score is None else "graded",
        "problem": "It is empty." if score is None else None,
        "score": score,
        "max_score": 80.0,
        "written": {"score": None, "max_score": 20.0},
        "questions": [] if score is None else [question],
    }
