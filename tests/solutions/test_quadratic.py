"""The quadratic model and the update rule, against handout, automatic differentiation, exact fractions."""

from fractions import Fraction

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from solutions.quadratic import gradient_descent_update, quadratic_gradient


def prediction(w, x1, x2):
    """The model as the handout gives it."""
    return w[0] + w[1] * x1 + w[2] * x2 + w[3] * x1**2


@pytest.mark.parametrize(("x1", "x2"), [(1.5, -2.0), (-0.7, 1.2), (3, -1), (0.0, 0.0)])
def test_the_handout_gradient(x1, x2):
    """The gradient is (1, x1, x2, x1^2), a float64 vector of shape (4,) even for whole numbers."""
    got = quadratic_gradient(x1, x2)
    assert (got.shape, got.dtype) == ((4,), np.float64)
    np.testing.assert_allclose(got, [1, x1, x2, x1 * x1], rtol=1e-10)


@pytest.mark.parametrize("seed", range(5))
def test_quadratic_gradient_agrees_with_autograd(seed):
    """At random features and parameters the gradient is that of automatic differentiation."""
    rng = np.random.default_rng(seed)
    (x1, x2), w = rng.normal(scale=3, size=2), rng.normal(size=4)
    np.testing.assert_allclose(quadratic_gradient(x1, x2), grad(prediction)(w, x1, x2), rtol=1e-10)


@pytest.mark.parametrize("x1", [-1e150, -1e-150, 1e-150, 1e150])
def test_quadratic_gradient_agrees_with_the_complex_step_at_extremes(x1):
    """Very large and very small features keep their digits."""
    # The model is linear in w, so an imaginary step of 1 is as exact as a tiny one and cannot underflow.
    expected = [prediction(1j * np.eye(4)[i], x1, 0.5).imag for i in range(4)]
    np.testing.assert_allclose(quadratic_gradient(x1, 0.5), expected, rtol=1e-10)


@pytest.mark.parametrize("shape", [(4,), (1,), (3, 4), (2, 1, 3), ()])
def test_update_agrees_with_exact_fractions(shape):
    """The update rule w - rate * gradient, worked in exact fractions, entry by entry and in any shape."""
    rng = np.random.default_rng(0)
    w, gradient = rng.normal(size=shape), rng.normal(size=shape)
    got = gradient_descent_update(w, gradient, 0.3)
    assert np.shape(got) == shape
    exact = [
        float(Fraction(float(a)) - Fraction(0.3) * Fraction(float(b)))
        for a, b in zip(np.ravel(w), np.ravel(gradient), strict=True)
    ]
    np.testing.assert_allclose(np.ravel(got), exact, rtol=1e-10)


@pytest.mark.parametrize("shape", [(4,), (2, 3)])
def test_update_reaches_the_minimum_of_a_bowl(shape):
    """With autograd's gradient of half the squared distance, a step of rate 1 lands on the minimum."""
    rng = np.random.default_rng(0)
    w, minimum = rng.normal(size=shape), rng.normal(size=shape)
    gradient = grad(lambda at: anp.sum((at - minimum) ** 2) / 2)(w)
    np.testing.assert_allclose(gradient_descent_update(w, gradient, 1.0), minimum, rtol=1e-10)


def test_update_makes_a_new_array():
    """Parameters and gradient stay as they were, also in whole numbers; the result is a new float64."""
    w, gradient = np.array([3, -2, 5]), np.array([1, 2, -3])
    got = gradient_descent_update(w, gradient, 0.3)
    np.testing.assert_allclose(got, [2.7, -2.6, 5.9], rtol=1e-10)
    np.testing.assert_array_equal(w, [3, -2, 5])
    np.testing.assert_array_equal(gradient, [1, 2, -3])
    assert got.dtype == np.float64
    floats = w.astype(np.float64)
    assert not np.shares_memory(gradient_descent_update(floats, np.zeros(3), 0.3), floats)
