"""Python files: the code as it stands, written answers in comments."""

from collections.abc import Callable

import pytest

from autograder.grades import Grade
from autograder.reading.script import read_script
from autograder.reading.written import mark


def test_a_script_is_one_piece_of_code() -> None:
    """The whole file is one cell of number 0, so that lines count as in the file."""
    cells, _ = read_script(b"# a comment\nx = 1\n")
    assert [(cell.number, cell.code) for cell in cells] == [(0, "# a comment\nx = 1\n")]


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("start", ["# ", "#"], ids=["space", "no space"])
def test_a_written_answer_stands_in_comments(start: str, ending: str) -> None:
    """Comment signs are taken off, and code below ends the answer."""
    comment = ending.join(f"{start}{line}" for line in (mark("why"), "", "Because.", "", "- it is so"))
    _, written = read_script(f"x = 1{ending}{comment}{ending}y = 2{ending}".encode())
    assert written == {"why": "Because.\n\n- it is so"}


def test_an_answer_keeps_its_indentation() -> None:
    """A list in a list stays one."""
    text = f"# {mark('why')}\n# - it is\n#     - so\n"
    assert read_script(text.encode())[1] == {"why": "- it is\n    - so"}


def test_a_cell_line_ends_an_answer() -> None:
    """The statement of the next question, in comments too, is no part of the answer."""
    text = f"# %% [markdown]\n# {mark('why')}\n#\n# Because.\n# %% [markdown]\n# ## The next question\n"
    assert read_script(text.encode())[1] == {"why": "Because."}


def test_an_empty_line_between_paragraphs_belongs_to_the_answer() -> None:
    """A student who leaves a line empty, without its comment sign, keeps the second paragraph."""
    text = f"# %% [markdown]\n# {mark('why')}\n#\n# First.\n\n# Second.\n\n# %%\nx = 1\n"
    assert read_script(text.encode())[1] == {"why": "First.\n\nSecond."}


def test_the_solved_script_earns_all_points(
    grade: Callable[..., Grade], solved_files: dict[str, bytes], written: dict[str, str]
) -> None:
    """The .py file of the solutions gets every automatic point, and every written answer whole."""
    got = grade(solved_files[".py"], "backprop.py")
    assert (got.problem, got.score) == (None, got.max_score)
    assert {question.id: question.answer for question in got.questions if question.kind == "written"} == written


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: b"\xef\xbb\xbf" + data, id="byte order mark"),
        pytest.param(lambda data: data.replace(b"\n", b"\r\n"), id="Windows line ends"),
        pytest.param(lambda data: b"# -*- coding: latin-1 -*-\n" + data, id="a coding line that is not true"),
        pytest.param(lambda data: data + b"\x0c\n# end", id="form feed"),
        pytest.param(lambda data: data + b'\nif __name__ == "__main__":\n    raise SystemExit(3)\n', id="main block"),
    ],
)
def test_how_the_file_was_saved_costs_nothing(
    change: Callable[[bytes], bytes], grade: Callable[..., Grade], solved_files: dict[str, bytes]
) -> None:
    """What editors and habits add to a right .py file leaves it all its points."""
    got = grade(change(solved_files[".py"]), "backprop.py")
    assert (got.problem, got.score) == (None, got.max_score)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        pytest.param(b"def f(:\n    pass\n", "SyntaxError in line 1", id="syntax"),
        pytest.param(b"x = 1\nif x:\npass\n", "IndentationError in line 3", id="indentation"),
        pytest.param(b"if 1:\n        x = 1\n\ty = 2\n", "TabError in line 3", id="tabs and spaces"),
        pytest.param(b"x = 1\n<<<<<<< HEAD\ny = 2\n", "SyntaxError in line 2", id="unfinished merge"),
        pytest.param(b"x = 'it isn't'\n", "SyntaxError in line 1", id="quote"),
        pytest.param(b"(" * 100_000, "Python cannot read the file", id="brackets without end"),
        pytest.param(b"x = " + b"-" * 100_000 + b"1", "Python cannot read the file", id="signs without end"),
        pytest.param(b"x = " + b"9" * 200_000, "Python cannot read the file", id="a number of 200,000 digits"),
    ],
)
def test_a_script_that_does_not_compile_is_rejected(code: bytes, sentence: str, grade: Callable[..., Grade]) -> None:
    """Python's own complaint and the line reach the student, and no score is given."""
    got = grade(code, "backprop.py")
    assert got.status.value == "rejected"
    assert sentence in str(got.problem)
    assert not got.questions
