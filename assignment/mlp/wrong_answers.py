"""Wrong orders of the five steps that students really hand in."""

from assignment.shares import LOST_LINK, SLIP
from autograder.bank import WrongAnswer

WRONG_ANSWERS = (
    WrongAnswer(
        "training_step_order",
        "gradients cleared first",
        {(): "DCEAB"},
        "That works. But look at the sentence under the list: when is this step done here?",
        SLIP,
    ),
    WrongAnswer(
        "training_step_order",
        "gradients cleared before the loss",
        {(): "CDEAB"},
        "That works. But look at the sentence under the list: when is this step done here?",
        SLIP,
    ),
    WrongAnswer(
        "training_step_order",
        "gradients cleared after the backward pass",
        {(): "CEADB"},
        "Look at what the optimizer finds in the stores if they are emptied just before its turn.",
        LOST_LINK,
    ),
    WrongAnswer(
        "training_step_order",
        "gradients cleared at the end",
        {(): "CEABD"},
        "That serves the next iteration. Look at what this one finds in the stores, if nobody has cleared them.",
        SLIP,
    ),
    WrongAnswer(
        "training_step_order",
        "update before the backward pass",
        {(): "CEDBA"},
        "Look at what the optimizer needs to know before it can move anything.",
        LOST_LINK,
    ),
    WrongAnswer(
        "training_step_order",
        "loss after the backward pass",
        {(): "CDAEB"},
        "Look at where the backward pass sets out from.",
        LOST_LINK,
    ),
    WrongAnswer(
        "training_step_order",
        "loss before the forward pass",
        {(): "ECDAB"},
        "Look at what the loss compares with the targets, and at when that is known.",
        LOST_LINK,
    ),
)
