"""Sentences as Markdown: what a student wrote stays text, and what stands in `backticks` is set as code."""

from __future__ import annotations

import re
import unicodedata

# Code is kept only where it is plain: whatever the renderer makes of backticks, no tag and no second mark is in it.
CODE = re.compile(r"(`[^`<>&\\]+`)")
SPECIAL = re.compile(r"[!#()*+\-.=\[\\\]^_`{|}~:$]")
ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # line breaks, directions, halves of characters


def markdown(sentence: str) -> str:
    """The sentence on one line."""
    parts = CODE.split(_visible(sentence))
    return "".join(part if number % 2 else _plain(part) for number, part in enumerate(parts))


def _visible(text: str) -> str:
    one_line = " ".join(text.split())
    return "".join("�" if unicodedata.category(character) in UNSEEN else character for character in one_line)


def _plain(text: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", text.translate(ENTITIES))
