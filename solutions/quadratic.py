"""A model that is quadratic in x and linear in w, and the update rule (CS 637, homework 1)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def quadratic_gradient(x1: Any, x2: Any) -> NDArray[np.float64]:
    """The gradient of the prediction y_hat = w0 + w1 x1 + w2 x2 + w3 x1^2 with respect to w.

    x1, x2: numbers, the two features of one sample.
    Returns float64 of shape (4,), in the order w0, w1, w2, w3.
    """
    # BEGIN SOLUTION
    return np.array([1.0, x1, x2, float(x1) ** 2], dtype=np.float64)
    # END SOLUTION


def gradient_descent_update(w: Any, gradient: Any, learning_rate: Any) -> NDArray[np.float64]:
    """The parameters after one step of gradient descent.

    w: the parameters, an array of any shape. gradient: that of the loss with respect to w, of the same shape.
    learning_rate: a positive number.
    Returns a new float64 array of the shape of w. w and gradient are not changed.
    """
    # BEGIN SOLUTION
    return np.asarray(w, dtype=np.float64) - float(learning_rate) * np.asarray(gradient, dtype=np.float64)
    # END SOLUTION
