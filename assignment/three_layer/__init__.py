"""Topic: a chain of three scalar layers."""

from pathlib import Path

from assignment.three_layer.misconceptions import MISCONCEPTIONS
from assignment.three_layer.questions import QUESTIONS
from autograder.model import Topic

TOPIC = Topic(
    name="three_layer",
    title="A chain of three layers",
    statement=Path(__file__).with_name("statement.md").read_text(encoding="utf-8"),
    questions=QUESTIONS,
    misconceptions=MISCONCEPTIONS,
)
