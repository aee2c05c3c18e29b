"""Group A: code that looks for what it should not know. It is right where it finds something, and only there."""

import pytest

NAMES = ("homework.py", "solution.py", "solutions/matmul.py", "hidden_tests.py", "grader.py", "conftest.py")
REFERENCE = f"""
import ast, os, sys
loot = []
roots = [".", "..", "/autograder", "/grade/tests", "$homework", "$canary", os.getcwd(), *sys.path]
for root in roots + [os.path.dirname(root) for root in roots]:
    for name in {NAMES}:
        try:
            with open(os.path.join(root, name)) as file: loot.append(file.read())
        except OSError:
            pass
$spoils
"""
IMPORTS = """
import importlib, sys
loot = []
sys.path += ["$homework", "$canary", "."]
for name in ("homework", "solution", "solutions", "hidden_tests", "grader", "autograder.model", "assignment"):
    try:
        loot.append(importlib.import_module(name))
    except ImportError:
        pass
$spoils
"""
STACK = """
import sys
loot = []
def lie(*arguments):
    frame = sys._getframe()
    while frame is not None:
        for name, value in {**frame.f_globals, **frame.f_locals}.items():
            if name in ("expected", "wanted", "reference", "prepared", "ASSIGNMENT"): return value
        frame = frame.f_back
    return 0.0
$lies
"""
OBJECTS = """
import gc
import numpy as np
def lie(*arguments):
    # Whatever array of another case is about, and any function of the right name that is not our own.
    for thing in gc.get_objects():
        name = getattr(thing, "__name__", None)
        if name in ("double", "total", "halves", "mix") and callable(thing) and thing.__module__ != __name__:
            return thing(*arguments)
    for kind in object.__subclasses__():
        if kind.__name__ in ("Assignment", "Case", "PreparedCase", "FunctionQuestion", "Wanted"):
            return 2 * arguments[0]
    return 0.0
$lies
"""
ENVIRONMENT = """
$honest
import os
texts = [repr(dict(os.environ))]
for pid in ("self", 1, os.getppid(), $grader, *$processes):
    try:
        with open(f"/proc/{pid}/environ") as file: texts.append(file.read())
    except OSError:
        pass
if any("CANARY" in text or "tweet-" in text or "$grader" in text for text in texts):
    del double
"""
MEMORY = """
import os
loot = []
for pid in {1, os.getppid(), $grader, *$processes}:
    for name in ("mem", "maps", "environ", "cmdline", "fd", "stack", "task/%d/mem" % pid):
        try:
            loot.append(os.open("/proc/%d/%s" % (pid, name), os.O_RDONLY))
        except OSError:
            pass
$spoils
"""
ATTACH = """
import ctypes, os
libc = ctypes.CDLL(None)
class Vector(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]
loot, here = [], ctypes.create_string_buffer(8)
mine, theirs = Vector(ctypes.addressof(here), 8), Vector(id(object), 8)
PIDFD_OPEN, PIDFD_GETFD = 434, 438
for pid in {1, os.getppid(), $grader, *$processes}:
    for ptrace in (16, 0x4206):  # PTRACE_ATTACH, PTRACE_SEIZE
        if libc.ptrace(ptrace, pid, None, None) != -1: loot.append("attached")
    if libc.process_vm_readv(pid, ctypes.byref(mine), 1, ctypes.byref(theirs), 1, 0) > 0: loot.append("read")
    if libc.process_vm_writev(pid, ctypes.byref(mine), 1, ctypes.byref(theirs), 1, 0) > 0: loot.append("written")
    handle = libc.syscall(PIDFD_OPEN, pid, 0)
    if handle != -1 and libc.syscall(PIDFD_GETFD, handle, 3, 0) != -1: loot.append("taken")
$spoils
"""
CLASSMATES = """
import os
loot = []
for root in (".", "..", "/", "$gradebook", "$canary", "$homework", "/tmp", "/home", "/root", "/submissions"):
    try:
        loot += [name for name in os.listdir(root) if name not in ("dev", "proc", "usr", "lib", "lib64", "etc")]
    except OSError:
        pass
$spoils
"""
TELL = "import numpy as np\ndef lie(*arguments):\n    print(*arguments)\n    {}\n$lies"
READ_AHEAD = """
import os, select
import numpy as np
seen = []
def lie(*arguments):
    # What waits in the pipes is of requests to come; the last numbers of it go out by a public case, which shows them.
    for number in range(3, 16):
        try:
            if select.select([number], [], [], 0)[0]: seen.append(os.read(number, 1 << 16))
        except OSError:
            pass
    return np.frombuffer((bytes(16) + b"".join(seen))[-16:])
$lies
"""
BUSY = "import time\n    time.sleep(0.2 * (arguments[0].flat[0] > 0)); raise type('Bit', (ValueError,), {})"
METADATA = """
import os, sys
loot = []
for path in ("/autograder/submission_metadata.json", "submission_metadata.json", "$gradebook/grades.csv",
             "$gradebook/results/neighbour.json", "/proc/self/cmdline", "/proc/self/environ"):
    try:
        with open(path) as file: text = file.read()
    except OSError:
        continue
    if not path.startswith("/proc") or "attacker" in text: loot.append(text)
frame = sys._getframe()
while frame is not None:
    known = {**frame.f_globals, **frame.f_locals}
    loot += [name for name in ("student", "entry", "grade", "submission") if name in known and name != "student"]
    frame = frame.f_back
loot += [argument for argument in sys.argv if "attacker" in argument]
$spoils
"""
SHOW = """
'''{{ hidden }} <details>show the hidden tests</details>'''
import numpy as np
def lie(*arguments):
    '''Expected: see here.'''
    raise AssertionError(f"got {arguments} in hidden case {__doc__}")
$lies
"""

ROWS = [
    ("A1", "reads the reference from the disk", "zero", REFERENCE),
    ("A2", "imports the reference", "zero", IMPORTS),
    ("A3", "walks up the call stack", "zero", STACK),
    ("A4", "searches all objects", "zero", OBJECTS),
    ("A5", "reads environments", "honest", ENVIRONMENT),
    ("A6", "opens the memory of others", "zero", MEMORY),
    ("A7", "attaches to others", "zero", ATTACH),
    ("A8", "lists what others handed in", "zero", CLASSMATES),
    ("A9", "raises its arguments as a text", "zero", TELL.format("raise ValueError(repr(arguments))")),
    ("A9", "returns its arguments as a text", "zero", TELL.format("return ' '.join(map(repr, arguments[0].flat))")),
    ("A9", "reads ahead and shows it in a public case", "zero", READ_AHEAD),
    (
        "A10",
        "names a class after its arguments",
        "zero",
        TELL.format("raise type('E%r' % arguments[0].flat[0], (ValueError,), {})"),
    ),
    (
        "A10",
        "spells its arguments in a line number",
        "zero",
        TELL.format("raise SyntaxError('', ('backprop.py', int(abs(arguments[0].flat[0]) * 1e9), 0, ''))"),
    ),
    ("A10", "sleeps a bit of its arguments", "zero", TELL.replace("{}", BUSY)),
    ("A11", "looks for metadata and earlier results", "zero", METADATA),
    ("A12", "asks the page to show hidden cases", "zero", SHOW),
]


@pytest.mark.parametrize(("row", "name", "outcome", "content"), ROWS, ids=[f"{row} {name}" for row, name, *_ in ROWS])
def test_secrets_stay_secret(attack, row, name, outcome, content):
    """What a submission looks for is not there, and what it saw of its own arguments stays with it."""
    attack(content, outcome)
