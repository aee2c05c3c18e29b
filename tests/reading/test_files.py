"""Only regular files are read, and never more of them than the limit."""

import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.reading import files
from autograder.reading.containers import ContainerError, members
from autograder.reading.files import MOST_BYTES, read_file
from autograder.reading.text import UnreadableError

NOBODY = 65534


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def as_nobody(action: Callable[[], str]) -> str:
    """What the action says in a process without root's right to read everything."""
    receive, send = os.pipe()
    child = os.fork()
    if not child:
        try:
            if os.getuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            said = action()
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        os.write(send, said.encode())
        os._exit(0)
    os.close(send)
    with open(receive, "rb") as pipe:  # noqa: PTH123 - a descriptor, not a path
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said


def test_a_file_is_read_to_its_last_byte(tmp_path: Path) -> None:
    """All the bytes of a regular file come back, up to the limit itself."""
    path = tmp_path / "backprop.py"
    path.write_bytes(b"x" * MOST_BYTES)
    assert len(read_file(path)) == MOST_BYTES


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    """One byte too many is refused with the limit in words."""
    path = tmp_path / "backprop.ipynb"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(UnreadableError, match="larger than 20 MB: clear the outputs"):
        read_file(path)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """A link to a file that the grader could read gives none of its content."""
    (tmp_path / "secret").write_text("x = 1")
    (tmp_path / "backprop.py").symlink_to(tmp_path / "secret")
    with pytest.raises(UnreadableError, match="symbolic link"):
        read_file(tmp_path / "backprop.py")


@pytest.mark.parametrize("target", ["folder", "nowhere"])
def test_a_link_to_anything_else_is_named_too(target: str, tmp_path: Path) -> None:
    """Links to folders and into nothing are links first of all."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "backprop.py").symlink_to(tmp_path / target)
    with pytest.raises(UnreadableError, match="symbolic link"):
        read_file(tmp_path / "backprop.py")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder called backprop.py is told to be one."""
    (tmp_path / "backprop.py").mkdir()
    with pytest.raises(UnreadableError, match="a folder, not a file"):
        read_file(tmp_path / "backprop.py")


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    """A named pipe that nobody writes to is refused, and not waited for."""
    os.mkfifo(tmp_path / "backprop.py")
    with pytest.raises(UnreadableError, match="not a regular file"):
        read_file(tmp_path / "backprop.py")


def test_a_device_is_refused() -> None:
    """A device that never ends is not read."""
    with pytest.raises(UnreadableError, match="not a regular file"):
        read_file(Path("/dev/zero"))


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket cannot be opened, and the sentence says that it cannot be read."""
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("backprop.py")
        with pytest.raises(UnreadableError, match="cannot be read"):
            read_file(Path("backprop.py"))


def test_a_file_that_went_away_is_told(tmp_path: Path) -> None:
    """A file deleted since the folder was listed gives a sentence."""
    with pytest.raises(UnreadableError, match="cannot be read: No such file"):
        read_file(tmp_path / "backprop.py")


def test_a_file_without_permission_is_told(open_folder: Path) -> None:
    """A file that the instructor's account may not read gives a sentence; one that it may read is read."""
    path = open_folder / "backprop.py"
    path.write_text("x = 1")
    path.chmod(0o644)
    assert as_nobody(lambda: read_file(path).decode()) == "x = 1"
    path.chmod(0)
    assert as_nobody(lambda: read_file(path).decode()) == "UnreadableError: The file cannot be read: Permission denied."


def test_a_student_folder_without_permission_is_not_lost(open_folder: Path) -> None:
    """A folder that cannot be listed is named, either as a member that fails or as a container that fails."""
    (open_folder / "alice").mkdir()
    (open_folder / "alice" / "backprop.py").write_text("x = 1")
    (open_folder / "bob.py").write_text("x = 1")
    (open_folder / "alice").chmod(0)

    def list_names() -> str:
        try:
            return " ".join(member.name for member in members(open_folder))
        except ContainerError as error:
            return str(error)

    assert "alice" in as_nobody(list_names)


def test_no_descriptor_stays_open(tmp_path: Path) -> None:
    """Reading many files, good and refused, leaves none of them open."""
    (tmp_path / "backprop.py").write_text("x = 1")
    os.mkfifo(tmp_path / "pipe.py")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        files.read_file(tmp_path / "backprop.py")
        for name in ("pipe.py", "."):
            with pytest.raises(UnreadableError):
                files.read_file(tmp_path / name)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
