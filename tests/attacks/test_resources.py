"""Group D: code that wants more of the machine than there is."""

import pytest

EVERYWHERE = "import numpy as np\nimport os\ndef lie(*arguments):\n    {}\n$lies"
DAEMON = """import time
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0: time.sleep(1000)
        os._exit(0)
    return arguments[-1]"""
DISK = """
$honest
import os
for folder in (".", "/", "/tmp", "/var/tmp", "/dev/shm", "/dev", "/run", "$canary", os.path.dirname(os.__file__)):
    for at in range(20):
        must_fail(open, os.path.join(folder, "filler-%d" % at), "wb")
    must_fail(os.mkdir, os.path.join(folder, "filler"))
    must_fail(os.link, "$canary/notes.txt", os.path.join(folder, "filler-link"))
    must_fail(os.symlink, "/", os.path.join(folder, "filler-symlink"))
"""
FLOOD = """
$honest
import logging, os, sys, warnings
for _ in range(100):
    print("x" * 10**6)
    sys.stderr.write("x" * 10**5)
    warnings.warn("x" * 10**4 + str(_))
    logging.error("x" * 10**4)
    os.write(1, b"x" * 10**6)
    os.write(2, b"x" * 10**6)
"""
DESCRIPTORS = """
$honest
import os, threading, time
kept = []
try:
    while True: kept.append(os.dup(0))
except OSError:
    pass
for _ in range(500):
    must_fail(threading.Thread(target=time.sleep, args=(1000,)).start)
"""
CAUSES = """error = None
    for _ in range(20_000):
        after = ValueError()
        after.__cause__ = error
        error = after
    raise error"""
SLOW_TEXT = """class Slow(ValueError):
        def __str__(self):
            while True: pass
        __repr__ = __str__
    raise Slow"""

ROWS = [
    ("D1", "forks without end", "zero", EVERYWHERE.format("while True: os.fork()")),
    ("D1", "leaves a daemon", "zero", EVERYWHERE.format(DAEMON)),
    ("D2", "takes memory at once", "zero", EVERYWHERE.format("return np.ones(2**40)")),
    ("D2", "takes memory bit by bit", "zero", EVERYWHERE.format("h = []\n    while True: h.append(bytearray(10**7))")),
    ("D3", "fills the disk", "honest", DISK),
    ("D4", "floods every output", "honest", FLOOD),
    ("D5", "returns a view of far too much", "zero", EVERYWHERE.format("return np.broadcast_to(1.0, (2**40,))")),
    ("D5", "returns a million numbers", "zero", EVERYWHERE.format("return np.zeros(10**6)")),
    ("D6", "takes all descriptors and threads", "honest", DESCRIPTORS),
    ("D7", "raises 50 MB of text", "zero", EVERYWHERE.format("raise ValueError('x' * 50_000_000)")),
    ("D7", "raises 20000 causes", "zero", EVERYWHERE.format(CAUSES)),
    ("D7", "raises what takes forever to print", "zero", EVERYWHERE.format(SLOW_TEXT)),
    ("D8", "a hundred thousand brackets", "rejected", b"x = " + b"(" * 10**5 + b")" * 10**5),
    ("D8", "a hundred thousand minus signs", "rejected", b"x = " + b"-" * 10**5 + b"1"),
    ("D8", "a line of 2 MB", "rejected", b"x = " + b"1+" * 10**6 + b"1"),
]


@pytest.mark.parametrize(("row", "name", "outcome", "content"), ROWS, ids=[f"{row} {name}" for row, name, *_ in ROWS])
def test_the_machine_is_not_used_up(attack, row, name, outcome, content):
    """What cannot be had costs the functions that want it, and nobody else notices."""
    attack(content, outcome)
