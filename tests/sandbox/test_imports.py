"""What a student reads when code imports what it may not: the name of the module, and what to use."""

from dataclasses import replace

import pytest

from autograder.grading.prepared import prepare
from autograder.grading.submissions import grade_entry
from autograder.handed_in import Cell, Entry, Student
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Session, prepare_look_up
from autograder.sandbox.slot import Slot

BY_HAND = "the work is to be done by hand"


@pytest.fixture
def messages(prepared, slot_for):
    """The first sentence on each question of a .py file, under an assignment that refuses torch."""
    assignment = replace(prepared.assignment, refused={"torch": BY_HAND})

    def messages(source):
        entry = Entry(Student("1", "One"), "backprop.py", source.encode())
        grade = grade_entry(entry, prepare(assignment), slot_for())
        return {question.id: question.cases[0].finding.message for question in grade.questions}

    return messages


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("import scipy.special as sp", "`scipy` cannot be used: numpy and the standard library can."),
        ("from torch import nn", f"`torch` cannot be used: {BY_HAND}."),
    ],
    ids=["not there", "refused"],
)
def test_an_import_inside_a_function_is_named(messages, line, told):
    """A function that imports what is not there stops with the name of the module, and with the reason for it."""
    found = messages(f"def double(x):\n    {line}\n    return 2 * x\ndef total(x): return x.sum()\n")
    assert found["double"] == f"`double` stopped in line 2: {told}"
    assert found["total"] == "Right."


def test_an_import_at_the_top_is_named_where_names_are_missing(messages):
    """What a file does not define because an import stopped it says so, with the line and the module."""
    found = messages("best = 42.0\nif True:\n    import pandas\n    def double(x): return 2 * x\n")
    assert found["double"].startswith("There is no `double`: your file stopped in line 3: `pandas` cannot be used: ")
    assert found["best"] == "Right."


def test_an_import_that_the_text_does_not_show_is_told_by_its_exception(messages):
    """Where the line is no plain import, nothing of the student's text is guessed at."""
    found = messages("def double(x):\n    return __import__('secret_' + str(int(x[0])))\n")
    assert found["double"] == "`double` stopped with ModuleNotFoundError in line 2."


def test_a_name_that_a_stopped_cell_would_have_given_is_explained(grade_cells):
    """A NameError after a failed cell tells of that cell as well: it is usually the cause."""
    cell = "import pandas as pd\nimport numpy as np"
    result = grade_cells(cell, "def double(x): return np.abs(2 * x)", right=("total", "halves", "best"))
    told = "`double` stopped with NameError in cell 2, line 1. Before that cell 1 stopped in line 1: `pandas` cannot "
    assert result.messages("double")[0].startswith(told)
    assert result.lost_only("double")


PLOT = """
import io
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
figure, axes = plt.subplots()
axes.plot([1, 2, 3], [1, 4, 9], label="squares")
axes.set_title("$x^2$")
axes.legend()
picture = io.BytesIO()
figure.savefig(picture, format="png")
is_png = float(picture.getvalue()[:4] == b"\\x89PNG")
"""


def test_a_package_that_the_assignment_lists_works():
    """With matplotlib and its Agg backend listed, a plot is drawn for real, behind all layers."""
    with Slot(Limits(), ("matplotlib.pyplot", "matplotlib.backends.backend_agg")) as slot:
        with Session([Cell(1, PLOT)], slot) as session:
            (outcome,) = session.call(prepare_look_up("is_png", (), 1))
        assert session.load_failures == ()
        assert outcome.values[0].array == 1
        assert slot.isolation


def test_a_plot_is_a_stand_in_where_no_package_is_listed(slot_for):
    """Without it the same notebook goes on, and draws nothing."""
    with Session([Cell(1, PLOT), Cell(2, "after = 1.0")], slot_for()) as session:
        (outcome,) = session.call(prepare_look_up("after", (), 1))
    assert outcome.values[0].array == 1
