"""One submission in the sandbox: its process is loaded, asked, and ended; the answers are read by the rules of `wire`.

When the process ends or overruns, the next question gets a fresh one, without the cell that did it.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from autograder.handed_in import Cell
from autograder.model import Arguments
from autograder.outcome import (
    Ended,
    LoadFailure,
    NotRun,
    Outcome,
    Overran,
    Place,
    Raised,
    Undefined,
)
from autograder.sandbox import wire
from autograder.sandbox.pipes import GoneError, LateError, Pipes
from autograder.sandbox.slot import SandboxError, Slot

MOST_FAILURES = 1000  # of cells and statements


@dataclass(frozen=True, slots=True)
class Batch:
    """A request, ready to be sent, and what its answers must keep to: `calls` answers of `values` values each."""

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
    described: list[tuple[int, list[tuple[bool, object]]]] = []
    most = max([most, *(sum(np.size(argument) for argument in arguments) for _, arguments in cases)])
    for times, arguments in cases:
        row: list[tuple[bool, object]] = []  # an array by its place in `arrays`, anything else as it is
        for argument in arguments:
            if isinstance(argument, np.ndarray):
                row.append((True, len(arrays)))
                arrays.append(argument)
            else:
                row.append((False, argument.item() if isinstance(argument, np.generic) else argument))
        described.append((times, row))
    body = wire.pack_body({"do": "call", "name": name, "count": count, "most": most, "batch": described}, arrays)
    arity = max((len(arguments) for _, arguments in cases), default=0)
    return Batch(len(cases), body, count, arity, _most_payload(count + arity, most))


def prepare_look_up(name: str, keys: Sequence[str], most: int) -> Batch:
    """The value of a variable, or a value for each of `keys` in it, of `most` numbers each."""
    body = wire.pack_body({"do": "look_up", "name": name, "keys": list(keys), "most": most})
    values = max(len(keys), 1)
    return Batch(1, body, values, 0, _most_payload(values, most))


def prepare_code(source: str) -> bytes:
    """Code of ours, to be run behind the student's. Raises SyntaxError."""
    return wire.pack_body({"do": "run", "code": compile(source, "grader", "exec", dont_inherit=True)})


def _most_payload(values: int, most: int) -> int:
    return wire.PAYLOAD.size + values * (wire.HEAD_BYTES_A_VALUE + wire.MOST_TEXT + most * 8)


class Session:
    """One submission's code, loaded and ready to be called. Use it as a context manager."""

    def __init__(self, cells: Sequence[Cell], slot: Slot) -> None:
        self.load_failures: tuple[LoadFailure, ...] = ()
        self._cells = cells
        self._lines = {cell.number: cell.code.count("\n") + 1 for cell in cells}
        self._slot = slot
        self._limits = slot.limits
        self._deadline = time.monotonic() + slot.limits.submission_seconds
        self._fatal: list[LoadFailure] = []
        self._added: list[bytes] = []
        self._process: Pipes | None = None

    def __enter__(self) -> Session:
        with contextlib.suppress(LateError):  # each question will say so for itself
            self._ready()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stop()

    def ask(self, batches: Sequence[Batch]) -> list[list[Outcome]]:
        """What each request led to, a list of its answers each; the next are sent before the first is answered.

        So ask together only what student code may know together. An answer that ends the process skips the rest of its
        request; the other requests go to another process.
        """
        done: list[list[Outcome]] = []
        while len(done) < len(batches):
            done += self._ask_one_process(_that_fit_a_pipe(batches[len(done) :]))
        return done

    def call(self, batch: Batch) -> list[Outcome]:
        """What one request led to."""
        (outcomes,) = self.ask([batch])
        return outcomes

    def run(self, code: bytes) -> None:
        """Have code of ours run behind the student's, here and in every process that takes the place of this one.

        It comes from `prepare_code`. The student's code can read it: it must hold nothing that matters to what is still
        to be asked. Whether it worked, what is asked next will show, and its time counts as that of what is asked next.
        """
        self._added.append(code)
        if self._process is not None:
            try:
                self._process.request([code], self._load_deadline())
            except LateError:
                self._stop()

    def _ask_one_process(self, batches: Sequence[Batch]) -> list[list[Outcome]]:
        """The answers up to the first request that ends or overruns the process; none where it may be innocent."""
        done: list[list[Outcome]] = []
        outcomes: list[Outcome] = []
        used = self._process is not None
        try:
            process = self._ready()
            nonces = process.request([batch.body for batch in batches], self._call_deadline())
            for nonce, batch in zip(nonces, batches, strict=True):
                outcomes = []
                while len(outcomes) < batch.calls:
                    outcomes.append(self._answer(process, nonce, batch))
                done.append(outcomes)
        except GoneError:
            self._stop()
            if used or done:  # perhaps the doing of an earlier request: it is asked again in a fresh process
                return done
            outcomes.append(Ended())
        except LateError:
            self._stop()
            if done:  # one before it may have swallowed the request
                return done
            outcomes.append(self._overran(self._limits.call_seconds))
        else:
            return done
        calls = batches[len(done)].calls
        return [*done, (outcomes + [NotRun()] * calls)[:calls]]

    def _answer(self, process: Pipes, nonce: bytes, batch: Batch) -> Outcome:
        frame, payload = process.frame(nonce, batch.most_payload, self._call_deadline())
        match frame.status:
            case wire.Status.RETURNED:
                try:
                    count, sent, changed = wire.counts(payload)
                    if sent != (batch.values if count == batch.values else 0) or changed > batch.arguments:
                        raise GoneError
                    returned = wire.unpack_payload(payload)
                except wire.ForgedFrameError as error:
                    raise GoneError from error
                if returned.changed and max(returned.changed) >= batch.arguments:
                    raise GoneError
                return returned
            case wire.Status.RAISED:
                return Raised(frame.exception, self._place(frame), frame.inside)
            case wire.Status.UNDEFINED | wire.Status.NOT_CALLABLE:
                return Undefined(exists=frame.status is wire.Status.NOT_CALLABLE)
        raise GoneError

    def _ready(self) -> Pipes:
        """The process with the cells loaded; started anew, without the cell that did it, as long as one dies."""
        while self._process is None:
            if time.monotonic() >= self._deadline:
                raise LateError
            process = Pipes(self._slot.fork())
            try:
                failures = self._load(process)
                process.request(self._added, self._load_deadline())
            except _Failed as failed:
                process.kill()
                self._fatal.append(failed.failure)
                self.load_failures = tuple(self._fatal)
            except BaseException as error:  # Ctrl-C too
                process.kill()
                if isinstance(error, SandboxError):
                    self._slot.close()  # whatever is wrong with this zygote, the next one starts afresh
                raise
            else:
                self._process = process
                self.load_failures = (*self._fatal, *failures)
        return self._process

    def _load(self, process: Pipes) -> list[LoadFailure]:
        skipped = [failure.cell for failure in self._fatal]
        cells = [(cell.number, cell.code) for cell in self._cells]
        starts = {cell.number: 0 for cell in self._cells if cell.number not in skipped}
        failures: list[LoadFailure] = []
        at: int | None = None
        try:
            body = wire.pack_body({"do": "load", "cells": cells, "skipped": skipped})
            deadline = self._load_deadline()
            (nonce,) = process.request([body], deadline)
            while True:
                frame, _ = process.frame(nonce, 0, deadline)
                match frame.status:
                    case wire.Status.STARTING_CELL if starts.get(frame.cell, 2) < 2:  # once to compile, once to run
                        at, deadline = frame.cell, self._load_deadline()
                        starts[at] += 1
                    case wire.Status.CELL_FAILED if frame.cell == at and len(failures) < MOST_FAILURES:
                        raised = Raised(frame.exception, self._place(frame), inside=False)
                        failures.append(LoadFailure(at, raised, compiled=starts[at] > 1))
                    case wire.Status.LOADED:
                        return failures
                    case _:
                        raise GoneError
        except (GoneError, LateError) as error:
            if at is None and time.monotonic() >= self._deadline:
                raise LateError from error
            if at is None:
                raise SandboxError("the process for student code did not start") from error
            outcome = self._overran(self._limits.load_seconds) if isinstance(error, LateError) else Ended()
            raise _Failed(LoadFailure(at, outcome, compiled=starts[at] > 1)) from error

    def _place(self, frame: wire.Frame) -> Place:
        """Where it happened, if there is such a line: a number that student code made up may spell a hidden input."""
        if frame.cell not in self._lines:
            return Place(0, 0)
        return Place(frame.cell, frame.line if frame.line <= self._lines[frame.cell] else 0)

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


def _that_fit_a_pipe(batches: Sequence[Batch]) -> Sequence[Batch]:
    """The first of the batches, one at least, that can be sent while nobody reads: else both sides could wait."""
    size, count = 0, 0
    for batch in batches:
        size += wire.REQUEST.size + len(batch.body)
        if count and size > wire.PIPE_BYTES // 2:
            break
        count += 1
    return batches[:count]


class _Failed(Exception):  # noqa: N818
    """A cell took the process with it."""

    def __init__(self, failure: LoadFailure) -> None:
        super().__init__(failure)
        self.failure = failure
