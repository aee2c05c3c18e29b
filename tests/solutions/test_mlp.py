"""The solutions for the network of two linear layers, against autograd, mpmath and hand-worked numbers."""

import re
from itertools import product
from pathlib import Path

import autograd.numpy as anp
import mpmath
import numpy as np
import pytest
from autograd import grad, jacobian

from solutions.mlp import (
    activation_jacobian,
    binary_cross_entropy_grad,
    mlp_forward,
    mlp_gradients,
    squared_error_jacobian,
    training_step_order,
)

ACTIVATIONS = {
    "relu": lambda z: anp.maximum(z, 0.0),
    "sigmoid": lambda z: 1 / (1 + anp.exp(-z)),
    "identity": lambda z: z,
}
LOSSES = {
    "squared_error": lambda Y_hat, Y: anp.sum((Y_hat - Y) ** 2),
    "binary_cross_entropy": lambda Y_hat, Y: -anp.sum(Y * anp.log(Y_hat) + (1 - Y) * anp.log(1 - Y_hat)),
}
PAIRS = list(product(ACTIVATIONS, ACTIVATIONS))
TRIPLES = [
    *((f, g, "squared_error") for f, g in PAIRS),
    *((f, "sigmoid", "binary_cross_entropy") for f in ACTIVATIONS),
]
SIZES = [(3, 4, 2, 5), (1, 1, 1, 1), (2, 5, 3, 1), (5, 1, 4, 3)]


def network(seed, d, m, k, n):
    """Random W1, b1, W2, b2, X."""
    rng = np.random.default_rng(seed)
    return [rng.normal(size=shape) for shape in ((m, d), (m,), (k, m), (k,), (d, n))]


def forward(W1, b1, W2, b2, X, f, g):
    """The forward pass in autograd's numpy."""
    hidden = ACTIVATIONS[f](anp.dot(W1, X) + anp.reshape(b1, (-1, 1)))
    return ACTIVATIONS[g](anp.dot(W2, hidden) + anp.reshape(b2, (-1, 1)))


@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize(("f", "g"), PAIRS)
def test_forward_is_the_composition_of_the_layers(f, g, sizes):
    """Every pair of activations gives the composition written out independently."""
    given = network(1, *sizes)
    np.testing.assert_allclose(mlp_forward(*given, f, g), forward(*given, f, g), rtol=1e-12, atol=1e-14)


def test_forward_of_a_network_worked_by_hand():
    """A small regression network gives the numbers worked on paper."""
    W1, b1 = [[1, -1], [2, 1]], [0, -1]
    W2, b2 = [[1, 2]], [3]
    X = [[1, 2], [2, 0]]  # z1 = (-1, 3) and (2, 3); z2 = (0, 3) and (2, 3)
    np.testing.assert_allclose(mlp_forward(W1, b1, W2, b2, X, "relu", "identity"), [[9.0, 11.0]])


def test_gradients_of_a_network_worked_by_hand():
    """The gradients of that network, with targets on both sides, are the ones worked on paper."""
    X, Y = [[1, 2], [2, 0]], [[8, 12]]  # residuals 1 and -1, so dz3 = 2 and -2; dz1 = (0, 4) and (-2, -4)
    got = mlp_gradients([[1, -1], [2, 1]], [0, -1], [[1, 2]], [3], X, Y, "relu", "identity", "squared_error")
    for part, expected in zip(got, ([[-4, 0], [-4, 8]], [-2, 0], [[-4, 0]], [0]), strict=True):
        np.testing.assert_allclose(part, expected)


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("m", [1, 4])
def test_activation_jacobian_is_the_jacobian(name, m):
    """The Jacobian of every activation is the one that autograd finds."""
    z = np.random.default_rng(m).normal(size=m)
    expected = jacobian(ACTIVATIONS[name])(z)
    np.testing.assert_allclose(activation_jacobian(z, name), expected, rtol=1e-10, atol=1e-15)


def test_activation_jacobian_has_the_elements_of_the_handout():
    """ReLU: diagonal, 1 where z > 0 and 0 elsewhere, 0 at exactly 0; identity: the unit matrix."""
    np.testing.assert_array_equal(activation_jacobian([2, 0, -1], "relu"), np.diag([1.0, 0.0, 0.0]))
    np.testing.assert_array_equal(activation_jacobian([2, 0, -1], "identity"), np.eye(3))


@pytest.mark.parametrize("z", [-700.0, -40.0, 15.0, 20.0, 40.0, 700.0])
def test_activation_jacobian_is_exact_where_the_sigmoid_is_flat(z):
    """The slope of a saturated sigmoid has all its digits, as 40-digit arithmetic shows."""
    with mpmath.workdps(400):
        s = 1 / (1 + mpmath.exp(-mpmath.mpf(z)))
        expected = float(s * (1 - s))
    np.testing.assert_allclose(activation_jacobian([z], "sigmoid"), [[expected]], rtol=1e-12)


@pytest.mark.parametrize("k", [1, 4])
def test_squared_error_jacobian_is_the_row_of_slopes(k):
    """The row agrees with autograd, and has shape (1, k)."""
    y_hat, y = np.random.default_rng(k).normal(size=(2, k))
    expected = grad(LOSSES["squared_error"])(y_hat, y).reshape(1, k)
    got = squared_error_jacobian(y_hat, y)
    assert got.shape == (1, k)
    np.testing.assert_allclose(got, expected, rtol=1e-10)


@pytest.mark.parametrize("shape", [(), (5,), (3, 4)])
def test_cross_entropy_grad_agrees_with_autograd(shape):
    """Numbers, vectors and matrices agree with autograd, for targets from 0 to 1."""
    rng = np.random.default_rng(2)
    y_hat, y = rng.uniform(0.01, 0.99, size=shape), rng.uniform(size=shape)
    got = binary_cross_entropy_grad(y_hat, y)
    assert got.shape == shape
    np.testing.assert_allclose(got, grad(LOSSES["binary_cross_entropy"])(y_hat, y), rtol=1e-10, atol=1e-12)


def test_cross_entropy_grad_is_finite_at_the_ends():
    """Exactly 0 and 1 are clipped at 1e-12: right predictions give 1 and -1, wrong ones 1e12 in size."""
    got = binary_cross_entropy_grad([0, 1, 0, 1], [0, 1, 1, 0])
    np.testing.assert_allclose(got, [1.0, -1.0, -1e12, 1e12], rtol=1e-3)


@pytest.mark.parametrize("y", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("y_hat", [1e-9, 1e-4, 0.9999])
def test_cross_entropy_grad_is_exact_close_to_the_ends(y_hat, y):
    """Close to 0 and 1 it agrees with 40-digit arithmetic."""
    with mpmath.workdps(40):
        p, t = mpmath.mpf(y_hat), mpmath.mpf(y)
        expected = float((1 - t) / (1 - p) - t / p)
    np.testing.assert_allclose(binary_cross_entropy_grad(y_hat, y), expected, rtol=1e-10)


@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize(("f", "g", "loss"), TRIPLES)
def test_gradients_agree_with_autograd(f, g, loss, sizes):
    """All four gradients agree with autograd, for every pair of activations and either loss."""
    given = network(3, *sizes)
    rng = np.random.default_rng(4)
    Y = (
        rng.uniform(size=(sizes[2], sizes[3]))
        if loss == "binary_cross_entropy"
        else rng.normal(size=(sizes[2], sizes[3]))
    )

    for i, got in enumerate(mlp_gradients(*given, Y, f, g, loss)):
        expected = grad(lambda *args: LOSSES[loss](forward(*args, f, g), Y), i)(*given)
        assert got.shape == given[i].shape
        np.testing.assert_allclose(got, expected, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("g", ["identity", "relu"])
def test_cross_entropy_works_without_a_sigmoid_before_it(g):
    """Behind another activation, for predictions between 0 and 1, the cross entropy agrees with autograd."""
    rng = np.random.default_rng(5)
    given = [rng.uniform(0.05, 0.3, size=shape) for shape in ((3, 2), (3,), (2, 3), (2,), (2, 4))]
    Y = rng.uniform(size=(2, 4))
    for i, got in enumerate(mlp_gradients(*given, Y, "relu", g, "binary_cross_entropy")):
        expected = grad(lambda *args: LOSSES["binary_cross_entropy"](forward(*args, "relu", g), Y), i)(*given)
        np.testing.assert_allclose(got, expected, rtol=1e-10)


@pytest.mark.parametrize("b1", [20.0, -20.0, 40.0])
def test_gradients_are_exact_where_the_hidden_sigmoid_is_flat(b1):
    """Behind a saturated sigmoid the gradient of W1 has all its digits, as 60-digit arithmetic shows."""
    W1, W2, b2, x, y = 0.3, 0.7, -0.2, 0.9, 5.0
    with mpmath.workdps(60):
        z1 = mpmath.mpf(W1) * x + b1
        s = 1 / (1 + mpmath.exp(-z1))
        expected = float(2 * (mpmath.mpf(W2) * s + b2 - y) * W2 * s * (1 - s) * x)
    got, *_ = mlp_gradients([[W1]], [b1], [[W2]], [b2], [[x]], [[y]], "sigmoid", "identity", "squared_error")
    np.testing.assert_allclose(got, [[expected]], rtol=1e-10)


@pytest.mark.parametrize(("b2", "y"), [(60.0, 0.0), (-60.0, 1.0), (800.0, 0.0), (-800.0, 1.0)])
def test_gradients_survive_a_confident_wrong_output(b2, y):
    """Where the last sigmoid saturates on the wrong side, the cross entropy still has slope 1 or -1."""
    *_, db2 = mlp_gradients([[1.0]], [0.0], [[0.0]], [b2], [[1.0]], [[y]], "relu", "sigmoid", "binary_cross_entropy")
    np.testing.assert_allclose(db2, [1.0 if y == 0 else -1.0], rtol=1e-12)


def test_nothing_is_changed_in_place():
    """Every argument is as it was after every call, and a second call gives the same."""
    given, Y = network(6, 3, 4, 2, 5), np.ones((2, 5))
    kept = [array.copy() for array in (*given, Y)]
    for f, g in PAIRS:
        mlp_forward(*given, f, g)
        first = mlp_gradients(*given, Y, f, g, "squared_error")
        for one, two in zip(first, mlp_gradients(*given, Y, f, g, "squared_error"), strict=True):
            np.testing.assert_array_equal(one, two)
    y_hat, y = np.array([0.0, 0.5, 1.0]), np.array([0.0, 1.0, 1.0])
    binary_cross_entropy_grad(y_hat, y)
    squared_error_jacobian(y_hat, y)
    np.testing.assert_array_equal(y_hat, [0.0, 0.5, 1.0])
    for before, after in zip(kept, (*given, Y), strict=True):
        np.testing.assert_array_equal(before, after)


def test_whole_numbers_are_numbers():
    """Integer arguments give the float64 results of the same numbers."""
    given = [np.round(2 * array) for array in network(7, 3, 4, 2, 5)]
    Y = np.ones((2, 5))
    whole = [array.astype(int) for array in (*given, Y)]
    arguments = ("sigmoid", "sigmoid", "squared_error")
    for one, two in zip(mlp_gradients(*given, Y, *arguments), mlp_gradients(*whole, *arguments), strict=True):
        assert two.dtype == np.float64
        np.testing.assert_array_equal(one, two)
    assert activation_jacobian(np.array([1, -1]), "relu").dtype == np.float64
    assert squared_error_jacobian(np.array([1]), np.array([3])).dtype == np.float64


def test_unknown_names_raise_value_error():
    """A name that is no activation or no loss raises ValueError, whichever argument holds it."""
    given, Y = network(8, 1, 1, 1, 1), np.ones((1, 1))
    for f, g in (("tanh", "relu"), ("relu", "tanh")):
        with pytest.raises(ValueError, match="tanh"):
            mlp_forward(*given, f, g)
        with pytest.raises(ValueError, match="tanh"):
            mlp_gradients(*given, Y, f, g, "squared_error")
    with pytest.raises(ValueError, match="hinge"):
        mlp_gradients(*given, Y, "relu", "identity", "hinge")
    with pytest.raises(ValueError, match="tanh"):
        activation_jacobian([1.0], "tanh")


def test_training_steps_are_in_order():
    """The letters, read off the statement, spell: predictions, loss, zero, back, optimizer."""
    statement = Path(__file__).parents[2] / "assignment" / "mlp" / "statement.md"
    steps = dict(re.findall(r"^- \*\*([A-E])\*\* (.*)$", statement.read_text(encoding="utf-8"), re.MULTILINE))
    assert sorted(training_step_order) == sorted(steps)
    for letter, word in zip(training_step_order, ("Send", "Compare", "zero", "back", "optimizer"), strict=True):
        assert word in steps[letter]
