"""Topic: the matrix product."""

from assignment.matmul.alternatives import ALTERNATIVES
from assignment.matmul.derivatives import DERIVATIVES
from assignment.matmul.misconceptions import MISCONCEPTIONS
from assignment.matmul.questions import QUESTIONS
from assignment.matmul.wrong_answers import WRONG_ANSWERS
from assignment.topics import make_topic

TOPIC = make_topic(
    "matmul",
    "The matrix product",
    QUESTIONS,
    misconceptions=MISCONCEPTIONS,
    wrong_answers=WRONG_ANSWERS,
    alternatives=ALTERNATIVES,
    derivatives=DERIVATIVES,
)
