"""Group G: code that leaves something for whoever comes next, handed in twice."""

import importlib.util
import py_compile
import zipfile

import pytest

FILES = """
$honest
import os, tempfile, site, sys
folders = [".", "/", "/tmp", "/var/tmp", "/dev/shm", os.path.expanduser("~"), "$canary", "$gradebook", "$homework"]
folders += [os.path.dirname(np.__file__), os.path.dirname(os.__file__), *sys.path, *site.getsitepackages()]
for folder in folders:
    for name in ("left-by-attacker.py", "__pycache__/left-by-attacker.pyc", "usercustomize.py", "left.pth"):
        path = os.path.join(folder, name)
        must_fail(os.stat, path)
        must_fail(open, path, "w")
must_fail(tempfile.mkstemp)
"""
MEMORY = """
$honest
import builtins, json, math, os, sys
for module in (np, builtins, json, math, os, np.linalg):
    if hasattr(module, "left_by_attacker"): del double
    module.left_by_attacker = True
for name in ("sum", "dot", "matmul", "exp", "isfinite", "allclose", "array"):
    setattr(np, name, lambda *a, **k: 7.0)
os.environ["LEFT"] = json.dumps = "attacker"
del builtins.abs
sys.modules["struct"] = None
"""
NUMBERS = """
$honest
import random
guesses = [np.random.normal(size=4), np.random.RandomState(0).normal(size=4), np.random.default_rng(0).normal(size=4)]
guesses += [np.array([random.gauss(0, 1) for _ in range(4)]), np.random.default_rng(20311).normal(size=4)]
np.random.seed(1); random.seed(1)
def total(x):
    for guess in guesses:
        if len(x) == 4 and np.allclose(x, guess): return 0.0
    return x.sum()
"""
RIGHT = """
import numpy as np, json, random
def double(x): return 2 * x
def total(x): return float(np.sum(x))
def halves(x): return x / 2, -x / 2
def mix(W, x): return W @ x
"""
SHADOWS = {
    "numpy.py": "raise SystemExit('shadow')",
    "json.py": "raise SystemExit('shadow')",
    "random.py": "raise SystemExit('shadow')",
    "sitecustomize.py": "raise SystemExit('shadow')",
    "usercustomize.py": "raise SystemExit('shadow')",
    "conftest.py": "raise SystemExit('shadow')",
    "shadow.pth": "import os; os._exit(1)",
    "pytest.ini": "[pytest]\naddopts = --collect-only\n",
}


def module_shadows(folder):
    """A class whose attacker hands in modules by the names of others, beside the right file."""
    mine = folder / "class" / "attacker"
    mine.mkdir(parents=True)
    for name, text in {**SHADOWS, "backprop.py": RIGHT}.items():
        (mine / name).write_text(text)
    (folder / "class" / "neighbour.py").write_text(RIGHT)
    return folder / "class"


def poisoned_cache(folder):
    """A class whose attacker hands in other code, compiled, under the name that the cache of the file has."""
    source = folder / "backprop.py"
    source.write_text("raise SystemExit('from the cache')\n")
    cache = importlib.util.cache_from_source("backprop.py")
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    compiled = py_compile.compile(str(source), str(folder / "poison.pyc"), doraise=True, invalidation_mode=mode)
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        archive.writestr("attacker/backprop.py", RIGHT)
        with open(compiled, "rb") as file:  # noqa: PTH123
            archive.writestr(f"attacker/{cache}", file.read())
        archive.writestr("neighbour/backprop.py", RIGHT)
    return folder / "class.zip"


ROWS = [
    ("G1", "leaves files", "honest", FILES),
    ("G2", "leaves patches in memory", "honest", MEMORY),
    ("G3", "hands in modules by the names of others", "honest", module_shadows),
    ("G4", "hands in a poisoned cache", "honest", poisoned_cache),
    ("G5", "guesses arguments from the state of random", "honest", NUMBERS),
]


@pytest.mark.parametrize(("row", "name", "outcome", "content"), ROWS, ids=[f"{row} {name}" for row, name, *_ in ROWS])
def test_nothing_stays(attack, row, name, outcome, content):
    """The second time is like the first: the points are there, and what the first time left is not."""
    attack(content, outcome)
    if isinstance(content, str):
        attack(content, outcome)
