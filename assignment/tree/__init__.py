"""Topic: a small tree of sigmoid units, worked by hand."""

from assignment.topics import make_topic
from assignment.tree.misconceptions import MISCONCEPTIONS
from assignment.tree.questions import QUESTIONS

TOPIC = make_topic("tree", "A small tree, by hand", QUESTIONS, MISCONCEPTIONS)
