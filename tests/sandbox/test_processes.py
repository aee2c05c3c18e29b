"""What is left after a submission: no process, no zombie, no descriptor."""

import os
import resource
import signal
import time
from pathlib import Path

import pytest

FORK = "import os, time\nfor _ in range(3):\n    if not os.fork():\n        while True: time.sleep(1000)\n"
SLEEP = "import time\ntime.sleep(1000)"


def table():
    """Every process of the machine: its number, and its state, parent and session."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent, _, session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended in between
        found[int(folder.name)] = (state, int(parent), int(session))
    return found


def children():
    """The numbers of our own children, zombies too."""
    return {number for number, (_, parent, _) in table().items() if parent == os.getpid()}


def alive_in(sessions):
    """The living processes of these sessions; a zombie that nobody has reaped yet is dead."""
    return [number for number, (state, _, session) in table().items() if session in sessions and state not in "ZX"]


def gone(sessions):
    """Whether no process of these sessions is alive, at once or as soon as the kernel has done its work."""
    deadline = time.monotonic() + 10
    while alive_in(sessions) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not alive_in(sessions)


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
def test_no_process_outlives_its_session(open_session, source):
    """When a session closes, its process and what that started in its group are gone and reaped."""
    before = children()
    seen = set()
    with open_session("def f(x): return x", source, load_seconds=1.0):
        seen = children() - before
    assert children() == before
    assert gone(seen)


def test_a_session_has_a_process_of_its_own(open_session):
    """The test above sees what it looks for: an open session is a child, and leads a session of processes."""
    before = children()
    with open_session("def f(x): return x", "y = 1"):
        seen = children() - before
        assert len(seen) == 1
        assert len(alive_in(seen)) == 1


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
def test_no_process_outlives_a_call(grade, body):
    """Grading a submission that ends, hangs or forks leaves neither a process nor a zombie of ours."""
    before = children()
    known = set(table())
    grade(f"def double(x):\n    {body}\n", call_seconds=0.5)
    assert children() == before
    fresh = {session for number, (_, _, session) in table().items() if number not in known and session not in known}
    assert gone({session for session in fresh if is_of_a_sandbox(session)})


def is_of_a_sandbox(session):
    """Whether a process of the session runs the program of a sandbox."""
    members = [number for number, (_, _, theirs) in table().items() if theirs == session]
    return any("sandbox" in read_command(number) for number in members)


def read_command(number):
    """The command line of a process, empty when it is gone."""
    try:
        return Path(f"/proc/{number}/cmdline").read_text(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def open_descriptors():
    """The numbers of our own open descriptors, but for the one that looks."""
    return {link.name for link in Path("/proc/self/fd").iterdir() if link.is_symlink()}


def test_no_descriptor_is_left_open(grade):
    """Grading crashes, hangs, rejections and restarts leaves no descriptor of ours open."""
    grade("")
    before = open_descriptors()
    grade("import os\ndef double(x): os._exit(0)\ndef total(x): os.abort()\n")
    grade("def double(x):\n    while True: pass\n", call_seconds=0.3)
    grade("while True: pass\n", load_seconds=0.5)
    grade("def broken(:\n")
    assert open_descriptors() == before


@pytest.mark.parametrize("hanging", ["load", "call"])
def test_an_interrupt_ends_the_process_of_the_session(grade, hanging):
    """Ctrl-C while a student's code is loaded or called leaves no process behind."""
    before = children()
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
    left = children() - before
    for number in left:  # so that a failure here does not leave them either
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
    assert not left


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
