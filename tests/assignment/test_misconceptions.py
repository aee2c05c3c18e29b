"""The bank of mistakes against the real grader: each is found where it is made, and nowhere else."""

import ast
import re
from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest

from assignment import ASSIGNMENT
from autograder.bank import Misconception
from autograder.comparing.calls import agrees
from autograder.grades import Grade, Verdict
from autograder.grading.prepared import Prepared, PreparedCase
from autograder.model import FunctionQuestion, Numbers
from autograder.release.code import rewritten, solved

FUNCTIONS = {question.id: question for question in ASSIGNMENT.questions if isinstance(question, FunctionQuestion)}
GRADIENTS = [name for name in FUNCTIONS if re.search("grad|backward|jacobian", name)]
BANK = [misconception for topic in ASSIGNMENT.topics for misconception in topic.misconceptions]
HINTED = [*BANK, *(row for topic in ASSIGNMENT.topics for row in topic.wrong_answers)]
each_mistake = pytest.mark.parametrize("mistake", BANK, ids=lambda mistake: f"{mistake.question}: {mistake.label}")
ValuesOf = Callable[[PreparedCase, Callable[..., object]], list[Numbers] | None]


def called_by(name: str) -> set[str]:
    """The functions of ours that the solution of a function calls, directly or not."""
    names = {node.id for node in ast.walk(ast.parse(solved(FUNCTIONS[name]))) if isinstance(node, ast.Name)}
    direct = names & FUNCTIONS.keys()
    return direct.union(*map(called_by, direct))


def is_right(ready: PreparedCase, values: list[Numbers] | None) -> bool:
    """Whether values agree with the reference in a case."""
    return (
        values is not None
        and len(values) == len(ready.wanted)
        and all(agrees(got, wanted) for got, wanted in zip(values, ready.wanted, strict=True))
    )


def differ(ready: PreparedCase, one: list[Numbers] | None, other: list[Numbers] | None) -> bool:
    """Whether two lots of values are farther from each other than the case's tolerance allows."""
    if one is None or other is None or len(one) != len(other):
        return one is not other
    for a, b in zip(one, other, strict=True):
        if a.shape != b.shape or not np.array_equal(np.isfinite(a), np.isfinite(b)):
            return True
        finite = np.isfinite(a)
        if finite.any() and np.abs(a[finite] - b[finite]).max() > ready.case.tolerance.around(a[finite]):
            return True
    return False


def test_every_topic_has_mistakes() -> None:
    """Every topic has at least two mistakes, of its own questions, and no two with one name."""
    for topic in ASSIGNMENT.topics:
        assert len(topic.misconceptions) >= 2, topic.name
        assert {m.question for m in topic.misconceptions} <= {q.id for q in topic.questions}, topic.name
    assert len({(m.question, m.label) for m in BANK}) == len(BANK)


def test_there_are_enough_mistakes() -> None:
    """The bank has sixty mistakes at least: six of every gradient, and several of everything else."""
    assert len(BANK) >= 60
    assert len(GRADIENTS) == 13
    for name in FUNCTIONS:
        assert sum(mistake.question == name for mistake in BANK) >= (6 if name in GRADIENTS else 4), name


@pytest.mark.parametrize("row", HINTED, ids=lambda row: f"{row.question}: {row.label}")
def test_a_hint_points_and_gives_nothing_away(row: Misconception) -> None:
    """A hint is a few short sentences that tell where to look, without a formula, a number or a name in the code."""
    assert re.fullmatch(r"[A-Z][^_`]{30,130}[.?]", row.hint)
    assert re.search(r"\b(look|count|derive|work|arrange)\b", row.hint, re.IGNORECASE)
    assert not re.search(r"[0-9@*/=^+<>()\[\]]|\.T\b|np\.| - ", row.hint)


@pytest.mark.parametrize("row", HINTED, ids=lambda row: f"{row.question}: {row.label}")
def test_a_mistake_never_leaves_all_the_points(row: Misconception) -> None:
    """The share that a mistake leaves lies between nothing and one half."""
    assert 0 <= row.share <= 0.5


@each_mistake
def test_a_mistake_is_found_where_it_is_made(
    mistake: Misconception, hand_in: Callable[..., Grade], prepared: Prepared, values_of: ValuesOf
) -> None:
    """A mistake fails exactly the cases that its variant gets wrong, and costs points on its question alone."""
    grade = hand_in({mistake.question: rewritten(FUNCTIONS[mistake.question], mistake.variant)})
    graded = {question.id: question for question in grade.questions if question.kind != "written"}
    failed = {c.name for c in graded[mistake.question].cases if c.finding.verdict is not Verdict.CORRECT}
    ready = prepared.functions[mistake.question].cases
    assert failed == {r.case.name for r in ready if not is_right(r, values_of(r, mistake.variant))}
    losing = {name for name, question in graded.items() if question.score < question.points}
    assert mistake.question in losing
    callers = {name for name in FUNCTIONS if mistake.question in called_by(name)}
    assert losing <= {mistake.question, *callers}


@each_mistake
def test_a_mistake_is_found_from_any_seed(mistake: Misconception, runs: list[Prepared], values_of: ValuesOf) -> None:
    """Which cases a mistake fails does not hang on the seed, so no verdict on it does."""
    cases = [run.functions[mistake.question].cases for run in runs]
    failed = {
        frozenset(r.case.name for r in ready if not is_right(r, values_of(r, mistake.variant))) for ready in cases
    }
    assert len(failed) == 1
    points = {case.name: case.points for case in FUNCTIONS[mistake.question].cases}
    assert sum(points[name] for name in failed.pop()) > 0


@pytest.mark.parametrize("name", FUNCTIONS)
def test_mistakes_are_told_apart_from_any_seed(name: str, runs: list[Prepared], values_of: ValuesOf) -> None:
    """No two mistakes in a function have the same values in all its cases, so a name is never the wrong one."""
    mistakes = [mistake for mistake in BANK if mistake.question == name]
    for run in runs:
        cases = run.functions[name].cases
        values = {mistake.label: [values_of(ready, mistake.variant) for ready in cases] for mistake in mistakes}
        for one, other in combinations(values, 2):
            assert any(map(differ, cases, values[one], values[other])), (one, other)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_reference_is_right_from_any_seed(name: str, runs: list[Prepared], values_of: ValuesOf) -> None:
    """The reference itself is right in every case, whatever the seed."""
    for run in runs:
        assert all(is_right(r, values_of(r, FUNCTIONS[name].reference)) for r in run.functions[name].cases)


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize(("scale", "right"), [(1.001, False), (1 + 1e-7, True)])
def test_a_small_error_is_told_from_rounding(
    name: str, scale: float, right: bool, runs: list[Prepared], values_of: ValuesOf
) -> None:
    """Values that are off by a thousandth are wrong in every case, and those off in the seventh digit are right."""
    for ready in (ready for run in runs for ready in run.functions[name].cases):
        values = values_of(ready, FUNCTIONS[name].reference) or []
        assert is_right(ready, [scale * value for value in values]) == right, ready.case.name


@pytest.mark.parametrize("name", FUNCTIONS)
def test_prerequisites_are_what_the_solution_calls(name: str) -> None:
    """Prerequisites stand before the function in the homework, and whatever its solution calls is among them."""
    before = list(FUNCTIONS)[: list(FUNCTIONS).index(name)]
    prerequisites = FUNCTIONS[name].prerequisites
    assert set(prerequisites) <= set(before)
    assert called_by(name) <= set(prerequisites)
    assert len(set(prerequisites)) == len(prerequisites)
