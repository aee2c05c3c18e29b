"""The solutions of the chain of three layers: the printed numbers, autograd, and exact arithmetic."""

import autograd.numpy as anp
import mpmath
import numpy as np
import pytest
from autograd import grad

from solutions import three_layer as solution

HANDOUT = (0.25, -0.11, 0.78, 0.63)


def chain(w, x):
    """The value in front of the last sigmoid, in terms that autograd follows."""
    return w[2] / (1 + anp.exp(-w[1] / (1 + anp.exp(-w[0] * x))))


def entropy(w, x, y):
    """The cross entropy of the chain, in terms that autograd follows."""
    return y * anp.log(1 + anp.exp(-chain(w, x))) + (1 - y) * anp.log(1 + anp.exp(chain(w, x)))


def squared(w, x, y):
    """The squared error of the chain without its last sigmoid, in terms that autograd follows."""
    return (y - chain(w, x)) ** 2


def exact(loss, w, x, y):
    """The three derivatives of `loss` with 60 digits, from mpmath's own differentiation."""
    with mpmath.workdps(60):
        point = [mpmath.mpf(float(v)) for v in w]
        orders = [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
        return [float(mpmath.diff(lambda *w: loss(w, x, y), point, order)) for order in orders]


def exact_chain(w, x):
    """The value in front of the last sigmoid, in arbitrary precision."""
    return w[2] / (1 + mpmath.exp(-w[1] / (1 + mpmath.exp(-w[0] * x))))


def exact_entropy(w, x, y):
    """The cross entropy of the chain, in arbitrary precision."""
    a = exact_chain(w, x)
    return y * mpmath.log(1 + mpmath.exp(-a)) + (1 - y) * mpmath.log(1 + mpmath.exp(a))


def test_forward_gives_the_printed_prediction():
    """The prediction is the one that the handout's numbers lead to."""
    np.testing.assert_allclose(solution.three_layer_forward(*HANDOUT), 0.593495718636, rtol=1e-10)


@pytest.mark.parametrize(("y", "loss"), [(1, 0.521725278714), (0, 0.900160817789)])
def test_loss_gives_the_printed_numbers(y, loss):
    """The cross entropy of the handout's prediction is the printed one for both targets."""
    got = solution.binary_cross_entropy(solution.three_layer_forward(*HANDOUT), y)
    np.testing.assert_allclose(got, loss, rtol=1e-10)


@pytest.mark.parametrize(
    ("y", "gradients"),
    [
        (1, (0.00136364217271, -0.0427113342116, -0.197225213916)),
        (0, (-0.00199091578702, 0.0623584920355, 0.287948554129)),
    ],
)
def test_gradients_give_the_printed_numbers(y, gradients):
    """The gradients of the cross entropy are the printed ones for both targets."""
    np.testing.assert_allclose(solution.three_layer_gradients(*HANDOUT, y), gradients, rtol=1e-10)


def test_answers_are_the_printed_numbers():
    """The worked answers are the printed gradients for y = 1 and y = 128."""
    classified, regressed = solution.cross_entropy_gradients, solution.regression_gradients
    np.testing.assert_allclose(classified, (0.00136364217271, -0.0427113342116, -0.197225213916), rtol=1e-10)
    np.testing.assert_allclose(regressed, (0.856227869791, -26.8183512066, -123.837270627), rtol=1e-10)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("y", [0.0, 1.0, 0.3])
def test_gradients_agree_with_autograd(seed, y):
    """The gradients of the cross entropy are those of automatic differentiation."""
    w, x = np.random.default_rng(seed).normal(size=3), -1.5 if seed % 2 else 0.8
    np.testing.assert_allclose(solution.three_layer_gradients(*w, x, y), grad(entropy)(w, x, y), rtol=1e-10)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("y", [-4.0, 0.1, 128.0])
def test_regression_gradients_agree_with_autograd(seed, y):
    """The gradients of the squared error are those of automatic differentiation, on either side of the target."""
    w, x = np.random.default_rng(seed).normal(size=3), -1.5 if seed % 2 else 0.8
    got = solution.three_layer_regression_gradients(*w, x, y)
    np.testing.assert_allclose(got, grad(squared)(w, x, y), rtol=1e-10)


@pytest.mark.parametrize("shape", [(), (1,), (4,), (3, 5), (1, 6)])
def test_loss_is_summed_and_differentiates_like_autograd(shape):
    """The loss is the sum over all entries of the formula, for every shape."""
    rng = np.random.default_rng(7)
    y_hat, y = rng.uniform(0.05, 0.95, size=shape), rng.integers(0, 2, size=shape)
    entries = [mpmath.log(p if t else 1 - mpmath.mpf(p)) for p, t in zip(y_hat.ravel(), y.ravel(), strict=True)]
    np.testing.assert_allclose(solution.binary_cross_entropy(y_hat, y), float(-mpmath.fsum(entries)), rtol=1e-12)


@pytest.mark.parametrize("first", [20.0, -20.0, 40.0])
def test_gradients_are_exact_where_the_first_sigmoid_is_flat(first):
    """Saturation costs no digit of the gradients: they agree with 60-digit arithmetic."""
    w, x = (first / 65, 0.4, 0.8), 65
    got = solution.three_layer_gradients(*w, x, 0.0)
    np.testing.assert_allclose(got, exact(exact_entropy, w, x, 0), rtol=1e-12)
    got = solution.three_layer_regression_gradients(*w, x, 90)
    np.testing.assert_allclose(got, exact(lambda w, x, y: (y - exact_chain(w, x)) ** 2, w, x, 90), rtol=1e-12)


@pytest.mark.parametrize("x", [-1e6, -800.0, 800.0, 1e6])
def test_everything_is_finite_at_extreme_inputs(x):
    """No overflow, no warning and no NaN, however large the input is."""
    w = (1.0, -3.0, 2.0)
    assert 0 < solution.three_layer_forward(*w, x) < 1
    assert np.isfinite(solution.three_layer_gradients(*w, x, 1)).all()
    assert np.isfinite(solution.three_layer_regression_gradients(*w, x, -5)).all()


def test_loss_is_clipped_at_1e_12():
    """Predictions of exactly 0 and 1 count as 1e-12 and 1 - 1e-12: finite, and next to nothing when right."""
    np.testing.assert_allclose(solution.binary_cross_entropy(0, 1), -np.log(1e-12), rtol=1e-12)
    np.testing.assert_allclose(solution.binary_cross_entropy(1, 0), -np.log(1e-12), rtol=1e-5)
    np.testing.assert_allclose(solution.binary_cross_entropy([0.0, 1.0], [0, 1]), 2e-12, rtol=1e-3)


def test_loss_leaves_its_inputs():
    """The clipping does not write into the predictions."""
    y_hat, y = np.array([0.0, 0.4, 1.0]), np.array([1, 0, 1])
    solution.binary_cross_entropy(y_hat, y)
    np.testing.assert_array_equal(y_hat, [0.0, 0.4, 1.0])
    np.testing.assert_array_equal(y, [1, 0, 1])


def test_values_are_python_floats():
    """Every value is a float, from whole numbers too."""
    whole = (1, -2, 3, 1)
    assert type(solution.three_layer_forward(*whole)) is float
    assert type(solution.binary_cross_entropy([0.5, 0.2], [1, 0])) is float
    assert [type(g) for g in solution.three_layer_gradients(*whole, 1)] == [float] * 3
    assert [type(g) for g in solution.three_layer_regression_gradients(*whole, 2)] == [float] * 3
