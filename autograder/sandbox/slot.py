"""The trusted side of a zygote: starts it, has it fork, and ends what it forked; one submission at a time."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import numpy as np

from autograder.sandbox.limits import Limits

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(np.__file__).resolve().parents[1]
PROGRAM = Path(__file__).parent / "inside" / "zygote.py"
# Literal, so that nothing of ours gets in; a second thread of BLAS would hang where threads are forbidden.
ENVIRONMENT = {
    "HOME": "/nonexistent",
    "LANG": "C.UTF-8",
    "MKL_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PATH": "/nonexistent",
}
START_SECONDS, FORK_SECONDS = 60.0, 20.0


class SandboxError(Exception):
    """The sandbox itself did not work; no fault of the student's."""


class Fork:
    """A process that waits for a student's cells.

    `read` and `write` are our ends of the pipes, `bell` counts when it wants to be read, `handle` is what ends it.
    """

    def __init__(self, read: int, write: int, bell: int, handle: int) -> None:
        self.read = read
        self.write = write
        self.bell = bell
        self.handle = handle

    def kill(self) -> None:
        """End the process; the zygote sweeps up before it forks again."""
        with contextlib.suppress(ProcessLookupError):  # gone already
            signal.pidfd_send_signal(self.handle, signal.SIGKILL)
        for descriptor in (self.handle, self.read, self.write, self.bell):
            os.close(descriptor)


class Slot:
    """A place for one submission at a time. The zygote starts when it is first needed, and anew when it was lost."""

    def __init__(self, limits: Limits, packages: Sequence[str] = ()) -> None:
        self.limits = limits
        self._packages = packages
        self._zygote: _Zygote | None = None

    def __enter__(self) -> Slot:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def isolation(self) -> tuple[str, ...]:
        """The layers of confinement that hold here. Raises SandboxError when there is no zygote to be had."""
        return self._ready().layers

    def fork(self) -> Fork:
        """A fresh process, confined. Raises SandboxError, and the next call starts another zygote."""
        try:
            return self._ready().fork()
        except OSError as error:
            self.close()
            raise SandboxError(f"the zygote was lost: {error}") from error

    def close(self) -> None:
        """End the zygote and all that it forked."""
        if self._zygote is not None:
            self._zygote.end()
            self._zygote = None

    def _ready(self) -> _Zygote:
        if self._zygote is None:
            absent = [name for name in self._packages if importlib.util.find_spec(name) is None]
            if absent:
                raise SandboxError(f"the assignment lists packages that are not installed: {', '.join(absent)}")
            try:
                self._zygote = _Zygote(self.limits, self._packages)
            except OSError as error:
                raise SandboxError(f"the zygote did not start: {error}") from error
        return self._zygote


class _Zygote:
    """A zygote that runs, and the layers that it found to hold."""

    def __init__(self, limits: Limits, packages: Sequence[str]) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, contextlib.ExitStack() as ours:
            ours.callback(self._control.close)
            arguments = [theirs.fileno(), SITE, ROOT, limits.memory_bytes, limits.processor_seconds, *packages]
            self._popen = subprocess.Popen(
                [sys.executable, "-I", "-S", PROGRAM, *map(str, arguments)],
                env=ENVIRONMENT,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
            ours.pop_all()  # from here on `end` closes it
        self._handle: int | None = None
        try:
            said, self._handle = self._receive(START_SECONDS)
        except BaseException:  # Ctrl-C too
            self.end()
            raise
        _, *layers = said.split(",")
        self.layers = tuple(layers)

    def fork(self) -> Fork:
        """Have it fork, and give the fork two pipes and a bell. Raises OSError."""
        with contextlib.ExitStack() as theirs, contextlib.ExitStack() as ours:
            theirs_in, write = os.pipe()
            theirs.callback(os.close, theirs_in)
            ours.callback(os.close, write)
            read, theirs_out = os.pipe()
            theirs.callback(os.close, theirs_out)
            ours.callback(os.close, read)
            bell = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
            ours.callback(os.close, bell)
            os.set_blocking(read, False)
            os.set_blocking(write, False)
            socket.send_fds(self._control, [b"f"], [theirs_in, theirs_out, bell])
            _, handle = self._receive(FORK_SECONDS)
            ours.pop_all()  # the fork has them now
        return Fork(read, write, bell, handle)

    def end(self) -> None:
        """End it; in namespaces of its own, all that it forked ends with it."""
        self._control.close()
        if self._handle is not None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            os.close(self._handle)
        try:
            self._popen.wait(timeout=1)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()

    def _receive(self, seconds: float) -> tuple[str, int]:
        """What it says next, with the handle that comes along. Raises OSError."""
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        if not poll.poll(seconds * 1000):
            raise TimeoutError("no answer from the zygote")
        said, descriptors, _, _ = socket.recv_fds(self._control, 1024, 1)
        if not said or len(descriptors) != 1:
            raise ConnectionResetError("the zygote ended")
        return said.decode("ascii", "replace"), descriptors[0]
