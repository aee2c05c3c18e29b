"""The solutions of the tree: the printed numbers, autograd, and exact arithmetic."""

import autograd.numpy as anp
import mpmath
import numpy as np
import pytest
from autograd import grad

from solutions import tree as solution

X = np.array([-0.7, 1.2, 1.1, -2.0])
W = np.array([-1.7, 0.1, -0.6, -1.8, -0.2, 0.5])
PRINTED = {
    "s1": 1.31,
    "h1": 0.787513155877,
    "s2": 2.94,
    "h2": 0.94978872681,
    "s3": 0.317391732229,
    "y_hat": 0.578688466123,
    "div": 0.00619187470077,
    "d_y_hat": 0.157376932246,
    "d_s3": 0.0383697748162,
    "d_h1": -0.00767395496323,
    "d_h2": 0.0191848874081,
    "d_s1": -0.00128413034892,
    "d_s2": 0.000914929222671,
    "w1": 0.000898891244247,
    "w2": -0.00154095641871,
    "w3": 0.00100642214494,
    "w4": -0.00182985844534,
    "w5": 0.0302167024558,
    "w6": 0.0364431795706,
}


def divergence(w, x, y, exp=anp.exp):
    """The loss of the tree, in terms that autograd and mpmath follow."""
    h1 = 1 / (1 + exp(-(x[0] * w[0] + x[1] * w[1])))
    h2 = 1 / (1 + exp(-(x[2] * w[2] + x[3] * w[3])))
    return (1 / (1 + exp(-(h1 * w[4] + h2 * w[5]))) - y) ** 2


def test_answers_are_the_printed_numbers():
    """The worked values, in the order of the statement, are the printed ones."""
    assert list(solution.tree_backward) == list(PRINTED)
    np.testing.assert_allclose(list(solution.tree_backward.values()), list(PRINTED.values()), rtol=1e-10)


def test_functions_give_the_printed_numbers():
    """The functions report what the handout's example comes to."""
    units = [PRINTED[key] for key in ("h1", "h2", "y_hat")]
    gradients = [PRINTED[f"w{i}"] for i in range(1, 7)]
    np.testing.assert_allclose(solution.tree_forward(X, W), units, rtol=1e-10)
    np.testing.assert_allclose(solution.tree_gradients(X, W, 0.5), gradients, rtol=1e-10)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("y", [-2.0, 0.0, 0.5, 1.0, 3.0])
def test_gradients_agree_with_autograd(seed, y):
    """The gradients are those of automatic differentiation, on either side of the target."""
    rng = np.random.default_rng(seed)
    x, w = rng.normal(size=4), rng.normal(size=6)
    np.testing.assert_allclose(solution.tree_gradients(x, w, y), grad(divergence)(w, x, y), rtol=1e-10)


@pytest.mark.parametrize("last", [20.0, -20.0, 40.0, -40.0])
@pytest.mark.parametrize("y", [0.5, 7000.0])
def test_gradients_are_exact_where_the_last_sigmoid_is_flat(last, y):
    """Saturation costs no digit of the gradients: they agree with 80-digit arithmetic."""
    x, w = np.array([0.5, -1.0, 2.0, 1.5]), np.array([0.4, 0.2, -0.3, 0.6, last, last])
    with mpmath.workdps(80):
        point = [mpmath.mpf(float(v)) for v in w]
        orders = np.eye(6, dtype=int).tolist()
        loss = [mpmath.diff(lambda *w: divergence(w, x, y, mpmath.exp), point, order) for order in orders]
    np.testing.assert_allclose(solution.tree_gradients(x, w, y), [float(g) for g in loss], rtol=1e-12)


@pytest.mark.parametrize("size", [800.0, -800.0, 1e6, -1e6])
def test_everything_is_finite_at_extreme_inputs(size):
    """No overflow, no warning and no NaN, however large the inputs are."""
    assert np.isfinite(solution.tree_forward(size * X, W)).all()
    assert np.isfinite(solution.tree_gradients(size * X, W, 0.5)).all()


def test_kinds_and_shapes_with_whole_numbers():
    """Whole numbers give the same as floats: three Python floats, and one float64 array of six."""
    x, w = np.array([1, -2, 3, 1]), np.array([1, 1, -1, 2, 2, -1])
    assert [type(v) for v in solution.tree_forward(x, w)] == [float] * 3
    got = solution.tree_gradients(x, w, 1)
    assert (got.shape, got.dtype) == ((6,), np.dtype(np.float64))
    np.testing.assert_array_equal(got, solution.tree_gradients(x.astype(float), w.astype(float), 1.0))


def test_inputs_are_left_alone():
    """Neither function writes into x or w."""
    x, w = X.copy(), W.copy()
    solution.tree_forward(x, w)
    solution.tree_gradients(x, w, 0.5)
    np.testing.assert_array_equal(x, X)
    np.testing.assert_array_equal(w, W)
