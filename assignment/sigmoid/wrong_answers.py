"""Wrong values of the extrema of the sigmoid's derivative that students really hand in."""

from autograder.bank import WrongAnswer
from solutions.sigmoid import sigmoid, sigmoid_grad, sigmoid_grad_argmax, sigmoid_grad_max

WRONG_ANSWERS = (
    WrongAnswer(
        "sigmoid_grad_max",
        "value of the sigmoid in place of its slope",
        {(): float(sigmoid(sigmoid_grad_argmax))},
        "This is how high the curve is where it is steepest. Look at how steep it is there.",
    ),
    WrongAnswer(
        "sigmoid_grad_max",
        "upper bound of the sigmoid",
        {(): 1.0},
        "This is what the curve itself tends to. Look at its slope, and at the two factors that the slope consists of.",
    ),
    WrongAnswer(
        "sigmoid_grad_max",
        "derivative taken at the activated value",
        {(): float(sigmoid_grad(sigmoid(sigmoid_grad_argmax)))},
        "Count how often the sigmoid is applied before you take its slope.",
    ),
    WrongAnswer(
        "sigmoid_grad_max",
        "place of the maximum in place of its value",
        {(): sigmoid_grad_argmax},
        "This is where the slope is largest. Look at how large it is there.",
    ),
    WrongAnswer(
        "sigmoid_grad_argmax",
        "value of the sigmoid in place of the argument",
        {(): float(sigmoid(sigmoid_grad_argmax))},
        "This is what comes out of the sigmoid where its slope is largest. Look for what goes in.",
    ),
    WrongAnswer(
        "sigmoid_grad_argmax",
        "value of the maximum in place of its place",
        {(): sigmoid_grad_max},
        "This is how large the slope becomes. Look for the argument at which it does.",
    ),
    WrongAnswer(
        "sigmoid_grad_infimum",
        "minus the maximum",
        {(): -sigmoid_grad_max},
        "The sigmoid never falls. Look at the sign of both factors of its slope.",
    ),
    WrongAnswer(
        "sigmoid_grad_infimum",
        "limit of the sigmoid on the right",
        {(): 1.0},
        "This is what the curve itself tends to. Look at how steep it still is out there.",
    ),
)
