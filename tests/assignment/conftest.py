"""Submissions made from the solutions, some functions replaced, and graded by the real grader."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from assignment import ASSIGNMENT
from autograder.grades import Grade
from autograder.grading.prepared import Prepared, PreparedCase, prepare
from autograder.grading.submissions import grade_entry
from autograder.handed_in import Entry, Student
from autograder.model import AnswerQuestion, Numbers
from autograder.release.code import answer_solved, solved
from autograder.release.document import Fill, document, to_script
from autograder.sandbox.slot import Slot


@pytest.fixture(scope="session")
def prepared() -> Prepared:
    """The assignment, drawn from its own seed."""
    return prepare(ASSIGNMENT)


@pytest.fixture(scope="session")
def runs() -> list[Prepared]:
    """The assignment, drawn from many seeds."""
    return [prepare(ASSIGNMENT, seed) for seed in range(25)]


@pytest.fixture(scope="session")
def values_of() -> Callable[..., list[Numbers] | None]:
    """What a function, called here as a case calls it, returns; None where the shapes do not fit each other."""

    def values(ready: PreparedCase, function: Callable[..., object]) -> list[Numbers] | None:
        copies = [a.copy() if isinstance(a, np.ndarray) else a for a in ready.arguments]
        try:
            with np.errstate(all="ignore"):
                result = function(*copies)
        except (ValueError, IndexError, TypeError):
            return None
        several = len(ready.wanted) > 1 and isinstance(result, tuple | list)
        return [np.asarray(value, dtype=np.float64) for value in (result if several else (result,))]

    return values


@pytest.fixture(scope="session")
def hand_in(prepared: Prepared, slot_for: Callable[[], Slot]) -> Callable[..., Grade]:
    """The grade of a .py file of the solutions, where `functions` and `answers` stand in for some of them."""

    def grade(
        functions: Mapping[str, str],
        answers: Callable[[AnswerQuestion], str] = answer_solved,
        seed: int | None = None,
    ) -> Grade:
        fill = Fill(lambda question: functions.get(question.id) or solved(question), answers)
        text = to_script(document(ASSIGNMENT, fill))
        entry = Entry(Student("one", "One"), "backprop.py", text.encode())
        return grade_entry(entry, prepared if seed is None else prepare(ASSIGNMENT, seed), slot_for())

    return grade
