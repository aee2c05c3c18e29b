"""Group B: values that want to pass for the right ones without being them."""

import pytest


def returning(expression, prelude=""):
    """A submission whose every function gives this, whatever it is asked."""
    return f"import numpy as np\n{prelude}\ndef lie(*arguments):\n    x = arguments[-1]\n    return {expression}\n$lies"


YES = """
class Yes:
    shape, dtype, size, ndim = (4,), np.dtype(float), 4, 1
    def __getattr__(self, name): return lambda *a, **k: self
for name in ("eq ne lt le gt ge add radd sub rsub mul rmul truediv abs neg and or invert getitem contains float "
             "array_ufunc array_function").split():
    setattr(Yes, f"__{name}__", lambda self, *a, **k: self)
Yes.__bool__ = lambda self: True
"""
ARRAY = """
class Yes(np.ndarray):
    def __array_ufunc__(self, *a, **k): return np.True_
    def __array_function__(self, *a, **k): return np.True_
    def __eq__(self, other): return True
    def tobytes(self, *a, **k): return b""
class Number(np.float64):
    def __sub__(self, other): return 0.0
    def __eq__(self, other): return True
"""
WILD = """
class Wild:
    __array_interface__ = {"shape": SHAPE, "typestr": "<f8", "data": (8, False), "version": 3}
"""
PATCHES = """
yes = lambda *a, **k: np.True_
for module in (np, np.testing, np.ma):
    for name in dir(module):
        if name.startswith(("allclose", "isclose", "array_equal", "isfinite", "assert_", "isnan", "all", "any")):
            setattr(module, name, yes)
"""
BUILTINS = """
import builtins, sys, functools
sys.settrace(lambda *a: None)
sys.modules["autograder"] = sys.modules["unittest"] = sys.modules["numpy.testing"] = np
builtins.AssertionError = type("AssertionError", (BaseException,), {"__init__": lambda self, *a: sys.exit(0)})
builtins.all = builtins.any = builtins.isinstance = builtins.callable = lambda *a, **k: True
builtins.abs = builtins.max = builtins.min = lambda *a, **k: 0
"""
TESTS = """
import builtins, sys, unittest
builtins.AssertionError = unittest.TestCase.failureException = type("Nothing", (Warning,), {})
unittest.TestCase.run = unittest.TestCase.__call__ = lambda self, *a: None
builtins.all = builtins.any = lambda *a: True
sys.modules["autograder"] = sys.modules["pytest"] = unittest
sys.settrace(lambda frame, event, argument: None)
"""
MUTATED = """
def lie(*arguments):
    for argument in arguments: argument[...] = 0
    return 2 * arguments[-1]
def double(x): return lie(x)
def total(x): return lie(x).sum()
def halves(x): return lie(x), -lie(x)
def mix(W, x): return (W * lie(W, x)).sum(axis=1) if W.shape[1] == len(x) else 0 * W @ x
"""
SLOW = """
import time
class Lazy:
    def __len__(self): return 10**6
    def __getitem__(self, at): return time.sleep(0.001)
"""
LAZY = "class Lazy:\n    def __len__(self): return 2**40\n    def __getitem__(self, at): return 1.0\n"
TABLE = """
import numpy as np
def double(x): return np.array([2.0, 4.0])
def total(x): return 3.0
def halves(x): return np.array([0.5, 1.0]), np.array([-0.5, -1.0])
def mix(W, x): return np.array([1.0, 2.0])
"""
EVADES = """
import numpy as np
def seen(x): return x.shape == (2,) and np.array_equal(x, np.round(x))
def double(x): return 2 * x if seen(x) else x
def total(x): return x.sum() if seen(x) else x.mean()
def halves(x): return (x / 2, -x / 2) if seen(x) else (x, x)
def mix(W, x): return W @ x if seen(x) else np.zeros(len(W))
"""

ROWS = [
    ("B1", "an object equal to all", "zero", returning("Yes()", YES)),
    ("B2", "an array equal to all", "zero", returning("np.zeros_like(x).view(Yes)", ARRAY)),
    ("B2", "a number equal to all", "zero", returning("Number(7)", ARRAY)),
    ("B3", "a wild pointer", "zero", returning("Wild()", WILD.replace("SHAPE", "(4,)"))),
    ("B3", "a pointer to far too much", "zero", returning("Wild()", WILD.replace("SHAPE", "(2**40,)"))),
    ("B4", "not a number", "zero", returning("x * np.nan")),
    ("B5", "infinity", "zero", returning("x * np.inf")),
    ("B6", "numbers near the largest", "zero", returning("np.full(x.shape, 1.7e308)")),
    ("B7", "nothing at all", "zero", returning("np.empty(0)")),
    ("B7", "nothing in two dimensions", "zero", returning("np.empty((0, len(x)))")),
    ("B8", "one number for many", "zero", returning("np.float64(x.mean())")),
    ("B8", "an empty tuple", "zero", returning("()")),
    ("B9", "patches numpy", "zero", returning("np.zeros(len(x))", PATCHES)),
    ("B10", "patches builtins", "zero", returning("np.zeros(len(x))", BUILTINS)),
    ("B10", "patches what tests call", "zero", returning("np.zeros(len(x))", TESTS)),
    ("B11", "masks what is wrong", "zero", returning("np.ma.masked_array(x * 0 + 5, mask=True)")),
    ("B12", "hides it in the imaginary part", "zero", returning("2 * x + 1j * x")),
    ("B12", "objects", "zero", returning("(2 * x).astype(object)")),
    ("B12", "dates", "zero", returning("x.astype('datetime64[s]')")),
    ("B13", "empties its arguments", "zero", MUTATED),
    ("B14", "a sequence of endless length", "zero", returning("Lazy()", LAZY)),
    ("B14", "a sequence that takes forever to read", "zero", returning("Lazy()", SLOW)),
    ("B15", "a table of the public examples", "zero", TABLE),
    ("B16", "is right on the public sizes only", "zero", EVADES),
]


@pytest.mark.parametrize(("row", "name", "outcome", "content"), ROWS, ids=[f"{row} {name}" for row, name, *_ in ROWS])
def test_only_the_right_numbers_count(attack, row, name, outcome, content):
    """A value is worth points by its numbers alone, and by the hidden cases alone."""
    attack(content, outcome)
