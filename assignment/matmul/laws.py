"""Public checks: what holds for right gradients of a product. They reach the student as they stand here."""

from collections.abc import Callable
from typing import Any

import numpy as np

from assignment.numerics import central_difference

Function = Callable[..., Any]


def matmul_gradients_have_the_shapes_of_the_factors(matmul_backward: Function) -> None:
    """There are two gradients: the first has the shape of W, the second has the shape of X."""
    rng = np.random.default_rng(0)
    for m, d, n in ((2, 3, 4), (1, 2, 3), (3, 1, 2), (2, 3, 1)):
        dL_dY, W, X = rng.normal(size=(m, n)), rng.normal(size=(m, d)), rng.normal(size=(d, n))
        dL_dW, dL_dX = matmul_backward(dL_dY, W, X)
        assert np.shape(dL_dW) == (m, d), f"W has shape {(m, d)}, and its gradient {np.shape(dL_dW)}"
        assert np.shape(dL_dX) == (d, n), f"X has shape {(d, n)}, and its gradient {np.shape(dL_dX)}"


def matmul_zero_upstream_gives_zero(matmul_backward: Function) -> None:
    """Where the loss does not depend on Y, both gradients are zero."""
    rng = np.random.default_rng(0)
    dL_dW, dL_dX = matmul_backward(np.zeros((2, 4)), rng.normal(size=(2, 3)), rng.normal(size=(3, 4)))
    assert not np.any(dL_dW), "dL_dY is zero, and dL_dW is not"
    assert not np.any(dL_dX), "dL_dY is zero, and dL_dX is not"


def matmul_doubled_upstream_doubles(matmul_backward: Function) -> None:
    """Twice the upstream gradient gives twice both gradients."""
    rng = np.random.default_rng(0)
    dL_dY, W, X = rng.normal(size=(2, 4)), rng.normal(size=(2, 3)), rng.normal(size=(3, 4))
    once, twice = matmul_backward(dL_dY, W, X), matmul_backward(2 * dL_dY, W, X)
    for name, small, large in zip(("dL_dW", "dL_dX"), once, twice, strict=True):
        assert np.allclose(large, 2 * small), f"dL_dY was doubled, and {name} was not"


def matmul_batches_add_up(matmul_backward: Function) -> None:
    """For two batches side by side, dL_dW is the sum of theirs, and their dL_dX stand side by side."""
    rng = np.random.default_rng(0)
    dL_dY, W, X = rng.normal(size=(2, 5)), rng.normal(size=(2, 3)), rng.normal(size=(3, 5))
    dW, dX = matmul_backward(dL_dY, W, X)
    dW1, dX1 = matmul_backward(dL_dY[:, :2], W, X[:, :2])
    dW2, dX2 = matmul_backward(dL_dY[:, 2:], W, X[:, 2:])
    assert np.allclose(dW, dW1 + dW2), "dL_dW of the joined batch is not the sum of the two"
    assert np.allclose(dX, np.hstack([dX1, dX2])), "dL_dX of the joined batch is not the two side by side"


def matmul_leaves_its_inputs_alone(matmul_backward: Function) -> None:
    """The upstream gradient, W and X are the same after the call as before it."""
    rng = np.random.default_rng(0)
    inputs = rng.normal(size=(2, 4)), rng.normal(size=(2, 3)), rng.normal(size=(3, 4))
    before = [array.copy() for array in inputs]
    matmul_backward(*inputs)
    for name, old, new in zip(("dL_dY", "W", "X"), before, inputs, strict=True):
        assert np.array_equal(old, new), f"{name} was changed by the call"


def matmul_gradients_are_slopes(matmul_backward: Function) -> None:
    """Both gradients agree with central differences of a loss that is a weighted sum of Y = W X."""
    rng = np.random.default_rng(0)
    weights, W, X = rng.normal(size=(2, 4)), rng.normal(size=(2, 3)), rng.normal(size=(3, 4))
    dL_dW, dL_dX = matmul_backward(weights, W, X)
    slope_W = central_difference(lambda at: np.sum(weights * (at @ X)), W)
    slope_X = central_difference(lambda at: np.sum(weights * (W @ at)), X)
    assert np.allclose(dL_dW, slope_W, rtol=1e-4), "dL_dW differs from the measured slopes"
    assert np.allclose(dL_dX, slope_X, rtol=1e-4), "dL_dX differs from the measured slopes"


def squared_error_is_one_number(squared_error: Function) -> None:
    """The loss of a whole batch is one number."""
    got = np.shape(squared_error(np.ones((2, 3)), np.zeros((2, 3))))
    assert got == (), f"the loss has shape {got}"


def squared_error_of_a_hit_is_zero(squared_error: Function) -> None:
    """The loss is zero where the prediction is the target, and positive elsewhere."""
    Y = np.array([[0.5, -1.0, 2.0], [1.5, 0.0, -0.5]])
    assert squared_error(Y, Y) == 0, "the loss of a perfect prediction is not zero"
    for side in (0.1, -0.1):
        assert squared_error(Y + side, Y) > 0, f"every entry is off by {side}, and the loss is not positive"


def squared_error_grows_with_the_square(squared_error: Function) -> None:
    """An error three times as large costs nine times as much."""
    T, error = np.array([[0.5, -1.0, 2.0]]), np.array([[0.2, -0.3, 0.5]])
    small, large = squared_error(T + error, T), squared_error(T + 3 * error, T)
    assert small > 0, "the prediction is wrong, and the loss is not positive"
    assert np.isclose(large, 9 * small), f"the loss grew by the factor {large / small:.4g}"


def squared_error_adds_over_batches(squared_error: Function) -> None:
    """The loss of two batches side by side is the sum of their losses."""
    Y, T = np.linspace(-1, 2, 10).reshape(2, 5), np.linspace(1, -1, 10).reshape(2, 5)
    parts = squared_error(Y[:, :2], T[:, :2]) + squared_error(Y[:, 2:], T[:, 2:])
    assert np.isclose(squared_error(Y, T), parts), "the loss of the joined batch is not the sum of the two"
    assert squared_error(Y, T) > 0, "the prediction is wrong, and the loss is not positive"


def squared_error_grad_keeps_the_shape(squared_error_grad: Function) -> None:
    """The gradient has the shape of Y."""
    for shape in ((2, 3), (1, 4), (3, 1)):
        got = np.shape(squared_error_grad(np.ones(shape), np.zeros(shape)))
        assert got == shape, f"Y has shape {shape}, and the gradient {got}"


def squared_error_grad_changes_sign_with_the_error(squared_error_grad: Function) -> None:
    """An error of the same size on the other side of the target has the opposite gradient."""
    T, error = np.array([[0.5, -1.0, 2.0]]), np.array([[0.2, -0.3, 0.5]])
    above, below = squared_error_grad(T + error, T), squared_error_grad(T - error, T)
    assert np.allclose(above, -below), "the gradients on both sides of the target are not opposite"


def squared_error_grad_treats_samples_alone(squared_error_grad: Function) -> None:
    """The gradient of a sample does not depend on how many others are in the batch."""
    Y, T = np.linspace(-1, 2, 10).reshape(2, 5), np.linspace(1, -1, 10).reshape(2, 5)
    parts = np.hstack([squared_error_grad(Y[:, :2], T[:, :2]), squared_error_grad(Y[:, 2:], T[:, 2:])])
    assert np.allclose(squared_error_grad(Y, T), parts), "the gradient changes when the batch is split"


def squared_error_grad_leaves_its_inputs_alone(squared_error_grad: Function) -> None:
    """The prediction and the target are the same after the call as before it."""
    Y, T = np.array([[0.5, -1.0]]), np.array([[1.0, -2.0]])
    squared_error_grad(Y, T)
    assert np.array_equal(Y, [[0.5, -1.0]]), "Y was changed by the call"
    assert np.array_equal(T, [[1.0, -2.0]]), "T was changed by the call"


def squared_error_grad_is_the_slope(squared_error_grad: Function, squared_error: Function) -> None:
    """The gradient agrees with the slope of your own squared_error, measured by a central difference."""
    Y, T = np.linspace(-1, 2, 6).reshape(2, 3), np.linspace(1, -1, 6).reshape(2, 3)
    slope, got = central_difference(lambda at: squared_error(at, T), Y), squared_error_grad(Y, T)
    assert np.allclose(got, slope, rtol=1e-4, atol=1e-7), "the gradient differs from the measured slopes"


def step_keeps_the_shape_of_w(gradient_step: Function) -> None:
    """The new W has the shape of the old one."""
    rng = np.random.default_rng(0)
    for m, d, n in ((2, 3, 4), (1, 2, 3), (3, 2, 1)):
        W, X, T = rng.normal(size=(m, d)), rng.normal(size=(d, n)), rng.normal(size=(m, n))
        got = np.shape(gradient_step(W, X, T, 0.1))
        assert got == (m, d), f"W has shape {(m, d)}, and the new W {got}"


def step_stays_where_the_loss_is_zero(gradient_step: Function) -> None:
    """Where W X is already the target, W stays as it is."""
    rng = np.random.default_rng(0)
    W, X = rng.normal(size=(2, 3)), rng.normal(size=(3, 4))
    assert np.allclose(gradient_step(W, X, W @ X, 0.1), W), "every target is hit, and W moved"


def step_doubles_with_the_step_size(gradient_step: Function) -> None:
    """Twice the step size moves W twice as far, in the same direction."""
    rng = np.random.default_rng(0)
    W, X, T = rng.normal(size=(2, 3)), rng.normal(size=(3, 4)), rng.normal(size=(2, 4))
    once, twice = gradient_step(W.copy(), X, T, 0.1) - W, gradient_step(W.copy(), X, T, 0.2) - W
    assert np.any(once), "W did not move"
    assert np.allclose(twice, 2 * once), "step_size was doubled, and the move was not"


def step_leaves_its_inputs_alone(gradient_step: Function) -> None:
    """W, X and the target are the same after the call as before it."""
    rng = np.random.default_rng(0)
    inputs = rng.normal(size=(2, 3)), rng.normal(size=(3, 4)), rng.normal(size=(2, 4))
    before = [array.copy() for array in inputs]
    gradient_step(*inputs, 0.1)
    for name, old, new in zip(("W", "X", "T"), before, inputs, strict=True):
        assert np.array_equal(old, new), f"{name} was changed by the call"


def step_lowers_the_loss(gradient_step: Function, squared_error: Function) -> None:
    """A small step makes your own squared_error of W X smaller."""
    rng = np.random.default_rng(0)
    W, X, T = rng.normal(size=(2, 3)), rng.normal(size=(3, 4)), rng.normal(size=(2, 4))
    before, after = squared_error(W @ X, T), squared_error(gradient_step(W, X, T, 0.001) @ X, T)
    assert after < before, f"the loss was {before:.6g} before the step, and is {after:.6g} after it"
