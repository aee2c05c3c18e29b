"""Topic: a chain of three scalar layers."""

from assignment.three_layer.alternatives import ALTERNATIVES
from assignment.three_layer.derivatives import DERIVATIVES
from assignment.three_layer.misconceptions import MISCONCEPTIONS
from assignment.three_layer.questions import QUESTIONS
from assignment.three_layer.wrong_answers import WRONG_ANSWERS
from assignment.topics import make_topic

TOPIC = make_topic(
    "three_layer",
    "A chain of three layers",
    QUESTIONS,
    misconceptions=MISCONCEPTIONS,
    wrong_answers=WRONG_ANSWERS,
    alternatives=ALTERNATIVES,
    derivatives=DERIVATIVES,
)
