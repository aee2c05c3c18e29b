"""References that are derivatives, against three oracles that know nothing of them.

The oracles are HIPS autograd (where it is installed), the complex step f'(x) = Im f(x + ih) / h, and the central
difference. The first two are exact but for rounding; the last is asked only where a case leaves room for its error.
Source of the complex step: Squire and Trapp, SIAM Review 40 (1998).
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from autograder.bank import Derivative
from autograder.grading.prepared import PreparedCase
from autograder.model import Arguments, Numbers

Way = Callable[[Derivative, Arguments, int], Numbers]
COMPLEX_STEP = 1e-30


@dataclass(frozen=True, slots=True)
class Oracle:
    """Ways to find a derivative, of which the nearest counts; `rtol` is of the largest entry."""

    name: str
    ways: tuple[Way, ...]
    rtol: float
    atol: float = 0.0


def by_autograd(derivative: Derivative, arguments: Arguments, position: int) -> Numbers:
    """The derivative by reverse-mode differentiation of HIPS autograd."""
    autograd, xp = importlib.import_module("autograd"), importlib.import_module("autograd.numpy")
    differentiate = autograd.elementwise_grad if derivative.elementwise else autograd.jacobian
    function = _of_one(derivative, xp, arguments, position)
    return np.asarray(differentiate(function)(_floats(arguments[position])), dtype=np.float64)


def by_complex_step(derivative: Derivative, arguments: Arguments, position: int) -> Numbers:
    """The derivative by an imaginary step, too small to matter otherwise."""
    function, at = _of_one(derivative, np, arguments, position), _floats(arguments[position])

    def slope(direction: Numbers) -> Any:
        return np.imag(function(at + 1j * COMPLEX_STEP * direction)) / COMPLEX_STEP

    return _entry_by_entry(derivative, at, slope)


def by_central_difference(step: float, derivative: Derivative, arguments: Arguments, position: int) -> Numbers:
    """The derivative by a small step to both sides."""
    function, at = _of_one(derivative, np, arguments, position), _floats(arguments[position])

    def slope(direction: Numbers) -> Any:
        return (function(at + step * direction) - function(at - step * direction)) / (2 * step)

    return _entry_by_entry(derivative, at, slope)


# No one step suits all: it has to be small beside the argument, and its effect must not drown in rounding.
DIFFERENCE = Oracle("difference", tuple(partial(by_central_difference, s) for s in (1e-5, 1e-8, 1e-3)), 1e-4, 1e-8)
EXACT = (Oracle("autograd", (by_autograd,), 1e-7), Oracle("complex step", (by_complex_step,), 1e-7))


def available() -> list[Oracle]:
    """The oracles that can be asked here."""
    has_autograd = importlib.util.find_spec("autograd") is not None
    return [*(EXACT if has_autograd else EXACT[1:]), DIFFERENCE]


def disagreements(derivative: Derivative, cases: Sequence[PreparedCase]) -> Iterator[str]:
    """A sentence for every oracle and case in which a reference is not the derivative that it should be."""
    for oracle in available():
        for ready in cases:
            if oracle is DIFFERENCE and ready.case.tolerance.atol == 0:
                continue  # made so that a difference cannot meet it
            problem = _disagreement(oracle, derivative, ready)
            if problem:
                yield f"{derivative.question}, case {ready.case.name!r}: {problem}"


def _disagreement(oracle: Oracle, derivative: Derivative, ready: PreparedCase) -> str | None:
    if len(derivative.positions) != len(ready.wanted):
        return f"{len(derivative.positions)} parameters for {len(ready.wanted)} derivatives"
    for position, wanted in zip(derivative.positions, ready.wanted, strict=True):
        with np.errstate(all="ignore"):
            found = [way(derivative, ready.arguments, position) for way in oracle.ways]
        if found[0].shape != wanted.array.shape:
            return f"{oracle.name} gives shape {found[0].shape}, the reference {wanted.array.shape}"
        within = oracle.rtol * float(np.abs(wanted.array).max()) + oracle.atol
        off = min(float(np.abs(each - wanted.array).max()) for each in found)
        if not off <= within:
            return f"{oracle.name} is off by {off:.3g}, and may be by {within:.3g}"
    return None


def _of_one(derivative: Derivative, xp: Any, arguments: Arguments, position: int) -> Callable[[Any], Any]:
    """The function of its parameter at `position` alone; the others are as in the case."""
    others = [argument if isinstance(argument, str) else _floats(argument) for argument in arguments]
    return lambda value: derivative.function(xp, *others[:position], value, *others[position + 1 :])


def _entry_by_entry(derivative: Derivative, at: Numbers, slope: Callable[[Numbers], Any]) -> Numbers:
    if derivative.elementwise:
        return np.asarray(slope(np.ones_like(at)), dtype=np.float64)
    columns = []
    for where in np.ndindex(at.shape):
        direction = np.zeros_like(at)
        direction[where] = 1.0
        columns.append(np.asarray(slope(direction), dtype=np.float64))
    return np.stack(columns, axis=-1).reshape(columns[0].shape + at.shape)


def _floats(argument: Any) -> Numbers:
    return np.asarray(argument, dtype=np.float64)
