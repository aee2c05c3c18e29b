"""Mistakes that students really make with the matrix product and a step on it."""

from typing import Any

import numpy as np

from assignment.matmul.loss_misconceptions import LOSS_MISCONCEPTIONS
from assignment.shares import LOST_LINK, SLIP
from autograder.bank import Misconception
from solutions.matmul import gradient_step, matmul_backward, squared_error_grad


def without_transposes(dL_dY: Any, W: Any, X: Any) -> Any:
    """Right factors in the right order, but neither is transposed."""
    return dL_dY @ X, W @ dL_dY


def without_transpose_of_x(dL_dY: Any, W: Any, X: Any) -> Any:
    """X as it stands in the gradient of W."""
    _, dL_dX = matmul_backward(dL_dY, W, X)
    return dL_dY @ X, dL_dX


def without_transpose_of_w(dL_dY: Any, W: Any, X: Any) -> Any:
    """W as it stands in the gradient of X."""
    dL_dW, _ = matmul_backward(dL_dY, W, X)
    return dL_dW, W @ dL_dY


def factors_in_the_wrong_order(dL_dY: Any, W: Any, X: Any) -> Any:
    """Each pair of factors the wrong way round."""
    return X.T @ dL_dY, dL_dY @ W.T


def entry_by_entry(dL_dY: Any, W: Any, X: Any) -> Any:
    """`*` where `@` is needed."""
    return dL_dY * X.T, W.T * dL_dY


def gradients_swapped(dL_dY: Any, W: Any, X: Any) -> Any:
    """The gradient of X first."""
    dL_dW, dL_dX = matmul_backward(dL_dY, W, X)
    return dL_dX, dL_dW


def gradients_transposed(dL_dY: Any, W: Any, X: Any) -> Any:
    """The layout of the other convention, where samples are rows."""
    dL_dW, dL_dX = matmul_backward(dL_dY, W, X)
    return dL_dW.T, dL_dX.T


def averaged_over_the_batch(dL_dY: Any, W: Any, X: Any) -> Any:
    """The gradient of W divided by the number of samples."""
    dL_dW, dL_dX = matmul_backward(dL_dY, W, X)
    return dL_dW / X.shape[1], dL_dX


def both_averaged_over_the_batch(dL_dY: Any, W: Any, X: Any) -> Any:
    """Both gradients divided by the number of samples."""
    dL_dW, dL_dX = matmul_backward(dL_dY, W, X)
    return dL_dW / X.shape[1], dL_dX / X.shape[1]


def upstream_taken_as_ones(dL_dY: Any, W: Any, X: Any) -> Any:
    """Right for the sum of Y only."""
    return matmul_backward(np.ones_like(dL_dY), W, X)


def uphill(W: Any, X: Any, T: Any, step_size: Any) -> Any:
    """The step is added, so the loss grows."""
    return 2 * W - gradient_step(W, X, T, step_size)


def step_factor_two_lost(W: Any, X: Any, T: Any, step_size: Any) -> Any:
    """The step of the halved loss."""
    return (W + gradient_step(W, X, T, step_size)) / 2


def step_size_lost(W: Any, X: Any, T: Any, step_size: Any) -> Any:
    """The whole gradient is subtracted."""
    return W + (gradient_step(W, X, T, step_size) - W) / step_size


def step_averaged_over_the_batch(W: Any, X: Any, T: Any, step_size: Any) -> Any:
    """The step divided by the number of samples."""
    return W + (gradient_step(W, X, T, step_size) - W) / X.shape[1]


def step_averaged_over_entries(W: Any, X: Any, T: Any, step_size: Any) -> Any:
    """The step on the mean of the squares."""
    return W + (gradient_step(W, X, T, step_size) - W) / T.size


def only_the_step(W: Any, X: Any, T: Any, step_size: Any) -> Any:
    """The change of W in place of the new W."""
    return gradient_step(W, X, T, step_size) - W


def gradient_returned(W: Any, X: Any, T: Any, step_size: Any) -> Any:
    """The gradient in place of the new W."""
    return (W - gradient_step(W, X, T, step_size)) / step_size


def upstream_of_the_step_lost(W: Any, X: Any, T: Any, step_size: Any) -> Any:
    """X alone makes the step: the error does not enter it."""
    return W - step_size * np.ones(T.shape) @ X.T


def step_without_transpose(W: Any, X: Any, T: Any, step_size: Any) -> Any:
    """X as it stands in the gradient of W."""
    return W - step_size * squared_error_grad(W @ X, T) @ X


def step_into_the_dtype_of_w(W: Any, X: Any, T: Any, step_size: Any) -> Any:
    """Whole numbers stay whole numbers."""
    result = np.zeros_like(W)
    result[...] = gradient_step(W, X, T, step_size)
    return result


MISCONCEPTIONS = (
    Misconception(
        "matmul_backward",
        "transposes left out",
        without_transposes,
        "Write one entry of the product as a sum and differentiate it. Look at which index the sum leaves over.",
        LOST_LINK,
    ),
    Misconception(
        "matmul_backward",
        "transpose of X left out",
        without_transpose_of_x,
        "The gradient of X is right. For that of W, look at which index of X is summed over.",
        SLIP,
    ),
    Misconception(
        "matmul_backward",
        "transpose of W left out",
        without_transpose_of_w,
        "The gradient of W is right. For that of X, look at which index of W is summed over.",
        SLIP,
    ),
    Misconception(
        "matmul_backward",
        "factors in the wrong order",
        factors_in_the_wrong_order,
        "A matrix product does not commute. Look at the shape that each gradient must have, and which side fits.",
        LOST_LINK,
    ),
    Misconception(
        "matmul_backward",
        "entrywise product in place of the matrix product",
        entry_by_entry,
        "An entry of a factor reaches several entries of the product. Look at where the chain rule adds them up.",
        LOST_LINK,
    ),
    Misconception(
        "matmul_backward",
        "gradients of W and X swapped",
        gradients_swapped,
        "Both gradients are there. Look at the order in which they are to be returned.",
        SLIP,
    ),
    Misconception(
        "matmul_backward",
        "gradients transposed",
        gradients_transposed,
        "A gradient has the shape of what it belongs to. Look at whether samples are rows or columns here.",
        SLIP,
    ),
    Misconception(
        "matmul_backward",
        "averaged over the batch",
        averaged_over_the_batch,
        "Whether a loss is a mean is settled upstream already. Look at what this step does with several samples.",
        SLIP,
    ),
    Misconception(
        "matmul_backward",
        "both averaged over the batch",
        both_averaged_over_the_batch,
        "The loss adds up over the samples, and no mean is asked for. Look at where you divide.",
        SLIP,
    ),
    Misconception(
        "matmul_backward",
        "upstream gradient ignored",
        upstream_taken_as_ones,
        "The chain rule multiplies by what comes from above. Look at where your result depends on it.",
    ),
    *LOSS_MISCONCEPTIONS,
    Misconception(
        "gradient_step",
        "step taken uphill",
        uphill,
        "The gradient points to where the loss grows. Look at which way you walk, and at the sign of the error.",
        SLIP,
    ),
    Misconception(
        "gradient_step",
        "factor 2 lost",
        step_factor_two_lost,
        "The direction is right and the length is not. Look at the derivative of a square.",
        SLIP,
    ),
    Misconception(
        "gradient_step",
        "step size lost",
        step_size_lost,
        "Look at how far you go along the gradient: one of the arguments has no say in your result.",
        SLIP,
    ),
    Misconception(
        "gradient_step",
        "averaged over the batch",
        step_averaged_over_the_batch,
        "The loss adds the squares of all samples. Look at where your step divides.",
        SLIP,
    ),
    Misconception(
        "gradient_step",
        "averaged over all entries",
        step_averaged_over_entries,
        "The loss adds the squares and takes no mean. Look at where your step divides.",
        SLIP,
    ),
    Misconception(
        "gradient_step",
        "only the step returned",
        only_the_step,
        "The step itself is right. Look at what is to be returned: where you are after it, or how far you went.",
        SLIP,
    ),
    Misconception(
        "gradient_step",
        "gradient returned in place of the new W",
        gradient_returned,
        "The gradient is right, but no step was taken along it. Look at what is to be returned.",
        SLIP,
    ),
    Misconception(
        "gradient_step",
        "error left out of the step",
        upstream_of_the_step_lost,
        "Look at where the target enters your step. The outermost derivative, that of the loss, is a link too.",
    ),
    Misconception(
        "gradient_step",
        "transpose of X left out",
        step_without_transpose,
        "Look at the gradient of the product: which index of X is summed over there?",
        LOST_LINK,
    ),
    Misconception(
        "gradient_step",
        "whole numbers kept as whole numbers",
        step_into_the_dtype_of_w,
        "Look at the type of the array that you write the new weights into when the old ones are whole numbers.",
        SLIP,
    ),
)
