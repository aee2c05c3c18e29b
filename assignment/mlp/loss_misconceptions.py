"""Mistakes that students really make with the derivatives of the two losses."""

from typing import Any

import numpy as np

from assignment.shares import LOST_LINK, SLIP
from autograder.bank import Misconception
from solutions.mlp import binary_cross_entropy_grad, squared_error_jacobian


def size_of_the_error(y_hat: Any, y: Any) -> Any:
    """The size of the error in place of the error: right only where the prediction is above the target."""
    return np.abs(squared_error_jacobian(y_hat, y))


def factor_two_lost(y_hat: Any, y: Any) -> Any:
    """The row of the halved loss."""
    return squared_error_jacobian(y_hat, y) / 2


def error_the_wrong_way_round(y_hat: Any, y: Any) -> Any:
    """The target minus the prediction, without the minus of the inner derivative."""
    return -squared_error_jacobian(y_hat, y)


def a_column(y_hat: Any, y: Any) -> Any:
    """The gradient in place of the Jacobian."""
    return squared_error_jacobian(y_hat, y).T


def a_vector(y_hat: Any, y: Any) -> Any:
    """One axis in place of two."""
    return squared_error_jacobian(y_hat, y)[0]


def a_diagonal_matrix(y_hat: Any, y: Any) -> Any:
    """A loss for every output, as if they were not added."""
    return np.diag(squared_error_jacobian(y_hat, y)[0])


def averaged_over_the_outputs(y_hat: Any, y: Any) -> Any:
    """The row of the mean of the squares."""
    return squared_error_jacobian(y_hat, y) / len(y)


def squares_not_differentiated(y_hat: Any, y: Any) -> Any:
    """The squares themselves in a row."""
    return ((y_hat - y) ** 2.0)[np.newaxis, :]


def sign_flipped(y_hat: Any, y: Any) -> Any:
    """The sign of the whole derivative flipped, as if the loss had no minus in front."""
    return -binary_cross_entropy_grad(y_hat, y)


def inner_minus_lost(y_hat: Any, y: Any) -> Any:
    """-y/y_hat - (1 - y)/(1 - y_hat): the inner derivative of 1 - y_hat is missing."""
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return -y / p - (1 - y) / (1 - p)


def one_class_only(y_hat: Any, y: Any) -> Any:
    """The term of the targets near 1 alone."""
    return -y / np.clip(y_hat, 1e-12, 1 - 1e-12)


def averaged_over_entries(y_hat: Any, y: Any) -> Any:
    """The derivative of the mean over the entries."""
    return binary_cross_entropy_grad(y_hat, y) / np.size(y_hat)


def not_clipped(y_hat: Any, y: Any) -> Any:
    """0 / 0 is NaN."""
    return np.divide(1 - y, 1 - y_hat) - np.divide(y, y_hat)


def with_the_slope_of_the_sigmoid(y_hat: Any, y: Any) -> Any:
    """y_hat - y, which is the derivative by what goes into the last sigmoid."""
    return np.asarray(y_hat) - y


def prediction_and_target_swapped(y_hat: Any, y: Any) -> Any:
    """The target in the denominators."""
    return binary_cross_entropy_grad(y, y_hat)


def logarithms_kept(y_hat: Any, y: Any) -> Any:
    """The terms of the loss itself, not their derivatives."""
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return -y * np.log(p) - (1 - y) * np.log(1 - p)


LOSS_MISCONCEPTIONS = (
    Misconception(
        "squared_error_jacobian",
        "sign of the error lost",
        size_of_the_error,
        "Where the prediction is too low, the loss falls as it rises. Look at the sign of your entries there.",
        SLIP,
    ),
    Misconception(
        "squared_error_jacobian",
        "factor 2 lost",
        factor_two_lost,
        "Look at the derivative of a square: what comes down in front of it?",
        SLIP,
    ),
    Misconception(
        "squared_error_jacobian",
        "sign flipped",
        error_the_wrong_way_round,
        "Look at which of the two is differentiated, the prediction or the target, and at its sign in the error.",
        SLIP,
    ),
    Misconception(
        "squared_error_jacobian",
        "a column in place of a row",
        a_column,
        "The entries are right. Look at how many outputs the loss has, and how many inputs: which of them are rows?",
        SLIP,
    ),
    Misconception(
        "squared_error_jacobian",
        "a vector in place of a row",
        a_vector,
        "The entries are right. Look at the shape: a Jacobian has two axes, one of them for the loss.",
        SLIP,
    ),
    Misconception(
        "squared_error_jacobian",
        "a diagonal matrix in place of a row",
        a_diagonal_matrix,
        "The entries are right. Look at how many numbers the loss is: do the outputs have one each?",
        SLIP,
    ),
    Misconception(
        "squared_error_jacobian",
        "averaged over the outputs",
        averaged_over_the_outputs,
        "The loss adds the squares and takes no mean. Look at what you divide by.",
        SLIP,
    ),
    Misconception(
        "squared_error_jacobian",
        "loss not differentiated",
        squares_not_differentiated,
        "These are the terms of the loss itself. Look at how each of them changes with the prediction.",
    ),
    Misconception(
        "binary_cross_entropy_grad",
        "sign flipped",
        sign_flipped,
        "A higher prediction should help where the target is one. Look at the minus sign in front of the loss.",
        SLIP,
    ),
    Misconception(
        "binary_cross_entropy_grad",
        "inner derivative of 1 - y_hat lost",
        inner_minus_lost,
        "One class is right. In the other class's logarithm the prediction has a sign of its own: look at it.",
        SLIP,
    ),
    Misconception(
        "binary_cross_entropy_grad",
        "term of the other class left out",
        one_class_only,
        "Look at what your derivative says about a sample of the other class that is predicted badly.",
        LOST_LINK,
    ),
    Misconception(
        "binary_cross_entropy_grad",
        "averaged over the entries",
        averaged_over_entries,
        "The loss adds its terms and takes no mean. Look at what you divide by.",
        SLIP,
    ),
    Misconception(
        "binary_cross_entropy_grad",
        "predictions of 0 and 1 not clipped",
        not_clipped,
        "Look at your denominators where a prediction is completely sure.",
        SLIP,
    ),
    Misconception(
        "binary_cross_entropy_grad",
        "slope of the last sigmoid included",
        with_the_slope_of_the_sigmoid,
        "Look at what the derivative is taken by: the prediction, or the sum that goes into the last sigmoid?",
        LOST_LINK,
    ),
    Misconception(
        "binary_cross_entropy_grad",
        "prediction and target swapped",
        prediction_and_target_swapped,
        "Look at which of the two stands inside the logarithm, and so comes to stand in the denominator.",
        SLIP,
    ),
    Misconception(
        "binary_cross_entropy_grad",
        "loss not differentiated",
        logarithms_kept,
        "These are the terms of the loss itself. Look at the derivative of a logarithm.",
    ),
)
