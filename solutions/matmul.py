"""The gradients of a matrix product and a step of gradient descent (JHU 601.682, homework 3, question 1)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def matmul_backward(dL_dY: Any, W: Any, X: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The gradients of a loss L with respect to both factors of Y = W X.

    dL_dY: (m, n), the gradient of L with respect to Y. W: (m, d). X: (d, n), samples are columns.
    Returns (dL_dW, dL_dX), shaped like W and like X; dL_dW is summed over the samples, not averaged.
    The arguments are not changed.
    """
    # BEGIN SOLUTION
    dL_dY = np.asarray(dL_dY, dtype=np.float64)
    return dL_dY @ np.asarray(X, dtype=np.float64).T, np.asarray(W, dtype=np.float64).T @ dL_dY
    # END SOLUTION


def squared_error(Y: Any, T: Any) -> float:
    """The sum of the squared errors of all entries: no factor 1/2 and no mean.

    Y: (m, n), the prediction. T: (m, n), the target. Samples are columns.
    Returns one number, a float.
    """
    # BEGIN SOLUTION
    error = np.asarray(Y, dtype=np.float64) - np.asarray(T, dtype=np.float64)
    return float(np.sum(error**2))
    # END SOLUTION


def squared_error_grad(Y: Any, T: Any) -> NDArray[np.float64]:
    """The gradient of squared_error(Y, T) with respect to the prediction Y.

    Y: (m, n), the prediction. T: (m, n), the target. Samples are columns.
    Returns float64 of the shape of Y. The arguments are not changed.
    """
    # BEGIN SOLUTION
    return 2.0 * (np.asarray(Y, dtype=np.float64) - np.asarray(T, dtype=np.float64))
    # END SOLUTION


def gradient_step(W: Any, X: Any, T: Any, step_size: Any) -> NDArray[np.float64]:
    """W after one step of gradient descent on squared_error(W X, T).

    W: (m, d). X: (d, n), samples are columns. T: (m, n), the target. step_size: a positive number.
    Returns float64 of the shape of W. W itself is not changed.
    """
    # BEGIN SOLUTION
    Y = np.asarray(W, dtype=np.float64) @ np.asarray(X, dtype=np.float64)
    dL_dW, _ = matmul_backward(squared_error_grad(Y, T), W, X)
    return np.asarray(W, dtype=np.float64) - float(step_size) * dL_dW
    # END SOLUTION


# BEGIN SOLUTION
# Y = [[1.5, 1.1], [1.2, 0]], so dL/dY = [[2, 0.2], [0.4, 3]] and dL/dW = [[0.4, 6.2], [6, 4.2]].
W_updated = gradient_step([[0.3, 0.5], [-0.2, 0.4]], [[0, 2], [3, 1]], [[0.5, 1], [1, -1.5]], 0.1)
# END SOLUTION
