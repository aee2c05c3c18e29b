"""Mistakes that students really make with the gradients of the regression chain."""

from typing import Any

import numpy as np

from assignment.shares import LOST_LINK, SLIP
from autograder.bank import Misconception
from solutions.sigmoid import sigmoid, sigmoid_grad
from solutions.three_layer import three_layer_regression_gradients


def factor_two_lost(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The loss taken with one half in front."""
    g1, g2, g3 = three_layer_regression_gradients(w1, w2, w3, x, y)
    return g1 / 2, g2 / 2, g3 / 2


def size_of_the_error(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The size of the error where its sign matters: right only while the prediction is above the target."""
    sign = np.sign(w3 * sigmoid(w2 * sigmoid(w1 * x)) - y)
    g1, g2, g3 = three_layer_regression_gradients(w1, w2, w3, x, y)
    return g1 * sign, g2 * sign, g3 * sign


def sign_flipped(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """Target minus prediction, without the minus of the inner derivative."""
    g1, g2, g3 = three_layer_regression_gradients(w1, w2, w3, x, y)
    return -g1, -g2, -g3


def error_left_out(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The derivatives of the prediction in place of the loss."""
    outer = 2 * (w3 * sigmoid(w2 * sigmoid(w1 * x)) - y)
    g1, g2, g3 = three_layer_regression_gradients(w1, w2, w3, x, y)
    return g1 / outer, g2 / outer, g3 / outer


def first_slope_lost(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The gradient of w1 without the slope of the first sigmoid."""
    g1, g2, g3 = three_layer_regression_gradients(w1, w2, w3, x, y)
    return g1 / sigmoid_grad(w1 * x), g2, g3


def second_slope_lost(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The gradients of w1 and w2 without the slope of the second sigmoid."""
    g1, g2, g3 = three_layer_regression_gradients(w1, w2, w3, x, y)
    slope = sigmoid_grad(w2 * sigmoid(w1 * x))
    return g1 / slope, g2 / slope, g3


def w2_lost(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The gradient of w1 without w2."""
    g1, g2, g3 = three_layer_regression_gradients(w1, w2, w3, x, y)
    return g1 / w2, g2, g3


def w3_lost(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The gradients of w1 and w2 without w3."""
    g1, g2, g3 = three_layer_regression_gradients(w1, w2, w3, x, y)
    return g1 / w3, g2 / w3, g3


def first_output_lost(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The gradient of w2 without the first layer's output."""
    g1, g2, g3 = three_layer_regression_gradients(w1, w2, w3, x, y)
    return g1, g2 / sigmoid(w1 * x), g3


def second_output_lost(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The gradient of w3 without the second layer's output."""
    g1, g2, g3 = three_layer_regression_gradients(w1, w2, w3, x, y)
    return g1, g2, g3 / sigmoid(w2 * sigmoid(w1 * x))


def backwards(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """In the order in which they are worked out."""
    g1, g2, g3 = three_layer_regression_gradients(w1, w2, w3, x, y)
    return g3, g2, g1


def last_sigmoid_kept(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The squared error of the chain that still ends in a sigmoid."""
    h1 = sigmoid(w1 * x)
    h2 = sigmoid(w2 * h1)
    y_hat = sigmoid(w3 * h2)
    d_a3 = 2 * (y_hat - y) * y_hat * (1 - y_hat)
    d_a2 = d_a3 * w3 * sigmoid_grad(w2 * h1)
    return d_a2 * w2 * sigmoid_grad(w1 * x) * x, d_a2 * h1, d_a3 * h2


def slopes_at_activated_values(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The slopes are taken at what comes out of the sigmoids."""
    h1 = sigmoid(w1 * x)
    h2 = sigmoid(w2 * h1)
    d_y_hat = 2 * (w3 * h2 - y)
    d_a2 = d_y_hat * w3 * sigmoid_grad(h2)
    return d_a2 * w2 * sigmoid_grad(h1) * x, d_a2 * h1, d_y_hat * h2


def difference_quotients(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """A difference of two losses in place of the derivative."""

    def loss(a: Any, b: Any, c: Any) -> Any:
        return float(c * sigmoid(b * sigmoid(a * x)) - y) ** 2

    h = 1e-5
    return (
        (loss(w1 + h, w2, w3) - loss(w1 - h, w2, w3)) / (2 * h),
        (loss(w1, w2 + h, w3) - loss(w1, w2 - h, w3)) / (2 * h),
        (loss(w1, w2, w3 + h) - loss(w1, w2, w3 - h)) / (2 * h),
    )


REGRESSION_MISCONCEPTIONS = (
    Misconception(
        "three_layer_regression_gradients",
        "factor 2 lost",
        factor_two_lost,
        "All three are too small by one common factor. Look at the derivative of a square.",
        SLIP,
    ),
    Misconception(
        "three_layer_regression_gradients",
        "sign of the error lost",
        size_of_the_error,
        "Look at a target above the prediction, and at the sign that the error has there.",
        SLIP,
    ),
    Misconception(
        "three_layer_regression_gradients",
        "sign flipped",
        sign_flipped,
        "Look at the sign that the prediction has inside the square, and at the inner derivative.",
        SLIP,
    ),
    Misconception(
        "three_layer_regression_gradients",
        "error left out",
        error_left_out,
        "Look at the outermost link: how does the loss change with the prediction?",
    ),
    Misconception(
        "three_layer_regression_gradients",
        "slope of the first sigmoid lost",
        first_slope_lost,
        "The way back to the first weight leads through the first sigmoid. Look for its slope.",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_regression_gradients",
        "slope of the second sigmoid lost",
        second_slope_lost,
        "The way back from the last layer leads through the second sigmoid. Look for its slope.",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_regression_gradients",
        "w2 lost in the gradient of w1",
        w2_lost,
        "The first layer's output reaches the loss through the second product. Look at its derivative by that output.",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_regression_gradients",
        "w3 lost in the gradients of w1 and w2",
        w3_lost,
        "The second layer's output reaches the loss through the last product. Look at its derivative by that output.",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_regression_gradients",
        "first layer's output lost in the gradient of w2",
        first_output_lost,
        "Look at the very last link of the chain to the second weight: what is that weight multiplied with?",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_regression_gradients",
        "second layer's output lost in the gradient of w3",
        second_output_lost,
        "Look at the last link of the chain to the third weight: what is that weight multiplied with?",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_regression_gradients",
        "gradients in reverse order",
        backwards,
        "All three are there. Look at the order in which they are to be returned.",
        SLIP,
    ),
    Misconception(
        "three_layer_regression_gradients",
        "last sigmoid kept",
        last_sigmoid_kept,
        "Look at how the prediction is made in this part: what happens to the last sum?",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_regression_gradients",
        "slopes taken at activated values",
        slopes_at_activated_values,
        "Look at what you feed to the derivative of the sigmoid: what goes into the sigmoid, or what comes out?",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_regression_gradients",
        "numerical differentiation",
        difference_quotients,
        "A difference of two nearby losses loses its digits where they hardly move. Work the chain rule out on paper.",
    ),
)
