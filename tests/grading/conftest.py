"""Submissions for the assignment beside this, graded by the real grader."""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import chain

from autograder.grades import Grade, QuestionGrade
from autograder.grading.prepared import prepare
from autograder.grading.submissions import grade_entry
from autograder.handed_in import Entry, Student
from autograder.sandbox.limits import Limits
from autograder.sandbox.slot import Slot

RIGHT = {
    "area": "def area(a, b):\n    return a * b\n",
    "totals": "def totals(a, b):\n    return area(a, b).sum(axis=-1)\n",
    "table": "def table(a, b):\n    return np.outer(a, b), np.sum(np.outer(a, b))\n",
    "by_hand": 'by_hand = {"area": 6, "cost": 24, "tax": 4.8}\n',
    "rows": "rows = [11, 30]\n",
}
Grades = Callable[..., dict[str, QuestionGrade]]


@pytest.fixture(scope="session")
def grades(slot_for: Callable[..., Slot]) -> Grades:
    """The grades, question by question, of a right submission with some parts replaced.

    It is a .py file, or a notebook where there are `more_cells` behind its first.
    """
    prepared = prepare(chain.ASSIGNMENT)

    def graded(limits: Limits | None = None, more_cells: Sequence[str] = (), **parts: str) -> dict[str, QuestionGrade]:
        file, code = "a.py", "import numpy as np\n\n" + "\n".join((RIGHT | parts).values())
        if more_cells:
            cells = [{"cell_type": "code", "source": source} for source in (code, *more_cells)]
            file, code = "a.ipynb", json.dumps({"nbformat": 4, "cells": cells})
        grade: Grade = grade_entry(Entry(Student("one", "One"), file, code.encode()), prepared, slot_for(limits))
        assert grade.problem is None, grade.problem
        return {question.id: question for question in grade.questions}

    return graded
