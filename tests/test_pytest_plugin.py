"""The pytest plugin: a session of pytest on a submission, as people start it."""

import ast
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from assignment import ASSIGNMENT
from autograder.model import Visibility, WrittenQuestion

HERE = Path(__file__).parent
TEMPLATE = HERE.parent / "student_template"
RIGHT = """
import numpy as np
def backwards(codes): return np.array(codes, dtype=float)[::-1]
def running_mean(values): return np.cumsum(values) / np.arange(1, len(values) + 1), len(values)
count, longest_word = 11, "mississippi"
"""
WRONG_MEAN = RIGHT.replace("/ np.arange(1, len(values) + 1)", "* 1")
WRONG_TURN = RIGHT.replace("[::-1]", "[:1]")

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run pytest with the plugin in an empty folder, on a homework about texts unless another is named."""

    def session(*arguments: str | Path, assignment: str = "toy") -> Done:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-W",
            "error",
            "-p",
            "autograder.pytest_plugin",
            "-p",
            "no:cacheprovider",
        ]
        path = os.pathsep.join(map(str, (HERE / "engine", tmp_path / "modules")))
        return subprocess.run(
            [*command, "--homework", assignment, *map(str, arguments)],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": path, "COLUMNS": "200", "PYTEST_ADDOPTS": "--strict-markers"},
            capture_output=True,
            text=True,
        )

    return session


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Write a submission."""

    def put(text: str, name: str = "mine.py") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return put


def outcomes(file: Path) -> dict[str, str]:
    """How each item of a junit file ended."""
    return {
        f"{case.get('classname')}: {case.get('name')}": next(iter([child.tag for child in case]), "passed")
        for case in ET.parse(file).iter("testcase")  # noqa: S314 - pytest wrote it
    }


def test_a_right_submission_passes_every_case(run: Run, write: Callable[..., Path], tmp_path: Path) -> None:
    """Each law, public case, filled-in answer, hidden case and answer is an item of its own name, and passes."""
    done = run("--submission", write(RIGHT), "--junitxml", "report.xml")
    assert (done.returncode, done.stderr) == (0, "")
    found = outcomes(tmp_path / "report.xml")
    assert set(found.values()) == {"passed"}
    assert found.keys() == {
        "mine.texts.backwards: Turned around twice, a text is as it was.",
        "mine.texts.backwards: three letters",
        "mine.texts.backwards: a word",
        "mine.texts.running_mean: a list",
        "mine.texts.running_mean: twice",
        "mine.texts.count: it is filled in",
        "mine.texts.count: count",
        "mine.texts.longest_word: it is filled in",
        "mine.texts.longest_word: longest_word",
    }


def test_a_failure_is_our_sentence_alone(run: Run, write: Callable[..., Path], tmp_path: Path) -> None:
    """A wrong case fails under its headline with the sentences of the feedback; no code and no traceback of ours."""
    done = run("--submission", write(WRONG_MEAN), "--junitxml", "report.xml")
    assert done.returncode == 1
    assert "2 failed, 7 passed" in done.stdout
    block = done.stdout.split("FAILURES")[1].splitlines()
    assert block[1].strip("_ ") == "running_mean: a list"
    assert block[2:5] == [
        "the means: not the right value; the shape is right.",
        "It looks like this mistake: not divided.",
        "A mean is a sum divided by something. This mistake leaves 1.5 of the 3 points.",
    ]
    for trace in ("Traceback", ".py:", "raise ", "def ", "E  "):
        assert trace not in done.stdout.split("FAILURES")[1].replace("mine.py::", "")
    failed = {name for name, outcome in outcomes(tmp_path / "report.xml").items() if outcome == "failure"}
    assert failed == {"mine.texts.running_mean: a list", "mine.texts.running_mean: twice"}
    message = 'message="Failed: the means: not the right value; the shape is right.&#10;'
    assert (tmp_path / "report.xml").read_text(encoding="utf-8").count(message) == 2


def test_public_shows_no_hidden_case(run: Run, write: Callable[..., Path], tmp_path: Path) -> None:
    """With --public there are laws, public cases and filled-in answers only, and only they can fail."""
    assert run("--submission", write(WRONG_MEAN), "--public").returncode == 0
    done = run("--submission", write(WRONG_TURN), "--public", "--junitxml", "report.xml")
    assert done.returncode == 1
    found = outcomes(tmp_path / "report.xml")
    assert len(found) == 4
    assert {name for name, outcome in found.items() if outcome == "failure"} == {
        "mine.texts.backwards: Turned around twice, a text is as it was.",
        "mine.texts.backwards: three letters",
    }
    assert "a word" not in done.stdout


def test_what_is_not_begun(run: Run, write: Callable[..., Path], tmp_path: Path) -> None:
    """Stubs, open answers and missing names are skipped where they are public, and fail where they are hidden."""
    stubs = "def backwards(codes):\n    raise NotImplementedError\ncount = None\nlongest_word = None\n"
    done = run("--submission", write(stubs), "--public", "-rs")
    assert done.returncode == 0
    assert "4 skipped" in done.stdout
    assert "mine.py: `backwards` is not written yet" in done.stdout
    assert run("--submission", write(stubs), "--junitxml", "report.xml").returncode == 1
    found = outcomes(tmp_path / "report.xml")
    assert sorted(found.values()) == ["failure"] * 5 + ["skipped"] * 4
    assert found["mine.texts.running_mean: a list"] == "failure"


@pytest.mark.parametrize(
    ("expression", "count"),
    [
        ("public", 4),
        ("hidden", 5),
        ("topic(name='texts')", 9),
        ("topic(name='numbers')", 0),
        ("hidden and topic(name='texts')", 5),
    ],
)
def test_items_are_chosen_by_marker(expression: str, count: int, run: Run, write: Callable[..., Path]) -> None:
    """Items can be chosen by who may see them and by topic."""
    done = run("--submission", write(RIGHT), "-m", expression, "-q")
    assert done.returncode == (0 if count else 5)
    assert f"{count} passed" in done.stdout or not count


def test_items_are_listed_by_topic_question_and_sentence(run: Run, write: Callable[..., Path]) -> None:
    """`--collect-only` lists them as pytest names things."""
    done = run("--submission", write(RIGHT), "--collect-only", "-q", "-k", "three and letters")
    assert done.stdout.splitlines()[0] == "mine.py::texts::backwards::three letters"


def test_the_homework_itself(run: Run, tmp_path: Path) -> None:
    """Of the untouched template every hidden case and every answer's value fails, and all that is public is skipped."""
    done = run("--submission", TEMPLATE / "backprop.ipynb", "--junitxml", "report.xml", assignment="assignment")
    assert done.returncode == 1
    found = outcomes(tmp_path / "report.xml")
    hidden = 0
    for question in ASSIGNMENT.questions:
        if isinstance(question, WrittenQuestion):
            assert not [name for name in found if f".{question.id}:" in name]
        elif hasattr(question, "cases"):
            hidden += sum(case.visibility is Visibility.HIDDEN for case in question.cases)
        else:
            hidden += len(question.answers)
    assert list(found.values()).count("failure") == hidden
    assert set(found.values()) == {"failure", "skipped"}


@pytest.mark.parametrize("mode", [(), ("--public",)], ids=["all", "public"])
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("def f(:\n", "mine.py: Python cannot read the file: SyntaxError in line 1."),
        ("", "mine.py: The file is empty."),
    ],
)
def test_a_file_that_cannot_be_read(
    text: str, sentence: str, mode: tuple[str, ...], run: Run, write: Callable[..., Path]
) -> None:
    """A file that cannot be read is one error of the collection, with the sentence for its student."""
    done = run("--submission", write(text), *mode)
    assert done.returncode == 2
    assert sentence in done.stdout.splitlines()
    assert "1 error" in done.stdout
    assert "Traceback" not in done.stdout


def test_a_failure_of_ours_is_an_error(run: Run, write: Callable[..., Path], tmp_path: Path) -> None:
    """Where the grader fails nothing passes and nothing fails: it is an error, and says that it is ours."""
    (tmp_path / "modules").mkdir()
    faulty = (HERE / "engine" / "toy.py").read_text(encoding="utf-8").replace("rng.random(4)", "rng.random(4) / 0")
    assert "/ 0" in faulty
    (tmp_path / "modules" / "faulty.py").write_text(faulty, encoding="utf-8")
    done = run("--submission", write(RIGHT), assignment="faulty")
    assert done.returncode == 2
    assert "The grader itself failed: " in done.stdout
    assert "this is no fault of the submission." in done.stdout
    assert "Traceback" not in done.stdout


def test_wrong_use_is_one_sentence(run: Run, write: Callable[..., Path], tmp_path: Path) -> None:
    """Wrong use exits with pytest's 4 and one sentence."""
    (tmp_path / "two").mkdir()
    for name in ("two/a.py", "two/b.py"):
        write(RIGHT, name)
    for arguments, module, sentence in (
        (("--submission", "nowhere.py"), "toy", "There is no file or folder nowhere.py."),
        (("--submission", write(RIGHT)), "no_such_module", "No assignment in the module 'no_such_module'"),
        (("--submission", write(RIGHT), "two"), "toy", "With --submission nothing else is tested: leave out two."),
        (("--submission", "two"), "toy", "two holds 2 submissions: test one file at a time."),
        (("--public",), "toy", "--public needs a submission: give --submission FILE too."),
    ):
        done = run(*arguments, assignment=module)
        assert done.returncode == 4
        assert done.stderr.startswith(f"ERROR: {sentence}")
        assert len(done.stderr.split("\n\n")[0].splitlines()) == 1


def test_pytest_imports_nothing_of_a_student(run: Run, write: Callable[..., Path], tmp_path: Path) -> None:
    """Code that would leave a file behind, or end pytest's own process, does neither, whatever its file is called."""
    hostile = RIGHT + (
        "import contextlib, os\n"
        f"with contextlib.suppress(OSError):\n    open({str(tmp_path / 'left')!r}, 'w')\n"
        "import sys\nassert 'pytest' not in sys.modules and '_pytest' not in sys.modules\n"
        "def test_mine():\n    os._exit(0)\n"
        "def running_mean(values):\n    os._exit(0)\n"
    )
    done = run("--submission", write(hostile, "test_mine.py"))
    assert done.returncode == 1
    assert "2 failed, 7 passed" in done.stdout
    assert not (tmp_path / "left").exists()


def test_a_name_cannot_steer_the_terminal(run: Run, write: Callable[..., Path]) -> None:
    """A file's name reaches the terminal without its control characters."""
    done = run("--submission", write(RIGHT, "a\x1b[2Jb.py"), "-v")
    assert done.returncode == 0
    assert "a�[2Jb.py::texts" in done.stdout


def test_without_a_submission_it_does_nothing(run: Run, write: Callable[..., Path]) -> None:
    """A session without --submission is as ever."""
    write("def test_mine(): pass\n", "test_mine.py")
    done = run("-v")
    assert done.returncode == 0
    assert "test_mine.py::test_mine PASSED" in done.stdout
    assert "1 passed" in done.stdout


def test_the_students_own_tests_need_numpy_and_pytest_alone() -> None:
    """The template's checks and tests import numpy, pytest, each other, the student's file, and Python's own."""
    imported = set()
    for name in ("public_checks.py", "test_public.py"):
        for node in ast.walk(ast.parse((TEMPLATE / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(str(node.module).partition(".")[0])
    assert "numpy" in imported
    assert imported - sys.stdlib_module_names <= {"numpy", "pytest", "public_checks", "backprop", "__main__"}
