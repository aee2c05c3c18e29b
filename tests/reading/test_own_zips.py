"""A zip that a student made, within or instead of the file that was asked for: opened once, under limits."""

import io
import stat
import zipfile
from pathlib import Path

import pytest

from autograder.handed_in import Entry, Student
from autograder.lms.claims import Claim, open_claim
from autograder.lms.download import open_course
from autograder.reading.containers import Member, leads_out, members_within, without_outer_folder
from autograder.reading.text import UnreadableError

CODE = "x = 1\n"
ANN = Student("ann", "Ann")


def zipped(*members: tuple[str | zipfile.ZipInfo, str | bytes]) -> bytes:
    """A zip with these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


def handed_in(*files: tuple[str, bytes]) -> Entry:
    """The entry of a student who handed in these files."""
    return open_claim(
        Claim(ANN, tuple((name, Member(name, lambda data=data: data)) for name, data in files)), "backprop"
    )


@pytest.mark.parametrize(
    ("names", "file"),
    [
        pytest.param(["backprop.py"], "my.zip/backprop.py", id="one file"),
        pytest.param(["hw/draft.py", "hw/backprop.ipynb", "hw/data.csv"], "my.zip/hw/backprop.ipynb", id="a folder"),
        pytest.param(["a.py", "__MACOSX/._a.py", ".DS_Store", ".ipynb_checkpoints/a.ipynb"], "my.zip/a.py", id="a Mac"),
        pytest.param(
            ["backprop.ipynb", "backprop.pdf", "__zip_filename__", ".OTTER_LOG"],
            "my.zip/backprop.ipynb",
            id="otter export",
        ),
        pytest.param([f"{'é' * 120}.py"], f"my.zip/{'é' * 120}.py", id="a name of 243 bytes"),
        pytest.param([f"{'x' * 300}.py"], f"my.zip/{'x' * 300}.py", id="a name that no disk takes"),
        pytest.param(["aux.py"], "my.zip/aux.py", id="a reserved name"),
    ],
)
def test_the_file_in_a_zip_counts(names: list[str], file: str) -> None:
    """A zip in place of the file is looked into, and the usual rules choose."""
    entry = handed_in(("my.zip", zipped(*((name, CODE) for name in names))))
    assert (entry.problem, entry.file, entry.data) == (None, file, CODE.encode())


def test_a_file_goes_before_a_zip() -> None:
    """A zip beside the file that was asked for is not opened."""
    entry = handed_in(("backprop.py", CODE.encode()), ("data.zip", b"no zip"))
    assert (entry.file, entry.problem) == ("backprop.py", None)


def link() -> zipfile.ZipInfo:
    """A member that is a symbolic link."""
    info = zipfile.ZipInfo("backprop.py")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"Rar!", "cannot be opened", id="no zip"),
        pytest.param(zipped(("backprop.py", CODE))[:-30], "cannot be opened", id="cut off"),
        pytest.param(zipped(), "There is no .py or .ipynb file, only my.zip", id="empty"),
        pytest.param(zipped(("essay.docx", b"PK")), "only my.zip/essay.docx", id="Word"),
        pytest.param(zipped(("a.py", CODE), ("b.py", CODE)), "Several files came: my.zip/a.py, my.zip/b.py", id="two"),
        pytest.param(zipped(("A.py", CODE), ("a.py", CODE)), "my.zip/A.py, my.zip/a.py", id="equal but for capitals"),
        pytest.param(
            zipped(("zo\u00e9.py", CODE), ("zoe\u0301.py", CODE)),
            "Several files",
            id="equal but for how accents are made",
        ),
        pytest.param(
            zipped(("inner.zip", zipped(("backprop.py", CODE)))), "only my.zip/inner.zip", id="a zip in a zip"
        ),
        pytest.param(zipped(("../backprop.py", CODE)), "leads out of the archive", id="upwards"),
        pytest.param(zipped(("/backprop.py", CODE)), "leads out of the archive", id="from the root"),
        pytest.param(zipped(("C:\\backprop.py", CODE)), "leads out of the archive", id="from a drive"),
        pytest.param(zipped(("\\\\host\\share\\backprop.py", CODE)), "leads out of the archive", id="from a share"),
        pytest.param(zipped((link(), "/etc/passwd")), "symbolic link", id="a link"),
        pytest.param(zipped(("backprop.py", bytes(30_000_000))), "larger than 20 MB", id="a bomb"),
        pytest.param(
            zipped(*((f"{number}.txt", bytes(19_000_000)) for number in range(12))),
            "unpacks to 228 MB",
            id="a wide bomb",
        ),
        pytest.param(zipped(*((f"{number}.py", "") for number in range(1_001))), "1001 files", id="too many"),
    ],
)
def test_what_a_zip_should_not_have_is_refused(data: bytes, words: str) -> None:
    """One sentence names what is wrong, and nothing is graded."""
    entry = handed_in(("my.zip", data))
    assert words in str(entry.problem)
    assert entry.data == b""


def test_two_zips_are_a_question() -> None:
    """Of two zips none is chosen."""
    data = zipped(("backprop.py", CODE))
    assert "Which one counts?" in str(handed_in(("a.zip", data), ("b.zip", data)).problem)


def test_an_archive_that_lies_about_its_sizes_is_bounded_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read counts, and not what the archive says."""
    monkeypatch.setattr("autograder.reading.files.MOST_BYTES", 1_000)
    data = bytearray(zipped(("backprop.py", bytes(5_000))))
    at = data.find(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    (member,) = members_within(bytes(data))
    with pytest.raises(UnreadableError):
        member.load()


def test_the_rest_of_a_class_is_graded(tmp_path: Path) -> None:
    """In a class of zips a hostile one costs its own student alone, and nothing is written anywhere."""
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr("one_1001_50001_backprop.zip", zipped(("backprop.py", CODE)))
        archive.writestr("two_1002_50002_backprop.zip", zipped(("../../two.py", CODE)))
        archive.writestr("three_1003_50003_backprop.py", CODE)
    before = {path.name for path in tmp_path.parent.rglob("*")}
    claims = open_course(tmp_path / "class.zip", "backprop").download.claims
    found = {claim.student.id: open_claim(claim, "backprop") for claim in claims}
    assert [found[name].problem is None for name in ("one_1001", "two_1002", "three_1003")] == [True, False, True]
    assert found["one_1001"].data == CODE.encode()
    assert {path.name for path in tmp_path.parent.rglob("*")} == before


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/a", "C:/a", "c:a", "//host/share/a"])
def test_names_that_lead_out(name: str) -> None:
    """On any system: upwards, from the root, from a drive, from another machine."""
    assert leads_out(name)


@pytest.mark.parametrize("name", ["a", "a/b", "a..b/c", "...", "Ärger: ja/a", "~a"])
def test_names_that_do_not_lead_out(name: str) -> None:
    """Dots, colons and tildes in a name are part of it."""
    assert not leads_out(name)


def test_outer_folders_are_those_that_all_are_in() -> None:
    """One that leads out changes nothing for the others."""
    members = [Member(name, bytes) for name in ("x/y/a.py", "x/y/b/c.py", "../d.py", "x/y/e/")]
    assert [name for name, _ in without_outer_folder(members)] == ["a.py", "b/c.py", "../d.py", "e/"]
    assert [name for name, _ in without_outer_folder([Member("x/a.py", bytes)])] == ["a.py"]
    assert without_outer_folder([]) == []
