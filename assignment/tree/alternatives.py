"""Right ways to write the functions of the tree, beside the reference."""

from typing import Any

import numpy as np

from autograder.bank import Alternative
from solutions.sigmoid import sigmoid, sigmoid_grad
from solutions.tree import tree_forward


def inner_products(x: Any, w: Any) -> Any:
    """Slices and inner products; numpy scalars come back."""
    h1, h2 = sigmoid(x[:2] @ w[:2]), sigmoid(np.dot(x[2:], w[2:4]))
    return h1[()], h2[()], sigmoid(np.array([h1, h2]) @ w[4:])[()]


def as_two_layers(x: Any, w: Any) -> Any:
    """A matrix with zeros for the inner units, then a row."""
    inner = sigmoid(np.array([[w[0], w[1], 0, 0], [0, 0, w[2], w[3]]]) @ x)
    return inner[0], inner[1], sigmoid(w[4:] @ inner)


def textbook(x: Any, w: Any) -> Any:
    """A sigmoid of its own, whose exponential overflows with a warning; 0-d arrays come back."""

    def squash(z: Any) -> Any:
        return 1 / (1 + np.exp(-z))

    h1, h2 = squash(x[0] * w[0] + x[1] * w[1]), squash(x[2] * w[2] + x[3] * w[3])
    return np.array(h1), np.array(h2), np.array(squash(h1 * w[4] + h2 * w[5]))


def in_single_precision(x: Any, w: Any) -> Any:
    """float32 inside."""

    def squash(z: Any) -> Any:
        return np.float32(1) / (np.float32(1) + np.exp(-z))

    x, w = x.astype(np.float32), w.astype(np.float32)
    h1, h2 = squash(x[0] * w[0] + x[1] * w[1]), squash(x[2] * w[2] + x[3] * w[3])
    return h1, h2, squash(h1 * w[4] + h2 * w[5])


def slopes_from_outputs(x: Any, w: Any, y: Any) -> Any:
    """The slopes as h (1 - h)."""
    h1, h2, y_hat = tree_forward(x, w)
    top = -2 * (y - y_hat) * y_hat * (1 - y_hat)
    left, right = top * w[4] * h1 * (1 - h1), top * w[5] * h2 * (1 - h2)
    return np.array([left * x[0], left * x[1], right * x[2], right * x[3], top * h1, top * h2])


def branch_by_branch(x: Any, w: Any, y: Any) -> Any:
    """The two halves in a loop, into slices."""
    s = np.array([x[:2] @ w[:2], x[2:] @ w[2:4]])
    h = sigmoid(s)
    top = 2 * (sigmoid(h @ w[4:]) - y) * sigmoid_grad(h @ w[4:])
    gradients = np.zeros(6)
    for half in (0, 1):
        at = slice(2 * half, 2 * half + 2)
        gradients[at] = top * w[4 + half] * sigmoid_grad(s[half]) * x[at]
        gradients[4 + half] = top * h[half]
    return gradients


def as_a_list(x: Any, w: Any, y: Any) -> Any:
    """Concatenated, then a list."""
    h1, h2, y_hat = tree_forward(x, w)
    top = (2 * y_hat - 2 * y) * (y_hat - y_hat**2)
    slopes = np.repeat([w[4] * (h1 - h1**2), w[5] * (h2 - h2**2)], 2)
    return np.concatenate([top * slopes * x, [top * h1, top * h2]]).tolist()


def gradients_in_single_precision(x: Any, w: Any, y: Any) -> Any:
    """float32 inside, the slopes in a form that loses nothing where a sigmoid is flat."""
    x, w, y = x.astype(np.float32), w.astype(np.float32), np.float32(y)
    one = np.float32(1)
    decay1, decay2 = np.exp(-(x[0] * w[0] + x[1] * w[1])), np.exp(-(x[2] * w[2] + x[3] * w[3]))
    h1, h2 = one / (one + decay1), one / (one + decay2)
    decay3 = np.exp(-(h1 * w[4] + h2 * w[5]))
    y_hat = one / (one + decay3)
    top = 2 * (y_hat - y) * decay3 * y_hat * y_hat
    left, right = top * w[4] * decay1 * h1 * h1, top * w[5] * decay2 * h2 * h2
    return np.array([left * x[0], left * x[1], right * x[2], right * x[3], top * h1, top * h2])


ALTERNATIVES = (
    Alternative("tree_forward", "inner products", inner_products),
    Alternative("tree_forward", "as two layers", as_two_layers),
    Alternative("tree_forward", "textbook formula", textbook),
    Alternative("tree_forward", "single precision inside", in_single_precision),
    Alternative("tree_gradients", "slopes from outputs", slopes_from_outputs),
    Alternative("tree_gradients", "branch by branch", branch_by_branch),
    Alternative("tree_gradients", "as a list", as_a_list),
    Alternative("tree_gradients", "single precision inside", gradients_in_single_precision),
)
