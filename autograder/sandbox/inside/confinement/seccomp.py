"""Refuse every system call that is not on the list, by a filter of our own (classic BPF)."""

from __future__ import annotations

import ctypes
import errno
import os
import struct

from autograder.sandbox.inside.confinement import libc
from autograder.sandbox.inside.confinement.syscalls import AUDIT_ARCH, SECCOMP, allowed_on

SECCOMP_SET_MODE_FILTER = 1
ALLOW = 0x7FFF0000  # SECCOMP_RET_ALLOW
REFUSE = 0x00050000 | errno.EPERM  # SECCOMP_RET_ERRNO: Python turns it into PermissionError and goes on
KILL = 0x80000000  # SECCOMP_RET_KILL_PROCESS: a filtered thread alone would leave Python hanging
X32 = 0x40000000  # __X32_SYSCALL_BIT: the same calls under other numbers

# The offsets of struct seccomp_data.
NUMBER, ARCH, SECOND_ARGUMENT = 0, 4, 24

LOAD = 0x20  # BPF_LD | BPF_W | BPF_ABS
EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
AT_LEAST = 0x35  # BPF_JMP | BPF_JGE | BPF_K
RETURN = 0x06  # BPF_RET | BPF_K

Instruction = tuple[int, int, int, int]


def program(machine: str, allowed: list[tuple[int, tuple[int, ...]]]) -> list[Instruction]:
    """The filter: instructions of (code, jump if true, jump if false, operand). Default is to refuse."""
    return [
        (LOAD, 0, 0, ARCH),
        (EQUAL, 1, 0, AUDIT_ARCH[machine]),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
        (AT_LEAST, 0, 1, X32),
        (RETURN, 0, 0, REFUSE),
        *_search(sorted(allowed)),
    ]


def _search(allowed: list[tuple[int, tuple[int, ...]]]) -> list[Instruction]:
    """Look a number up by halves: the kernel tries every number there is when a filter is installed."""
    if len(allowed) > 1:
        middle = len(allowed) // 2
        below, rest = _search(allowed[:middle]), _search(allowed[middle:])
        return [(AT_LEAST, len(below), 0, allowed[middle][0]), *below, *rest]
    ((number, commands),) = allowed
    code = [] if commands else [(RETURN, 0, 0, ALLOW)]
    for command in commands:
        code += [(EQUAL, 0, 1, command), (RETURN, 0, 0, ALLOW)]
    load = [(LOAD, 0, 0, SECOND_ARGUMENT)] if commands else []
    return [(EQUAL, 0, len(load + code), number), *load, *code, (RETURN, 0, 0, REFUSE)]


class Filter:
    """A filter ready to be installed, at the cost of one system call; prepared once for many processes."""

    def __init__(self, instructions: list[Instruction], machine: str) -> None:
        self._code = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *line) for line in instructions))
        # struct sock_fprog: a short, padding, a pointer.
        self._program = ctypes.create_string_buffer(
            struct.pack("<HxxxxxxQ", len(instructions), ctypes.addressof(self._code))
        )
        self._number = SECCOMP[machine]

    def install(self) -> None:
        """Filter this process from now on, for good. It must have given up new privileges. Raises OSError."""
        libc.syscall("seccomp", self._number, SECCOMP_SET_MODE_FILTER, 0, self._program)


def student_filter() -> Filter:
    """The filter for student code on this machine. Raises OSError where there is none for it."""
    machine = os.uname().machine
    if machine not in AUDIT_ARCH:
        raise OSError(errno.ENOSYS, f"no list of system calls for {machine}")
    return Filter(program(machine, allowed_on(machine)), machine)
