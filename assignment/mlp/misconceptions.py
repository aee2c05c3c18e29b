"""Mistakes that students really make with the network of two linear layers: its prediction and its Jacobians."""

from typing import Any

import numpy as np

from assignment.mlp.gradient_misconceptions import GRADIENT_MISCONCEPTIONS
from assignment.mlp.loss_misconceptions import LOSS_MISCONCEPTIONS
from assignment.shares import LOST_LINK, SLIP
from autograder.bank import Misconception
from solutions.mlp import activation_jacobian, mlp_forward
from solutions.sigmoid import sigmoid


def activations_swapped(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, f: str, g: str) -> Any:
    """The activation g after the first layer, and f after the second."""
    return mlp_forward(W1, b1, W2, b2, X, g, f)


def first_activation_left_out(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, f: str, g: str) -> Any:
    """Linear2 sees what Linear1 gives."""
    return mlp_forward(W1, b1, W2, b2, X, "identity", g)


def last_activation_left_out(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, f: str, g: str) -> Any:
    """The last sum is the prediction."""
    return mlp_forward(W1, b1, W2, b2, X, f, "identity")


def biases_left_out(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, f: str, g: str) -> Any:
    """Two linear layers that go through the origin."""
    return mlp_forward(W1, np.zeros_like(b1), W2, np.zeros_like(b2), X, f, g)


def bias_along_the_batch(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, f: str, g: str) -> Any:
    """b1 is added along the samples; where there are as many samples as units, no shape protests."""
    Z1 = W1 @ X + b1
    return mlp_forward(np.eye(len(Z1)), np.zeros(len(Z1)), W2, b2, Z1, f, g)


def samples_as_rows(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, f: str, g: str) -> Any:
    """The prediction in the layout of the other convention."""
    return mlp_forward(W1, b1, W2, b2, X, f, g).T


def without_kronecker_delta(z: Any, name: str) -> Any:
    """The slope of entry i in all of row i, a full matrix: output i depends on input i alone."""
    return np.repeat(activation_jacobian(z, name).sum(axis=1, keepdims=True), len(z), axis=1)


def only_the_diagonal(z: Any, name: str) -> Any:
    """The slopes as a vector."""
    return np.diag(activation_jacobian(z, name))


def at_the_activated_value(z: Any, name: str) -> Any:
    """The slope at the output of the sigmoid in place of its input."""
    return activation_jacobian(1 / (1 + np.exp(-z)), name) if name == "sigmoid" else activation_jacobian(z, name)


def argument_taken_as_activated(z: Any, name: str) -> Any:
    """z(1 - z) for the sigmoid, as if z were its value."""
    return np.diag(z * (1 - z)) if name == "sigmoid" else activation_jacobian(z, name)


def not_differentiated(z: Any, name: str) -> Any:
    """The values of the activation on the diagonal, in place of its slopes."""
    return np.diag({"relu": np.maximum(z, 0), "sigmoid": sigmoid(z), "identity": z}[name])


def minus_one_below_zero(z: Any, name: str) -> Any:
    """The ReLU taken for the size of z."""
    return np.diag(np.sign(z)) if name == "relu" else activation_jacobian(z, name)


def relu_always_on(z: Any, name: str) -> Any:
    """Slope 1 on both sides of zero."""
    return np.eye(len(z)) if name == "relu" else activation_jacobian(z, name)


def second_factor_lost(z: Any, name: str) -> Any:
    """sigmoid(z) without the factor 1 - sigmoid(z)."""
    return np.diag(sigmoid(z)) if name == "sigmoid" else activation_jacobian(z, name)


def difference_quotients(z: Any, name: str) -> Any:
    """Differences of two values in place of the derivatives."""
    if name == "sigmoid":
        return np.diag((sigmoid(z + 1e-5) - sigmoid(z - 1e-5)) / 2e-5)
    return activation_jacobian(z, name)


MISCONCEPTIONS = (
    Misconception(
        "mlp_forward",
        "f and g swapped",
        activations_swapped,
        "Look at which of the two activations follows the first linear layer.",
        SLIP,
    ),
    Misconception(
        "mlp_forward",
        "f left out",
        first_activation_left_out,
        "Look at what stands between the two linear layers: without it they are but one.",
        LOST_LINK,
    ),
    Misconception(
        "mlp_forward",
        "g left out",
        last_activation_left_out,
        "Look at what is done with the second layer's sum before it is the prediction.",
        SLIP,
    ),
    Misconception(
        "mlp_forward",
        "biases left out",
        biases_left_out,
        "Look at which of the parameters have no say in your result.",
        SLIP,
    ),
    Misconception(
        "mlp_forward",
        "bias added along the batch",
        bias_along_the_batch,
        "Every unit has one bias, the same for all samples. Look at the axis that broadcasting lines it up with.",
        SLIP,
    ),
    Misconception(
        "mlp_forward",
        "prediction transposed",
        samples_as_rows,
        "Look at whether samples are rows or columns in what you return.",
        SLIP,
    ),
    Misconception(
        "activation_jacobian",
        "a full matrix",
        without_kronecker_delta,
        "Look at an entry off the diagonal: does this output depend on that input at all?",
        LOST_LINK,
    ),
    Misconception(
        "activation_jacobian",
        "only the diagonal returned",
        only_the_diagonal,
        "The slopes are right. Look at the shape of a Jacobian: a row for each output, a column for each input.",
        SLIP,
    ),
    Misconception(
        "activation_jacobian",
        "slope taken at the activated value",
        at_the_activated_value,
        "Count how often the sigmoid is applied before you take its slope. At which place is the slope asked for?",
        LOST_LINK,
    ),
    Misconception(
        "activation_jacobian",
        "argument taken as activated",
        argument_taken_as_activated,
        "The argument is what goes into the activation, not what comes out. Look at what your factors contain.",
        LOST_LINK,
    ),
    Misconception(
        "activation_jacobian",
        "activation not differentiated",
        not_differentiated,
        "These are the values of the activation. Look at how they change when the input changes a little.",
    ),
    Misconception(
        "activation_jacobian",
        "slope -1 of the ReLU below zero",
        minus_one_below_zero,
        "Look at the graph of the ReLU on the left of zero: does it fall there, or is it flat?",
        SLIP,
    ),
    Misconception(
        "activation_jacobian",
        "slope 1 of the ReLU everywhere",
        relu_always_on,
        "Look at the graph of the ReLU on the left of zero: how much comes through there?",
        LOST_LINK,
    ),
    Misconception(
        "activation_jacobian",
        "factor 1 - sigmoid(z) lost",
        second_factor_lost,
        "The sigmoid's slope must die out on both sides. Look at what happens to yours far to the right.",
        LOST_LINK,
    ),
    Misconception(
        "activation_jacobian",
        "numerical differentiation",
        difference_quotients,
        "A difference of two nearby values loses its digits where the curve is flat. Derive the slope on paper first.",
    ),
    *LOSS_MISCONCEPTIONS,
    *GRADIENT_MISCONCEPTIONS,
)
