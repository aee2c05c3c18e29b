"""The frames between the grader and the process that runs a student's code.

Both sides use this module, so it leans on the standard library, numpy and `outcome` alone. Towards the child goes a
request, whose JSON head the child may trust. From the child come frames of a fixed head and a bounded payload, read by
the rules below and by nothing else. All integers are little-endian.

    request   magic 4s | nonce 16s | length of body u32 | body = length of head u32 | head (JSON) | arrays, in order
    frame     magic 4s | nonce 16s | status u8 | exception u8 | inside u8 | cell u32 | line u32 | payload length u32
    payload   count u32 | sent u8 | values: kind u8 | data? u8 | dimensions u8 | each dimension u32 | float64s or text
"""

from __future__ import annotations

import builtins
import json
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.outcome import Kind, Value

MAGIC = b"BbH1"
NONCE_BYTES = 16
REQUEST = struct.Struct("<4s16sI")
FRAME = struct.Struct("<4s16sBBBIII")
LENGTH = struct.Struct("<I")
PAYLOAD = struct.Struct("<IB")
ITEM = struct.Struct("<BBB")

MOST_DIMENSIONS = 8
MOST_TEXT = 256
HEAD_BYTES_A_VALUE = ITEM.size + MOST_DIMENSIONS * LENGTH.size

KINDS = frozenset(map(int, Kind))

EXCEPTIONS = tuple(
    sorted(name for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, BaseException))
)
"""A child names an exception by its place here, so that a class name cannot carry anything out."""


class Status(IntEnum):
    """What a frame reports."""

    STARTING_CELL = 1
    CELL_FAILED = 2
    LOADED = 3
    RETURNED = 4
    RAISED = 5
    UNDEFINED = 6
    NOT_CALLABLE = 7


STATUSES = frozenset(map(int, Status))


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
    described = [{"dtype": array.dtype.str, "shape": array.shape} for array in arrays]
    text = json.dumps({**head, "arrays": described}).encode()
    return LENGTH.pack(len(text)) + text + b"".join(np.ascontiguousarray(array).tobytes() for array in arrays)


def unpack_body(body: bytes) -> tuple[dict[str, Any], list[NDArray[np.generic]]]:
    """The head and fresh, writable arrays; called in the child, on what the grader sent."""
    (length,) = LENGTH.unpack_from(body)
    head = json.loads(body[LENGTH.size : LENGTH.size + length])
    arrays, at = [], LENGTH.size + length
    for described in head["arrays"]:
        dtype, shape = np.dtype(described["dtype"]), tuple(described["shape"])
        size = math.prod(shape)
        arrays.append(np.frombuffer(body, dtype, size, at).reshape(shape).copy())
        at += size * dtype.itemsize
    return head, arrays


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
    head = FRAME.pack(
        MAGIC, nonce, status, EXCEPTIONS.index(exception), inside, cell, min(line, 2**32 - 1), len(payload)
    )
    return head + payload


def pack_payload(count: int, values: Sequence[Value]) -> bytes:
    """The payload of a RETURNED frame: `count` values came back, of which `values` are sent."""
    parts = [PAYLOAD.pack(min(count, 2**32 - 1), len(values))]
    for value in values:
        data: bytes | None = None
        shape = value.shape
        if value.kind is Kind.TEXT:
            data = value.text.encode(errors="replace")[:MOST_TEXT]
            shape = (len(data),)
        elif value.array is not None:
            data = value.array.astype("<f8").tobytes()
        parts.append(ITEM.pack(value.kind, data is not None, len(shape)))
        parts.extend(LENGTH.pack(min(size, 2**32 - 1)) for size in shape)
        if data is not None:
            parts.append(data)
    return b"".join(parts)


def unpack_frame(head: bytes, nonce: bytes, most_payload: int) -> Frame:
    """Read the fixed head of a frame, `FRAME.size` bytes. Raises ForgedFrameError."""
    magic, got_nonce, status, exception, inside, cell, line, payload_bytes = FRAME.unpack(head)
    if magic != MAGIC or got_nonce != nonce:
        raise ForgedFrameError("not an answer to this request")
    if status not in STATUSES or exception >= len(EXCEPTIONS) or inside > 1:
        raise ForgedFrameError("unknown status")
    if payload_bytes > most_payload:
        raise ForgedFrameError(f"{payload_bytes} bytes announced, at most {most_payload} expected")
    return Frame(Status(status), EXCEPTIONS[exception], bool(inside), cell, line, payload_bytes)


def unpack_payload(payload: bytes) -> tuple[int, list[Value]]:
    """Read the payload of a RETURNED frame: the count of values, and those sent. Raises ForgedFrameError."""
    try:
        return _unpack_payload(memoryview(payload))
    except struct.error as error:
        raise ForgedFrameError("shorter than it says") from error


def _unpack_payload(payload: memoryview) -> tuple[int, list[Value]]:
    count, length = PAYLOAD.unpack_from(payload)
    values, at = [], PAYLOAD.size
    for _ in range(length):
        kind, sent, dimensions = ITEM.unpack_from(payload, at)
        at += ITEM.size
        if kind not in KINDS or sent > 1 or dimensions > MOST_DIMENSIONS:
            raise ForgedFrameError("unknown value")
        shape = struct.unpack_from(f"<{dimensions}I", payload, at)
        at += dimensions * LENGTH.size
        size = _data_bytes(Kind(kind), shape) if sent else 0
        if size > len(payload) - at:
            raise ForgedFrameError("shorter than it says")
        values.append(_value(Kind(kind), shape, bytes(payload[at : at + size]) if sent else None))
        at += size
    if at != len(payload):
        raise ForgedFrameError("longer than it says")
    return count, values


def _data_bytes(kind: Kind, shape: tuple[int, ...]) -> int:
    if kind is Kind.NUMBERS:
        return math.prod(shape) * np.dtype(np.float64).itemsize
    if kind is Kind.TEXT and len(shape) == 1 and shape[0] <= MOST_TEXT:
        return shape[0]
    raise ForgedFrameError("data where none belongs")


def _value(kind: Kind, shape: tuple[int, ...], data: bytes | None) -> Value:
    if data is None:
        return Value(kind, shape)
    if kind is Kind.TEXT:
        return Value(kind, text=data.decode(errors="replace"))
    return Value(kind, shape, np.frombuffer(data, "<f8").reshape(shape))
