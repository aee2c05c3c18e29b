"""A plain folder: a file a student, or a folder a student."""

from collections.abc import Callable

import pytest

from autograder.lms import plain
from autograder.reading.containers import Member

MakeMember = Callable[..., Member]


@pytest.mark.parametrize(
    ("names", "students"),
    [
        pytest.param(["alice.py", "bob.ipynb"], {"alice": ["alice.py"], "bob": ["bob.ipynb"]}, id="a file each"),
        pytest.param(
            ["alice/backprop.py", "bob/my/work.ipynb"],
            {"alice": ["backprop.py"], "bob": ["my/work.ipynb"]},
            id="a folder each",
        ),
        pytest.param(["alice.py", "bob/x.py"], {"alice": ["alice.py"], "bob": ["x.py"]}, id="both ways"),
        pytest.param(
            ["alice.py", "alice.ipynb"], {"alice": ["alice.py", "alice.ipynb"]}, id="two files of one student"
        ),
        pytest.param(["alice.py", "alice/b.py"], {"alice": ["alice.py", "b.py"]}, id="file and folder of one student"),
        pytest.param(["alice/", "bob.py"], {"alice": [""], "bob": ["bob.py"]}, id="an empty folder"),
        pytest.param(
            ["alice/essay.docx", "bob.py"], {"alice": ["essay.docx"], "bob": ["bob.py"]}, id="Word in a folder"
        ),
        pytest.param(
            ["alice.py/x.txt", "bob.py"], {"alice.py": ["x.txt"], "bob": ["bob.py"]}, id="a folder called .py"
        ),
        pytest.param(
            ["hw1/alice/a.py", "hw1/bob/b.py"], {"alice": ["a.py"], "bob": ["b.py"]}, id="folders in an outer folder"
        ),
        pytest.param(
            ["hw1/alice.py", "hw1/bob.ipynb", "hw1/carol.py"],
            {"alice": ["alice.py"], "bob": ["bob.ipynb"], "carol": ["carol.py"]},
            id="files in an outer folder",
        ),
        pytest.param(["alice/backprop.py"], {"alice": ["backprop.py"]}, id="one student's folder"),
        pytest.param(["a.b.py"], {"a.b": ["a.b.py"]}, id="a dot in the name"),
        pytest.param(["josé.py", "jose\u0301.py"], {"josé": ["josé.py"], "jose\u0301": ["jose\u0301.py"]}, id="two é"),
    ],
)
def test_names_tell_the_students(names: list[str], students: dict[str, list[str]], member: MakeMember) -> None:
    """The file's or the folder's name is the student, and no file is lost or given to another."""
    download = plain.read([member(name) for name in names], "backprop", None)
    assert {claim.student.id: [own for own, _ in claim.files] for claim in download.claims} == students
    assert download.ignored == ()


def test_a_file_at_the_top_that_cannot_be_graded_is_told(member: MakeMember) -> None:
    """A list of the class, or a Word document, is ignored by name."""
    download = plain.read([member("alice.py"), member("roster.csv"), member("bob.docx")], "backprop", None)
    assert [claim.student.id for claim in download.claims] == ["alice"]
    assert download.ignored == ("roster.csv", "bob.docx")


def test_claims_load_their_own_files(member: MakeMember) -> None:
    """Each student's claim holds that student's bytes."""
    download = plain.read([member("bob.py"), member("alice.py")], "backprop", None)
    assert [claim.files[0][1].load() for claim in download.claims] == [b"alice.py", b"bob.py"]
