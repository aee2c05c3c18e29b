"""Wrong values of the tree worked by hand that students really hand in: one step goes wrong, the rest follows."""

from collections.abc import Callable, Mapping

from assignment.shares import LOST_LINK, SLIP
from assignment.tree.questions import FOLLOWS, TREE_BY_HAND, W
from assignment.worked import changed
from autograder.bank import Where, WrongAnswer
from autograder.model import parameters_of
from solutions.sigmoid import sigmoid_grad
from solutions.tree import tree_backward

Rule = Callable[..., float]


def always(value: float) -> Rule:
    """The rule that asks for nothing before."""
    return lambda: value


def with_mistakes(mistakes: Mapping[str, Rule]) -> dict[Where, float]:
    """The values that differ when some keys are worked out by other rules, and the rest from what came before."""
    table: dict[Where, float] = {}
    for key, value in tree_backward.items():
        rule = mistakes.get(key) or FOLLOWS.get(key)
        table[key] = float(rule(*(table[name] for name in parameters_of(rule)))) if rule else value
    return changed(TREE_BY_HAND, table)


def mistake(label: str, rules: Mapping[str, Rule], hint: str, share: float = 0.0) -> WrongAnswer:
    """What the table comes to by these wrong rules."""
    return WrongAnswer(TREE_BY_HAND.id, label, with_mistakes(rules), hint, share)


WRONG_ANSWERS = (
    mistake(
        "inner sigmoids left out",
        {"h1": lambda s1: s1, "h2": lambda s2: s2},
        "All three units end in the same way. Look at what the inner ones hand on.",
        LOST_LINK,
    ),
    mistake(
        "w5 and w6 exchanged",
        {"s3": lambda h1, h2: h1 * W[5] + h2 * W[4]},
        "Look at which of the last two weights belongs to which inner unit.",
        SLIP,
    ),
    mistake(
        "last sigmoid left out",
        {"y_hat": lambda s3: s3},
        "All three units end in the same way. Look at what the last one does with its sum.",
        SLIP,
    ),
    mistake(
        "sign of the last exponent lost",
        {"y_hat": lambda s3: FOLLOWS["y_hat"](-s3)},
        "A unit should rise with its sum. Look at whether the prediction lies on the right side of one half.",
        SLIP,
    ),
    mistake(
        "factor 1/2 in the loss",
        {"div": lambda y_hat: FOLLOWS["div"](y_hat) / 2},
        "Some courses put a factor in front of this loss. Look at whether the statement does.",
        SLIP,
    ),
    mistake(
        "error not squared",
        {"div": lambda y_hat: FOLLOWS["d_y_hat"](y_hat) / 2},
        "Look at what the loss does with the error.",
        SLIP,
    ),
    mistake(
        "factor 2 lost",
        {"d_y_hat": lambda y_hat: FOLLOWS["d_y_hat"](y_hat) / 2},
        "Everything from the loss on down is too small by one common factor. Look at the derivative of a square.",
        SLIP,
    ),
    mistake(
        "sign flipped",
        {"d_y_hat": lambda y_hat: -FOLLOWS["d_y_hat"](y_hat)},
        "Look at the sign that the prediction has inside the square, and at the inner derivative.",
        SLIP,
    ),
    mistake(
        "error left out",
        {"d_y_hat": always(1.0)},
        "Look at the outermost link: how does the loss change with the prediction?",
    ),
    mistake(
        "slope of the last sigmoid lost",
        {"d_s3": lambda d_y_hat: d_y_hat},
        "Between the prediction and the last sum stands a sigmoid. Look for its slope.",
        LOST_LINK,
    ),
    mistake(
        "slopes taken at activated values",
        {
            "d_s3": lambda d_y_hat, y_hat: d_y_hat * sigmoid_grad(y_hat),
            "d_s1": lambda d_h1, h1: d_h1 * sigmoid_grad(h1),
            "d_s2": lambda d_h2, h2: d_h2 * sigmoid_grad(h2),
        },
        "Look at what you feed to the derivative of the sigmoid: what goes into the sigmoid, or what comes out?",
        LOST_LINK,
    ),
    mistake(
        "w5 and w6 lost on the way down",
        {"d_h1": lambda d_s3: d_s3, "d_h2": lambda d_s3: d_s3},
        "An inner unit reaches the last sum through a weight. Look for that weight on the way down.",
        LOST_LINK,
    ),
    mistake(
        "w5 and w6 exchanged on the way down",
        {"d_h1": lambda d_s3: d_s3 * W[5], "d_h2": lambda d_s3: d_s3 * W[4]},
        "Look at which of the last two weights leads down to which half of the tree.",
        SLIP,
    ),
    mistake(
        "outputs of the inner units in place of w5 and w6",
        {"d_h1": lambda d_s3, h1: d_s3 * h1, "d_h2": lambda d_s3, h2: d_s3 * h2},
        "Look at the last sum: what is an inner unit's output multiplied with, and which of the two varies here?",
        LOST_LINK,
    ),
    mistake(
        "slopes of the inner sigmoids lost",
        {"d_s1": lambda d_h1: d_h1, "d_s2": lambda d_h2: d_h2},
        "Between an inner unit's output and its sum stands a sigmoid. Look for its slope.",
        LOST_LINK,
    ),
    mistake(
        "inputs lost",
        {"w1": lambda d_s1: d_s1, "w2": lambda d_s1: d_s1, "w3": lambda d_s2: d_s2, "w4": lambda d_s2: d_s2},
        "Look at the very last link to each of the first four weights: what is that weight multiplied with?",
        LOST_LINK,
    ),
    mistake(
        "weights in place of the inputs",
        {
            "w1": lambda d_s1: d_s1 * W[0],
            "w2": lambda d_s1: d_s1 * W[1],
            "w3": lambda d_s2: d_s2 * W[2],
            "w4": lambda d_s2: d_s2 * W[3],
        },
        "Look at the inner sums: which factor of each product varies here, and which one is left?",
        LOST_LINK,
    ),
    mistake(
        "outputs of the inner units lost",
        {"w5": lambda d_s3: d_s3, "w6": lambda d_s3: d_s3},
        "Look at the very last link to each of the last two weights: what is that weight multiplied with?",
        LOST_LINK,
    ),
    mistake(
        "slope of the last sigmoid lost for w5 and w6",
        {"w5": lambda d_y_hat, h1: d_y_hat * h1, "w6": lambda d_y_hat, h2: d_y_hat * h2},
        "The way down to the last two weights leads through the last sigmoid. Look for its slope.",
        LOST_LINK,
    ),
    mistake(
        "the weights themselves",
        {f"w{number}": always(weight) for number, weight in enumerate(W, 1)},
        "These keys ask for derivatives. Look at how the loss changes with each of the weights.",
    ),
)
