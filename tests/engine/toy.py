"""A homework of quite another kind, about texts and lists: the engine grades it like any other."""

import numpy as np

from autograder.bank import Misconception
from autograder.model import (
    Assignment,
    Case,
    Criterion,
    FunctionQuestion,
    Topic,
    WrittenQuestion,
    example,
    worked,
)


def backwards(codes):
    """The codes of the letters of a text, from the last letter to the first."""
    # BEGIN SOLUTION
    return np.array([float(code) for code in codes])[::-1]
    # END SOLUTION


def running_mean(values):
    """The means of the first one, two, three, ... values, and how many values there are."""
    # BEGIN SOLUTION
    return np.cumsum(values) / np.arange(1, len(values) + 1), len(values)
    # END SOLUTION


def only_added_up(values):
    """The sums, not yet divided."""
    return np.cumsum(values), len(values)


def backwards_twice(backwards):
    """Turned around twice, a text is as it was."""
    assert np.array_equal(backwards(backwards(np.array([3.0, 1.0, 2.0]))), [3, 1, 2]), "it is another text"


QUESTIONS = (
    FunctionQuestion(
        backwards,
        ("the codes",),
        (example("three letters", np.array([97, 98, 99])), Case("a word", lambda rng: (rng.integers(97, 122, 9),), 2)),
        (backwards_twice,),
    ),
    FunctionQuestion(
        running_mean,
        ("the means", "the count"),
        (
            Case("a list", lambda rng: (rng.uniform(1, 2, 6),), 2),
            Case("twice", lambda rng: (rng.random(4),), 1, calls=2),
        ),
    ),
    worked("count", 11, points=3),
    worked("longest_word", "mississippi", points=1),
    WrittenQuestion("palindromes", "What is a palindrome?", (Criterion("Reads the same both ways.", 1),)),
)
STATEMENT = """# Texts

<!-- question: backwards -->
Turn a text around.
<!-- question: running_mean -->
Average as you go.
<!-- question: count longest_word -->
Which of two, mississippi and ohio, is longer, and how many letters has it?
<!-- question: palindromes -->
What is a palindrome?
"""
MISTAKES = (Misconception("running_mean", "not divided", only_added_up, "A mean is a sum divided by something.", 0.5),)
ANSWER = "<!-- answer: palindromes -->\nA text that reads the same both ways.\n"
TOPIC = Topic("texts", "Texts", STATEMENT, QUESTIONS, MISTAKES, model_answers=ANSWER)
ASSIGNMENT = Assignment("texts", "Texts", "3", 5, (TOPIC,), file_stem="words")
