"""Mistakes that students really make with the chain of three layers: its prediction, its loss and their gradients."""

from typing import Any

import numpy as np

from assignment.shares import LOST_LINK, SLIP
from assignment.three_layer.classification_misconceptions import CLASSIFICATION_MISCONCEPTIONS
from assignment.three_layer.regression_misconceptions import REGRESSION_MISCONCEPTIONS
from autograder.bank import Misconception
from solutions.sigmoid import sigmoid
from solutions.three_layer import binary_cross_entropy, three_layer_forward


def last_layer_left_linear(w1: Any, w2: Any, w3: Any, x: Any) -> Any:
    """The regression chain where the classifier is asked for."""
    return w3 * sigmoid(w2 * sigmoid(w1 * x))


def first_layer_left_linear(w1: Any, w2: Any, w3: Any, x: Any) -> Any:
    """The first sum goes on without its sigmoid."""
    return sigmoid(w3 * sigmoid(w2 * w1 * x))


def second_layer_left_linear(w1: Any, w2: Any, w3: Any, x: Any) -> Any:
    """The second sum goes on without its sigmoid."""
    return sigmoid(w3 * w2 * sigmoid(w1 * x))


def only_the_last_sigmoid(w1: Any, w2: Any, w3: Any, x: Any) -> Any:
    """Three linear layers under one sigmoid."""
    return sigmoid(w3 * w2 * w1 * x)


def weights_backwards(w1: Any, w2: Any, w3: Any, x: Any) -> Any:
    """w3 on the input, w1 at the end."""
    return three_layer_forward(w3, w2, w1, x)


def complement(w1: Any, w2: Any, w3: Any, x: Any) -> Any:
    """The probability of the other class."""
    return 1 - three_layer_forward(w1, w2, w3, x)


def minus_on_one_term_only(y_hat: Any, y: Any) -> Any:
    """The minus sign in front of the bracket reaches the first term alone."""
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return np.sum(-y * np.log(p) + (1 - y) * np.log(1 - p))


def minus_lost(y_hat: Any, y: Any) -> Any:
    """The logarithm of the likelihood, which is never positive."""
    return -binary_cross_entropy(y_hat, y)


def one_class_only(y_hat: Any, y: Any) -> Any:
    """The term of the targets near 1 alone."""
    return -np.sum(y * np.log(np.clip(y_hat, 1e-12, 1)))


def mean_over_entries(y_hat: Any, y: Any) -> Any:
    """The mean over the entries in place of the sum."""
    return binary_cross_entropy(y_hat, y) / np.size(y_hat)


def logarithm_to_base_two(y_hat: Any, y: Any) -> Any:
    """The loss in bits."""
    return binary_cross_entropy(y_hat, y) / np.log(2)


def prediction_and_target_swapped(y_hat: Any, y: Any) -> Any:
    """The logarithm is taken of the target."""
    return binary_cross_entropy(y, y_hat)


def cross_entropy_not_clipped(y_hat: Any, y: Any) -> Any:
    """0 log 0 is NaN."""
    return -np.sum(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))


MISCONCEPTIONS = (
    Misconception(
        "three_layer_forward",
        "last sigmoid left out",
        last_layer_left_linear,
        "A probability lies between zero and one. Look at what the last layer does with its sum.",
        SLIP,
    ),
    Misconception(
        "three_layer_forward",
        "first sigmoid left out",
        first_layer_left_linear,
        "Each of the layers ends in the same way. Look at what the first one hands on.",
        SLIP,
    ),
    Misconception(
        "three_layer_forward",
        "second sigmoid left out",
        second_layer_left_linear,
        "Each of the layers ends in the same way. Look at what the second one hands on.",
        SLIP,
    ),
    Misconception(
        "three_layer_forward",
        "inner sigmoids left out",
        only_the_last_sigmoid,
        "Without something in between, three products are but one. Look at how each layer ends.",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_forward",
        "weights in reverse order",
        weights_backwards,
        "Look at which of the weights meets the input first.",
        SLIP,
    ),
    Misconception(
        "three_layer_forward",
        "one minus the prediction",
        complement,
        "This is the chance of the other class. Look at the sign of the exponent in the last sigmoid.",
        SLIP,
    ),
    Misconception(
        "binary_cross_entropy",
        "minus sign on one term only",
        minus_on_one_term_only,
        "Each class should contribute something positive. Look at how far the minus sign reaches.",
        SLIP,
    ),
    Misconception(
        "binary_cross_entropy",
        "minus sign lost",
        minus_lost,
        "A loss should be smallest where the prediction is right. Look at the sign of your value.",
        SLIP,
    ),
    Misconception(
        "binary_cross_entropy",
        "term of the other class left out",
        one_class_only,
        "Look at what your loss says about a sample of the other class that is predicted badly.",
        LOST_LINK,
    ),
    Misconception(
        "binary_cross_entropy",
        "mean in place of the sum",
        mean_over_entries,
        "Look at what is done with the terms of the entries: this loss adds them and divides by nothing.",
        SLIP,
    ),
    Misconception(
        "binary_cross_entropy",
        "logarithm to the base 2",
        logarithm_to_base_two,
        "The terms are right up to one common factor. Look at the base of your logarithm.",
        SLIP,
    ),
    Misconception(
        "binary_cross_entropy",
        "prediction and target swapped",
        prediction_and_target_swapped,
        "Look at which of the two stands inside the logarithm: the one that is sure, or the one that is learned?",
        SLIP,
    ),
    Misconception(
        "binary_cross_entropy",
        "predictions of 0 and 1 not clipped",
        cross_entropy_not_clipped,
        "Look at what the logarithm does with a prediction that is completely sure.",
        SLIP,
    ),
    *CLASSIFICATION_MISCONCEPTIONS,
    *REGRESSION_MISCONCEPTIONS,
)
