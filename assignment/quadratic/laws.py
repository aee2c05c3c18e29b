"""Public checks: what holds for the right gradient and update. They reach the student as they stand here."""

from collections.abc import Callable
from typing import Any

import numpy as np

from assignment.numerics import central_difference

Function = Callable[..., Any]


def quadratic_gradient_has_four_entries(quadratic_gradient: Function) -> None:
    """There is one entry for each of the four parameters, in a vector of shape (4,)."""
    got = np.shape(quadratic_gradient(0.5, -1.5))
    assert got == (4,), f"the gradient has shape {got}"


def quadratic_gradient_gives_back_the_prediction(quadratic_gradient: Function) -> None:
    """The prediction is linear in w: the gradient's entries, weighted by w, add up to the prediction."""
    w = np.array([0.5, -1.0, 2.0, 0.25])
    for x1, x2 in ((0.7, -1.2), (-1.6, 0.4)):
        prediction = w[0] + w[1] * x1 + w[2] * x2 + w[3] * x1**2
        got = np.sum(w * quadratic_gradient(x1, x2))
        assert np.isclose(got, prediction), f"at x1 = {x1}, x2 = {x2} they give {got:.6g}"


def quadratic_gradient_is_the_slope(quadratic_gradient: Function) -> None:
    """The gradient agrees with the slopes of the prediction along w, measured by a central difference."""
    for x1, x2 in ((0.7, -1.2), (-1.6, 0.4)):

        def prediction(w: Any, x1: float = x1, x2: float = x2) -> Any:
            return w[0] + w[1] * x1 + w[2] * x2 + w[3] * x1**2

        slope = central_difference(prediction, np.ones(4))
        got = quadratic_gradient(x1, x2)
        assert np.allclose(got, slope, rtol=1e-4), f"at x1 = {x1}, x2 = {x2} the slopes differ"


def update_keeps_the_shape(gradient_descent_update: Function) -> None:
    """The new parameters have the shape of the old ones."""
    for shape in ((4,), (1,), (2, 3)):
        got = np.shape(gradient_descent_update(np.ones(shape), np.full(shape, 0.5), 0.1))
        assert got == shape, f"w has shape {shape}, and the new w {got}"


def update_stays_where_the_gradient_is_zero(gradient_descent_update: Function) -> None:
    """Where the gradient is zero, the parameters stay as they are."""
    w = np.array([0.5, -1.0, 2.0])
    assert np.allclose(gradient_descent_update(w, np.zeros(3), 0.1), w), "the gradient is zero, and w moved"


def update_doubles_with_the_learning_rate(gradient_descent_update: Function) -> None:
    """Twice the learning rate moves the parameters twice as far, in the same direction."""
    w, gradient = np.array([0.5, -1.0, 2.0]), np.array([1.0, 0.5, -2.0])
    once = gradient_descent_update(w.copy(), gradient, 0.1) - w
    twice = gradient_descent_update(w.copy(), gradient, 0.2) - w
    assert np.any(once), "the gradient is not zero, and w did not move"
    assert np.allclose(twice, 2 * once), "learning_rate was doubled, and the move was not"


def update_leaves_its_inputs_alone(gradient_descent_update: Function) -> None:
    """The parameters and the gradient that were handed in are the same after the call as before it."""
    w, gradient = np.array([0.5, -1.0, 2.0]), np.array([1.0, 0.5, -2.0])
    gradient_descent_update(w, gradient, 0.1)
    assert np.array_equal(w, [0.5, -1.0, 2.0]), "w was changed by the call"
    assert np.array_equal(gradient, [1.0, 0.5, -2.0]), "gradient was changed by the call"


def update_goes_downhill(gradient_descent_update: Function) -> None:
    """A loss with this gradient everywhere is lower after the step than before it."""
    w, gradient = np.array([0.5, -1.0, 2.0]), np.array([1.0, 0.5, -2.0])
    before = np.sum(gradient * w)
    after = np.sum(gradient * gradient_descent_update(w, gradient, 0.1))
    assert after < before, f"the loss was {before:.6g} before the step, and is {after:.6g} after it"
