"""Audits of the small assignment with a bank, as it is and with faults put into it."""

import importlib.util
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.audit.auditing import Row, audit
from autograder.grading.prepared import prepare
from autograder.model import Assignment
from autograder.sandbox.slot import Slot

CHAIN = Path(__file__).parents[1] / "grading" / "chain.py"


@pytest.fixture(scope="session")
def chain() -> Any:
    """The module of the small assignment."""
    spec = importlib.util.spec_from_file_location("chain", CHAIN)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def audited(slot_for: Callable[[], Slot]) -> Callable[..., dict[str, Row]]:
    """The rows of an audit by question, cases drawn from a few seeds."""

    def rows(assignment: Assignment, **parts: Any) -> dict[str, Row]:
        (topic,) = assignment.topics
        changed = replace(assignment, topics=(replace(topic, **parts),))
        return {row.question: row for row in audit(prepare(changed), slot_for(), range(4))}

    return rows
