"""Gradebooks as Canvas exports them: lib/gradebook_exporter.rb and lib/gradebook_importer.rb."""

import codecs

import pytest

from autograder.lms import canvas
from autograder.lms.csvfile import CsvError, parse_csv
from autograder.lms.sheet import Mark, Sheet, fill, locked

PLAIN = '''Student,ID,SIS User ID,SIS Login ID,Section,HW 1 (98765),HW 2 (98770),Current Score,Final Score
,,,,,,Manual Posting,,
    Points Possible,,,,,10.00,20.00,(read only),(read only)
"One, Student",1001,S0001,sone1,CS-101-A,8.50,,85.00,28.33
"Two, Student",1002,S0002,stwo2,"CS-101-A and CS-101-B",EX,,,
"=""=Three""",1003,0003,sthree3,CS-101-A,N/A,3.00,,
"Student, Test",1099,,f00d,CS-101-A,,,,
'''
FORMS = {
    "as the example": PLAIN,
    "semicolons": PLAIN.replace(", ", "; ").replace(",", ";").replace("; ", ", "),
    "CRLF": PLAIN.replace("\n", "\r\n"),
    "without SIS columns": "Student,ID,Section,HW 1 (98765),HW 2 (98770)\n"
    '    Points Possible,,,10.00,20.00\n"One, Student",1001,A,8.50,\n"Two, Student",1002,A,EX,\n',
    "two columns of names": "LastName,FirstName,ID,Section,HW 1 (98765),HW 2 (98770)\n"
    "    Points Possible,,,,10.00,20.00\nOne,Student,1001,A,8.50,\nTwo,Student,1002,A,EX,\n",
    "a custom column": "Student,ID,SIS Login ID,Section,Notes,HW 1 (98765),HW 2 (98770)\n"
    '    Points Possible,,,,,10.00,20.00\n"One, Student",1001,s,A,"repeats, twice",8.50,\n'
    '"Two, Student",1002,t,A,,EX,\n',
    "decimal commas": "Student;ID;Section;HW 1 (98765);HW 2 (98770)\n"
    "    Points Possible;;;10,00;20,00\nOne, Student;1001;A;8,50;\nTwo, Student;1002;A;EX;\n",
}
FORMS["a raw formula"] = PLAIN.replace('"=""=Three"""', '="=Three"')


def opened(text: str, column: str | None = "HW 2 (98770)", mark: bytes = b"") -> Sheet:
    """The places of an export."""
    return canvas.open_sheet(parse_csv(mark + text.encode(), "export.csv"), column, "export.csv")


@pytest.mark.parametrize("form", FORMS)
def test_one_cell_changes_and_no_other_byte(form: str) -> None:
    """The score of one student goes into the one cell; all the rest comes back as it was."""
    sheet = opened(FORMS[form])
    assert sheet.maximum == 20
    after = fill(sheet, {"1001": Mark(38.5, 80.0, "")}).to_bytes().decode()
    number = "9,63" if form == "decimal commas" else "9.63"
    separator = ";" if ";" in FORMS[form].splitlines()[0] else ","
    lines, changed = FORMS[form].splitlines(keepends=True), after.splitlines(keepends=True)
    different = [at for at, (old, new) in enumerate(zip(lines, changed, strict=True)) if old != new]
    (row,) = different
    assert changed[row].replace(f"{separator}{number}", separator, 1) == lines[row]
    assert opened(after).current("1001") == number


@pytest.mark.parametrize("form", FORMS)
def test_nobody_graded_is_nothing_changed(form: str) -> None:
    """Scores of students whom nobody graded go back as they were."""
    assert fill(opened(FORMS[form]), {}).to_bytes().decode() == FORMS[form]


def test_a_byte_order_mark_stays_where_canvas_bears_it() -> None:
    """The importer looks for Student within the first heading, and for LastName as the whole of it."""
    assert fill(opened(PLAIN, mark=codecs.BOM_UTF8), {}).to_bytes() == codecs.BOM_UTF8 + PLAIN.encode()
    names = FORMS["two columns of names"]
    assert fill(opened(names, mark=codecs.BOM_UTF8), {}).to_bytes() == names.encode()


def test_students_are_known_by_their_id() -> None:
    """Points and posting rows are nobody's; names are shown without what protects them."""
    sheet = opened(PLAIN)
    assert dict(sheet.rows) == {"1001": 3, "1002": 4, "1003": 5, "1099": 6}
    assert sheet.names["1001"] == "One, Student"
    assert sheet.names["1003"] == "=Three"
    assert [key for key in sheet.rows if locked(opened(PLAIN, "HW 1"), key)] == ["1002", "1003"]


def test_totals_are_no_assignments() -> None:
    """Columns that Canvas computes are not offered, even with a grading period of digits behind them."""
    text = "Student,ID,Section,HW (1),Current Score (2026),Labs Final Points (7),Sum (3)\n"
    text += "    Points Possible,,,10,(read only),(read only),(sólo lectura)\nOne,1001,A,,,,\n"
    assert opened(text, None).title == "HW (1)"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Name,Grade\nOne,1\n", "no columns 'Student' and 'ID'", id="another table"),
        pytest.param(PLAIN, "'HW 1 (98765)', 'HW 2 (98770)'", id="two assignments"),
        pytest.param("Student,ID,Section\nOne,1,A\n", "no column", id="no assignment"),
        pytest.param("Student,ID,Section,HW (1)\nOne,1,A,\nTwo,1,A,\n", "'1' stands in rows 2 and 3", id="an ID twice"),
    ],
)
def test_what_cannot_be_filled_in_is_told(text: str, words: str) -> None:
    """The sentence names the file and the problem."""
    with pytest.raises(CsvError) as caught:
        opened(text, None)
    assert words in str(caught.value)
    assert "export.csv" in str(caught.value)


def test_points_that_are_not_told_leave_the_scores_unscaled() -> None:
    """Without points possible there is no scale."""
    assert opened("Student,ID,Section,HW (1)\n    Points Possible,,,\nOne,1,A,\n", None).maximum is None
    assert opened("Student,ID,Section,HW (1)\nOne,1,A,\n", None).maximum is None
