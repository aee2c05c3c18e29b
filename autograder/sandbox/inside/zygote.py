"""The zygote: a process with Python and numpy loaded and nothing else, confined, that forks once a submission.

The grader starts it with `python -I -S`, one for each slot, and speaks to it through one socket. It never sees student
code: a fork closes the door behind itself and only then listens to the grader. See `autograder.sandbox.slot`.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
from pathlib import Path

CONTROL, SITE, ROOT = int(sys.argv[1]), sys.argv[2], sys.argv[3]
MEMORY_BYTES, PROCESSOR_SECONDS = int(sys.argv[4]), int(sys.argv[5])
PACKAGES = ["numpy", *sys.argv[6:]]

_path = list(sys.path)
sys.path += [SITE, ROOT]
del sys.argv[1:], ROOT  # what the project is made of is no student's business

from autograder.sandbox.inside import preload, student  # noqa: E402
from autograder.sandbox.inside.cells import load_transformer  # noqa: E402
from autograder.sandbox.inside.confinement import libc  # noqa: E402
from autograder.sandbox.inside.confinement.door import Door, confine_zygote  # noqa: E402

preload.load(PACKAGES)
preload.warm_up()
_translate = load_transformer(Path(SITE))
sys.path[:] = _path
for _name in [name for name in sys.modules if name.partition(".")[0] == "autograder"]:
    del sys.modules[_name]


def main() -> None:
    """Serve the grader until it goes away."""
    control = socket.socket(fileno=CONTROL)
    threads = len(list(Path("/proc/self/task").iterdir()))
    if threads != 1:  # BLAS with threads of its own would hang in a fork that may not have any
        raise RuntimeError(f"one thread is wanted before the first fork; there are {threads}")
    door, layers = confine_zygote(SITE, PACKAGES, MEMORY_BYTES, PROCESSOR_SECONDS)
    preload.seed()  # the last to draw or seed: every fork goes on from here
    gc.collect()
    gc.freeze()  # a fork that collects garbage does not touch our pages
    handle = os.pidfd_open(os.getpid())
    socket.send_fds(control, [",".join(("ready", *layers)).encode()], [handle])
    os.close(handle)
    last: int | None = None
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 3)
        end_children(last)
        if not message:
            os._exit(0)
        last = fork(control, door, descriptors)


def end_children(last: int | None) -> None:
    """Nothing of the submission before lives on; as process 1 we reach whatever else it may have started."""
    everybody = -1
    target = everybody if os.getpid() == 1 else last
    if target is not None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(target, signal.SIGKILL)
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        pass


def fork(control: socket.socket, door: Door, descriptors: list[int]) -> int:
    """Fork for a submission that asks through `descriptors`, and hand its handle to the grader; the number of it."""
    pid = libc.fork()
    if pid == 0:
        try:
            os.close(control.detach())  # a tenth of a millisecond less than its own method
            door.close()
            student.serve(student.Channel(*descriptors), _translate)
        finally:
            os._exit(1)
    handle = os.pidfd_open(pid)
    socket.send_fds(control, [b"forked"], [handle])
    for descriptor in (handle, *descriptors):
        os.close(descriptor)
    return pid


if __name__ == "__main__":
    main()
