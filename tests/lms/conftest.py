"""Members of make-believe downloads."""

from collections.abc import Callable

import pytest

from autograder.reading.containers import Member
from autograder.reading.text import UnreadableError

MakeMember = Callable[..., Member]


@pytest.fixture(scope="session")
def member() -> MakeMember:
    """A member of this name; its content is its name, and a problem makes it unreadable."""

    def make(name: str, problem: str = "") -> Member:
        def load() -> bytes:
            if problem:
                raise UnreadableError(problem)
            return name.encode()

        return Member(name, load)

    return make
