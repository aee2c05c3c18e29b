"""Mistakes that students really make with the quadratic model and the update rule."""

from typing import Any

import numpy as np

from assignment.shares import LOST_LINK, SLIP
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


def constant_term_left_out(x1: Any, x2: Any) -> Any:
    """Three entries: none for w0."""
    return quadratic_gradient(x1, x2)[1:]


def constant_term_last(x1: Any, x2: Any) -> Any:
    """The entry of w0 at the end."""
    return np.roll(quadratic_gradient(x1, x2), -1)


def square_lost(x1: Any, x2: Any) -> Any:
    """The last feature without its square."""
    return np.array([1.0, x1, x2, x1])


def square_of_the_other_feature(x1: Any, x2: Any) -> Any:
    """x2 squared in the last place."""
    return np.array([1.0, x1, x2, x2**2])


def uphill(w: Any, gradient: Any, learning_rate: Any) -> Any:
    """The step is added, so the loss grows."""
    return gradient_descent_update(w, -gradient, learning_rate)


def learning_rate_lost(w: Any, gradient: Any, learning_rate: Any) -> Any:
    """The whole gradient is subtracted."""
    return gradient_descent_update(w, gradient, 1.0)


def divided_by_the_learning_rate(w: Any, gradient: Any, learning_rate: Any) -> Any:
    """A larger rate makes a smaller step."""
    return gradient_descent_update(w, gradient, 1 / learning_rate)


def learning_rate_on_both(w: Any, gradient: Any, learning_rate: Any) -> Any:
    """The learning rate scales the parameters as well as the gradient."""
    return learning_rate * (w - gradient)


def roles_exchanged(w: Any, gradient: Any, learning_rate: Any) -> Any:
    """The parameters are subtracted from the gradient."""
    return gradient_descent_update(gradient, w, learning_rate)


def into_the_dtype_of_w(w: Any, gradient: Any, learning_rate: Any) -> Any:
    """Whole numbers stay whole numbers."""
    result = np.zeros_like(w)
    result[...] = gradient_descent_update(w, gradient, learning_rate)
    return result


def only_the_step(w: Any, gradient: Any, learning_rate: Any) -> Any:
    """The change of w in place of the new w."""
    return gradient_descent_update(w, gradient, learning_rate) - w


MISCONCEPTIONS = (
    Misconception(
        "quadratic_gradient",
        "power rule applied to the feature",
        power_rule_on_the_feature,
        "Look at the last term: which of its letters varies here, and which ones stand still?",
        LOST_LINK,
    ),
    Misconception(
        "quadratic_gradient",
        "differentiated by x in place of w",
        differentiated_by_the_features,
        "Look at what the gradient is asked for: the features stand still, and the parameters vary.",
    ),
    Misconception(
        "quadratic_gradient",
        "derivative by the constant term lost",
        constant_term_lost,
        "Look at the first parameter: how does the prediction change when that one grows a little?",
        SLIP,
    ),
    Misconception(
        "quadratic_gradient",
        "constant term left out",
        constant_term_left_out,
        "Count the parameters of the model, and look at how many entries you return.",
        SLIP,
    ),
    Misconception(
        "quadratic_gradient",
        "constant term put last",
        constant_term_last,
        "All the entries are there. Look at the order in which the statement names the parameters.",
        SLIP,
    ),
    Misconception(
        "quadratic_gradient",
        "square lost",
        square_lost,
        "Look at the last term of the model: by what is its parameter multiplied?",
        SLIP,
    ),
    Misconception(
        "quadratic_gradient",
        "square of the other feature",
        square_of_the_other_feature,
        "Look at the last term of the model: which of the features is in it?",
        SLIP,
    ),
    Misconception(
        "gradient_descent_update",
        "step taken uphill",
        uphill,
        "The gradient points to where the loss grows. Look at which way you walk.",
        SLIP,
    ),
    Misconception(
        "gradient_descent_update",
        "learning rate lost",
        learning_rate_lost,
        "Look at how far you go along the gradient: one of the arguments has no say in your result.",
        SLIP,
    ),
    Misconception(
        "gradient_descent_update",
        "divided by the learning rate",
        divided_by_the_learning_rate,
        "A larger rate should make a larger step. Look at what you do with it.",
        SLIP,
    ),
    Misconception(
        "gradient_descent_update",
        "learning rate on the parameters too",
        learning_rate_on_both,
        "A vanishing gradient should leave the parameters where they are. Look at what the rate scales.",
        SLIP,
    ),
    Misconception(
        "gradient_descent_update",
        "parameters and gradient exchanged",
        roles_exchanged,
        "Look at where the step begins, and at what it goes along.",
        SLIP,
    ),
    Misconception(
        "gradient_descent_update",
        "whole numbers kept as whole numbers",
        into_the_dtype_of_w,
        "Look at the type of the array that you write the new parameters into when the old ones are whole numbers.",
        SLIP,
    ),
    Misconception(
        "gradient_descent_update",
        "only the step returned",
        only_the_step,
        "The step itself is right. Look at what is to be returned: where you are after it, or how far you went.",
        SLIP,
    ),
)
