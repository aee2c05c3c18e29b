"""Wrong values of the gradients worked by hand that students really hand in."""

from assignment.shares import LOST_LINK, SLIP
from assignment.three_layer.classification_misconceptions import CLASSIFICATION_MISCONCEPTIONS
from assignment.three_layer.questions import CROSS_ENTROPY_BY_HAND, HAND_CHAIN, REGRESSION_BY_HAND
from assignment.three_layer.regression_misconceptions import REGRESSION_MISCONCEPTIONS
from assignment.worked import changed, entries, wrong_answers_of
from autograder.bank import WrongAnswer
from solutions.three_layer import three_layer_forward, three_layer_gradients, three_layer_regression_gradients

OF_THE_OTHER_CLASS = three_layer_gradients(*HAND_CHAIN, 0)

WRONG_ANSWERS = (
    *wrong_answers_of(CROSS_ENTROPY_BY_HAND, CLASSIFICATION_MISCONCEPTIONS),
    WrongAnswer(
        "cross_entropy_gradients",
        "gradients of the other class",
        changed(CROSS_ENTROPY_BY_HAND, entries(OF_THE_OTHER_CLASS)),
        "Look at the target of this sample, and at which term of the loss it leaves.",
        SLIP,
    ),
    WrongAnswer(
        "cross_entropy_gradients",
        "one minus the prediction taken for the prediction",
        changed(CROSS_ENTROPY_BY_HAND, entries([-g for g in OF_THE_OTHER_CLASS])),
        "Look at the last step of the forward pass: on which side of one half must the prediction lie?",
        SLIP,
    ),
    WrongAnswer(
        "cross_entropy_gradients",
        "derivatives of the prediction in place of the loss",
        changed(
            CROSS_ENTROPY_BY_HAND, entries([g * (1 - three_layer_forward(*HAND_CHAIN)) for g in OF_THE_OTHER_CLASS])
        ),
        "Look at the outermost link: how does the loss change with the prediction?",
        LOST_LINK,
    ),
    *wrong_answers_of(REGRESSION_BY_HAND, REGRESSION_MISCONCEPTIONS),
    WrongAnswer(
        "regression_gradients",
        "target of the classification",
        changed(REGRESSION_BY_HAND, entries(three_layer_regression_gradients(*HAND_CHAIN, 1))),
        "Look at the target that this part of the statement gives.",
        SLIP,
    ),
    WrongAnswer(
        "regression_gradients",
        "gradients of the cross entropy",
        changed(REGRESSION_BY_HAND, entries(three_layer_gradients(*HAND_CHAIN, 1))),
        "Look at the loss and at the target of this part: both are other ones than before.",
    ),
)
