"""Cells of a notebook: one that fails is left out and the rest is graded; what is not Python is never executed."""

import pytest

from autograder.grades import Status, Verdict
from autograder.outcome import Ended, Overran, Raised

WRITE = ": > {canary}"
NEVER_RUN = {
    "!": "!" + WRITE,
    "!!": "!!" + WRITE,
    "indented !": "if True:\n    !" + WRITE,
    "assigned !": "x = !" + WRITE,
    "%system": "%system " + WRITE,
    "%sx": "%sx " + WRITE,
    "assigned %sx": "x = %sx " + WRITE,
    "%%bash": "%%bash\n" + WRITE,
    "%%sh": "%%sh\n" + WRITE,
    "%%script": "%%script /bin/sh\n" + WRITE,
    "%%!": "%%!\n" + WRITE,
    "%%system": "%%system\n" + WRITE,
    "%%writefile": "%%writefile {canary}\nx",
    "%%capture": "%%capture\nopen('{canary}', 'w')",
    "%%time": "%%time\nopen('{canary}', 'w')",
    "%%python": "%%python\nopen('{canary}', 'w')",
    "%time": "%time open('{canary}', 'w')",
    "%timeit": "%timeit open('{canary}', 'w')",
    "%run": "%run {canary}",
    "%load_ext": "%load_ext autoreload\n%autoreload 2\n%matplotlib inline",
    "%pip": "%pip install something\n!pip install something",
    "?": "print?\nnp.exp??\n?print",
    "%cd": "%cd /tmp\n%env CANARY=1",
    "get_ipython().system": "get_ipython().system(': > {canary}')",
    "get_ipython().getoutput": "x = get_ipython().getoutput(': > {canary}')",
    "get_ipython().run_cell_magic": "get_ipython().run_cell_magic('bash', '', ': > {canary}')",
    "get_ipython().run_line_magic": "get_ipython().run_line_magic('sx', ': > {canary}')",
    "imported get_ipython": "from IPython import get_ipython\nget_ipython().system(': > {canary}')",
    "a magic between Python": "import numpy as np\n%matplotlib inline\ny = 1\n!" + WRITE + "\nz = y + 1",
    "a % that is Python": "a = 7 \\\n  % 4\nassert a == 3",
}
FAILING = {
    "an exception": ("1 / 0", Raised),
    "sys.exit": ("import sys; sys.exit(1)", Raised),
    "exit()": ("exit()", Raised),
    "a syntax error": ("def broken(:\n    pass", Raised),
    "a tab error": ("if True:\n\tx = 1\n        y = 2", Raised),
    "an unclosed bracket": ("x = (1,\n", Raised),
    "output pasted in": ("array([1., 2.])\n[1. 2.]", Raised),
    "deep brackets": ("(" * 100_000 + ")" * 100_000, Raised),
    "a missing module": ("import torch", Raised),
    "input": ("input('your name: ')", Raised),
    "top-level return": ("return 3", Raised),
    "os._exit": ("import os; os._exit(0)", Ended),
    "abort": ("import os; os.abort()", Ended),
    "segmentation fault": ("import ctypes; ctypes.string_at(0)", Ended),
    "an endless loop": ("while True: pass", Overran),
    "sleep": ("import time; time.sleep(1000)", Overran),
}


def test_what_is_not_python_is_never_executed(load, tmp_path):
    """Magics, shell lines and help lines write no file, and none of them fails its cell."""
    cells = [cell.replace("{canary}", str(tmp_path / f"canary{i}")) for i, cell in enumerate(NEVER_RUN.values())]
    failures = load(*cells)
    assert {list(NEVER_RUN)[number - 1]: outcome for number, outcome in failures.items()} == {}
    assert {list(NEVER_RUN)[int(path.name.removeprefix("canary"))] for path in tmp_path.iterdir()} == set()


def test_what_is_not_python_hurts_no_neighbour(grade_cells, tmp_path):
    """A notebook full of magics and shell lines earns what it earns without them."""
    assert grade_cells(*(cell.replace("{canary}", str(tmp_path / "canary")) for cell in NEVER_RUN.values())).is_perfect


def test_names_defined_beside_a_magic_are_defined(grade_cells):
    """A cell with a magic in it still defines its functions and variables."""
    assert grade_cells(
        "%matplotlib inline\ndef double(x):\n    return 2 * x\nfiles = !ls\n!ls", right=("total", "halves", "best")
    ).is_perfect


def test_every_cell_that_raises_is_reported_alone(load):
    """A cell that does not compile or that raises is reported by its number, and the cells between run."""
    failing = [cell for cell, outcome in FAILING.values() if outcome is Raised]
    failures = load(*(cell for pair in zip(failing, ["x = 1"] * len(failing), strict=True) for cell in pair))
    assert {number: type(failure) for number, failure in failures.items()} == {
        2 * i + 1: Raised for i in range(len(failing))
    }


@pytest.mark.parametrize(
    ("cell", "outcome"), [pair for pair in FAILING.values() if pair[1] is not Raised], ids=lambda x: repr(x)[:24]
)
def test_a_cell_that_takes_python_with_it_is_left_out_alone(load, cell, outcome):
    """A cell that ends Python or does not end is left out, and no other cell with it."""
    failures = load("x = 1", cell, "y = 1", load_seconds=0.5 if outcome is Overran else 5.0)
    assert {number: type(failure) for number, failure in failures.items()} == {2: outcome}


def test_the_rest_of_a_notebook_with_failing_cells_is_graded(grade_cells):
    """A notebook with every kind of error and of end in its cells earns what its other cells earn."""
    assert grade_cells(*(cell for cell, outcome in FAILING.values() if outcome is not Overran)).is_perfect


def test_a_cell_that_overruns_is_left_out_and_the_rest_is_graded(grade_cells):
    """Two cells without end, before and between the answers, cost their own time and no points."""
    assert grade_cells("while True: pass", "import time\ntime.sleep(1000)", load_seconds=0.5).is_perfect


def test_two_cells_that_end_python_are_both_left_out(grade_cells):
    """Every cell that ends Python is left out in its turn."""
    assert grade_cells("import os\nos._exit(0)", "x = 1", "import os\nos.abort()", "import os\nos._exit(3)").is_perfect


def test_a_cell_may_end_python_only_after_another_is_left_out(grade_cells):
    """A cell that turns fatal because an earlier one is missing is left out as well."""
    assert grade_cells(
        "import os\nfine = True\nos._exit(0)", "import os\nif 'fine' not in globals(): os._exit(0)"
    ).is_perfect


@pytest.mark.parametrize(
    ("cell", "verdict", "told"),
    [
        ("1 / 0\ndef double(x): return 2 * x", Verdict.CRASHED, "cell 1 stopped in line 1 with ZeroDivisionError."),
        ("def double(x) return 2 * x", Verdict.CRASHED, "cell 1 stopped in line 1 with SyntaxError."),
        (
            "import os\nos._exit(0)\ndef double(x): return 2 * x",
            Verdict.CRASHED,
            "cell 1 ended Python while it was loaded.",
        ),
        (
            "while True: pass\ndef double(x): return 2 * x",
            Verdict.TIMED_OUT,
            "cell 1 ran for more than 0.5 seconds.",
        ),
        ("%%time\ndef double(x): return 2 * x", Verdict.MISSING, "begins with %%time: such cells are not run."),
        ("# nothing here", Verdict.MISSING, "There is no `double` in your file."),
    ],
    ids=["exception", "syntax", "ended", "overran", "magic", "nowhere"],
)  # fmt: skip
def test_what_a_failed_cell_defines_is_missing_with_the_reason(grade_cells, cell, verdict, told):
    """The function that a failed cell should have defined is missing, the sentence says why, and the rest counts."""
    result = grade_cells(cell, right=("total", "halves", "best"), load_seconds=0.5)
    assert result.verdicts["double"] is verdict
    assert told in result.messages("double")[0]
    assert result.lost_only("double")


def test_names_defined_before_an_exception_count(grade_cells):
    """A cell that defines a function and then fails keeps the function."""
    assert grade_cells("def double(x): return 2 * x\n1 / 0", right=("total", "halves", "best")).is_perfect


def test_the_last_definition_counts(grade_cells):
    """Cells run in order, so that a later definition takes the place of an earlier one."""
    wrong = "def double(x): return 3 * x"
    assert grade_cells(wrong).is_perfect
    result = grade_cells("def double(x): return 2 * x", wrong, right=("total", "halves", "best"))
    assert result.lost_only("double")


def test_cells_share_their_names(grade_cells):
    """A name of one cell is known in the next, and a function finds what later cells define."""
    cells = ("FACTOR = 2", "def double(x): return helper(x)", "def helper(x): return FACTOR * x")
    assert grade_cells(*cells, right=("total", "halves", "best")).is_perfect


def test_a_future_import_of_a_cell_is_its_own(load):
    """Cells compile one by one, with no flag of the grader's in them."""
    assert load("from __future__ import annotations\ndef f(x: undefined): ...", "try:\n    def g(x: undefined): ...\n"
                "except NameError: pass\nelse: raise SystemExit") == {}  # fmt: skip


def test_a_crash_while_grading_loads_all_cells_again(grade_cells):
    """After a question ended Python, the names of all cells are there again for the next."""
    result = grade_cells("import os", "FACTOR = 2", "def double(x): os._exit(0)", right=("total", "halves", "best"))
    assert result.lost_only("double")


@pytest.mark.parametrize("line", ["def broken(:", "x = (", "'''", "\tx = 1\n  y = 2"], ids=repr)
def test_a_script_that_python_cannot_read_is_rejected_with_the_reason(grade, line):
    """A .py file that does not compile is no zero: it is rejected with the kind of the error and its line."""
    result = grade(f"{line}\n")
    assert result.grade.status is Status.REJECTED
    assert result.grade.problem.startswith("Python cannot read the file: ")
    assert "line " in result.grade.problem


@pytest.mark.parametrize(
    "source", ["(" * 100_000 + ")" * 100_000, "x = " + "-" * 300_000 + "1", "x = " + "9" * 10_000], ids=["()", "-", "9"]
)
def test_a_compile_bomb_is_rejected(grade, source):
    """A file that is too much for the compiler is rejected in a sentence, and never compiled by the grader itself."""
    result = grade(source + "\n", load_seconds=20.0)
    assert result.grade.status is Status.REJECTED
    assert result.grade.problem.startswith("Python cannot read the file: ")


@pytest.mark.parametrize(
    ("end", "verdict"),
    [("import os\nos._exit(0)", Verdict.CRASHED), ("while True: pass", Verdict.TIMED_OUT)],
    ids=["ended", "overran"],
)
def test_a_script_that_does_not_survive_its_import_says_so_everywhere(grade, end, verdict):
    """A .py file is one piece: when it takes Python with it, every question is told why it is missing."""
    result = grade(f"{end}\n", load_seconds=0.5)
    assert result.grade.status is Status.GRADED
    assert set(result.verdicts.values()) == {verdict}
    assert all("your file" in result.messages(name)[0] for name in result.scores)


@pytest.mark.parametrize("end", ["raise SystemExit", "1 / 0", "import torch", "open('data.csv')", "def = 1"])
def test_a_script_that_raises_at_its_end_is_graded(grade, end):
    """What a .py file defined before it raised counts, unless the whole does not compile."""
    result = grade(f"{end}\n")
    assert result.is_perfect or (end == "def = 1" and result.grade.status is Status.REJECTED)


def test_a_script_goes_on_behind_a_statement_that_failed(grade):
    """In a .py file a statement that raises costs what it would have defined, and nothing behind it."""
    result = grade("best = undefined\nimport nothing_of_this_name\nraise SystemExit\ndef double(x): return 2 * x\n")
    assert result.lost_only("best")
    (told,) = result.messages("best")
    assert told.startswith("There is no `best`: your file stopped in line ")
    assert told.endswith(" with NameError.")
