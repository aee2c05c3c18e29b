"""What is worked out once for answers that come again and again: most in a class are equal to somebody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar, cast

from autograder.grading.prepared import PreparedCase, PreparedFunction
from autograder.outcome import Outcome, Returned

MOST_KEPT = 80
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Calls:
    """What every case of a function led to."""

    function: PreparedFunction
    outcomes: tuple[Outcome, ...]

    def __iter__(self) -> Iterator[tuple[PreparedCase, Outcome]]:
        return zip(self.function.cases, self.outcomes, strict=True)

    @property
    def recurs(self) -> bool:
        """Whether they may come again: all gave values, and short ones."""
        return all(isinstance(outcome, Returned) and outcome.recurs for outcome in self.outcomes)


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """The function, which remembers what it made of arguments that recur, and forgets what was not asked for longest.

    What it makes must hang on its arguments alone. One that does not say whether it recurs does.
    """
    kept = cast("Callable[P, R]", lru_cache(maxsize=MOST_KEPT)(function))

    @wraps(function)
    def call(*arguments: P.args, **named: P.kwargs) -> R:
        recur = all(getattr(argument, "recurs", True) for argument in arguments)
        return (kept if recur else function)(*arguments, **named)

    return call
