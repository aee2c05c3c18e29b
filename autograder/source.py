"""The source code of functions, as people write it in a homework: without annotations and marks."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable

BEGIN, END = "# BEGIN SOLUTION", "# END SOLUTION"
Function = Callable[..., object]


class MarksError(Exception):
    """A function whose source cannot be taken apart, or whose solution part is not marked."""


def plain(function: Function) -> str:
    """A function of ours without annotations in its signature and without marks."""
    signature, docstring, body = parts(function)
    kept = [line for line in body.splitlines(keepends=True) if line.strip() not in (BEGIN, END)]
    return f"{signature}\n{docstring}{''.join(kept)}"


def parts(function: Function) -> tuple[str, str, str]:
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
    extra = [argument for argument in (arguments.vararg, arguments.kwarg) if argument is not None]
    for argument in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *extra]:
        argument.annotation = None
    return f"def {node.name}({ast.unparse(arguments)}):"


def _end_of_signature(node: ast.FunctionDef, lines: list[str]) -> int:
    """The number of the line that ends the signature: comments before the first statement belong to the body."""
    at = node.body[0].lineno - 1
    while not lines[at - 1].rstrip().endswith(":") or lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return at
