"""What is asked about the network of two linear layers, and the cases that judge it."""

from itertools import product

import numpy as np

from assignment.mlp import laws
from assignment.mlp.inputs import (
    backward,
    both_signs,
    confident,
    forward,
    missed,
    predicted,
    saturated,
    whole,
)
from autograder.model import Argument, Case, Criterion, FunctionQuestion, Tolerance, WrittenQuestion, example, worked
from solutions import mlp as solution

ACTIVATIONS = ("relu", "sigmoid", "identity")
PAIRS = tuple(product(ACTIVATIONS, ACTIVATIONS))
# Where sigmoid(z) is next to 1, right formulas agree to 3e-6; difference quotients are off by more than 2e-5.
SATURATED = Tolerance(atol=0.0)
TWICE = "called twice with the same arguments: the second result is compared"

EXAMPLE_NETWORK: tuple[Argument, ...] = (
    np.array([[0.5, -1.0], [1.0, 0.5], [-0.5, 1.0]]),
    np.array([0.25, -0.5, 0.75]),
    np.array([[1.0, -0.5, 2.0], [-1.0, 0.5, 0.25]]),
    np.array([0.5, -0.25]),
    np.array([[1.0, -1.0], [2.0, 0.5]]),
)
EXAMPLE_TARGETS = np.array([[1.0, 0.0], [0.0, 1.0]])

MLP_FORWARD = FunctionQuestion(
    reference=solution.mlp_forward,
    returns=("Y_hat",),
    cases=(
        example("two samples, ReLU then identity", *EXAMPLE_NETWORK, "relu", "identity"),
        example("two samples, sigmoid twice", *EXAMPLE_NETWORK, "sigmoid", "sigmoid"),
        *(Case(f"f = {f}, g = {g}, a batch of 5, all dimensions distinct", forward(f, g), 0.25) for f, g in PAIRS),
        Case("every dimension is 1", forward("sigmoid", "identity", (1, 1, 1, 1)), 0.25),
        Case("a batch of one sample", forward("relu", "sigmoid", (2, 5, 3, 1)), 0.25),
        Case("whole numbers", forward("sigmoid", "identity", (3, 2, 4, 6), whole), 0.25),
    ),
    laws=(
        laws.mlp_forward_has_a_column_for_every_sample,
        laws.mlp_forward_treats_samples_alone,
        laws.mlp_forward_ends_with_g,
        laws.mlp_forward_refuses_unknown_names,
    ),
    prerequisites=("sigmoid",),
)

ACTIVATION_JACOBIAN = FunctionQuestion(
    reference=solution.activation_jacobian,
    returns=("the Jacobian",),
    cases=(
        example("ReLU, on and off", np.array([1.5, -0.5]), "relu"),
        Case("sigmoid, five entries", lambda rng: (both_signs(rng, 5), "sigmoid"), 0.5),
        Case("ReLU, six entries, on and off", lambda rng: (both_signs(rng, 6), "relu"), 0.5),
        Case("identity, four entries", lambda rng: (both_signs(rng, 4), "identity"), 0.25),
        Case("sigmoid, a single entry", lambda rng: (both_signs(rng, 1), "sigmoid"), 0.25),
        Case("ReLU, whole numbers", lambda rng: (rng.permutation([-3, -2, -1, 1, 2, 3]), "relu"), 0.25),
        Case(
            TWICE,
            lambda rng: (both_signs(rng, 3), "sigmoid"),
            0.25,
            calls=2,
        ),
        Case(
            "where the sigmoid is almost flat",
            lambda rng: (rng.uniform(23, 24, size=8), "sigmoid"),
            0.5,
            tolerance=SATURATED,
        ),
    ),
    laws=(
        laws.activation_jacobian_is_square,
        laws.activation_jacobian_is_the_slope,
        laws.activation_jacobian_refuses_unknown_names,
    ),
    prerequisites=("sigmoid", "sigmoid_grad"),
)

SQUARED_ERROR_JACOBIAN = FunctionQuestion(
    reference=solution.squared_error_jacobian,
    returns=("the row",),
    cases=(
        example("a prediction above its target", np.array([1.5, 3.0]), np.array([1.0, 1.0])),
        Case("four outputs, targets on both sides", missed(4), 0.5),
        Case("one output, target above", lambda rng: (rng.normal(size=1), rng.uniform(4, 6, size=1)), 0.5),
        Case("whole numbers", lambda rng: (rng.permutation([-2, 0, 3, 5]), np.array([1, 7, -1, 2])), 0.5),
        Case("targets in the hundreds", lambda rng: (rng.normal(size=3), 200 * both_signs(rng, 3)), 0.5),
        Case(TWICE, missed(5), 0.5, calls=2),
    ),
    laws=(
        laws.squared_error_jacobian_is_a_row,
        laws.squared_error_jacobian_vanishes_at_the_target,
        laws.squared_error_jacobian_grows_with_the_error,
        laws.squared_error_jacobian_is_the_slope,
    ),
)

BINARY_CROSS_ENTROPY_GRAD = FunctionQuestion(
    reference=solution.binary_cross_entropy_grad,
    returns=("the derivative",),
    cases=(
        example("two predictions, one of each label", np.array([0.8, 0.4]), np.array([1.0, 0.0])),
        Case("a vector of predictions, labels 0 and 1", predicted(6), 0.5),
        Case("a matrix of predictions, labels 0 and 1", predicted(3, 4), 0.25),
        Case("targets between 0 and 1", lambda rng: (rng.uniform(0.1, 0.5, 5), rng.uniform(0.6, 0.9, 5)), 0.5),
        Case("a single number", lambda rng: (float(rng.uniform(0.2, 0.8)), 1.0), 0.25),
        Case("predictions close to 0 and to 1", confident, 0.5),
        Case(
            "predictions of exactly 0 and 1 that are right",
            lambda rng: (
                np.append([0.0, 1.0], rng.uniform(0.2, 0.8, size=3)),
                np.array([0.0, 1.0, 1.0, 0.0, 1.0]),
            ),
            0.25,
        ),
        Case(TWICE, predicted(2, 3), 0.25, calls=2),
    ),
    laws=(
        laws.cross_entropy_grad_keeps_the_shape,
        laws.cross_entropy_grad_points_away_from_the_label,
        laws.cross_entropy_grad_stays_finite,
        laws.cross_entropy_grad_is_the_slope,
    ),
)

MLP_GRADIENTS = FunctionQuestion(
    reference=solution.mlp_gradients,
    returns=("dW1", "db1", "dW2", "db2"),
    cases=(
        example("two samples, regression", *EXAMPLE_NETWORK, EXAMPLE_TARGETS, "relu", "identity", "squared_error"),
        *(Case(f"f = {f}, g = {g}, squared error, all dimensions distinct", backward(f, g), 0.5) for f, g in PAIRS),
        *(
            Case(
                f"f = {f}, g = sigmoid, binary cross entropy, all dimensions distinct",
                backward(f, "sigmoid", "binary_cross_entropy"),
                0.5,
            )
            for f in ACTIVATIONS
        ),
        Case("every dimension is 1", backward("sigmoid", "identity", sizes=(1, 1, 1, 1)), 0.25),
        Case("a batch of one sample, four outputs", backward("relu", "identity", sizes=(3, 5, 4, 1)), 0.25),
        Case(
            "a batch of seven samples, one output",
            backward("sigmoid", "sigmoid", "binary_cross_entropy", (2, 3, 1, 7)),
            0.25,
        ),
        Case("whole numbers", backward("sigmoid", "identity", sizes=(2, 3, 4, 6), entries=whole), 0.25),
        Case(
            TWICE,
            backward("relu", "sigmoid", sizes=(2, 5, 3, 4)),
            0.5,
            calls=2,
        ),
        Case("where the hidden sigmoid is almost flat", saturated, 0.5, tolerance=SATURATED),
    ),
    laws=(
        laws.mlp_gradients_have_the_shapes_of_the_parameters,
        laws.mlp_gradients_add_over_the_batch,
        laws.mlp_gradients_vanish_at_the_target,
        laws.mlp_gradients_grow_with_the_error,
        laws.mlp_gradients_leave_their_arguments_alone,
        laws.mlp_gradients_are_slopes_of_the_squared_error,
        laws.mlp_gradients_are_slopes_of_the_cross_entropy,
        laws.mlp_gradients_refuse_unknown_names,
    ),
    prerequisites=(
        "sigmoid",
        "sigmoid_grad",
        "matmul_backward",
        "squared_error_grad",
        "mlp_forward",
        "activation_jacobian",
        "squared_error_jacobian",
        "binary_cross_entropy_grad",
    ),
)

SATURATING_SIGMOIDS = WrittenQuestion(
    "saturating_sigmoids",
    "Why deep stacks of sigmoids stop learning",
    (
        Criterion("The derivative of the sigmoid is bounded: never above 1/4.", 0.75),
        Criterion(
            "It saturates: for large |z| the derivative is next to zero, and the unit passes no gradient.",
            0.75,
        ),
        Criterion("The chain rule multiplies one such factor a layer, so the gradient shrinks geometrically.", 1.0),
        Criterion("Consequence: the layers near the input get next to no gradient and hardly move.", 0.5),
    ),
)

CLASSIFICATION_CHANGES = WrittenQuestion(
    "classification_changes",
    "From regression to classification",
    (
        Criterion("Forward: z2 = sigmoid(z1) and y_hat = sigmoid(z3); the linear layers keep their formulas.", 0.5),
        Criterion("dz2/dz1 is diagonal with z2(1 - z2) and dy_hat/dz3 diagonal with y_hat(1 - y_hat).", 1.0),
        Criterion("Cross entropy: dl/dy_hat has the entries -y/y_hat + (1 - y)/(1 - y_hat), sign included.", 0.75),
        Criterion("With it dl/dz3 simplifies to y_hat - y (transposed for a row).", 0.5),
        Criterion("The gradients of W1, b1, W2, b2 keep their form in terms of dl/dz1 and dl/dz3.", 0.25),
    ),
)

QUESTIONS = (
    MLP_FORWARD,
    worked("training_step_order", solution.training_step_order, points=2.25),
    ACTIVATION_JACOBIAN,
    SQUARED_ERROR_JACOBIAN,
    BINARY_CROSS_ENTROPY_GRAD,
    MLP_GRADIENTS,
    SATURATING_SIGMOIDS,
    CLASSIFICATION_CHANGES,
)
