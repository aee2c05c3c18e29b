"""Scores on their way into a gradebook: which column, what number, in what form."""

import pytest

from autograder.lms.csvfile import CsvError, parse_csv
from autograder.lms.sheet import Mark, Sheet, fill, find_column, index_rows, locked, number_of, scaled

MARK = Mark(38.5, 80.0, "Score 38.5 of 80.")


def sheet(text: str, maximum: float | None = 10.0) -> Sheet:
    """A table with the key in the first column and the score in the second."""
    file = parse_csv(text.encode(), "f.csv")
    rows = index_rows({row: file.value(row, 0) for row in range(1, len(file.rows))}, "f.csv")
    return Sheet(file, "HW", rows, {key: key for key in rows}, 1, maximum)


@pytest.mark.parametrize(
    ("text", "number"),
    [("8.5", 8.5), (" 8,50 ", 8.5), ("-1", -1.0), ("10", 10.0), ("0,125", 0.125), ("1000,125", 1000.125)],
)
def test_numbers(text: str, number: float) -> None:
    """A point and a comma both part the decimals."""
    assert number_of(text) == number


@pytest.mark.parametrize("text", ["", "EX", "N/A", "1,234", "12,345", "1.234.567", "1e3", "nan", "8 5", "90%", "٣"])
def test_what_is_no_number(text: str) -> None:
    """Words, thousands and anything that could be read in two ways are no numbers."""
    assert number_of(text) is None


@pytest.mark.parametrize(
    ("maximum", "written"), [(10.0, "4.81"), (100.0, "48.13"), (80.0, "38.50"), (None, "38.50"), (0.0, "0.00")]
)
def test_scores_are_scaled_to_the_maximum_of_the_lms(maximum: float | None, written: str) -> None:
    """38.5 of 80 are 48.13 of 100: halves are rounded up, and without a maximum the score stays."""
    assert str(scaled(MARK, maximum)) == written
    assert fill(sheet("k,HW\na,\n", maximum), {"a": MARK}).to_bytes() == f"k,HW\na,{written}\n".encode()


def test_a_score_without_a_maximum_stays() -> None:
    """An assignment that gives no points automatically divides by nothing."""
    assert str(scaled(Mark(0.0, 0.0, ""), 10.0)) == "0.00"


@pytest.mark.parametrize("cell", ["4.81", "4.810", "04.81", '"4.81"'])
def test_an_equal_score_is_left_as_it_stands(cell: str) -> None:
    """A second run changes nothing, whatever the form of the number."""
    text = f"k,HW\na,{cell}\n"
    assert fill(sheet(text), {"a": MARK}).to_bytes() == text.encode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("k;HW;max\na;;10,00\n", "k;HW;max\na;4,81;10,00\n", id="the maximum"),
        pytest.param("k;HW\na;\nb;7,5\n", "k;HW\na;4,81\nb;7,5\n", id="another grade"),
        pytest.param("k,HW\na,\nb,7.5\n", "k,HW\na,4.81\nb,7.5\n", id="points"),
        pytest.param('k,HW\na,\nb,"7,5"\n', 'k,HW\na,"4,81"\nb,"7,5"\n', id="commas in quotes"),
    ],
)
def test_the_decimal_mark_is_that_of_the_file(text: str, expected: str) -> None:
    """Numbers that stand there already tell whether decimals come behind a point or a comma."""
    assert fill(sheet(text), {"a": MARK}).to_bytes() == expected.encode()


@pytest.mark.parametrize(
    ("cell", "is_locked"),
    [("EX", True), ("N/A", True), ("(read only)", True), ("", False), ("-", False), ("7", False), ("70%", False)],
)
def test_words_are_not_ours_to_replace(cell: str, is_locked: bool) -> None:
    """Excused and not assigned are decisions of a person; a number or nothing is not."""
    assert locked(sheet(f"k,HW\na,{cell}\n"), "a") is is_locked


def test_a_key_that_stands_twice_is_refused() -> None:
    """Two rows of one key are no place for a score."""
    with pytest.raises(CsvError, match=r"'a' stands in rows 2 and 4"):
        sheet("k,HW\na,\nb,\na,\n")


HEADINGS = "k,HW 1 (11),HW 2 (12),HW 2 (13),Ü [Total Pts: 5] |9,Quiz Points Grade <Numeric MaxPoints:3>\n"


@pytest.mark.parametrize(
    ("wanted", "column"),
    [("HW 1 (11)", 1), (" HW 1 (11) ", 1), ("HW 1", 1), ("HW 2 (13)", 3), ("Ü", 4), ("Quiz", 5)],
)
def test_the_column_that_is_named_is_taken(wanted: str, column: int) -> None:
    """The whole heading, or the title that stands in one heading only."""
    assert find_column(parse_csv(HEADINGS.encode(), "f.csv"), range(1, 6), wanted, "f.csv") == column


@pytest.mark.parametrize("wanted", [None, "HW 2", "HW", "HW 1 (99)", "", "k"])
def test_columns_are_listed_where_it_is_not_clear(wanted: str | None) -> None:
    """Several candidates, or a name of none or of two, stop with the list."""
    with pytest.raises(CsvError) as caught:
        find_column(parse_csv(HEADINGS.encode(), "f.csv"), range(1, 6), wanted, "f.csv")
    assert all(repr(heading) in str(caught.value) for heading in HEADINGS.strip().split(",")[1:])


def test_the_only_candidate_is_taken_alone() -> None:
    """With one column nothing need be said; with none the sentence says so."""
    file = parse_csv(HEADINGS.encode(), "f.csv")
    assert find_column(file, [4], None, "f.csv") == 4
    with pytest.raises(CsvError, match="no column"):
        find_column(file, [], None, "f.csv")
