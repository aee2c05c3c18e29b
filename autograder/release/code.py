"""Source code of functions, as a student sees or would have written it: without annotations and solution marks."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from autograder.bank import Where
from autograder.model import AnswerQuestion, FunctionQuestion
from autograder.source import BEGIN, END, Function, MarksError, parts, plain


def stub(question: FunctionQuestion) -> str:
    """The function with its docstring and without its solution."""
    signature, docstring, body = parts(question.reference)
    kept = re.sub(rf"^[ \t]*{BEGIN}\n.*?^[ \t]*{END}\n", "", body, flags=re.DOTALL | re.MULTILINE)
    if kept == body:
        raise MarksError(f"{question.id}: the solution is not marked by {BEGIN} and {END}")
    return f'{signature}\n{docstring}{kept}    raise NotImplementedError("{question.id} is not written yet")\n'


def solved(question: FunctionQuestion) -> str:
    """The function as the solutions have it."""
    return plain(question.reference)


def rewritten(question: FunctionQuestion, variant: Function) -> str:
    """The function with the body of a variant, whose own docstring would give it away.

    A variant that starts from the right values gets the right function under another name.
    """
    signature, _, _ = parts(question.reference)
    _, _, body = parts(variant)
    own = re.compile(rf"\b{question.id}\b")
    if not own.search(body):
        return f"{signature}\n{body}"
    other = f"{question.id}_before"
    return f"{own.sub(other, solved(question))}\n\n{signature}\n{own.sub(other, body)}"


def answer_stub(question: AnswerQuestion) -> str:
    """The variable of an answer, still to be filled in."""
    if question.keys:
        rows = "".join(f'    "{key}": None,\n' for key in question.keys)
        return f"{question.id} = {{\n{rows}}}\n"
    if question.is_text:
        return f"{question.id} = None  # a text in quotes\n"
    return f"{question.id} = None  # {f'shape {question.shape}' if question.shape else 'a number'}\n"


def answer_solved(question: AnswerQuestion) -> str:
    """The variable with the right values."""
    return answer_given(question, {answer.where: answer.value for answer in question.answers})


def answer_given(question: AnswerQuestion, values: Mapping[Where, float | str]) -> str:
    """The variable with a value for every place, numbers as literals of six digits."""
    if question.is_text:
        return f'{question.id} = "{values[()]}"\n'
    numbers = {where: float(f"{values[where]:.6g}") for where in (answer.where for answer in question.answers)}
    if question.keys:
        rows = "".join(f'    "{key}": {number!r},\n' for key, number in numbers.items())
        return f"{question.id} = {{\n{rows}}}\n"
    return f"{question.id} = {literal(np.array([*numbers.values()]).reshape(question.shape))}\n"


def literal(value: object) -> str:
    """A number, a text or an array as Python code that needs `np` alone; floats read back exactly."""
    if isinstance(value, np.ndarray) and value.ndim:
        return f"np.array({value.tolist()!r})"
    if isinstance(value, np.ndarray | np.generic):
        return repr(value.item())
    return repr(value)
