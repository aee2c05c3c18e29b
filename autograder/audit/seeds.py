"""Do verdicts hang on the numbers that were drawn? Everything known, right and wrong, on the cases of many runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from autograder.bank import Alternative, Misconception
from autograder.grading.prepared import Prepared, prepare
from autograder.grading.variants import Function, same
from autograder.model import Assignment


def changed_verdicts(assignment: Assignment, seeds: Sequence[int]) -> Mapping[str, Sequence[str]]:
    """Question by question, a sentence for everything that one run's cases judge otherwise than the first run's."""
    found: dict[str, list[str]] = {}
    first: dict[tuple[str, str], tuple[bool, ...]] = {}
    for seed in seeds:
        prepared = prepare(assignment, seed)
        for question, label, function in _everything(assignment):
            verdicts = _verdicts(prepared, question, function)
            if verdicts != first.setdefault((question, label), verdicts):
                found.setdefault(question, []).append(f"{question}: the verdict on {label!r} hangs on the seed {seed}.")
    return found


def _everything(assignment: Assignment) -> list[tuple[str, str, Function]]:
    rows: list[Misconception | Alternative] = []
    for topic in assignment.topics:
        rows += [*topic.misconceptions, *topic.alternatives]
    return [(row.question, row.label, row.variant) for row in rows]


def _verdicts(prepared: Prepared, question: str, function: Function) -> tuple[bool, ...]:
    known = prepared.functions[question].known
    behaviours = known.behaviours(function)
    return tuple(same(one, right) for one, right in zip(behaviours, known.right, strict=True))
