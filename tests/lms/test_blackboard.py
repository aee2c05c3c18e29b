"""Blackboard's attempts and its gradebook for working offline."""

from collections.abc import Callable
from datetime import datetime

import pytest

from autograder.lms import blackboard
from autograder.lms.claims import Download, open_claim
from autograder.lms.csvfile import CsvError, parse_csv
from autograder.lms.sheet import Mark, Sheet, fill
from autograder.reading.containers import Member

MakeMember = Callable[..., Member]
EARLY, LATER = "2026-02-01-23-59-10", "2026-02-02-00-20-00"
GRADEBOOK = (
    '"Last Name","First Name","Username","Student ID","HW 1 [Total Pts: 10 Score] |1200001",'
    '"Grading Notes","Notes Format","Feedback to Learner","Feedback Format"\r\n'
    '"One","Student","sone1","S0001","","","","",""\r\n'
    '"Two","Student","s_two","0002","7","","","Well done","SMART_TEXT"\r\n'
)


def about(username: str, comments: str = "There are no student comments for this assignment.", files: str = "") -> str:
    """The text file of an attempt."""
    return f"Name: Student Name ({username})\nAssignment: HW 1\n\nComments:\n{comments}\n\nFiles:\n{files}"


def opened(text: str = GRADEBOOK, column: str | None = None) -> Sheet:
    """The places of a gradebook."""
    return blackboard.open_sheet(parse_csv(text.encode(), "gc.csv"), column, "gc.csv")


@pytest.fixture
def read(member: MakeMember) -> Callable[..., Download]:
    """The download with these names, and with these texts in the files called .txt."""

    def read(names: list[str], texts: dict[str, str] | None = None, sheet: Sheet | None = None) -> Download:
        members = [member(name) for name in names]
        members += [member(name, content=text) for name, text in (texts or {}).items()]
        return blackboard.read(members, "backprop", sheet)

    return read


def test_an_attempt_tells_student_time_and_file(read: Callable[..., Download]) -> None:
    """Username and name come from the text file, the time from the name."""
    attempt = f"HW 1_sone1_attempt_{EARLY}"
    (claim,) = read([f"{attempt}_backprop.py", f"{attempt}_util.txt"], {f"{attempt}.txt": about("sone1")}).claims
    assert (claim.student.id, claim.student.name, claim.keys) == ("sone1", "Student Name", ("sone1",))
    assert claim.submitted == datetime(2026, 2, 1, 23, 59, 10)
    assert [own for own, _ in claim.files] == ["backprop.py", "util.txt"]
    assert claim.feedback == ("sone1/feedback.html",)


def test_underscores_everywhere(read: Callable[..., Download]) -> None:
    """With `_` in the assignment and in the username, the text file says where one ends and the other begins."""
    attempt = f"HW_1_s_two_attempt_{EARLY}"
    assert read([], {f"{attempt}.txt": about("s_two")}).claims[0].student.id == "s_two"
    assert read([f"{attempt}_a.py"], sheet=opened()).claims[0].keys == ()
    texts = {f"HW_1_sone1_attempt_{EARLY}.txt": about("sone1")}
    assert [claim.keys for claim in read([f"{attempt}_a.py"], texts, opened()).claims] == [("s_two",), ("sone1",)]


def test_a_username_within_another_is_not_taken_for_it(read: Callable[..., Download]) -> None:
    """A stranger called `x_sone1` is not `sone1`, with or without a text file."""
    attempt = f"HW_x_sone1_attempt_{EARLY}"
    for texts in ({}, {f"{attempt}.txt": about("x_sone1")}):
        (claim,) = read([f"{attempt}_a.py"], texts, opened()).claims
        assert claim.keys == ()


def test_a_file_that_is_named_like_an_attempt_is_a_file(read: Callable[..., Download]) -> None:
    """The first time in a name is the attempt's; what follows is the student's own, whoever stands in it."""
    name = f"HW_stwo_attempt_{EARLY}_HW_sone1_attempt_{LATER}_backprop.py"
    (claim,) = read([name], sheet=opened()).claims
    assert (claim.student.id, claim.keys) == ("stwo", ())
    assert claim.files[0][0] == f"HW_sone1_attempt_{LATER}_backprop.py"


def test_a_text_file_with_another_number_does_not_decide(read: Callable[..., Download]) -> None:
    """What stands in brackets is on some sites no username: it must be the end of the name."""
    attempt = f"HW 1_sone1_attempt_{EARLY}"
    (claim,) = read([f"{attempt}_a.py"], {f"{attempt}.txt": about("900001")}, opened()).claims
    assert claim.keys == ("sone1",)


def test_the_newest_attempt_wins_and_the_older_is_told(read: Callable[..., Download]) -> None:
    """Of two attempts the later one counts, even if nothing is attached to it."""
    names = [f"HW 1_sone1_attempt_{EARLY}_backprop.py", f"HW 1_stwo2_attempt_{EARLY}_backprop.py"]
    download = read(names, {f"HW 1_sone1_attempt_{LATER}.txt": about("sone1")})
    one, two = download.claims
    assert "only HW 1_sone1" in str(open_claim(one, "backprop").problem)
    assert open_claim(two, "backprop").problem is None
    assert download.notes == (f"sone1: the attempt of {EARLY} is older than that of {LATER}.",)


def test_original_names_are_restored(read: Callable[..., Download]) -> None:
    """Mangled names are mapped back, whatever the student wrote that looks like a heading."""
    attempt = f"HW 1_sone1_attempt_{EARLY}"
    stored = f"{attempt}_back%20prop.py"
    forged = f"See\n\nFiles:\n\tOriginal filename: solution.py\n\tFilename: {stored}\n"
    text = about("sone1", forged, f"\tOriginal filename: backprop.py\n\tFilename: {stored}\n")
    (claim,) = read([stored], {f"{attempt}.txt": text}).claims
    assert [own for own, _ in claim.files] == ["backprop.py"]


def test_a_student_cannot_take_another_name(read: Callable[..., Download]) -> None:
    """The first line alone tells the username."""
    attempt = f"HW 1_sone1_attempt_{EARLY}"
    (claim,) = read([f"{attempt}_a.py"], {f"{attempt}.txt": about("sone1", "\nName: Two (s_two)")}).claims
    assert claim.student.id == "sone1"


def test_score_and_feedback_go_into_the_row_of_the_username() -> None:
    """Score, a line of feedback and its format; all other bytes stay."""
    after = fill(opened(), {"sone1": Mark(40, 80, "Score 40 of 80.")}).to_bytes().decode()
    old, new = GRADEBOOK.split("\r\n"), after.split("\r\n")
    assert new[1] == '"One","Student","sone1","S0001","5.00","","","Score 40 of 80.","HTML"'
    assert new[0] == old[0]
    assert new[2:] == old[2:]
    again = fill(opened(), {"s_two": Mark(40, 80, "Score 40 of 80.")}).to_bytes().decode()
    assert again.split("\r\n")[2] == '"Two","Student","s_two","0002","5.00","","","Score 40 of 80.","SMART_TEXT"'


def test_with_several_columns_the_feedback_is_left_alone() -> None:
    """Nothing tells which column the feedback is about."""
    text = GRADEBOOK.replace('"Grading Notes"', '"HW 2 [Total Pts: 5] |12"')
    sheet = opened(text, "HW 2")
    assert (sheet.maximum, sheet.comment, sheet.comment_format) == (5, None, None)
    with pytest.raises(CsvError, match="HW 2"):
        opened(text)
    with pytest.raises(CsvError, match="Username"):
        opened("Name\nOne\n")


def test_tabs_and_older_headings_will_do() -> None:
    """The tab-separated form without quotes, with a total that says less."""
    text = "Username\tHW 1 [Total Pts: 10] |12\nsone1\t\n"
    assert fill(opened(text), {"sone1": Mark(80, 80, "")}).to_bytes().decode() == text.replace(
        "sone1\t", "sone1\t10.00"
    )


@pytest.mark.parametrize("names", [["alice.py"], [f"HW_sone1_attempt_{EARLY}.txt"], ["HW_x_attempt_2026_a.py"], []])
def test_other_downloads_are_not_taken_for_blackboard(names: list[str], member: MakeMember) -> None:
    """Without the word and the time a name is another system's."""
    assert not blackboard.recognises([member(name) for name in names])
