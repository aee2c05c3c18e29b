"""The trusted side of the sandbox: starts the process of a submission, asks it, and ends it.

A `Session` is one submission. When its process ends or overruns, the next question gets a fresh one, without the cell
that did it.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from autograder.model import Arguments, Cell
from autograder.outcome import (
    Ended,
    LoadFailure,
    NotRun,
    Outcome,
    Overran,
    Place,
    Raised,
    Returned,
    Undefined,
)
from autograder.sandbox import wire
from autograder.sandbox.limits import Limits

ISOLATION = ("rlimits",)
ROOT = Path(__file__).resolve().parents[2]
SITE = Path(np.__file__).resolve().parents[1]
ENVIRONMENT = {"HOME": "/nonexistent", "LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1", "PATH": "/nonexistent"}
START_SECONDS = 2  # of processor time for Python and numpy, generously


class SandboxError(Exception):
    """The sandbox itself did not work; no fault of the student's."""


class _Gone(Exception):  # noqa: N818 - it is caught here and never seen
    """The process ended, or sent what is no frame."""


class _Late(Exception):  # noqa: N818
    """The deadline passed."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Calls of one function, ready to be sent: the body of the request, and what the answers must keep to."""

    calls: int
    body: bytes
    values: int
    arguments: int
    most_payload: int


def prepare_batch(name: str, cases: Sequence[tuple[int, Arguments]], count: int, most: int) -> Batch:
    """Calls of the function `name`, which returns `count` values of at most `most` numbers altogether.

    Each of `cases` is how often to call it (the last result counts) and with which arguments.
    """
    arrays: list[NDArray[np.generic]] = []
    described: list[tuple[int, list[dict[str, object]]]] = []
    most = max(most, *(sum(np.size(argument) for argument in arguments) for _, arguments in cases))
    for times, arguments in cases:
        row: list[dict[str, object]] = []
        for argument in arguments:
            if isinstance(argument, np.ndarray):
                row.append({"array": len(arrays)})
                arrays.append(argument)
            else:
                row.append({"value": argument})
        described.append((times, row))
    body = wire.pack_body({"do": "call", "name": name, "count": count, "most": most, "batch": described}, arrays)
    (arity,) = {len(arguments) for _, arguments in cases}
    return Batch(len(cases), body, count, arity, _most_payload(count + arity, most))


def _most_payload(values: int, most: int) -> int:
    return wire.PAYLOAD.size + values * (wire.HEAD_BYTES_A_VALUE + wire.MOST_TEXT + most * 8)


class Session:
    """One submission's code, loaded and ready to be called. Use it as a context manager."""

    def __init__(self, cells: Sequence[Cell], limits: Limits) -> None:
        self.load_failures: tuple[LoadFailure, ...] = ()
        self._cells = cells
        self._limits = limits
        self._deadline = time.monotonic() + limits.submission_seconds
        self._fatal: list[LoadFailure] = []
        self._process: _Process | None = None

    def __enter__(self) -> Session:
        with contextlib.suppress(_Late):  # each question will say so for itself
            self._ready()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stop()

    def call(self, batch: Batch) -> list[Outcome]:
        """Call a function once a case, and say what each led to. A case that ends the process skips the rest."""
        outcomes: list[Outcome] = []
        try:
            process = self._ready()
            nonce = process.request(batch.body, self._call_deadline())
            while len(outcomes) < batch.calls:
                outcomes.append(self._answer(process, nonce, batch.values, batch.arguments, batch.most_payload))
        except _Gone:
            outcomes.append(Ended())
        except _Late:
            outcomes.append(self._overran(self._limits.call_seconds))
        else:
            return outcomes
        self._stop()
        return outcomes + [NotRun()] * (batch.calls - len(outcomes))

    def look_up(self, name: str, keys: Sequence[str], most: int) -> Outcome:
        """The value of a variable: its one value, or a value for each of `keys`, of `most` numbers each."""
        body = wire.pack_body({"do": "look_up", "name": name, "keys": list(keys), "most": most})
        try:
            process = self._ready()
            nonce = process.request(body, self._call_deadline())
            values = max(len(keys), 1)
            return self._answer(process, nonce, values, 0, _most_payload(values, most))
        except _Gone:
            outcome: Outcome = Ended()
        except _Late:
            outcome = self._overran(self._limits.call_seconds)
        self._stop()
        return outcome

    def _answer(self, process: _Process, nonce: bytes, wanted: int, arguments: int, most_payload: int) -> Outcome:
        frame, payload = process.frame(nonce, most_payload, self._call_deadline())
        match frame.status:
            case wire.Status.RETURNED:
                try:
                    count, values = wire.unpack_payload(payload)
                except wire.ForgedFrameError as error:
                    raise _Gone from error
                if len(values) != (wanted + arguments if count == wanted else 0):
                    raise _Gone
                return Returned(count, tuple(values[:wanted]), tuple(values[wanted:]))
            case wire.Status.RAISED:
                return Raised(frame.exception, Place(frame.cell, frame.line), frame.inside)
            case wire.Status.UNDEFINED | wire.Status.NOT_CALLABLE:
                return Undefined(exists=frame.status is wire.Status.NOT_CALLABLE)
        raise _Gone

    def _ready(self) -> _Process:
        """The process with the cells loaded; started anew, without the cell that did it, as long as one dies."""
        while self._process is None:
            if time.monotonic() >= self._deadline:
                raise _Late
            process = _Process(self._limits)
            try:
                failures = self._load(process)
            except SandboxError:
                process.kill()
                raise
            except _Failed as failed:
                process.kill()
                self._fatal.append(failed.failure)
                self.load_failures = tuple(self._fatal)
            else:
                self._process = process
                self.load_failures = (*self._fatal, *failures)
        return self._process

    def _load(self, process: _Process) -> list[LoadFailure]:
        skipped = [failure.cell for failure in self._fatal]
        cells = [(cell.number, cell.code) for cell in self._cells]
        failures: list[LoadFailure] = []
        at: int | None = None
        try:
            body = wire.pack_body({"do": "load", "cells": cells, "skipped": skipped})
            nonce = process.request(body, self._load_deadline())
            while True:
                frame, _ = process.frame(nonce, 0, self._load_deadline())
                match frame.status:
                    case wire.Status.STARTING_CELL:
                        at = frame.cell
                    case wire.Status.CELL_FAILED:
                        raised = Raised(frame.exception, Place(frame.cell, frame.line), inside=False)
                        failures.append(LoadFailure(frame.cell, raised))
                    case wire.Status.LOADED:
                        return failures
                    case _:
                        raise _Gone
        except (_Gone, _Late) as error:
            if at is None or at in skipped:
                raise SandboxError("the process for student code did not start") from error
            late = isinstance(error, _Late)
            raise _Failed(LoadFailure(at, self._overran(self._limits.load_seconds) if late else Ended())) from error

    def _overran(self, seconds: float) -> Overran:
        if time.monotonic() >= self._deadline:
            return Overran(self._limits.submission_seconds, whole=True)
        return Overran(seconds)

    def _call_deadline(self) -> float:
        return min(self._deadline, time.monotonic() + self._limits.call_seconds)

    def _load_deadline(self) -> float:
        return min(self._deadline, time.monotonic() + self._limits.load_seconds)

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process = None


class _Failed(Exception):  # noqa: N818
    """A cell took the process with it."""

    def __init__(self, failure: LoadFailure) -> None:
        super().__init__(failure)
        self.failure = failure


class _Process:
    """A fresh interpreter and the two pipes to it; each reads and writes until a deadline."""

    def __init__(self, limits: Limits) -> None:
        theirs_in, self._write = os.pipe()
        self._read, theirs_out = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(self._write, False)
        processor_seconds = int(limits.submission_seconds) + START_SECONDS
        program = str(Path(__file__).with_name("child.py"))
        arguments = [theirs_in, theirs_out, SITE, ROOT, limits.memory_bytes, processor_seconds]
        try:
            self._popen = subprocess.Popen(
                [sys.executable, "-I", "-S", program, *map(str, arguments)],
                env=ENVIRONMENT,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs_in, theirs_out),
                start_new_session=True,
            )
        except OSError as error:
            os.close(self._read)
            os.close(self._write)
            raise SandboxError(f"the process for student code did not start: {error.strerror}") from error
        finally:
            os.close(theirs_in)
            os.close(theirs_out)

    def request(self, body: bytes, deadline: float) -> bytes:
        """Send a request, and give back the nonce that its answers must carry."""
        nonce = secrets.token_bytes(wire.NONCE_BYTES)
        rest = memoryview(wire.REQUEST.pack(wire.MAGIC, nonce, len(body)) + body)
        while rest:
            self._wait(self._write, select.POLLOUT, deadline)
            try:
                rest = rest[os.write(self._write, rest) :]
            except BrokenPipeError:
                raise _Gone from None
        return nonce

    def frame(self, nonce: bytes, most_payload: int, deadline: float) -> tuple[wire.Frame, bytes]:
        """The next frame and its payload."""
        try:
            frame = wire.unpack_frame(self._exactly(wire.FRAME.size, deadline), nonce, most_payload)
        except wire.ForgedFrameError as error:
            raise _Gone from error
        return frame, self._exactly(frame.payload_bytes, deadline)

    def kill(self) -> None:
        """End the process and its whole group, and wait until it is gone."""
        with contextlib.suppress(ProcessLookupError):  # gone already, and its group with it
            os.killpg(self._popen.pid, signal.SIGKILL)
        self._popen.wait()
        os.close(self._read)
        os.close(self._write)

    def _exactly(self, size: int, deadline: float) -> bytes:
        received = bytearray()
        while len(received) < size:
            self._wait(self._read, select.POLLIN, deadline)
            part = os.read(self._read, size - len(received))
            if not part:
                raise _Gone
            received += part
        return bytes(received)

    def _wait(self, descriptor: int, event: int, deadline: float) -> None:
        poll = select.poll()
        poll.register(descriptor, event)
        if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
            raise _Late
