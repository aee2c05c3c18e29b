"""Topic: the matrix product."""

from pathlib import Path

from assignment.matmul.misconceptions import MISCONCEPTIONS
from assignment.matmul.questions import QUESTIONS
from autograder.model import Topic

TOPIC = Topic(
    name="matmul",
    title="The matrix product",
    statement=Path(__file__).with_name("statement.md").read_text(encoding="utf-8"),
    questions=QUESTIONS,
    misconceptions=MISCONCEPTIONS,
)
