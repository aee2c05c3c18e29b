"""The few calls of the C library that Python does not offer."""

from __future__ import annotations

import ctypes
import os

_libc = ctypes.PyDLL(None, use_errno=True)  # its calls keep the lock of the interpreter, as a fork must
_libc.syscall.restype = ctypes.c_long


def fork() -> int:
    """Fork without the hooks of Python modules: those of `threading` and `random` cost more than the call.

    So the child goes on with the random numbers of its parent. There must be one thread only. Raises OSError.
    """
    return check(_libc.fork(), "fork")


def check(result: int, what: str) -> int:
    """The result of a call that says -1 when it failed. Raises OSError that names the call."""
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def syscall(name: str, number: int, *arguments: object) -> int:
    """Make a system call by number; integers go as long, buffers as pointers. Raises OSError."""
    converted = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return check(_libc.syscall(ctypes.c_long(number), *converted), name)


def prctl(name: str, option: int, *arguments: int) -> int:
    """Call prctl. Raises OSError."""
    converted = [ctypes.c_ulong(argument) for argument in (*arguments, 0, 0, 0, 0)[:4]]
    return check(_libc.prctl(ctypes.c_int(option), *converted), name)


def unshare(flags: int) -> None:
    """Leave namespaces for new ones. Raises OSError."""
    check(_libc.unshare(ctypes.c_int(flags)), "unshare")


def mount(source: str, target: str, kind: str | None, flags: int) -> None:
    """Mount a file system. Raises OSError."""
    arguments = [ctypes.c_char_p(os.fsencode(text) if text is not None else None) for text in (source, target, kind)]
    check(_libc.mount(*arguments, ctypes.c_ulong(flags), None), f"mount {target}")


def unmount(target: str, flags: int) -> None:
    """Unmount a file system. Raises OSError."""
    check(_libc.umount2(ctypes.c_char_p(os.fsencode(target)), ctypes.c_int(flags)), f"umount {target}")
