"""Mistakes that students really make with the chain of three layers."""

from typing import Any

import numpy as np

from autograder.bank import Misconception
from solutions.sigmoid import sigmoid, sigmoid_grad
from solutions.three_layer import three_layer_gradients, three_layer_regression_gradients


def last_layer_left_linear(w1: Any, w2: Any, w3: Any, x: Any) -> Any:
    """The regression chain where the classifier is asked for."""
    return w3 * sigmoid(w2 * sigmoid(w1 * x))


def minus_on_one_term_only(y_hat: Any, y: Any) -> Any:
    """The minus sign in front of the bracket reaches the first term alone."""
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return np.sum(-y * np.log(p) + (1 - y) * np.log(1 - p))


def mean_over_entries(y_hat: Any, y: Any) -> Any:
    """The mean over the entries in place of the sum."""
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def cross_entropy_not_clipped(y_hat: Any, y: Any) -> Any:
    """0 log 0 is NaN."""
    return -np.sum(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))


def first_slope_lost(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The gradient of w1 without the slope of the first sigmoid."""
    g1, g2, g3 = three_layer_gradients(w1, w2, w3, x, y)
    return g1 / sigmoid_grad(w1 * x), g2, g3


def first_output_lost(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The gradient of w2 without the first layer's output."""
    g1, g2, g3 = three_layer_gradients(w1, w2, w3, x, y)
    return g1, g2 / sigmoid(w1 * x), g3


def factor_two_lost(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The loss taken with one half in front."""
    g1, g2, g3 = three_layer_regression_gradients(w1, w2, w3, x, y)
    return g1 / 2, g2 / 2, g3 / 2


def size_of_the_error(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The size of the error where its sign matters: right only while the prediction is above the target."""
    sign = np.sign(w3 * sigmoid(w2 * sigmoid(w1 * x)) - y)
    g1, g2, g3 = three_layer_regression_gradients(w1, w2, w3, x, y)
    return g1 * sign, g2 * sign, g3 * sign


MISCONCEPTIONS = (
    Misconception("three_layer_forward", "last sigmoid left out", last_layer_left_linear),
    Misconception("binary_cross_entropy", "minus sign on one term only", minus_on_one_term_only),
    Misconception("binary_cross_entropy", "mean in place of the sum", mean_over_entries),
    Misconception("binary_cross_entropy", "predictions of 0 and 1 not clipped", cross_entropy_not_clipped),
    Misconception("three_layer_gradients", "slope of the first sigmoid lost", first_slope_lost),
    Misconception("three_layer_gradients", "first layer's output lost in the gradient of w2", first_output_lost),
    Misconception("three_layer_regression_gradients", "factor 2 lost", factor_two_lost),
    Misconception("three_layer_regression_gradients", "sign of the error lost", size_of_the_error),
)
