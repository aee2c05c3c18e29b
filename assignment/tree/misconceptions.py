"""Mistakes that students really make with the tree."""

from typing import Any

import numpy as np

from assignment.shares import LOST_LINK, SLIP
from autograder.bank import Misconception
from solutions.sigmoid import sigmoid, sigmoid_grad
from solutions.tree import tree_forward, tree_gradients


def last_unit_left_linear(x: Any, w: Any) -> Any:
    """The last sum without its sigmoid."""
    h1, h2, _ = tree_forward(x, w)
    return h1, h2, h1 * w[4] + h2 * w[5]


def inner_units_left_linear(x: Any, w: Any) -> Any:
    """The inner sums without their sigmoids."""
    s1, s2 = x[0] * w[0] + x[1] * w[1], x[2] * w[2] + x[3] * w[3]
    return s1, s2, sigmoid(s1 * w[4] + s2 * w[5])


def last_weights_exchanged(x: Any, w: Any) -> Any:
    """w6 on the first inner unit, w5 on the second."""
    h1, h2, _ = tree_forward(x, w)
    return h1, h2, sigmoid(h1 * w[5] + h2 * w[4])


def complement(x: Any, w: Any) -> Any:
    """Every exponent with the other sign."""
    h1, h2, _ = tree_forward(x, w)
    return 1 - h1, 1 - h2, sigmoid(-(1 - h1) * w[4] - (1 - h2) * w[5])


def prediction_first(x: Any, w: Any) -> Any:
    """The prediction in front of the inner units."""
    h1, h2, y_hat = tree_forward(x, w)
    return y_hat, h1, h2


def tree_size_of_the_error(x: Any, w: Any, y: Any) -> Any:
    """2 |y_hat - y|: right only while the prediction is above the target."""
    return tree_gradients(x, w, y) * np.sign(tree_forward(x, w)[2] - y)


def tree_factor_two_lost(x: Any, w: Any, y: Any) -> Any:
    """The loss taken with one half in front."""
    return tree_gradients(x, w, y) / 2


def tree_sign_flipped(x: Any, w: Any, y: Any) -> Any:
    """Target minus prediction, without the minus of the inner derivative."""
    return -tree_gradients(x, w, y)


def tree_error_left_out(x: Any, w: Any, y: Any) -> Any:
    """The derivatives of the prediction in place of the loss."""
    return tree_gradients(x, w, y) / (2 * (tree_forward(x, w)[2] - y))


def tree_last_slope_lost(x: Any, w: Any, y: Any) -> Any:
    """The slope of the last sigmoid is missing from all six."""
    _, _, y_hat = tree_forward(x, w)
    return tree_gradients(x, w, y) / (y_hat * (1 - y_hat))


def tree_inner_slopes_lost(x: Any, w: Any, y: Any) -> Any:
    """The slopes of the inner sigmoids are missing from w1 to w4."""
    h1, h2, _ = tree_forward(x, w)
    first, second = h1 * (1 - h1), h2 * (1 - h2)
    return tree_gradients(x, w, y) / [first, first, second, second, 1, 1]


def tree_last_weights_lost(x: Any, w: Any, y: Any) -> Any:
    """The inner gradients without w5 and w6."""
    return tree_gradients(x, w, y) / [w[4], w[4], w[5], w[5], 1, 1]


def tree_last_weights_exchanged(x: Any, w: Any, y: Any) -> Any:
    """The way down through w6 on the left, and through w5 on the right."""
    return tree_gradients(x, w, y) * [w[5] / w[4], w[5] / w[4], w[4] / w[5], w[4] / w[5], 1, 1]


def tree_inputs_lost(x: Any, w: Any, y: Any) -> Any:
    """The gradients of w1 to w4 without the inputs."""
    return tree_gradients(x, w, y) / [*x, 1, 1]


def tree_inner_outputs_lost(x: Any, w: Any, y: Any) -> Any:
    """The gradients of w5 and w6 without the outputs of the inner units."""
    h1, h2, _ = tree_forward(x, w)
    return tree_gradients(x, w, y) / [1, 1, 1, 1, h1, h2]


def tree_slopes_at_activated_values(x: Any, w: Any, y: Any) -> Any:
    """Every slope is taken at what comes out of the sigmoid."""
    h1, h2, y_hat = tree_forward(x, w)
    d_s3 = 2 * (y_hat - y) * sigmoid_grad(y_hat)
    d_s1, d_s2 = d_s3 * w[4] * sigmoid_grad(h1), d_s3 * w[5] * sigmoid_grad(h2)
    return np.array([d_s1 * x[0], d_s1 * x[1], d_s2 * x[2], d_s2 * x[3], d_s3 * h1, d_s3 * h2])


def tree_difference_quotients(x: Any, w: Any, y: Any) -> Any:
    """A difference of two losses in place of the derivative."""
    step = 1e-5 * np.eye(6)
    return np.array(
        [((tree_forward(x, w + h)[2] - y) ** 2 - (tree_forward(x, w - h)[2] - y) ** 2) / 2e-5 for h in step]
    )


MISCONCEPTIONS = (
    Misconception(
        "tree_forward",
        "last sigmoid left out",
        last_unit_left_linear,
        "All three units end in the same way. Look at what the last one does with its sum.",
        SLIP,
    ),
    Misconception(
        "tree_forward",
        "inner sigmoids left out",
        inner_units_left_linear,
        "All three units end in the same way. Look at what the inner ones hand on.",
        LOST_LINK,
    ),
    Misconception(
        "tree_forward",
        "w5 and w6 exchanged",
        last_weights_exchanged,
        "Look at which of the last two weights belongs to which inner unit.",
        SLIP,
    ),
    Misconception(
        "tree_forward",
        "sign of the exponents lost",
        complement,
        "A unit should rise with its sum. Look at the sign of the exponent in the sigmoid.",
        SLIP,
    ),
    Misconception(
        "tree_forward",
        "prediction returned first",
        prediction_first,
        "All three values are there. Look at the order in which they are to be returned.",
        SLIP,
    ),
    Misconception(
        "tree_gradients",
        "sign of the error lost",
        tree_size_of_the_error,
        "Look at a target above the prediction, and at the sign that the error has there.",
        SLIP,
    ),
    Misconception(
        "tree_gradients",
        "factor 2 lost",
        tree_factor_two_lost,
        "All six are too small by one common factor. Look at the derivative of a square.",
        SLIP,
    ),
    Misconception(
        "tree_gradients",
        "sign flipped",
        tree_sign_flipped,
        "Look at the sign that the prediction has inside the square, and at the inner derivative.",
        SLIP,
    ),
    Misconception(
        "tree_gradients",
        "error left out",
        tree_error_left_out,
        "Look at the outermost link: how does the loss change with the prediction?",
    ),
    Misconception(
        "tree_gradients",
        "slope of the last sigmoid lost",
        tree_last_slope_lost,
        "Between the prediction and the last sum stands a sigmoid. Look for its slope.",
        LOST_LINK,
    ),
    Misconception(
        "tree_gradients",
        "slopes of the inner sigmoids lost",
        tree_inner_slopes_lost,
        "The way down to the first four weights leads through an inner sigmoid. Look for its slope.",
        LOST_LINK,
    ),
    Misconception(
        "tree_gradients",
        "w5 and w6 lost on the way down",
        tree_last_weights_lost,
        "An inner unit reaches the last sum through a weight. Look for that weight on the way down.",
        LOST_LINK,
    ),
    Misconception(
        "tree_gradients",
        "w5 and w6 exchanged on the way down",
        tree_last_weights_exchanged,
        "Look at which of the last two weights leads down to which half of the tree.",
        SLIP,
    ),
    Misconception(
        "tree_gradients",
        "inputs lost",
        tree_inputs_lost,
        "Look at the very last link to each of the first four weights: what is that weight multiplied with?",
        LOST_LINK,
    ),
    Misconception(
        "tree_gradients",
        "outputs of the inner units lost",
        tree_inner_outputs_lost,
        "Look at the very last link to each of the last two weights: what is that weight multiplied with?",
        LOST_LINK,
    ),
    Misconception(
        "tree_gradients",
        "slopes taken at activated values",
        tree_slopes_at_activated_values,
        "Look at what you feed to the derivative of the sigmoid: what goes into the sigmoid, or what comes out?",
        LOST_LINK,
    ),
    Misconception(
        "tree_gradients",
        "numerical differentiation",
        tree_difference_quotients,
        "A difference of two nearby losses drowns where the loss is large. Work the chain rule out on paper.",
    ),
)
