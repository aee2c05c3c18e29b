"""Mistakes that students really make with the sigmoid."""

from typing import Any

import numpy as np

from assignment.shares import LOST_LINK, SLIP
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


def hyperbolic_tangent(z: Any) -> Any:
    """The other S-shaped curve, from -1 to 1."""
    return np.tanh(z)


def shifted_tangent(z: Any) -> Any:
    """The tangent moved to the right place, but twice as steep."""
    return (1 + np.tanh(z)) / 2


def argument_taken_as_activated(z: Any) -> Any:
    """z(1 - z), as if z were already the sigmoid's value."""
    return np.asarray(z) * (1 - np.asarray(z))


def activated_twice(z: Any) -> Any:
    """The derivative at sigmoid(z) in place of z."""
    return sigmoid_grad(sigmoid(z))


def second_factor_at_the_argument(z: Any) -> Any:
    """sigmoid(z) (1 - z): half of it taken as activated."""
    return sigmoid(z) * (1 - np.asarray(z))


def second_factor_lost(z: Any) -> Any:
    """sigmoid(z) without the factor 1 - sigmoid(z)."""
    return sigmoid(z)


def first_factor_lost(z: Any) -> Any:
    """1 - sigmoid(z) without the factor sigmoid(z): the derivative of its logarithm."""
    return 1 - sigmoid(z)


def sign_flipped(z: Any) -> Any:
    """One of the two minus signs of the chain rule is lost."""
    return -sigmoid_grad(z)


def of_the_tangent(z: Any) -> Any:
    """1 minus the square, which is the rule of the hyperbolic tangent."""
    return 1 - sigmoid(z) ** 2


def slope_into_the_dtype_of_z(z: Any) -> Any:
    """Whole numbers stay whole numbers."""
    result = np.zeros_like(z)
    result[...] = sigmoid_grad(z)
    return result


def difference_quotient(z: Any) -> Any:
    """A difference of two values in place of the derivative."""
    return (sigmoid(np.asarray(z) + 1e-5) - sigmoid(np.asarray(z) - 1e-5)) / 2e-5


MISCONCEPTIONS = (
    Misconception(
        "sigmoid",
        "exp overflows for large z",
        with_growing_exponential,
        "Look at how large the exponential becomes far from zero. Arrange the fraction so that it cannot grow.",
        SLIP,
    ),
    Misconception(
        "sigmoid",
        "sign of the exponent lost",
        sign_lost,
        "Look at which way the curve should go: try a large positive number and see where your value ends up.",
        SLIP,
    ),
    Misconception(
        "sigmoid",
        "whole numbers kept as whole numbers",
        into_the_dtype_of_z,
        "Look at the type of the array that you write your result into when the argument holds whole numbers.",
        SLIP,
    ),
    Misconception(
        "sigmoid",
        "hyperbolic tangent in place of the sigmoid",
        hyperbolic_tangent,
        "Look at the values far to the left: between which bounds does the logistic curve run?",
        LOST_LINK,
    ),
    Misconception(
        "sigmoid",
        "argument of the tangent not halved",
        shifted_tangent,
        "The bounds are right, the steepness is not. Look at how the two curves' arguments compare.",
        SLIP,
    ),
    Misconception(
        "sigmoid_grad",
        "argument taken as activated",
        argument_taken_as_activated,
        "The argument is what goes into the sigmoid, not what comes out of it. Look at what your factors contain.",
        LOST_LINK,
    ),
    Misconception(
        "sigmoid_grad",
        "derivative taken at the activated value",
        activated_twice,
        "Count how often the sigmoid is applied before you take its slope. At which place is the slope asked for?",
        LOST_LINK,
    ),
    Misconception(
        "sigmoid_grad",
        "second factor with the argument in place of the sigmoid",
        second_factor_at_the_argument,
        "Your first factor is right. Look at what the second one is made of: what goes in, or what comes out?",
        LOST_LINK,
    ),
    Misconception(
        "sigmoid_grad",
        "factor 1 - sigmoid(z) lost",
        second_factor_lost,
        "A slope must die out on both sides. Look at what happens to yours far to the right.",
        LOST_LINK,
    ),
    Misconception(
        "sigmoid_grad",
        "factor sigmoid(z) lost",
        first_factor_lost,
        "A slope must die out on both sides. Look at what happens to yours far to the left.",
        LOST_LINK,
    ),
    Misconception(
        "sigmoid_grad",
        "sign flipped",
        sign_flipped,
        "The sigmoid rises everywhere. Look at the inner derivative of the exponent and count the minus signs.",
        SLIP,
    ),
    Misconception(
        "sigmoid_grad",
        "derivative of the hyperbolic tangent",
        of_the_tangent,
        "This is the rule of another S-shaped curve. Look at the quotient that defines this one, and derive it anew.",
        LOST_LINK,
    ),
    Misconception(
        "sigmoid_grad",
        "whole numbers kept as whole numbers",
        slope_into_the_dtype_of_z,
        "Look at the type of the array that you write your result into when the argument holds whole numbers.",
        SLIP,
    ),
    Misconception(
        "sigmoid_grad",
        "numerical differentiation",
        difference_quotient,
        "A difference of two nearby values loses its digits where the curve is flat. Derive the slope on paper first.",
    ),
)
