"""Mistakes that students really make with the quadratic model and the update rule."""

from typing import Any

import numpy as np

from autograder.bank import Misconception
from solutions.quadratic import gradient_descent_update, quadratic_gradient


def power_rule_on_the_feature(x1: Any, x2: Any) -> Any:
    """2 x1 for w3: the feature was differentiated, and not the parameter."""
    return np.array([1.0, x1, x2, 2 * x1])


def differentiated_by_the_features(x1: Any, x2: Any) -> Any:
    """Each feature differentiated by itself, in place of the prediction by its parameter."""
    return np.array([0.0, 1.0, 1.0, 2 * x1])


def constant_term_lost(x1: Any, x2: Any) -> Any:
    """Zero for w0, as if a parameter that stands alone were a constant."""
    return quadratic_gradient(x1, x2) * [0, 1, 1, 1]


def uphill(w: Any, gradient: Any, learning_rate: Any) -> Any:
    """The step is added, so the loss grows."""
    return w + learning_rate * gradient


def learning_rate_lost(w: Any, gradient: Any, learning_rate: Any) -> Any:
    """The whole gradient is subtracted."""
    return w - gradient


def into_the_dtype_of_w(w: Any, gradient: Any, learning_rate: Any) -> Any:
    """Whole numbers stay whole numbers."""
    result = np.zeros_like(w)
    result[...] = gradient_descent_update(w, gradient, learning_rate)
    return result


def only_the_step(w: Any, gradient: Any, learning_rate: Any) -> Any:
    """The change of w in place of the new w."""
    return -learning_rate * gradient


MISCONCEPTIONS = (
    Misconception("quadratic_gradient", "power rule applied to the feature", power_rule_on_the_feature),
    Misconception("quadratic_gradient", "differentiated by x in place of w", differentiated_by_the_features),
    Misconception("quadratic_gradient", "derivative by the constant term lost", constant_term_lost),
    Misconception("gradient_descent_update", "step taken uphill", uphill),
    Misconception("gradient_descent_update", "learning rate lost", learning_rate_lost),
    Misconception("gradient_descent_update", "whole numbers kept as whole numbers", into_the_dtype_of_w),
    Misconception("gradient_descent_update", "only the step returned", only_the_step),
)
