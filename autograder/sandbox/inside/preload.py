"""What a fork finds loaded: numpy with what it would load later, and the usual of the standard library.

The rest of the standard library loads when it is asked for, as it can be read; this is for speed, and for machines
where the student's user cannot reach it. It is no more than homework uses, as every fork pays for every page of it.
"""

from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Sequence

import numpy as np

from autograder.sandbox import wire
from autograder.sandbox.inside import student
from autograder.sandbox.inside.cells import Program

MODULES = (
    *("abc", "bisect", "cmath", "collections", "contextlib", "copy", "csv", "dataclasses", "datetime", "decimal"),
    *("enum", "fractions", "functools", "heapq", "inspect", "io", "itertools", "json", "math", "numbers", "operator"),
    *("pathlib", "pickle", "pprint", "random", "re", "statistics", "string", "textwrap", "threading", "time"),
    *("timeit", "traceback", "types", "typing", "warnings"),
    *("encodings.ascii", "encodings.cp437", "encodings.latin_1", "encodings.utf_16"),
    *("numpy.linalg", "numpy.random"),
)


def load(packages: Sequence[str]) -> None:
    """Import them all."""
    for name in (*MODULES, *packages):
        importlib.import_module(name)


def seed() -> None:
    """Once, before the first fork: the same random numbers in each, as grades repeat. No secret hangs on them."""
    random.seed(0)
    np.random.seed(0)


WARM_UP = """
import numpy as np

def work(a, b, k, name):
    a, b = np.asarray(a, dtype=np.float64), np.array(b, dtype=float)
    if name not in ("x", "y"):
        raise ValueError(name)
    c = a @ b.T + k * np.ones((a.shape[0], b.shape[0]))
    c = np.where(c > 0, 1 / (1 + np.exp(-np.abs(c))), np.log(np.clip(np.abs(c), 1e-12, None)))
    d = np.maximum(c, 0).sum(axis=1, keepdims=True) + np.outer(np.arange(c.shape[0]), c[0]).sum()
    e = np.diag(np.diagonal(c[:2, :2])) * np.eye(2) - np.zeros_like(c[:2, :2])
    f = np.stack([d.ravel(), d.reshape(-1)]).mean(axis=0) + np.dot(d[:, 0], d[:, 0]) ** 2
    return c - np.sum(c), d[:, None], e, float(f.max()) + np.isfinite(f).all()

def wrong(a, b, k, name):
    return work(a, b, k, "z")
"""


def warm_up() -> None:
    """Run code of the usual kind through all that a fork does: what is warm here is warm in every fork."""
    main = sys.modules["__main__"]
    channel = _Sink()
    program = Program((), str)
    for _ in range(20):
        program = Program([(1, WARM_UP), (2, "1 / 0")], str)
        student.load(program, channel, bytes(16), [])
    arrays = [np.arange(6.0).reshape(2, 3), np.arange(9.0).reshape(3, 3)]
    arguments = [(True, 0), (True, 1), (False, 0.5), (False, "x")]
    for name in ("work", "wrong", "absent"):
        head = {"name": name, "count": 4, "most": 100, "batch": [(1, arguments)] * 50}
        body = wire.pack_body(head, arrays)
        student.call(program, channel, bytes(16), *wire.unpack_body(body))
    sys.modules["__main__"] = main


class _Sink(student.Channel):
    """A channel that leads nowhere."""

    def __init__(self) -> None:
        super().__init__(-1, -1, -1)

    def send(self, frame: bytes) -> None:
        """Drop a frame."""
