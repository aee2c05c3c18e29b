"""Topic: a network of two linear layers."""

from assignment.mlp.alternatives import ALTERNATIVES
from assignment.mlp.derivatives import DERIVATIVES
from assignment.mlp.misconceptions import MISCONCEPTIONS
from assignment.mlp.questions import QUESTIONS
from assignment.mlp.wrong_answers import WRONG_ANSWERS
from assignment.topics import make_topic

TOPIC = make_topic(
    "mlp",
    "A network of two linear layers",
    QUESTIONS,
    misconceptions=MISCONCEPTIONS,
    wrong_answers=WRONG_ANSWERS,
    alternatives=ALTERNATIVES,
    derivatives=DERIVATIVES,
)
