"""The frames between the grader and the process that runs a student's code.

Both sides use this module, so it leans on the standard library, numpy and `outcome` alone. Towards the child goes a
request, whose head the child may trust. From the child come frames of a fixed head and a bounded payload, read by
the rules below and by nothing else. All integers are little-endian.

    request   magic 4s | nonce 16s | length of body u32 | body = length of head u32 | head (marshal) | arrays, in order
    frame     magic 4s | nonce 16s | status u8 | exception u8 | inside u8 | cell u32 | line u32 | payload length u32
    payload   count u32 | sent u8 | changed u8 | the values sent | for each changed argument: position u8 | value
    value     kind u8 | data? u8 | dimensions u8 | each dimension u32 | float64s or text
"""

from __future__ import annotations

import builtins
import marshal
import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.outcome import Kind, Returned, Value

PIPE_BYTES = 1 << 16  # what a pipe holds before its writer waits

MAGIC = b"BbH1"
NONCE_BYTES = 16
REQUEST = struct.Struct("<4s16sI")
REPORT = struct.Struct("<BBBIII")
OPENING_BYTES = len(MAGIC) + NONCE_BYTES
FRAME_BYTES = OPENING_BYTES + REPORT.size
LENGTH = struct.Struct("<I")
PAYLOAD = struct.Struct("<IBB")
VALUE = struct.Struct("<BBB")

MOST_DIMENSIONS = 8
MOST_TEXT = 256
SHORT = 1024  # bytes of a payload: the 500 that are remembered take a megabyte
HEAD_BYTES_A_VALUE = VALUE.size + MOST_DIMENSIONS * LENGTH.size

DIMENSIONS = [struct.Struct(f"<{count}I") for count in range(MOST_DIMENSIONS + 1)]
FLOAT64 = np.dtype("<f8")
NUMBER = struct.Struct("<d")
MOST_COUNT = 2**32 - 1
KINDS = {int(kind): kind for kind in Kind}

EXCEPTIONS = tuple(
    sorted(name for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, BaseException))
)
"""A child names an exception by its place here, so that a class name cannot carry anything out."""
PLACES = {name: place for place, name in enumerate(EXCEPTIONS)}


class Status(IntEnum):
    """What a frame reports."""

    STARTING_CELL = 1
    CELL_FAILED = 2
    LOADED = 3
    RETURNED = 4
    RAISED = 5
    UNDEFINED = 6
    NOT_CALLABLE = 7


STATUSES = {int(status): status for status in Status}


class ForgedFrameError(Exception):
    """The child sent something that is no frame of ours."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame without its payload."""

    status: Status
    exception: str
    inside: bool
    cell: int
    line: int
    payload_bytes: int


# Towards the child


def pack_body(head: dict[str, Any], arrays: Sequence[NDArray[np.generic]] = ()) -> bytes:
    """The body of a request; every array is described in the head under "arrays"."""
    starts = [0, *accumulate(array.nbytes for array in arrays)]
    described = [(array.dtype.str, array.shape, start) for array, start in zip(arrays, starts, strict=False)]
    packed = marshal.dumps({**head, "arrays": described})
    return LENGTH.pack(len(packed)) + packed + b"".join(np.ascontiguousarray(array).tobytes() for array in arrays)


def unpack_body(body: bytes) -> tuple[dict[str, Any], list[NDArray[np.generic]]]:
    """The head and the arrays, which are read only; called in the child, on what the grader sent."""
    (length,) = LENGTH.unpack_from(body)
    head = marshal.loads(memoryview(body)[LENGTH.size :])  # noqa: S302 - of the grader's own making
    data = LENGTH.size + length
    return head, [np.ndarray(shape, _dtype(dtype), body, data + start) for dtype, shape, start in head["arrays"]]


_dtype = lru_cache(maxsize=64)(np.dtype)


# From the child


def pack_frame(
    nonce: bytes,
    status: Status,
    *,
    exception: str = "Exception",
    inside: bool = False,
    cell: int = 0,
    line: int = 0,
    payload: bytes = b"",
) -> bytes:
    """A frame, as the child writes it."""
    report = REPORT.pack(status, PLACES[exception], inside, cell, min(line, MOST_COUNT), len(payload))
    return MAGIC + nonce + report + payload


def pack_payload(count: int, values: Sequence[bytes], changed: Mapping[int, bytes]) -> bytes:
    """The payload of a RETURNED frame: `count` values came back, of which `values` are sent, each packed."""
    parts = [PAYLOAD.pack(min(count, MOST_COUNT), len(values), len(changed)), *values]
    for position, value in changed.items():
        parts += [bytes([position]), value]
    return b"".join(parts)


def pack_value(value: Value) -> bytes:
    """A value, as the child writes it."""
    shape, data = value.shape, b""
    if value.kind is Kind.TEXT:
        data = value.text.encode(errors="replace")[:MOST_TEXT]
        shape = (len(data),)
    elif value.array is not None:
        data = value.array.tobytes()
    return _head_of_value(int(value.kind), value.kind is Kind.TEXT or value.array is not None, shape) + data


def pack_numbers(array: NDArray[np.float64]) -> bytes:
    """What `pack_value` makes of numbers, at half the cost: most values are nothing else."""
    return _head_of_value(int(Kind.NUMBERS), True, array.shape) + array.tobytes()


def pack_number(number: float) -> bytes:
    """What `pack_value` makes of one number."""
    return HEAD_OF_NUMBER + NUMBER.pack(number)


@lru_cache(maxsize=256)
def _head_of_value(kind: int, has_data: bool, shape: tuple[int, ...]) -> bytes:
    dimensions = DIMENSIONS[len(shape)].pack(*(min(size, MOST_COUNT) for size in shape))
    return VALUE.pack(kind, has_data, len(shape)) + dimensions


HEAD_OF_NUMBER = _head_of_value(int(Kind.NUMBERS), True, ())


def unpack_frame(head: bytes, nonce: bytes, most_payload: int) -> Frame:
    """Read the fixed head of a frame, `FRAME_BYTES` bytes. Raises ForgedFrameError."""
    if head[:OPENING_BYTES] != MAGIC + nonce:
        raise ForgedFrameError("not an answer to this request")
    frame = _frame(head[OPENING_BYTES:])
    if frame.payload_bytes > most_payload:
        raise ForgedFrameError(f"{frame.payload_bytes} bytes announced, at most {most_payload} expected")
    return frame


@lru_cache(maxsize=1024)  # of a thousand frames, most are alike
def _frame(report: bytes) -> Frame:
    status, exception, inside, cell, line, payload_bytes = REPORT.unpack(report)
    if status not in STATUSES or exception >= len(EXCEPTIONS) or inside > 1:
        raise ForgedFrameError("unknown status")
    return Frame(STATUSES[status], EXCEPTIONS[exception], bool(inside), cell, line, payload_bytes)


def counts(payload: bytes) -> tuple[int, int, int]:
    """How many values came back and are sent, and how many arguments changed, as a payload says.

    Raises ForgedFrameError.
    """
    if len(payload) < PAYLOAD.size:
        raise ForgedFrameError("shorter than it says")
    count, sent, changed = PAYLOAD.unpack_from(payload)
    return count, sent, changed


def unpack_payload(payload: bytes) -> Returned:
    """Read the payload of a RETURNED frame; of a short one, only when it comes for the first time in a while.

    Who remembers that much looks at its counts first. Raises ForgedFrameError.
    """
    return _read_before(payload) if len(payload) <= SHORT else _read_payload(payload)


@lru_cache(maxsize=500)
def _read_before(payload: bytes) -> Returned:
    return replace(_read_payload(payload), recurs=True)


def _read_payload(payload: bytes) -> Returned:
    count, sent, changed = counts(payload)
    try:
        values, at = [], PAYLOAD.size
        for _ in range(sent):
            value, at = _unpack_value(payload, at)
            values.append(value)
        arguments = {}
        for _ in range(changed):
            position = payload[at]
            arguments[position], at = _unpack_value(payload, at + 1)
    except (struct.error, IndexError) as error:
        raise ForgedFrameError("shorter than it says") from error
    except ValueError as error:  # an empty array with sides beyond what numpy can hold
        raise ForgedFrameError("no shape of an array") from error
    if at != len(payload):
        raise ForgedFrameError("longer than it says")
    return Returned(count, tuple(values), arguments)


def _unpack_value(payload: bytes, at: int) -> tuple[Value, int]:
    """The value that begins at a place, and the place where it ends."""
    number, has_data, dimensions = VALUE.unpack_from(payload, at)
    at += VALUE.size
    kind = KINDS.get(number)
    if kind is None or has_data > 1 or dimensions > MOST_DIMENSIONS:
        raise ForgedFrameError("unknown value")
    shape = DIMENSIONS[dimensions].unpack_from(payload, at)
    at += DIMENSIONS[dimensions].size
    if not has_data:
        return Value(kind, shape), at
    if kind is Kind.NUMBERS:
        size = math.prod(shape)
        if size * 8 > len(payload) - at:
            raise ForgedFrameError("shorter than it says")
        return Value(kind, shape, np.ndarray(shape, FLOAT64, payload, at)), at + size * 8
    if kind is Kind.TEXT and dimensions == 1 and shape[0] <= min(MOST_TEXT, len(payload) - at):
        return Value(kind, text=payload[at : at + shape[0]].decode(errors="replace")), at + shape[0]
    raise ForgedFrameError("data where none belongs")
