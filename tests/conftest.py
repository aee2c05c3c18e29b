"""What tests of several rooms share: places in the sandbox."""

import os
from pathlib import Path

import pytest

from autograder.sandbox.limits import Limits
from autograder.sandbox.slot import Slot


@pytest.fixture(scope="session")
def slot_for():
    """A slot with these limits, the same for all tests: its zygote serves one after the other, as in a run."""
    slots = {}

    def slot_for(limits=None):
        limits = limits or Limits()
        if limits not in slots:
            slots[limits] = Slot(limits)
        return slots[limits]

    yield slot_for
    for slot in slots.values():
        slot.close()


@pytest.fixture(scope="session")
def descendants():
    """The living processes below this one: zygotes, what waits for them outside their namespaces, and forks."""

    def descendants():
        parents = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                state, parent = path.read_text().rpartition(")")[2].split()[:2]
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended in between
            if state not in "ZX":
                parents.setdefault(int(parent), []).append(int(path.parent.name))
        found = [os.getpid()]
        for pid in found:
            found += parents.get(pid, [])
        return set(found[1:])

    return descendants
