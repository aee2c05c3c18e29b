"""Mistakes that students really make with the tree."""

from typing import Any

import numpy as np

from autograder.bank import Misconception
from solutions.sigmoid import sigmoid, sigmoid_grad
from solutions.tree import tree_forward, tree_gradients


def last_unit_left_linear(x: Any, w: Any) -> Any:
    """The last sum without its sigmoid."""
    h1, h2, _ = tree_forward(x, w)
    return h1, h2, h1 * w[4] + h2 * w[5]


def last_weights_exchanged(x: Any, w: Any) -> Any:
    """w6 on the first inner unit, w5 on the second."""
    h1, h2, _ = tree_forward(x, w)
    return h1, h2, sigmoid(h1 * w[5] + h2 * w[4])


def tree_size_of_the_error(x: Any, w: Any, y: Any) -> Any:
    """2 |y_hat - y|: right only while the prediction is above the target."""
    return tree_gradients(x, w, y) * np.sign(tree_forward(x, w)[2] - y)


def tree_factor_two_lost(x: Any, w: Any, y: Any) -> Any:
    """The loss taken with one half in front."""
    return tree_gradients(x, w, y) / 2


def tree_last_slope_lost(x: Any, w: Any, y: Any) -> Any:
    """The slope of the last sigmoid is missing from all six."""
    _, _, y_hat = tree_forward(x, w)
    return tree_gradients(x, w, y) / (y_hat * (1 - y_hat))


def tree_last_weights_lost(x: Any, w: Any, y: Any) -> Any:
    """The inner gradients without w5 and w6."""
    return tree_gradients(x, w, y) / [w[4], w[4], w[5], w[5], 1, 1]


def tree_slopes_at_activated_values(x: Any, w: Any, y: Any) -> Any:
    """Every slope is taken at what comes out of the sigmoid."""
    h1, h2, y_hat = tree_forward(x, w)
    d_s3 = 2 * (y_hat - y) * sigmoid_grad(y_hat)
    d_s1, d_s2 = d_s3 * w[4] * sigmoid_grad(h1), d_s3 * w[5] * sigmoid_grad(h2)
    return np.array([d_s1 * x[0], d_s1 * x[1], d_s2 * x[2], d_s2 * x[3], d_s3 * h1, d_s3 * h2])


MISCONCEPTIONS = (
    Misconception("tree_forward", "last sigmoid left out", last_unit_left_linear),
    Misconception("tree_forward", "w5 and w6 exchanged", last_weights_exchanged),
    Misconception("tree_gradients", "sign of the error lost", tree_size_of_the_error),
    Misconception("tree_gradients", "factor 2 lost", tree_factor_two_lost),
    Misconception("tree_gradients", "slope of the last sigmoid lost", tree_last_slope_lost),
    Misconception("tree_gradients", "w5 and w6 lost on the way down", tree_last_weights_lost),
    Misconception("tree_gradients", "slopes taken at activated values", tree_slopes_at_activated_values),
)
