"""Code that exits, hangs, crashes or raises costs the question that it happens in, and no other."""

import pytest

from autograder.grades import Status, Verdict
from autograder.outcome import Returned

CRASHED, TIMED_OUT = Verdict.CRASHED, Verdict.TIMED_OUT

ENDING = {
    "os._exit(0)": "import os; os._exit(0)",
    "os.abort": "import os; os.abort()",
    "segmentation fault": "import ctypes; ctypes.string_at(0)",
    "kills itself": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "exec of another program": "import os, sys; os.execv('/bin/true', ['true'])",
    "closes every descriptor": "import os; os.closerange(0, 1024); return 2 * x",
}
RAISING = {
    "sys.exit": ("import sys; sys.exit(0)", "SystemExit"),
    "exit with an object": ("raise SystemExit([0] * 10**6)", "SystemExit"),
    "KeyboardInterrupt": ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    "GeneratorExit": ("raise GeneratorExit", "GeneratorExit"),
    "StopIteration": ("raise StopIteration(1)", "StopIteration"),
    "BaseException": ("raise BaseException", "BaseException"),
    "a child of BaseException": ("class Odd(BaseException): pass\n    raise Odd(1)", "BaseException"),
    "a class named after data": ("raise type('Input%r' % x[0], (KeyError,), {})()", "KeyError"),
    "a class named as builtin": ("raise type('ValueError', (OSError,), {})()", "OSError"),
    "a class with two parents": ("raise type('Two', (KeyError, AttributeError), {})", "KeyError"),
    "__str__ that loops": (
        "class Odd(ValueError):\n        def __str__(self):\n            while True: pass\n"
        "        __repr__ = __str__\n    raise Odd",
        "ValueError",
    ),
    "__str__ that exits": (
        "class Odd(ValueError):\n        def __str__(self): import os; os._exit(0)\n    raise Odd",
        "ValueError",
    ),
    "50 MB of text": ("raise ValueError('x' * 50_000_000)", "ValueError"),
    "20000 causes": (
        "error = None\n    for _ in range(20_000):\n        after = ValueError()\n        after.__cause__ = error\n"
        "        error = after\n"
        "    raise error",
        "ValueError",
    ),
    "a group": ("raise BaseExceptionGroup('many', [KeyboardInterrupt()] * 1000)", "BaseExceptionGroup"),
    "a warning": ("raise RuntimeWarning('x')", "RuntimeWarning"),
    "not an exception": ("raise 7", "TypeError"),
    "a decoding error": ("b'\\xff'.decode()", "UnicodeDecodeError"),
    "division by zero": ("1 / 0", "ZeroDivisionError"),
    "unknown name": ("return np.exp(Z)", "NameError"),
    "deep recursion": ("return double(x)", "RecursionError"),
    "input()": ("return 2 * float(input('x?'))", "EOFError"),
    "memory at once": ("return np.ones(2**40)", "MemoryError"),
    "memory bit by bit": ("hoard = []\n    while True: hoard.append(bytearray(10**7))", "MemoryError"),
}
HANGING = {
    "Python loop": "while True: pass",
    "loop that catches everything": (
        "while True:\n        try:\n            while True: pass\n        except BaseException: pass"
    ),
    "loop in C": "return sum(iter(int, 1))",
    "regular expression": "import re; return re.match('(a+)+$', 'a' * 60 + 'b')",
    "huge power": "return len(str(7 ** (10**9)))",
    "sleep": "import time; time.sleep(1000)",
    "sleep with all signals ignored": (
        "import signal, time\n    for s in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:\n"
        "        signal.signal(s, signal.SIG_IGN)\n    time.sleep(1000)"
    ),
    "deadlock": "import threading; lock = threading.Lock(); lock.acquire(); lock.acquire()",
    "endless iteration": "return np.fromiter(iter(float, 1), float)",
    "__array__ that loops": (
        "class Odd:\n        def __array__(self, *a, **k):\n            while True: pass\n    return Odd()"
    ),
    "output without end": "while True: print('x' * 10_000)",
}


@pytest.mark.parametrize("body", ENDING.values(), ids=list(ENDING))
def test_ending_python_costs_one_question(grade, body):
    """Code that takes its process with it scores nothing there, and the questions after it keep their points."""
    result = grade(f"def double(x):\n    {body}\n")
    assert result.grade.status is Status.GRADED
    assert result.verdicts["double"] is CRASHED
    assert result.lost_only("double")


@pytest.mark.parametrize(("body", "name"), RAISING.values(), ids=list(RAISING))
def test_an_exception_costs_one_question_and_is_told_by_a_builtin_name(grade, body, name):
    """Whatever is raised is caught, named by its nearest builtin class, and costs its own question alone."""
    result = grade(f"def double(x):\n    {body}\n", call_seconds=5.0)
    assert result.grade.status is Status.GRADED
    assert result.verdicts["double"] is CRASHED
    assert all(message.startswith(f"`double` stopped with {name} in line ") for message in result.messages("double"))
    assert result.lost_only("double")


@pytest.mark.parametrize("body", HANGING.values(), ids=list(HANGING))
def test_a_hang_costs_one_question(grade, body):
    """Code that never comes back is ended at the limit of the call, and the questions after it keep their points."""
    result = grade(f"def double(x):\n    {body}\n", call_seconds=0.5, memory_bytes=1 << 31)
    assert result.verdicts["double"] is TIMED_OUT
    assert result.messages("double") == [
        "`double` did not return within 0.5 seconds.",
        "Not run: an earlier call of this function ended Python or took too long.",
        "Not run: an earlier call of this function ended Python or took too long.",
    ]
    assert result.lost_only("double")


@pytest.mark.parametrize(
    "body",
    [
        "import sys; sys.setrecursionlimit(10**9); return double(x)",
        "import sys; sys.setrecursionlimit(10**9)\n    deep = []\n    for _ in range(2 * 10**5): deep = [deep]\n"
        "    return repr(deep)",
    ],
    ids=["in Python", "in C"],
)
def test_recursion_without_a_limit_costs_one_question(grade, body):
    """Recursion that lifted its own limit ends by memory, stack or time, and costs its own question alone."""
    result = grade(f"def double(x):\n    {body}\n", call_seconds=0.7)
    assert result.verdicts["double"] in {CRASHED, TIMED_OUT}
    assert result.lost_only("double")


def test_memory_is_bounded_by_the_limit(run):
    """A quarter of the limit can be had, and four times the limit cannot."""
    assert isinstance(run(f"def probe(x): return float(len(bytearray({1 << 26})) > 0)"), Returned)
    outcome = run(f"def probe(x): return float(len(bytearray({1 << 30})) > 0)")
    assert outcome.exception == "MemoryError"


def test_a_process_that_ends_in_one_case_keeps_the_cases_before_it(grade):
    """Only the case that ended Python and those after it are lost: the one before keeps its verdict."""
    result = grade("import os\ndef double(x):\n    if x[0] != 1.0: os._exit(0)\n    return 2 * x\n")
    assert [c.finding.verdict for c in result.grade.questions[0].cases] == [
        Verdict.CORRECT, CRASHED, Verdict.SKIPPED,
    ]  # fmt: skip
    assert result.lost_only("double")


def test_an_exception_in_one_case_costs_that_case_alone(grade):
    """A function that raises for some arguments keeps the points of the others, even without a new process."""
    result = grade("count = 0\ndef double(x):\n    global count; count += 1\n    if count == 2: raise ValueError\n"
                   "    return 2 * x\n")  # fmt: skip
    assert [c.finding.verdict for c in result.grade.questions[0].cases] == [
        Verdict.CORRECT, CRASHED, Verdict.CORRECT,
    ]  # fmt: skip
    assert result.scores["double"] == 1.0


def test_every_question_may_end_python(grade):
    """Each question gets a process of its own after the one before it crashed, however often that happens."""
    result = grade("import os\ndef double(x): os._exit(0)\ndef total(x): os.abort()\ndef halves(x): os._exit(1)\n")
    assert result.scores == {"double": 0.0, "total": 0.0, "halves": 0.0, "best": 1.0}


def test_the_limit_of_the_submission_is_told_apart_from_that_of_a_call(grade):
    """When the time of the whole submission is over, every question left says so, and none is run."""
    result = grade(
        "import time\ndef double(x): time.sleep(1000)\n", call_seconds=60.0, load_seconds=60.0, submission_seconds=1.0
    )
    sentence = "The submission took longer than 1 seconds altogether."
    assert result.grade.status is Status.GRADED
    assert result.verdicts == {"double": TIMED_OUT, "total": TIMED_OUT, "halves": TIMED_OUT, "best": Verdict.CORRECT}
    assert [result.messages(name)[0] for name in ("double", "total", "halves")] == [sentence] * 3


def test_slow_calls_within_the_limit_are_not_punished(grade):
    """Sleeping less than the limit of a call in every case is right."""
    assert grade("import time\ndef double(x): time.sleep(0.1); return 2 * x\n", call_seconds=5.0).is_perfect


def test_the_untouched_stub_is_not_attempted(grade):
    """A stub is no crash, and a function that calls one is told so."""
    result = grade("def double(x):\n    raise NotImplementedError\ndef total(x):\n    return double(x).sum() / 2\n")
    assert result.verdicts["double"] is Verdict.NOT_ATTEMPTED
    assert result.verdicts["total"] is CRASHED
    assert "`total` calls a function that is not written yet" in result.messages("total")[0]
