"""What known mistakes lead to on the prepared cases: worked out here, in the trusted process, where they are wanted."""

from __future__ import annotations

import builtins
import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
from types import CodeType, FunctionType

import numpy as np

from autograder.bank import Misconception
from autograder.comparing.calls import Wanted, agrees
from autograder.model import Arguments, Case, FunctionQuestion, Numbers
from autograder.sandbox.inside.cells import builtin_name

Function = Callable[..., object]
ReadyCase = tuple[Case, Arguments]


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What a function does in one case: the values that it returns, or the builtin exception that it raises.

    A value comes with how far another may be from it and still be the same. `changed` has the positions of the
    arguments that the function changes in place.
    """

    values: tuple[Wanted, ...] = ()
    exception: str | None = None
    changed: frozenset[int] = frozenset()


class Behaviours:
    """What a function does in every case. A case is tried when it is first looked at: most are never."""

    def __init__(self, function: Function, cases: Sequence[ReadyCase], returns: int) -> None:
        self._function = rebound(function, {})
        self._cases = cases
        self._returns = returns
        self._seen: list[Behaviour] = []

    def __iter__(self) -> Iterator[Behaviour]:
        for position, (case, arguments) in enumerate(self._cases):
            if position == len(self._seen):  # in order: the function may keep something
                self._seen.append(behave(self._function, case, arguments, self._returns))
            yield self._seen[position]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A mistake, or two at once, and what it does in every case."""

    label: str
    hint: str
    share: float
    variant: Function
    behaviours: Behaviours


class Known:
    """The mistakes that are known of one question; what they do is worked out when a wrong answer first asks."""

    def __init__(
        self, reference: Function, returns: int, cases: Sequence[ReadyCase], bank: Sequence[Misconception]
    ) -> None:
        self._reference = reference
        self._returns = returns
        self._cases = cases
        self._bank = bank

    def behaviours(self, function: Function) -> Behaviours:
        """What a function does in every case, called as the student's is."""
        return Behaviours(function, self._cases, self._returns)

    @cached_property
    def right(self) -> Behaviours:
        """What the reference does in every case."""
        return self.behaviours(self._reference)

    @cached_property
    def singles(self) -> tuple[Suspect, ...]:
        """Every mistake of the bank."""
        return tuple(
            Suspect(row.label, row.hint, row.share, row.variant, self.behaviours(row.variant)) for row in self._bank
        )

    @cached_property
    def pairs(self) -> tuple[Suspect, ...]:
        """Two mistakes at once: one variant calls another in place of the reference. The dearest come first."""
        return tuple(sorted(self._pairs(), key=lambda pair: -pair.share))

    def _pairs(self) -> Iterator[Suspect]:
        name = self._reference.__name__
        for inner, outer in permutations(self._bank, 2):
            if name in names_in(outer.variant):
                variant = rebound(outer.variant, {name: inner.variant})
                label, hint = f"{inner.label}, and {outer.label}", f"{inner.hint} {outer.hint}"
                yield Suspect(label, hint, inner.share * outer.share, variant, self.behaviours(variant))


def behave(function: Function, case: Case, arguments: Arguments, returns: int) -> Behaviour:
    """Call a function of ours as the sandbox calls the student's: on copies, as often as the case says."""
    try:
        with np.errstate(all="ignore"):
            for _ in range(case.calls):
                copies = copied(arguments)
                result = function(*copies)
        values = tuple(around(np.asarray(value, dtype=np.float64), case) for value in split(result, returns))
    except Exception as error:  # a wrong variant may fail in any way
        return Behaviour(exception=builtin_name(error))
    both = enumerate(zip(copies, arguments, strict=True))
    return Behaviour(values, changed=frozenset(at for at, (now, was) in both if not np.array_equal(now, was)))


def copied(arguments: Arguments) -> Arguments:
    """The arguments, arrays copied: a function may change them."""
    return tuple(argument.copy() if isinstance(argument, np.ndarray) else argument for argument in arguments)


def split(result: object, count: int) -> Sequence[object]:
    """The values that a function returned: those of a sequence where several are wanted, else the one."""
    return list(result) if count > 1 and isinstance(result, tuple | list) else [result]


def same(got: Behaviour, other: Behaviour) -> bool:
    """Whether two functions do the same in a case, as far as its tolerance can tell."""
    if got.exception is not None or other.exception is not None:
        return got.exception == other.exception
    if len(got.values) != len(other.values) or got.changed != other.changed:
        return False
    return all(alike(one.array, two) for one, two in zip(got.values, other.values, strict=True))


def alike(got: Numbers, value: Wanted) -> bool:
    """Whether an array is that value within its tolerance; what is not finite has to be the same."""
    if got.shape != value.array.shape or not got.size:
        return False
    if value.bits is not None:  # all of it is finite; most that differ do so in the first number
        return abs(got.item(0) - value.array.item(0)) <= value.within and agrees(got, value)
    finite = np.isfinite(value.array)
    odd, there = value.array[~finite], value.array[finite]
    if not np.array_equal(np.isfinite(got), finite) or not np.array_equal(got[~finite], odd, equal_nan=True):
        return False
    return not there.size or agrees(got[finite], Wanted(there, value.within))


def around(array: Numbers, case: Case) -> Wanted:
    """An array with how far another may be from it in a case, by what is finite in it."""
    finite = array[np.isfinite(array)]
    return Wanted(array, case.tolerance.around(finite) if finite.size else 0.0)


def rebound(function: Function, others: Mapping[str, Function]) -> Function:
    """The function, made to call `others` where it calls functions by their names; so do those that it calls.

    It is a new function with defaults of its own: what a variant keeps in them from call to call starts afresh.
    """
    return _rebound(function, others, {})


def _rebound(function: Function, others: Mapping[str, Function], made: dict[Function, Function]) -> Function:
    if not isinstance(function, FunctionType):
        return function
    if function in made:
        return made[function]
    # Only the names that it speaks of: there are some thousand of these functions.
    scope = {name: function.__globals__[name] for name in names_in(function) & function.__globals__.keys()}
    scope |= {name: others[name] for name in names_in(function) & others.keys()}
    scope |= {"__name__": function.__module__, "__builtins__": builtins}
    defaults = copy.deepcopy(function.__defaults__)
    new = made[function] = FunctionType(function.__code__, scope, function.__name__, defaults, function.__closure__)
    new.__kwdefaults__ = copy.deepcopy(function.__kwdefaults__)
    for name in names_in(function) - others.keys():
        called = function.__globals__.get(name)
        if isinstance(called, FunctionType):
            new.__globals__[name] = _rebound(called, others, made)
    return new


def names_in(function: Function) -> frozenset[str]:
    """The global names that a function speaks of, also in the functions inside it."""
    return frozenset(_names(function.__code__)) if isinstance(function, FunctionType) else frozenset()


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


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
