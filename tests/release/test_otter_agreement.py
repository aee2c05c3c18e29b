"""`otter run` with our zip gives every question the score that our own grader gives it.

Scores are compared case by case sums: what follow-through and named mistakes add on top is ours alone. Where the two
must differ, the submission stands in DIFFERENT with the reason, and the difference itself is asserted.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assignment import ASSIGNMENT
from autograder.model import AnswerQuestion, FunctionQuestion, WrittenQuestion
from autograder.release.code import answer_given, answer_solved, rewritten, solved

FUNCTIONS = {question.id: question for question in ASSIGNMENT.questions if isinstance(question, FunctionQuestion)}
ANSWERS = {question.id: question for question in ASSIGNMENT.questions if isinstance(question, AnswerQuestion)}
SOLVED = {id_: solved(q) for id_, q in FUNCTIONS.items()} | {id_: answer_solved(q) for id_, q in ANSWERS.items()}
AGREED = 1e-5  # otter rounds its scores to five digits

Scores = dict[str, float]
Code = Mapping[str, str]


RIGHT_ONES = re.sub(rf"\b({'|'.join(FUNCTIONS)})\b", r"\1_right", "\n\n".join(SOLVED[id_] for id_ in FUNCTIONS))
"""All functions under other names: they stay right whatever becomes of those asked for."""


def changed(question: str, change: str) -> str:
    """A function that gets the right `value` and goes on with a line that changes it; `args` are its arguments."""
    return f"{RIGHT_ONES}\n\ndef {question}(*args):\n    value = {question}_right(*args)\n    {change}\n"


def mistakes(topic_name: str) -> dict[str, str]:
    """One wrong function in a topic, its last known mistake, and wrong numbers in its first answer."""
    (topic,) = (topic for topic in ASSIGNMENT.topics if topic.name == topic_name)
    mistake = topic.misconceptions[-1]
    numbers = [q for q in topic.questions if isinstance(q, AnswerQuestion) and not q.is_text][:1]
    wrong = {q.id: answer_given(q, {a.where: -2 * float(a.value) + 0.1 for a in q.answers}) for q in numbers}
    return {mistake.question: rewritten(FUNCTIONS[mistake.question], mistake.variant)} | wrong


ODD = {
    "sigmoid": "return np.asarray(value).tolist()",
    "sigmoid_grad": "return np.asarray(value, dtype=np.float32)",
    "matmul_backward": "return list(value)",
    "squared_error": "return np.array([value])",
    "squared_error_grad": "args[0][...] = 2 * args[0]; return value",
    "gradient_step": "args[0][...] = args[0] + 0; return value",
    "three_layer_forward": "return None",
    "binary_cross_entropy": "return str(value)",
    "three_layer_gradients": "return np.array(value)",
    "three_layer_regression_gradients": "return (*value, 0.0)",
    "mlp_forward": "return np.asmatrix(value)",
    "activation_jacobian": "return value + 0j",
    "squared_error_jacobian": "return value[0]",
    "binary_cross_entropy_grad": "return value * np.where(value > 0, 1, np.nan)",
    "mlp_gradients": "return dict(enumerate(value))",
    "quadratic_gradient": "import sys; sys.exit('that is all')",
    "gradient_descent_update": "raise type('Own', (BaseException,), {})",
    "tree_forward": "return [value, [1, 2], 3]",
    "tree_gradients": "return value.astype(object)",
}
ODD_BUT_RIGHT = {"sigmoid", "sigmoid_grad", "matmul_backward", "gradient_step", "three_layer_gradients", "mlp_forward"}
ODD_ANSWERS = (
    "'0.25'",
    "[1.0, 2.0]",
    "{}",
    "...",
    "lambda: 1",
    "np.float32(0.25)",
    "3 + 0j",
    "{'s1': None, 'h1': 'x'}",
)

SUBMISSIONS: dict[str, Code] = {
    "all right": SOLVED,
    "untouched": {},
    **{f"wrong in {topic.name}": {**SOLVED, **mistakes(topic.name)} for topic in ASSIGNMENT.topics},
    "wrong shapes": {
        **{id_: changed(id_, "return tuple(np.array([v]) for v in np.atleast_1d(value))") for id_ in FUNCTIONS},
        **{id_: f"{id_} = np.zeros((3, 2))" for id_ in ANSWERS},
    },
    "crashes": {
        **SOLVED,
        **{id_: changed(id_, "return value / 0 if args else undefined") for id_ in list(FUNCTIONS)[::2]},
    },
    "a syntax error in one cell": {**SOLVED, "matmul_backward": "def matmul_backward(dL_dY, W, X):\n    return (W.T @"},
    "odd values": {
        **{id_: changed(id_, change) for id_, change in ODD.items()},
        **{id_: f"{id_} = {value}" for id_, value in zip(ANSWERS, ODD_ANSWERS, strict=True)},
    },
}
"""What students hand in, as the code that stands in the place of functions and answers."""

DIFFERENT: dict[str, tuple[str, Code, dict[str, tuple[float, float]]]] = {
    "a package that is installed": (
        "Our sandbox has numpy and the standard library; otter runs in its own environment, with all that is there.",
        {**SOLVED, "squared_error": changed("squared_error", "import pandas; return value")},
        {"squared_error": (2.5, 0.0)},
    ),
    "defined again further down": (
        "Otter judges a question when its check cell runs; we judge what the names stand for at the end.",
        {**SOLVED, "tree_gradients": SOLVED["tree_gradients"] + "\n\n" + changed("squared_error", "return 0 * value")},
        {"squared_error": (2.5, 0.0)},
    ),
}
"""Why otter and we differ, the submission, and for each question that differs otter's score and ours."""

ENDS_PYTHON = "a function that ends Python"
"""Otter runs the notebook and the tests in one process: when it is gone, there are no scores at all."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, notebook_with: Callable[[Code], str]) -> Path:
    """A folder with every submission as a notebook."""
    folder = tmp_path_factory.mktemp("class")
    differing = {name: code for name, (_, code, _) in DIFFERENT.items()}
    ending = {ENDS_PYTHON: {**SOLVED, "squared_error": changed("squared_error", "import os; os._exit(0)")}}
    for name, code in {**SUBMISSIONS, **differing, **ending}.items():
        (folder / f"{name}.ipynb").write_text(notebook_with(code), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def by_otter(folder: Path, built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scores]:
    """The scores of `otter run`, by submission and question."""
    output = tmp_path_factory.mktemp("otter")
    (archive,) = (built / "dist").glob("*-otter.zip")

    def run(notebook: Path) -> tuple[str, Scores]:
        results = output / notebook.stem
        results.mkdir()
        command = [sys.executable, "-m", "otter", "run", "-a", str(archive), "-o", str(results), str(notebook)]
        done = subprocess.run(command, cwd=results, capture_output=True, text=True, check=False)
        assert (done.returncode == 0) == (notebook.stem != ENDS_PYTHON), done.stderr
        if done.returncode:
            return notebook.stem, {}
        tests = json.loads((results / "results.json").read_text("utf-8"))["tests"]
        return notebook.stem, {test["name"]: test["score"] for test in tests if "score" in test}

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(pool.map(run, sorted(folder.iterdir())))


@pytest.fixture(scope="module")
def by_us(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scores]:
    """What `autograder grade` gives to right cases alone, by submission and question."""
    output = tmp_path_factory.mktemp("ours") / "graded"
    command = [sys.executable, "-m", "autograder", "grade", str(folder), "-o", str(output)]
    subprocess.run(command, capture_output=True, check=True)
    results = (json.loads(path.read_text("utf-8")) for path in (output / "results").glob("*.json"))
    return {
        result["student"]["id"]: {
            question["id"]: sum(case["max_score"] for case in question["cases"] if case["verdict"] == "correct")
            for question in result["questions"]
            if question["kind"] != "written"
        }
        for result in results
    }


def differences(otter: Scores, ours: Scores) -> dict[str, tuple[float, float]]:
    """The questions whose scores differ, with otter's score and ours."""
    assert otter.keys() == ours.keys()
    return {id_: (otter[id_], ours[id_]) for id_ in ours if abs(otter[id_] - ours[id_]) > AGREED}


def table(by_otter: dict[str, Scores], by_us: dict[str, Scores]) -> Iterator[str]:
    """The two side by side, a row a submission: totals, and every question that differs."""
    yield f"{'submission':<30} {'otter':>8} {'ours':>8}  differences"
    for name in [*SUBMISSIONS, *DIFFERENT]:
        told = [f"{id_}: {a:g} and {b:g}" for id_, (a, b) in differences(by_otter[name], by_us[name]).items()]
        totals = f"{sum(by_otter[name].values()):8.2f} {sum(by_us[name].values()):8.2f}"
        yield f"{name:<30} {totals}  {', '.join(told) or 'none'}"
    yield f"{ENDS_PYTHON:<30} {'none':>8} {sum(by_us[ENDS_PYTHON].values()):8.2f}  otter has no scores"


def test_every_question_has_the_same_score(by_otter: dict[str, Scores], by_us: dict[str, Scores]) -> None:
    """For every submission, question by question, otter's score is ours."""
    rows = "\n".join(table(by_otter, by_us))
    sys.stdout.write(rows + "\n")
    assert {name: found for name in SUBMISSIONS if (found := differences(by_otter[name], by_us[name]))} == {}, rows


@pytest.mark.parametrize("name", DIFFERENT)
def test_a_known_difference_is_what_it_is(name: str, by_otter: dict[str, Scores], by_us: dict[str, Scores]) -> None:
    """Where otter and we differ by nature, they differ in exactly the questions and by the scores that are listed."""
    assert differences(by_otter[name], by_us[name]) == DIFFERENT[name][2]


def test_a_function_that_ends_python_costs_itself_with_us_and_everything_with_otter(
    by_otter: dict[str, Scores], by_us: dict[str, Scores]
) -> None:
    """Where a function ends its process, `otter run` fails and gives no scores, and ours lack that function's only."""
    assert by_otter[ENDS_PYTHON] == {}
    assert differences(by_us["all right"], by_us[ENDS_PYTHON]) == {"squared_error": (2.5, 0.0)}


def test_the_submissions_differ(by_us: dict[str, Scores]) -> None:
    """The submissions are what their names say: full marks, none, and something lost in the topic that is wrong."""
    full = {q.id: q.points for q in ASSIGNMENT.questions if not isinstance(q, WrittenQuestion)}
    assert by_us["all right"] == pytest.approx(full)
    assert not any(by_us["untouched"].values())
    assert not any(by_us["wrong shapes"].values())
    for topic in ASSIGNMENT.topics:
        lost = {id_ for id_, score in by_us[f"wrong in {topic.name}"].items() if score < full[id_] - AGREED}
        assert mistakes(topic.name).keys() <= lost
    assert by_us["odd values"].keys() - ANSWERS.keys() == ODD.keys()
    assert {id_ for id_ in ODD if by_us["odd values"][id_]} == ODD_BUT_RIGHT
    assert by_us["a syntax error in one cell"]["matmul_backward"] == 0
    assert by_us["a syntax error in one cell"]["sigmoid"] == full["sigmoid"]
