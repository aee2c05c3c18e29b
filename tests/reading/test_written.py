"""Written answers are found by their marks."""

import subprocess
import sys

import pytest

from autograder.reading.written import MOST_CHARACTERS, PLACEHOLDER, mark, written_answers

WHY = mark("why")


@pytest.mark.parametrize(
    ("texts", "answer"),
    [
        pytest.param([f"{WHY}\n\nBecause."], "Because.", id="as handed out"),
        pytest.param([f"{WHY}\nBecause."], "Because.", id="no empty line"),
        pytest.param([f"  {WHY}  \n\nBecause.\n\n"], "Because.", id="spaces around"),
        pytest.param([f"{WHY}\r\n\r\nBecause.\r\n"], "Because.", id="Windows line ends"),
        pytest.param(["<!--answer:why-->\nBecause."], "Because.", id="spaces of the mark gone"),
        pytest.param([f"{WHY} Because."], "Because.", id="typed on the line of the mark"),
        pytest.param([f"## Heading above\n\n{WHY}\n\nBecause."], "Because.", id="merged with the statement above"),
        pytest.param([f"{WHY}\n\nBecause.", f"{WHY}\n\nBecause."], "Because.", id="copied"),
        pytest.param([f"{WHY}\n\n{PLACEHOLDER}", f"{WHY}\n\nBecause."], "Because.", id="copied before it was filled"),
        pytest.param([f"{WHY}\n\nFirst.", f"{WHY}\n\nSecond."], "First.\n\nSecond.", id="continued in a copy"),
        pytest.param([f"{WHY}\n\n{PLACEHOLDER}\n\nBecause."], "Because.", id="placeholder left standing"),
        pytest.param([f"{WHY}\n\n{PLACEHOLDER}"], "", id="untouched"),
        pytest.param([WHY], "", id="mark alone"),
        pytest.param([f"{WHY}\n\n<!-- answer: -->\nBecause."], "<!-- answer: -->\nBecause.", id="no mark at all"),
    ],
)
def test_an_answer_is_what_stands_under_its_mark(texts: list[str], answer: str) -> None:
    """The mark goes with the text, whatever was done to the cell."""
    assert written_answers(texts) == {"why": answer}


def test_merged_cells_keep_their_answers_apart() -> None:
    """Two answers in one cell end where the next mark begins."""
    merged = f"{WHY}\n\nBecause.\n\n{mark('how')}\n\nSo."
    assert written_answers([merged]) == {"why": "Because.", "how": "So."}


def test_a_mark_inside_a_line_is_text() -> None:
    """A mark that is only spoken of does not cut an answer in two."""
    text = f"{WHY}\n\nI left the line `{mark('how')}` as it was."
    assert list(written_answers([text])) == ["why"]


def test_an_endless_answer_is_cut() -> None:
    """No answer is longer than the limit, so no feedback page is."""
    assert written_answers([f"{WHY}\n" + "a" * (2 * MOST_CHARACTERS)]) == {"why": "a" * MOST_CHARACTERS}


def test_many_copies_of_one_mark_are_cut_too() -> None:
    """The limit holds for the answer, not for each of its pieces."""
    texts = [f"{WHY}\n{number}" + "a" * MOST_CHARACTERS for number in range(20)]
    assert len(written_answers(texts)["why"]) <= 2 * MOST_CHARACTERS


def test_an_absent_mark_gives_no_answer() -> None:
    """A question whose mark was deleted is missing, and not empty."""
    assert written_answers(["Because.", ""]) == {}


def test_a_flood_of_marks_does_not_hold_the_grader_up() -> None:
    """A file full of marks, each with another answer, is read in no more than ordinary time."""
    program = f"""
from autograder.reading.written import written_answers
text = "\\n".join(f"{WHY}\\n{{number}}" for number in range(300_000))
written_answers([text])
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=15)
