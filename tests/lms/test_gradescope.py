"""An export of Gradescope's: folders, and an index in YAML."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from autograder.lms import gradescope
from autograder.lms.claims import Claim, Download
from autograder.lms.sheet import Mark
from autograder.reading.containers import Member

MakeMember = Callable[..., Member]
INDEX = """
submission_900001:
  :submitters:
  - :name: Student One
    :sid: 0012
    :email: one@example.edu
  - :name: 'Two, Student'
    :sid: 'S0002'
  :created_at: 2026-02-01 22:58:41.000000000 Z
  :score: 8.5
  :results: {tests: [{name: part 1, score: 4.5}]}
submission_900002:
  :submitters: []
"""


@pytest.fixture
def read(member: MakeMember) -> Callable[[str], Download]:
    """The download with two submissions and this index."""

    def read(index: str) -> Download:
        names = [f"assignment_8_export/submission_90000{number}/backprop.py" for number in (1, 2)]
        listed = [member("assignment_8_export/submission_metadata.yml", content=index)] if index else []
        return gradescope.read([*map(member, [*names, "stray.txt"]), *listed], "backprop", None)

    return read


def test_the_index_tells_whose_a_folder_is(read: Callable[[str], Download]) -> None:
    """All who handed in together get the score; an id keeps its zeros; a folder of nobody is told."""
    download = read(INDEX)
    one, two = download.claims
    assert (one.student.id, one.student.name) == ("submission_900001", "Student One, Two, Student")
    assert one.keys == ("Student One\t0012\tone@example.edu", "Two, Student\tS0002\t")
    assert one.submitted == datetime(2026, 2, 1, 22, 58, 41, tzinfo=UTC)
    assert (two.keys, two.student.name) == ((), "submission_900002")
    assert download.notes == ("submission_900002: the index does not tell who handed it in.",)
    assert download.ignored == ("stray.txt",)


@pytest.mark.parametrize(
    "index",
    [
        pytest.param("", id="none"),
        pytest.param("a: [", id="broken"),
        pytest.param("[" * 5_000, id="deep"),
        pytest.param("- 1\n", id="a list"),
        pytest.param("submission_900001: 3\n", id="no record"),
        pytest.param("submission_900001: {':submitters': 3, ':created_at': soon}\n", id="no submitters"),
        pytest.param("submission_900001: !!python/object/apply:os.getcwd []\n", id="code"),
    ],
)
def test_an_index_that_tells_nothing_costs_nobody_the_feedback(index: str, read: Callable[[str], Download]) -> None:
    """Without the index the folders are graded, with nobody to give the scores to."""
    download = read(index)
    assert [(claim.student.id, claim.keys) for claim in download.claims] == [
        ("submission_900001", ()),
        ("submission_900002", ()),
    ]
    assert download.notes


def test_every_submitter_has_a_row(read: Callable[[str], Download]) -> None:
    """The table of scores has names, ids and addresses to join by."""
    marked: list[tuple[Claim, Mark]] = [(claim, Mark(40, 80, "")) for claim in read(INDEX).claims]
    assert gradescope.fresh(marked)[1:] == [
        ["Student One", "0012", "one@example.edu", "40", "80", "submission_900001"],
        ["Two, Student", "S0002", "", "40", "80", "submission_900001"],
    ]


def test_recognised_by_its_index_or_its_folders(member: MakeMember) -> None:
    """Either will do; a plain folder has neither."""
    assert gradescope.recognises([member("submission_metadata.yml")])
    assert gradescope.recognises([member("x/submission_1/a.py")])
    assert not gradescope.recognises([member("submission_x/a.py"), member("submission_1.py")])
