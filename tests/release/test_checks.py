"""The public checks: they need numpy alone, see what is missing and what is wrong, and pass for the solutions."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from assignment import ASSIGNMENT
from autograder.model import FunctionQuestion, Misconception
from autograder.release.code import rewritten

FUNCTIONS = {question.id: question for question in ASSIGNMENT.questions if isinstance(question, FunctionQuestion)}
BANK = [mistake for topic in ASSIGNMENT.topics for mistake in topic.misconceptions]
INVISIBLE = frozenset(
    {
        "sigmoid: whole numbers kept as whole numbers",
        "sigmoid_grad: whole numbers kept as whole numbers",
        "gradient_step: whole numbers kept as whole numbers",
        "gradient_descent_update: whole numbers kept as whole numbers",
        "sigmoid_grad: numerical differentiation",
        "three_layer_gradients: numerical differentiation",
        "three_layer_regression_gradients: numerical differentiation",
        "activation_jacobian: numerical differentiation",
        "tree_gradients: numerical differentiation",
    }
)
"""Mistakes that no public check of their question sees."""

ALONE = """
import collections, sys
sys.path.extend(sys.argv[1:])
import backprop, public_checks
print(collections.Counter(
    public_checks.look(question, sentence, vars(backprop))[0]
    for question in public_checks.QUESTIONS
    for sentence in public_checks.sentences(question)
))
"""

Paste = Callable[[str, Mapping[str, str]], str]


def fill_in(desk: Path, paste: Paste, filling: Mapping[str, str]) -> None:
    """Write the work of a student into backprop.py."""
    path = desk / "backprop.py"
    path.write_text(paste(path.read_text(encoding="utf-8"), filling), encoding="utf-8")


def run_pytest(desk: Path) -> tuple[int, dict[str, int]]:
    """The exit status of `python -m pytest` in a student's folder, and how many checks there were of each kind."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--junitxml=report.xml"]
    done = subprocess.run(command, cwd=desk, capture_output=True, text=True, check=False)
    suite = ET.parse(desk / "report.xml").getroot()[0]  # noqa: S314 - our own
    return done.returncode, {kind: int(suite.attrib[kind]) for kind in ("tests", "errors", "failures", "skipped")}


def states(checks: dict[str, Any], question: str, code: str) -> set[str]:
    """What the checks of a question say about a module."""
    names: dict[str, Any] = {}
    with np.errstate(all="ignore"):
        exec(code, names)
        return {checks["look"](question, sentence, names)[0] for sentence in checks["sentences"](question)}


@pytest.mark.parametrize("filled", [False, True], ids=["untouched", "solved"])
def test_the_checks_need_numpy_alone(
    filled: bool, desk: Path, tmp_path: Path, paste: Paste, solutions: dict[str, str]
) -> None:
    """In an isolated Python that finds numpy and nothing else, every check runs."""
    if filled:
        fill_in(desk, paste, solutions)
    site = Path(np.__file__).parents[1]
    alone = tmp_path / "site"
    alone.mkdir()
    for name in ("numpy", "numpy.libs"):
        if (site / name).exists():
            (alone / name).symlink_to(site / name)
    command = [sys.executable, "-I", "-S", "-B", "-c", ALONE, str(alone), str(desk)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Counter({'ok': " if filled else "Counter({'not written': ")
    assert "," not in done.stdout


def test_nothing_fails_on_the_untouched_template(desk: Path) -> None:
    """Run by pytest, the untouched folder skips every check, and nothing fails."""
    status, counts = run_pytest(desk)
    assert status == 0
    assert counts["errors"] == counts["failures"] == 0
    assert counts["skipped"] == counts["tests"] > 100


def test_everything_passes_with_the_solutions(desk: Path, paste: Paste, solutions: dict[str, str]) -> None:
    """With the solutions filled in pytest passes every check, and skips none."""
    fill_in(desk, paste, solutions)
    status, counts = run_pytest(desk)
    assert status == 0
    assert counts["errors"] == counts["failures"] == counts["skipped"] == 0
    assert counts["tests"] > 100


def test_a_mistake_in_every_topic_fails(desk: Path, paste: Paste, solutions: dict[str, str]) -> None:
    """With one mistake in each topic pytest fails, and no check stops with an error."""
    seen = [mistake for mistake in BANK if f"{mistake.question}: {mistake.label}" not in INVISIBLE]
    last = {topic.name: [m for m in seen if m in topic.misconceptions][-1] for topic in ASSIGNMENT.topics}
    wrong = {mistake.question: rewritten(FUNCTIONS[mistake.question], mistake.variant) for mistake in last.values()}
    fill_in(desk, paste, {**solutions, **wrong})
    status, counts = run_pytest(desk)
    assert status == 1
    assert counts["errors"] == counts["skipped"] == 0
    assert len(last) <= counts["failures"] < counts["tests"]


@pytest.mark.parametrize("mistake", BANK, ids=lambda mistake: f"{mistake.question}: {mistake.label}")
def test_a_mistake_shows_in_the_public_checks(
    mistake: Misconception, checks: dict[str, Any], solutions: dict[str, str]
) -> None:
    """A mistake of the bank fails a public check of its own question, unless it is known to be invisible there."""
    wrong = rewritten(FUNCTIONS[mistake.question], mistake.variant)
    code = "import numpy as np\n" + "\n\n".join({**solutions, mistake.question: wrong}.values())
    seen = "not right" in states(checks, mistake.question, code)
    assert seen == (f"{mistake.question}: {mistake.label}" not in INVISIBLE)


def test_every_check_has_a_sentence_of_its_own(checks: dict[str, Any]) -> None:
    """Within a question the sentences differ, as a check is found by its sentence."""
    for question in checks["QUESTIONS"]:
        sentences = checks["sentences"](question)
        assert sentences
        assert len(set(sentences)) == len(sentences), question


def test_every_law_and_example_is_there(checks: dict[str, Any]) -> None:
    """The checks have every law and every public case of every function, and the form of every answer."""
    for id_, question in FUNCTIONS.items():
        public = [f"Example: {case.name}" for case in question.cases if not case.points]
        assert checks["sentences"](id_) == [*((law.__doc__ or "").strip() for law in question.laws), *public]
    assert set(checks["QUESTIONS"]) == FUNCTIONS.keys() | checks["ANSWERS"].keys()


@pytest.mark.parametrize(
    ("question", "code", "state"),
    [
        pytest.param("sigmoid", "", "not written", id="no function"),
        pytest.param("sigmoid", "sigmoid = 3", "not written", id="no function any more"),
        pytest.param("sigmoid", "def sigmoid(z):\n    return None", "not right", id="no return"),
        pytest.param("sigmoid", "def sigmoid(z):\n    return 1 / 0", "not right", id="an error"),
        pytest.param("sigmoid", "def sigmoid():\n    return 1", "not right", id="other parameters"),
        pytest.param("matmul_backward", "def matmul_backward(a, b, c):\n    return a", "not right", id="one value"),
        pytest.param("tree_gradients", "def tree_gradients(x, w, y):\n    return 6 * [x[0]]", "not right", id="a list"),
        pytest.param("W_updated", "W_updated = ...", "not written", id="an answer of three dots"),
        pytest.param("W_updated", "W_updated = [1, 2]", "not right", id="an answer of another shape"),
        pytest.param("W_updated", "W_updated = [[1, 2], [3, 4]]", "ok", id="an answer of the right shape"),
        pytest.param("W_updated", "W_updated = [[1, 2], [3]]", "not right", id="an answer with ragged rows"),
        pytest.param("tree_backward", "tree_backward = {'s1': 1.0}", "not written", id="a dict not finished"),
        pytest.param("training_step_order", "training_step_order = 5", "not right", id="a number for a text"),
        pytest.param("training_step_order", "training_step_order = 'AB'", "ok", id="some text"),
    ],
)
def test_a_check_never_stops(question: str, code: str, state: str, checks: dict[str, Any]) -> None:
    """Whatever stands in the place of a question, its checks report it, and none of them raises."""
    found = states(checks, question, "import numpy as np\n" + code)
    assert state in found
    assert found <= {"ok", "not right", "not written"}
