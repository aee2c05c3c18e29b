"""Topic: a chain of three scalar layers."""

from assignment.three_layer.misconceptions import MISCONCEPTIONS
from assignment.three_layer.questions import QUESTIONS
from assignment.topics import make_topic

TOPIC = make_topic("three_layer", "A chain of three layers", QUESTIONS, MISCONCEPTIONS)
