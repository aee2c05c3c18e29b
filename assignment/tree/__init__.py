"""Topic: a small tree of sigmoid units, worked by hand."""

from pathlib import Path

from assignment.tree.misconceptions import MISCONCEPTIONS
from assignment.tree.questions import QUESTIONS
from autograder.model import Topic

TOPIC = Topic(
    name="tree",
    title="A small tree, by hand",
    statement=Path(__file__).with_name("statement.md").read_text(encoding="utf-8"),
    questions=QUESTIONS,
    misconceptions=MISCONCEPTIONS,
)
