"""Ways to hand in a function that hold for any assignment: right ones in other clothes, and ones a little off."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.model import FunctionQuestion
from autograder.release.code import solved

A_LITTLE_WRONG, STILL_RIGHT = 1.001, 1 + 1e-7


def right_ways(question: FunctionQuestion) -> Iterator[tuple[str, str]]:
    """What each way is called, and the code: all of them are right."""
    name, parameters = question.id, ", ".join(question.parameters)
    if len(question.returns) > 1:
        yield "a list for the tuple", _around(question, f"def {name}(*given):\n    return list(right_way(*given))\n")
        each = "tuple(np.asarray(value) for value in right_way(*given))"
    else:
        each = "np.asarray(right_way(*given))"
    yield "arrays for numbers, of no dimension", _around(question, f"def {name}(*given):\n    return {each}\n")
    yield (
        "numpy's numbers",
        _around(question, f"def {name}(*given):\n    return {each.replace('asarray', 'float64')}\n"),
    )
    yield (
        "keyword defaults",
        _around(question, f"def {name}({parameters}, *, verbose=False):\n    return right_way({parameters})\n"),
    )
    yield "a lambda", _around(question, f"{name} = lambda *given: right_way(*given)\n")
    yield (
        "a callable object",
        _around(
            question,
            f"class Way:\n    def __call__(self, *given):\n        return right_way(*given)\n\n\n{name} = Way()\n",
        ),
    )
    yield "scaled by 1 + 1e-7", scaled(question, STILL_RIGHT)


def scaled(question: FunctionQuestion, factor: float) -> str:
    """The right values times a factor."""
    if len(question.returns) > 1:
        values = f"tuple({factor!r} * np.asarray(value) for value in right_way(*given))"
    else:
        values = f"{factor!r} * np.asarray(right_way(*given))"
    return _around(question, f"def {question.id}(*given):\n    return {values}\n")


def _around(question: FunctionQuestion, code: str) -> str:
    """Code around the right function, which is kept in a namespace of its own: others have a `right_way` too."""
    inside = "\n".join(
        f"    {line}".rstrip() for line in f"{solved(question)}\nright_way = {question.id}\n\n{code}".split("\n")
    )
    return f"def _make():\n{inside}\n    return {question.id}\n\n\n{question.id} = _make()\n"
