"""A network of two linear layers, its Jacobians and its gradients (NYU deep learning, homework 1)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from solutions.sigmoid import sigmoid, sigmoid_grad


def mlp_forward(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, f: str, g: str) -> NDArray[np.float64]:
    """The prediction of the network Linear1 -> f -> Linear2 -> g for a batch of samples.

    W1 (m, d), b1 (m,), W2 (k, m), b2 (k,): the parameters of the two linear layers.
    X (d, n): n samples, one a column.
    f, g: "relu", "sigmoid" or "identity", applied elementwise; any other name raises ValueError.
    Returns Y_hat (k, n), one prediction a column. The arguments are left untouched.
    """
    # BEGIN SOLUTION
    if not {f, g} <= {"relu", "sigmoid", "identity"}:
        raise ValueError(f"the activations are relu, sigmoid and identity, not {f!r} and {g!r}")
    W1, b1, W2, b2, X = (np.asarray(array, dtype=np.float64) for array in (W1, b1, W2, b2, X))
    Z1 = W1 @ X + b1[:, np.newaxis]
    Z2 = np.maximum(Z1, 0.0) if f == "relu" else sigmoid(Z1) if f == "sigmoid" else Z1
    Z3 = W2 @ Z2 + b2[:, np.newaxis]
    return np.maximum(Z3, 0.0) if g == "relu" else sigmoid(Z3) if g == "sigmoid" else Z3
    # END SOLUTION


def activation_jacobian(z: Any, name: str) -> NDArray[np.float64]:
    """The Jacobian of an elementwise activation AT z, for one sample.

    z (m,): what goes into the activation, not what comes out of it.
    name: "relu" (its slope at exactly 0 counts as 0), "sigmoid" or "identity"; any other raises ValueError.
    Returns (m, m); entry (i, j) is the derivative of output i with respect to input j.
    """
    # BEGIN SOLUTION
    z = np.asarray(z, dtype=np.float64)
    slopes = {"relu": np.where(z > 0, 1.0, 0.0), "sigmoid": sigmoid_grad(z), "identity": np.ones_like(z)}
    if name not in slopes:
        raise ValueError(f"the activations are relu, sigmoid and identity, not {name!r}")
    return np.diag(slopes[name])
    # END SOLUTION


def squared_error_jacobian(y_hat: Any, y: Any) -> NDArray[np.float64]:
    """The Jacobian of the squared error of one sample with respect to its prediction.

    y_hat (k,): the prediction. y (k,): the target. The loss is the sum of the k squares: no 1/2, no mean.
    Returns a row, (1, k): one output (the loss), k inputs.
    """
    # BEGIN SOLUTION
    residual = np.asarray(y_hat, dtype=np.float64) - np.asarray(y, dtype=np.float64)
    return 2.0 * residual[np.newaxis, :]
    # END SOLUTION


def binary_cross_entropy_grad(y_hat: Any, y: Any) -> NDArray[np.float64]:
    """The derivative of the binary cross entropy with respect to every prediction, elementwise.

    y_hat: the predictions, numbers from 0 to 1 of any shape. y: the targets, from 0 to 1, of the same shape.
    The loss is the sum over the entries, with the natural logarithm: no mean.
    Like the loss, clip y_hat into [1e-12, 1 - 1e-12] first, so that the result is finite at y_hat = 0 and 1.
    Returns float64 of the shape of y_hat. The arguments are left untouched.
    """
    # BEGIN SOLUTION
    y_hat = np.clip(np.asarray(y_hat, dtype=np.float64), 1e-12, 1 - 1e-12)
    y = np.asarray(y, dtype=np.float64)
    return np.asarray((1 - y) / (1 - y_hat) - y / y_hat)
    # END SOLUTION


def mlp_gradients(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """The gradients of the loss of mlp_forward with respect to its parameters, summed over the batch.

    W1 (m, d), b1 (m,), W2 (k, m), b2 (k,), X (d, n), f and g: as for mlp_forward, one sample a column.
    Y (k, n): the targets, one a column.
    loss: "squared_error" or "binary_cross_entropy", summed over outputs and samples: no 1/2, no mean.
    Any other name of an activation or a loss raises ValueError. The arguments are left untouched.
    Returns the tuple (dW1, db1, dW2, db2), each of the shape of its parameter.
    """
    # BEGIN SOLUTION
    if loss not in ("squared_error", "binary_cross_entropy"):
        raise ValueError(f"the losses are squared_error and binary_cross_entropy, not {loss!r}")
    Y_hat = mlp_forward(W1, b1, W2, b2, X, f, g)
    W1, b1, W2, b2, X, Y = (np.asarray(array, dtype=np.float64) for array in (W1, b1, W2, b2, X, Y))
    Z1 = W1 @ X + b1[:, np.newaxis]
    Z2 = np.maximum(Z1, 0.0) if f == "relu" else sigmoid(Z1) if f == "sigmoid" else Z1
    Z3 = W2 @ Z2 + b2[:, np.newaxis]
    slope_f, slope_g = (
        np.where(Z > 0, 1.0, 0.0) if name == "relu" else sigmoid_grad(Z) if name == "sigmoid" else np.ones_like(Z)
        for Z, name in ((Z1, f), (Z3, g))
    )
    if loss == "squared_error":
        dZ3 = 2.0 * (Y_hat - Y) * slope_g
    elif g == "sigmoid":
        dZ3 = Y_hat - Y  # the factors y_hat (1 - y_hat) cancel: exact even where the sigmoid saturates
    else:
        dZ3 = binary_cross_entropy_grad(Y_hat, Y) * slope_g
    dZ1 = (W2.T @ dZ3) * slope_f
    return dZ1 @ X.T, dZ1.sum(axis=1), dZ3 @ Z2.T, dZ3.sum(axis=1)
    # END SOLUTION


# BEGIN SOLUTION
training_step_order = "CEDAB"  # forward pass, loss, clear the gradients, backward pass, update
# END SOLUTION
