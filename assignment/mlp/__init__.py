"""Topic: a network of two linear layers."""

from assignment.mlp.misconceptions import MISCONCEPTIONS
from assignment.mlp.questions import QUESTIONS
from assignment.topics import make_topic

TOPIC = make_topic("mlp", "A network of two linear layers", QUESTIONS, MISCONCEPTIONS)
