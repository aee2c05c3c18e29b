"""What sigmoid_grad is the derivative of."""

from typing import Any

from autograder.bank import Derivative


def logistic(xp: Any, z: Any) -> Any:
    """The sigmoid."""
    return 1 / (1 + xp.exp(-z))


DERIVATIVES = (Derivative("sigmoid_grad", logistic, (0,), elementwise=True),)
