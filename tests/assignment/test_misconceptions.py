"""The bank of mistakes against the real grader: each is found where it is made, and nowhere else."""

import ast
from collections.abc import Callable

import numpy as np
import pytest

from assignment import ASSIGNMENT
from autograder.bank import Misconception
from autograder.comparing.calls import agrees
from autograder.grades import Grade, Verdict
from autograder.grading.prepared import Prepared, PreparedCase, prepare
from autograder.model import FunctionQuestion
from autograder.release.code import rewritten, solved

FUNCTIONS = {question.id: question for question in ASSIGNMENT.questions if isinstance(question, FunctionQuestion)}
BANK = [misconception for topic in ASSIGNMENT.topics for misconception in topic.misconceptions]
each_mistake = pytest.mark.parametrize("mistake", BANK, ids=lambda mistake: f"{mistake.question}: {mistake.label}")
SEEDS = range(25)


def called_by(name: str) -> set[str]:
    """The functions of ours that the solution of a function calls, directly or not."""
    names = {node.id for node in ast.walk(ast.parse(solved(FUNCTIONS[name]))) if isinstance(node, ast.Name)}
    direct = names & FUNCTIONS.keys()
    return direct.union(*map(called_by, direct))


def is_right(ready: PreparedCase, variant: Callable[..., object]) -> bool:
    """Whether the values of a variant, called here, agree with the reference in a case."""
    copies = [a.copy() if isinstance(a, np.ndarray) else a for a in ready.arguments]
    try:
        with np.errstate(all="ignore"):
            result = variant(*copies)
    except (ValueError, IndexError, TypeError):  # shapes that do not fit
        return False
    values = result if len(ready.wanted) > 1 and isinstance(result, tuple) else (result,)
    arrays = [np.asarray(value, dtype=np.float64) for value in values]
    return len(arrays) == len(ready.wanted) and all(
        agrees(got, wanted) for got, wanted in zip(arrays, ready.wanted, strict=True)
    )


@pytest.fixture(scope="module")
def runs() -> list[Prepared]:
    """The assignment, drawn from many seeds."""
    return [prepare(ASSIGNMENT, seed) for seed in SEEDS]


def test_every_topic_has_mistakes() -> None:
    """Every topic has at least two mistakes, of its own questions, and no two with one name."""
    for topic in ASSIGNMENT.topics:
        assert len(topic.misconceptions) >= 2, topic.name
        assert {m.question for m in topic.misconceptions} <= {q.id for q in topic.questions}, topic.name
    assert len({(m.question, m.label) for m in BANK}) == len(BANK)


def test_every_function_has_a_mistake() -> None:
    """For every function the bank holds a wrong variant."""
    assert {mistake.question for mistake in BANK} == FUNCTIONS.keys()


@each_mistake
def test_a_mistake_is_found_where_it_is_made(
    mistake: Misconception, hand_in: Callable[..., Grade], prepared: Prepared
) -> None:
    """A mistake fails exactly the cases that its variant gets wrong, and costs points on its question alone."""
    grade = hand_in({mistake.question: rewritten(FUNCTIONS[mistake.question], mistake.variant)})
    graded = {question.id: question for question in grade.questions if question.kind != "written"}
    failed = {c.name for c in graded[mistake.question].cases if c.finding.verdict is not Verdict.CORRECT}
    ready = prepared.functions[mistake.question].cases
    assert failed == {r.case.name for r in ready if not is_right(r, mistake.variant)}
    losing = {name for name, question in graded.items() if question.score < question.points}
    assert mistake.question in losing
    callers = {name for name in FUNCTIONS if mistake.question in called_by(name)}
    assert losing <= {mistake.question, *callers}


@each_mistake
def test_a_mistake_is_found_from_any_seed(mistake: Misconception, runs: list[Prepared]) -> None:
    """Which cases a mistake fails does not hang on the seed, so no verdict on it does."""
    failed = {
        frozenset(r.case.name for r in run.functions[mistake.question].cases if not is_right(r, mistake.variant))
        for run in runs
    }
    assert len(failed) == 1
    points = {case.name: case.points for case in FUNCTIONS[mistake.question].cases}
    assert sum(points[name] for name in failed.pop()) > 0


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_reference_is_right_from_any_seed(name: str, runs: list[Prepared]) -> None:
    """The reference itself is right in every case, whatever the seed."""
    for run in runs:
        assert all(is_right(ready, FUNCTIONS[name].reference) for ready in run.functions[name].cases)
