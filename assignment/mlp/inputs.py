"""Hidden arguments for the network of two linear layers: drawn again until they are well conditioned."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.model import Arguments, Numbers
from solutions.mlp import mlp_forward, mlp_gradients

Draw = Callable[[np.random.Generator], Arguments]
Entries = Callable[[np.random.Generator, tuple[int, ...]], Any]
Sizes = tuple[int, int, int, int]
"""Inputs d, hidden units m, outputs k, samples n."""

ALL_DISTINCT: Sizes = (3, 4, 2, 5)


def real(rng: np.random.Generator, shape: tuple[int, ...]) -> Any:
    """Normally distributed entries."""
    return rng.normal(size=shape)


def whole(rng: np.random.Generator, shape: tuple[int, ...]) -> Any:
    """Small whole numbers."""
    return rng.integers(-2, 3, size=shape)


def well_inside(name: str, Z: Numbers) -> bool:
    """Whether Z avoids a ReLU's corner, on somewhere and off in every sample, or a sigmoid's flat ends."""
    if name == "relu":
        return bool(np.abs(Z).min() > 0.05 and (Z > 0).any() and (Z < 0).any(axis=0).all())
    return name == "identity" or bool(np.abs(Z).max() < 6)


def forward(f: str, g: str, sizes: Sizes = ALL_DISTINCT, entries: Entries = real) -> Draw:
    """Arguments of mlp_forward, no prediction next to zero throughout."""
    d, m, k, n = sizes

    def draw(rng: np.random.Generator) -> Arguments:
        while True:
            W1, b1, W2, b2, X = (entries(rng, shape) for shape in ((m, d), (m,), (k, m), (k,), (d, n)))
            Z3 = mlp_forward(W1, b1, W2, b2, X, f, "identity")
            size = np.abs(mlp_forward(W1, b1, W2, b2, X, f, g)).max()
            if size > 0.1 and well_inside(f, W1 @ X + b1[:, np.newaxis]) and well_inside(g, Z3):
                return W1, b1, W2, b2, X, f, g

    return draw


def forgives_single_precision(gradients: tuple[Numbers, ...], *arguments: Any) -> bool:
    """Whether no gradient moves by more than 1e-6 when the arguments are rounded to single precision."""
    rounded: Any = (a.astype(np.float32) if isinstance(a, np.ndarray) else a for a in arguments)
    return all(
        np.abs(moved - part).max() <= 1e-6 * np.abs(part).max()
        for part, moved in zip(gradients, mlp_gradients(*rounded), strict=True)
    )


def backward(f: str, g: str, loss: str = "squared_error", sizes: Sizes = ALL_DISTINCT, entries: Entries = real) -> Draw:
    """Arguments of mlp_gradients: targets on both sides, no gradient next to zero."""

    def draw(rng: np.random.Generator) -> Arguments:
        while True:
            W1, b1, W2, b2, X, *_ = forward(f, g, sizes, entries)(rng)
            Y_hat = mlp_forward(W1, b1, W2, b2, X, f, g)
            Y = rng.integers(0, 2, Y_hat.shape) if loss == "binary_cross_entropy" else entries(rng, Y_hat.shape)
            gradients = mlp_gradients(W1, b1, W2, b2, X, Y, f, g, loss)
            error = (Y_hat - Y) * (Y_hat != 0)  # an output that its ReLU holds at 0 passes no gradient
            both_sides = error.min() < -0.3 and (error.max() > 0.3 or Y.size == 1)
            if both_sides and all(np.abs(part).max() > 0.1 for part in gradients):
                arguments = (W1, b1, W2, b2, X, Y, f, g, loss)
                if forgives_single_precision(gradients, *arguments):
                    return arguments

    return draw


def saturated(rng: np.random.Generator) -> Arguments:
    """Hidden z from 19.5 to 20.5, where sigmoid(z) is next to 1; a large loss drowns its differences."""
    W1, b1 = rng.uniform(-0.1, 0.1, size=(8, 2)), rng.uniform(19.7, 20.3, size=8)
    W2, b2 = rng.uniform(0.5, 1.5, size=(4, 8)), rng.normal(size=4)
    X = rng.uniform(0.5, 1.0, size=(2, 3))
    Y = rng.uniform(300.0, 600.0, size=(4, 3)) * np.array([[1.0], [1.0], [1.0], [-1.0]])
    return W1, b1, W2, b2, X, Y, "sigmoid", "identity", "squared_error"


def both_signs(rng: np.random.Generator, size: int) -> Numbers:
    """Numbers on both sides of zero, and none next to it."""
    signs = np.where(np.arange(size) % 2, -1.0, 1.0)
    return rng.permutation(signs * rng.uniform(0.2, 2.5, size=size))


def missed(size: int) -> Draw:
    """A prediction, and targets on both sides of it."""

    def draw(rng: np.random.Generator) -> Arguments:
        y_hat = rng.normal(size=size)
        return y_hat, y_hat + both_signs(rng, size)

    return draw


def predicted(*shape: int) -> Draw:
    """Predictions between 0 and 1, and labels of both kinds."""

    def draw(rng: np.random.Generator) -> Arguments:
        labels = rng.permutation(np.arange(np.prod(shape)) % 2).reshape(shape)
        return rng.uniform(0.1, 0.9, size=shape), labels

    return draw


def confident(rng: np.random.Generator) -> Arguments:
    """Predictions close to 0 and to 1, right ones and wrong ones."""
    gap = 10 ** rng.uniform(-4, -3, size=4)
    return np.where([True, True, False, False], gap, 1 - gap), np.array([0.0, 1.0, 0.0, 1.0])
