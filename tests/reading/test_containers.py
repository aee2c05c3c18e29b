"""Folders and zips of submissions, honest and hostile."""

import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.reading.containers import MOST_MEMBERS, ContainerError, members
from autograder.reading.text import UnreadableError

CODE = b"x = 1\n"


def zip_of(path: Path, *names: str) -> Path:
    """A zip with the same small file under each name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"" if name.endswith("/") else CODE)
    return path


def refusal(path: Path) -> str:
    """The sentence that refuses the only member."""
    (member,) = members(path)
    with pytest.raises(UnreadableError) as caught:
        member.load()
    return str(caught.value)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Where a zip may be written."""
    return tmp_path / "class.zip"


def test_a_folder_and_its_zip_have_the_same_members(tmp_path: Path, archive: Path) -> None:
    """Names and contents agree, sorted, whether the class is zipped or not."""
    names = ["alice.py", "bob/backprop.ipynb", "bob/extra/notes.txt", "zoé.py"]
    for name in names:
        path = tmp_path / "class" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(CODE)
    (tmp_path / "class" / "empty").mkdir()
    zip_of(archive, *reversed(names), "bob/", "empty/")
    expected = sorted([*names, "empty/"])
    for container in (tmp_path / "class", archive):
        found = members(container)
        assert [member.name for member in found] == expected
        assert {member.load() for member in found if not member.name.endswith("/")} == {CODE}


JUNK = ["__MACOSX/._alice.py", "__MACOSX/class/._alice.py", ".DS_Store", "bob/.ipynb_checkpoints/backprop.ipynb"]
JUNK += ["bob/__pycache__/backprop.py", "Thumbs.db", ".git/hooks/a.py", "._alice.py"]


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_what_systems_leave_behind_is_left_out(kind: str, tmp_path: Path, archive: Path) -> None:
    """Copies and caches of systems and editors are no submissions."""
    for name in [*JUNK, "alice.py"]:
        path = tmp_path / "class" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(CODE)
    container = zip_of(archive, *JUNK, "alice.py") if kind == "zip" else tmp_path / "class"
    assert [member.name for member in members(container) if not member.name.endswith("/")] == ["alice.py"]


@pytest.mark.parametrize(
    "name", ["../alice.py", "bob/../../alice.py", "/etc/alice.py", "..\\alice.py", "bob\\..\\alice.py"]
)
def test_a_name_that_leads_out_is_refused(name: str, archive: Path) -> None:
    """A member cannot stand anywhere but below the archive."""
    assert "leads out of the archive" in refusal(zip_of(archive, name))


def test_a_link_in_a_zip_is_refused(archive: Path) -> None:
    """A symbolic link is not taken for a file with a path in it."""
    with zipfile.ZipFile(archive, "w") as file:
        info = zipfile.ZipInfo("alice.py")
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        file.writestr(info, "/etc/passwd")
    assert "symbolic link" in refusal(archive)


def test_a_folder_in_a_zip_is_no_file(archive: Path) -> None:
    """An entry for an empty folder says so when it is loaded."""
    assert "folder" in refusal(zip_of(archive, "alice/"))


def test_a_locked_member_is_named(archive: Path) -> None:
    """A password asked for is told, and not guessed."""
    zip_of(archive, "alice.py")
    data = bytearray(archive.read_bytes())
    data[6] |= 1  # the flags in front of the member
    data[data.find(b"PK\x01\x02") + 8] |= 1  # and in the directory
    archive.write_bytes(data)
    assert "password" in refusal(archive)


@pytest.mark.parametrize("at", ["data", "checksum", "length", "local header"])
def test_a_damaged_member_is_named(at: str, archive: Path) -> None:
    """Flipped bits anywhere around a member give a sentence, and no half of a file."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("alice.py", bytes(range(256)) * 100)
    data = bytearray(archive.read_bytes())
    directory = data.find(b"PK\x01\x02")
    places = {"data": 60, "checksum": directory + 16, "length": directory + 25, "local header": 2}
    data[places[at]] ^= 0x55
    archive.write_bytes(data)
    assert refusal(archive) in ("The file is damaged in the archive.", "The file cannot be unpacked.")


@pytest.mark.parametrize("method", [97, 99], ids=["WavPack", "AES"])
def test_an_unknown_compression_is_refused(method: int, archive: Path) -> None:
    """A way of packing that Python does not know gives a sentence."""
    zip_of(archive, "alice.py")
    data = bytearray(archive.read_bytes())
    data[8], data[data.find(b"PK\x01\x02") + 10] = method, method
    archive.write_bytes(data)
    assert refusal(archive).endswith(".")


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["deflate", "bzip2", "lzma"]
)
def test_a_bomb_is_refused_in_little_memory(method: int, archive: Path) -> None:
    """A member that unpacks to 120 MB is refused before it is there, however it is packed."""
    zeros = bytes(1_000_000)
    with zipfile.ZipFile(archive, "w", method) as file, file.open("alice.py", "w") as member:
        for _ in range(120):
            member.write(zeros)
    program = f"""
import resource
from pathlib import Path
from autograder.reading.containers import members
from autograder.reading.text import UnreadableError
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    members(Path({str(archive)!r}))[0].load()
except UnreadableError as error:
    print(error)
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    sentence, memory = done.stdout.splitlines()
    assert "larger than 20 MB" in sentence or method != zipfile.ZIP_DEFLATED
    assert int(memory) < 80


def test_too_many_members_are_refused(archive: Path) -> None:
    """An archive with more entries than any class has is refused as a whole."""
    zip_of(archive, *(f"{number}.py" for number in range(MOST_MEMBERS + 1)))
    with pytest.raises(ContainerError, match="20001 files"):
        members(archive)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"<html>Log in</html>", id="web page"),
        pytest.param(b"PK\x03\x04" + bytes(100), id="cut off"),
        pytest.param(b"PK\x05\x06" + b"\xff" * 18, id="wild directory"),
    ],
)
def test_what_is_no_zip_is_refused(data: bytes, archive: Path) -> None:
    """A file that is only called a zip gives a sentence with its name."""
    archive.write_bytes(data)
    with pytest.raises(ContainerError, match=r"class\.zip cannot be opened"):
        members(archive)


def test_a_zip_with_a_name_that_is_no_text_is_refused_or_read(archive: Path) -> None:
    """A name that is announced as UTF-8 and is not gives a sentence or a member, and never another error."""
    zip_of(archive, "zoé.py")
    data = archive.read_bytes()
    archive.write_bytes(data.replace("zoé".encode(), b"zo\xe9\xe9"))
    try:
        said = " ".join(member.name for member in members(archive))
    except ContainerError as error:
        said = str(error)
    assert "zo" in said or str(archive) in said


def test_processes_read_one_zip_side_by_side(tmp_path):
    """Forks of a process that has read from a zip already read all of it at the same time, each for itself."""
    with zipfile.ZipFile(tmp_path / "class.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(200):
            archive.writestr(f"{number}.py", f"# {number}\n" * 500)
    found = members(tmp_path / "class.zip")
    found[0].load()
    children = []
    for _ in range(4):
        pid = os.fork()
        if not pid:
            try:
                right = all(member.load().startswith(f"# {member.path.stem}\n".encode()) for member in found)
            except BaseException:
                right = False
            os._exit(0 if right else 1)
        children.append(pid)
    assert [os.waitpid(pid, 0)[1] for pid in children] == [0, 0, 0, 0]
