"""What student code may read: the standard library, numpy and listed packages, and the shared libraries in use."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from autograder.sandbox.inside.confinement.namespaces import PACKAGE_FOLDERS

NULL = "/dev/null"
LINKER_FILES = ("/etc/ld.so.cache",)


def folders(site: str, packages: Sequence[str]) -> list[str]:
    """The folders to see, the inner ones after those that they lie in."""
    tops = {name.partition(".")[0] for name in packages}
    wanted = [*sys.path, *(f"{site}/{name}{end}" for name in tops for end in ("", ".libs"))]
    libraries = [os.path.dirname(path) for path in _loaded_libraries() if not _surrounds_packages(path)]
    found = {path for path in [*wanted, *map(os.path.realpath, wanted), *libraries] if os.path.isdir(path)}
    return sorted(found, key=len)


def files() -> list[str]:
    """The single files to see."""
    libraries = [path for path in _loaded_libraries() if _surrounds_packages(path)]
    return [path for path in (NULL, *LINKER_FILES, *libraries) if os.path.exists(path)]


def readable(folders_seen: Sequence[str], files_seen: Sequence[str]) -> list[str]:
    """What may be read of what is seen: all but the packages installed beside the standard library."""
    allowed = [path for path in files_seen if path != NULL]
    for folder in folders_seen:
        names = os.listdir(folder)
        if set(names) & set(PACKAGE_FOLDERS):
            allowed += [f"{folder}/{name}" for name in names if name not in PACKAGE_FOLDERS]
        else:
            allowed.append(folder)
    return allowed


def _loaded_libraries() -> set[str]:
    """The shared libraries of this process that are no part of a package."""
    with open("/proc/self/maps", encoding="utf-8", errors="replace") as maps:
        mapped = {line.split(maxsplit=5)[5].strip() for line in maps if ".so" in line and "/" in line}
    return {path for path in mapped if not set(path.split("/")) & set(PACKAGE_FOLDERS)}


def _surrounds_packages(path: str) -> bool:
    """Whether the folder of a library holds the standard library, and installed packages with it."""
    return any(part.startswith(f"{os.path.dirname(path)}/") for part in sys.path)
