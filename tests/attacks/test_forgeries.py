"""Group F: code that wants to write its own result."""

import pytest

WRONG = "import numpy as np\nimport os\ndef lie(*arguments):\n    {}\n$lies"
SPRAY = r"""import io, json, struct
    array = io.BytesIO()
    np.save(array, 2 * arguments[-1])
    nonce = bytes(16)
    frame = struct.pack("<4s16sBBBIII", b"BbH1", nonce, 4, 0, 0, 0, 0, 6) + struct.pack("<IBB", 1, 1, 0)
    verdict = json.dumps({"status": "PASS", "score": 4, "verdict": "correct"}).encode() + b"\n"
    for number in range(64):
        for forged in (verdict, b"PASS\n", b"100%\n", array.getvalue(), frame):
            try: os.write(number, forged)
            except OSError: pass
    return 0.0"""
# The nonce is in the memory of the process itself: a frame with it is well formed, and its numbers still count alone.
KNOWS_THE_NONCE = r"""import gc, struct, sys
    frame, channel, nonce = sys._getframe(), None, None
    while frame is not None:
        channel = frame.f_locals.get("channel", channel)
        nonce = frame.f_locals.get("nonce", nonce)
        frame = frame.f_back
    value = struct.pack("<BBBd", 0, 1, 0, 7.0)
    payload = struct.pack("<IBB", 1, 1, 0) + value
    for _ in range(3):
        channel.send(struct.pack("<4s16sBBBIII", b"BbH1", nonce, 4, 0, 0, 0, 0, len(payload)) + payload)
    return 0.0"""
DRAIN = """import fcntl
    for number in range(3, 64):
        try:
            os.set_blocking(number, False)
            os.read(number, 10**6)
        except OSError:
            pass
    os.closerange(0, 64)
    return 0.0"""
FILES = r"""import json
    text = json.dumps({"score": 4, "tests": [{"score": 4, "max_score": 4}], "status": "graded"})
    print(text); print("4 passed in 0.01s"); os.write(1, text.encode())
    for folder in (".", "/autograder/results", "$gradebook", "$gradebook/results", "$canary", "/tmp"):
        for name in ("results.json", "attacker-5531.json", "neighbour.json", "grades.csv"):
            try:
                with open(folder + "/" + name, "w") as file: file.write(text)
                os.chmod(folder + "/" + name, 0o400)
            except OSError:
                pass
    return 0.0"""
PICKLE = """import pickle
    class Trap:
        def __reduce__(self): return os.system, ("touch $canary/owned",)
    for number in range(3, 64):
        try: os.write(number, pickle.dumps(Trap()))
        except OSError: pass
    return Trap()"""
TRAP = "class Trap:\n        def __reduce__(self): return os.system, ('touch $canary/owned',)\n    return Trap()"
ARCHIVE = """import io
    packed = io.BytesIO()
    np.savez_compressed(packed, *[np.zeros(10**5)] * 10)
    for number in range(3, 64):
        try: os.write(number, packed.getvalue())
        except OSError: pass
    return packed.getvalue()"""
HEADER = r"""header = b"{'descr': '|V0', 'fortran_order': False, 'shape': (1099511627776,), }"
    data = b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header
    for number in range(3, 64):
        try: os.write(number, data)
        except OSError: pass
    return np.empty(2**40, dtype="V0")"""
DEEP = """for number in range(3, 64):
        for text in (b"[" * 60_000, b"[]", b'{"values": ' + b"9" * 10_000):
            try: os.write(number, text)
            except OSError: pass
    return "[" * 60_000"""

ROWS = [
    ("F1", "writes verdicts to every descriptor", "zero", WRONG.format(SPRAY)),
    ("F1", "sends frames of its own with the right nonce", "zero", WRONG.format(KNOWS_THE_NONCE)),
    ("F2", "drains and closes every descriptor", "zero", WRONG.format(DRAIN)),
    ("F3", "writes and prints reports", "zero", WRONG.replace("{}", FILES)),
    ("F4", "sends a pickle with a command in it", "zero", WRONG.replace("{}", PICKLE)),
    ("F4", "returns an object that unpickles to a command", "zero", WRONG.replace("{}", TRAP)),
    ("F5", "sends a packed archive of arrays", "zero", WRONG.replace("{}", ARCHIVE)),
    ("F5", "sends a header of an array without end", "zero", WRONG.replace("{}", HEADER)),
    ("F6", "sends lists in lists in lists", "zero", WRONG.replace("{}", DEEP)),
]


@pytest.mark.parametrize(("row", "name", "outcome", "content"), ROWS, ids=[f"{row} {name}" for row, name, *_ in ROWS])
def test_results_are_not_forged(attack, row, name, outcome, content):
    """A verdict is the grader's own, whatever comes through the pipes, to the screen or to the disk."""
    attack(content, outcome)
