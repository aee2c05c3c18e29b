"""What is left of a run on Gradescope in which the grader itself fails: a sentence, and no score."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SUBMISSION = "sigmoid_grad_max = 0.25\n"
NO_SCORE = "No score was given"
Report = dict[str, Any]
Run = Callable[..., tuple[int, Report]]


def is_no_score(report: Report) -> bool:
    """Whether a report scores nothing in any way, and says so."""
    return not report.keys() & {"score", "tests"} and NO_SCORE in report["output"] and report["visibility"] == "visible"


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        pytest.param("solutions/sigmoid.py", "1 / 0", "(AssignmentError)", id="the reference"),
        pytest.param("settings.json", '{"assignment": "nothing"}', "(AssignmentError)", id="no assignment"),
        pytest.param("settings.json", '{"assignment": "assignment", "hidden": 1}', "(ValueError)", id="the settings"),
        pytest.param("autograder/sandbox/inside/zygote.py", "1 / 0", "SandboxError", id="the sandbox"),
        pytest.param("autograder/gradescope/report.py", "1 / 0", "was ended before it was done", id="the runner"),
    ],
)
def test_a_crash_of_ours_scores_nothing(file: str, text: str, sentence: str, root: Path) -> None:
    """Whatever breaks in the grader, the report says so, has no score anywhere, and the exit status is not 0."""
    (root / "source" / file).write_text(text, encoding="utf-8")
    (root / "results" / "results.json").write_text('{"score": 80}', encoding="utf-8")
    command = [root / "run_autograder", root]
    (root / "submission" / "backprop.py").write_text(SUBMISSION, encoding="utf-8")
    done = subprocess.run(command, capture_output=True, text=True)
    report = json.loads((root / "results" / "results.json").read_text(encoding="utf-8"))
    assert done.returncode == 1
    assert is_no_score(report)
    assert sentence in report["output"].replace("\\", "")


def test_a_run_that_is_killed_scores_nothing(root: Path, run: Run) -> None:
    """When the grader is killed, as for want of memory, the report that was there from the start says so."""
    (root / "results" / "results.json").write_text('{"score": 80}', encoding="utf-8")
    (root / "source" / "solutions" / "sigmoid.py").write_text("import os\nos.kill(os.getpid(), 9)\n", encoding="utf-8")
    status, report = run({"backprop.py": SUBMISSION})
    assert status != 0
    assert is_no_score(report)
    assert "for want of memory or time" in report["output"]
