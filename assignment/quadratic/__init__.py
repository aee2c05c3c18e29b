"""Topic: a quadratic model and the update rule."""

from pathlib import Path

from assignment.quadratic.misconceptions import MISCONCEPTIONS
from assignment.quadratic.questions import QUESTIONS
from autograder.model import Topic

TOPIC = Topic(
    name="quadratic",
    title="A quadratic model and the update rule",
    statement=Path(__file__).with_name("statement.md").read_text(encoding="utf-8"),
    questions=QUESTIONS,
    misconceptions=MISCONCEPTIONS,
)
