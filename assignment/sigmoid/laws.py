"""Public checks: what holds for every right sigmoid. They reach the student as they stand here."""

from collections.abc import Callable
from typing import Any

import numpy as np

from assignment.numerics import central_difference

Function = Callable[..., Any]


def keeps_the_shape(sigmoid: Function) -> None:
    """The result has the shape of z, whether z is a number, a vector or a matrix."""
    for z in (0.4, np.linspace(-2, 2, 5), np.linspace(-2, 2, 6).reshape(2, 3)):
        got = np.shape(sigmoid(z))
        assert got == np.shape(z), f"for z of shape {np.shape(z)} the result has shape {got}"


def mirrors_around_one_half(sigmoid: Function) -> None:
    """The sigmoid of -z is one minus the sigmoid of z."""
    z = np.array([0.2, 1.5, 3.0])
    assert np.allclose(sigmoid(-z), 1 - sigmoid(z)), "sigmoid(-z) and 1 - sigmoid(z) differ"


def stays_finite(sigmoid: Function) -> None:
    """A very large or very small z gives a number between 0 and 1, never NaN."""
    got = np.asarray(sigmoid(np.array([-1000.0, 1000.0])))
    assert np.isfinite(got).all(), f"sigmoid([-1000, 1000]) is {got}"
    assert ((got >= 0) & (got <= 1)).all(), f"sigmoid([-1000, 1000]) is {got}"


def derivative_keeps_the_shape(sigmoid_grad: Function) -> None:
    """The derivative has the shape of z."""
    for z in (0.4, np.linspace(-2, 2, 5), np.linspace(-2, 2, 6).reshape(2, 3)):
        got = np.shape(sigmoid_grad(z))
        assert got == np.shape(z), f"for z of shape {np.shape(z)} the result has shape {got}"


def derivative_is_even(sigmoid_grad: Function) -> None:
    """The derivative is the same at z and at -z."""
    z = np.array([0.2, 1.5, 3.0])
    assert np.allclose(sigmoid_grad(-z), sigmoid_grad(z)), "sigmoid_grad(-z) and sigmoid_grad(z) differ"


def derivative_is_the_slope(sigmoid_grad: Function, sigmoid: Function) -> None:
    """The derivative agrees with the slope of your own sigmoid, measured by a central difference."""
    for z in (-1.7, 0.3, 2.2):
        slope, got = central_difference(sigmoid, z), sigmoid_grad(z)
        assert np.allclose(got, slope, rtol=1e-4), f"at z = {z} the slope is {slope:.6g}, and not {got:.6g}"
