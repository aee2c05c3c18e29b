"""Topic: a network of two linear layers."""

from pathlib import Path

from assignment.mlp.misconceptions import MISCONCEPTIONS
from assignment.mlp.questions import QUESTIONS
from autograder.model import Topic

TOPIC = Topic(
    name="mlp",
    title="A network of two linear layers",
    statement=Path(__file__).with_name("statement.md").read_text(encoding="utf-8"),
    questions=QUESTIONS,
    misconceptions=MISCONCEPTIONS,
)
