"""Brightspace's folders, which have names only, and its export of grades."""

from collections.abc import Callable
from datetime import datetime

import pytest

from autograder.lms import brightspace
from autograder.lms.claims import Download
from autograder.lms.csvfile import CsvError, parse_csv
from autograder.lms.sheet import Mark, Sheet, fill
from autograder.reading.containers import Member

MakeMember = Callable[..., Member]
Read = Callable[..., Download]
ONE = "111111-222222 - Student One - Feb 1, 2026 1159 PM"
AGAIN = "111112-222222 - Student One - Feb 2, 2026 1220 AM"
GROUP = "111113-222222 - Group 4 - Student Two - Feb 1, 2026 926 PM"
GRADES = (
    "OrgDefinedId,Username,Last Name,First Name,HW 1 Points Grade <Numeric MaxPoints:10>,End-of-Line Indicator\n"
    "#0012001,#sone1,One,Student,,#\n#0012002,#stwo2,Two,Student,7,#\n#0012003,#sthree,Three,Student,,#\n"
)


def opened(text: str = GRADES, column: str | None = None) -> Sheet:
    """The places of an export."""
    return brightspace.open_sheet(parse_csv(text.encode(), "grades.csv"), column, "grades.csv")


@pytest.fixture
def read(member: MakeMember) -> Read:
    """The download with a file in each of these folders."""
    return lambda folders, sheet=None: brightspace.read([member(f"{one}/a.py") for one in folders], "backprop", sheet)


@pytest.mark.parametrize(
    ("folder", "student", "time"),
    [
        pytest.param(ONE, "Student One", datetime(2026, 2, 1, 23, 59), id="without a colon"),
        pytest.param(ONE.replace("1159", "11_59"), "Student One", datetime(2026, 2, 1, 23, 59), id="with a bar"),
        pytest.param(ONE.replace("1159", "11:59"), "Student One", datetime(2026, 2, 1, 23, 59), id="with a colon"),
        pytest.param(GROUP, "Group 4 - Student Two", datetime(2026, 2, 1, 21, 26), id="a group"),
        pytest.param(ONE.replace("One", "Mary-Ann O'Hara"), "Student Mary-Ann O'Hara", None, id="a hyphen"),
    ],
)
def test_a_folder_tells_student_and_time(folder: str, student: str, time: datetime | None, read: Read) -> None:
    """Name, group and time are taken apart, and feedback goes into a folder of the same name."""
    (claim,) = read([folder]).claims
    assert (claim.student.id, claim.feedback) == (student, (f"{folder}/feedback.html",))
    assert time in (None, claim.submitted)


def test_the_newest_folder_wins_and_the_older_is_told(read: Read) -> None:
    """Of two folders of a student the later one counts."""
    download = read([AGAIN, ONE])
    (claim,) = download.claims
    assert claim.feedback == (f"{AGAIN}/feedback.html",)
    assert ONE in download.notes[0]


def test_names_are_joined_where_they_are_unique(read: Read) -> None:
    """The name leads to the row; who is not there has none, and a group's score goes to who handed in."""
    download = read([ONE, GROUP, ONE.replace("One", "Nine")], opened())
    keys = {claim.student.id: claim.keys for claim in download.claims}
    assert keys == {"Student One": ("0012001",), "Group 4 - Student Two": ("0012002",), "Student Nine": ()}
    assert "Group 4" in download.notes[0]


def test_a_name_that_two_students_have_leads_nowhere(read: Read) -> None:
    """Two rows of one name: both folders get feedback, neither a score."""
    download = read([ONE, AGAIN, GROUP], opened(GRADES.replace("Three,Student", "One,student")))
    assert [claim.keys for claim in download.claims] == [(), (), ("0012002",)]
    assert len({claim.student.id for claim in download.claims}) == 3
    assert any("Several students" in note for note in download.notes)


def test_a_name_with_a_dash_is_no_group(read: Read) -> None:
    """The whole name counts where it stands in the gradebook; where its end does too, nobody gets the score."""
    folder = "111111-222222 - Jean - Student One - Feb 1, 2026 1159 PM"
    text = GRADES.replace("Three,Student", "Student One,Jean -")
    assert read([folder], opened(text.replace("One,Student,,", "Eins,Student,,"))).claims[0].keys == ("0012003",)
    assert read([folder], opened(text)).claims[0].keys == ()


def test_an_export_without_names_joins_nothing(read: Read) -> None:
    """The note says what to export."""
    download = read([ONE], opened("Username,HW 1 Points Grade,End-of-Line Indicator\n#sone1,,#\n"))
    assert download.claims[0].keys == ()
    assert "first and last names" in download.notes[0]


def test_keys_score_and_the_mark_at_the_end_go_back() -> None:
    """Names are not sent; the marks that keep zeros stay, and so do the scores of others."""
    after = fill(opened(), {"0012001": Mark(40, 80, "")}).to_bytes().decode()
    assert after == (
        "OrgDefinedId,Username,HW 1 Points Grade <Numeric MaxPoints:10>,End-of-Line Indicator\n"
        "#0012001,#sone1,5.00,#\n#0012002,#stwo2,7,#\n#0012003,#sthree,,#\n"
    )
    assert opened(after).current("0012001") == "5.00"


def test_what_cannot_be_filled_in_is_told() -> None:
    """No key, or several items, stop with a sentence."""
    with pytest.raises(CsvError, match="neither OrgDefinedId nor Username"):
        opened("Name,HW Points Grade\nOne,\n")
    two = "Username,HW 1 Points Grade,HW 2 Points Grade\n#sone1,,\n"
    with pytest.raises(CsvError, match="HW 2 Points Grade"):
        opened(two)
    assert (opened(two, "HW 2").score, opened(two, "HW 2").maximum) == (2, None)


@pytest.mark.parametrize(
    "name", ["1-2 - A - Feb 31, 2026 100 PM/a.py", "A - Feb 1, 2026 100 PM/a.py", "a.py", f"{ONE}.py"]
)
def test_other_downloads_are_not_taken_for_brightspace(name: str, member: MakeMember) -> None:
    """A folder without ids, or with a day that is none, is another system's."""
    assert not brightspace.recognises([member(name)])
    assert brightspace.read([member(name)], "backprop", None).ignored == (name,)
