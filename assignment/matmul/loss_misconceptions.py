"""Mistakes that students really make with the sum of squares and its gradient."""

from typing import Any

import numpy as np

from assignment.shares import LOST_LINK, SLIP
from autograder.bank import Misconception
from solutions.matmul import squared_error, squared_error_grad


def averaged_over_entries(Y: Any, T: Any) -> Any:
    """The mean of the squares in place of their sum."""
    return squared_error(Y, T) / np.size(Y)


def loss_averaged_over_the_batch(Y: Any, T: Any) -> Any:
    """The sum of the squares divided by the number of samples."""
    return squared_error(Y, T) / Y.shape[1]


def halved(Y: Any, T: Any) -> Any:
    """The loss with the factor 1/2 of other courses."""
    return squared_error(Y, T) / 2


def root_taken(Y: Any, T: Any) -> Any:
    """The length of the error in place of its square."""
    return np.sqrt(squared_error(Y, T))


def sizes_added(Y: Any, T: Any) -> Any:
    """The sizes of the errors in place of their squares."""
    return np.sum(np.abs(Y - T))


def one_loss_a_sample(Y: Any, T: Any) -> Any:
    """Summed over the outputs alone: a number for every sample."""
    return np.sum((Y - T) ** 2, axis=0)


def squared_after_the_sum(Y: Any, T: Any) -> Any:
    """The square of the sum, in which errors of different signs cancel."""
    return np.sum(Y - T) ** 2


def factor_two_lost(Y: Any, T: Any) -> Any:
    """The gradient of the halved loss."""
    return squared_error_grad(Y, T) / 2


def sign_of_the_error_lost(Y: Any, T: Any) -> Any:
    """Right only where the prediction is above the target."""
    return np.abs(squared_error_grad(Y, T))


def error_the_wrong_way_round(Y: Any, T: Any) -> Any:
    """The target minus the prediction, without the minus of the inner derivative."""
    return -squared_error_grad(Y, T)


def gradient_averaged_over_entries(Y: Any, T: Any) -> Any:
    """The gradient of the mean of the squares."""
    return squared_error_grad(Y, T) / np.size(Y)


def gradient_averaged_over_the_batch(Y: Any, T: Any) -> Any:
    """The gradient divided by the number of samples."""
    return squared_error_grad(Y, T) / Y.shape[1]


def not_differentiated(Y: Any, T: Any) -> Any:
    """The squares themselves: the loss before its sum, not its derivative."""
    return (Y - T) ** 2.0


def added_up(Y: Any, T: Any) -> Any:
    """All entries of the gradient added to one number."""
    return np.sum(squared_error_grad(Y, T))


def only_the_sign(Y: Any, T: Any) -> Any:
    """The derivative of the size of the error in place of its square."""
    return np.sign(squared_error_grad(Y, T))


LOSS_MISCONCEPTIONS = (
    Misconception(
        "squared_error",
        "mean in place of the sum",
        averaged_over_entries,
        "Look at what is done with the squares: this loss adds them and divides by nothing.",
        SLIP,
    ),
    Misconception(
        "squared_error",
        "averaged over the batch",
        loss_averaged_over_the_batch,
        "Look at how the samples come together in this loss: are they added, or is their mean taken?",
        SLIP,
    ),
    Misconception(
        "squared_error",
        "factor 1/2 in the loss",
        halved,
        "Some courses put a factor in front of this loss. Look at whether the statement does.",
        SLIP,
    ),
    Misconception(
        "squared_error",
        "root of the sum taken",
        root_taken,
        "This is the length of the error. Look at the last operation that you apply.",
        SLIP,
    ),
    Misconception(
        "squared_error",
        "sizes of the errors in place of their squares",
        sizes_added,
        "Look at what each error contributes: an error twice as large should count more than twice as much.",
        LOST_LINK,
    ),
    Misconception(
        "squared_error",
        "one loss a sample",
        one_loss_a_sample,
        "The loss of a batch is one number. Look at the axes that you sum over.",
        SLIP,
    ),
    Misconception(
        "squared_error",
        "squared after the sum",
        squared_after_the_sum,
        "Errors above and below the target must not cancel. Look at what comes first, the square or the sum.",
        LOST_LINK,
    ),
    Misconception(
        "squared_error_grad",
        "factor 2 lost",
        factor_two_lost,
        "Look at the derivative of a square: what comes down in front of it?",
        SLIP,
    ),
    Misconception(
        "squared_error_grad",
        "sign of the error lost",
        sign_of_the_error_lost,
        "Where the prediction is too low, the loss falls as it rises. Look at the sign of your entries there.",
        SLIP,
    ),
    Misconception(
        "squared_error_grad",
        "sign flipped",
        error_the_wrong_way_round,
        "Look at which of the two is differentiated, the prediction or the target, and at its sign in the error.",
        SLIP,
    ),
    Misconception(
        "squared_error_grad",
        "averaged over all entries",
        gradient_averaged_over_entries,
        "The loss adds the squares and takes no mean. Look at what you divide by.",
        SLIP,
    ),
    Misconception(
        "squared_error_grad",
        "averaged over the batch",
        gradient_averaged_over_the_batch,
        "The loss adds the samples and takes no mean over them. Look at what you divide by.",
        SLIP,
    ),
    Misconception(
        "squared_error_grad",
        "loss not differentiated",
        not_differentiated,
        "These are the terms of the loss itself. Look at how each of them changes with the prediction.",
    ),
    Misconception(
        "squared_error_grad",
        "entries of the gradient added up",
        added_up,
        "Every entry of the prediction has a derivative of its own. Look at where you add them up.",
        SLIP,
    ),
    Misconception(
        "squared_error_grad",
        "only the sign of the error kept",
        only_the_sign,
        "A far miss should pull harder than a near one. Look at the power that the error has in the loss.",
    ),
)
