"""A class in the hands of workers: whoever is interrupted takes each result once."""

import os
import signal
from pathlib import Path

import pytest

from assignment import ASSIGNMENT
from autograder.classroom import Plan, grade_class
from autograder.gradebook.folder import Gradebook
from autograder.gradebook.results import Result
from autograder.grading.prepared import prepare
from autograder.lms.download import open_course


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """A plan for a class, and a folder to write to."""
    Gradebook(tmp_path / "graded", [])
    return Plan(prepare(ASSIGNMENT), tmp_path / "graded")


@pytest.mark.parametrize(("size", "workers"), [(1, 2), (17, 1), (35, 2)])
def test_everybody_is_graded_once(size: int, workers: int, plan: Plan, tmp_path: Path) -> None:
    """Whatever the numbers of students and workers, each result comes once, and is written."""
    taken = [result["student"]["id"] for result in grade(size, workers, plan, tmp_path, interrupt=False)]
    assert sorted(taken) == [f"s{number:02}" for number in range(size)]
    assert {path.stem for path in (plan.folder / "results").iterdir()} == set(taken)


def test_an_interrupt_takes_nothing_twice(plan: Plan, tmp_path: Path) -> None:
    """A Ctrl-C while a result is taken ends the class, with all that was written taken once."""
    taken = [result["student"]["id"] for result in grade(40, 1, plan, tmp_path, interrupt=True)]
    assert len(taken) == len(set(taken)) < 40
    assert {path.stem for path in (plan.folder / "results").iterdir()} == set(taken)


def grade(size: int, workers: int, plan: Plan, folder: Path, *, interrupt: bool) -> list[Result]:
    """The results of a class in the order in which they come; perhaps with a Ctrl-C at the first of them."""
    (folder / "class").mkdir()
    for number in range(size):
        (folder / "class" / f"s{number:02}.py").write_text("sigmoid_grad_max = 0.25\n", encoding="utf-8")
    taken: list[Result] = []

    def take(result: Result) -> None:
        if interrupt and not taken:
            os.kill(os.getpid(), signal.SIGINT)
        taken.append(result)

    claims = open_course(folder / "class", "backprop").download.claims
    if interrupt:
        with pytest.raises(KeyboardInterrupt):
            grade_class(claims, plan, workers, take)
    else:
        grade_class(claims, plan, workers, take)
    return taken
