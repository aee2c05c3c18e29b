"""What running a student's code led to: facts without a judgement, as the sandbox reports them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray


class Kind(IntEnum):
    """What sort of thing a value is. Only NUMBERS and TEXT carry data."""

    NUMBERS = 0
    TEXT = 1
    NOTHING = 2
    ABSENT = 3
    COMPLEX = 4
    RAGGED = 5
    OTHER = 6


@dataclass(frozen=True, slots=True)
class Value:
    """One value of the student's. Numbers have a shape, and an array unless there were too many to send."""

    kind: Kind
    shape: tuple[int, ...] = ()
    array: NDArray[np.float64] | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the student's; `cell` counts the cells of a notebook from 1 and is 0 in a .py file."""

    cell: int
    line: int

    def __str__(self) -> str:
        where = [f"cell {self.cell}"] if self.cell else []
        return ", ".join(where + ([f"line {self.line}"] if self.line else [])) or "your file"


@dataclass(frozen=True, slots=True, eq=False)
class Returned:
    """It returned `count` values; they are sent only when that is the count wanted.

    `changed` has the arguments that the call changed, by their positions, as they are after it. `recurs` tells that
    what is equal to the last bit is mostly this very object, so that what is made of it can be kept.
    """

    count: int
    values: tuple[Value, ...]
    changed: Mapping[int, Value]
    recurs: bool = False


@dataclass(frozen=True, slots=True)
class Raised:
    """It raised; `exception` is the nearest builtin class. `inside` tells that it was raised by a callee."""

    exception: str
    place: Place
    inside: bool


@dataclass(frozen=True, slots=True)
class Undefined:
    """The name does not exist, or is no function where one is wanted (`exists`)."""

    exists: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """The process was gone before an answer came: an exit, a crash, or no memory left."""


@dataclass(frozen=True, slots=True)
class Overran:
    """No answer came within `seconds`; `whole` tells that this was the limit of the whole submission."""

    seconds: float
    whole: bool = False


@dataclass(frozen=True, slots=True)
class NotRun:
    """An earlier call of the same question ended or overran the process."""


Failure = Raised | Undefined | Ended | Overran | NotRun
Outcome = Returned | Failure


@dataclass(frozen=True, slots=True)
class LoadFailure:
    """A cell that stopped while it was loaded; `compiled` tells that it was running by then."""

    cell: int
    outcome: Raised | Ended | Overran
    compiled: bool
