"""Opening what an instructor points at."""

import os
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.lms.claims import Download, open_claim
from autograder.lms.download import LMS, SYSTEMS, DownloadError, open_course
from autograder.simulate.layouts import LAYOUTS

CANVAS = ["doejane_1001_50001_backprop.py", "roejoe_LATE_1002_50002_backprop.ipynb"]


def open_download(path: Path, lms: LMS = LMS.AUTO) -> Download:
    """The download alone."""
    return open_course(path, "backprop", lms).download


def fill(path: Path, names: list[str]) -> Path:
    """A zip or a folder with a small file under each name."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, "x = 1\n")
        return path
    for name in names:
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text("x = 1\n")
    return path


@pytest.mark.parametrize("name", ["class.zip", "CLASS.ZIP", "class"])
def test_canvas_is_recognised_zipped_or_not(name: str, tmp_path: Path) -> None:
    """The names decide, so an unpacked download is read as well."""
    download = open_download(fill(tmp_path / Path(name).with_suffix(Path(name).suffix.lower()), CANVAS))
    assert download.system == "Canvas"
    assert [(claim.student.id, claim.late) for claim in download.claims] == [
        ("doejane_1001", False),
        ("roejoe_1002", True),
    ]


@pytest.mark.parametrize("name", ["class.zip", "class"])
def test_other_names_are_a_plain_folder(name: str, tmp_path: Path) -> None:
    """Without Canvas names, files are named after their students."""
    download = open_download(fill(tmp_path / name, ["alice.py", "bob/x.ipynb", "roster.csv"]))
    assert [claim.student.id for claim in download.claims] == ["alice", "bob"]
    assert download.ignored == ("roster.csv",)


def test_the_instructor_is_believed(tmp_path: Path) -> None:
    """An LMS that is named is not guessed."""
    folder = fill(tmp_path / "class", CANVAS)
    assert [claim.student.id for claim in open_download(folder, LMS.PLAIN).claims] == [
        "doejane_1001_50001_backprop",
        "roejoe_LATE_1002_50002_backprop",
    ]
    assert open_download(folder, LMS.CANVAS).system == "Canvas"


def test_canvas_that_is_none_is_refused(tmp_path: Path) -> None:
    """A plain folder read as Canvas has no students, and the sentence says as what it was read."""
    with pytest.raises(DownloadError, match=r"no submissions in .*, read as Canvas"):
        open_download(fill(tmp_path / "class", ["alice.py"]), LMS.CANVAS)


@pytest.mark.parametrize("name", ["backprop.py", "Backprop.IPYNB"])
def test_one_file_is_one_student(name: str, tmp_path: Path) -> None:
    """A single file is a class of one, named after the file."""
    (tmp_path / name).write_text("x = 1\n")
    (claim,) = open_download(tmp_path / name).claims
    assert (claim.student.id, open_claim(claim, "backprop").data) == (Path(name).stem, b"x = 1\n")


@pytest.mark.parametrize("target", ["real.py", "folder", "nowhere"])
def test_one_link_is_one_refused_student(target: str, tmp_path: Path) -> None:
    """A link in place of the file is refused in the student's feedback, wherever it points."""
    (tmp_path / "real.py").write_text("x = 1\n")
    (tmp_path / "folder").mkdir()
    (tmp_path / "alice.py").symlink_to(tmp_path / target)
    (claim,) = open_download(tmp_path / "alice.py").claims
    assert "symbolic link" in str(open_claim(claim, "backprop").problem)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("missing.py", None, "There is no file or folder", id="missing file"),
        pytest.param("missing", None, "There is no file or folder", id="missing folder"),
        pytest.param("class.zip", b"no zip", "cannot be opened", id="no zip"),
        pytest.param("class.tar.gz", b"\x1f\x8b", "neither", id="another archive"),
        pytest.param("essay.docx", b"PK", "neither", id="Word"),
    ],
)
def test_what_cannot_be_opened_is_told(name: str, content: bytes | None, words: str, tmp_path: Path) -> None:
    """The sentence names the path and the problem."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DownloadError) as caught:
        open_download(tmp_path / name)
    assert words in str(caught.value)
    assert str(tmp_path / name) in str(caught.value)


@pytest.mark.parametrize("name", ["class", "class.zip"])
def test_an_empty_download_is_told(name: str, tmp_path: Path) -> None:
    """A folder or zip without submissions is wrong use, and not a class of nobody."""
    path = tmp_path / name
    path.mkdir() if not path.suffix else fill(path, [])
    with pytest.raises(DownloadError, match="no submissions"):
        open_download(path)


def test_a_linked_student_folder_is_not_lost(tmp_path: Path) -> None:
    """A student's folder that is a link stays a student, who is told why nothing was graded."""
    folder = fill(tmp_path / "class", ["bob.py"])
    fill(tmp_path / "elsewhere", ["backprop.py"])
    (folder / "alice").symlink_to(tmp_path / "elsewhere")
    claims = {claim.student.id: claim for claim in open_download(folder).claims}
    assert list(claims) == ["alice", "bob"]
    assert open_claim(claims["alice"], "backprop").problem


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A named pipe given as the class is refused at once."""
    os.mkfifo(tmp_path / "alice.py")
    program = (
        "import sys; from pathlib import Path; from autograder.lms.download import *\n"
        "from autograder.lms.claims import open_claim\n"
        "try: print(*(open_claim(one, '') for one in open_course(Path(sys.argv[1]), '').download.claims))\n"
        "except DownloadError as error: print(error)"
    )
    arguments = [sys.executable, "-c", program, str(tmp_path / "alice.py")]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True, timeout=10)
    assert done.stdout.strip()


def test_claims_reach_the_workers(tmp_path: Path) -> None:
    """Claims of folders and zips can be sent to another process and opened there."""
    program = (
        "import pickle, sys; from autograder.lms.claims import open_claim\n"
        "sys.stdout.write(open_claim(pickle.load(sys.stdin.buffer), 'backprop').data.decode())"
    )
    for path in (fill(tmp_path / "class", ["alice.py"]), fill(tmp_path / "class.zip", ["alice.py"])):
        (claim,) = open_download(path).claims
        data = pickle.dumps(claim)
        done = subprocess.run([sys.executable, "-c", program], input=data, capture_output=True, check=True)
        assert done.stdout == b"x = 1\n"


def test_every_system_has_its_choice_and_its_class() -> None:
    """What --lms offers, what is read, and what can be simulated are the same systems."""
    offered = {lms.value for lms in LMS} - {"auto"}
    assert offered == SYSTEMS.keys() == LAYOUTS.keys()


def test_two_submissions_are_never_called_alike(tmp_path: Path) -> None:
    """One result would take the other's place: the names are told before anything is graded."""
    names = [f"{who}_attempt_2026-02-01-23-59-10_a.py" for who in ("HW_sone1", "sone1")]
    with pytest.raises(DownloadError, match="both be called 'sone1'"):
        open_download(fill(tmp_path / "class", names))
