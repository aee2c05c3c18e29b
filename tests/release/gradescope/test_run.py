"""Gradescope's run of one submission: the zip, unpacked into a folder laid out as the vendor's container, for real."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from string import Template
from typing import Any

import jsonschema
import pytest

from assignment import ASSIGNMENT
from autograder.model import WrittenQuestion
from autograder.reading.written import PLACEHOLDER
from autograder.release.code import answer_solved, solved
from autograder.release.document import Fill, document, to_notebook, to_script

SOLUTION = document(ASSIGNMENT, Fill(solved, answer_solved, lambda _: PLACEHOLDER))
RIGHT, NOTEBOOK = to_script(SOLUTION), to_notebook(SOLUTION)
SHOWN = {"enum": ["visible", "hidden", "after_due_date", "after_published"]}
FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
SPECIFICATION = {  # docs/specs.md of gradescope/autograder_samples
    "type": "object",
    "additionalProperties": False,
    "anyOf": [{"required": ["score"]}, {"required": ["tests"]}],
    "properties": {
        "score": {"type": "number"},
        "execution_time": {"type": "number"},
        "output": {"type": "string"},
        "output_format": FORMAT,
        "test_output_format": FORMAT,
        "test_name_format": FORMAT,
        "visibility": SHOWN,
        "stdout_visibility": SHOWN,
        "extra_data": {"type": "object"},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "score": {"type": "number"},
                    "max_score": {"type": "number"},
                    "status": {"enum": ["passed", "failed"]},
                    "name": {"type": "string"},
                    "number": {"type": "string"},
                    "output": {"type": "string"},
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "visibility": SHOWN,
                },
            },
        },
    },
}
HOSTILE = Template("""
import contextlib, os
loot = []
def attempt(action, *arguments):
    with contextlib.suppress(OSError):
        loot.append(action(*arguments))
for path in $paths:
    attempt(open, path, "rb")
    attempt(os.unlink, path)
for folder in $folders:
    attempt(os.listdir, folder)
    attempt(open, folder + "/results.json", "w")
attempt(os.chmod, "$root/source", 0o777)
if loot:
    os._exit(0)
print('{"score": 80, "tests": []}')
""")
Report = dict[str, Any]
Run = Callable[..., tuple[int, Report]]


def visible(report: Report) -> list[Report]:
    """The tests that a student sees at once."""
    return [test for test in report["tests"] if test["visibility"] == "visible"]


@pytest.mark.parametrize("files", [{"backprop.py": RIGHT}, {"backprop.ipynb": NOTEBOOK}], ids=["script", "notebook"])
def test_a_right_submission(files: dict[str, str], run: Run) -> None:
    """The solutions score everything, in a report by the vendor's specification, points behind what is hidden."""
    status, report = run(files)
    jsonschema.validate(report, SPECIFICATION)
    assert (status, report["score"]) == (0, 80)
    assert sum(test.get("max_score", 0) for test in report["tests"]) == pytest.approx(80)
    assert sum(test.get("score", 0) for test in report["tests"]) == pytest.approx(80)
    assert {test["visibility"] for test in report["tests"] if "score" in test} == {"after_published"}
    assert {test["status"] for test in visible(report) if "status" in test} == {"passed"}
    assert len({test["number"] for test in report["tests"]}) == len(report["tests"])
    assert report["extra_data"]["score"] == 80
    assert "leaderboard" not in report


def test_every_question_has_its_tests(run: Run) -> None:
    """Each question has a test of its name; one with cases has its points there, a written one waits for a person."""
    _, report = run({"backprop.py": RIGHT})
    tests = {test["name"]: test for test in report["tests"]}
    for question in ASSIGNMENT.questions:
        test = tests[question.id]
        if isinstance(question, WrittenQuestion):
            assert test.keys() == {"number", "name", "output", "visibility", "tags"}
        else:
            assert test["max_score"] == pytest.approx(question.points)


def test_the_untouched_template(run: Run) -> None:
    """What is not attempted scores 0, and each visible test says so."""
    template = Path(__file__).parents[3] / "student_template" / "backprop.py"
    status, report = run({"backprop.py": template.read_text(encoding="utf-8")})
    assert (status, report["score"]) == (0, 0)
    judged = [test for test in visible(report) if "status" in test]
    assert judged
    assert {test["status"] for test in judged} == {"failed"}
    assert all("not" in test["output"] for test in judged)


def test_a_mistake_that_only_hidden_cases_find(run: Run) -> None:
    """What hidden cases find is in the hidden test alone: what a student sees at once is as for a right submission."""
    wrong = RIGHT + "\nright_grad = sigmoid_grad\ndef sigmoid_grad(z):\n    return right_grad(z) * (np.size(z) < 2)\n"
    status, report = run({"backprop.py": wrong})
    tests = {test["name"]: test for test in report["tests"]}
    assert status == 0
    assert 0 < tests["sigmoid_grad"]["score"] < tests["sigmoid_grad"]["max_score"]
    assert report["score"] == pytest.approx(sum(test.get("score", 0) for test in report["tests"]))
    assert {test["status"] for test in visible(report) if "status" in test} == {"passed"}
    assert "77" not in report["output"]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        pytest.param({}, "There is no", id="no file"),
        pytest.param({"backprop.py": ""}, "The file is empty", id="empty file"),
        pytest.param({"notes.pdf": "x"}, r"only notes\.pdf", id="another file"),
        pytest.param({"a.py": RIGHT, "b.ipynb": NOTEBOOK}, r"Several files came\: a\.py, b\.ipynb", id="two files"),
        pytest.param({"<b>a`.py": RIGHT, "b.py": ""}, r"&lt;b&gt;a\`\.py, b\.py", id="a name that is no text"),
        pytest.param({"backprop.py": "def f(:"}, "SyntaxError in line 1", id="no Python"),
    ],
)
def test_what_cannot_be_read(files: dict[str, str], sentence: str, run: Run) -> None:
    """Without one file to read the score is 0 of 80, and the one test, which everybody sees, says why and what next."""
    status, report = run(files)
    jsonschema.validate(report, SPECIFICATION)
    (test,) = visible(report)
    assert (status, report["score"], test["score"], test["max_score"]) == (0, 0, 0, 80)
    assert sentence in test["output"]
    assert "hand in again" in test["output"]


def test_the_expected_file_counts_among_several(run: Run) -> None:
    """Of several files the one with the expected name is graded, as in a download of a class."""
    status, report = run({"backprop.py": RIGHT, "scratch.py": "1 / 0", "notes.txt": "", ".DS_Store": ""})
    assert (status, report["score"]) == (0, 80)
    assert "backprop" in report["output"]


def test_who_and_when(run: Run) -> None:
    """The group and its lateness come from the metadata."""
    _, report = run({"backprop.py": RIGHT})
    assert report["extra_data"]["student"] == {"id": "7+8", "name": "Student One, Student Two"}
    assert report["extra_data"]["submission"]["late"] is True


@pytest.mark.parametrize("text", [None, "", "[]", '{"users": [], "created_at": 3}', '{"users": [{"id": 1}]}'])
def test_other_metadata_does_not_stop_it(text: str | None, root: Path, run: Run) -> None:
    """Without metadata as documented a submission is graded all the same, as of somebody unknown and in time."""
    (root / "submission_metadata.json").unlink()
    if text is not None:
        (root / "submission_metadata.json").write_text(text, encoding="utf-8")
    status, report = run({"backprop.py": RIGHT})
    assert (status, report["score"]) == (0, 80)
    assert (report["extra_data"]["student"]["id"], report["extra_data"]["submission"]["late"]) == ("unknown", False)


@pytest.mark.parametrize("container", ["free", "no namespaces", "no Landlock either"])
def test_a_hostile_submission_finds_nothing(container: str, root: Path, run: Run) -> None:
    """Code that would give up its right answers for any file of the grader's finds none, whatever the kernel offers."""
    if "Landlock" in container and os.getuid() != 0:
        pytest.skip("an ordinary user has no other user to hide from")
    secrets = ["source", "results", "submission", "submission_metadata.json"]
    paths = [path for name in secrets for path in (root / name, *(root / name).rglob("*"))]
    hostile = HOSTILE.substitute(
        root=root,
        paths=[str(path) for path in paths if path.is_file()],
        folders=[str(path) for path in paths if path.is_dir()],
    )
    before = {path: path.read_bytes() for path in (root / "source").rglob("*.py")}
    status, report = run({"backprop.py": hostile + RIGHT}, container)
    assert (status, report["score"]) == (0, 80)
    assert before == {path: path.read_bytes() for path in before}
    missing = {"namespaces", "landlock"} - set(report["extra_data"]["isolation"])
    assert missing >= {"no namespaces": {"namespaces"}, "no Landlock either": {"namespaces", "landlock"}}.get(
        container, set()
    )


def test_only_the_owner_may_look_into_the_folders(root: Path, run: Run) -> None:
    """The grader's files, the submission, its metadata and the report are for the user who runs it alone."""
    run({"backprop.py": RIGHT})
    for name in ("source", "submission", "results", "submission_metadata.json", "results/results.json"):
        assert stat.S_IMODE((root / name).stat().st_mode) & 0o077 == 0, name


def test_one_that_ends_the_process_costs_its_own_points(run: Run) -> None:
    """A function that ends Python loses its points; the others keep theirs, and the report is as always."""
    status, report = run({"backprop.py": RIGHT + "\ndef tree_gradients(x, w, y):\n    import os\n    os._exit(0)\n"})
    tests = {test["name"]: test for test in report["tests"]}
    assert (status, tests["tree_gradients"]["score"], tests["sigmoid"]["score"]) == (0, 0, 2.5)
