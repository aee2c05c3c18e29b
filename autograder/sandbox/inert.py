"""Stand-ins for what a notebook shows and never computes with: plots, displays, the notebook's own checks.

A plot cannot change a gradient, so a grader need not draw it. Used in the child only; standard library and numpy alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, MutableSequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

import numpy as np

MODULES = frozenset(
    {"IPython", "google", "ipywidgets", "matplotlib", "mpl_toolkits", "otter", "plotly", "public_checks", "seaborn"}
)


class Inert:
    """Takes every call, attribute and item, and does nothing."""

    def __call__(self, *_args: object, **_kwargs: object) -> Inert:
        """Do nothing, whatever is asked."""
        return self

    def __getattr__(self, name: str) -> Inert:
        if name.startswith("__"):  # copy, pickle and numpy ask for dunders, and take an answer at its word
            raise AttributeError(name)
        return self

    def __getitem__(self, _key: object) -> Inert:
        return self

    def __setitem__(self, _key: object, _value: object) -> None:
        pass

    def __iter__(self) -> Iterator[Inert]:
        return iter(())

    def __enter__(self) -> Inert:
        return self

    def __exit__(self, *_error: object) -> None:
        pass


INERT = Inert()


def _subplots(nrows: int = 1, ncols: int = 1, **_options: object) -> tuple[Inert, Any]:
    axes = np.full((nrows, ncols), INERT, dtype=object).squeeze()
    return INERT, axes if axes.ndim else INERT


def _hist(*_args: object, **_kwargs: object) -> tuple[Inert, Inert, Inert]:
    return INERT, INERT, INERT


# What is unpacked by its callers.
_UNPACKED = {"subplots": _subplots, "hist": _hist}


class InertModule(ModuleType):
    """A module that has every name."""

    __path__: MutableSequence[str] = []  # noqa: RUF012 - a package with nothing on disk

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _UNPACKED.get(name, INERT)


class InertFinder(MetaPathFinder, Loader):
    """Answers every import of a module of MODULES, and of what lies below it, with an inert one."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """The spec of an inert module, or None for any other name."""
        return ModuleSpec(name, self, is_package=True) if name.partition(".")[0] in MODULES else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Make the module."""
        return InertModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run."""


def install() -> None:
    """Put the stand-ins before every real module of these names."""
    sys.meta_path.insert(0, InertFinder())
