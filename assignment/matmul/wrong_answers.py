"""Wrong values of the step worked by hand that students really hand in."""

import numpy as np

from assignment.matmul.misconceptions import MISCONCEPTIONS
from assignment.matmul.questions import STEP_BY_HAND, W_UPDATED
from assignment.shares import LOST_LINK, SLIP
from assignment.worked import changed, entries, wrong_answers_of
from autograder.bank import WrongAnswer
from solutions.matmul import gradient_step, matmul_backward, squared_error_grad

W, X, T, STEP_SIZE = STEP_BY_HAND
UPSTREAM = squared_error_grad(W @ X, T)
BY_W, BY_X = matmul_backward(UPSTREAM, W, X)

WRONG_ANSWERS = (
    *wrong_answers_of(W_UPDATED, MISCONCEPTIONS),
    WrongAnswer(
        "W_updated",
        "factors of the gradient in the wrong order",
        changed(W_UPDATED, entries(W - STEP_SIZE * X.T @ UPSTREAM)),
        "A matrix product does not commute, though no shape protests here. Look at the rows that belong together.",
        LOST_LINK,
    ),
    WrongAnswer(
        "W_updated",
        "entrywise product in place of the matrix product",
        changed(W_UPDATED, entries(W - STEP_SIZE * UPSTREAM * X.T)),
        "An entry of the weights reaches all samples. Look at where the chain rule adds them up.",
        LOST_LINK,
    ),
    WrongAnswer(
        "W_updated",
        "gradient of X in place of that of W",
        changed(W_UPDATED, entries(W - STEP_SIZE * BY_X)),
        "Look at which of the two factors is moved by the step, and at the gradient that belongs to it.",
        SLIP,
    ),
    WrongAnswer(
        "W_updated",
        "gradient transposed",
        changed(W_UPDATED, entries(W - STEP_SIZE * BY_W.T)),
        "A gradient has the layout of what it belongs to. Look at its entries off the diagonal.",
        SLIP,
    ),
    WrongAnswer(
        "W_updated",
        "prediction in place of the error",
        changed(W_UPDATED, entries(gradient_step(W, X, np.zeros_like(T), STEP_SIZE))),
        "Look at where the target enters your step.",
        LOST_LINK,
    ),
)
