"""Source code of functions, as a student sees or would have written it: without annotations and solution marks."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable

import numpy as np

from autograder.bank import Misconception
from autograder.model import AnswerQuestion, FunctionQuestion

BEGIN, END = "# BEGIN SOLUTION", "# END SOLUTION"
Function = Callable[..., object]


class MarksError(Exception):
    """A reference whose solution part is not marked."""


def stub(question: FunctionQuestion) -> str:
    """The function with its docstring and without its solution."""
    signature, docstring, body = _parts(question.reference)
    kept = re.sub(rf"^[ \t]*{BEGIN}\n.*?^[ \t]*{END}\n", "", body, flags=re.DOTALL | re.MULTILINE)
    if kept == body:
        raise MarksError(f"{question.id}: the solution is not marked by {BEGIN} and {END}")
    return f'{signature}\n{docstring}{kept}    raise NotImplementedError("{question.id} is not written yet")\n'


def solved(question: FunctionQuestion) -> str:
    """The function as the solutions have it."""
    return plain(question.reference)


def mistaken(question: FunctionQuestion, misconception: Misconception) -> str:
    """The function with the body of a wrong variant; the variant's own docstring would give it away.

    A variant that starts from the right values gets the right function under another name.
    """
    signature, _, _ = _parts(question.reference)
    _, _, body = _parts(misconception.variant)
    own = re.compile(rf"\b{question.id}\b")
    if not own.search(body):
        return f"{signature}\n{body}"
    other = f"{question.id}_before"
    return f"{own.sub(other, solved(question))}\n\n{signature}\n{own.sub(other, body)}"


def plain(function: Function) -> str:
    """A function of ours without annotations in its signature and without marks."""
    signature, docstring, body = _parts(function)
    kept = [line for line in body.splitlines(keepends=True) if line.strip() not in (BEGIN, END)]
    return f"{signature}\n{docstring}{''.join(kept)}"


def answer_stub(question: AnswerQuestion) -> str:
    """The variable of an answer, still to be filled in."""
    if question.keys:
        rows = "".join(f'    "{key}": None,\n' for key in question.keys)
        return f"{question.id} = {{\n{rows}}}\n"
    if question.is_text:
        return f"{question.id} = None  # a text in quotes\n"
    return f"{question.id} = None  # {f'shape {question.shape}' if question.shape else 'a number'}\n"


def answer_solved(question: AnswerQuestion, change: Callable[[float], float] = float) -> str:
    """The variable with the right values, as literals of six digits; `change` makes other numbers of them."""
    if question.is_text:
        (answer,) = question.answers
        return f'{question.id} = "{answer.value}"\n'
    numbers = {answer.where: float(f"{change(float(answer.value)):.6g}") for answer in question.answers}
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


def _parts(function: Function) -> tuple[str, str, str]:
    """The signature line, the docstring with its quotes, and the body; no signature in them has annotations."""
    source = textwrap.dedent(inspect.getsource(function))
    (outer,) = ast.parse(source).body
    if not isinstance(outer, ast.FunctionDef):
        raise MarksError(f"{function!r} is not a plain function")
    lines = source.splitlines(keepends=True)
    inner = [node for node in ast.walk(outer) if isinstance(node, ast.FunctionDef) and node is not outer]
    for node in sorted(inner, key=lambda node: node.lineno, reverse=True):
        indent = " " * node.col_offset
        lines[node.lineno - 1 : _end_of_signature(node, lines)] = [f"{indent}{_signature(node)}\n"]
    first, begin = outer.body[0], _end_of_signature(outer, lines)
    end = first.end_lineno if ast.get_docstring(outer) is not None else begin
    return _signature(outer), "".join(lines[begin:end]), "".join(lines[end:])


def _signature(node: ast.FunctionDef) -> str:
    arguments = node.args
    for argument in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]:
        argument.annotation = None
    return f"def {node.name}({ast.unparse(arguments)}):"


def _end_of_signature(node: ast.FunctionDef, lines: list[str]) -> int:
    """The number of the line that ends the signature: comments before the first statement belong to the body."""
    at = node.body[0].lineno - 1
    while not lines[at - 1].rstrip().endswith(":") or lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return at
