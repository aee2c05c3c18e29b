"""What is asked about the sigmoid, and the cases that judge it."""

import numpy as np

from assignment.sigmoid import laws
from autograder.model import Case, FunctionQuestion, Tolerance, example, worked
from solutions import sigmoid as solution

SIGMOID = FunctionQuestion(
    reference=solution.sigmoid,
    returns=("sigmoid(z)",),
    cases=(
        example("at z = 0, where it is one half", 0.0),
        example("at z = 1.4", 1.4),
        Case("a single number", lambda rng: (float(rng.uniform(0.5, 3.0)),), 0.5),
        Case("a vector of positive and negative numbers", lambda rng: (rng.normal(scale=2, size=7),), 0.5),
        Case("a matrix", lambda rng: (rng.normal(scale=2, size=(3, 5)),), 0.5),
        Case("whole numbers", lambda rng: (rng.permutation(np.arange(-3, 4)),), 0.5),
        Case(
            "numbers in the hundreds, on both sides of zero",
            lambda rng: (np.append(rng.uniform(710, 900, size=2), [-720.0, -1000.0, 0.3]),),
            0.5,
        ),
    ),
    laws=(laws.keeps_the_shape, laws.mirrors_around_one_half, laws.stays_finite),
)

SIGMOID_GRAD = FunctionQuestion(
    reference=solution.sigmoid_grad,
    returns=("the derivative",),
    cases=(
        example("at z = 1.4", 1.4),
        Case("a single number", lambda rng: (float(rng.uniform(0.5, 3.0)),), 0.5),
        Case("a vector of positive and negative numbers", lambda rng: (rng.normal(scale=2, size=6),), 0.5),
        Case("a matrix", lambda rng: (rng.normal(scale=2, size=(4, 3)),), 0.5),
        Case("whole numbers", lambda rng: (rng.permutation(np.arange(-3, 4)),), 0.5),
        Case("large negative numbers", lambda rng: (rng.uniform(-9, -6, size=4),), 0.5),
        # The derivative is near 1e-10 here. Right formulas agree to 2e-6, in single precision too; a difference of
        # two sigmoids is off by more than 2e-5 whatever its step.
        Case(
            "where the sigmoid is almost flat",
            lambda rng: (rng.uniform(23, 24, size=8),),
            0.5,
            tolerance=Tolerance(atol=0.0),
        ),
    ),
    laws=(laws.derivative_keeps_the_shape, laws.derivative_is_even, laws.derivative_is_the_slope),
    prerequisites=("sigmoid",),
)

QUESTIONS = (
    SIGMOID,
    SIGMOID_GRAD,
    worked("sigmoid_grad_max", solution.sigmoid_grad_max, points=1.0),
    worked("sigmoid_grad_argmax", solution.sigmoid_grad_argmax, points=1.0),
    worked("sigmoid_grad_infimum", solution.sigmoid_grad_infimum, points=1.0),
)
