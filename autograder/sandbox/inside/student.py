"""What a fork does: it takes a student's cells, runs them, calls their functions and sends plain values back.

It runs behind the closed door, in one process with the student's code: what it says is believed by nobody.
"""

from __future__ import annotations

import gc
import os
import select
from collections.abc import Callable, Sequence
from types import CodeType
from typing import Any

import numpy as np

from autograder.outcome import Kind, Value
from autograder.sandbox import wire
from autograder.sandbox.inside import inert
from autograder.sandbox.inside.cells import Program, builtin_name

ABSENT = wire.pack_value(Value(Kind.ABSENT))


class Channel:
    """The two pipes to the grader, and the bell that tells it to read: to wake it for every answer costs too much."""

    def __init__(self, read: int, write: int, bell: int) -> None:
        self._read = read
        self._write = write
        self._bell = bell
        self._received = bytearray()
        self._at = 0
        self._unread = 0

    def receive(self, size: int) -> bytes:
        """The grader's next bytes; the grader going away ends this process."""
        end = self._at + size
        while len(self._received) < end:
            part = os.read(self._read, wire.PIPE_BYTES)
            if not part:
                os._exit(0)
            self._received += part
        taken = bytes(self._received[self._at : end])
        self._at = end
        if end == len(self._received):
            self._received, self._at = bytearray(), 0
        return taken

    def has_requests(self) -> bool:
        """Whether the next request is there already."""
        return bool(self._received or select.select([self._read], [], [], 0)[0])

    def send(self, frame: bytes) -> None:
        """Write a whole frame; the grader reads it when the bell rings, and before the pipe is full."""
        self._unread += len(frame)
        if self._unread > wire.PIPE_BYTES // 2:
            self.ring()
        rest = frame
        while rest:
            rest = rest[os.write(self._write, rest) :]

    def ring(self) -> None:
        """Tell the grader that there is something to read."""
        os.eventfd_write(self._bell, 1)
        self._unread = 0


def serve(channel: Channel, translate: Callable[[str], str]) -> None:
    """Answer the grader's requests until it goes away."""
    inert.install()
    program = Program((), translate)
    while True:
        _, nonce, size = wire.REQUEST.unpack(channel.receive(wire.REQUEST.size))
        head, arrays = wire.unpack_body(channel.receive(size))
        match head["do"]:
            case "load":
                program = Program([(number, code) for number, code in head["cells"]], translate)
                load(program, channel, nonce, head["skipped"])
            case "run":
                run(program, head["code"])
            case "call":
                call(program, channel, nonce, head, arrays)
            case "look_up":
                look_up(program, channel, nonce, head)
        if not channel.has_requests():
            channel.ring()


def load(program: Program, channel: Channel, nonce: bytes, skipped: Sequence[int]) -> None:
    """Compile all cells, then run them in order; one that fails is reported and does not stop the next.

    A .py file is one cell, and goes on behind the statement that failed.
    Each cell is announced first, so that the grader knows which one it was when this process does not survive it.
    """
    codes = []
    gc.disable()  # compiling leaves no garbage to look for
    for number, source in program.cells:
        if number not in skipped:
            channel.send(wire.pack_frame(nonce, wire.Status.STARTING_CELL, cell=number))
            try:
                codes.append((number, program.compile(number, source)))
            except BaseException as error:
                report_failure(program, channel, nonce, number, error)
    gc.enable()
    for number, code in codes:
        channel.send(wire.pack_frame(nonce, wire.Status.STARTING_CELL, cell=number))
        rest: CodeType | None = code
        while rest is not None:
            try:
                exec(rest, program.names)  # noqa: S102
            except BaseException as error:
                report_failure(program, channel, nonce, number, error)
                rest = program.after(number, error)
            else:
                rest = None
    channel.send(wire.pack_frame(nonce, wire.Status.LOADED))


def run(program: Program, code: CodeType) -> None:
    """Run code of the grader's among the student's names."""
    try:  # noqa: SIM105 - the student's code may have bent anything, contextlib too
        exec(code, program.names)  # noqa: S102
    except BaseException:  # noqa: S110
        pass


def report_failure(program: Program, channel: Channel, nonce: bytes, number: int, error: BaseException) -> None:
    """Tell the grader that a cell stopped, and where."""
    line = program.top_line(error)
    channel.send(wire.pack_frame(nonce, wire.Status.CELL_FAILED, exception=builtin_name(error), cell=number, line=line))


def call(program: Program, channel: Channel, nonce: bytes, head: dict[str, Any], arrays: list[Any]) -> None:
    """Call a function once for each list of arguments (or oftener, where asked), a frame for each."""
    for times, described in head["batch"]:
        function = program.names.get(head["name"])
        if not callable(function):
            exists = head["name"] in program.names
            channel.send(wire.pack_frame(nonce, wire.Status.NOT_CALLABLE if exists else wire.Status.UNDEFINED))
            continue
        try:
            for _ in range(times):
                arguments = [arrays[what].copy() if is_array else what for is_array, what in described]
                result = function(*arguments)
            payload = pack(split(result, head["count"]), changed(arguments, described, arrays, head["most"]), head)
        except BaseException as error:
            frame = raised(program, nonce, error, inside=program.depth(error) > 1)
        else:
            frame = wire.pack_frame(nonce, wire.Status.RETURNED, payload=payload)
        channel.send(frame)


def look_up(program: Program, channel: Channel, nonce: bytes, head: dict[str, Any]) -> None:
    """Send the value of a variable: whole, or the values of the keys asked for."""
    if head["name"] not in program.names:
        channel.send(wire.pack_frame(nonce, wire.Status.UNDEFINED))
        return
    value, most = program.names[head["name"]], head["most"]
    try:
        if not head["keys"]:
            values = [packed(value, most)]
        elif isinstance(value, dict):
            values = [packed(value[key], most) if key in value else ABSENT for key in head["keys"]]
        else:
            kind = Kind.NOTHING if value is None or value is ... else Kind.OTHER
            values = [wire.pack_value(Value(kind))] * len(head["keys"])
    except BaseException as error:  # an object may do anything when numpy asks what it is
        channel.send(raised(program, nonce, error, inside=False))
        return
    channel.send(wire.pack_frame(nonce, wire.Status.RETURNED, payload=wire.pack_payload(len(values), values, {})))


def raised(program: Program, nonce: bytes, error: BaseException, *, inside: bool) -> bytes:
    """The frame that tells what was raised and where; `inside` that a callee of the function did it."""
    cell, line = program.place(error)
    status, exception = wire.Status.RAISED, builtin_name(error)
    return wire.pack_frame(nonce, status, exception=exception, inside=inside, cell=cell, line=line)


def split(result: Any, count: int) -> list[Any]:
    """The values that a function returned: one, or those of a sequence where several are wanted."""
    if count == 1:
        return [result]
    if isinstance(result, (tuple, list)) or (isinstance(result, np.ndarray) and result.ndim and len(result) == count):
        return list(result)
    return [result]


def changed(arguments: list[Any], described: list[Any], arrays: list[Any], most: int) -> dict[int, Value]:
    """The arguments that the call changed, by their positions, as they are now."""
    now = {}
    for position, (is_array, what) in enumerate(described):
        if is_array:
            argument, before = arguments[position], arrays[what]
            if argument.tobytes() != before.tobytes() or argument.shape != before.shape:
                now[position] = to_value(argument, most)
    return now


def pack(results: list[Any], now: dict[int, Value], head: dict[str, Any]) -> bytes:
    """The payload for a result: its values and the changed arguments, or only how many values there are."""
    if len(results) != head["count"]:
        return wire.pack_payload(len(results), (), {})
    values = [packed(result, head["most"]) for result in results]
    return wire.pack_payload(len(results), values, {place: wire.pack_value(value) for place, value in now.items()})


def packed(thing: Any, most: int) -> bytes:
    """A value as it is sent. Most are numbers of 64 bits: those need no look at what else they may be."""
    kind = type(thing)
    if kind is float or kind is np.float64:
        return wire.pack_number(thing)
    if kind is np.ndarray and thing.dtype is wire.FLOAT64 and thing.size <= most and thing.ndim <= wire.MOST_DIMENSIONS:
        return wire.pack_numbers(thing)
    return wire.pack_value(to_value(thing, most))


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
    sent = array.astype(wire.FLOAT64) if array.size <= most else None
    return Value(Kind.NUMBERS, array.shape, sent)
