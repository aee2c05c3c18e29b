"""Backpropagation by hand: what is asked, topic by topic.

Before you hand this out, choose a seed of your own: hidden arguments follow from it.
"""

from assignment.matmul import TOPIC as MATMUL
from assignment.mlp import TOPIC as MLP
from assignment.numerics import central_difference
from assignment.quadratic import TOPIC as QUADRATIC
from assignment.sigmoid import TOPIC as SIGMOID
from assignment.three_layer import TOPIC as THREE_LAYER
from assignment.tree import TOPIC as TREE
from autograder.model import Assignment

BY_HAND = "the gradients of this homework are to be worked by hand"

ASSIGNMENT = Assignment(
    name="backprop-by-hand",
    title="Backpropagation by hand",
    version="1",
    seed=20260202,
    topics=(SIGMOID, MATMUL, THREE_LAYER, MLP, QUADRATIC, TREE),
    file_stem="backprop",
    conventions=(
        "Functions take numbers or numpy arrays, whole numbers too, and return float64. Samples are columns. "
        "`y_hat` is the prediction and `y` the target."
    ),
    law_helpers=(central_difference,),
    refused=dict.fromkeys(("autograd", "jax", "mxnet", "tensorflow", "theano", "torch"), BY_HAND),
)
