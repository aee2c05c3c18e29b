"""What the Jacobians and gradients of the network of two linear layers are the derivatives of."""

from typing import Any

from autograder.bank import Derivative


def activation(xp: Any, z: Any, name: str) -> Any:
    """An activation by its name."""
    if name == "relu":
        return xp.where(xp.real(z) > 0, z, 0.0)
    return 1 / (1 + xp.exp(-z)) if name == "sigmoid" else z


def sum_of_squares(xp: Any, y_hat: Any, y: Any) -> Any:
    """The squared error of one sample, as a vector of one entry: its Jacobian is a row."""
    return xp.reshape(xp.sum((y_hat - y) ** 2), (1,))


def cross_entropy(xp: Any, y_hat: Any, y: Any) -> Any:
    """Minus the logarithm of the likelihood; so written, it can be differentiated where a prediction is 0 or 1."""
    return -xp.log(y_hat**y * (1 - y_hat) ** (1 - y))


def total(xp: Any, W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """The loss of the network, summed over the batch."""
    Z2 = activation(xp, W1 @ X + xp.reshape(b1, (-1, 1)), f)
    Y_hat = activation(xp, W2 @ Z2 + xp.reshape(b2, (-1, 1)), g)
    return xp.sum((Y_hat - Y) ** 2 if loss == "squared_error" else cross_entropy(xp, Y_hat, Y))


DERIVATIVES = (
    Derivative("activation_jacobian", activation, (0,)),
    Derivative("squared_error_jacobian", sum_of_squares, (0,)),
    Derivative("binary_cross_entropy_grad", cross_entropy, (0,), elementwise=True),
    Derivative("mlp_gradients", total, (0, 1, 2, 3)),
)
