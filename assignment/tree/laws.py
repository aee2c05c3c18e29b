"""Public checks: what holds for every right tree and its gradients. They reach the student as they stand here."""

from collections.abc import Callable
from typing import Any

import numpy as np

from assignment.numerics import central_difference

Function = Callable[..., Any]


def tree_lies_between_zero_and_one(tree_forward: Function) -> None:
    """There are three values, h1, h2 and y_hat; each is one number between 0 and 1."""
    got = tree_forward(np.array([0.3, -0.9, 1.4, 0.8]), np.array([0.6, 1.1, 0.5, 0.7, 0.9, 1.6]))
    assert [np.shape(v) for v in got] == [(), (), ()], f"the shapes are {[np.shape(v) for v in got]}"
    assert all(0 < v < 1 for v in got), f"the values are {tuple(float(v) for v in got)}"


def tree_mirrors_around_one_half(tree_forward: Function) -> None:
    """Turning the signs of w5 and w6 around turns y_hat into one minus itself; h1 and h2 stay."""
    x, w = np.array([0.3, -0.9, 1.4, 0.8]), np.array([0.6, 1.1, -0.5, 0.7, 0.9, -1.6])
    got, mirrored = tree_forward(x, w), tree_forward(x, w * [1, 1, 1, 1, -1, -1])
    assert np.allclose(mirrored[:2], got[:2]), f"h1 and h2 change from {got[:2]} to {mirrored[:2]}"
    assert np.isclose(mirrored[2], 1 - got[2]), f"y_hat is {got[2]:.6g}, and {mirrored[2]:.6g} after the turn"


def tree_branches_can_be_exchanged(tree_forward: Function) -> None:
    """Exchanging the two inner units with all their inputs and weights exchanges h1 and h2; y_hat stays."""
    x, w = np.array([0.3, -0.9, 1.4, 0.8]), np.array([0.6, 1.1, -0.5, 0.7, 0.9, -1.6])
    h1, h2, y_hat = tree_forward(x, w)
    got = tree_forward(x[[2, 3, 0, 1]], w[[2, 3, 0, 1, 5, 4]])
    assert np.allclose(got[:2], (h2, h1)), f"({h1:.6g}, {h2:.6g}) becomes ({got[0]:.6g}, {got[1]:.6g})"
    assert np.isclose(got[2], y_hat), f"y_hat changes from {y_hat:.6g} to {got[2]:.6g}"
    cut = w * [1, 1, 1, 1, 1, 0]
    one, other = tree_forward(x, cut)[2], tree_forward(x * [1, 1, 2, 2], cut)[2]
    assert np.isclose(one, other), "y_hat changes with x3 and x4 although w6 = 0"


def tree_leaves_its_inputs(tree_forward: Function) -> None:
    """Computing the prediction leaves x and w as they were."""
    x, w = np.array([0.3, -0.9, 1.4, 0.8]), np.array([0.6, 1.1, -0.5, 0.7, 0.9, -1.6])
    x_before, w_before = x.copy(), w.copy()
    tree_forward(x, w)
    assert np.array_equal(x, x_before), f"x became {x}"
    assert np.array_equal(w, w_before), f"w became {w}"


def tree_gradients_are_six(tree_gradients: Function) -> None:
    """The gradients are one array of six numbers."""
    x, w = np.array([0.3, -0.9, 1.4, 0.8]), np.array([0.6, 1.1, -0.5, 0.7, 0.9, -1.6])
    got = np.shape(tree_gradients(x, w, 0.2))
    assert got == (6,), f"the shape is {got}"


def tree_gradients_double_with_the_error(tree_gradients: Function, tree_forward: Function) -> None:
    """No error gives zero gradients; twice the error, on either side of your own prediction, gives twice as much."""
    x, w = np.array([0.3, -0.9, 1.4, 0.8]), np.array([0.6, 1.1, -0.5, 0.7, 0.9, -1.6])
    y_hat = tree_forward(x, w)[2]
    none, one, two, opposite = (np.array(tree_gradients(x, w, y_hat + e)) for e in (0.0, 0.3, 0.6, -0.3))
    assert np.allclose(none, 0), f"at the target they are {none}"
    assert np.allclose(two, 2 * one), f"the error doubles, {one} becomes {two}"
    assert np.allclose(opposite, -one), f"the error changes its sign, {one} becomes {opposite}"


def tree_gradients_are_the_slopes(tree_gradients: Function, tree_forward: Function) -> None:
    """The gradients agree with the slopes of the squared error of your own prediction."""
    x, w = np.array([0.3, -0.9, 1.4, 0.8]), np.array([0.6, 1.1, -0.5, 0.7, 0.9, -1.6])
    for y in (0.1, 0.9):
        at = np.append(w, y)
        slopes = central_difference(lambda at: (tree_forward(x, at[:6])[2] - at[6]) ** 2, at)
        for i, (slope, g) in enumerate(zip(slopes[:6], tree_gradients(x, w, y), strict=True), start=1):
            assert np.isclose(g, slope, rtol=1e-4), f"at y = {y} the slope along w{i} is {slope:.6g}, not {g:.6g}"


def tree_gradients_leave_their_inputs(tree_gradients: Function) -> None:
    """Computing the gradients leaves x and w as they were."""
    x, w = np.array([0.3, -0.9, 1.4, 0.8]), np.array([0.6, 1.1, -0.5, 0.7, 0.9, -1.6])
    x_before, w_before = x.copy(), w.copy()
    tree_gradients(x, w, 0.2)
    assert np.array_equal(x, x_before), f"x became {x}"
    assert np.array_equal(w, w_before), f"w became {w}"
