"""Topic: the sigmoid and its derivative."""

from assignment.sigmoid.alternatives import ALTERNATIVES
from assignment.sigmoid.derivatives import DERIVATIVES
from assignment.sigmoid.misconceptions import MISCONCEPTIONS
from assignment.sigmoid.questions import QUESTIONS
from assignment.sigmoid.wrong_answers import WRONG_ANSWERS
from assignment.topics import make_topic

TOPIC = make_topic(
    "sigmoid",
    "The sigmoid and its derivative",
    QUESTIONS,
    misconceptions=MISCONCEPTIONS,
    wrong_answers=WRONG_ANSWERS,
    alternatives=ALTERNATIVES,
    derivatives=DERIVATIVES,
)
