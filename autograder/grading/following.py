"""Follow-through: what is wrong only because of something before it is judged once more without that."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from functools import lru_cache

from autograder.grading.prepared import Prepared
from autograder.grading.recurring import Calls
from autograder.grading.variants import Function, names_in
from autograder.sandbox.session import Session, prepare_code
from autograder.source import plain


def run_with_references(failed: Mapping[str, frozenset[str]], prepared: Prepared, session: Session) -> dict[str, Calls]:
    """The calls of functions of the student's with our references in place of what failed before each of them.

    From here on the submission can read these references: they are wrong in it, and judged already. What builds on
    fewer of them comes first, so that no function is replaced before it was called itself. Of what is said now, only
    whether a case is right and what the mistake is called is told.
    """
    calls: dict[str, Calls] = {}
    for names in sorted(set(failed.values()), key=lambda names: (len(names), sorted(names))):
        if names:
            session.run(references(prepared, names))
            functions = [prepared.functions[name] for name in failed if failed[name] == names]
            # All at once, as by now the submission has seen every case.
            asked = session.ask([function.whole.batch for function in functions])
            both = zip(functions, asked, strict=True)
            calls |= {function.question.id: Calls(function, tuple(outcomes)) for function, outcomes in both}
    return calls


@lru_cache(maxsize=50)  # a few kilobytes each
def references(prepared: Prepared, names: frozenset[str]) -> bytes:
    """Code that defines the references called `names`. What they need stays inside, so that nothing else changes."""
    functions = {name: function.question.reference for name, function in prepared.functions.items()}
    needed = sorted(_needed(names, functions))
    sources = textwrap.indent("\n".join(plain(functions[name]) for name in needed), "    ")
    given = ", ".join(sorted(names))
    return prepare_code(
        f"def _references():\n    import numpy as np\n\n{sources}\n    return {given},\n\n\n{given}, = _references()\n"
    )


def _needed(names: Iterable[str], functions: Mapping[str, Function]) -> set[str]:
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(names_in(functions[name]) & functions.keys())
    return found
