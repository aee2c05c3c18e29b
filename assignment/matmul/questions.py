"""What is asked about the matrix product, and the cases that judge it."""

from collections.abc import Callable
from typing import Any

import numpy as np

from assignment.matmul import laws
from autograder.model import Arguments, Case, Criterion, FunctionQuestion, WorkedBy, WrittenQuestion, example, worked
from solutions import matmul as solution

Generator = np.random.Generator
TWICE = "called twice: the second result is compared"


def product(m: int, d: int, n: int) -> Callable[[Generator], Arguments]:
    """An upstream gradient, W (m, d) and X (d, n)."""
    return lambda rng: (rng.normal(size=(m, n)), rng.normal(size=(m, d)), rng.normal(size=(d, n)))


def missed(rng: Generator, Y: Any) -> Any:
    """Targets for Y, a good way off, in turns above and below the prediction."""
    sides = rng.permutation(np.resize([1.0, -1.0], Y.size)).reshape(Y.shape)
    return Y + sides * rng.uniform(0.3, 1.5, size=Y.shape)


def prediction(m: int, n: int) -> Callable[[Generator], Arguments]:
    """A prediction (m, n) and its target."""

    def arguments(rng: Generator) -> Arguments:
        Y = rng.normal(size=(m, n))
        return Y, missed(rng, Y)

    return arguments


def whole_prediction(rng: Generator) -> Arguments:
    """The same in whole numbers, missed by 1 to 4 on both sides."""
    Y = rng.integers(-6, 7, size=(2, 3))
    return Y, Y + rng.permutation([-4, -3, -1, 1, 2, 3]).reshape(2, 3)


def step(m: int, d: int, n: int) -> Callable[[Generator], Arguments]:
    """W, X, the target of W X and a step size, never that of the worked example."""

    def arguments(rng: Generator) -> Arguments:
        W, X = rng.normal(size=(m, d)), rng.normal(size=(d, n))
        return W, X, missed(rng, W @ X), float(rng.uniform(0.2, 0.5))

    return arguments


def whole_step(rng: Generator) -> Arguments:
    """The same in whole numbers, but for the step. X and the errors are positive: no gradient vanishes."""
    W, X = rng.integers(-4, 5, size=(3, 2)), rng.integers(1, 5, size=(2, 4))
    return W, X, W @ X - rng.integers(1, 4, size=(3, 4)), float(rng.uniform(0.21, 0.29))


DERIVATION = WrittenQuestion(
    id="matmul_derivation",
    title="The gradient of W, derived in the general case",
    rubric=(
        Criterion("Writes the product entry by entry, with named indices and a sum over the inner one.", 1.0),
        Criterion("Applies the chain rule as a sum over all entries of Y, not over one of them.", 1.5),
        Criterion("Finds dY_ij/dW_ab: X_bj where i = a, and 0 elsewhere.", 1.0),
        Criterion("Collapses the sum and recognises dL/dY times X transposed, in this order.", 1.0),
        Criterion(
            "Holds for any m, d and n. (Another complete route, by transposing a proved dL/dX or by "
            "differentials, earns the same points step for step; a check of shapes alone earns none.)",
            0.5,
        ),
    ),
)

MATMUL_BACKWARD = FunctionQuestion(
    reference=solution.matmul_backward,
    returns=("dL_dW", "dL_dX"),
    cases=(
        example(
            "2 outputs, 3 inputs, 2 samples",
            np.array([[1.0, -2.0], [0.5, 3.0]]),
            np.array([[1.0, 0.0, -1.0], [2.0, 0.5, 1.0]]),
            np.array([[2.0, 1.0], [0.0, -1.0], [4.0, 0.5]]),
        ),
        Case("4 outputs, 3 inputs, 5 samples: all dimensions distinct", product(4, 3, 5), 1.0),
        Case("2 outputs, 5 inputs, 7 samples: a larger batch", product(2, 5, 7), 1.0),
        Case("a single sample", product(3, 4, 1), 0.5),
        Case("a single output", product(1, 3, 4), 0.5),
        Case("a single input", product(3, 1, 4), 0.5),
        # Where no shape protests, a misplaced transpose shows by its values.
        Case("square matrices", product(3, 3, 3), 0.5),
        Case(
            "whole numbers",
            lambda rng: tuple(rng.integers(1, 7, size=shape) for shape in ((2, 4), (2, 3), (3, 4))),
            0.5,
        ),
        Case(TWICE, product(3, 2, 4), 0.5, calls=2),
    ),
    laws=(
        laws.matmul_gradients_have_the_shapes_of_the_factors,
        laws.matmul_zero_upstream_gives_zero,
        laws.matmul_doubled_upstream_doubles,
        laws.matmul_batches_add_up,
        laws.matmul_leaves_its_inputs_alone,
        laws.matmul_gradients_are_slopes,
    ),
)

SQUARED_ERROR = FunctionQuestion(
    reference=solution.squared_error,
    returns=("the loss",),
    cases=(
        example("1 output, 3 samples", np.array([[1.0, -0.5, 2.0]]), np.array([[0.25, 1.0, 1.5]])),
        Case("3 outputs, 5 samples", prediction(3, 5), 0.5),
        Case("a single sample", prediction(4, 1), 0.5),
        Case("a single output", prediction(1, 6), 0.5),
        Case("whole numbers", whole_prediction, 0.5),
        Case(TWICE, prediction(5, 2), 0.5, calls=2),
    ),
    laws=(
        laws.squared_error_is_one_number,
        laws.squared_error_of_a_hit_is_zero,
        laws.squared_error_grows_with_the_square,
        laws.squared_error_adds_over_batches,
    ),
)

SQUARED_ERROR_GRAD = FunctionQuestion(
    reference=solution.squared_error_grad,
    returns=("the gradient",),
    cases=(
        example("1 output, 3 samples", np.array([[1.0, -0.5, 2.0]]), np.array([[0.25, 1.0, 1.5]])),
        Case("3 outputs, 5 samples", prediction(3, 5), 0.5),
        Case("a single sample", prediction(4, 1), 0.5),
        Case("a single output", prediction(1, 6), 0.5),
        Case("whole numbers", whole_prediction, 0.5),
        Case(TWICE, prediction(5, 2), 0.5, calls=2),
    ),
    laws=(
        laws.squared_error_grad_keeps_the_shape,
        laws.squared_error_grad_changes_sign_with_the_error,
        laws.squared_error_grad_treats_samples_alone,
        laws.squared_error_grad_leaves_its_inputs_alone,
        laws.squared_error_grad_is_the_slope,
    ),
)

GRADIENT_STEP = FunctionQuestion(
    reference=solution.gradient_step,
    returns=("the new W",),
    cases=(
        example(
            "1 output, 2 inputs, 3 samples",
            np.array([[1.0, -1.0]]),
            np.array([[1.0, 0.0, 2.0], [0.5, 1.0, -1.0]]),
            np.array([[0.0, 1.0, 2.5]]),
            0.25,
        ),
        Case("3 outputs, 2 inputs, 4 samples: all dimensions distinct", step(3, 2, 4), 0.5),
        Case("2 outputs, 4 inputs, 7 samples: a larger batch", step(2, 4, 7), 0.5),
        Case("a single sample", step(3, 4, 1), 0.5),
        Case("a single output", step(1, 3, 4), 0.5),
        Case("square matrices", step(3, 3, 3), 0.25),
        Case("whole numbers in W, X and T", whole_step, 0.25),
        Case(TWICE, step(2, 3, 5), 0.5, calls=2),
    ),
    laws=(
        laws.step_keeps_the_shape_of_w,
        laws.step_stays_where_the_loss_is_zero,
        laws.step_doubles_with_the_step_size,
        laws.step_leaves_its_inputs_alone,
        laws.step_lowers_the_loss,
    ),
    prerequisites=("squared_error_grad", "matmul_backward"),
)

STEP_BY_HAND = (
    np.array([[0.3, 0.5], [-0.2, 0.4]]),
    np.array([[0.0, 2.0], [3.0, 1.0]]),
    np.array([[0.5, 1.0], [1.0, -1.5]]),
    0.1,
)
W_UPDATED = worked("W_updated", solution.W_updated, points=4.0, by=WorkedBy("gradient_step", STEP_BY_HAND))

QUESTIONS = (
    DERIVATION,
    MATMUL_BACKWARD,
    SQUARED_ERROR,
    SQUARED_ERROR_GRAD,
    GRADIENT_STEP,
    W_UPDATED,
)
