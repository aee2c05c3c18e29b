"""What is asked about the chain of three layers, and the cases that judge it."""

import numpy as np

from assignment.three_layer import laws
from autograder.model import (
    Arguments,
    Case,
    Criterion,
    FunctionQuestion,
    Tolerance,
    WorkedBy,
    WrittenQuestion,
    example,
    worked,
)
from solutions import three_layer as solution


def chain(rng: np.random.Generator, *signs: int) -> tuple[float, ...]:
    """Draw w1, w2, w3 and x with the given signs."""
    return tuple(float(sign * size) for sign, size in zip(signs, rng.uniform(0.4, 1.6, size=4), strict=True))


def aimed(rng: np.random.Generator, low: float, high: float, *signs: int) -> Arguments:
    """Draw a chain with the given signs and a target between `low` and `high`."""
    return (*chain(rng, *signs), float(rng.uniform(low, high)))


def whole_chain(rng: np.random.Generator) -> tuple[int, ...]:
    """Draw w1, w2, w3 and x as whole numbers."""
    return (int(rng.integers(1, 3)), -int(rng.integers(1, 4)), -int(rng.integers(2, 4)), 1)


def flat_chain(rng: np.random.Generator) -> tuple[float, ...]:
    """Draw a chain whose first sigmoid is almost flat, with w1 x near 20.

    w2 is so small that a step of w1 is lost in the rounding of the loss: a difference quotient sees nothing of it.
    """
    x = rng.uniform(45, 55)
    small = rng.uniform(1e-8, 2e-8)
    return (float(rng.uniform(19.0, 20.0) / x), float(small), float(rng.uniform(0.5, 1.0)), float(x))


def far_chain(rng: np.random.Generator) -> tuple[float, ...]:
    """Draw a chain whose first sum is so large that its exponential overflows."""
    w1, w2, w3, _ = chain(rng, 1, 1, -1, 1)
    return (w1, w2, w3, float(rng.uniform(2000, 4000)))


def predictions(rng: np.random.Generator, *shape: int) -> Arguments:
    """Draw predictions of any kind and targets of both classes."""
    y = rng.permutation(np.arange(np.prod(shape)) % 2).reshape(shape).astype(np.float64)
    return (rng.uniform(0.05, 0.95, size=shape), y)


def soft_targets(rng: np.random.Generator) -> Arguments:
    """Draw predictions and targets from the inside of the interval from 0 to 1."""
    return (rng.uniform(0.05, 0.95, size=(2, 3)), rng.uniform(0.1, 0.9, size=(2, 3)))


def certain_predictions(rng: np.random.Generator) -> Arguments:
    """Mix predictions of exactly 0 and 1, right and wrong ones, with an uncertain one."""
    y_hat, y = np.array([0.0, 0.0, 1.0, 1.0, rng.uniform(0.2, 0.8)]), np.array([0.0, 1.0, 0.0, 1.0, 1.0])
    order = rng.permutation(5)
    return (y_hat[order], y[order])


TWICE = "called twice with the same arguments: the second result is compared"

FORWARD = FunctionQuestion(
    reference=solution.three_layer_forward,
    returns=("y_hat",),
    cases=(
        example("the weights and the input of the handout", 0.25, -0.11, 0.78, 0.63),
        Case("weights of both signs", lambda rng: chain(rng, -1, -1, 1, 1), 0.5),
        Case("a negative input", lambda rng: chain(rng, 1, 1, -1, -1), 0.5),
        Case("whole numbers", whole_chain, 0.5),
        Case("an input in the thousands", far_chain, 0.5),
        Case(TWICE, lambda rng: chain(rng, -1, 1, 1, 1), 0.5, calls=2),
    ),
    laws=(laws.three_layer_mirrors_around_one_half, laws.three_layer_forgets_below_a_zero_weight),
    prerequisites=("sigmoid",),
)

CROSS_ENTROPY = FunctionQuestion(
    reference=solution.binary_cross_entropy,
    returns=("the loss",),
    cases=(
        example("one prediction, target 1", 0.8, 1.0),
        example("two predictions, one of each class", np.array([0.9, 0.2]), np.array([1.0, 0.0])),
        Case("a single prediction", lambda rng: (float(rng.uniform(0.1, 0.6)), 0.0), 0.5),
        Case("a vector of predictions, targets of both classes", lambda rng: predictions(rng, 5), 0.5),
        Case("3 outputs and 4 samples", lambda rng: predictions(rng, 3, 4), 0.5),
        Case("targets between 0 and 1", soft_targets, 0.5),
        Case("predictions of exactly 0 and 1, right and wrong ones", certain_predictions, 0.5),
        Case(TWICE, lambda rng: predictions(rng, 1, 3), 0.5, calls=2),
    ),
    laws=(
        laws.cross_entropy_adds_up,
        laws.cross_entropy_treats_both_classes_alike,
        laws.cross_entropy_stays_finite,
        laws.cross_entropy_leaves_its_inputs,
    ),
)

GRADIENTS = FunctionQuestion(
    reference=solution.three_layer_gradients,
    returns=("g1", "g2", "g3"),
    cases=(
        example("small weights, target 0", 0.5, 0.4, -0.3, 1.2, 0.0),
        Case("one class, weights of both signs", lambda rng: (*chain(rng, 1, -1, 1, 1), 1.0), 0.5),
        Case("the other class, weights of both signs", lambda rng: (*chain(rng, -1, 1, 1, 1), 0.0), 0.5),
        Case("a soft target above the prediction", lambda rng: aimed(rng, 0.8, 0.95, 1, 1, -1, 1), 0.5),
        Case("a soft target below the prediction", lambda rng: aimed(rng, 0.05, 0.2, 1, -1, 1, 1), 0.5),
        Case("a negative input", lambda rng: (*chain(rng, 1, 1, 1, -1), 1.0), 0.5),
        Case("negative weights", lambda rng: (*chain(rng, -1, -1, -1, 1), 1.0), 0.5),
        Case("large weights", lambda rng: (*(1.6 * v for v in chain(rng, 1, -1, 1, 1)), 0.0), 0.5),
        Case("whole numbers", lambda rng: (*whole_chain(rng), 1), 0.5),
        Case(TWICE, lambda rng: (*chain(rng, 1, 1, 1, 1), 0.0), 0.5, calls=2),
        Case(
            "where the first sigmoid is almost flat",
            lambda rng: (*flat_chain(rng), 0.0),
            0.5,
            tolerance=Tolerance(atol=0.0),
        ),
    ),
    laws=(
        laws.cross_entropy_gradients_are_three_numbers,
        laws.cross_entropy_gradients_vanish_at_the_target,
        laws.cross_entropy_gradients_are_the_slopes,
    ),
    prerequisites=("sigmoid", "sigmoid_grad", "three_layer_forward"),
)

REGRESSION_GRADIENTS = FunctionQuestion(
    reference=solution.three_layer_regression_gradients,
    returns=("g1", "g2", "g3"),
    cases=(
        example("small weights, target 0.2", 0.5, 0.4, -0.3, 1.2, 0.2),
        Case("a target far above the prediction", lambda rng: aimed(rng, 60, 120, 1, -1, 1, 1), 0.5),
        Case("a target below the prediction", lambda rng: aimed(rng, -3, -1, -1, 1, 1, 1), 0.5),
        Case("a negative prediction above its target", lambda rng: aimed(rng, -9, -5, 1, 1, -1, 1), 0.5),
        Case("a negative input", lambda rng: aimed(rng, 3, 5, 1, 1, 1, -1), 0.5),
        Case("negative weights", lambda rng: aimed(rng, 0.5, 1.5, -1, -1, -1, 1), 0.5),
        Case("whole numbers", lambda rng: (*whole_chain(rng), 2), 0.5),
        Case(TWICE, lambda rng: aimed(rng, -2, -1, 1, 1, 1, 1), 0.5, calls=2),
        Case(
            "where the first sigmoid is almost flat",
            lambda rng: (*flat_chain(rng), float(rng.uniform(60, 120))),
            0.5,
            tolerance=Tolerance(atol=0.0),
        ),
    ),
    laws=(
        laws.regression_gradients_are_three_numbers,
        laws.regression_gradients_double_with_the_error,
        laws.regression_gradients_are_the_slopes,
    ),
    prerequisites=("sigmoid", "sigmoid_grad"),
)

VANISHING = WrittenQuestion(
    "vanishing_gradients",
    "What do the magnitudes of the three gradients show?",
    (
        Criterion("Says that they shrink from w3 towards w1, by name: the vanishing gradient.", 1.0),
        Criterion("Explains it: each layer back multiplies by a weight and a sigmoid slope of at most 1/4.", 1.0),
    ),
)

DERIVATION = WrittenQuestion(
    "regression_derivation",
    "Derive the three gradients of the regression chain",
    (
        Criterion("Derivative of the loss by the prediction, with the factor 2 and the right sign.", 1.0),
        Criterion("Gradient of w3: the derivative above times the output of the second layer.", 1.0),
        Criterion("Gradient of w2: w3, the second sigmoid's slope and the first layer's output all there.", 1.0),
        Criterion("Gradient of w1: w3, w2, both sigmoids' slopes and x all there.", 1.0),
        Criterion("The chain rule is written out step by step, and each slope says where it is taken.", 1.0),
    ),
)

EXPLODING = WrittenQuestion(
    "exploding_gradients",
    "What do the magnitudes show this time?",
    (
        Criterion("Says that the gradients are very large, by name: exploding with the size of the error.", 1.0),
        Criterion("Explains it: without the last sigmoid the unbounded error is a factor of all three.", 1.0),
    ),
)

HAND_CHAIN = (0.25, -0.11, 0.78, 0.63)
CROSS_ENTROPY_BY_HAND = worked(
    "cross_entropy_gradients",
    solution.cross_entropy_gradients,
    points=3.0,
    by=WorkedBy("three_layer_gradients", (*HAND_CHAIN, 1)),
)
REGRESSION_BY_HAND = worked(
    "regression_gradients",
    solution.regression_gradients,
    points=3.0,
    by=WorkedBy("three_layer_regression_gradients", (*HAND_CHAIN, 128)),
)

QUESTIONS = (
    FORWARD,
    CROSS_ENTROPY,
    GRADIENTS,
    CROSS_ENTROPY_BY_HAND,
    VANISHING,
    DERIVATION,
    REGRESSION_GRADIENTS,
    REGRESSION_BY_HAND,
    EXPLODING,
)
