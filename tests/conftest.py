"""What tests of several rooms share: places in the sandbox."""

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
