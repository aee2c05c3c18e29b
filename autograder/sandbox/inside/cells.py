"""Compiles the cells of a student's file, and tells where in them an error arose. Used in the child only."""

from __future__ import annotations

import ast
import builtins
import importlib.util
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import CodeType, ModuleType, TracebackType
from typing import Any

from autograder.sandbox.inside.inert import INERT

MODULE, FILE = "handed_in", "handed_in.py"  # what Python calls a .py file, whatever its name is
IPYTHON_MODULES = ("IPython.utils.tokenutil", "IPython.core.inputtransformer2")


def load_transformer(site: Path) -> Callable[[str], str]:
    """IPython's own translation of magics, `!` and `?` lines into Python, from the site-packages folder `site`.

    The two modules that it takes are loaded by themselves: the whole of IPython would take half a second.
    """
    stand_ins = {name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] == "IPython"}
    try:
        for package in ("IPython", "IPython.utils", "IPython.core"):
            sys.modules[package] = ModuleType(package)
        for name in IPYTHON_MODULES:
            spec = importlib.util.spec_from_file_location(name, site / Path(*name.split(".")).with_suffix(".py"))
            if spec is None or spec.loader is None:
                raise ImportError(name)
            sys.modules[name] = module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            parent, _, child = name.rpartition(".")
            setattr(sys.modules[parent], child, module)
        manager: Any = sys.modules[IPYTHON_MODULES[-1]].TransformerManager()
        return lambda source: str(manager.transform_cell(source))
    finally:
        for name in list(sys.modules):
            if name.partition(".")[0] == "IPython":
                del sys.modules[name]
        sys.modules.update(stand_ins)


class Program:
    """A student's module: the cells, compiled one by one, and the names that they define."""

    def __init__(self, cells: Sequence[tuple[int, str]], translate: Callable[[str], str]) -> None:
        self.cells = cells
        in_notebook = any(number for number, _ in cells)
        # A .py file is imported, so its main block stays asleep; a notebook runs as the main program.
        self.module = ModuleType("__main__" if in_notebook else MODULE)
        self.names: dict[str, Any] = vars(self.module)
        self.names["get_ipython"] = self.names["display"] = INERT
        if not in_notebook:
            self.names["__file__"] = FILE
        sys.modules[self.module.__name__] = self.module
        self._files: dict[str, int] = {}
        self._translate = translate

    def compile(self, number: int, source: str) -> CodeType:
        """Compile one cell, translating what is not plain Python in a notebook. Raises what compile raises."""
        file = f"cell {number}" if number else FILE
        self._files[file] = number
        try:
            return _compile(source, file)
        except SyntaxError:
            if not number:
                raise
        return _compile(self._translate(source), file)

    def place(self, error: BaseException) -> tuple[int, int]:
        """The cell and the line of the innermost line of the student's; (0, 0) when none is known."""
        if isinstance(error, SyntaxError) and error.filename in self._files:
            return self._files[error.filename], error.lineno or 0
        found = (0, 0)
        for file, line in _frames(error.__traceback__):
            if file in self._files:
                found = self._files[file], line
        return found

    def top_line(self, error: BaseException) -> int:
        """The line of the statement of the cell that led to the error; 0 when none is known."""
        if isinstance(error, SyntaxError) and error.filename in self._files:
            return error.lineno or 0
        return next((line for file, line in _frames(error.__traceback__) if file in self._files), 0)

    def after(self, number: int, error: BaseException) -> CodeType | None:
        """What stands in a .py file behind the statement that failed; a cell of a notebook has no such rest."""
        line = self.top_line(error)
        if number or not line:
            return None
        tree = ast.parse(self.cells[0][1])
        rest = [statement for statement in tree.body if statement.lineno > line]
        return _compile(ast.Module(rest, []), FILE) if rest else None

    def depth(self, error: BaseException) -> int:
        """How many calls of the student's code are on the way to the error."""
        return sum(file in self._files for file, _ in _frames(error.__traceback__))


def _compile(source: str | ast.Module, file: str) -> CodeType:
    code: CodeType = compile(source, file, "exec", dont_inherit=True)
    return code


def _frames(traceback: TracebackType | None) -> list[tuple[str, int]]:
    frames = []
    while traceback is not None:
        frames.append((traceback.tb_frame.f_code.co_filename, traceback.tb_lineno))
        traceback = traceback.tb_next
    return frames


def builtin_name(error: BaseException) -> str:
    """The nearest builtin class of an exception: the name of the student's own may carry anything out."""
    for kind in type.mro(type(error)):
        name = str(kind.__name__)
        if getattr(builtins, name, None) is kind:
            return name
    return "Exception"
