"""The part of requirements.lock that a place needs which only grades."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

LOCK = Path(__file__).resolve().parents[2] / "requirements.lock"
ENGINE = ("ipython", "jinja2", "markupsafe", "numpy")  # what grading imports, and nothing of the commands'


class LockError(Exception):
    """A package that requirements.lock does not have; the message is a sentence."""


def grading_requirements(packages: Iterable[str]) -> str:
    """What the engine and the students may import, pinned and with hashes. Raises OSError, LockError."""
    return pinned(LOCK.read_text(encoding="utf-8"), {*ENGINE, *packages})


def pinned(lock: str, wanted: Iterable[str]) -> str:
    """The entries of a lock for the packages `wanted` and for all that these need. Raises LockError.

    uv notes below each entry which packages ask for it; a package may have an entry for each of several Pythons.
    """
    entries = list(_entries(lock))
    needed = set(wanted)
    absent = sorted(needed - {name for name, _, _ in entries})
    if absent:
        raise LockError(f"requirements.lock has no {', '.join(absent)}: add it to pyproject.toml and renew the lock.")
    while more := {name for name, asked_by, _ in entries if asked_by & needed} - needed:
        needed |= more
    return "".join(text for name, _, text in entries if name in needed)


def _entries(lock: str) -> Iterator[tuple[str, set[str], str]]:
    """The name of each entry, who asks for it, and its lines that pip needs."""
    for text in re.findall(r"^[\w.-]+==.*\n(?:[ ]+.*\n)*", lock, re.MULTILINE):
        name = text.partition("==")[0]
        lines = text.splitlines(keepends=True)
        comments = [line.strip(" #\n") for line in lines if line.lstrip().startswith("#")]
        asked_by = {comment.removeprefix("via").strip() for comment in comments}
        yield name, asked_by, "".join(line for line in lines if not line.lstrip().startswith("#"))
