"""Mistakes that students really make with the sigmoid."""

from typing import Any

import numpy as np

from autograder.bank import Misconception
from solutions.sigmoid import sigmoid, sigmoid_grad


def with_growing_exponential(z: Any) -> Any:
    """exp(z) overflows on the far right."""
    return np.exp(z) / (1 + np.exp(z))


def sign_lost(z: Any) -> Any:
    """exp(z) where exp(-z) belongs."""
    return 1 / (1 + np.exp(z))


def into_the_dtype_of_z(z: Any) -> Any:
    """Whole numbers stay whole numbers."""
    result = np.zeros_like(z)
    result[...] = sigmoid(z)
    return result


def argument_taken_as_activated(z: Any) -> Any:
    """z(1 - z), as if z were already the sigmoid's value."""
    return np.asarray(z) * (1 - np.asarray(z))


def activated_twice(z: Any) -> Any:
    """The derivative at sigmoid(z) in place of z."""
    return sigmoid_grad(sigmoid(z))


def second_factor_lost(z: Any) -> Any:
    """sigmoid(z) without the factor 1 - sigmoid(z)."""
    return sigmoid(z)


MISCONCEPTIONS = (
    Misconception("sigmoid", "exp overflows for large z", with_growing_exponential),
    Misconception("sigmoid", "sign of the exponent lost", sign_lost),
    Misconception("sigmoid", "whole numbers kept as whole numbers", into_the_dtype_of_z),
    Misconception("sigmoid_grad", "argument taken as activated", argument_taken_as_activated),
    Misconception("sigmoid_grad", "derivative taken at the activated value", activated_twice),
    Misconception("sigmoid_grad", "factor 1 - sigmoid(z) lost", second_factor_lost),
)
