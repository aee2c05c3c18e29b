"""Names of a student's files, made from ids that anyone may have chosen."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.gradebook.names import file_stem

RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))}
# Ids that differ in little: case, signs, what a digest could be made to look like.
LIKELY = st.one_of(
    st.text(),
    st.text("aAbB-_. /\\é", max_size=4),
    st.sampled_from([*RESERVED, "CON", "Nul", "com1.txt", "..", ".", "", "-rf", "a" * 300, "\udcff", "a.", "a "]),
    st.text("ab", max_size=2).map(file_stem),
    st.from_regex(r"[a-z0-9-]{1,4}\.[0-9a-f]{12}", fullmatch=True),
)


@settings(deadline=None)
@given(LIKELY, LIKELY)
@example("ann", "Ann")
@example("é", "e\u0301")
@example("con", "CON")
@example("a b", "a-b")
def test_two_students_never_share_a_name(one: str, other: str) -> None:
    """Two ids give two names, also where a file system takes no notice of case."""
    assert (file_stem(one).casefold() == file_stem(other).casefold()) == (one == other)


@settings(deadline=None)
@given(LIKELY)
def test_a_name_is_short_and_plain(student: str) -> None:
    """A name is of small letters, digits and a few signs, short, and hides nothing and climbs nowhere."""
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*(\.[0-9a-f]{12})?", file_stem(student))
    assert len(file_stem(student)) <= 64


@pytest.mark.parametrize("student", ["con", "CON", "Nul", "aux", "prn", "com1", "LPT9"])
def test_no_name_is_a_device(student: str) -> None:
    """No name is one that Windows keeps for a device, which it does whatever follows the first dot."""
    assert file_stem(student).split(".")[0] not in RESERVED


@pytest.mark.parametrize("student", ["ann", "ann_7", "student001_1001", "0042", "a-b"])
def test_a_plain_id_stays_as_it_is(student: str) -> None:
    """A plain id is its own name, so that people find it."""
    assert file_stem(student) == student


def test_a_readable_part_is_kept() -> None:
    """What is plain in an id still stands in its name."""
    assert file_stem("Zoë Müller (late)").startswith("zo-m-ller-late.")
