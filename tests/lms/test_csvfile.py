"""Exported tables keep every byte that is not replaced."""

import codecs
import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.lms.csvfile import CsvError, parse_csv, read_csv, unwrapped

FORMS = [
    pytest.param(b'a,b\n1,2\n"x, y",""\n', id="plain"),
    pytest.param(b"a;b\r\n1,5;2\r\n", id="semicolons and CRLF"),
    pytest.param(b"a\tb\r1\t2", id="tabs, CR, and no end of line"),
    pytest.param(codecs.BOM_UTF8 + 'a,"b ""c"""\n"two\r\nlines",é\n'.encode(), id="a mark, quotes, lines in a cell"),
    pytest.param(codecs.BOM_UTF16_LE + "a,b\n1,é\n".encode("utf-16-le"), id="UTF-16"),
    pytest.param(codecs.BOM_UTF16_BE + "a,b\n1,é\n".encode("utf-16-be"), id="UTF-16 the other way round"),
    pytest.param(b'a,b\n="0012",5" disk\n\n , \n', id="formulas, a stray quote, an empty line, blanks"),
    pytest.param(b'a,b\n="Doe, Jo",1\n', id="a separator within a formula"),
    pytest.param(b"a,b\n1\n1,2,3\n", id="rows of other lengths"),
]


@pytest.mark.parametrize("data", FORMS)
def test_nothing_changed_is_nothing_changed(data: bytes) -> None:
    """A file comes back byte for byte."""
    assert parse_csv(data, "f.csv").to_bytes() == data


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1), min_size=1
    ),
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
@example([["x"], ["\ufeff"]], ",", "\n", csv.QUOTE_ALL)
def test_what_csv_writes_is_read_back(rows: list[list[str]], separator: str, end: str, quoting: int) -> None:
    """Whatever Python's csv module writes comes back byte for byte, and its cells say what was written."""
    if quoting == csv.QUOTE_MINIMAL:  # a lone CR is left without quotes by some versions
        rows = [[cell.replace("\r", "") for cell in row] for row in rows]
    rows = [["one", "two", "three"], *rows]
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator, lineterminator=end, quoting=quoting).writerows(rows)
    data = file.getvalue().encode()
    table = parse_csv(data, "f.csv")
    assert table.to_bytes() == data
    assert [list(row.values) for row in table.rows] == rows


@pytest.mark.parametrize(
    ("cell", "value", "written"),
    [
        pytest.param(b"", "8.50", b"8.50", id="empty"),
        pytest.param(b'""', "8.50", b'"8.50"', id="quoted stays quoted"),
        pytest.param(b"7", "8,50", b'"8,50"', id="a comma needs quotes"),
        pytest.param(b"7", 'say "a"', b'"say ""a"""', id="quotes need quotes"),
    ],
)
def test_a_cell_is_replaced_alone(cell: bytes, value: str, written: bytes) -> None:
    """The bytes on both sides of a cell stay as they were."""
    before, behind = b'k , "x" ,h\r\n"1",', b',"z"\r\n9,9,9'
    table = parse_csv(before + cell + behind, "f.csv").with_cells({(1, 1): value})
    assert table.to_bytes() == before + written + behind
    assert table.value(1, 1) == value


def test_short_rows_have_empty_cells() -> None:
    """What a row does not have is empty when read, and an error when written."""
    table = parse_csv(b"a,b\n1\n", "f.csv")
    assert table.value(1, 1) == ""
    with pytest.raises(IndexError):
        table.with_cells({(1, 1): "2"})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \r\n", "empty", id="blank"),
        pytest.param(b"PK\3\4\0\0", "a workbook", id="a workbook"),
        pytest.param(b"a,b\n\0", "NUL", id="NUL"),
        pytest.param(b"Zo\xe9,1\n", "UTF-8", id="Latin-1"),
        pytest.param(b'a,b\n"x,2\n', "row 2", id="an open quote"),
        pytest.param(b'a,b\n"x"y,2\n', "row 2", id="a quote in the middle"),
    ],
)
def test_what_is_no_table_is_told(data: bytes, words: str, tmp_path: Path) -> None:
    """The sentence names the file and the problem."""
    (tmp_path / "f.csv").write_bytes(data)
    with pytest.raises(CsvError) as caught:
        read_csv(tmp_path / "f.csv")
    assert words in str(caught.value)
    assert "f.csv" in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """So is a file that is not there."""
    with pytest.raises(CsvError, match=r"f\.csv: The file cannot be read"):
        read_csv(tmp_path / "f.csv")


@pytest.mark.parametrize(("text", "name"), [('="=Doe"', "=Doe"), ("Doe", "Doe"), ('="', '="'), ("=1+1", "=1+1")])
def test_a_name_kept_from_being_a_formula_is_unwrapped(text: str, name: str) -> None:
    """Only what stands in ="..." is taken out of it."""
    assert unwrapped(text) == name
