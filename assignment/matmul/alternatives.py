"""Right ways to write the functions of the matrix product, beside the reference."""

from typing import Any

import numpy as np

from autograder.bank import Alternative
from solutions.matmul import matmul_backward, squared_error_grad


def einsum(dL_dY: Any, W: Any, X: Any) -> Any:
    """By named indices."""
    return np.einsum("mn,dn->md", dL_dY, X), np.einsum("md,mn->dn", W, dL_dY)


def entry_by_entry(dL_dY: Any, W: Any, X: Any) -> Any:
    """The chain rule as sums over the entries of Y."""
    (m, n), d = dL_dY.shape, len(X)
    dL_dW, dL_dX = np.zeros((m, d)), np.zeros((d, n))
    for i in range(m):
        for j in range(n):
            for k in range(d):
                dL_dW[i, k] += dL_dY[i, j] * X[k, j]
                dL_dX[k, j] += dL_dY[i, j] * W[i, k]
    return dL_dW, dL_dX


def outer_products(dL_dY: Any, W: Any, X: Any) -> Any:
    """Sample by sample."""
    columns = range(X.shape[1])
    dL_dW = sum(np.outer(dL_dY[:, j], X[:, j]) for j in columns)
    return dL_dW, np.column_stack([W.T @ dL_dY[:, j] for j in columns])


def transposed_products(dL_dY: Any, W: Any, X: Any) -> Any:
    """The transposes of the products in the other order, views that are not contiguous."""
    return (X @ dL_dY.T).T, (dL_dY.T @ W).T


def dot_and_tensordot(dL_dY: Any, W: Any, X: Any) -> Any:
    """Other names for the product."""
    return np.dot(dL_dY, np.transpose(X)), np.tensordot(W, dL_dY, axes=(0, 0))


def in_single_precision(dL_dY: Any, W: Any, X: Any) -> Any:
    """float32 inside."""
    upstream = dL_dY.astype(np.float32)
    return upstream @ X.T.astype(np.float32), W.T.astype(np.float32) @ upstream


def norm_squared(Y: Any, T: Any) -> Any:
    """The square of the length."""
    return np.linalg.norm(Y - T) ** 2


def trace(Y: Any, T: Any) -> Any:
    """The trace of the error with itself."""
    return np.trace((Y - T).T @ (Y - T))


def loss_in_loops(Y: Any, T: Any) -> Any:
    """A sum over the entries."""
    total = 0.0
    for row, wanted in zip(Y, T, strict=True):
        for y, t in zip(row, wanted, strict=True):
            total += (t - y) ** 2
    return total


def in_an_array(Y: Any, T: Any) -> Any:
    """A 0-d array in place of a float."""
    return np.array(np.sum(np.square(Y - T)))


def multiplied_out(Y: Any, T: Any) -> Any:
    """The factor on both terms."""
    return 2.0 * Y - 2.0 * T


def two_minus_signs(Y: Any, T: Any) -> Any:
    """The outer derivative, and the inner one."""
    return 2 * (T - Y) * -1


def gradient_in_loops(Y: Any, T: Any) -> Any:
    """Entry by entry, into lists."""
    return [[2 * (float(y) - float(t)) for y, t in zip(a, b, strict=True)] for a, b in zip(Y, T, strict=True)]


def gradient_in_single_precision(Y: Any, T: Any) -> Any:
    """float32 inside."""
    return np.float32(2) * (Y - T).astype(np.float32)


def step_in_one_line(W: Any, X: Any, T: Any, step_size: Any) -> Any:
    """The whole gradient as one formula."""
    return W - 2 * step_size * (W @ X - T) @ X.T


def step_multiplied_out(W: Any, X: Any, T: Any, step_size: Any) -> Any:
    """By the two products that do not change from step to step."""
    return W - 2 * step_size * (W @ (X @ X.T) - T @ X.T)


def step_over_the_samples(W: Any, X: Any, T: Any, step_size: Any) -> Any:
    """The gradients of the samples added up."""
    gradient = np.zeros(W.shape)
    for j in range(X.shape[1]):
        gradient += 2 * np.outer(W @ X[:, j] - T[:, j], X[:, j])
    return W - step_size * gradient


def step_on_a_copy(W: Any, X: Any, T: Any, step_size: Any) -> Any:
    """A copy is changed in place, and not W."""
    new = np.array(W, dtype=float)
    new -= step_size * matmul_backward(squared_error_grad(np.dot(W, X), T), W, X)[0]
    return new


ALTERNATIVES = (
    Alternative("matmul_backward", "einsum", einsum),
    Alternative("matmul_backward", "entry by entry", entry_by_entry),
    Alternative("matmul_backward", "outer products", outer_products),
    Alternative("matmul_backward", "transposed products", transposed_products),
    Alternative("matmul_backward", "dot and tensordot", dot_and_tensordot),
    Alternative("matmul_backward", "single precision inside", in_single_precision),
    Alternative("squared_error", "square of the norm", norm_squared),
    Alternative("squared_error", "trace", trace),
    Alternative("squared_error", "loops", loss_in_loops),
    Alternative("squared_error", "in a 0-d array", in_an_array),
    Alternative("squared_error_grad", "multiplied out", multiplied_out),
    Alternative("squared_error_grad", "two minus signs", two_minus_signs),
    Alternative("squared_error_grad", "loops", gradient_in_loops),
    Alternative("squared_error_grad", "single precision inside", gradient_in_single_precision),
    Alternative("gradient_step", "in one line", step_in_one_line),
    Alternative("gradient_step", "multiplied out", step_multiplied_out),
    Alternative("gradient_step", "sample by sample", step_over_the_samples),
    Alternative("gradient_step", "on a copy", step_on_a_copy),
)
