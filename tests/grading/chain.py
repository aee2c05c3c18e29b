"""A small assignment in which one function builds on another, with a bank: what is named and followed shows here."""

import numpy as np

from autograder.bank import Alternative, Derivative, Misconception, WrongAnswer
from autograder.model import Assignment, Case, FunctionQuestion, Topic, Visibility, WorkedBy, example, worked


def area(a, b):
    """The area of rectangles, side by side."""
    # BEGIN SOLUTION
    return a * b
    # END SOLUTION


def totals(a, b):
    """The areas added up along the last axis."""
    # BEGIN SOLUTION
    return area(a, b).sum(axis=-1)
    # END SOLUTION


def table(a, b):
    """All products of two vectors, and their sum."""
    # BEGIN SOLUTION
    return np.outer(a, b), np.sum(np.outer(a, b))
    # END SOLUTION


def area_of_triangles(a, b):
    """Half of it."""
    return area(a, b) / 2


def border(a, b):
    """The length of two sides."""
    return a + b + 0 * area(a, b)


def taken_away(a, b):
    """Minus the area."""
    return -area(a, b)


def averaged(a, b):
    """The mean along the last axis."""
    return area(a, b).mean(axis=-1)


def product(a, b):
    """The product by its long name."""
    return np.multiply(a, b)


def first_only(a, b):
    """Without the others."""
    return area(a, b)[..., 0]


def two(*shapes):
    """Draw two arrays of these shapes."""
    return lambda rng: tuple(rng.uniform(1, 3, size=shape) for shape in shapes)


AREA = FunctionQuestion(
    area,
    ("the area",),
    (
        example("two by three", 2.0, 3.0),
        Case("rows", two((3,), (3,)), 2.0),
        Case("a table", two((2, 5), (2, 5)), 2.0),
    ),
)
TOTALS = FunctionQuestion(
    totals,
    ("the totals",),
    (
        example("two rectangles", np.array([1.0, 2.0]), np.array([3.0, 4.0])),
        Case("a row", two((4,), (4,)), 1.0),
        Case("a table", two((3, 5), (3, 5)), 2.0),
        Case("one row", two((1, 7), (1, 7)), 1.0),
    ),
    prerequisites=("area",),
)
TABLE = FunctionQuestion(
    table,
    ("the table", "the sum"),
    (
        Case("three by two", two((3,), (2,)), 1.0),
        Case("two by four", two((2,), (4,)), 1.0, Visibility.HIDDEN),
    ),
)
BY_HAND = worked(
    "by_hand",
    {"area": 6.0, "cost": 24.0, "tax": 4.8},
    3.0,
    follows={"cost": lambda area: 4 * area, "tax": lambda cost: cost / 5},
)
CORNERS = (np.array([[1.0, 2], [3, 4]]), np.array([[3.0, 4], [2, 6]]))
ROWS = worked("rows", [11.0, 30.0], 2.0, by=WorkedBy("totals", CORNERS))
QUESTIONS = (AREA, TOTALS, TABLE, BY_HAND, ROWS)
BANK = (
    Misconception("area", "triangles", area_of_triangles, "How many triangles make a rectangle?", 0.5),
    Misconception("area", "sides added", border, "What is it that you add up?"),
    Misconception("area", "sign turned", taken_away, "Can an area be negative?", 0.5),
    Misconception("totals", "mean in place of the sum", averaged, "How many are there, and does it matter?", 0.25),
    Misconception("totals", "only the first", first_only, "What happens to the others?"),
)
WRONG = (
    WrongAnswer("by_hand", "sides added", {"area": 5.0}, "What is it that you add up?", 0.25),
    WrongAnswer("rows", "columns", {(0,): 9.0, (1,): 32.0}, "Which way do rows run?"),
)
RIGHT = (Alternative("area", "numpy's own product", product),)
SLOPES = (Derivative("area", lambda xp, a, b: a * a * b / 2, (0,), elementwise=True),)
STATEMENT = "# Areas\n" + "".join(f"\n<!-- question: {question.id} -->\n{question.id}\n" for question in QUESTIONS)
TOPIC = Topic("areas", "Areas", STATEMENT, QUESTIONS, BANK, WRONG, RIGHT, SLOPES)
ASSIGNMENT = Assignment("areas", "Areas", "1", 7, (TOPIC,))
