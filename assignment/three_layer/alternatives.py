"""Right ways to write the functions of the chain of three layers, beside the reference."""

from typing import Any

import numpy as np

from autograder.bank import Alternative
from solutions.sigmoid import sigmoid
from solutions.three_layer import binary_cross_entropy, three_layer_forward


def layer_by_layer(w1: Any, w2: Any, w3: Any, x: Any) -> Any:
    """A loop over the weights; a 0-d array comes back."""
    h = x
    for w in (w1, w2, w3):
        h = sigmoid(w * h)
    return np.array(h)


def textbook(w1: Any, w2: Any, w3: Any, x: Any) -> Any:
    """A sigmoid of its own, and a numpy scalar comes back."""

    def squash(z: Any) -> Any:
        return 1 / (1 + np.exp(-z))

    return np.float64(squash(w3 * squash(w2 * squash(w1 * x))))


def by_tangents(w1: Any, w2: Any, w3: Any, x: Any) -> Any:
    """The sigmoids by the hyperbolic tangent."""
    h1 = 0.5 + 0.5 * np.tanh(0.5 * w1 * x)
    h2 = 0.5 + 0.5 * np.tanh(0.5 * w2 * h1)
    return 0.5 + 0.5 * np.tanh(0.5 * w3 * h2)


def in_single_precision(w1: Any, w2: Any, w3: Any, x: Any) -> Any:
    """float32 inside."""
    w1, w2, w3, h = (np.float32(value) for value in (w1, w2, w3, x))
    for w in (w1, w2, w3):
        h = np.float32(1) / (np.float32(1) + np.exp(-w * h))
    return h


def loss_in_loops(y_hat: Any, y: Any) -> Any:
    """Term by term, with the logarithm of the standard library."""
    import math

    total = 0.0
    for p, t in zip(np.ravel(y_hat).tolist(), np.ravel(y).tolist(), strict=True):
        p = min(max(p, 1e-12), 1 - 1e-12)
        total -= t * math.log(p) + (1 - t) * math.log(1 - p)
    return total


def likelihood(y_hat: Any, y: Any) -> Any:
    """Minus the logarithm of the likelihood of each entry."""
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return -np.log(p**y * (1 - p) ** (1 - np.asarray(y))).sum()


def inner_products(y_hat: Any, y: Any) -> Any:
    """Two inner products."""
    p, t = np.ravel(np.clip(y_hat, 1e-12, 1 - 1e-12)), np.ravel(y)
    return -(t @ np.log(p)) - (1 - t) @ np.log(1 - p)


def slopes_from_outputs(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The slopes as h (1 - h), and the loss's derivative before the last sigmoid."""
    h1 = sigmoid(w1 * x)
    h2 = sigmoid(w2 * h1)
    y_hat = sigmoid(w3 * h2)
    d_a3 = (-y / y_hat + (1 - y) / (1 - y_hat)) * y_hat * (1 - y_hat)
    d_a2 = d_a3 * w3 * h2 * (1 - h2)
    d_a1 = d_a2 * w2 * h1 * (1 - h1)
    return d_a1 * x, d_a2 * h1, d_a3 * h2


def forward_mode(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The derivatives of the prediction carried forward, weight by weight."""
    h1 = sigmoid(w1 * x)
    h2 = sigmoid(w2 * h1)
    error = three_layer_forward(w1, w2, w3, x) - y
    by_w1 = h2 * (1 - h2) * w2 * h1 * (1 - h1) * x
    by_w2 = h2 * (1 - h2) * h1
    return error * w3 * by_w1, error * w3 * by_w2, error * h2


def in_arrays(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """One array of three, from the last layer to the first."""
    h = [x]
    for w in (w1, w2, w3):
        h.append(1 / (1 + np.exp(-w * h[-1])))
    gradients, upstream = np.zeros(3), h[3] - y
    for layer in (2, 1, 0):
        gradients[layer] = upstream * h[layer]
        upstream = upstream * (w1, w2, w3)[layer] * h[layer] * (1 - h[layer])
    return tuple(gradients)


def gradients_in_single_precision(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """float32 inside, the slopes in a form that loses nothing where the sigmoid is flat."""
    w1, w2, w3, x, y = (np.float32(value) for value in (w1, w2, w3, x, y))
    one = np.float32(1)
    decay1 = np.exp(-w1 * x)
    h1 = one / (one + decay1)
    decay2 = np.exp(-w2 * h1)
    h2 = one / (one + decay2)
    d_a3 = one / (one + np.exp(-w3 * h2)) - y
    d_a2 = d_a3 * w3 * decay2 * h2 * h2
    d_a1 = d_a2 * w2 * decay1 * h1 * h1
    return d_a1 * x, d_a2 * h1, d_a3 * h2


def regression_from_outputs(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The slopes as h (1 - h)."""
    h1 = sigmoid(w1 * x)
    h2 = sigmoid(w2 * h1)
    g3 = -2 * (y - w3 * h2) * h2
    g2 = g3 * w3 * (1 - h2) * h1
    return g2 * w2 * (1 - h1) * x, g2, g3


def regression_by_tangents(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The sigmoids by the hyperbolic tangent, and their slopes too; 0-d arrays come back."""
    t1 = np.tanh(w1 * x / 2)
    h1 = (1 + t1) / 2
    t2 = np.tanh(w2 * h1 / 2)
    h2 = (1 + t2) / 2
    error = 2 * (w3 * h2 - y)
    g2 = error * w3 * (1 - t2**2) / 4 * h1
    g1 = error * w3 * (1 - t2**2) / 4 * w2 * (1 - t1**2) / 4 * x
    return np.array(g1), np.array(g2), np.array(error * h2)


def regression_multiplied_out(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The square multiplied out before it is differentiated."""
    h1 = sigmoid(w1 * x)
    h2 = sigmoid(w2 * h1)
    by_h2 = 2 * w3**2 * h2 - 2 * w3 * y
    by_h1 = by_h2 * h2 * sigmoid(-w2 * h1) * w2
    return by_h1 * h1 * sigmoid(-w1 * x) * x, by_h2 * h2 * sigmoid(-w2 * h1) * h1, 2 * w3 * h2**2 - 2 * h2 * y


def regression_in_single_precision(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """float32 inside, the slopes in a form that loses nothing where the sigmoid is flat."""
    w1, w2, w3, x, y = (np.float32(value) for value in (w1, w2, w3, x, y))
    one = np.float32(1)
    decay1 = np.exp(-w1 * x)
    h1 = one / (one + decay1)
    decay2 = np.exp(-w2 * h1)
    h2 = one / (one + decay2)
    error = np.float32(2) * (w3 * h2 - y)
    d_a2 = error * w3 * decay2 * h2 * h2
    return d_a2 * w2 * decay1 * h1 * h1 * x, d_a2 * h1, error * h2


def loss_in_an_array(y_hat: Any, y: Any) -> Any:
    """A 0-d array in place of a float."""
    return np.array(binary_cross_entropy(y_hat, y))


ALTERNATIVES = (
    Alternative("three_layer_forward", "layer by layer", layer_by_layer),
    Alternative("three_layer_forward", "textbook formula", textbook),
    Alternative("three_layer_forward", "tangent form", by_tangents),
    Alternative("three_layer_forward", "single precision inside", in_single_precision),
    Alternative("binary_cross_entropy", "loops", loss_in_loops),
    Alternative("binary_cross_entropy", "likelihood", likelihood),
    Alternative("binary_cross_entropy", "inner products", inner_products),
    Alternative("binary_cross_entropy", "in a 0-d array", loss_in_an_array),
    Alternative("three_layer_gradients", "slopes from outputs", slopes_from_outputs),
    Alternative("three_layer_gradients", "forward mode", forward_mode),
    Alternative("three_layer_gradients", "a loop over the layers", in_arrays),
    Alternative("three_layer_gradients", "single precision inside", gradients_in_single_precision),
    Alternative("three_layer_regression_gradients", "slopes from outputs", regression_from_outputs),
    Alternative("three_layer_regression_gradients", "tangent form", regression_by_tangents),
    Alternative("three_layer_regression_gradients", "multiplied out", regression_multiplied_out),
    Alternative("three_layer_regression_gradients", "single precision inside", regression_in_single_precision),
)
