"""The cases of every function: enough of them, drawn as promised, and worth nothing to who does not work."""

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from assignment import ASSIGNMENT
from autograder.comparing.calls import agrees
from autograder.grades import Grade, Verdict
from autograder.grading.prepared import Prepared, prepare
from autograder.model import Arguments, Case, FunctionQuestion, Visibility
from autograder.release.code import answer_stub, literal

FUNCTIONS = [question for question in ASSIGNMENT.questions if isinstance(question, FunctionQuestion)]
each_function = pytest.mark.parametrize("question", FUNCTIONS, ids=lambda question: question.id)
SEEDS = range(12)
ZEROS = {  # a value of zeros in the right shape, from the parameters
    "sigmoid": "np.zeros(np.shape(z))",
    "sigmoid_grad": "np.zeros(np.shape(z))",
    "matmul_backward": "np.zeros(np.shape(W)), np.zeros(np.shape(X))",
    "squared_error": "0.0",
    "squared_error_grad": "np.zeros(np.shape(Y))",
    "gradient_step": "np.zeros(np.shape(W))",
    "three_layer_forward": "0.0",
    "binary_cross_entropy": "0.0",
    "three_layer_gradients": "0.0, 0.0, 0.0",
    "three_layer_regression_gradients": "0.0, 0.0, 0.0",
    "mlp_forward": "np.zeros((len(W2), np.shape(X)[1]))",
    "activation_jacobian": "np.zeros((len(z), len(z)))",
    "squared_error_jacobian": "np.zeros((1, len(y_hat)))",
    "binary_cross_entropy_grad": "np.zeros(np.shape(y_hat))",
    "mlp_gradients": "tuple(np.zeros(np.shape(array)) for array in (W1, b1, W2, b2))",
    "quadratic_gradient": "np.zeros(4)",
    "gradient_descent_update": "np.zeros(np.shape(w))",
    "tree_forward": "0.0, 0.0, 0.0",
    "tree_gradients": "np.zeros(6)",
}


@pytest.fixture(scope="module")
def runs() -> list[Prepared]:
    """The assignment, drawn from several seeds."""
    return [prepare(ASSIGNMENT, seed) for seed in SEEDS]


def same(one: Arguments, other: Arguments) -> bool:
    """Whether two lists of arguments are equal, in their types too."""
    return len(one) == len(other) and all(
        type(a) is type(b) and np.asarray(a).dtype == np.asarray(b).dtype and np.array_equal(a, b)
        for a, b in zip(one, other, strict=True)
    )


def drawn(run: Prepared, question: str) -> dict[str, Arguments]:
    """The arguments of a question's cases, by the names of the cases."""
    return {ready.case.name: ready.arguments for ready in run.functions[question].cases}


@each_function
def test_there_are_five_hidden_cases(question: FunctionQuestion) -> None:
    """A function has at least five hidden cases, a public example, and no two cases of one name."""
    hidden = [case for case in question.cases if case.visibility is Visibility.HIDDEN]
    assert len(hidden) >= 5
    assert len(hidden) < len(question.cases)
    assert len({case.name for case in question.cases}) == len(question.cases)


@each_function
def test_public_cases_carry_no_points(question: FunctionQuestion) -> None:
    """What can be read off the page is worth nothing, and what is hidden carries all the points."""
    assert sum(case.points for case in question.cases if case.visibility is Visibility.PUBLIC) == 0
    assert all(case.points for case in question.cases if case.visibility is Visibility.HIDDEN)


@each_function
def test_values_wanted_are_never_zero(question: FunctionQuestion, runs: list[Prepared]) -> None:
    """In a case with points no returned array could be taken for zeros, whatever the seed."""
    for run in runs:
        for ready in run.functions[question.id].cases:
            zero = [not right.array.any() or agrees(0 * right.array, right) for right in ready.wanted]
            assert not (ready.case.points and any(zero)), ready.case.name


@each_function
def test_one_seed_gives_the_same_arguments(question: FunctionQuestion, runs: list[Prepared]) -> None:
    """Drawing again from the same seed gives the same arguments."""
    again = drawn(prepare(ASSIGNMENT, SEEDS[0]), question.id)
    assert all(same(arguments, again[name]) for name, arguments in drawn(runs[0], question.id).items())


@each_function
def test_other_seeds_give_other_arguments(question: FunctionQuestion, runs: list[Prepared]) -> None:
    """The arguments of a hidden case change with the seed, and those of a public one never do."""
    for case in question.cases:
        first, *others = (drawn(run, question.id)[case.name] for run in runs)
        changes = not all(same(first, other) for other in others)
        assert changes == (case.visibility is Visibility.HIDDEN), case.name


@each_function
def test_a_new_case_leaves_the_others_alone(question: FunctionQuestion) -> None:
    """A case put in front of the others does not change what they draw."""
    new = Case("one more", question.cases[-1].arguments, 1.0)
    topics = tuple(
        replace(
            topic, questions=tuple(replace(q, cases=(new, *q.cases)) if q is question else q for q in topic.questions)
        )
        for topic in ASSIGNMENT.topics
    )
    before, after = (drawn(prepare(a), question.id) for a in (ASSIGNMENT, replace(ASSIGNMENT, topics=topics)))
    assert set(after) == {*before, "one more"}
    assert all(same(arguments, after[name]) for name, arguments in before.items())
    assert not same(after["one more"], after[question.cases[-1].name])


def test_the_seed_of_the_assignment_is_the_default(prepared: Prepared) -> None:
    """Without a seed of the run, the assignment's own one is taken."""
    own = prepare(ASSIGNMENT, ASSIGNMENT.seed)
    assert all(
        same(arguments, drawn(own, question.id)[name])
        for question in FUNCTIONS
        for name, arguments in drawn(prepared, question.id).items()
    )


def test_zeros_of_the_right_shape_score_nothing(hand_in: Callable[..., Grade]) -> None:
    """Functions that return zeros of the right shapes get no point, and every returned array is told to differ."""
    texts = {q.id: f"def {q.id}({', '.join(q.parameters)}):\n    return {ZEROS[q.id]}\n" for q in FUNCTIONS}
    grade = hand_in(texts, answer_stub)
    assert grade.score == 0
    cases = {q.id: q.cases for q in grade.questions if q.kind == "function"}
    for question in FUNCTIONS:
        for case in cases[question.id]:
            if case.points:
                assert case.finding.verdict is Verdict.WRONG, (question.id, case)
                named, _, told = case.finding.message.partition(": ")
                assert told.startswith("not the right value"), (question.id, case)
                assert re.split(", | and ", named) == list(question.returns), (question.id, case)


def test_a_table_of_the_public_examples_scores_nothing(hand_in: Callable[..., Grade], prepared: Prepared) -> None:
    """Functions that only look up the printed examples pass these, and get no point."""
    texts = {}
    for question in FUNCTIONS:
        public = [r for r in prepared.functions[question.id].cases if r.case.visibility is Visibility.PUBLIC]
        known = [", ".join(map(literal, ready.arguments)) for ready in public]
        values = [", ".join(literal(right.array) for right in ready.wanted) for ready in public]
        rows = "".join(f"        (({k},), ({v},)),\n" for k, v in zip(known, values, strict=True))
        texts[question.id] = (
            f"def {question.id}(*arguments):\n    table = [\n{rows}    ]\n"
            "    for known, values in table:\n"
            "        if all(np.array_equal(a, b) for a, b in zip(known, arguments)):\n            break\n"
            "    return values if len(values) > 1 else values[0]\n"
        )
    grade = hand_in(texts, answer_stub)
    assert grade.score == 0
    found = {
        case.finding.verdict
        for question in grade.questions
        for case in question.cases
        if case.visibility is Visibility.PUBLIC and question.kind == "function"
    }
    assert found == {Verdict.CORRECT}


@pytest.mark.parametrize("seed", [None, 1, 2], ids=["own seed", "seed 1", "seed 2"])
def test_the_solutions_get_everything(seed: int | None, hand_in: Callable[..., Grade]) -> None:
    """The solutions get all automatic points, and every verdict is CORRECT, whatever the seed."""
    grade = hand_in({}, seed=seed)
    assert grade.score == grade.max_score == 80
    assert {q.verdict for q in grade.questions if q.kind != "written"} == {Verdict.CORRECT}
