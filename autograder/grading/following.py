"""Follow-through: what is wrong only because of something before it is judged once more without that."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Mapping, Sequence

from autograder.grading.prepared import Prepared
from autograder.grading.questions import Calls, run_functions
from autograder.grading.variants import Function, names_in
from autograder.handed_in import Cell, Submission
from autograder.model import Assignment, FunctionQuestion
from autograder.sandbox.session import Session
from autograder.sandbox.slot import Slot
from autograder.source import plain


def prerequisites(question: FunctionQuestion, functions: Mapping[str, FunctionQuestion]) -> frozenset[str]:
    """The functions that a function builds on, directly or not."""
    found: set[str] = set()
    waiting = list(question.prerequisites)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(functions[name].prerequisites)
    return frozenset(found)


def run_with_references(
    failed: Mapping[str, frozenset[str]], submission: Submission, prepared: Prepared, slot: Slot, until: float
) -> dict[str, Calls]:
    """The calls of functions of the student's with our references in place of what failed before each of them.

    Functions before which the same failed share a process, which has the source of these references: they are wrong in
    the submission, and judged already. Nothing that it says is told but whether a case is right. What there is no time
    for is left out.
    """
    calls: dict[str, Calls] = {}
    for names in sorted(set(failed.values()), key=sorted):
        left = until - time.monotonic()
        if names and left > 0:
            cells = _with(references(prepared.assignment, sorted(names)), submission.cells)
            with Session(cells, slot, left) as session:
                calls |= run_functions([name for name in failed if failed[name] == names], prepared, session)
    return calls


def references(assignment: Assignment, names: Sequence[str]) -> str:
    """Code that defines the references called `names`. What they need stays inside, so that nothing else changes."""
    functions = {q.id: q.reference for q in assignment.questions if isinstance(q, FunctionQuestion)}
    needed = sorted(_needed(names, functions))
    sources = textwrap.indent("\n".join(plain(functions[name]) for name in needed), "    ")
    given = ", ".join(names)
    return (
        f"def _references():\n    import numpy as np\n\n{sources}\n    return {given},\n\n\n{given}, = _references()\n"
    )


def _needed(names: Sequence[str], functions: Mapping[str, Function]) -> set[str]:
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(names_in(functions[name]) & functions.keys())
    return found


def _with(code: str, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells with code behind them: as a cell of its own, or at the end of a .py file."""
    *others, last = cells or [Cell(0, "")]
    if last.number:
        return (*others, last, Cell(last.number + 1, code))
    return (Cell(0, f"{last.code}\n\n{code}"),)
