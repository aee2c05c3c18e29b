"""Whatever the names in a download: every file is a student's or is told, and nothing fails."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.lms.claims import open_claim
from autograder.lms.download import SYSTEMS
from autograder.reading.containers import Member, members_within

PIECES = [
    "",
    ".",
    "..",
    "/",
    "\\",
    "_",
    "_1_",
    "_7_8_",
    "LATE",
    "anon",
    "assignsubmission_file",
    "submitted",
    "backprop",
]
PIECES += [
    ".py",
    ".ipynb",
    ".zip",
    ".txt",
    "_attempt_2026-02-01-23-59-10",
    " - ",
    "1-2 - Ann - Feb 1, 2026 926 PM",
    "C:",
]
PIECES += ["submission_1", "submission_metadata.yml", "text.html", "é", "e\u0301", "\u202e", "=", "x" * 300, "٣"]
NAMES = st.lists(st.sampled_from(PIECES), max_size=7).map("".join)


@pytest.mark.parametrize("lms", SYSTEMS)
@given(names=st.lists(NAMES, max_size=6))
def test_no_name_is_lost_and_none_fails(lms: str, names: list[str], member: Callable[..., Member]) -> None:
    """Each file is in one claim, or listed, or named in a note; each claim has its own id, and opens."""
    members = [member(name) for name in dict.fromkeys(names) if member(name).path.parts]
    system = SYSTEMS[lms]
    system.recognises(members)
    download = system.read(members, "backprop", None)
    claimed = [id(one) for claim in download.claims for _, one in claim.files]
    assert len(claimed) == len(set(claimed))
    told = "\n".join((*download.ignored, *download.notes))
    of_the_system = ("timestamp.txt", "submission_metadata.yml", ".txt")
    lost = [one.name for one in members if id(one) not in claimed and one.name not in told]
    assert not [name for name in lost if not name.endswith(of_the_system) and "_attempt_" not in name]
    ids = [claim.student.id for claim in download.claims]
    assert len(ids) == len(set(ids))
    for claim in download.claims:
        entry = open_claim(claim, "backprop")
        assert (entry.problem is None) == bool(entry.data)
        assert all(not name.rpartition("_")[2].startswith("link") for name in claim.feedback)


@given(names=st.lists(NAMES, max_size=6))
def test_any_names_in_a_zip_are_members_or_left_out(names: list[str]) -> None:
    """Every member that a zip gives has a name with something in it."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in dict.fromkeys(names):
            archive.writestr(zipfile.ZipInfo(name), "x")
    assert all(one.path.parts for one in members_within(file.getvalue()))
