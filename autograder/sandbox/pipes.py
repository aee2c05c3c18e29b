"""Requests to a fork and frames from it, each until a deadline: a fork may be silent, talk nonsense, or never stop."""

from __future__ import annotations

import contextlib
import os
import secrets
import select
import time
from collections.abc import Sequence

from autograder.sandbox import wire
from autograder.sandbox.slot import Fork

# Answers count from when they are there, and the bell rings after the last: so look now and then without it.
LOOK_MILLISECONDS = 200.0


class GoneError(Exception):
    """The process ended, or sent what is no frame."""


class LateError(Exception):
    """The deadline passed."""


class Pipes:
    """The pipes to a fork; each reads and writes until a deadline."""

    def __init__(self, fork: Fork) -> None:
        self._fork = fork
        self._wakened, self._writable = select.poll(), select.poll()
        self._wakened.register(fork.bell, select.POLLIN)
        self._wakened.register(fork.handle, select.POLLIN)
        self._writable.register(fork.write, select.POLLOUT)
        self._received = b""
        self._at = 0

    def request(self, bodies: Sequence[bytes], deadline: float) -> list[bytes]:
        """Send requests in one go, and give back the nonces that their answers must carry."""
        nonces = [secrets.token_bytes(wire.NONCE_BYTES) for _ in bodies]
        heads = [wire.REQUEST.pack(wire.MAGIC, *pair) for pair in zip(nonces, map(len, bodies), strict=True)]
        rest = memoryview(b"".join(part for pair in zip(heads, bodies, strict=True) for part in pair))
        while rest:
            try:
                rest = rest[os.write(self._fork.write, rest) :]
            except BrokenPipeError:
                break  # it ended, and may have answered before: what is read will tell
            except BlockingIOError:
                if not self._writable.poll(_milliseconds(deadline)):
                    raise LateError from None
        return nonces

    def frame(self, nonce: bytes, most_payload: int, deadline: float) -> tuple[wire.Frame, bytes]:
        """The next frame and its payload."""
        try:
            frame = wire.unpack_frame(self._exactly(wire.FRAME_BYTES, deadline), nonce, most_payload)
        except wire.ForgedFrameError as error:
            raise GoneError from error
        return frame, self._exactly(frame.payload_bytes, deadline)

    def kill(self) -> None:
        """End the process."""
        self._fork.kill()

    def _exactly(self, size: int, deadline: float) -> bytes:
        """The next `size` bytes; a read takes what is there, up to a bound, so that no flood fills our memory."""
        while len(self._received) - self._at < size:
            self._received = self._received[self._at :] + self._read(deadline)
            self._at = 0
        self._at += size
        return self._received[self._at - size : self._at]

    def _read(self, deadline: float) -> bytes:
        """What there is to read; where there is nothing yet, wait for the bell, and now and then look without it."""
        while True:
            try:
                part = os.read(self._fork.read, wire.PIPE_BYTES)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise LateError from None
                ready = self._wakened.poll(min(_milliseconds(deadline), LOOK_MILLISECONDS))
                if any(descriptor == self._fork.bell for descriptor, _ in ready):
                    with contextlib.suppress(BlockingIOError):
                        os.eventfd_read(self._fork.bell)
            else:
                if not part:
                    raise GoneError
                return part


def _milliseconds(deadline: float) -> float:
    return max(0.0, deadline - time.monotonic()) * 1000
