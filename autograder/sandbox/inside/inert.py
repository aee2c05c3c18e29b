"""Stand-ins for what a notebook shows and never computes with: plots, displays, the notebook's own checks.

A plot cannot change a value, so a grader need not draw it. Used in the child only; standard library and numpy alone.
"""

from __future__ import annotations

import importlib
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

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # copy, pickle and numpy ask for dunders, and take an answer at its word
            raise AttributeError(name)
        return _METHODS.get(name, self)

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


def _axes(nrows: int = 1, ncols: int = 1, *, squeeze: bool = True, **_options: object) -> Any:
    axes = np.full((nrows, ncols), INERT, dtype=object)
    axes = axes.squeeze() if squeeze else axes
    return axes if axes.ndim else INERT


def _subplots(*args: int, **options: Any) -> tuple[Inert, Any]:
    return INERT, _axes(*args, **options)


def _plot(*_args: object, **_kwargs: object) -> list[Inert]:
    return [INERT]


def _hist(*_args: object, **_kwargs: object) -> tuple[Inert, Inert, Inert]:
    return INERT, INERT, INERT


def _limits(*_args: object, **_kwargs: object) -> tuple[float, float]:
    return 0.0, 1.0


# What callers unpack: of figures and axes, and of pyplot.
_METHODS: dict[str, Any] = {
    "get_xlim": _limits,
    "get_ylim": _limits,
    "hist": _hist,
    "plot": _plot,
    "subplots": _axes,
}
_FUNCTIONS: dict[str, Any] = {**_METHODS, "subplots": _subplots, "xlim": _limits, "ylim": _limits}


class InertModule(ModuleType):
    """A module that has every name."""

    __path__: MutableSequence[str] = []  # noqa: RUF012 - a package with nothing on disk

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name == "pyplot":  # from matplotlib import pyplot
            return importlib.import_module(f"{self.__name__}.{name}")
        return _FUNCTIONS.get(name, INERT)


class InertFinder(MetaPathFinder, Loader):
    """Answers every import of a module of MODULES, and of what lies below it, with an inert one.

    A real one that the assignment lists is loaded by then, and stays what it is.
    """

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """The spec of an inert module, or None for any other name."""
        top = name.partition(".")[0]
        is_real = not isinstance(sys.modules.get(top, INERT), Inert | InertModule)
        return ModuleSpec(name, self, is_package=True) if top in MODULES and not is_real else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Make the module."""
        return InertModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run."""


def install() -> None:
    """Put the stand-ins before every real module of these names."""
    sys.meta_path.insert(0, InertFinder())
