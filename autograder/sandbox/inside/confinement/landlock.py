"""Let files be read below a few paths, and nothing be written, by Landlock (include/uapi/linux/landlock.h)."""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Iterable

from autograder.sandbox.inside.confinement import libc
from autograder.sandbox.inside.confinement.syscalls import (
    LANDLOCK_ADD_RULE,
    LANDLOCK_CREATE_RULESET,
    LANDLOCK_RESTRICT_SELF,
)

CREATE_RULESET_VERSION = 1
RULE_PATH_BENEATH = 1

WRITE_FILE, READ_FILE, READ_DIR, TRUNCATE = 1 << 1, 1 << 2, 1 << 3, 1 << 14  # LANDLOCK_ACCESS_FS_*
# What each version of the interface knows of: bits of LANDLOCK_ACCESS_FS_*.
ACCESSES_BY_ABI = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # REFER came in 2, TRUNCATE in 3, IOCTL_DEV in 5
NEWEST_KNOWN = max(ACCESSES_BY_ABI)
NET_SINCE, SCOPE_SINCE = 4, 6
BIND_AND_CONNECT_TCP = 0b11  # LANDLOCK_ACCESS_NET_*
ABSTRACT_SOCKETS_AND_SIGNALS = 0b11  # LANDLOCK_SCOPE_*


def abi() -> int:
    """The version of the interface that this kernel has. Raises OSError where it has none."""
    return libc.syscall("landlock_create_ruleset", LANDLOCK_CREATE_RULESET, None, 0, CREATE_RULESET_VERSION)


def restrict_files(readable: Iterable[str], scratch: Iterable[str] = ()) -> None:
    """Allow reading below `readable` and reading and writing the files `scratch`; nothing else. Raises OSError."""
    version = abi()
    handled = (1 << ACCESSES_BY_ABI[min(version, NEWEST_KNOWN)]) - 1
    ruleset = _ruleset(version, handled)
    try:
        for paths, file_access in ((readable, READ_FILE), (scratch, READ_FILE | WRITE_FILE | TRUNCATE)):
            for path in paths:
                access = file_access | (READ_DIR if os.path.isdir(path) else 0)
                _allow(ruleset, path, access & handled)
        libc.syscall("landlock_restrict_self", LANDLOCK_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def signal_rules() -> int:
    """Rules that keep signals and abstract sockets within a process, for `restrict`. Raises OSError."""
    version = abi()
    if version < SCOPE_SINCE:
        raise OSError(errno.EOPNOTSUPP, "this kernel cannot keep signals within a process")
    return _ruleset(version, 0)


def restrict(ruleset: int) -> None:
    """Restrict this process by rules, and let go of them. Raises OSError."""
    libc.syscall("landlock_restrict_self", LANDLOCK_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def _ruleset(version: int, handled: int) -> int:
    net = BIND_AND_CONNECT_TCP if version >= NET_SINCE else 0
    scope = ABSTRACT_SOCKETS_AND_SIGNALS if version >= SCOPE_SINCE else 0
    fields = [handled] + [net] * (version >= NET_SINCE) + [scope] * (version >= SCOPE_SINCE)
    attributes = ctypes.create_string_buffer(struct.pack(f"<{len(fields)}Q", *fields))
    size = 8 * len(fields)
    return libc.syscall("landlock_create_ruleset", LANDLOCK_CREATE_RULESET, attributes, size, 0)


def _allow(ruleset: int, path: str, access: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        attributes = ctypes.create_string_buffer(struct.pack("<Qi", access, descriptor))
        libc.syscall("landlock_add_rule", LANDLOCK_ADD_RULE, ruleset, RULE_PATH_BENEATH, attributes, 0)
    finally:
        os.close(descriptor)
