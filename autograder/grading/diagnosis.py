"""Name the mistake in a function that came out wrong: by the bank, else by how its values relate to the right ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from autograder.grading.recurring import MOST_KEPT, Calls
from autograder.grading.structure import describe
from autograder.grading.variants import Behaviour, Behaviours, Function, Suspect, around, same
from autograder.model import Case
from autograder.outcome import Kind, Outcome, Place, Raised, Returned

NOWHERE = Place(0, 0)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What seems to have gone wrong; a mistake of the bank has a label, and the variant that makes it."""

    hint: str
    label: str | None = None
    share: float = 0.0
    variant: Function | None = None


def diagnose(calls: Calls) -> Diagnosis | None:
    """The diagnosis of a function that did not come out right in every case, or None where nothing fits.

    A mistake has a name when it does what the student's function did in every case, and two mistakes at once when no
    single one does.
    """
    # Where in the student's file it stopped says nothing of the mistake, and is seldom the same twice.
    outcomes = tuple(replace(one, place=NOWHERE) if isinstance(one, Raised) else one for one in calls.outcomes)
    recur = all(one.recurs for one in outcomes if isinstance(one, Returned))
    return (_diagnose_recurring if recur else _diagnose)(Calls(calls.function, outcomes))


def _diagnose(calls: Calls) -> Diagnosis | None:
    behaviours = [observed(ready.case, outcome) for ready, outcome in calls]
    if all(behaviour is None or behaviour.exception is not None for behaviour in behaviours):
        return None
    known = calls.function.known
    with np.errstate(all="ignore"):  # a student's numbers may be as large as they like
        for suspects in (known.singles, known.pairs):
            for suspect in suspects:
                if _is_it(suspect, known.right, behaviours):
                    return Diagnosis(suspect.hint, suspect.label, suspect.share, suspect.variant)
        words = describe(calls)
    return Diagnosis(words) if words else None


_diagnose_recurring = lru_cache(maxsize=MOST_KEPT)(_diagnose)


def observed(case: Case, outcome: Outcome) -> Behaviour | None:
    """What the student's function did, in the terms of ours; None where that cannot be said."""
    match outcome:
        case Returned(values=values):
            arrays = tuple(value.array for value in values if value.array is not None)
            if len(arrays) < len(values) or not values or any(value.kind is not Kind.NUMBERS for value in values):
                return None
            return Behaviour(tuple(around(array, case) for array in arrays), changed=frozenset(outcome.changed))
        case Raised(exception):
            return Behaviour(exception=exception)
    return None


def _is_it(suspect: Suspect, right: Behaviours, behaviours: Sequence[Behaviour | None]) -> bool:
    """Whether a mistake explains every case, and some case tells it from the right way."""
    tells = False
    for behaviour, theirs, ours in zip(behaviours, suspect.behaviours, right, strict=True):
        if behaviour is None or not same(behaviour, theirs):
            return False
        tells = tells or not same(theirs, ours)
    return tells
