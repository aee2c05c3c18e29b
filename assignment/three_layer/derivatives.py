"""What the gradients of the chain of three layers are the derivatives of."""

from typing import Any

from autograder.bank import Derivative


def last_sum(xp: Any, w1: Any, w2: Any, w3: Any, x: Any) -> Any:
    """The chain up to the last sum, which goes without its sigmoid."""
    h1 = 1 / (1 + xp.exp(-w1 * x))
    return w3 / (1 + xp.exp(-w2 * h1))


def cross_entropy(xp: Any, w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The loss of the classifying chain."""
    y_hat = 1 / (1 + xp.exp(-last_sum(xp, w1, w2, w3, x)))
    return -y * xp.log(y_hat) - (1 - y) * xp.log(1 - y_hat)


def squared_error(xp: Any, w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The loss of the regression chain."""
    return (last_sum(xp, w1, w2, w3, x) - y) ** 2


DERIVATIVES = (
    Derivative("three_layer_gradients", cross_entropy, (0, 1, 2)),
    Derivative("three_layer_regression_gradients", squared_error, (0, 1, 2)),
)
