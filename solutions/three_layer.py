"""A chain of three scalar layers: cross entropy and regression (JHU 601.682, homework 3, question 2)."""

from typing import Any

import numpy as np

from solutions.sigmoid import sigmoid, sigmoid_grad


def three_layer_forward(w1: Any, w2: Any, w3: Any, x: Any) -> float:
    """The prediction of three sigmoid layers in a row, one weight each and no bias.

    w1, w2, w3: the weights, numbers; w1 belongs to the layer that sees the input x, a number.
    Returns the prediction y_hat, a float between 0 and 1: the last layer has its sigmoid too.
    """
    # BEGIN SOLUTION
    return float(sigmoid(w3 * sigmoid(w2 * sigmoid(w1 * x))))
    # END SOLUTION


def binary_cross_entropy(y_hat: Any, y: Any) -> float:
    """The binary cross entropy, natural logarithm, SUMMED over all entries (no mean).

    y_hat: the prediction, y: the target, in [0, 1]; both numbers, or arrays of the same shape.
    y_hat is clipped to [1e-12, 1 - 1e-12] first, so the result is finite at 0 and 1.
    Returns a float. y_hat and y stay as they are.
    """
    # BEGIN SOLUTION
    y = np.asarray(y, dtype=np.float64)
    p = np.clip(np.asarray(y_hat, dtype=np.float64), 1e-12, 1 - 1e-12)
    return float(-np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)))
    # END SOLUTION


def three_layer_gradients(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> tuple[float, float, float]:
    """The gradients of the cross entropy of three_layer_forward's prediction, one a weight.

    w1, w2, w3: the weights, x: the input, y: the TARGET in [0, 1], all numbers. Disregard the clipping.
    Returns (g1, g2, g3), floats: the derivatives with respect to w1, w2 and w3, in this order.
    """
    # BEGIN SOLUTION
    a1 = w1 * x
    h1 = sigmoid(a1)
    a2 = w2 * h1
    h2 = sigmoid(a2)
    d_a3 = sigmoid(w3 * h2) - y  # the last sigmoid's derivative cancels against the loss's denominator
    d_a2 = d_a3 * w3 * sigmoid_grad(a2)
    d_a1 = d_a2 * w2 * sigmoid_grad(a1)
    return float(d_a1 * x), float(d_a2 * h1), float(d_a3 * h2)
    # END SOLUTION


def three_layer_regression_gradients(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> tuple[float, float, float]:
    """The gradients of the squared error (no 1/2) when the last layer has NO sigmoid, one a weight.

    w1, w2, w3: the weights, x: the input, y: the TARGET, any number.
    Returns (g1, g2, g3), floats: the derivatives with respect to w1, w2 and w3, in this order.
    """
    # BEGIN SOLUTION
    a1 = w1 * x
    h1 = sigmoid(a1)
    a2 = w2 * h1
    h2 = sigmoid(a2)
    d_y_hat = 2 * (w3 * h2 - y)
    d_a2 = d_y_hat * w3 * sigmoid_grad(a2)
    d_a1 = d_a2 * w2 * sigmoid_grad(a1)
    return float(d_a1 * x), float(d_a2 * h1), float(d_y_hat * h2)
    # END SOLUTION


# BEGIN SOLUTION
cross_entropy_gradients = three_layer_gradients(0.25, -0.11, 0.78, 0.63, 1)
regression_gradients = three_layer_regression_gradients(0.25, -0.11, 0.78, 0.63, 128)
# END SOLUTION
