"""A small tree of three sigmoid units, worked by hand (CS 637, homework 1)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from solutions.sigmoid import sigmoid, sigmoid_grad


def tree_forward(x: Any, w: Any) -> tuple[float, float, float]:
    """The values of the three sigmoid units of the tree.

    x: (4,), the inputs x1..x4; w: (6,), the weights w1..w6. x and w stay as they are.
    Returns (h1, h2, y_hat), floats: the two inner units and the prediction.
    """
    # BEGIN SOLUTION
    h1 = sigmoid(x[0] * w[0] + x[1] * w[1])
    h2 = sigmoid(x[2] * w[2] + x[3] * w[3])
    return float(h1), float(h2), float(sigmoid(h1 * w[4] + h2 * w[5]))
    # END SOLUTION


def tree_gradients(x: Any, w: Any, y: Any) -> NDArray[np.float64]:
    """The gradient of the squared error (no 1/2) of tree_forward's prediction with respect to all weights.

    x: (4,), the inputs x1..x4; w: (6,), the weights w1..w6; y: the TARGET, a number. x and w stay as they are.
    Returns (6,), the derivatives with respect to w1..w6, in this order.
    """
    # BEGIN SOLUTION
    s1 = x[0] * w[0] + x[1] * w[1]
    s2 = x[2] * w[2] + x[3] * w[3]
    h1, h2 = sigmoid(s1), sigmoid(s2)
    s3 = h1 * w[4] + h2 * w[5]
    d_s3 = 2 * (sigmoid(s3) - y) * sigmoid_grad(s3)
    d_s1 = d_s3 * w[4] * sigmoid_grad(s1)
    d_s2 = d_s3 * w[5] * sigmoid_grad(s2)
    return np.array([d_s1 * x[0], d_s1 * x[1], d_s2 * x[2], d_s2 * x[3], d_s3 * h1, d_s3 * h2])
    # END SOLUTION


# BEGIN SOLUTION
tree_backward = {"s1": -0.7 * -1.7 + 1.2 * 0.1}
tree_backward["h1"] = float(sigmoid(tree_backward["s1"]))
tree_backward["s2"] = 1.1 * -0.6 + -2 * -1.8
tree_backward["h2"] = float(sigmoid(tree_backward["s2"]))
tree_backward["s3"] = tree_backward["h1"] * -0.2 + tree_backward["h2"] * 0.5
tree_backward["y_hat"] = float(sigmoid(tree_backward["s3"]))
tree_backward["div"] = (tree_backward["y_hat"] - 0.5) ** 2
tree_backward["d_y_hat"] = 2 * (tree_backward["y_hat"] - 0.5)
tree_backward["d_s3"] = tree_backward["d_y_hat"] * float(sigmoid_grad(tree_backward["s3"]))
tree_backward["d_h1"] = tree_backward["d_s3"] * -0.2
tree_backward["d_h2"] = tree_backward["d_s3"] * 0.5
tree_backward["d_s1"] = tree_backward["d_h1"] * float(sigmoid_grad(tree_backward["s1"]))
tree_backward["d_s2"] = tree_backward["d_h2"] * float(sigmoid_grad(tree_backward["s2"]))
tree_backward["w1"] = tree_backward["d_s1"] * -0.7
tree_backward["w2"] = tree_backward["d_s1"] * 1.2
tree_backward["w3"] = tree_backward["d_s2"] * 1.1
tree_backward["w4"] = tree_backward["d_s2"] * -2
tree_backward["w5"] = tree_backward["d_s3"] * tree_backward["h1"]
tree_backward["w6"] = tree_backward["d_s3"] * tree_backward["h2"]
# END SOLUTION
