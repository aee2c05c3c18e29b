"""The sigmoid and its derivative (JHU 601.682, homework 3, question 2)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def sigmoid(z: Any) -> NDArray[np.float64]:
    """The logistic sigmoid of z, elementwise.

    z: a number or an array of any shape (integers count as numbers).
    Returns float64 of the same shape, in [0, 1]. No overflow at any finite z, however large.
    """
    # BEGIN SOLUTION
    at = np.asarray(z, dtype=np.float64)
    decay = np.exp(-np.abs(at))  # never above 1, so it cannot overflow
    return np.where(at >= 0, 1.0, decay) / (1.0 + decay)
    # END SOLUTION


def sigmoid_grad(z: Any) -> NDArray[np.float64]:
    """The derivative of the sigmoid AT z, elementwise.

    z: a number or an array of any shape. It is the argument of the sigmoid, not its value.
    Returns float64 of the same shape.
    """
    # BEGIN SOLUTION
    return sigmoid(z) * sigmoid(-np.asarray(z, dtype=np.float64))
    # END SOLUTION


# BEGIN SOLUTION
sigmoid_grad_argmax = 0.0  # where the second derivative, s'(z) (1 - 2 s(z)), is zero
sigmoid_grad_max = 0.25  # s(0) (1 - s(0))
sigmoid_grad_infimum = 0.0  # as z -> -inf or +inf; positive everywhere, so it is never reached
# END SOLUTION
