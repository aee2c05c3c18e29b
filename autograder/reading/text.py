"""Text out of a student's bytes."""

from __future__ import annotations

import codecs

WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class UnreadableError(Exception):
    """A file that cannot be graded; the message is the sentence that the student reads."""


def decode(data: bytes) -> str:
    """The text of a UTF-8 file, with or without its mark, lines ended by one newline. Raises UnreadableError."""
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise UnreadableError("The file is empty.")
    if data.startswith(WIDE_MARKS):
        raise UnreadableError("The file is in UTF-16: save it again as UTF-8.")
    if b"\0" in data:
        raise UnreadableError("The file contains NUL bytes, so it is not a text file: save it again as UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"Line {line} is not UTF-8: save the file again as UTF-8.") from error
    return one_newline(text)


def one_newline(text: str) -> str:
    """The text with every line ended by one newline."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def printable(text: str) -> str:
    """The text without halves of surrogate pairs, which no file can be written with."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
