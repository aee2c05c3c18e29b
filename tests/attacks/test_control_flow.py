"""Group C: code that ends, hangs or cannot be stopped by kind words."""

import pytest


def in_double(body):
    """Right functions, and one that does this instead."""
    return f"$honest\ndef double(x):\n    {body}\n"


EVERYWHERE = "import numpy as np\nimport os, sys\ndef lie(*arguments):\n    {}\n$lies"
ZOO = """
class Silent(BaseException):
    def __str__(self): raise SystemExit(0)
    __repr__ = __str__
def double(x): raise SystemExit(0)
def total(x): raise KeyboardInterrupt
def halves(x): raise GeneratorExit
def mix(W, x): raise Silent
"""
FORGED_AT_EXIT = """
import atexit, os
def forge():
    for number in range(3, 20):
        try:
            os.write(number, b'{"score": 4}')
        except OSError:
            pass
class Last:
    def __del__(self): forge()
last = Last()
atexit.register(forge)
def lie(*arguments): return 0.0
$lies
"""
LOOP_AT_EXIT = """
$honest
import atexit
def forever(*arguments):
    while True: pass
class Last:
    __del__ = forever
last = Last()
atexit.register(forever)
"""
THREADS = """
$honest
import _thread, threading, time
must_fail(threading.Thread(target=time.sleep, args=(1000,), daemon=False).start)
must_fail(_thread.start_new_thread, time.sleep, (1000,))
"""
DEAF = """import signal
    for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGXCPU, lambda *a: None)
    while True:
        try:
            while True: pass
        except BaseException: pass"""
INTERACTIVE = """
$honest
import matplotlib.pyplot as plt
plt.plot([1, 2])
plt.show()
must_fail(input, "Your score? ")
"""
DEEP = "import sys; sys.setrecursionlimit(10**8)\n    return double(x)"

ROWS = [
    ("C1", "sys.exit in every function", "zero", EVERYWHERE.format("sys.exit(0)")),
    ("C1", "os._exit in every function", "zero", EVERYWHERE.format("os._exit(0)")),
    ("C1", "exits while it is loaded", "zero", "$honest\nimport os\nos._exit(0)"),
    ("C2", "one function exits", "costs one", in_double("import os; os._exit(0)")),
    ("C2", "one function reads address zero", "costs one", in_double("import ctypes; ctypes.string_at(0)")),
    ("C2", "one function aborts", "costs one", in_double("import os; os.abort()")),
    ("C3", "exceptions that are no Exception", "zero", ZOO),
    ("C4", "writes at exit", "zero", FORGED_AT_EXIT),
    ("C4", "loops at exit", "honest", LOOP_AT_EXIT),
    ("C5", "recursion without a limit", "costs one", in_double(DEEP)),
    ("C6", "threads that outlive it", "honest", THREADS),
    ("C7", "ignores all signals", "costs one", in_double(DEAF)),
    ("C8", "loops in one function", "costs one", in_double("while True: pass")),
    ("C8", "loops while it is loaded", "zero", "$honest\nwhile True: pass"),
    ("C8", "loops without a line of Python", "costs one", in_double("return sum(iter(int, 1))")),
    ("C9", "sleeps in every function", "zero", EVERYWHERE.format("import time; time.sleep(10**6)")),
    ("C10", "asks for input in a function", "costs one", in_double("return float(input('x? ')) * x")),
    ("C10", "asks and plots while it is loaded", "honest", INTERACTIVE),
    ("C10", "has a breakpoint at its end", "honest", "$honest\nfinished = 1\nbreakpoint()\n"),
]


@pytest.mark.parametrize(("row", "name", "outcome", "content"), ROWS, ids=[f"{row} {name}" for row, name, *_ in ROWS])
def test_control_comes_back(attack, row, name, outcome, content):
    """However a function ends or does not end, it costs its own point, and all points only where all do it."""
    attack(content, outcome)
