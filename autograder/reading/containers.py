"""What a folder or a zip of submissions has in it: names at once, contents when they are asked for."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from autograder.reading.files import read_bounded, read_file
from autograder.reading.text import UnreadableError

MOST_MEMBERS = 20_000
JUNK = frozenset({"__MACOSX", "__pycache__", "Thumbs.db"})
ENCRYPTED = 0x1


class ContainerError(Exception):
    """A folder or zip that cannot be opened at all; the message is a sentence for the instructor."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file, or an empty folder (its name ends in /). `load` raises UnreadableError."""

    name: str
    load: Callable[[], bytes]

    @property
    def path(self) -> PurePosixPath:
        """The name, in parts."""
        return PurePosixPath(self.name)


def members(path: Path) -> list[Member]:
    """The files in a folder or a zip, sorted by name, without what systems leave behind. Raises ContainerError."""
    try:
        found = _in_folder(path) if path.is_dir() else _in_zip(path)
    except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
        raise ContainerError(f"{path} cannot be opened: {error}.") from error
    if len(found) > MOST_MEMBERS:
        raise ContainerError(f"{path} has {len(found)} files in it; at most {MOST_MEMBERS} are read.")
    kept = [member for member in found if not _is_junk(member)]
    return sorted(kept, key=lambda member: member.name)


def _is_junk(member: Member) -> bool:
    return any(part in JUNK or part.startswith(".") for part in member.path.parts if part != "..")


def _in_folder(folder: Path) -> list[Member]:
    found = []
    for root, folders, files in os.walk(folder):
        here = Path(root)
        links = [name for name in folders if (here / name).is_symlink()]
        for name in [*files, *links]:
            path = here / name
            found.append(Member(path.relative_to(folder).as_posix(), partial(read_file, path)))
        if not folders and not files and here != folder:
            found.append(Member(here.relative_to(folder).as_posix() + "/", _refuse_folder))
    return found


def _in_zip(path: Path) -> list[Member]:
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
    names = {info.filename for info in infos}
    folders = {f"{parent}/" for name in names for parent in PurePosixPath(name).parents}
    return [
        Member(info.filename, partial(_read_from_zip, path, info))
        for info in infos
        if not (info.is_dir() and info.filename in folders)
    ]


def _read_from_zip(path: Path, info: zipfile.ZipInfo) -> bytes:
    parts = PurePosixPath(info.filename.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts:
        raise UnreadableError("The name of the file leads out of the archive.")
    if info.is_dir():
        return _refuse_folder()
    if stat.S_ISLNK(info.external_attr >> 16):
        raise UnreadableError("This is a symbolic link: hand in the file itself.")
    if info.flag_bits & ENCRYPTED:
        raise UnreadableError("The file is locked with a password.")
    try:
        with zipfile.ZipFile(path) as archive, archive.open(info) as file:
            return read_bounded(file)
    except (OSError, zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
        raise UnreadableError("The file is damaged in the archive.") from error
    except Exception as error:  # zlib.error and its like, one for each method of compression
        raise UnreadableError("The file cannot be unpacked.") from error


def _refuse_folder() -> bytes:
    raise UnreadableError("This is a folder, not a file.")
