"""The sigmoid and its derivative, against the handout, automatic differentiation and 60 digits."""

import autograd.numpy as anp
import mpmath
import numpy as np
import pytest
from autograd import elementwise_grad

from solutions import sigmoid as solution
from solutions.sigmoid import sigmoid, sigmoid_grad

EXTREME = [-745.0, -708.0, -300.5, -37.0, -20.0, -1e-9, 0.0, 1e-9, 20.0, 37.0, 300.5, 708.0, 745.0]


def exact_sigmoid(z):
    """The sigmoid of a float, in mpmath's precision."""
    return 1 / (1 + mpmath.exp(-mpmath.mpf(z)))


def exact_grad(z):
    """Its derivative, in a form that does not cancel."""
    return mpmath.exp(-abs(mpmath.mpf(z))) / (1 + mpmath.exp(-abs(mpmath.mpf(z)))) ** 2


@pytest.mark.parametrize(
    ("z", "value"),
    [
        (0.25 * 0.63, 0.539293805898),
        (-0.11 * 0.539293805898, 0.485173768045),
        (0.378435539075, 0.593495718636),
        (1.31, 0.787513155877),
        (2.94, 0.94978872681),
        (0.317391732229, 0.578688466123),
    ],
)
def test_sigmoid_gives_the_handout_values(z, value):
    """Every activation that the handouts print is reproduced."""
    np.testing.assert_allclose(sigmoid(z), value, rtol=1e-10)


@pytest.mark.parametrize(("s", "slope"), [(0.578688466123, 0.0383697748162 / 0.157376932246)])
def test_sigmoid_grad_gives_the_handout_factor(s, slope):
    """The factor between dDiv/ds3 and dDiv/dy_hat of the tree is the derivative at s3."""
    np.testing.assert_allclose(sigmoid_grad(np.log(s / (1 - s))), slope, rtol=1e-10)


def test_the_extrema_are_those_of_the_handout():
    """The derivative is at most 0.25, at 0, and its infimum is 0."""
    assert (solution.sigmoid_grad_max, solution.sigmoid_grad_argmax) == (0.25, 0.0)
    assert solution.sigmoid_grad_infimum == 0.0


def test_the_maximum_is_taken_at_zero_and_nowhere_else():
    """The derivative is 0.25 at 0, its own derivative vanishes there, and it falls on both sides."""
    assert float(sigmoid_grad(solution.sigmoid_grad_argmax)) == solution.sigmoid_grad_max
    with mpmath.workdps(60):
        assert abs(mpmath.diff(exact_sigmoid, 0, 2)) < 1e-15
    right = np.linspace(0, 30, 3001)
    for branch in (right, -right):
        assert np.all(np.diff(sigmoid_grad(branch)) < 0)


def test_the_infimum_is_approached_and_not_reached():
    """The derivative is positive wherever float64 can hold it, and comes as close to 0 as it likes."""
    slopes = sigmoid_grad(np.array([-700.0, -100.0, -10.0, 10.0, 100.0, 700.0]))
    assert np.all(slopes > solution.sigmoid_grad_infimum)
    assert slopes.min() < 1e-300


@pytest.mark.parametrize("shape", [(), (1,), (7,), (3, 5), (2, 1, 4)])
def test_sigmoid_grad_agrees_with_autograd(shape):
    """On random input of any shape the derivative is that of automatic differentiation, in the same shape."""
    z = np.random.default_rng(0).normal(scale=3, size=shape)
    expected = elementwise_grad(lambda at: 1 / (1 + anp.exp(-at)))(z)
    assert sigmoid(z).shape == sigmoid_grad(z).shape == shape
    np.testing.assert_allclose(sigmoid(z), 1 / (1 + np.exp(-z)), rtol=1e-13)
    np.testing.assert_allclose(sigmoid_grad(z), expected, rtol=1e-10)


@pytest.mark.parametrize("z", EXTREME)
def test_extreme_values_keep_their_digits(z):
    """Far out on both sides the value and the derivative agree with 60-digit arithmetic, relatively."""
    with mpmath.workdps(60):
        value, slope = float(exact_sigmoid(z)), float(exact_grad(z))
    # The smallest subnormal number is the finest step there is at -745 and 745.
    np.testing.assert_allclose(sigmoid(z), value, rtol=1e-14, atol=5e-324)
    np.testing.assert_allclose(sigmoid_grad(z), slope, rtol=1e-14, atol=5e-324)


def test_nothing_overflows_at_any_finite_z():
    """The largest numbers of float64 give exactly 0 and 1, a derivative of 0, and no warning."""
    ends = np.array([-1.0, 1.0]) * np.finfo(np.float64).max
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        np.testing.assert_array_equal(sigmoid(ends), [0.0, 1.0])
        np.testing.assert_array_equal(sigmoid_grad(ends), [0.0, 0.0])


@pytest.mark.parametrize("function", [sigmoid, sigmoid_grad])
def test_integers_count_as_numbers(function):
    """Whole numbers, lists and float32 are taken as float64, and an array stays as it was."""
    z = np.arange(-3, 4)
    before = z.copy()
    for same in (z, z.tolist(), z.astype(np.float32)):
        assert function(same).dtype == np.float64
        np.testing.assert_array_equal(function(same), function(z.astype(np.float64)))
    np.testing.assert_array_equal(z, before)
