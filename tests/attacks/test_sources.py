"""Group J: files that are odd as text, or odd as modules."""

import base64

import pytest

RIGHT = """import numpy as np
def double(x): return 2 * x
def total(x): return x.sum()
def halves(x): return x / 2, -x / 2
def mix(W, x): return W @ x
"""
HIDDEN_IN_UTF7 = b"# coding: utf-7\n+" + base64.b64encode(RIGHT.encode("utf-16-be")).rstrip(b"=") + b"-\n"
STATE = """
$honest
import os, signal, sys, warnings
os.chdir("/")
sys.path.clear()
np.seterr(all="raise")
np.set_printoptions(precision=1)
warnings.simplefilter("error")
signal.alarm(1000)
sys.stdout.close(); sys.stderr = None
sys.setrecursionlimit(200)
os.environ.clear()
"""
CALLABLES = """
import functools
import numpy as np
class Twice:
    def __call__(self, x): return 2 * x
double = Twice()
total = np.sum
halves = lambda x: (x / 2, -x / 2)
mix = functools.partial(np.matmul)
HERE = __file__
if __name__ == "__main__":
    del double
"""
# A Cyrillic letter where a Latin one belongs; another that Python itself takes for the Latin one.
HOMOGLYPH = RIGHT.replace("def double", "def d\u043euble").encode()
SAME_TO_PYTHON = RIGHT.replace("def double", "def d\uff4fuble").encode()

ROWS = [
    ("J1", "NUL bytes", "rejected", RIGHT.encode() + b"\0"),
    ("J1", "bytes that are no UTF-8", "rejected", RIGHT.encode() + b"# caf\xe9\n"),
    ("J1", "UTF-16", "rejected", RIGHT.encode("utf-16")),
    ("J2", "hidden by rot13", "rejected", b"# coding: rot13\nqrs qbhoyr(k): erghea 2 * k\n"),
    ("J2", "hidden by UTF-7", "rejected", HIDDEN_IN_UTF7),
    ("J3", "a mark and Windows lines", "honest", b"\xef\xbb\xbf" + RIGHT.replace("\n", "\r\n").encode()),
    ("J4", "a syntax error", "rejected", (RIGHT + "def broken(:\n").encode()),
    ("J4", "an empty file", "rejected", b""),
    ("J4", "a file of spaces", "rejected", b" \n\t\r\n"),
    ("J5", "a letter that looks the same", "costs one", HOMOGLYPH),
    ("J5", "a letter that is the same to Python", "honest", SAME_TO_PYTHON),
    ("J6", "changes the state of Python", "honest", STATE),
    ("J7", "callables, and a main block", "honest", CALLABLES),
]


@pytest.mark.parametrize(("row", "name", "outcome", "content"), ROWS, ids=[f"{row} {name}" for row, name, *_ in ROWS])
def test_odd_sources_are_told_or_graded(attack, row, name, outcome, content):
    """A file is graded by what it says in UTF-8, or comes back with a sentence on what is wrong with it."""
    (result,) = attack(content, outcome)
    if name == "a syntax error":
        assert "SyntaxError in line 6" in result["problem"]
    if outcome == "costs one":
        assert result["questions"][0]["cases"][0]["message"] == "There is no `double` in your file."
