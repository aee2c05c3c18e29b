"""The program of the process that runs one student's code. The grader starts it, and never imports it.

It is started without site-packages on the path (`python -I -S`), takes the few modules of ours that it needs and numpy,
and closes the way behind it: what a student imports afterwards is the standard library, numpy or an inert stand-in.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

READ, WRITE = int(sys.argv[1]), int(sys.argv[2])
SITE, ROOT = Path(sys.argv[3]), Path(sys.argv[4])
MEMORY_BYTES, PROCESSOR_SECONDS = int(sys.argv[5]), int(sys.argv[6])

_path = list(sys.path[1:])
sys.path[:] = [*_path, str(SITE), str(ROOT)]
import numpy as np  # noqa: E402

from autograder.outcome import Kind, Value  # noqa: E402
from autograder.sandbox import inert, wire  # noqa: E402
from autograder.sandbox.cells import Program, builtin_name  # noqa: E402

sys.path[:] = _path
for _name in [name for name in sys.modules if name.partition(".")[0] == "autograder"]:
    del sys.modules[_name]


def limit_resources() -> None:
    """Bound memory (on top of what is in use), processor time, files and core dumps; hard, so it is for good."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    in_use = pages * resource.getpagesize()
    for what, most in (
        (resource.RLIMIT_AS, in_use + MEMORY_BYTES),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def read_exactly(size: int) -> bytes:
    """Read the grader's next bytes; the grader going away ends this process."""
    parts = bytearray()
    while len(parts) < size:
        part = os.read(READ, size - len(parts))
        if not part:
            os._exit(0)
        parts += part
    return bytes(parts)


def send(frame: bytes) -> None:
    """Write a whole frame."""
    view = memoryview(frame)
    while view:
        view = view[os.write(WRITE, view) :]


def load(program: Program, nonce: bytes, skipped: Sequence[int]) -> None:
    """Compile all cells, then run them in order; one that fails is reported and does not stop the next.

    Each cell is announced first, so that the grader knows which one it was when this process does not survive it.
    """
    codes = []
    for number, source in program.cells:
        if number not in skipped:
            send(wire.pack_frame(nonce, wire.Status.STARTING_CELL, cell=number))
            try:
                codes.append((number, program.compile(number, source)))
            except BaseException as error:
                report_failure(program, nonce, number, error)
    for number, code in codes:
        send(wire.pack_frame(nonce, wire.Status.STARTING_CELL, cell=number))
        try:
            exec(code, program.names)  # noqa: S102
        except BaseException as error:
            report_failure(program, nonce, number, error)
    send(wire.pack_frame(nonce, wire.Status.LOADED))


def report_failure(program: Program, nonce: bytes, number: int, error: BaseException) -> None:
    """Tell the grader that a cell stopped, and where."""
    _, line = program.place(error)
    send(wire.pack_frame(nonce, wire.Status.CELL_FAILED, exception=builtin_name(error), cell=number, line=line))


def call(program: Program, nonce: bytes, head: dict[str, Any], arrays: list[Any]) -> None:
    """Call a function once for each list of arguments (or oftener, where asked), a frame for each."""
    for times, described in head["batch"]:
        function = program.names.get(head["name"])
        if not callable(function):
            exists = head["name"] in program.names
            send(wire.pack_frame(nonce, wire.Status.NOT_CALLABLE if exists else wire.Status.UNDEFINED))
            continue
        try:
            for _ in range(times):
                arguments = [arrays[a["array"]].copy() if "array" in a else a["value"] for a in described]
                result = function(*arguments)
            values = split(result, head["count"])
            payload = pack(values, [to_value(argument, head["most"]) for argument in arguments], head)
        except BaseException as error:
            cell, line = program.place(error)
            frame = wire.pack_frame(
                nonce,
                wire.Status.RAISED,
                exception=builtin_name(error),
                inside=program.depth(error) > 1,
                cell=cell,
                line=line,
            )
        else:
            frame = wire.pack_frame(nonce, wire.Status.RETURNED, payload=payload)
        send(frame)


def look_up(program: Program, nonce: bytes, head: dict[str, Any]) -> None:
    """Send the value of a variable: whole, or the values of the keys asked for."""
    if head["name"] not in program.names:
        send(wire.pack_frame(nonce, wire.Status.UNDEFINED))
        return
    value, most = program.names[head["name"]], head["most"]
    if not head["keys"]:
        values = [to_value(value, most)]
    elif isinstance(value, dict):
        values = [to_value(value[key], most) if key in value else Value(Kind.ABSENT) for key in head["keys"]]
    else:
        kind = Kind.NOTHING if value is None or value is ... else Kind.OTHER
        values = [Value(kind)] * len(head["keys"])
    send(wire.pack_frame(nonce, wire.Status.RETURNED, payload=wire.pack_payload(len(values), values)))


def split(result: Any, count: int) -> list[Any]:
    """The values that a function returned: one, or those of a sequence where several are wanted."""
    if count == 1:
        return [result]
    if isinstance(result, (tuple, list)) or (isinstance(result, np.ndarray) and result.ndim and len(result) == count):
        return list(result)
    return [result]


def pack(results: list[Any], arguments: list[Value], head: dict[str, Any]) -> bytes:
    """The payload for a result: its values and the arguments as they are now, or only how many values there are."""
    if len(results) != head["count"]:
        return wire.pack_payload(len(results), ())
    return wire.pack_payload(len(results), [*(to_value(result, head["most"]) for result in results), *arguments])


def to_value(thing: Any, most: int) -> Value:
    """Anything as plain float64 numbers, a text, or the kind of thing that it is. `most` bounds the numbers sent."""
    if thing is None or thing is ...:
        return Value(Kind.NOTHING)
    if isinstance(thing, str):
        return Value(Kind.TEXT, text=str.__str__(thing)[: wire.MOST_TEXT])
    try:
        array = np.asarray(thing)
    except ValueError:
        return Value(Kind.RAGGED)
    if array.dtype.kind == "c":
        return Value(Kind.COMPLEX)
    if array.dtype.kind not in "fiub" or array.ndim > wire.MOST_DIMENSIONS:
        return Value(Kind.OTHER)
    sent = array.astype(np.float64) if array.size <= most else None
    return Value(Kind.NUMBERS, array.shape, sent)


def main() -> None:
    """Answer the grader's requests until it goes away."""
    inert.install()
    limit_resources()
    program = Program((), SITE)
    while True:
        _, nonce, size = wire.REQUEST.unpack(read_exactly(wire.REQUEST.size))
        head, arrays = wire.unpack_body(read_exactly(size))
        match head["do"]:
            case "load":
                program = Program([(number, code) for number, code in head["cells"]], SITE)
                load(program, nonce, head["skipped"])
            case "call":
                call(program, nonce, head, arrays)
            case "look_up":
                look_up(program, nonce, head)


if __name__ == "__main__":
    main()
