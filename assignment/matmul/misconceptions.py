"""Mistakes that students really make with the matrix product."""

from typing import Any

import numpy as np

from autograder.bank import Misconception
from solutions.matmul import matmul_backward, squared_error, squared_error_grad


def without_transposes(dL_dY: Any, W: Any, X: Any) -> Any:
    """Right factors in the right order, but neither is transposed."""
    return dL_dY @ X, W @ dL_dY


def gradients_swapped(dL_dY: Any, W: Any, X: Any) -> Any:
    """The gradient of X first."""
    dL_dW, dL_dX = matmul_backward(dL_dY, W, X)
    return dL_dX, dL_dW


def upstream_taken_as_ones(dL_dY: Any, W: Any, X: Any) -> Any:
    """Right for the sum of Y only."""
    return matmul_backward(np.ones_like(dL_dY), W, X)


def averaged_over_entries(Y: Any, T: Any) -> Any:
    """The mean of the squares in place of their sum."""
    return squared_error(Y, T) / np.size(Y)


def halved(Y: Any, T: Any) -> Any:
    """The loss with the factor 1/2 of other courses."""
    return squared_error(Y, T) / 2


def factor_two_lost(Y: Any, T: Any) -> Any:
    """The gradient of the halved loss."""
    return squared_error_grad(Y, T) / 2


def sign_of_the_error_lost(Y: Any, T: Any) -> Any:
    """Right only where the prediction is above the target."""
    return np.abs(squared_error_grad(Y, T))


def uphill(W: Any, X: Any, T: Any, step_size: Any) -> Any:
    """The step is added, so the loss grows."""
    dL_dW, _ = matmul_backward(squared_error_grad(W @ X, T), W, X)
    return W + step_size * dL_dW


MISCONCEPTIONS = (
    Misconception("matmul_backward", "transposes left out", without_transposes),
    Misconception("matmul_backward", "gradients of W and X swapped", gradients_swapped),
    Misconception("matmul_backward", "upstream gradient ignored", upstream_taken_as_ones),
    Misconception("squared_error", "mean in place of the sum", averaged_over_entries),
    Misconception("squared_error", "factor 1/2 in the loss", halved),
    Misconception("squared_error_grad", "factor 2 lost", factor_two_lost),
    Misconception("squared_error_grad", "sign of the error lost", sign_of_the_error_lost),
    Misconception("gradient_step", "step taken uphill", uphill),
)
