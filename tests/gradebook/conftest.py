"""Results of real submissions: one graded, one refused, one that the grader itself could not grade."""

from collections.abc import Callable

import pytest

from assignment import ASSIGNMENT
from autograder.gradebook.results import Result, result_of
from autograder.grading.prepared import prepare
from autograder.grading.submissions import grade_entry
from autograder.handed_in import Entry, Student
from autograder.sandbox.limits import Limits
from autograder.sandbox.slot import Slot

WORK = """
import numpy as np
def sigmoid(z):
    return 1 / (1 + np.exp(-np.asarray(z)))
def sigmoid_grad(z):
    return np.full(np.shape(z), np.nan)
def squared_error(Y, T):
    return float("inf")
def matmul_backward(dL_dY, W, X):
    import os
    os._exit(3)
sigmoid_grad_max = float("nan")
W_updated = [[1, 2], [3, float("-inf")]]
tree_backward = {"s1": 1e308, "h1": None}
# <!-- answer: vanishing_gradients -->
# They shrink: 0.25² < 0.25 — “so” 勾配.
"""
Grade = Callable[..., Result]


@pytest.fixture(scope="session")
def grade(slot_for: Callable[[Limits | None], Slot]) -> Grade:
    """The result of an entry, graded for real."""
    prepared = prepare(ASSIGNMENT)

    def result(entry: Entry, limits: Limits | None = None) -> Result:
        return result_of(grade_entry(entry, prepared, slot_for(limits)), ASSIGNMENT)

    return result


@pytest.fixture(scope="session")
def entry() -> Entry:
    """A submission with all sorts of values in it."""
    return Entry(Student("ann_7", "Ann Ó Náraigh"), "backprop.py", WORK.encode(), late=True)


@pytest.fixture(scope="session")
def results(grade: Grade, entry: Entry) -> dict[str, Result]:
    """A result for each status."""
    return {
        "graded": grade(entry),
        "rejected": grade(Entry(Student("bo", "Bo"), "backprop.py", b"def (")),
        "no file": grade(Entry(Student("cy", "Cy"), "", problem="There is no .py or .ipynb file.")),
        "grader_error": grade(entry, Limits(load_seconds=0.0)),  # no process is as fast as this
    }


@pytest.fixture(scope="session")
def refused(grade: Grade) -> Callable[..., Result]:
    """The result of a submission that cannot be read, of a student with the given id, name and file."""

    def result(id_: str, name: str = "Name", file: str = "backprop.py", problem: str = "It is empty.") -> Result:
        return grade(Entry(Student(id_, name), file, problem=problem))

    return result
