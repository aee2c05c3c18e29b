"""Mistakes that students really make with the gradients of the network of two linear layers."""

from typing import Any

import numpy as np

from assignment.shares import LOST_LINK, SLIP
from autograder.bank import Misconception
from solutions.mlp import activation_jacobian, binary_cross_entropy_grad, mlp_forward, mlp_gradients
from solutions.sigmoid import sigmoid, sigmoid_grad


def averaged_over_the_batch(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """Divided by the number of samples, though the losses of the samples are added."""
    return tuple(part / X.shape[1] for part in mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss))


def averaged_over_everything(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """Divided by the number of outputs as well as of samples."""
    return tuple(part / Y.size for part in mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss))


def biases_summed_over_everything(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """The bias gradients summed over the units as well as over the samples."""
    dW1, db1, dW2, db2 = mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss)
    return dW1, db1.sum(), dW2, db2.sum()


def biases_not_summed(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """The bias gradients with a column for every sample."""
    dW1, _, dW2, _ = mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss)
    samples = ((X[:, i : i + 1], Y[:, i : i + 1]) for i in range(X.shape[1]))
    one_by_one = [mlp_gradients(W1, b1, W2, b2, x, y, f, g, loss) for x, y in samples]
    return dW1, np.stack([d[1] for d in one_by_one], axis=1), dW2, np.stack([d[3] for d in one_by_one], axis=1)


def biases_averaged(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """The mean over the samples, for the biases alone."""
    dW1, db1, dW2, db2 = mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss)
    return dW1, db1 / X.shape[1], dW2, db2 / X.shape[1]


def factor_two_lost(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """The squared error taken with one half in front."""
    parts = mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss)
    return tuple(part / 2 for part in parts) if loss == "squared_error" else parts


def sign_flipped(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """Target minus prediction."""
    return tuple(-part for part in mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss))


def weights_before_biases(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """Both weights first, then both biases."""
    dW1, db1, dW2, db2 = mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss)
    return dW1, dW2, db1, db2


def last_layer_first(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """In the order in which they are worked out."""
    dW1, db1, dW2, db2 = mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss)
    return dW2, db2, dW1, db1


def weight_gradients_transposed(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """The layout of the other convention, where samples are rows."""
    dW1, db1, dW2, db2 = mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss)
    return dW1.T, db1, dW2.T, db2


def one_loss_for_both(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """The squared error whatever the loss."""
    return mlp_gradients(W1, b1, W2, b2, X, Y, f, g, "squared_error")


def slope_of_g_lost(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """The derivative of the loss is handed on as if g were the identity."""
    Y_hat = mlp_forward(W1, b1, W2, b2, X, f, g)
    upstream = 2 * (Y_hat - Y) if loss == "squared_error" else binary_cross_entropy_grad(Y_hat, Y)
    # A network that ends in the identity gets targets that give it the same derivative of the loss.
    targets = mlp_forward(W1, b1, W2, b2, X, f, "identity") - upstream / 2
    return mlp_gradients(W1, b1, W2, b2, X, targets, f, "identity", "squared_error")


def last_slope_twice(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """Y_hat - Y of the cross entropy times the slope of the sigmoid, which it holds already."""
    if loss == "squared_error":
        return mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss)
    Y_hat = mlp_forward(W1, b1, W2, b2, X, f, g)
    targets = mlp_forward(W1, b1, W2, b2, X, f, "identity") - (Y_hat - Y) * Y_hat * (1 - Y_hat) / 2
    return mlp_gradients(W1, b1, W2, b2, X, targets, f, "identity", "squared_error")


def slope_of_f_lost(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """The gradient passed back through f as if f were the identity."""
    _, _, dW2, db2 = mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss)
    samples = ((X[:, i : i + 1], Y[:, i : i + 1]) for i in range(X.shape[1]))
    dZ3 = np.stack([mlp_gradients(W1, b1, W2, b2, x, y, f, g, loss)[3] for x, y in samples], axis=1)
    dZ2 = W2.T @ dZ3
    return dZ2 @ X.T, dZ2.sum(axis=1), dW2, db2


def slope_of_f_at_activated_value(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """The slope of a hidden sigmoid is taken at what comes out of it."""
    dW1, db1, dW2, db2 = mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss)
    if f == "sigmoid":
        samples = ((X[:, i : i + 1], Y[:, i : i + 1]) for i in range(X.shape[1]))
        dZ3 = np.stack([mlp_gradients(W1, b1, W2, b2, x, y, f, g, loss)[3] for x, y in samples], axis=1)
        dZ1 = (W2.T @ dZ3) * sigmoid_grad(sigmoid(W1 @ X + b1[:, np.newaxis]))
        dW1, db1 = dZ1 @ X.T, dZ1.sum(axis=1)
    return dW1, db1, dW2, db2


def before_the_activation(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """The gradient of W2 with what goes into f in place of what comes out."""
    dW1, db1, _, db2 = mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss)
    samples = ((X[:, i : i + 1], Y[:, i : i + 1]) for i in range(X.shape[1]))
    dZ3 = np.stack([mlp_gradients(W1, b1, W2, b2, x, y, f, g, loss)[3] for x, y in samples], axis=1)
    return dW1, db1, dZ3 @ (W1 @ X + b1[:, np.newaxis]).T, db2


def w2_lost(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """Every hidden unit gets the sum of the upstream gradients, as if W2 were all ones."""
    _, _, dW2, db2 = mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss)
    columns = []
    for i in range(X.shape[1]):
        x, y = X[:, i : i + 1], Y[:, i : i + 1]
        dZ3 = mlp_gradients(W1, b1, W2, b2, x, y, f, g, loss)[3]
        columns.append(activation_jacobian(W1 @ X[:, i] + b1, f) @ np.ones(W2.shape).T @ dZ3)
    dZ1 = np.stack(columns, axis=1)
    return dZ1 @ X.T, dZ1.sum(axis=1), dW2, db2


def difference_quotients(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """Differences of two losses in place of the derivatives."""
    parameters = [np.array(part, dtype=float) for part in (W1, b1, W2, b2)]
    V1, a1, V2, a2 = parameters

    def total() -> Any:
        Y_hat = mlp_forward(V1, a1, V2, a2, X, f, g)
        if loss == "squared_error":
            return np.sum((Y_hat - Y) ** 2)
        return -np.sum(Y * np.log(Y_hat) + (1 - Y) * np.log(1 - Y_hat))

    slopes = [np.zeros(part.shape) for part in parameters]
    for part, slope in zip(parameters, slopes, strict=True):
        for where in np.ndindex(part.shape):
            part[where] += 1e-5
            above = total()
            part[where] -= 2e-5
            slope[where] = (above - total()) / 2e-5
            part[where] += 1e-5
    return tuple(slopes)


GRADIENT_MISCONCEPTIONS = (
    Misconception(
        "mlp_gradients",
        "averaged over the batch",
        averaged_over_the_batch,
        "The losses of the samples are added. Look at where you divide.",
        SLIP,
    ),
    Misconception(
        "mlp_gradients",
        "averaged over outputs and samples",
        averaged_over_everything,
        "The loss adds outputs and samples and takes no mean. Look at where you divide.",
        SLIP,
    ),
    Misconception(
        "mlp_gradients",
        "bias gradients summed over the units too",
        biases_summed_over_everything,
        "Every unit has a bias of its own. Look at the axes that you sum over.",
        SLIP,
    ),
    Misconception(
        "mlp_gradients",
        "bias gradients not summed over the batch",
        biases_not_summed,
        "One bias serves all samples. Look at how their shares of the gradient come together.",
        SLIP,
    ),
    Misconception(
        "mlp_gradients",
        "bias gradients averaged",
        biases_averaged,
        "One bias serves all samples. Look at whether their shares of the gradient are added, as the losses are.",
        SLIP,
    ),
    Misconception(
        "mlp_gradients",
        "factor 2 lost",
        factor_two_lost,
        "The cross entropy is right. For the other loss, look at the derivative of a square.",
        SLIP,
    ),
    Misconception(
        "mlp_gradients",
        "sign flipped",
        sign_flipped,
        "Look at the sign that the prediction has in the loss, and at where you turn it round.",
        SLIP,
    ),
    Misconception(
        "mlp_gradients",
        "weights returned before biases",
        weights_before_biases,
        "All four gradients are there. Look at the order in which they are to be returned.",
        SLIP,
    ),
    Misconception(
        "mlp_gradients",
        "last layer returned first",
        last_layer_first,
        "All four gradients are there. Look at the order in which they are to be returned.",
        SLIP,
    ),
    Misconception(
        "mlp_gradients",
        "weight gradients transposed",
        weight_gradients_transposed,
        "A gradient has the shape of its parameter. Look at whether samples are rows or columns here.",
        SLIP,
    ),
    Misconception(
        "mlp_gradients",
        "squared error in place of the cross entropy",
        one_loss_for_both,
        "Look at where the name of the loss enters your function.",
        SLIP,
    ),
    Misconception(
        "mlp_gradients",
        "slope of g lost",
        slope_of_g_lost,
        "Between the loss and the second linear layer stands one more activation. Look for its slope.",
        LOST_LINK,
    ),
    Misconception(
        "mlp_gradients",
        "slope of the last sigmoid counted twice",
        last_slope_twice,
        "Look at what the slope of the last sigmoid does to the cross entropy's denominator, and count it once.",
        LOST_LINK,
    ),
    Misconception(
        "mlp_gradients",
        "slope of f lost",
        slope_of_f_lost,
        "The way back to the first layer leads through its activation. Look for its slope.",
        LOST_LINK,
    ),
    Misconception(
        "mlp_gradients",
        "slope of f taken at the activated value",
        slope_of_f_at_activated_value,
        "Look at what you feed to the slope of the hidden activation: what goes into it, or what comes out?",
        LOST_LINK,
    ),
    Misconception(
        "mlp_gradients",
        "gradient of W2 with the values before f",
        before_the_activation,
        "Look at what the second layer's weights are multiplied with on the way forward.",
        LOST_LINK,
    ),
    Misconception(
        "mlp_gradients",
        "W2 lost on the way back",
        w2_lost,
        "A hidden unit reaches the outputs through the second layer's weights. Look for them on the way back.",
        LOST_LINK,
    ),
    Misconception(
        "mlp_gradients",
        "numerical differentiation",
        difference_quotients,
        "A difference of two nearby losses drowns where the loss is large. Work the chain rule out on paper.",
    ),
)
