"""The zip for Otter: every case of ours is in it, with its arguments, and the rules that judge it come along."""

import os
import subprocess
import sys
import warnings
import zipfile
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assignment import ASSIGNMENT
from autograder.grading.prepared import Prepared, prepare
from autograder.loading import load_assignment
from autograder.model import AnswerQuestion, Assignment, FunctionQuestion, WrittenQuestion
from autograder.release.code import solved
from autograder.release.otter.assign import assign
from autograder.release.otter.judge import MODULES

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what otter imports is not ours to mend
    from otter.test_files.exception_test import ExceptionTestFile

CODED = [question for question in ASSIGNMENT.questions if not isinstance(question, WrittenQuestion)]
FUNCTIONS = [question for question in CODED if isinstance(question, FunctionQuestion)]
ALONE = """
import sys
sys.path[:0] = sys.argv[1:]
from autograder.release.otter.judge import assert_answered, assert_called
import autograder
assert autograder.__file__.startswith(sys.argv[1]), autograder.__file__

def twice(x):
    return (4.0,)

assert_called({"twice": lambda x: 2 * x}, twice, ("y",), (2.0,), rtol=1e-5, atol=1e-8, calls=2)
assert_answered({"a": 0.25}, "a", (), (), 0.2501)
try:
    assert_called({"twice": lambda x: 3 * x}, twice, ("y",), (2.0,), rtol=1e-5, atol=1e-8, calls=1)
except AssertionError as problem:
    print(problem)
"""


@pytest.fixture(scope="module")
def unpacked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip for Otter, unpacked."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(built / "dist" / "backprop-by-hand-otter.zip") as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def tests(unpacked: Path) -> dict[str, ExceptionTestFile]:
    """The test files as otter reads them, by question."""
    return {path.stem: ExceptionTestFile.from_file(str(path)) for path in (unpacked / "tests").glob("*.py")}


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    """The assignment, drawn from its own seed."""
    return prepare(ASSIGNMENT)


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Assignment:
    """The homework of the engine's own tests, about texts and lists."""
    monkeypatch.syspath_prepend(Path(__file__).parents[1] / "engine")
    return load_assignment("toy")


def test_every_case_is_a_test_with_its_points(tests: dict[str, ExceptionTestFile], checks: dict[str, Any]) -> None:
    """A public sentence is a public test without points; a hidden case or value is a hidden test with its points."""
    assert tests.keys() == {question.id for question in CODED}
    for question in CODED:
        public = [test for test in tests[question.id].test_cases if not test.hidden]
        hidden = [test for test in tests[question.id].test_cases if test.hidden]
        assert [(test.success_message, test.points) for test in public] == [
            (sentence, 0) for sentence in checks["sentences"](question.id)
        ]
        if isinstance(question, AnswerQuestion):
            assert [test.points for test in hidden] == [answer.points for answer in question.answers]
        else:
            cases = [case for case in question.cases if case.visibility.value == "hidden"]
            assert [(test.success_message, test.points) for test in hidden] == [(c.name, c.points) for c in cases]


@pytest.mark.parametrize("question", FUNCTIONS, ids=lambda question: question.id)
def test_the_arguments_are_those_of_our_own_run(
    question: FunctionQuestion, tests: dict[str, ExceptionTestFile], prepared: Prepared
) -> None:
    """Every hidden test calls the function as often and with the very arguments, to the last bit, that our run uses."""
    given = []

    def record(*arguments: object) -> object:
        given.append([(np.asarray(a).dtype.str, np.shape(a), np.asarray(a).tobytes()) for a in arguments])
        return question.reference(*arguments)

    for test in tests[question.id].test_cases:
        if test.hidden:
            test.body.call_func({question.id: record})
    assert given == [
        [(np.asarray(a).dtype.str, np.shape(a), np.asarray(a).tobytes()) for a in ready.arguments]
        for ready in prepared.functions[question.id].hidden.cases
        for _ in range(ready.case.calls)
    ]


@pytest.mark.parametrize("question", FUNCTIONS, ids=lambda question: question.id)
def test_the_tolerance_is_that_of_our_own_run(
    question: FunctionQuestion, tests: dict[str, ExceptionTestFile], prepared: Prepared
) -> None:
    """A hidden test takes a value that is just within the tolerance of our case, and none that is just outside."""
    hidden = [test for test in tests[question.id].test_cases if test.hidden]
    for test, ready in zip(hidden, prepared.functions[question.id].hidden.cases, strict=True):
        *others, last = (wanted.array for wanted in ready.wanted)
        for far, passes in ((0.99, True), (1.01, False)):
            values = (*others, last + far * ready.wanted[-1].within)
            env = {question.id: lambda *_, values=values: values if len(values) > 1 else values[0]}
            with nullcontext() if passes else pytest.raises(AssertionError):
                test.body.call_func(env)


@pytest.mark.parametrize("question", FUNCTIONS, ids=lambda question: question.id)
def test_a_hidden_test_tells_no_number(question: FunctionQuestion, tests: dict[str, ExceptionTestFile]) -> None:
    """What a failing hidden test prints has the engine's sentence, and neither an argument nor a value wanted."""
    file = tests[question.id]
    file.run({question.id: lambda *_: np.zeros((7, 7, 7))})
    for result in file.test_case_results:
        if result.test_case.hidden:
            assert "assert_called(env, " in result.message
            assert "array" not in result.message
            assert ": wanted " in result.message or "Wanted " in result.message


def test_the_judge_needs_numpy_alone(unpacked: Path, tmp_path: Path) -> None:
    """In an isolated Python that finds numpy and what is in the zip, the judge judges, in the engine's words."""
    site = Path(np.__file__).parents[1]
    for name in ("numpy", "numpy.libs"):
        if (site / name).exists():
            (tmp_path / name).symlink_to(site / name)
    command = [sys.executable, "-I", "-S", "-B", "-c", ALONE, str(unpacked / "files"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("y: not the right value; the shape is right.\n", "")


def test_the_rules_are_the_engines_own(unpacked: Path) -> None:
    """What travels is the engine's own code, byte by byte, and nothing else of ours: no solution, no seed."""
    root = Path(__file__).parents[2]
    shipped = {path.relative_to(unpacked / "files").as_posix() for path in (unpacked / "files").rglob("*.py")}
    assert shipped == {*MODULES, "public_checks.py"}
    for name in MODULES:
        assert (unpacked / "files" / name).read_bytes() == (root / name).read_bytes()
    everything = "".join(path.read_text("utf-8") for path in unpacked.rglob("*") if path.is_file())
    assert str(ASSIGNMENT.seed) not in everything
    last_lines = [solved(question).splitlines()[-1].strip() for question in FUNCTIONS]
    assert not [line for line in last_lines if line in everything]


def test_another_assignment_is_assigned_too(toy: Assignment, tmp_path: Path) -> None:
    """Otter's files are made for an assignment of quite another kind as well."""
    made = assign(toy, tmp_path / "master")
    assert made.tests.keys() == {"backwards.py", "running_mean.py", "count.py", "longest_word.py"}
    assert r"grader.check(\"count\")" in made.notebook
    assert (tmp_path / "master" / "words.ipynb").exists()


FAULTS = {
    "otter refuses": (
        "replace(TOPIC, statement=TOPIC.statement.replace('# Texts', '# Texts\\n```otter\\nnever closed\\n', 1))",
        'Unclosed "```otter" block',
    ),
    "a question twice": (
        "replace(TOPIC, questions=TOPIC.questions * 2)",
        "every question needs a name of its own",
    ),
}


@pytest.mark.parametrize(("topic", "told"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_built_is_told(topic: str, told: str, tmp_path: Path) -> None:
    """A master notebook that `otter assign` refuses, or an assignment at fault, is one sentence and no traceback."""
    (tmp_path / "broken.py").write_text(
        "from dataclasses import replace\nimport toy\n(TOPIC,) = toy.ASSIGNMENT.topics\n"
        f"ASSIGNMENT = replace(toy.ASSIGNMENT, topics=({topic},))\n"
    )
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[1] / "engine")])
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "build", "--homework", "broken"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert told in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
