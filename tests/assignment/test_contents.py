"""What the assignment asks for, and what it is worth."""

import pytest

from assignment import ASSIGNMENT
from autograder.model import AnswerQuestion, FunctionQuestion, Visibility, WrittenQuestion

QUESTIONS = {question.id: question for question in ASSIGNMENT.questions}
FUNCTIONS = {  # topic: function: its parameters, and how many values it returns
    "sigmoid": {"sigmoid": ("z", 1), "sigmoid_grad": ("z", 1)},
    "matmul": {
        "matmul_backward": ("dL_dY W X", 2),
        "squared_error": ("Y T", 1),
        "squared_error_grad": ("Y T", 1),
        "gradient_step": ("W X T step_size", 1),
    },
    "three_layer": {
        "three_layer_forward": ("w1 w2 w3 x", 1),
        "binary_cross_entropy": ("y_hat y", 1),
        "three_layer_gradients": ("w1 w2 w3 x y", 3),
        "three_layer_regression_gradients": ("w1 w2 w3 x y", 3),
    },
    "mlp": {
        "mlp_forward": ("W1 b1 W2 b2 X f g", 1),
        "activation_jacobian": ("z name", 1),
        "squared_error_jacobian": ("y_hat y", 1),
        "binary_cross_entropy_grad": ("y_hat y", 1),
        "mlp_gradients": ("W1 b1 W2 b2 X Y f g loss", 4),
    },
    "quadratic": {"quadratic_gradient": ("x1 x2", 1), "gradient_descent_update": ("w gradient learning_rate", 1)},
    "tree": {"tree_forward": ("x w", 3), "tree_gradients": ("x w y", 1)},
}
ANSWERS = {  # variable: topic, shape
    "sigmoid_grad_max": ("sigmoid", ()),
    "sigmoid_grad_argmax": ("sigmoid", ()),
    "sigmoid_grad_infimum": ("sigmoid", ()),
    "W_updated": ("matmul", (2, 2)),
    "cross_entropy_gradients": ("three_layer", (3,)),
    "regression_gradients": ("three_layer", (3,)),
    "training_step_order": ("mlp", ()),
    "tree_backward": ("tree", ()),
}
TREE_KEYS = "s1 h1 s2 h2 s3 y_hat div d_y_hat d_s3 d_h1 d_h2 d_s1 d_s2 w1 w2 w3 w4 w5 w6"


def test_functions_are_the_ones_promised() -> None:
    """Every function stands in its topic with its parameters in order and its number of values."""
    found = {
        topic.name: {
            question.id: (" ".join(question.parameters), len(question.returns))
            for question in topic.questions
            if isinstance(question, FunctionQuestion)
        }
        for topic in ASSIGNMENT.topics
    }
    assert found == FUNCTIONS


def test_answers_are_the_ones_promised() -> None:
    """Every answer worked by hand stands in its topic and has its shape."""
    found = {
        question.id: (topic.name, question.shape)
        for topic in ASSIGNMENT.topics
        for question in topic.questions
        if isinstance(question, AnswerQuestion)
    }
    assert found == ANSWERS


def test_forms_of_the_special_answers() -> None:
    """The tree is a dict of nineteen values, and the order of the steps is a text of the five letters."""
    tree, order = QUESTIONS["tree_backward"], QUESTIONS["training_step_order"]
    assert isinstance(tree, AnswerQuestion)
    assert isinstance(order, AnswerQuestion)
    assert tree.keys == tuple(TREE_KEYS.split())
    assert order.is_text
    assert sorted(str(order.answers[0].value)) == list("ABCDE")


def test_ids_are_unique() -> None:
    """No two questions share a name, and no two topics do."""
    assert len(QUESTIONS) == len(ASSIGNMENT.questions)
    assert len({topic.name for topic in ASSIGNMENT.topics}) == len(ASSIGNMENT.topics)


@pytest.mark.parametrize(
    ("kinds", "points"),
    [
        pytest.param((FunctionQuestion,), 60, id="functions"),
        pytest.param((AnswerQuestion,), 20, id="answers"),
        pytest.param((WrittenQuestion,), 20, id="written"),
        pytest.param((FunctionQuestion, AnswerQuestion, WrittenQuestion), 100, id="altogether"),
    ],
)
def test_points_add_up(kinds: tuple[type, ...], points: float) -> None:
    """There are 100 points: 80 found automatically and 20 given by a person."""
    assert sum(q.points for q in ASSIGNMENT.questions if isinstance(q, kinds)) == pytest.approx(points, abs=1e-9)


@pytest.mark.parametrize("question", ASSIGNMENT.questions, ids=lambda question: question.id)
def test_every_question_is_worth_something(question: FunctionQuestion | AnswerQuestion | WrittenQuestion) -> None:
    """No question, and none of its hidden cases, values and criteria, is worth nothing or less."""
    if isinstance(question, FunctionQuestion):
        parts = [case.points for case in question.cases if case.visibility is Visibility.HIDDEN]
    elif isinstance(question, AnswerQuestion):
        parts = [answer.points for answer in question.answers]
    else:
        parts = [criterion.points for criterion in question.rubric]
    assert question.points > 0
    assert all(part > 0 for part in parts)
