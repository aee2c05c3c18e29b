"""Open a download: find out which system it comes from, or believe the instructor."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path

from autograder.lms import canvas, plain
from autograder.lms.claims import Claim, Download, is_gradable
from autograder.model import Student
from autograder.reading.containers import ContainerError, Member, members
from autograder.reading.files import read_file


class LMS(StrEnum):
    """Where a download comes from."""

    AUTO = "auto"
    CANVAS = "canvas"
    PLAIN = "plain"


class DownloadError(Exception):
    """Nothing that could be graded was given; the message is a sentence for the instructor."""


def open_download(path: Path, lms: LMS = LMS.AUTO) -> Download:
    """The claims in a file, a folder or a zip. Raises DownloadError."""
    if is_gradable(path.name) and (path.is_symlink() or path.is_file()):
        student = Student(path.stem, path.stem)
        return Download("one file", (Claim(student, ((path.name, Member(path.name, partial(read_file, path))),)),))
    if not path.exists():
        raise DownloadError(f"There is no file or folder {path}.")
    if not path.is_dir() and not (path.is_file() and path.suffix.lower() == ".zip"):
        raise DownloadError(f"{path} is neither a .py or .ipynb file nor a folder or a zip of them.")
    try:
        found = members(path)
    except ContainerError as error:
        raise DownloadError(str(error)) from error
    from_canvas = lms is LMS.CANVAS or (lms is LMS.AUTO and canvas.recognises(found))
    download = canvas.read(found) if from_canvas else plain.read(found)
    if not download.claims:
        raise DownloadError(f"There are no submissions in {path}, read as {download.system}.")
    return download
