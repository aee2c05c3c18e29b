"""Topic: the sigmoid and its derivative."""

from assignment.sigmoid.misconceptions import MISCONCEPTIONS
from assignment.sigmoid.questions import QUESTIONS
from assignment.topics import make_topic

TOPIC = make_topic("sigmoid", "The sigmoid and its derivative", QUESTIONS, MISCONCEPTIONS)
