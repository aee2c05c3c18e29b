"""Text out of bytes."""

import pytest

from autograder.reading.text import UnreadableError, decode, printable


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"a = 1\n", "a = 1\n", id="plain"),
        pytest.param(b"\xef\xbb\xbfa = 1\n", "a = 1\n", id="byte order mark"),
        pytest.param(b"a = 1\r\nb = 2\r\n", "a = 1\nb = 2\n", id="Windows line ends"),
        pytest.param(b"a = 1\rb = 2\r", "a = 1\nb = 2\n", id="old Mac line ends"),
        pytest.param("ŷ = σ\n".encode(), "ŷ = σ\n", id="letters beyond ASCII"),
    ],
)
def test_text_is_utf8_with_one_kind_of_line_end(data: bytes, text: str) -> None:
    """Marks and line ends of any system read as the same text."""
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param(b"", "The file is empty.", id="empty"),
        pytest.param(b" \t\r\n \n", "The file is empty.", id="white space"),
        pytest.param(b"\xef\xbb\xbf", "The file is empty.", id="byte order mark alone"),
        pytest.param(b"\xef\xbb\xbf\r\n", "The file is empty.", id="byte order mark and a line end"),
        pytest.param("a = 1".encode("utf-16"), "UTF-16: save it again as UTF-8.", id="UTF-16"),
        pytest.param("a = 1".encode("utf-16-be"), "NUL bytes", id="UTF-16 without mark"),
        pytest.param("a = 1".encode("utf-32"), "UTF-8", id="UTF-32"),
        pytest.param(b"a = 1\0\n", "NUL bytes", id="NUL"),
        pytest.param(b"a = 1\n# caf\xe9\n", "Line 2 is not UTF-8", id="latin-1, with the line"),
        pytest.param(b"# \xed\xa0\x80\n", "Line 1 is not UTF-8", id="half of a surrogate pair"),
    ],
)
def test_bytes_that_are_no_text_are_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    """What is no UTF-8 text is refused, and the sentence says what it is."""
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    assert sentence in str(caught.value)
    assert str(caught.value).endswith(".")


def test_halves_of_surrogate_pairs_become_printable() -> None:
    """Text that came out of JSON escapes can be written to a file afterwards."""
    assert printable("a\ud800b σ") == "a?b σ"
