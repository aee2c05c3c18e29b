"""File names made from student ids: short, plain, and never the same for two students."""

from __future__ import annotations

import hashlib
import re

PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


def file_stem(student_id: str) -> str:
    """The id itself where every file system takes it; else what is plain in it, and a digest that tells it apart."""
    if PLAIN.fullmatch(student_id) and not RESERVED.fullmatch(student_id):
        return student_id
    plain = re.sub(r"[^a-z0-9_-]+", "-", student_id.lower()).strip("-_")[:48]
    digest = hashlib.sha256(student_id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    if RESERVED.fullmatch(plain):
        plain += "_"  # Windows reserves the name whatever stands behind its first dot
    return f"{plain or 'student'}.{digest}"
