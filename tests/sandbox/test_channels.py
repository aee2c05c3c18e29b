"""What a student's code does to its descriptors: floods, closed ones, and frames that it forges."""

import os

import pytest

from autograder.grades import Status, Verdict
from autograder.outcome import Ended, Overran

# Finds the nonce of the request in the frames that called, and every descriptor; builds frames by hand.
FORGE = """
import os, struct, sys
def nonce():
    frame = sys._getframe()
    while frame:
        for value in list(frame.f_locals.values()):
            if type(value) is bytes and len(value) == 16:
                return value
        frame = frame.f_back
    return bytes(16)
def spray(data):
    for fd in range(3, 256):
        try:
            os.write(fd, data)
        except OSError:
            pass
def head(status, length=0, cell=0, line=0, exception=0, inside=0, nonce_=None):
    return struct.pack("<4s16sBBBIII", b"BbH1", nonce_ or nonce(), status, exception, inside, cell, line, length)
def payload(*items):
    return struct.pack("<IB", 1, len(items)) + b"".join(items)
def array(shape, data=b"", kind=0, sent=1):
    return struct.pack("<BBB", kind, sent, len(shape)) + struct.pack(f"<{len(shape)}I", *shape) + data
def answer(*items):
    spray(head(4, len(payload(*items))) + payload(*items))
"""
FLOODS = {
    "print": "for _ in range(2000): print('x' * 10_000)",
    "stderr": "import sys\n    for _ in range(2000): sys.stderr.write('x' * 10_000)",
    "descriptors 1 and 2": (
        "import os\n    for _ in range(2000): os.write(1, b'x' * 10_000); os.write(2, b'x' * 10_000)"
    ),
    "warnings": "import warnings\n    for i in range(2000): warnings.warn('x' * 10_000 + str(i))",
    "logging": "import logging\n    for _ in range(2000): logging.error('x' * 10_000)",
    "a fake report": 'print(\'{"score": 100, "status": "graded"}\'); print(\'5 passed\')',
    "terminal escapes": "print('\\x1b[2J\\x1b]52;c;AAAA\\a')",
}
FORGED = {
    "noise": "spray(os.urandom(4096))",
    "zeros": "spray(bytes(4096))",
    "json": 'spray(b\'{"verdict": "correct", "score": 1}\\n\' * 10)',
    "npy": "spray(b'\\x93NUMPY\\x01\\x00')",
    "pickle": "spray(b'cos\\nsystem\\n(S\"true\"\\ntR.')",
    "a wrong nonce": "spray(head(4, nonce_=b'n' * 16))",
    "an unknown status": "spray(head(99))",
    "an unknown exception": "spray(head(5, exception=255))",
    "a status of loading": "spray(head(3))",
    "a payload of 4 GB": "spray(head(4, length=2**32 - 1))",
    "no payload": "spray(head(4))",
    "an empty payload": "answer()",
    "one value without the arguments": "answer(array((4,), bytes(32)))",
    "too many values": "answer(*[array((), bytes(8))] * 9)",
    "2**96 numbers": "answer(array((2**32 - 1,) * 3), array((4,), bytes(32)))",
    "no numbers and huge sides": "answer(array((0,) + (2**32 - 1,) * 3), array((4,), bytes(32)))",
    "an unknown kind": "answer(array((), kind=99), array((4,), bytes(32)))",
    "NaN": "answer(array((4,), struct.pack('<d', float('nan')) * 4), array((4,), bytes(32)))",
    "half a frame": "spray(head(4)[:10]); os._exit(0)",
}


@pytest.mark.parametrize("flood", FLOODS.values(), ids=list(FLOODS))
def test_output_is_neither_read_nor_in_the_way(grade, capfd, flood):
    """Twenty megabytes of output cost nothing, and none of it reaches the grader's own terminal."""
    assert grade(f"def double(x):\n    {flood}\n    return 2 * x\n", call_seconds=10.0).is_perfect
    assert capfd.readouterr() == ("", "")


def test_output_while_loading_is_nothing_special(grade, capfd):
    """A file that prints on import is graded, and prints nothing here."""
    assert grade("for _ in range(2000): print('x' * 10_000)\n").is_perfect
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("forged", FORGED.values(), ids=list(FORGED))
def test_a_forged_answer_earns_nothing(grade, forged):
    """Bytes written to every descriptor earn no points, cost only their own question and never fail the grader."""
    result = grade(f"{FORGE}\ndef double(x):\n    {forged}\n    return 0 * x\n", call_seconds=1.0)
    assert result.grade.status is Status.GRADED
    assert result.verdicts["double"] in {Verdict.WRONG, Verdict.CRASHED, Verdict.TIMED_OUT}
    assert result.lost_only("double")


def test_a_forged_frame_beside_a_right_answer_costs_at_most_its_own_question(grade):
    """A frame too many is not taken for the answer to the next question."""
    result = grade(
        f"{FORGE}\ndef double(x):\n    answer(array((4,), bytes(32)), array((4,), bytes(32)))\n    return 2 * x\n"
    )
    assert {name: result.scores[name] for name in ("total", "halves", "best")} == {"total": 1, "halves": 1, "best": 1}


@pytest.mark.parametrize("forged", ["spray(head(1, cell=1)); os._exit(0)", "spray(head(1, cell=99)); os._exit(0)"])
def test_a_cell_cannot_blame_the_grader(grade_cells, forged):
    """A cell that announces one that is left out or does not exist, and then ends Python, is left out itself."""
    result = grade_cells("import os\nos._exit(0)", f"{FORGE}\n{forged}")
    assert result.grade.status is Status.GRADED
    assert result.is_perfect


def test_a_flood_of_frames_is_bounded_in_number_and_time(open_session):
    """A cell that reports failures without a pause is one failure, and does not put off its own limit by them."""
    flood = f"{FORGE}\nimport time\nreport = head(2, cell=1) * 50\nend = time.monotonic() + 2\n"
    with open_session(flood + "while time.monotonic() < end: spray(report)", "x = 1", load_seconds=0.5) as session:
        assert [(f.cell, type(f.outcome) in {Overran, Ended}) for f in session.load_failures] == [(1, True)]


def test_a_question_that_leaves_a_trap_behind_is_the_only_one_that_pays(grade):
    """A process that ends in one question by the doing of an earlier one does not cost the later question."""
    result = grade(
        "import signal, time\ndef double(x):\n    signal.setitimer(signal.ITIMER_REAL, 0.2)\n    return 0 * x\n"
        "def total(x):\n    time.sleep(0.5)\n    return x.sum()\n"
    )
    assert result.lost_only("double")


@pytest.mark.parametrize(
    "body",
    [
        "os.closerange(3, 256)",
        "os.closerange(0, 3)",
        "[os.dup2(os.open('/dev/null', os.O_RDWR), fd) for fd in range(3, 20)]",
        "[os.set_blocking(fd, False) for fd in range(3, 20) if os.path.exists(f'/proc/self/fd/{fd}')]",
        "[os.dup(0) for _ in range(1000)]",
        "[os.pipe() for _ in range(1000)]",
    ],
    ids=["pipes closed", "standard ones closed", "pipes replaced", "made non-blocking", "dup", "pipes"],
)
def test_tampered_descriptors_cost_at_most_one_question(grade, body):
    """Closed, replaced, exhausted or non-blocking descriptors neither hang the grader nor hurt the next question."""
    result = grade(f"import os\ndef double(x):\n    {body}\n    return 2 * x\n", call_seconds=1.0)
    assert result.grade.status is Status.GRADED
    assert result.scores == {"double": result.scores["double"], "total": 1.0, "halves": 1.0, "best": 1.0}


def test_standard_input_is_empty(run):
    """Code that reads its standard input gets nothing, at once, and not the grader's own input."""
    ours, write = os.pipe()
    os.write(write, b"typed by the instructor\n")
    os.close(write)
    before = os.dup(0)
    os.dup2(ours, 0)
    try:
        outcome = run("import sys\ndef probe(x): return len(sys.stdin.read()) + len(open(0, 'rb').read())\n")
    finally:
        os.dup2(before, 0)
        os.close(before)
        os.close(ours)
    assert outcome.values[0].array == 0


def test_requests_cannot_be_read_by_the_code_that_they_are_for(grade):
    """Code that drains its own request pipe waits in vain, and only for the limit of its call."""
    drain = "for fd in range(3, 20):\n        try: os.read(fd, 1)\n        except OSError: pass\n"
    source = f"import os\ndef double(x):\n    {drain}"
    assert grade(source, call_seconds=0.5).lost_only("double")


def test_a_function_that_drains_the_requests_costs_no_other_its_points(grade):
    """Requests that a function reads away are asked again: the questions behind it are graded as ever."""
    drain = "os.set_blocking(fd, False)\n            while os.read(fd, 65536): pass"
    result = grade(
        "import os\ndef double(x):\n    for fd in range(3, 20):\n        try:\n"
        f"            {drain}\n        except OSError: pass\n    return 2 * x\n",
        call_seconds=0.5,
    )
    assert {name: result.scores[name] for name in ("total", "halves", "best")} == {
        "total": 1.0,
        "halves": 1.0,
        "best": 1.0,
    }


def test_an_answer_that_raises_when_it_is_looked_at_costs_itself_alone(grade):
    """An object that raises while numpy asks what it is is a crash of that answer, told by its exception."""
    result = grade("class Odd:\n    def __array__(self, *a, **k): raise RuntimeError\nbest = Odd()\n")
    (told,) = result.messages("best")
    assert told.startswith("`best` stopped with RuntimeError in line ")
    assert result.lost_only("best")
