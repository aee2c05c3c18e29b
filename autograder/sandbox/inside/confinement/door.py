"""The layers of the confinement together: those of the zygote, which its forks inherit, and those of each fork."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from autograder.sandbox.inside.confinement import landlock, namespaces, paths, privileges, seccomp
from autograder.sandbox.limits import LAYERS

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Door:
    """What a fork closes behind itself; None where a layer is not to be had on this machine."""

    uid: int | None
    memory_limit: int
    processor_seconds: int
    signal_rules: int | None
    filter: seccomp.Filter | None

    def close(self) -> None:
        """Confine this process for good. Raises OSError, and then no student's code may be looked at."""
        self.drop_privileges()
        if self.filter is not None:
            self.filter.install()

    def drop_privileges(self) -> None:
        """All but the filter, which is the last as it forbids the rest. Raises OSError."""
        if self.uid is not None:
            privileges.become(self.uid)
        privileges.drop_capabilities()
        privileges.hide_memory()
        privileges.limit_resources(self.memory_limit, self.processor_seconds)
        if self.signal_rules is not None:
            landlock.restrict(self.signal_rules)


def confine_zygote(
    site: str, packages: Sequence[str], memory_bytes: int, processor_seconds: int
) -> tuple[Door, tuple[str, ...]]:
    """Confine this process as far as its work allows; the door for its forks, and the layers that hold when tried.

    What it needs must be loaded by now. In namespaces this process is replaced by a child of its own.
    """
    in_use = privileges.memory_in_use()
    seen, files = paths.folders(site, packages), paths.files()
    readable = paths.readable(seen, files)
    uid = privileges.STUDENT_UID if os.getuid() == 0 and _in_a_child(_become_student) else None
    in_namespaces = _in_a_child(lambda: namespaces.enter(seen, files))
    if in_namespaces:
        uid = namespaces.SECOND_USER if namespaces.enter(seen, files) else None
        _continue_as_first_process()
    privileges.refuse_new_privileges()
    privileges.hide_memory()
    _works(lambda: landlock.restrict_files(readable, [paths.NULL]))
    signal_rules, student_filter = _if_to_be_had(landlock.signal_rules), _if_to_be_had(seccomp.student_filter)
    door = Door(uid, in_use + memory_bytes, processor_seconds, signal_rules, student_filter)
    held = _try_the_door(door)
    return door, tuple(name for name in LAYERS if name in held or (name == "namespaces" and in_namespaces))


def _become_student() -> None:
    privileges.become(privileges.STUDENT_UID)


def _in_a_child(action: Callable[[], object]) -> bool:
    """Whether an action works that this process must not do itself."""
    pid = os.fork()
    if pid == 0:
        try:
            action()
            os._exit(0)
        finally:  # whatever was raised: the child must not go on with our work
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def _continue_as_first_process() -> None:
    """Go on as process 1 of the new process namespace; the process outside ends when that one ends."""
    first = os.fork()
    if first:
        os.closerange(0, 1024)
        os._exit(os.waitstatus_to_exitcode(os.waitpid(first, 0)[1]) & 0xFF)


def _try_the_door(door: Door) -> set[str]:
    """The layers that hold in a fork, each tried by doing what it forbids."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            door.drop_privileges()
            held = {name for name, attempt in ATTEMPTS.items() if not _works(attempt)}
            if door.filter is not None and _works(door.filter.install) and not _works(_make_memory_file):
                held.add("seccomp")
            os.write(write, ",".join(held).encode())
        finally:
            os._exit(0)
    os.close(write)
    held_names = os.read(read, 1000).decode()
    os.close(read)
    os.waitpid(pid, 0)
    return set(held_names.split(","))


def _if_to_be_had(make: Callable[[], Made]) -> Made | None:
    try:
        return make()
    except OSError:
        return None


def _works(action: Callable[[], object]) -> bool:
    try:
        action()
    except OSError:
        return False
    return True


def _open_many_files() -> None:
    copies: list[int] = []
    try:
        for _ in range(privileges.MOST_FILES):
            copies.append(os.dup(0))
    finally:
        for copy in copies:
            os.close(copy)


def _gain_privileges() -> None:
    if privileges.refuses_new_privileges():
        raise PermissionError


def _make_memory_file() -> None:
    os.close(os.memfd_create("probe"))


ATTEMPTS: dict[str, Callable[[], object]] = {
    "rlimits": _open_many_files,
    "no_new_privs": _gain_privileges,
    "unprivileged": lambda: os.chroot("/"),
    "landlock": lambda: os.listdir("/"),
}
