"""Group H: notebooks that are damaged, huge, of another kind, or want something executed."""

import json

import pytest

RIGHT = """import numpy as np
def double(x): return 2 * x
def total(x): return x.sum()
def halves(x): return x / 2, -x / 2
def mix(W, x): return W @ x
"""
SCRIPT = "<script>fetch('/hidden')</script>"


def code(source, *outputs):
    """A code cell."""
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": list(outputs), "execution_count": None}


def text(source, kind="markdown"):
    """A cell of text."""
    return {"cell_type": kind, "source": source, "metadata": {}}


def notebook(*cells, **changes):
    """A notebook of these cells."""
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)} | changes


def raw(content):
    """The bytes of a notebook file, from its JSON text or from what becomes JSON."""
    data = content if isinstance(content, str) else json.dumps(content)
    return "backprop.ipynb", data.encode("utf-8", "surrogatepass")


def large_outputs(folder):
    """A right notebook with outputs of 8 MB."""
    path = folder / "attacker.ipynb"
    image = {"output_type": "display_data", "data": {"image/png": "iVBO" * 2_000_000}, "metadata": {}}
    path.write_text(json.dumps(notebook(code(RIGHT, image))))
    return path


COMMANDS = [
    code("!touch $canary/owned"),
    code("x = !ls $canary"),
    code("%%bash\ntouch $canary/owned"),
    code("%run $homework/homework.py"),
    code("get_ipython().system('touch $canary/owned')"),
    code("%%writefile $canary/owned\nowned"),
]
HTML_OUTPUT = {"output_type": "display_data", "data": {"text/html": SCRIPT}, "metadata": {}}
DEEP = '{"nbformat": 4, "metadata": {}, "cells": ' + "[" * 10**5 + "]" * 10**5 + "}"
DIGITS = '{"nbformat": 4, "nbformat_minor": ' + "9" * 200_000 + ', "metadata": {}, "cells": []}'
CELL = json.dumps(code(RIGHT))
DUPLICATES = '{"nbformat": 3, "nbformat": 4, "metadata": NaN, "cells": [], "cells": [' + CELL + "]}"
SURROGATE = json.dumps(notebook(code(RIGHT), code("text = '\ud800'")))
CONFLICT = '{"nbformat": 4,\n<<<<<<< HEAD\n"cells": [],\n=======\n"cells": [1],\n>>>>>>> main\n"metadata": {}}'
JULIA = {"kernelspec": {"name": "julia-1.10", "language": "julia", "display_name": "Julia"}}
WORKSHEETS = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": "none"}]}

ROWS = [
    ("H1", "commands of the shell", "honest", notebook(*COMMANDS, code(RIGHT), code("!rm -r $canary"))),
    ("H2", "a hundred thousand cells", "rejected", raw(notebook(*[code("x = 1")] * 10**5))),
    ("H3", "outputs of 8 MB", "honest", large_outputs),
    ("H4", "cut off", "rejected", raw(json.dumps(notebook(code(RIGHT)))[:-40])),
    ("H4", "a web page", "rejected", raw("<!DOCTYPE html><html><body>Sign in</body></html>")),
    ("H4", "marks of a merge", "rejected", raw(CONFLICT)),
    ("H4", "no JSON", "rejected", raw("not { a notebook")),
    ("H5", "a format of the future", "rejected", raw(notebook(code(RIGHT), nbformat=99))),
    ("H5", "worksheets of another type", "rejected", raw(WORKSHEETS)),
    ("H5", "cells that are numbers", "rejected", raw(notebook(1, 2))),
    ("H5", "cells that are a text", "rejected", raw(notebook(cells="none"))),
    ("H5", "a format that is a text", "rejected", raw(notebook(code(RIGHT), nbformat="4"))),
    ("H6", "lists in lists in lists", "rejected", raw(DEEP)),
    ("H6", "a number of many digits", "rejected", raw(DIGITS)),
    ("H7", "sources that are no text", "honest", raw(notebook(code(None), code(7), code({}), code([1]), code(RIGHT)))),
    ("H7", "half of a pair", "honest", raw(SURROGATE)),
    ("H7", "NUL in a cell", "honest", raw(notebook(code("x = '\0'"), code(RIGHT)))),
    ("H7", "duplicate keys and NaN", "honest", raw(DUPLICATES)),
    ("H7", "UTF-16", "rejected", ("backprop.ipynb", json.dumps(notebook(code(RIGHT))).encode("utf-16"))),
    ("H8", "scripts in texts and outputs", "honest", notebook(text(SCRIPT), code(RIGHT, HTML_OUTPUT), text(SCRIPT))),
    ("H9", "code in texts alone", "zero", notebook(text(RIGHT), text(RIGHT, "raw"), code("x = 1"))),
    ("H10", "exits in cells", "honest", notebook(code("exit()"), code(RIGHT), code("import sys; sys.exit()"))),
    ("H10", "an error between cells", "honest", notebook(code("1 / 0"), code(RIGHT), code("def broken("))),
    (
        "H10",
        "the last definition counts",
        "zero",
        notebook(code(RIGHT), code("double = total = halves = mix = lambda *arguments: 0.0")),
    ),
    ("H11", "another language", "rejected", raw(notebook(code("double(x) = 2x"), metadata=JULIA))),
    ("H11", "no cells", "rejected", raw(notebook())),
]


@pytest.mark.parametrize(("row", "name", "outcome", "content"), ROWS, ids=[f"{row} {name}" for row, name, *_ in ROWS])
def test_notebooks_are_read_as_data(attack, row, name, outcome, content):
    """A notebook is graded cell by cell, or comes back with a sentence; nothing in it is copied to a page."""
    (result,) = attack(content, outcome)
    assert SCRIPT not in json.dumps(result)
    if name == "a hundred thousand cells":
        assert "100000 cells" in result["problem"]
    if row == "H5":
        assert "not a notebook" in result["problem"] or "save it again" in result["problem"]
