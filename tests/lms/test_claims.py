"""For each student the one file that counts, or a sentence."""

from collections.abc import Callable, Sequence
from datetime import datetime

import pytest

from autograder.handed_in import Entry, Student
from autograder.lms.claims import Claim, group, is_gradable, open_claim
from autograder.reading.containers import Member

ALICE = Student("alice", "Alice")
MakeMember = Callable[..., Member]


@pytest.fixture
def open_files(member: MakeMember) -> Callable[[Sequence[str]], Entry]:
    """The entry that comes of a student's files."""
    return lambda names: open_claim(Claim(ALICE, tuple((name, member(name)) for name in names)), "backprop")


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        pytest.param(["homework.py"], "homework.py", id="the only one"),
        pytest.param(["homework.py", "notes.txt", "plot.png"], "homework.py", id="with other files"),
        pytest.param(["draft.ipynb", "backprop.ipynb"], "backprop.ipynb", id="the one of the expected name"),
        pytest.param(["old/draft.py", "new/backprop.py"], "new/backprop.py", id="in folders"),
        pytest.param(["HOMEWORK.PY"], "HOMEWORK.PY", id="in capitals"),
    ],
)
def test_the_file_that_counts_is_loaded(
    names: Sequence[str], chosen: str, open_files: Callable[[Sequence[str]], Entry]
) -> None:
    """The only file, or the only one of the expected name, is the submission."""
    assert open_files(names) == Entry(ALICE, chosen, chosen.encode())


@pytest.mark.parametrize(
    ("names", "words"),
    [
        pytest.param(["a.py", "b.ipynb"], ["Several", "a.py, b.ipynb"], id="two"),
        pytest.param(["backprop.py", "backprop.ipynb"], ["Several", "backprop.ipynb, backprop.py"], id="both kinds"),
        pytest.param(["new/backprop.py", "old/backprop.py", "x.py"], ["Several", "old/backprop.py"], id="two folders"),
        pytest.param(["a.py", "a.py"], ["Several", "a.py, a.py"], id="the same name twice"),
        pytest.param(["essay.docx"], ["no .py or .ipynb", "essay.docx"], id="Word"),
        pytest.param(["essay.docx", "work.pdf"], ["no .py or .ipynb", "essay.docx, work.pdf"], id="Word and PDF"),
    ],
)
def test_it_never_guesses(
    names: Sequence[str], words: Sequence[str], open_files: Callable[[Sequence[str]], Entry]
) -> None:
    """Where no file or more than one could count, the sentence lists what came, and nothing is loaded."""
    entry = open_files(names)
    assert entry.problem is not None
    assert all(word in entry.problem for word in words)
    assert entry.problem.endswith(".")
    assert entry.data == b""


def test_an_empty_folder_is_a_problem(member: MakeMember) -> None:
    """A student's folder without files is told to be empty, and is no empty submission."""
    entry = open_claim(Claim(ALICE, (("", member("", "The folder is empty.")),)), "backprop")
    assert "empty" in str(entry.problem)
    assert entry.data == b""


def test_the_list_of_many_files_stays_short(open_files: Callable[[Sequence[str]], Entry]) -> None:
    """A folder full of files gives a sentence that still fits a row of a table."""
    entry = open_files([f"file{number}.py" for number in range(5_000)])
    assert entry.problem is not None
    assert len(entry.problem) < 1_000
    assert len(entry.file) < 1_000


def test_a_file_that_cannot_be_read_keeps_its_name(member: MakeMember) -> None:
    """The problem found while loading is the problem of the entry, which stays late when it was."""
    entry = open_claim(Claim(ALICE, (("backprop.py", member("x", "It is locked.")),), late=True), "backprop")
    assert entry == Entry(ALICE, "backprop.py", problem="It is locked.", late=True)


def test_only_the_file_that_counts_is_loaded(member: MakeMember) -> None:
    """A huge or broken file beside the submission is not opened."""
    entry = open_claim(
        Claim(ALICE, (("a.py", member("a.py")), ("movie.mp4", member("movie.mp4", "Too large.")))), "backprop"
    )
    assert (entry.file, entry.problem) == ("a.py", None)


def test_files_are_grouped_by_student(member: MakeMember) -> None:
    """One claim a student, in the order of ids, late when any of the files is."""
    bob = Student("bob", "Bob")
    files = [(bob, "b.py", member("b"), False), (ALICE, "a.py", member("a"), False), (bob, "c.py", member("c"), True)]
    claims = group(files)
    assert [(claim.student, [name for name, _ in claim.files], claim.late) for claim in claims] == [
        (ALICE, ["a.py"], False),
        (bob, ["b.py", "c.py"], True),
    ]


@pytest.mark.parametrize("name", ["a.py", "A.IPYNB", "x/y/z.Py", "a.b.py"])
def test_what_can_be_graded(name: str) -> None:
    """The suffix decides, in any case."""
    assert is_gradable(name)


@pytest.mark.parametrize("name", ["a.pyc", "a", "py", ".py", "a.ipynb.txt", ""])
def test_what_cannot_be_graded(name: str) -> None:
    """Everything else is no submission."""
    assert not is_gradable(name)


def test_the_time_of_handing_in_is_carried_on(member: MakeMember) -> None:
    """Whatever becomes of the claim, its entry knows when it came."""
    time = datetime(2026, 2, 1, 23, 59)
    files = [(("a.py", member("a.py")),), (("a.doc", member("a.doc")),), (("a.zip", member("a.zip")),)]
    entries = [open_claim(Claim(ALICE, mine, submitted=time), "backprop") for mine in files]
    assert [entry.submitted for entry in entries] == [time, time, time]
