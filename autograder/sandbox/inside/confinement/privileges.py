"""Give up what a student's code must not have: privileges, an identity of ours, resources without end."""

from __future__ import annotations

import ctypes
import os
import resource
import struct

from autograder.sandbox.inside.confinement import libc
from autograder.sandbox.inside.confinement.syscalls import CAPSET

PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38
PR_GET_NO_NEW_PRIVS = 39
CAPABILITY_VERSION_3 = 0x20080522  # _LINUX_CAPABILITY_VERSION_3

# Made once: for every size of a buffer ctypes makes a class, which takes longer than the call.
CAPABILITY_HEAD = ctypes.create_string_buffer(struct.pack("<Ii", CAPABILITY_VERSION_3, 0))
NO_CAPABILITIES = ctypes.create_string_buffer(bytes(24))

MACHINE = os.uname().machine
MOST_FILES = 64

# No package or service owns these: Debian and systemd leave 60578 to 61183 alone.
ZYGOTE_UID, STUDENT_UID = 60710, 60711


def refuse_new_privileges() -> None:
    """No set-uid program raises this process any more. Raises OSError."""
    libc.prctl("PR_SET_NO_NEW_PRIVS", PR_SET_NO_NEW_PRIVS, 1)


def hide_memory() -> None:
    """Nobody without privileges attaches to this process or reads its memory. Raises OSError."""
    libc.prctl("PR_SET_DUMPABLE", PR_SET_DUMPABLE, 0)


def become(uid: int) -> None:
    """Take the user and group `uid`, for good, and no other group. Raises OSError."""
    try:
        os.setgroups([])
    except PermissionError:
        if os.getgroups() not in ([], [os.getgid()]):
            raise
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def drop_capabilities() -> None:
    """Give up all capabilities, those of a user namespace too. Raises OSError."""
    libc.syscall("capset", CAPSET[MACHINE], CAPABILITY_HEAD, NO_CAPABILITIES)


def refuses_new_privileges() -> bool:
    """Whether `refuse_new_privileges` holds."""
    return libc.prctl("PR_GET_NO_NEW_PRIVS", PR_GET_NO_NEW_PRIVS) == 1


def memory_in_use() -> int:
    """The bytes of address space of this process."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def limit_resources(memory_limit: int, processor_seconds: int) -> None:
    """Bound address space, processor time, files, processes and core dumps; hard, so it is for good."""
    for what, most in (
        (resource.RLIMIT_AS, memory_limit),
        (resource.RLIMIT_CPU, processor_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, MOST_FILES),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]  # a machine of many users may have less than we would give
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (least, least))
