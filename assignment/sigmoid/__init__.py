"""Topic: the sigmoid and its derivative."""

from pathlib import Path

from assignment.sigmoid.misconceptions import MISCONCEPTIONS
from assignment.sigmoid.questions import QUESTIONS
from autograder.model import Topic

TOPIC = Topic(
    name="sigmoid",
    title="The sigmoid and its derivative",
    statement=Path(__file__).with_name("statement.md").read_text(encoding="utf-8"),
    questions=QUESTIONS,
    misconceptions=MISCONCEPTIONS,
)
