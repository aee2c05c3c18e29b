"""Public checks: what holds for every right chain and its gradients. They reach the student as they stand here."""

from collections.abc import Callable
from typing import Any

import numpy as np

from assignment.numerics import central_difference

Function = Callable[..., Any]


def three_layer_mirrors_around_one_half(three_layer_forward: Function) -> None:
    """Turning the sign of w3 around turns the prediction into one minus itself."""
    got, mirrored = three_layer_forward(0.7, -0.4, 1.1, 0.9), three_layer_forward(0.7, -0.4, -1.1, 0.9)
    assert np.shape(got) == (), f"the prediction is one number, and not of shape {np.shape(got)}"
    assert np.isclose(mirrored, 1 - got), f"with w3 the prediction is {got:.6g}, with -w3 it is {mirrored:.6g}"


def three_layer_forgets_below_a_zero_weight(three_layer_forward: Function) -> None:
    """With w3 = 0 the prediction is one half, and with w2 = 0 it does not depend on the input."""
    got = three_layer_forward(0.7, -0.4, 0.0, 0.9)
    assert np.isclose(got, 0.5), f"with w3 = 0 the prediction is {got:.6g}"
    one, other = three_layer_forward(0.7, 0.0, 1.1, 0.9), three_layer_forward(0.7, 0.0, 1.1, -2.0)
    assert np.isclose(one, other), f"with w2 = 0 two inputs give {one:.6g} and {other:.6g}"


def cross_entropy_adds_up(binary_cross_entropy: Function) -> None:
    """The loss of a batch is the sum of the losses of its parts."""
    y_hat, y = np.linspace(0.1, 0.9, 6).reshape(2, 3), np.array([[1.0, 0.0, 1.0], [0.0, 0.0, 1.0]])
    whole = binary_cross_entropy(y_hat, y)
    assert np.shape(whole) == (), f"the loss is one number, and not of shape {np.shape(whole)}"
    parts = binary_cross_entropy(y_hat[:, :1], y[:, :1]) + binary_cross_entropy(y_hat[:, 1:], y[:, 1:])
    assert np.isclose(whole, parts), f"the parts add up to {parts:.6g}, the whole is {whole:.6g}"


def cross_entropy_treats_both_classes_alike(binary_cross_entropy: Function) -> None:
    """The loss stays when predictions and targets all change to one minus themselves; it is never negative."""
    y_hat, y = np.array([0.2, 0.7, 0.9]), np.array([1.0, 1.0, 0.0])
    got, swapped = binary_cross_entropy(y_hat, y), binary_cross_entropy(1 - y_hat, 1 - y)
    assert np.isclose(got, swapped), f"the loss is {got:.6g}, and {swapped:.6g} with the classes swapped"
    assert got > 0, f"the loss of three uncertain predictions is {got:.6g}"


def cross_entropy_stays_finite(binary_cross_entropy: Function) -> None:
    """Predictions of exactly 0 and 1 give a finite loss: small when they are right, large when they are wrong."""
    y = np.array([0.0, 1.0])
    right, wrong = binary_cross_entropy(y, y), binary_cross_entropy(1 - y, y)
    assert np.isfinite(right), f"right predictions of 0 and 1 give {right}"
    assert np.isfinite(wrong), f"wrong predictions of 0 and 1 give {wrong}"
    assert right < 1e-6 < wrong, f"right predictions give {right:.6g}, wrong ones {wrong:.6g}"


def cross_entropy_leaves_its_inputs(binary_cross_entropy: Function) -> None:
    """The predictions and the targets stay as they were."""
    y_hat, y = np.array([0.0, 0.4, 1.0]), np.array([0.0, 1.0, 1.0])
    binary_cross_entropy(y_hat, y)
    assert np.array_equal(y_hat, [0.0, 0.4, 1.0]), f"the predictions became {y_hat}"
    assert np.array_equal(y, [0.0, 1.0, 1.0]), f"the targets became {y}"


def cross_entropy_gradients_are_three_numbers(three_layer_gradients: Function) -> None:
    """There are three gradients, and each is one number."""
    got = [np.shape(g) for g in three_layer_gradients(0.7, -0.4, 1.1, 0.9, 1.0)]
    assert got == [(), (), ()], f"the shapes are {got}"


def cross_entropy_gradients_vanish_at_the_target(
    three_layer_gradients: Function, three_layer_forward: Function
) -> None:
    """All three gradients are zero where the target equals your own prediction, and not elsewhere."""
    w = (0.7, -0.4, 1.1, 0.9)
    got = three_layer_gradients(*w, three_layer_forward(*w))
    assert np.allclose(got, 0), f"at the target they are {tuple(float(g) for g in got)}"
    assert np.all(np.array(three_layer_gradients(*w, 1.0)) != 0), "one is zero although the prediction is off"


def cross_entropy_gradients_are_the_slopes(
    three_layer_gradients: Function, three_layer_forward: Function, binary_cross_entropy: Function
) -> None:
    """The gradients agree with the slopes of your own loss of your own prediction."""
    for at in ((0.7, -0.4, 1.1, 0.9, 1.0), (-0.3, 0.8, -1.2, 1.4, 0.0)):
        slopes = central_difference(lambda at: binary_cross_entropy(three_layer_forward(*at[:4]), at[4]), at)
        for i, (slope, g) in enumerate(zip(slopes[:3], three_layer_gradients(*at), strict=True), start=1):
            assert np.isclose(g, slope, rtol=1e-4), f"at y = {at[4]} the slope along w{i} is {slope:.6g}, not {g:.6g}"


def regression_gradients_are_three_numbers(three_layer_regression_gradients: Function) -> None:
    """There are three regression gradients, and each is one number."""
    got = [np.shape(g) for g in three_layer_regression_gradients(0.7, -0.4, 1.1, 0.9, 3.0)]
    assert got == [(), (), ()], f"the shapes are {got}"


def regression_gradients_double_with_the_error(
    three_layer_regression_gradients: Function, three_layer_forward: Function
) -> None:
    """Twice the error, on either side of the prediction, gives twice the regression gradients."""
    w = (0.7, -0.4, 1.1, 0.9)
    activated = three_layer_forward(*w)
    y_hat = np.log(activated / (1 - activated))  # takes the last sigmoid off again
    one, two, opposite = (np.array(three_layer_regression_gradients(*w, y_hat + e)) for e in (1.5, 3.0, -1.5))
    assert np.allclose(two, 2 * one), f"the error doubles, {one} becomes {two}"
    assert np.allclose(opposite, -one), f"the error changes its sign, {one} becomes {opposite}"


def regression_gradients_are_the_slopes(
    three_layer_regression_gradients: Function, three_layer_forward: Function
) -> None:
    """The regression gradients agree with the slopes of the squared error of your own prediction."""
    for at in ((0.7, -0.4, 1.1, 0.9, 3.0), (-0.3, 0.8, -1.2, 1.4, -2.0)):
        # The logarithm takes the last sigmoid off again.
        slopes = central_difference(lambda at: (at[4] + np.log(1 / three_layer_forward(*at[:4]) - 1)) ** 2, at)
        got = three_layer_regression_gradients(*at)
        for i, (slope, g) in enumerate(zip(slopes[:3], got, strict=True), start=1):
            assert np.isclose(g, slope, rtol=1e-4), f"at y = {at[4]} the slope along w{i} is {slope:.6g}, not {g:.6g}"
