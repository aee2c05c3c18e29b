"""A tiny assignment, and ways to have code graded for it by the real sandbox."""

import json
from dataclasses import dataclass

import numpy as np
import pytest

from autograder.grades import Grade, Verdict
from autograder.grading.prepared import prepare
from autograder.grading.submissions import grade_entry
from autograder.handed_in import Cell, Entry, Student
from autograder.model import Assignment, Case, FunctionQuestion, Topic, example, worked
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Session, prepare_batch

RIGHT = {
    "double": "def double(x):\n    return 2 * x\n",
    "total": "def total(x):\n    return x.sum()\n",
    "halves": "def halves(x):\n    return x / 2, -x / 2\n",
    "best": "best = 42.0\n",
}
FULL = {"double": 2.0, "total": 1.0, "halves": 1.0, "best": 1.0}


def double(x):
    """The reference of the first question."""
    return 2 * x


def total(x):
    """The reference of the second question."""
    return x.sum()


def halves(x):
    """The reference of the third question: two values."""
    return x / 2, -x / 2


def vector(rng):
    """The hidden argument of every case."""
    return (rng.normal(size=4),)


ASSIGNMENT = Assignment(
    name="toy",
    title="A toy",
    version="1",
    seed=7,
    topics=(
        Topic(
            "toy",
            "A toy",
            "",
            (
                FunctionQuestion(
                    double,
                    ("twice x",),
                    (
                        example("one, two", np.array([1.0, 2.0])),
                        Case("a", vector, 1.0),
                        Case("b", vector, 1.0, calls=2),
                    ),
                ),
                FunctionQuestion(total, ("the sum",), (Case("a", vector, 1.0),)),
                FunctionQuestion(halves, ("half", "minus half"), (Case("a", vector, 1.0),)),
                worked("best", 42.0, 1.0),
            ),
        ),
    ),
)


@dataclass(frozen=True)
class Graded:
    """A grade, with what the tests ask of it by question."""

    grade: Grade

    @property
    def scores(self):
        return {question.id: question.score for question in self.grade.questions}

    @property
    def verdicts(self):
        return {question.id: question.verdict for question in self.grade.questions}

    def messages(self, question):
        """The sentences on the cases of a question, in order."""
        (found,) = (q for q in self.grade.questions if q.id == question)
        return [case.finding.message for case in found.cases]

    def lost_only(self, question):
        """Whether the question has no points and all the others have all of theirs."""
        return self.scores == FULL | {question: 0.0}

    @property
    def is_perfect(self):
        return self.scores == FULL and set(self.verdicts.values()) == {Verdict.CORRECT}


@pytest.fixture(scope="session")
def prepared():
    """The tiny assignment, ready for a run."""
    return prepare(ASSIGNMENT)


@pytest.fixture
def grade(prepared, slot_for):
    """Grade a .py file; `double` and the others are right where the test does not write them."""

    def grade(source, *, call_seconds=2.0, load_seconds=5.0, submission_seconds=20.0, memory_bytes=1 << 28):
        limits = Limits(call_seconds, load_seconds, submission_seconds, memory_bytes)
        rest = "".join(code for name, code in RIGHT.items() if f"def {name}(" not in source and name != "best")
        best = RIGHT["best"] if "best =" not in source else ""
        entry = Entry(Student("1", "One"), "backprop.py", ("import numpy as np\n" + rest + best + source).encode())
        return Graded(grade_entry(entry, prepared, slot_for(limits)))

    return grade


@pytest.fixture
def grade_cells(prepared, slot_for):
    """Grade a notebook of these code cells, and of cells that answer everything right after them."""

    def grade_cells(*cells, call_seconds=2.0, load_seconds=5.0, submission_seconds=20.0, right=tuple(RIGHT)):
        limits = Limits(call_seconds, load_seconds, submission_seconds, 1 << 28)
        sources = [*cells, *(RIGHT[name] for name in right)]
        notebook = {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {},
            "cells": [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} for source in sources],
        }
        entry = Entry(Student("1", "One"), "backprop.ipynb", json.dumps(notebook).encode())
        return Graded(grade_entry(entry, prepared, slot_for(limits)))

    return grade_cells


@pytest.fixture
def open_session(slot_for):
    """Start a session with these pieces of code: a .py file where there is one text, else the cells of a notebook."""

    def open_session(*sources, **limits):
        numbered = [(0, sources[0])] if len(sources) == 1 else enumerate(sources, 1)
        limits = {
            "call_seconds": 5.0,
            "load_seconds": 5.0,
            "submission_seconds": 20.0,
            "memory_bytes": 1 << 28,
        } | limits
        return Session(tuple(Cell(number, code) for number, code in numbered), slot_for(Limits(**limits)))

    return open_session


@pytest.fixture
def run(open_session):
    """Call the function `probe` of a .py file once in a session of its own: the one outcome."""

    def run(source, *arguments, count=1, most=100):
        with open_session("import numpy as np\n" + source) as session:
            (outcome,) = session.call(prepare_batch("probe", [(1, arguments or (0.0,))], count, most))
        return outcome

    return run


@pytest.fixture
def load(open_session):
    """Load the code cells of a notebook, numbered from 1: the cells that failed, and what they led to."""

    def load(*cells, **limits):
        with open_session(*cells, "", **limits) as session:
            return {failure.cell: failure.outcome for failure in session.load_failures}

    return load
