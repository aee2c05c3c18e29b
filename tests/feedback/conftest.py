"""Feedback pages of submissions that were graded for real."""

from collections.abc import Callable

import pytest

from assignment import ASSIGNMENT
from autograder.feedback.page import render_page
from autograder.gradebook.results import result_of
from autograder.grading.prepared import prepare
from autograder.grading.submissions import grade_entry
from autograder.handed_in import Entry, Student
from autograder.sandbox.limits import Limits
from autograder.sandbox.slot import Slot

Page = Callable[..., str]


@pytest.fixture(scope="session")
def page(slot_for: Callable[[Limits | None], Slot]) -> Page:
    """The page of a submission: its code, written answers and names, or the problem with it."""
    prepared = prepare(ASSIGNMENT)

    def render(
        code: str = "a = 1",
        answer: str = "",
        name: str = "Ann",
        file: str = "backprop.py",
        problem: str | None = None,
        late: bool = False,
        limits: Limits | None = None,
    ) -> str:
        marked = "\n".join(f"# {line}" for line in ["<!-- answer: vanishing_gradients -->", *answer.split("\n")])
        entry = Entry(Student("id", name), file, f"{code}\n{marked}\n".encode(), problem, late)
        return render_page(result_of(grade_entry(entry, prepared, slot_for(limits)), ASSIGNMENT))

    return render
