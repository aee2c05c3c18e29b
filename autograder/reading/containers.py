"""What a folder or a zip of submissions has in it: names at once, contents when they are asked for.

Nothing is ever unpacked to a disk, so a name in an archive leads nowhere. Of each member at most a bounded number of
bytes is unpacked, whatever the archive says about it, and only of the one that is graded.
"""

from __future__ import annotations

import contextlib
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path, PurePosixPath, PureWindowsPath

from autograder.reading.files import MOST_BYTES, read_bounded, read_file
from autograder.reading.text import UnreadableError

MOST_MEMBERS = 20_000
MOST_OWN_MEMBERS = 1_000  # of a zip that one student made
MOST_OWN_BYTES = 10 * MOST_BYTES  # that it says it unpacks to
JUNK = frozenset({"__MACOSX", "__pycache__", "Thumbs.db"})
ENCRYPTED, NAMED_IN_UTF8 = 0x1, 0x800
EMPTY = "There is no .py or .ipynb file, only an empty folder."
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # others unpack without a bound on memory


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
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise ContainerError(f"{path} cannot be opened: {error}.") from error
    if len(found) > MOST_MEMBERS:
        raise ContainerError(f"{path} has {len(found)} files in it; at most {MOST_MEMBERS} are read.")
    kept = [member for member in found if not _is_junk(member)]
    return sorted(kept, key=lambda member: member.name)


def members_within(data: bytes) -> list[Member]:
    """The files in a student's own zip, without what systems leave behind. Raises UnreadableError."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        infos = archive.infolist()
        found = _of_zip(infos, lambda: archive)
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UnreadableError("The zip cannot be opened: pack it again, or hand in the file itself.") from error
    if len(infos) > MOST_OWN_MEMBERS:
        raise UnreadableError(f"The zip has {len(infos)} files in it; at most {MOST_OWN_MEMBERS} are read.")
    total = sum(info.file_size for info in infos)
    if total > MOST_OWN_BYTES:
        raise UnreadableError(
            f"The zip unpacks to {total // 1_000_000} MB, and at most {MOST_OWN_BYTES // 1_000_000} MB are read: "
            "hand in the file itself."
        )
    return sorted((member for member in found if not _is_junk(member)), key=lambda member: member.name)


def without_outer_folder(members: Sequence[Member]) -> list[tuple[str, Member]]:
    """Each member with its name, less the folders that all of them are in; a name that leads out keeps its own."""
    safe = [member.path.parts for member in members if not leads_out(member.name)]
    outer = 0
    while safe and all(len(parts) > outer + 1 and parts[outer] == safe[0][outer] for parts in safe):
        outer += 1
    return [(member.name if leads_out(member.name) else _inner_name(member, outer), member) for member in members]


def _inner_name(member: Member, outer: int) -> str:
    return "/".join(member.path.parts[outer:]) + ("/" if member.name.endswith("/") else "")


def leads_out(name: str) -> bool:
    """Whether a name would lead out of the folder that it is unpacked in, on any system."""
    return ".." in PurePosixPath(name).parts or name.startswith("/") or PureWindowsPath(name).drive != ""


def _is_junk(member: Member) -> bool:
    return any(part in JUNK or part.startswith(".") for part in member.path.parts if part != "..")


def _in_folder(folder: Path) -> list[Member]:
    found: list[Member] = []

    def name_of(path: Path) -> str:
        # A name in an old encoding would fit into no result: what is no UTF-8 in it is replaced.
        return os.fsencode(path.relative_to(folder)).decode("utf-8", "replace")

    def refuse(error: OSError) -> None:
        path = Path(error.filename)
        if path == folder:
            raise error
        found.append(Member(f"{name_of(path)}/", partial(_refuse, "The folder cannot be opened.")))

    for root, folders, files in os.walk(folder, onerror=refuse):
        here = Path(root)
        found.extend(Member(name_of(here / name), partial(read_file, here / name)) for name in files)
        links = [here / name for name in folders if (here / name).is_symlink()]
        found.extend(Member(f"{name_of(link)}/", partial(read_file, link)) for link in links)
        if not folders and not files and here != folder:
            found.append(Member(f"{name_of(here)}/", partial(_refuse, EMPTY)))
    return found


def _in_zip(path: Path) -> list[Member]:
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
    return _of_zip(infos, partial(_reopened, path))


def _of_zip(infos: Sequence[zipfile.ZipInfo], opened: Callable[[], zipfile.ZipFile]) -> list[Member]:
    for info in infos:
        info.filename = _decoded(info).replace("\\", "/")
    infos = [info for info in infos if PurePosixPath(info.filename).parts]  # one without a name is nobody's
    names = {info.filename for info in infos}
    folders = {f"{parent}/" for name in names for parent in PurePosixPath(name).parents}
    return [
        Member(info.filename, partial(_read_from_zip, opened, info))
        for info in infos
        if not (info.is_dir() and info.filename in folders)
    ]


def _reopened(path: Path) -> zipfile.ZipFile:
    # A fork reads by a file of its own: the position in one is shared by all that have inherited it.
    return _opened(path, path.stat().st_mtime_ns, os.getpid())


@lru_cache(maxsize=1)
def _opened(path: Path, _changed: int, _process: int) -> zipfile.ZipFile:
    """The zip, opened once for all its members: it reads the whole list of names each time.

    Who opens a member knows it already, so the list is let go: that of a large class is large.
    """
    archive = zipfile.ZipFile(path)
    archive.filelist.clear()
    archive.NameToInfo.clear()
    return archive


def _decoded(info: zipfile.ZipInfo) -> str:
    """The name; macOS and `zip` write UTF-8 without saying so, and Python then takes it for the code page of DOS."""
    if info.flag_bits & NAMED_IN_UTF8:
        return info.filename
    with contextlib.suppress(UnicodeError):
        return info.filename.encode("cp437").decode("utf-8")
    return info.filename


def _read_from_zip(opened: Callable[[], zipfile.ZipFile], info: zipfile.ZipInfo) -> bytes:
    if leads_out(info.filename):
        raise UnreadableError("The name of the file leads out of the archive.")
    if info.is_dir():
        return _refuse(EMPTY)
    if stat.S_ISLNK(info.external_attr >> 16):
        raise UnreadableError("This is a symbolic link: hand in the file itself.")
    if info.flag_bits & ENCRYPTED:
        raise UnreadableError("The file is locked with a password.")
    if info.compress_type not in METHODS:
        raise UnreadableError("The file is packed in a way that is not read here: make the zip anew.")
    try:
        with opened().open(info) as file:
            return read_bounded(file)
    except (OSError, zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, zlib.error) as error:
        raise UnreadableError("The file is damaged in the archive.") from error


def _refuse(problem: str) -> bytes:
    raise UnreadableError(problem)
