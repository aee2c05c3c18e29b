"""Topic: the matrix product."""

from assignment.matmul.misconceptions import MISCONCEPTIONS
from assignment.matmul.questions import QUESTIONS
from assignment.topics import make_topic

TOPIC = make_topic("matmul", "The matrix product", QUESTIONS, MISCONCEPTIONS)
