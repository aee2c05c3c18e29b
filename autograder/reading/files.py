"""Bytes of files that a student made: regular ones only, and never more than the limit."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import IO

from autograder.reading.text import UnreadableError

MOST_BYTES = 20_000_000


def read_file(path: Path) -> bytes:
    """The content of a file. Raises UnreadableError for anything but a readable regular file within the limit."""
    try:
        # No link is followed, and a pipe does not keep us waiting.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if path.is_symlink():
            raise UnreadableError("This is a symbolic link: hand in the file itself.") from error
        raise UnreadableError(f"The file cannot be read: {error.strerror}.") from error
    try:
        _refuse_irregular(os.fstat(descriptor).st_mode)
        with open(descriptor, "rb", closefd=False) as file:
            return read_bounded(file)
    finally:
        os.close(descriptor)


def _refuse_irregular(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise UnreadableError("This is a folder, not a file.")
    if not stat.S_ISREG(mode):
        raise UnreadableError("This is not a regular file.")


def read_bounded(file: IO[bytes]) -> bytes:
    """All of an open file. Raises UnreadableError when it is longer than the limit."""
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableError(
            f"The file is larger than {MOST_BYTES // 1_000_000} MB: clear the outputs and save again."
        )
    return data
