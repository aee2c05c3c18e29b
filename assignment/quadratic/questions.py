"""What is asked about the quadratic model and the update rule, and the cases that judge it."""

from collections.abc import Callable

import numpy as np

from assignment.quadratic import laws
from autograder.model import Arguments, Case, FunctionQuestion, example
from solutions import quadratic as solution

Generator = np.random.Generator
TWICE = "called twice: the second result is compared"


def features(x1: tuple[float, float], x2: tuple[float, float]) -> Callable[[Generator], Arguments]:
    """Two numbers, each out of its interval."""
    return lambda rng: (float(rng.uniform(*x1)), float(rng.uniform(*x2)))


def update(shape: tuple[int, ...], rates: tuple[float, float]) -> Callable[[Generator], Arguments]:
    """Parameters of either sign; each has a gradient of the other sign, so that no step ends near zero."""

    def arguments(rng: Generator) -> Arguments:
        signs = rng.choice([-1.0, 1.0], size=shape)
        w, gradient = signs * rng.uniform(0.5, 2, size=shape), -signs * rng.uniform(1.2, 3, size=shape)
        return w, gradient, float(rng.uniform(*rates))

    return arguments


QUADRATIC_GRADIENT = FunctionQuestion(
    reference=solution.quadratic_gradient,
    returns=("the gradient",),
    cases=(
        example("at x1 = 1.5, x2 = -2", 1.5, -2.0),
        Case("both numbers positive", features((0.4, 0.9), (1.2, 3.0)), 0.25),
        Case("x1 negative", features((-1.8, -1.1), (0.3, 0.8)), 0.25),
        Case("both numbers negative", features((-0.9, -0.3), (-3.0, -1.2)), 0.25),
        Case("large numbers", features((20.0, 30.0), (-90.0, -50.0)), 0.25),
        Case("whole numbers", lambda rng: (int(rng.integers(3, 8)), int(rng.integers(-2, 0))), 0.25),
        Case(TWICE, features((1.1, 1.8), (-0.9, -0.3)), 0.25, calls=2),
    ),
    laws=(
        laws.quadratic_gradient_has_four_entries,
        laws.quadratic_gradient_gives_back_the_prediction,
        laws.quadratic_gradient_is_the_slope,
    ),
)

GRADIENT_DESCENT_UPDATE = FunctionQuestion(
    reference=solution.gradient_descent_update,
    returns=("the new w",),
    cases=(
        example("four parameters", np.array([0.5, -1.0, 2.0, 0.0]), np.array([1.0, -2.0, 0.5, 3.0]), 0.1),
        Case("a vector of parameters", update((5,), (0.2, 0.6)), 0.25),
        Case("a matrix of parameters", update((3, 4), (0.2, 0.6)), 0.25),
        Case("a single parameter", update((1,), (0.2, 0.6)), 0.25),
        Case("a learning rate above one", update((4,), (1.5, 2.5)), 0.25),
        # 0.3 times 1, 2 or 3 leaves a fraction that whole numbers cannot hold.
        Case(
            "whole numbers for parameters and gradient",
            lambda rng: (rng.permutation(np.arange(2, 7)), rng.permutation([-3, -2, -1, 1, 2]), 0.3),
            0.25,
        ),
        Case(TWICE, update((2, 3), (0.2, 0.6)), 0.25, calls=2),
    ),
    laws=(
        laws.update_keeps_the_shape,
        laws.update_stays_where_the_gradient_is_zero,
        laws.update_doubles_with_the_learning_rate,
        laws.update_leaves_its_inputs_alone,
        laws.update_goes_downhill,
    ),
)

QUESTIONS = (QUADRATIC_GRADIENT, GRADIENT_DESCENT_UPDATE)
