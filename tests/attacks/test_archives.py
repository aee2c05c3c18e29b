"""Group Z: archives and folders that lead elsewhere, are too large, ambiguous, damaged or hostile by their names."""

import io
import os
import stat
import unicodedata
import zipfile

import pytest

RIGHT = """import numpy as np
def double(x): return 2 * x
def total(x): return x.sum()
def halves(x): return x / 2, -x / 2
def mix(W, x): return W @ x
"""
NOTEBOOK = '{"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "code", "source": %s}]}'
ZIPPED = zipfile.ZIP_DEFLATED


def packed(*members, prefix=b"", neighbour=True, patch=None):
    """A builder of a zip of these (name or ZipInfo, data), with the neighbour's file beside them."""

    def build(folder):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", ZIPPED) as archive:
            for name, data in members:
                archive.writestr(name, data() if callable(data) else data)
            if neighbour:
                archive.writestr("neighbour/backprop.py", RIGHT)
        data = buffer.getvalue()
        path = folder / "class.zip"
        path.write_bytes(prefix + (patch(data) if patch else data))
        return path

    return build


def in_folder(make):
    """A builder of a folder in which `make` puts what the attacker handed in."""

    def build(folder):
        mine = folder / "class" / "attacker"
        mine.mkdir(parents=True)
        (folder / "class" / "neighbour.py").write_text(RIGHT)
        (folder / "secret.py").write_text(RIGHT)
        make(mine)
        return folder / "class"

    return build


def kind(name, mode):
    """A member of a zip that is no regular file."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3  # Unix, which keeps the mode
    info.external_attr = mode << 16
    return info


def patched(at_local, at_central, value):
    """Write a number over a field of the first member, where it stands in front of its data and in the directory."""

    def patch(data):
        data = bytearray(data)
        central = data.index(b"PK\1\2")
        for start, size in ((at_local, len(value)), (central + at_central, len(value))):
            data[start : start + size] = value
        return bytes(data)

    return patch


def damaged(data):
    """A zip whose first member has other data than its checksum says."""
    at = 30 + len("attacker/backprop.py") + 5
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def nested():
    """A zip in a zip."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", ZIPPED) as archive:
        archive.writestr("zeros", bytes(10**7))
    return inner.getvalue()


def link_to_secret(mine):
    """Hand in a link to a file outside of the folder."""
    (mine / "backprop.py").symlink_to(mine.parent.parent / "secret.py")


def device(mine):
    """Hand in a link to a device without an end."""
    (mine / "backprop.py").symlink_to("/dev/zero")


MINE = "attacker/backprop.py"
SCRIPT = "<script>alert(1)</script>"
MANY = [(f"attacker/{number}.txt", b"") for number in range(20_001)]
ODD = f"=cmd|' 'A1 {SCRIPT} \x1b[2J\u202e"
EVIL_NAMES = [("attacker" + ODD.replace("/", "") + "/backprop.py", RIGHT), ("-rf/backprop.py", RIGHT)]
TWINS = [(unicodedata.normalize(form, "attacker-é") + "/backprop.py", RIGHT) for form in ("NFC", "NFD")]
MAC = [(f"__MACOSX/{MINE}", b"\0\5\x16\7"), ("attacker/.DS_Store", b"\0"), ("attacker/week 1/backprop.py", RIGHT)]
LIES_ABOUT_SIZE = patched(22, 24, (10).to_bytes(4, "little"))
LOCKED = patched(6, 8, (1).to_bytes(2, "little"))
ODD_METHOD = patched(8, 10, (12).to_bytes(2, "little"))  # bzip2

ROWS = [
    ("Z1", "leads upwards", "rejected", packed(("attacker/../../escaped.py", RIGHT))),
    ("Z1", "starts at the root", "rejected", packed(("/attacker/escaped.py", RIGHT))),
    ("Z1", "leads upwards with backslashes", "rejected", packed(("attacker\\..\\..\\escaped.py", RIGHT))),
    ("Z2", "a link in a zip", "rejected", packed((kind(MINE, stat.S_IFLNK | 0o777), RIGHT))),
    ("Z2", "a link in a folder", "rejected", in_folder(link_to_secret)),
    ("Z2", "a link to a device", "rejected", in_folder(device)),
    ("Z2", "a pipe", "rejected", in_folder(lambda mine: os.mkfifo(mine / "backprop.py"))),
    ("Z3", "a member of 256 MiB", "rejected", packed((MINE, lambda: bytes(1 << 28)))),
    ("Z3", "a zip in a zip", "rejected", packed(("attacker/more.zip", nested))),
    ("Z3", "a member that lies about its size", "rejected", packed((MINE, bytes(10**6)), patch=LIES_ABOUT_SIZE)),
    ("Z3", "20001 members", "download refused", packed(*MANY)),
    ("Z4", "one name twice", "rejected", packed((MINE, RIGHT), (kind(MINE, stat.S_IFREG | 0o644), "x = 1"))),
    ("Z4", "two candidates", "rejected", packed(("attacker/a.py", RIGHT), ("attacker/b.py", RIGHT))),
    ("Z5", "a locked member", "rejected", packed((MINE, RIGHT), patch=LOCKED)),
    ("Z5", "a member packed in an odd way", "rejected", packed((MINE, RIGHT), patch=ODD_METHOD)),
    ("Z5", "a damaged member", "rejected", packed((MINE, RIGHT), patch=damaged)),
    ("Z5", "no zip at all", "download refused", packed(patch=lambda _: b"Rar!" * 100)),
    ("Z5", "half of a zip", "download refused", packed((MINE, RIGHT), patch=lambda data: data[: len(data) // 2])),
    ("Z6", "hostile names", "honest", packed(*EVIL_NAMES)),
    ("Z7", "a zip from macOS", "honest", packed(*MAC)),
    ("Z7", "something before the zip", "honest", packed((MINE, RIGHT), prefix=b"#!/bin/sh\nrm -r /\n")),
    ("Z8", "names that look the same", "honest", packed(*TWINS)),
    ("Z8", "a name that leads to the class list", "rejected", packed(("../roster.csv.py", RIGHT))),
]


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
@pytest.mark.parametrize(("row", "name", "outcome", "content"), ROWS, ids=[f"{row} {name}" for row, name, *_ in ROWS])
def test_containers_are_opened_with_care(attack, tmp_path, row, name, outcome, content):
    """A member is graded under a name of its own or comes back with a sentence, and nothing is unpacked to a disk."""
    attack(content, outcome)
    assert not list(tmp_path.parent.rglob("escaped*"))
