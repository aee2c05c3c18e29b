"""What is asked about the tree, and the cases that judge it."""

from collections.abc import Callable

import numpy as np

from assignment.tree import laws
from autograder.model import Arguments, Case, FunctionQuestion, Numbers, Tolerance, example, worked
from solutions import tree as solution
from solutions.sigmoid import sigmoid, sigmoid_grad


def signed(rng: np.random.Generator, *signs: int) -> Numbers:
    """Draw as many numbers as there are signs, none of them near zero."""
    return np.array(signs) * rng.uniform(0.3, 1.7, size=len(signs))


def tree(rng: np.random.Generator) -> tuple[Numbers, Numbers]:
    """Draw x and w; w5 and w6 have different signs, so that the two units cannot be exchanged."""
    return signed(rng, 1, -1, 1, 1), signed(rng, 1, 1, -1, 1, 1, -1)


def mirrored_tree(rng: np.random.Generator) -> tuple[Numbers, Numbers]:
    """Draw x and w with other signs than `tree`."""
    return signed(rng, -1, -1, 1, -1), signed(rng, 1, -1, 1, 1, -1, 1)


def large_tree(rng: np.random.Generator) -> tuple[Numbers, Numbers]:
    """Draw x and w with weights well above one; the inner sums stay moderate."""
    return 0.5 * signed(rng, 1, -1, 1, 1), 3 * signed(rng, 1, 1, -1, 1, -1, 1)


def whole_tree(rng: np.random.Generator) -> tuple[Numbers, Numbers]:
    """Draw x and w as whole numbers."""
    x, w = np.array([1, -2, 3, 1]), np.array([1, 1, -1, 2])
    while True:
        x, w = rng.permutation(x), rng.permutation(w)
        if x[:2] @ w[:2] != x[2:] @ w[2:]:  # else the two halves of the tree could be exchanged unseen
            return x, np.append(w, [2, -1])


def far_tree(rng: np.random.Generator) -> tuple[Numbers, Numbers]:
    """Draw a tree whose inner sums are so large that their exponentials overflow."""
    return 4000 * signed(rng, 1, 1, 1, 1), signed(rng, 1, 1, 1, 1, 1, -1)


def flat_tree(rng: np.random.Generator) -> Arguments:
    """Draw a tree whose last sigmoid is almost flat, with s3 near 20, and a target far away.

    The squared error is so large that a step of a weight is lost in its rounding: a difference sees nothing of it.
    """
    x, w = signed(rng, 1, -1, 1, 1), signed(rng, 1, 1, -1, 1, 1, 1)
    h1, h2, _ = solution.tree_forward(x, w)
    w[4:] *= rng.uniform(19.0, 20.0) / (h1 * w[4] + h2 * w[5])
    return (x, w, float(rng.uniform(5e7, 9e7)))


TWICE = "called twice with the same arguments: the second result is compared"

FORWARD = FunctionQuestion(
    reference=solution.tree_forward,
    returns=("h1", "h2", "y_hat"),
    cases=(
        example(
            "small inputs and weights",
            np.array([0.5, -1.0, 2.0, 1.5]),
            np.array([0.4, 0.2, -0.3, 0.6, 0.7, -0.9]),
        ),
        Case("inputs and weights of both signs", tree, 0.25),
        Case("other signs", mirrored_tree, 0.25),
        Case("large weights", large_tree, 0.25),
        Case("whole numbers", whole_tree, 0.25),
        Case("inputs in the thousands", far_tree, 0.25),
        Case(TWICE, tree, 0.25, calls=2),
    ),
    laws=(
        laws.tree_lies_between_zero_and_one,
        laws.tree_mirrors_around_one_half,
        laws.tree_branches_can_be_exchanged,
        laws.tree_leaves_its_inputs,
    ),
    prerequisites=("sigmoid",),
)

GRADIENTS = FunctionQuestion(
    reference=solution.tree_gradients,
    returns=("the gradients",),
    cases=(
        example(
            "small inputs and weights, target 0.3",
            np.array([0.5, -1.0, 2.0, 1.5]),
            np.array([0.4, 0.2, -0.3, 0.6, 0.7, -0.9]),
            0.3,
        ),
        Case("a target below the prediction", lambda rng: (*tree(rng), float(rng.uniform(-0.5, 0))), 0.5),
        Case("a target above the prediction", lambda rng: (*tree(rng), float(rng.uniform(1, 1.5))), 0.5),
        Case("other signs, target above", lambda rng: (*mirrored_tree(rng), float(rng.uniform(1, 1.5))), 0.5),
        Case("a negative target", lambda rng: (*mirrored_tree(rng), float(rng.uniform(-3, -1))), 0.5),
        Case("large weights", lambda rng: (*large_tree(rng), float(rng.uniform(2, 4))), 0.5),
        Case("whole numbers", lambda rng: (*whole_tree(rng), 1), 0.5),
        Case(TWICE, lambda rng: (*tree(rng), float(rng.uniform(-0.5, 0))), 0.5, calls=2),
        Case(
            "where the last sigmoid is almost flat and the target is far away",
            flat_tree,
            0.5,
            tolerance=Tolerance(atol=0.0),
        ),
    ),
    laws=(
        laws.tree_gradients_are_six,
        laws.tree_gradients_double_with_the_error,
        laws.tree_gradients_are_the_slopes,
        laws.tree_gradients_leave_their_inputs,
    ),
    prerequisites=("sigmoid", "sigmoid_grad", "tree_forward"),
)

X, W, TARGET = (-0.7, 1.2, 1.1, -2.0), (-1.7, 0.1, -0.6, -1.8, -0.2, 0.5), 0.5
# How each value of the table is worked out from those before it; the inner sums come from x and w alone.
FOLLOWS: dict[str, Callable[..., float]] = {
    "h1": lambda s1: float(sigmoid(s1)),
    "h2": lambda s2: float(sigmoid(s2)),
    "s3": lambda h1, h2: h1 * W[4] + h2 * W[5],
    "y_hat": lambda s3: float(sigmoid(s3)),
    "div": lambda y_hat: (y_hat - TARGET) ** 2,
    "d_y_hat": lambda y_hat: 2 * (y_hat - TARGET),
    "d_s3": lambda d_y_hat, s3: d_y_hat * float(sigmoid_grad(s3)),
    "d_h1": lambda d_s3: d_s3 * W[4],
    "d_h2": lambda d_s3: d_s3 * W[5],
    "d_s1": lambda d_h1, s1: d_h1 * float(sigmoid_grad(s1)),
    "d_s2": lambda d_h2, s2: d_h2 * float(sigmoid_grad(s2)),
    "w1": lambda d_s1: d_s1 * X[0],
    "w2": lambda d_s1: d_s1 * X[1],
    "w3": lambda d_s2: d_s2 * X[2],
    "w4": lambda d_s2: d_s2 * X[3],
    "w5": lambda d_s3, h1: d_s3 * h1,
    "w6": lambda d_s3, h2: d_s3 * h2,
}
TREE_BY_HAND = worked("tree_backward", solution.tree_backward, points=4.75, follows=FOLLOWS)

QUESTIONS = (
    FORWARD,
    TREE_BY_HAND,
    GRADIENTS,
)
