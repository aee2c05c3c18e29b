"""Topic: a small tree of sigmoid units, worked by hand."""

from assignment.topics import make_topic
from assignment.tree.alternatives import ALTERNATIVES
from assignment.tree.derivatives import DERIVATIVES
from assignment.tree.misconceptions import MISCONCEPTIONS
from assignment.tree.questions import QUESTIONS
from assignment.tree.wrong_answers import WRONG_ANSWERS

TOPIC = make_topic(
    "tree",
    "A small tree, by hand",
    QUESTIONS,
    misconceptions=MISCONCEPTIONS,
    wrong_answers=WRONG_ANSWERS,
    alternatives=ALTERNATIVES,
    derivatives=DERIVATIVES,
)
