"""Put a topic together from its folder here and its model answers beside the solutions."""

from pathlib import Path

import solutions
from autograder.bank import Alternative, Derivative, Misconception, WrongAnswer
from autograder.model import Question, Topic


def make_topic(
    name: str,
    title: str,
    questions: tuple[Question, ...],
    *,
    misconceptions: tuple[Misconception, ...] = (),
    wrong_answers: tuple[WrongAnswer, ...] = (),
    alternatives: tuple[Alternative, ...] = (),
    derivatives: tuple[Derivative, ...] = (),
) -> Topic:
    """The topic called `name`. Its statement is a file; model answers are one, where there are written questions."""
    statement = Path(__file__).parent / name / "statement.md"
    answers = Path(solutions.__file__).parent / f"{name}.md"
    return Topic(
        name=name,
        title=title,
        statement=statement.read_text(encoding="utf-8"),
        questions=questions,
        misconceptions=misconceptions,
        wrong_answers=wrong_answers,
        alternatives=alternatives,
        derivatives=derivatives,
        model_answers=answers.read_text(encoding="utf-8") if answers.exists() else "",
    )
