"""What known mistakes make of the answers that are worked by hand, so that no wrong value need be typed."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from autograder.bank import Misconception, Where, WrongAnswer
from autograder.model import AnswerQuestion

NEARLY = 1e-6


def wrong_answers_of(question: AnswerQuestion, misconceptions: Sequence[Misconception]) -> tuple[WrongAnswer, ...]:
    """What each mistake in the function that the answer is worked by makes of it.

    Of mistakes that come to the same here the first one stands; those that change nothing here are left out.
    """
    if question.by is None:
        raise ValueError(f"{question.id} is worked by no function")
    rows: list[WrongAnswer] = []
    for mistake in misconceptions:
        if mistake.question == question.by.function:
            values = changed(question, entries(mistake.variant(*question.by.arguments)))
            if values and not any(same(values, row.values) for row in rows):
                rows.append(WrongAnswer(question.id, mistake.label, values, mistake.hint, mistake.share))
    return tuple(rows)


def entries(array: object) -> dict[Where, float]:
    """The entries of an array by their places."""
    numbers = np.asarray(array, dtype=np.float64)
    return {where: float(numbers[where]) for where in np.ndindex(numbers.shape)}


def changed(question: AnswerQuestion, wrong: Mapping[Where, float]) -> dict[Where, float]:
    """Those of the wrong values that differ from the right ones."""
    right = {answer.where: float(answer.value) for answer in question.answers}
    return {where: value for where, value in wrong.items() if not math.isclose(value, right[where], rel_tol=NEARLY)}


def same(values: Mapping[Where, float], others: Mapping[Where, float | str]) -> bool:
    """Whether two mistakes have the same values in the same places."""
    return values.keys() == others.keys() and all(
        math.isclose(value, float(others[where]), rel_tol=NEARLY) for where, value in values.items()
    )
