"""What an assignment knows about its answers: mistakes with their names, right ways beside the reference, derivatives.

The grader names mistakes by this bank, and is itself audited by it. Everything here is frozen and plain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Where = str | tuple[int, ...]
"""Where a value stands in its variable: a key of a dict, an index of an array, or () for the variable itself."""


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong variant of a reference function, with the name of the mistake.

    `variant` takes what the reference takes; where it calls the reference by its name, two mistakes can be made at once
    by putting another variant in its place. `hint` points at the step that went wrong and does not give it away.
    `share`, below 1, is how much of the question's points this mistake leaves when nothing else is wrong.
    """

    question: str
    label: str
    variant: Callable[..., object]
    hint: str
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """What a worked answer comes to by a known mistake: `values` has the places that the mistake changes.

    `hint` and `share` are as in Misconception.
    """

    question: str
    label: str
    values: Mapping[Where, float | str]
    hint: str
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another right way to write a function: it must keep full marks. `variant` takes what the reference takes."""

    question: str
    label: str
    variant: Callable[..., object]


@dataclass(frozen=True, slots=True)
class Derivative:
    """That a function returns the derivatives of `function` with respect to the parameters at `positions`.

    `function` takes numpy, or a module that stands in for it, and then what the reference takes; it returns a number or
    an array. The derivative with respect to a parameter has the shape of that array followed by the parameter's;
    where `elementwise`, the entries of both belong together and it has the parameter's shape alone.
    """

    question: str
    function: Callable[..., object]
    positions: tuple[int, ...]
    elementwise: bool = False
