"""Mistakes that students really make with the network of two linear layers."""

from typing import Any

import numpy as np

from autograder.bank import Misconception
from solutions.mlp import (
    activation_jacobian,
    binary_cross_entropy_grad,
    mlp_forward,
    mlp_gradients,
    squared_error_jacobian,
)


def activations_swapped(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, f: str, g: str) -> Any:
    """The activation g after the first layer, and f after the second."""
    return mlp_forward(W1, b1, W2, b2, X, g, f)


def without_kronecker_delta(z: Any, name: str) -> Any:
    """The slope of entry i in all of row i, a full matrix: output i depends on input i alone."""
    return np.repeat(activation_jacobian(z, name).sum(axis=1, keepdims=True), len(z), axis=1)


def at_the_activated_value(z: Any, name: str) -> Any:
    """The slope at the output of the sigmoid in place of its input."""
    return activation_jacobian(1 / (1 + np.exp(-z)), name) if name == "sigmoid" else activation_jacobian(z, name)


def size_of_the_error(y_hat: Any, y: Any) -> Any:
    """The size of the error in place of the error: right only where the prediction is above the target."""
    return np.abs(squared_error_jacobian(y_hat, y))


def sign_flipped(y_hat: Any, y: Any) -> Any:
    """The sign of the whole derivative flipped, as if the loss had no minus in front."""
    return -binary_cross_entropy_grad(y_hat, y)


def averaged_over_the_batch(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """Divided by the number of samples, though the losses of the samples are added."""
    return tuple(part / X.shape[1] for part in mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss))


def biases_summed_over_everything(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """The bias gradients summed over the units as well as over the samples."""
    dW1, db1, dW2, db2 = mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss)
    return dW1, db1.sum(), dW2, db2.sum()


def slope_of_f_lost(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """The gradient passed back through f as if f were the identity."""
    _, _, dW2, db2 = mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss)
    samples = ((X[:, i : i + 1], Y[:, i : i + 1]) for i in range(X.shape[1]))
    dZ3 = np.stack([mlp_gradients(W1, b1, W2, b2, x, y, f, g, loss)[3] for x, y in samples], axis=1)
    dZ2 = W2.T @ dZ3
    return dZ2 @ X.T, dZ2.sum(axis=1), dW2, db2


MISCONCEPTIONS = (
    Misconception("mlp_forward", "f and g swapped", activations_swapped),
    Misconception("activation_jacobian", "a full matrix", without_kronecker_delta),
    Misconception("activation_jacobian", "slope taken at the activated value", at_the_activated_value),
    Misconception("squared_error_jacobian", "sign of the error lost", size_of_the_error),
    Misconception("binary_cross_entropy_grad", "sign flipped", sign_flipped),
    Misconception("mlp_gradients", "averaged over the batch", averaged_over_the_batch),
    Misconception("mlp_gradients", "bias gradients summed over the units too", biases_summed_over_everything),
    Misconception("mlp_gradients", "slope of f lost", slope_of_f_lost),
)
