"""Topic: a quadratic model and the update rule."""

from assignment.quadratic.alternatives import ALTERNATIVES
from assignment.quadratic.misconceptions import MISCONCEPTIONS
from assignment.quadratic.questions import QUESTIONS
from assignment.topics import make_topic

TOPIC = make_topic(
    "quadratic",
    "A quadratic model and the update rule",
    QUESTIONS,
    misconceptions=MISCONCEPTIONS,
    alternatives=ALTERNATIVES,
)
