"""Mistakes that students really make with the gradients of the classifying chain."""

from typing import Any

from assignment.shares import LOST_LINK, SLIP
from autograder.bank import Misconception
from solutions.sigmoid import sigmoid, sigmoid_grad
from solutions.three_layer import binary_cross_entropy, three_layer_forward, three_layer_gradients


def first_slope_lost(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The gradient of w1 without the slope of the first sigmoid."""
    g1, g2, g3 = three_layer_gradients(w1, w2, w3, x, y)
    return g1 / sigmoid_grad(w1 * x), g2, g3


def second_slope_lost(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The gradients of w1 and w2 without the slope of the second sigmoid."""
    g1, g2, g3 = three_layer_gradients(w1, w2, w3, x, y)
    slope = sigmoid_grad(w2 * sigmoid(w1 * x))
    return g1 / slope, g2 / slope, g3


def w2_lost(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The gradient of w1 without w2."""
    g1, g2, g3 = three_layer_gradients(w1, w2, w3, x, y)
    return g1 / w2, g2, g3


def w3_lost(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The gradients of w1 and w2 without w3."""
    g1, g2, g3 = three_layer_gradients(w1, w2, w3, x, y)
    return g1 / w3, g2 / w3, g3


def input_lost(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The gradient of w1 without the input."""
    g1, g2, g3 = three_layer_gradients(w1, w2, w3, x, y)
    return g1 / x, g2, g3


def first_output_lost(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The gradient of w2 without the first layer's output."""
    g1, g2, g3 = three_layer_gradients(w1, w2, w3, x, y)
    return g1, g2 / sigmoid(w1 * x), g3


def second_output_lost(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The gradient of w3 without the second layer's output."""
    g1, g2, g3 = three_layer_gradients(w1, w2, w3, x, y)
    return g1, g2, g3 / sigmoid(w2 * sigmoid(w1 * x))


def last_slope_lost(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The derivative of the loss is handed on without the slope of the last sigmoid."""
    y_hat = three_layer_forward(w1, w2, w3, x)
    g1, g2, g3 = three_layer_gradients(w1, w2, w3, x, y)
    slope = y_hat * (1 - y_hat)
    return g1 / slope, g2 / slope, g3 / slope


def last_slope_twice(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """y_hat - y times the slope of the last sigmoid, which it holds already."""
    y_hat = three_layer_forward(w1, w2, w3, x)
    g1, g2, g3 = three_layer_gradients(w1, w2, w3, x, y)
    slope = y_hat * (1 - y_hat)
    return g1 * slope, g2 * slope, g3 * slope


def of_the_squared_error(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The gradients of the other loss."""
    y_hat = three_layer_forward(w1, w2, w3, x)
    g1, g2, g3 = three_layer_gradients(w1, w2, w3, x, y)
    slope = 2 * y_hat * (1 - y_hat)
    return g1 * slope, g2 * slope, g3 * slope


def sign_flipped(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """Target minus prediction."""
    g1, g2, g3 = three_layer_gradients(w1, w2, w3, x, y)
    return -g1, -g2, -g3


def inner_minus_lost(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """-y/y_hat - (1 - y)/(1 - y_hat): the inner derivative of 1 - y_hat is missing."""
    y_hat = three_layer_forward(w1, w2, w3, x)
    g1, g2, g3 = three_layer_gradients(w1, w2, w3, x, 1)
    error = (y * (1 - y_hat) + (1 - y) * y_hat) / (1 - y_hat)
    return g1 * error, g2 * error, g3 * error


def backwards(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """In the order in which they are worked out."""
    g1, g2, g3 = three_layer_gradients(w1, w2, w3, x, y)
    return g3, g2, g1


def slopes_at_activated_values(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """The slopes of the inner sigmoids are taken at what comes out of them."""
    h1 = sigmoid(w1 * x)
    h2 = sigmoid(w2 * h1)
    error = sigmoid(w3 * h2) - y
    d_a2 = error * w3 * sigmoid_grad(h2)
    return d_a2 * w2 * sigmoid_grad(h1) * x, d_a2 * h1, error * h2


def difference_quotients(w1: Any, w2: Any, w3: Any, x: Any, y: Any) -> Any:
    """A difference of two losses in place of the derivative."""

    def loss(a: Any, b: Any, c: Any) -> Any:
        return binary_cross_entropy(three_layer_forward(a, b, c, x), y)

    h = 1e-5
    return (
        (loss(w1 + h, w2, w3) - loss(w1 - h, w2, w3)) / (2 * h),
        (loss(w1, w2 + h, w3) - loss(w1, w2 - h, w3)) / (2 * h),
        (loss(w1, w2, w3 + h) - loss(w1, w2, w3 - h)) / (2 * h),
    )


CLASSIFICATION_MISCONCEPTIONS = (
    Misconception(
        "three_layer_gradients",
        "slope of the first sigmoid lost",
        first_slope_lost,
        "The way back to the first weight leads through the first sigmoid. Look for its slope.",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_gradients",
        "slope of the second sigmoid lost",
        second_slope_lost,
        "The way back from the last layer leads through the sigmoid in the middle. Look for its slope.",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_gradients",
        "w2 lost in the gradient of w1",
        w2_lost,
        "The first layer's output reaches the loss through the second product. Look at its derivative by that output.",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_gradients",
        "w3 lost in the gradients of w1 and w2",
        w3_lost,
        "The second layer's output reaches the loss through the last product. Look at its derivative by that output.",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_gradients",
        "input lost in the gradient of w1",
        input_lost,
        "Look at the very last link of the chain to the first weight: what is that weight multiplied with?",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_gradients",
        "first layer's output lost in the gradient of w2",
        first_output_lost,
        "Look at the very last link of the chain to the second weight: what is that weight multiplied with?",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_gradients",
        "second layer's output lost in the gradient of w3",
        second_output_lost,
        "Look at the last link of the chain to the third weight: what is that weight multiplied with?",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_gradients",
        "slope of the last sigmoid lost",
        last_slope_lost,
        "Between the loss and the last sum stands one more sigmoid. Look at whether its slope is in your chain.",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_gradients",
        "slope of the last sigmoid counted twice",
        last_slope_twice,
        "Look at what the slope of the last sigmoid does to the loss's denominator, and count it once.",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_gradients",
        "gradients of the squared error",
        of_the_squared_error,
        "Look at the outermost link: these gradients belong to another loss.",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_gradients",
        "sign flipped",
        sign_flipped,
        "Look at the sign of the loss's derivative: should a higher prediction help where the target is one?",
        SLIP,
    ),
    Misconception(
        "three_layer_gradients",
        "inner derivative of 1 - y_hat lost",
        inner_minus_lost,
        "One class is right. In the other class's logarithm the prediction has a sign of its own: look at it.",
        SLIP,
    ),
    Misconception(
        "three_layer_gradients",
        "gradients in reverse order",
        backwards,
        "All three are there. Look at the order in which they are to be returned.",
        SLIP,
    ),
    Misconception(
        "three_layer_gradients",
        "slopes taken at activated values",
        slopes_at_activated_values,
        "Look at what you feed to the derivative of the sigmoid: what goes into the sigmoid, or what comes out?",
        LOST_LINK,
    ),
    Misconception(
        "three_layer_gradients",
        "numerical differentiation",
        difference_quotients,
        "A difference of two nearby losses loses its digits where they hardly move. Work the chain rule out on paper.",
    ),
)
