"""The gradients of a matrix product, against the handout, automatic differentiation and the complex step."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from solutions.matmul import W_updated, gradient_step, matmul_backward, squared_error, squared_error_grad

W = np.array([[0.3, 0.5], [-0.2, 0.4]])
X = np.array([[0, 2], [3, 1]])
T = np.array([[0.5, 1], [1, -1.5]])
Y = np.array([[1.5, 1.1], [1.2, 0]])
SHAPES = [(2, 3, 4), (4, 3, 5), (3, 3, 3), (1, 3, 4), (3, 1, 4), (3, 4, 1), (1, 1, 1)]


def draw(*shapes):
    """Random arrays of these shapes, the same ones each time."""
    rng = np.random.default_rng(0)
    return [rng.normal(size=shape) for shape in shapes]


def loss(W, X, T):
    """The squared error of W X, in a form that automatic differentiation and complex numbers go through."""
    return anp.sum((anp.dot(W, X) - T) ** 2)


def complex_step(function, at):
    """The derivative of `function` by an imaginary step: it takes no difference, so it loses no digit."""
    slope = np.empty(at.shape)
    for where in np.ndindex(at.shape):
        moved = at.astype(complex)
        moved[where] += 1e-30j
        slope[where] = function(moved).imag / 1e-30
    return slope


def as_tuple(result):
    """One result or several, always as a tuple."""
    return result if isinstance(result, tuple) else (result,)


def test_the_handout_loss():
    """Prediction and loss of the worked example are those of the handout."""
    np.testing.assert_allclose(W @ X, Y, rtol=1e-10, atol=1e-15)
    np.testing.assert_allclose(squared_error(W @ X, T), 3.3, rtol=1e-10)


def test_the_handout_gradients():
    """Both gradients of the worked example are those of the handout."""
    dL_dW, dL_dX = matmul_backward(squared_error_grad(Y, T), W, X)
    np.testing.assert_allclose(dL_dW, [[0.4, 6.2], [6, 4.2]], rtol=1e-10)
    np.testing.assert_allclose(dL_dX, [[0.52, -0.54], [1.16, 1.3]], rtol=1e-10)


def test_the_handout_step():
    """W after the step is that of the handout, as an answer and as a call."""
    expected = [[0.26, -0.12], [-0.8, -0.02]]
    np.testing.assert_allclose(W_updated, expected, rtol=1e-10)
    np.testing.assert_allclose(gradient_step(W, X, T, 0.1), expected, rtol=1e-10)


@pytest.mark.parametrize(("m", "d", "n"), SHAPES)
def test_matmul_backward_agrees_with_autograd(m, d, n):
    """For any upstream gradient and any dimensions both gradients are those of automatic differentiation."""
    dL_dY, W, X = draw((m, n), (m, d), (d, n))
    dL_dW, dL_dX = matmul_backward(dL_dY, W, X)
    np.testing.assert_allclose(dL_dW, grad(lambda at: anp.sum(dL_dY * anp.dot(at, X)))(W), rtol=1e-10)
    np.testing.assert_allclose(dL_dX, grad(lambda at: anp.sum(dL_dY * anp.dot(W, at)))(X), rtol=1e-10)


@pytest.mark.parametrize("shape", [(2, 3), (1, 4), (4, 1), (1, 1)])
def test_squared_error_grad_agrees_with_autograd(shape):
    """The gradient is that of automatic differentiation, above and below the target."""
    Y, T = draw(shape, shape)
    expected = grad(lambda at: anp.sum((at - T) ** 2))(Y)
    np.testing.assert_allclose(squared_error_grad(Y, T), expected, rtol=1e-10)


@pytest.mark.parametrize(("m", "d", "n"), SHAPES)
def test_gradient_step_agrees_with_autograd(m, d, n):
    """The step is that of automatic differentiation through the whole loss."""
    W, X, T = draw((m, d), (d, n), (m, n))
    np.testing.assert_allclose(gradient_step(W, X, T, 0.3), W - 0.3 * grad(loss)(W, X, T), rtol=1e-10)


@pytest.mark.parametrize("scale", [1e-100, 1.0, 1e100])
def test_gradients_agree_with_the_complex_step_at_any_scale(scale):
    """Gradients of very small and very large errors keep their digits."""
    W, X, T = draw((2, 3), (3, 4), (2, 4))
    T *= scale
    dL_dW, dL_dX = matmul_backward(squared_error_grad(W @ X, T), W, X)
    np.testing.assert_allclose(dL_dW, complex_step(lambda at: loss(at, X, T), W), rtol=1e-10)
    np.testing.assert_allclose(dL_dX, complex_step(lambda at: loss(W, at, T), X), rtol=1e-10)


def test_the_loss_is_a_plain_sum():
    """The loss is a Python float, without a mean or a factor 1/2, and zero for a hit."""
    assert type(squared_error(Y, T)) is float
    assert squared_error(np.full((3, 5), 2), np.zeros((3, 5))) == 60.0
    assert squared_error(T, T) == 0.0


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (matmul_backward, (np.array([[1, 2, 3]]), np.array([[4, -5]]), np.array([[1, 0, 2], [3, 1, -1]]))),
        (squared_error, (np.array([[1, 2]]), np.array([[3, -4]]))),
        (squared_error_grad, (np.array([[1, 2]]), np.array([[3, -4]]))),
        (gradient_step, (np.array([[4, -5]]), np.array([[1, 0], [3, 1]]), np.array([[1, 2]]), 0.3)),
    ],
)
def test_whole_numbers_and_inputs(function, arguments):
    """Whole numbers give the same as floats, in float64, and no input is changed."""
    before = [np.copy(argument) for argument in arguments]
    floats = [np.asarray(argument, dtype=np.float64) for argument in arguments]
    got, expected = as_tuple(function(*arguments)), as_tuple(function(*floats))
    for one, other in zip(got, expected, strict=True):
        assert np.asarray(one).dtype == np.float64
        np.testing.assert_array_equal(one, other)
    for old, new in zip(before, arguments, strict=True):
        np.testing.assert_array_equal(old, new)
