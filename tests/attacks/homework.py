"""What is asked where attacks are tried: four functions, one point each, half of it for either hidden case."""

import numpy as np

from autograder.model import Assignment, Case, FunctionQuestion, Topic, example


def double(x):
    """Twice x."""
    return 2 * x


def total(x):
    """The sum of x."""
    return x.sum()


def halves(x):
    """Half of x, and minus half of it."""
    return x / 2, -x / 2


def mix(W, x):
    """W times x."""
    return W @ x


def vector(size):
    """The arguments of a hidden case: a vector of this size."""
    return lambda rng: (rng.normal(size=size),)


def matrix(rows, columns):
    """The arguments of a hidden case: a matrix, and a vector that fits."""
    return lambda rng: (rng.normal(size=(rows, columns)), rng.normal(size=columns))


def question(function, returns, seen, first, second):
    """A function with its public example and its two hidden cases."""
    hidden = (Case("one size", first, 0.5), Case("another size", second, 0.5))
    return FunctionQuestion(function, returns, (example("by hand", *seen), *hidden))


SEEN = np.array([1.0, 2.0])
QUESTIONS = (
    question(double, ("twice x",), (SEEN,), vector(4), vector(3)),
    question(total, ("the sum",), (SEEN,), vector(4), vector(3)),
    question(halves, ("half", "minus half"), (SEEN,), vector(4), vector(3)),
    question(mix, ("the product",), (np.eye(2), SEEN), matrix(3, 4), matrix(5, 2)),
)
ASSIGNMENT = Assignment("homework", "Homework", "1", 20_311, (Topic("sums", "Sums", "", QUESTIONS),))
