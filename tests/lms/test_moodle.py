"""Moodle's folders and worksheets: mod/assign/classes/downloader.php and mod/assign/gradingtable.php."""

from collections.abc import Callable

import pytest

from autograder.lms import moodle
from autograder.lms.claims import Download, open_claim
from autograder.lms.csvfile import CsvError, parse_csv
from autograder.lms.sheet import Mark, Sheet, fill
from autograder.reading.containers import Member

MakeMember = Callable[..., Member]
Read = Callable[..., Download]
WORKSHEET = """Identifier,"Full name","Email address",Status,Group,Grade,"Maximum grade","Grade can be changed",\
"Last modified (submission)","Last modified (grade)","Feedback comments"
"Participant 1234567","Student One",one@example.edu,"Submitted for grading","Group A",8.50,10.00,Yes,\
"Sunday, 1 February 2026, 11:59 PM",-,"Score 8.5 of 10. See feedback file."
"Participant 1234568","O'Hara, Díaz",two@example.edu,"No submission","Group A",,10.00,Yes,-,-,
"Participant 77","Student Three",three@example.edu,"Submitted for grading","Default group",,10.00,Yes,-,-,
"""
ANONYMOUS = """Identifier,Status,Grade,"Maximum grade","Grade can be changed","Last modified (submission)"
"Participant 1234567","Submitted for grading",7.00,10.00,Yes,"Sunday, 1 February 2026, 10:00 PM"
"Participant 1234568","Submitted for grading",,10.00,Yes,"Sunday, 1 February 2026, 10:00 PM"
"""
SPANISH = """Identificador;"Nombre completo";Estado;Calificación;"Calificación máxima";"Puede cambiarse"
Participante1234567;"Student One";"Enviado para calificar";7,50;10,00;Sí
Participante1234568;"Student Two";"Enviado para calificar";;10,00;Sí
"""
FRENCH = """Identifiant,"Nom complet",Statut,Note,"Note maximale","Feedback par commentaires"
"Participant 1234567","Student One","Remis pour évaluation","7,50","10,00","Très bien"
"Participant 1234568","Student Two","Remis pour évaluation",,"10,00",
"""
GERMAN = """ID,"Vollständiger Name",Status,Bewertung,Bestwertung,"Bewertung kann geändert werden"
"Teilnehmer/in1234567","Student One","Zur Bewertung abgegeben","7,50","10,00",Ja
"Teilnehmer/in1234568","Student Two","Zur Bewertung abgegeben",,"10,00",Ja
"""
LANGUAGES = {"Spanish": SPANISH, "French": FRENCH, "German": GERMAN}


def opened(text: str, column: str | None = None) -> Sheet:
    """The places of a worksheet."""
    return moodle.open_sheet(parse_csv(text.encode(), "sheet.csv"), column, "sheet.csv")


@pytest.fixture
def read(member: MakeMember) -> Read:
    """The download with these names."""
    return lambda names, sheet=None: moodle.read([member(name) for name in names], "backprop", sheet)


@pytest.mark.parametrize(
    ("name", "student", "key", "file", "feedback"),
    [
        pytest.param(
            "Student One_1234567_assignsubmission_file/backprop.py",
            *("Student One_1234567", "1234567", "backprop.py"),
            "Student One_1234567_assignsubmission_file/feedback.html",
            id="a folder",
        ),
        pytest.param(
            "Student One_1234567_assignsubmission_file_/backprop.py",
            *("Student One_1234567", "1234567", "backprop.py"),
            "Student One_1234567_assignsubmission_file_/feedback.html",
            id="a folder of an older site",
        ),
        pytest.param(
            "Student Three_1234570_assignsubmission_file_hw_1.py",
            *("Student Three_1234570", "1234570", "hw_1.py"),
            "Student Three_1234570_assignsubmission_file_feedback.html",
            id="flat",
        ),
        pytest.param(
            "Participant_1234569_assignsubmission_file/a.py",
            *("Participant_1234569", "1234569", "a.py"),
            "Participant_1234569_assignsubmission_file/feedback.html",
            id="anonymous",
        ),
        pytest.param(
            "hw/inner/Doe (Jo),Ann-2018_613_assignsubmission_file_/my/work.ipynb",
            *("Doe (Jo),Ann-2018_613", "613", "my/work.ipynb"),
            "Doe (Jo),Ann-2018_613_assignsubmission_file_/feedback.html",
            id="outer folders, a comma, a folder of the student's",
        ),
        pytest.param(
            "Di\u0301az_5_assignsubmission_file_a.py",
            *("Díaz_5", "5", "a.py"),
            "Di\u0301az_5_assignsubmission_file_feedback.html",
            id="accents apart",
        ),
        pytest.param(
            "A_5_assignsubmission_file/B_6_assignsubmission_file/a.py",
            *("A_5", "5", "B_6_assignsubmission_file/a.py"),
            "A_5_assignsubmission_file/feedback.html",
            id="a student who makes a folder of another's name",
        ),
    ],
)
def test_a_name_tells_the_participant(name: str, student: str, key: str, file: str, feedback: str, read: Read) -> None:
    """Name, number and file are taken apart, and the feedback goes where the file was, byte for byte."""
    (claim,) = read([name]).claims
    assert (claim.student.id, claim.keys, claim.feedback) == (student, (key,), (feedback,))
    assert [own for own, _ in claim.files] == [file]


@pytest.mark.parametrize(
    "names",
    [
        ["alice.py"],
        ["one_1001_50001_a.py"],
        ["A_x_assignsubmission_file/a.py", "b.py"],
        [],
        ["A_1_assignsubmission_file"],
    ],
)
def test_other_downloads_are_not_taken_for_moodle(names: list[str], member: MakeMember) -> None:
    """Names without Moodle's words are another system's."""
    assert not moodle.recognises([member(name) for name in names])


def test_moodle_is_recognised(member: MakeMember) -> None:
    """Most files decide; a stray one does no harm, and is told."""
    names = [
        "A_1_assignsubmission_file/a.py",
        "B_2_assignsubmission_file_a.py",
        "notes.py",
        "../C_3_assignsubmission_file/a",
    ]
    assert moodle.recognises([member(name) for name in names])
    assert moodle.read([member(name) for name in names], "backprop", None).ignored == (names[2], names[3])


def test_text_and_file_of_a_student_are_one_claim(read: Read) -> None:
    """What was typed in online stands beside the file, and feedback goes where the file is."""
    (claim,) = read(["A_1_assignsubmission_onlinetext/onlinetext.html", "A_1_assignsubmission_file/backprop.py"]).claims
    assert open_claim(claim, "backprop").file == "backprop.py"
    assert claim.feedback == ("A_1_assignsubmission_file/feedback.html",)


def test_students_of_one_name_stay_apart(read: Read) -> None:
    """The number tells two students of one name apart."""
    claims = read(["A_1_assignsubmission_file/a.py", "A_2_assignsubmission_file/a.py"]).claims
    assert [claim.keys for claim in claims] == [("1",), ("2",)]


def test_one_grade_changes_and_no_other_byte() -> None:
    """The grade of one participant is written, and the rest of the worksheet is as it was."""
    sheet = opened(WORKSHEET)
    assert (sheet.title, sheet.maximum, list(sheet.rows)) == ("Grade", 10, ["1234567", "1234568", "77"])
    after = fill(sheet, {"1234568": Mark(38.5, 80, "")}).to_bytes().decode()
    assert after == WORKSHEET.replace('"Group A",,10.00', '"Group A",4.81,10.00')
    assert fill(sheet, {}).to_bytes().decode() == WORKSHEET


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_in_any_language_will_do(language: str) -> None:
    """The column is found by what stands in it, and decimals go on as they are there."""
    text = LANGUAGES[language]
    sheet = opened(text)
    assert (sheet.maximum, list(sheet.rows)) == (10, ["1234567", "1234568"])
    after = fill(sheet, {"1234568": Mark(40, 80, "")}).to_bytes().decode()
    assert opened(after).current("1234568") == "5,00"
    assert after.replace('"5,00"', "").replace("5,00;", ";") in (text, text.replace("7,50;", "7,;"))


def test_an_anonymous_worksheet_matches_by_number(read: Read) -> None:
    """The word that hides the names stands in the worksheet and in the folder."""
    sheet = opened(ANONYMOUS)
    download = read(["Participant_1234567_assignsubmission_file/a.py", "X_1234568_assignsubmission_file/a.py"], sheet)
    assert {claim.student.id: claim.keys for claim in download.claims} == {
        "Participant_1234567": ("1234567",),
        "X_1234568": (),
    }


def test_cleaned_names_are_the_same_names(read: Read) -> None:
    """Moodle leaves out the apostrophe and keeps comma and accents; the order of names does not matter."""
    names = ["OHara, Díaz_1234568_assignsubmission_file/a.py", "One Student_1234567_assignsubmission_file/a.py"]
    assert {claim.keys for claim in read(names, opened(WORKSHEET)).claims} == {("1234568",), ("1234567",)}


@pytest.mark.parametrize("name", ["Group A_77_assignsubmission_file/a.py", "Group A_assignsubmission_file_a.py"])
def test_a_group_goes_to_its_members_and_to_nobody_else(name: str, read: Read) -> None:
    """The number of a group is no participant's, even where a participant has it: each member gets a folder."""
    download = read([name], opened(WORKSHEET))
    (claim,) = download.claims
    assert claim.keys == ("1234567", "1234568")
    assert claim.feedback == (
        "Participant_1234567_assignsubmission_file/feedback.html",
        "Participant_1234568_assignsubmission_file/feedback.html",
    )
    assert "Student One" in download.notes[0]


def test_the_default_group_has_members_too(read: Read) -> None:
    """Those without a group share a folder without a number."""
    (claim,) = read(["Default group_assignsubmission_file/a.py"], opened(WORKSHEET)).claims
    assert claim.keys == ("77",)


def test_a_group_without_a_worksheet_gets_no_feedback(read: Read) -> None:
    """Without a number and without a worksheet nobody can be told."""
    download = read(["Default group_assignsubmission_file/a.py"])
    assert (download.claims[0].keys, download.claims[0].feedback) == ((), ())
    assert "--gradebook" in download.notes[0]


@pytest.mark.parametrize("name", ["Group B_77", "Student One_77", "Student Three_78", "Submitted for grading_77"])
def test_a_name_that_does_not_fit_the_number_is_nobody(name: str, read: Read) -> None:
    """Neither the number nor the name alone leads to a row."""
    text = WORKSHEET.replace('"Group A"', '"Submitted for grading"')  # a group of that name is none
    (claim,) = read([f"{name}_assignsubmission_file/a.py"], opened(text)).claims
    assert (claim.keys, claim.feedback) == ((), ())


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        pytest.param("Name,Grade\nOne,1\n", None, "first column", id="another table"),
        pytest.param("Identifier,Grade\n", None, "first column", id="nobody in it"),
        pytest.param(ANONYMOUS.replace("10.00", "Good"), None, "no column", id="a scale"),
        pytest.param(ANONYMOUS.replace(",Yes,", ",10.00,"), None, "Maximum grade", id="two candidates"),
        pytest.param(ANONYMOUS, "Points", "'Points'", id="no such column"),
        pytest.param(ANONYMOUS.replace("1234568", "1234567"), None, "rows 2 and 3", id="a number twice"),
        pytest.param(ANONYMOUS + '"Participant 9",x\n', None, "row 4 has 2 cells", id="a short row"),
    ],
)
def test_what_cannot_be_filled_in_is_told(text: str, column: str | None, words: str) -> None:
    """The sentence names the file and the problem."""
    with pytest.raises(CsvError) as caught:
        opened(text, column)
    assert words in str(caught.value)
    assert "sheet.csv" in str(caught.value)


def test_the_column_can_be_named() -> None:
    """Where two could be meant, the heading decides."""
    assert opened(ANONYMOUS.replace(",Yes,", ",10.00,"), "Grade").score == 2
