"""Right ways to write the functions of the network of two linear layers, beside the reference."""

from typing import Any

import numpy as np

from autograder.bank import Alternative
from solutions.mlp import (
    activation_jacobian,
    binary_cross_entropy_grad,
    mlp_forward,
    squared_error_jacobian,
)
from solutions.sigmoid import sigmoid, sigmoid_grad


def helper_for_activations(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, f: str, g: str) -> Any:
    """A helper that chooses the activation; the sigmoid is the textbook's."""

    def activate(Z: Any, name: str) -> Any:
        if name == "relu":
            return Z * (Z > 0)
        if name == "sigmoid":
            return 1 / (1 + np.exp(-Z))
        if name == "identity":
            return Z
        raise ValueError(name)

    return activate(W2 @ activate(W1 @ X + b1[:, None], f) + b2[:, None], g)


def sample_by_sample(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, f: str, g: str) -> Any:
    """A loop over the samples; a list of rows comes back."""
    activations: Any = {"relu": lambda z: np.where(z > 0, z, 0), "sigmoid": sigmoid, "identity": lambda z: z}
    if f not in activations or g not in activations:
        raise ValueError(f, g)
    columns = [activations[g](W2 @ activations[f](W1 @ x + b1) + b2) for x in X.T]
    return np.array(columns).T.tolist()


def biases_as_weights(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, f: str, g: str) -> Any:
    """Each bias a further column of its weights, for an input that is always 1; by einsum."""
    activations = {"relu": lambda z: (z + abs(z)) / 2, "sigmoid": lambda z: (1 + np.tanh(z / 2)) / 2, "identity": None}
    if f not in activations or g not in activations:
        raise ValueError(f, g)
    H = X
    for W, b, name in ((W1, b1, f), (W2, b2, g)):
        Z = np.einsum("ij,jn->in", np.column_stack([W, b]), np.vstack([H, np.ones(H.shape[1])]))
        activation = activations[name]
        H = Z if activation is None else activation(Z)
    return H


def entry_after_entry(z: Any, name: str) -> Any:
    """Entries filled into a matrix of zeros."""
    jacobian = np.zeros((len(z), len(z)))
    for i in range(len(z)):
        if name == "relu":
            jacobian[i, i] = 1 if z[i] > 0 else 0
        elif name == "sigmoid":
            jacobian[i, i] = np.exp(-z[i]) / (1 + np.exp(-z[i])) ** 2
        elif name == "identity":
            jacobian[i, i] = 1
        else:
            raise ValueError(name)
    return jacobian


def slope_one_at_zero(z: Any, name: str) -> Any:
    """The ReLU's slope at exactly 0 counts as 1; s (1 - s) for the sigmoid."""
    if name == "relu":
        return np.diag((z >= 0).astype(float))
    if name == "sigmoid":
        s = 1 / (1 + np.exp(-z))
        return np.diag(s * (1 - s))
    if name == "identity":
        return np.identity(len(z))
    raise ValueError(name)


def rows_of_the_identity(z: Any, name: str) -> Any:
    """The identity matrix scaled column by column; lists come back."""
    if name not in ("relu", "sigmoid", "identity"):
        raise ValueError(name)
    slopes = {"relu": np.heaviside(z, 0), "sigmoid": sigmoid_grad(z), "identity": 1.0}
    return (np.eye(len(z)) * slopes[name]).tolist()


def jacobian_in_single_precision(z: Any, name: str) -> Any:
    """float32 inside, in a form that loses nothing where the sigmoid is flat."""
    z = np.asarray(z, dtype=np.float32)
    if name == "sigmoid":
        small = np.exp(-np.abs(z))
        return np.diag(small / (1 + small) ** 2)
    return activation_jacobian(z, name)


def row_by_reshape(y_hat: Any, y: Any) -> Any:
    """A vector, then a row."""
    return (2 * y_hat - 2 * y).reshape(1, -1)


def row_of_a_list(y_hat: Any, y: Any) -> Any:
    """A list in a list."""
    return [[-2 * (t - p) for p, t in zip(y_hat.tolist(), y.tolist(), strict=True)]]


def row_in_two_links(y_hat: Any, y: Any) -> Any:
    """The derivative of the sum by its squares, times that of the squares."""
    return np.ones((1, len(y))) @ np.diag(2.0 * (y_hat - y))


def one_fraction(y_hat: Any, y: Any) -> Any:
    """Both terms over one denominator."""
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return (p - y) / (p * (1 - p))


def by_minimum_and_maximum(y_hat: Any, y: Any) -> Any:
    """Clipped by hand, with the minus in front."""
    p = np.minimum(np.maximum(y_hat, 1e-12), 1 - 1e-12)
    return -(y / p - (1 - y) / (1 - p))


def derivative_in_loops(y_hat: Any, y: Any) -> Any:
    """Entry by entry; a number comes back as a 0-d array."""
    slopes = []
    for p, t in zip(np.ravel(y_hat).tolist(), np.ravel(y).tolist(), strict=True):
        p = min(max(p, 1e-12), 1 - 1e-12)
        slopes.append(-t / p + (1 - t) / (1 - p))
    return np.reshape(slopes, np.shape(y_hat))


def by_jacobians(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """Sample by sample, rows times Jacobians."""
    if loss not in ("squared_error", "binary_cross_entropy"):
        raise ValueError(loss)
    dW1, db1, dW2, db2 = (np.zeros(np.shape(part)) for part in (W1, b1, W2, b2))
    Y_hat = mlp_forward(W1, b1, W2, b2, X, f, g)
    hidden = mlp_forward(W1, b1, np.eye(len(b1)), np.zeros(len(b1)), X, f, "identity")
    for j in range(X.shape[1]):
        if loss == "squared_error":
            row = squared_error_jacobian(Y_hat[:, j], Y[:, j])
        else:
            row = binary_cross_entropy_grad(Y_hat[:, j], Y[:, j])[np.newaxis, :]
        row = row @ activation_jacobian(W2 @ hidden[:, j] + b2, g)
        dW2 += np.outer(row[0], hidden[:, j])
        db2 += row[0]
        row = row @ W2 @ activation_jacobian(W1 @ X[:, j] + b1, f)
        dW1 += np.outer(row[0], X[:, j])
        db1 += row[0]
    return dW1, db1, dW2, db2


def helpers_and_einsum(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """Helpers of its own, textbook sigmoids, slopes from outputs, ReLU slope 1 at 0, einsum."""
    if loss not in ("squared_error", "binary_cross_entropy") or {f, g} - {"relu", "sigmoid", "identity"}:
        raise ValueError(f, g, loss)

    def activate(Z: Any, name: str) -> Any:
        return {"relu": np.maximum(Z, 0), "sigmoid": 1 / (1 + np.exp(-Z)), "identity": Z}[name]

    def slope(Z: Any, H: Any, name: str) -> Any:
        return {"relu": (Z >= 0) * 1.0, "sigmoid": H * (1 - H), "identity": np.ones(np.shape(Z))}[name]

    Z1 = W1 @ X + b1.reshape(-1, 1)
    Z2 = activate(Z1, f)
    Z3 = W2 @ Z2 + b2.reshape(-1, 1)
    Y_hat = activate(Z3, g)
    upstream = 2 * (Y_hat - Y) if loss == "squared_error" else -Y / Y_hat + (1 - Y) / (1 - Y_hat)
    dZ3 = upstream * slope(Z3, Y_hat, g)
    dZ1 = np.einsum("km,kn->mn", W2, dZ3) * slope(Z1, Z2, f)
    ones = np.ones(X.shape[1])
    return np.einsum("mn,dn->md", dZ1, X), dZ1 @ ones, np.einsum("kn,mn->km", dZ3, Z2), dZ3 @ ones


def as_lists(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """In the layout where samples are rows, turned at the ends; nested lists come back."""
    if loss not in ("squared_error", "binary_cross_entropy") or {f, g} - {"relu", "sigmoid", "identity"}:
        raise ValueError(f, g, loss)
    slopes: Any = {"relu": lambda Z: np.where(Z > 0, 1.0, 0.0), "sigmoid": sigmoid_grad, "identity": np.ones_like}
    rows = X.T.astype(float)
    before = rows @ W1.T + b1
    hidden = {"relu": np.maximum(before, 0), "sigmoid": sigmoid(before), "identity": before}[f]
    last = hidden @ W2.T + b2
    predictions = {"relu": np.maximum(last, 0), "sigmoid": sigmoid(last), "identity": last}[g]
    if loss == "squared_error":
        delta = 2 * (predictions - Y.T) * slopes[g](last)
    else:
        delta = binary_cross_entropy_grad(predictions, Y.T) * slopes[g](last)
    back = delta @ W2 * slopes[f](before)
    return [(back.T @ rows).tolist(), sum(back).tolist(), (delta.T @ hidden).tolist(), sum(delta).tolist()]


def gradients_in_single_precision(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any, f: str, g: str, loss: str) -> Any:
    """float32 inside, the slopes in a form that loses nothing where a sigmoid is flat."""
    if loss not in ("squared_error", "binary_cross_entropy") or {f, g} - {"relu", "sigmoid", "identity"}:
        raise ValueError(f, g, loss)
    W1, b1, W2, b2, X, Y = (np.asarray(part, dtype=np.float32) for part in (W1, b1, W2, b2, X, Y))

    def with_slope(Z: Any, name: str) -> Any:
        if name == "sigmoid":
            small = np.exp(-np.abs(Z))
            return np.where(Z >= 0, 1, small) / (1 + small), small / (1 + small) ** 2
        if name == "relu":
            return np.maximum(Z, 0), (Z > 0).astype(np.float32)
        return Z, np.ones_like(Z)

    Z2, slope_f = with_slope(W1 @ X + b1[:, None], f)
    Y_hat, slope_g = with_slope(W2 @ Z2 + b2[:, None], g)
    if loss == "squared_error":
        dZ3 = 2 * (Y_hat - Y) * slope_g
    else:
        dZ3 = Y_hat - Y if g == "sigmoid" else binary_cross_entropy_grad(Y_hat, Y) * slope_g
    dZ1 = (W2.T @ dZ3) * slope_f
    return dZ1 @ X.T, dZ1.sum(axis=1), dZ3 @ Z2.T, dZ3.sum(axis=1)


ALTERNATIVES = (
    Alternative("mlp_forward", "a helper for the activations", helper_for_activations),
    Alternative("mlp_forward", "sample by sample", sample_by_sample),
    Alternative("mlp_forward", "biases as weights", biases_as_weights),
    Alternative("activation_jacobian", "entry by entry", entry_after_entry),
    Alternative("activation_jacobian", "ReLU slope 1 at 0", slope_one_at_zero),
    Alternative("activation_jacobian", "identity scaled", rows_of_the_identity),
    Alternative("activation_jacobian", "single precision inside", jacobian_in_single_precision),
    Alternative("squared_error_jacobian", "reshaped", row_by_reshape),
    Alternative("squared_error_jacobian", "a list in a list", row_of_a_list),
    Alternative("squared_error_jacobian", "two links", row_in_two_links),
    Alternative("binary_cross_entropy_grad", "one fraction", one_fraction),
    Alternative("binary_cross_entropy_grad", "minimum and maximum", by_minimum_and_maximum),
    Alternative("binary_cross_entropy_grad", "loops", derivative_in_loops),
    Alternative("mlp_gradients", "rows times Jacobians", by_jacobians),
    Alternative("mlp_gradients", "helpers and einsum", helpers_and_einsum),
    Alternative("mlp_gradients", "as lists, samples as rows", as_lists),
    Alternative("mlp_gradients", "single precision inside", gradients_in_single_precision),
)
