"""What is left after a submission: no process, no zombie, no descriptor."""

import os
import resource
import signal
import time
from pathlib import Path

import pytest

FORK = "import os, time\nfor _ in range(3):\n    if not os.fork():\n        while True: time.sleep(1000)\n"
SLEEP = "import time\ntime.sleep(1000)"


@pytest.fixture
def left(descendants, slot_for):
    """The processes that are there now and were not before the test, once those that are ending have ended."""
    before = set()

    def left(*, start=False):
        if start:
            before.update(descendants())
            return set()
        deadline = time.monotonic() + 10
        while descendants() - before and time.monotonic() < deadline:
            time.sleep(0.01)
        return descendants() - before

    return left


@pytest.mark.parametrize(
    "source",
    [
        "",
        FORK,
        FORK + "os._exit(0)",
        "import threading, time\nthreading.Thread(target=time.sleep, args=(1000,)).start()",
        "import subprocess\nsubprocess.Popen(['/bin/sleep', '1000'])",
        "import signal\n"
        "for s in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}: signal.signal(s, signal.SIG_IGN)",
        "import atexit, time\natexit.register(time.sleep, 1000)",
        "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
        SLEEP,
    ],
    ids=["nothing", "fork", "fork and end", "thread", "program", "signals ignored", "atexit", "stopped", "asleep"],
)
def test_no_process_outlives_its_session(open_session, source, left):
    """When a session closes, nothing is left but the zygote, which was there before."""
    with open_session("", "", load_seconds=1.0):
        pass
    left(start=True)
    with open_session("def f(x): return x", source, load_seconds=1.0):
        pass
    assert left() == set()


def test_a_session_has_a_process_of_its_own(open_session, descendants):
    """The test above sees what it looks for: an open session is one process more."""
    with open_session("", ""):
        pass
    before = descendants()
    with open_session("def f(x): return x", "y = 1"):
        assert len(descendants() - before) == 1


@pytest.mark.parametrize(
    "body",
    [
        "import os; os._exit(0)",
        "while True: pass",
        "import os, time\n    if not os.fork(): time.sleep(1000)\n    return 2 * x",
        "import os, time\n    if os.fork(): os._exit(0)\n    time.sleep(1000)",
        "import os\n    for _ in range(50): os.fork() or os._exit(0)\n    while True: pass",
    ],
    ids=["ends", "hangs", "forks", "forks and ends", "forks and hangs"],
)
def test_no_process_outlives_a_call(grade, body, left):
    """Grading a submission that ends, hangs or forks leaves nothing but the zygote, which was there before."""
    grade("", call_seconds=0.5)
    left(start=True)
    grade(f"def double(x):\n    {body}\n", call_seconds=0.5)
    assert left() == set()


def open_descriptors():
    """The numbers of our own open descriptors, but for the one that looks."""
    return {link.name for link in Path("/proc/self/fd").iterdir() if link.is_symlink()}


def test_no_descriptor_is_left_open(grade):
    """Grading crashes, hangs, rejections and restarts leaves no descriptor of ours open."""
    for limits in ({}, {"call_seconds": 0.3}, {"load_seconds": 0.5}):
        grade("", **limits)  # each has a zygote of its own, which stays
    before = open_descriptors()
    grade("import os\ndef double(x): os._exit(0)\ndef total(x): os.abort()\n")
    grade("def double(x):\n    while True: pass\n", call_seconds=0.3)
    grade("while True: pass\n", load_seconds=0.5)
    grade("def broken(:\n")
    assert open_descriptors() == before


@pytest.mark.parametrize("hanging", ["load", "call"])
def test_an_interrupt_ends_the_process_of_the_session(grade, hanging, left):
    """Ctrl-C while a student's code is loaded or called leaves no process behind."""
    grade("", call_seconds=10)
    left(start=True)
    handler = signal.getsignal(signal.SIGALRM)
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        with pytest.raises(KeyboardInterrupt):
            grade(
                SLEEP + "\n" if hanging == "load" else "import time\ndef double(x): time.sleep(1000)\n", call_seconds=10
            )
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
    assert left() == set()


def test_the_grader_keeps_its_own_limits_and_settings(grade):
    """What a submission does to its own limits, priority and folder is not done to the grader."""
    limits = [getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_")]

    def settings():
        return [resource.getrlimit(what) for what in limits], os.nice(0), Path.cwd(), os.environ.copy()

    before = settings()
    grade(
        "import os, resource\nos.chdir('/'); os.nice(5); os.environ['X'] = 'Y'; os.umask(0)\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (20, 20))\n"
    )
    assert settings() == before
