"""The folder of a run: its table, and what it replaces."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from assignment import ASSIGNMENT
from autograder.feedback.page import render_page
from autograder.gradebook.folder import Gradebook, write_result
from autograder.gradebook.results import Result, without_cases

QUESTIONS = [question.id for question in ASSIGNMENT.questions]
SIGNS = ["=", "+", "-", "@", "\t", "\r"]
Refused = Callable[..., Result]


def write(folder: Path, results: list[Result]) -> Path:
    """Write a run."""
    book = Gradebook(folder, QUESTIONS)
    for result in results:
        write_result(folder, result, render_page(result))
        book.add(without_cases(result))
    book.close()
    return folder


def table(folder: Path) -> list[dict[str, str]]:
    """The rows of grades.csv, as any reader of RFC 4180 reads them."""
    text = (folder / "grades.csv").read_bytes().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_the_table_has_a_row_a_student_and_a_column_a_question(tmp_path: Path, results: dict[str, Result]) -> None:
    """Each student has a row, sorted by id, with the score of each question; what is not known stays empty."""
    rows = table(write(tmp_path, [results["no file"], results["graded"], results["rejected"]]))
    assert [row["student_id"] for row in rows] == ["ann_7", "bo", "cy"]
    assert list(rows[0])[-len(QUESTIONS) :] == QUESTIONS
    for question in results["graded"]["questions"]:
        assert rows[0][question["id"]] == ("" if question["score"] is None else str(question["score"]))
    assert rows[0]["score"] == str(results["graded"]["score"])
    assert (rows[0]["late"], rows[1]["late"]) == ("yes", "no")
    assert rows[0]["student_name"] == "Ann Ó Náraigh"
    for row in rows[1:]:
        assert (row["status"], row["score"]) == ("rejected", "")
        assert row["problem"].endswith(".")
        assert not any(row[name] for name in QUESTIONS)


def test_a_failure_of_ours_is_no_zero(tmp_path: Path, results: dict[str, Result]) -> None:
    """In the table a grader_error has no score, in no question."""
    (row,) = table(write(tmp_path, [results["grader_error"]]))
    assert (row["status"], row["score"]) == ("grader_error", "")
    assert not any(row[name] for name in QUESTIONS)


@pytest.mark.parametrize(
    "name",
    [
        'O"Neill, "Bo"',
        "two\nlines",
        "two\r\nlines",
        "a,b;c\td",
        "Łukasz 李 😀",
        "'quoted'",
        '"',
        "",
        " blanks ",
    ],
)
def test_odd_names_are_read_back(name: str, tmp_path: Path, refused: Refused) -> None:
    """Quotes, commas, line ends and letters of any script come back as they were."""
    write(tmp_path, [refused("bo", name, file=f"{name}.py", problem=f"{name}.")])
    (row,) = table(tmp_path)
    assert (row["student_name"], row["file"], row["problem"]) == (name, f"{name}.py", f"{name}.")


@pytest.mark.parametrize("sign", SIGNS, ids=["equals", "plus", "minus", "at", "tab", "return"])
@pytest.mark.parametrize("column", ["student_id", "student_name", "file", "problem"])
def test_no_cell_is_a_formula(sign: str, column: str, tmp_path: Path, refused: Refused) -> None:
    """A text of the student's that begins like a formula has an apostrophe in front, in every column."""
    hostile = sign + 'cmd|"/c calc"!A1'
    texts = {"student_id": "id", "student_name": "name", "file": "f.py", "problem": "p."} | {column: hostile}
    write(tmp_path, [refused(texts["student_id"], texts["student_name"], texts["file"], texts["problem"])])
    (row,) = table(tmp_path)
    assert row[column] == f"'{hostile}"
    assert not any(value.startswith(tuple(SIGNS)) for value in row.values())


def test_every_record_ends_with_crlf(tmp_path: Path, results: dict[str, Result], refused: Refused) -> None:
    """Records end with CRLF, the last one too, and a line end inside a name stays as it is, in quotes."""
    write(tmp_path, [results["graded"], refused("bo", "two\nlines")])
    data = (tmp_path / "grades.csv").read_bytes()
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") == 3
    assert data.replace(b"\r\n", b"").count(b"\n") == 1
    assert b'"two\nlines"' in data


def test_the_order_of_coming_does_not_show(tmp_path: Path, results: dict[str, Result]) -> None:
    """The same results, in another order and another run, give the same table, byte for byte."""
    some = [results["graded"], results["rejected"], results["no file"]]
    one, other = write(tmp_path / "one", some), write(tmp_path / "other", some[::-1])
    assert (one / "grades.csv").read_bytes() == (other / "grades.csv").read_bytes()


def test_a_result_is_there_before_the_end(tmp_path: Path, results: dict[str, Result]) -> None:
    """Each result and page is written as it comes, before the run is closed."""
    Gradebook(tmp_path, QUESTIONS)
    write_result(tmp_path, results["graded"], "page")
    assert (tmp_path / "results" / "ann_7.json").exists()
    assert (tmp_path / "feedback" / "ann_7.html").read_text(encoding="utf-8") == "page"


def test_what_was_written_and_not_added_goes(tmp_path: Path, results: dict[str, Result]) -> None:
    """Files of a worker that ended before it could tell are removed, so that folder, table and zip agree."""
    book = Gradebook(tmp_path, QUESTIONS)
    for name in ("graded", "rejected"):
        write_result(tmp_path, results[name], "page")
    book.add(results["rejected"])
    book.close()
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"grades.csv", "results/bo.json", "feedback/bo.html"}
    assert [row["student_id"] for row in table(tmp_path)] == ["bo"]


def test_adding_a_result_twice_is_adding_it_once(tmp_path: Path, results: dict[str, Result]) -> None:
    """A result that comes twice, as after an interruption, is one row."""
    book = Gradebook(tmp_path, QUESTIONS)
    write_result(tmp_path, results["graded"], "page")
    book.add(results["graded"])
    book.add(results["graded"])
    book.close()
    assert len(table(tmp_path)) == 1


def test_an_earlier_run_is_replaced(tmp_path: Path, results: dict[str, Result]) -> None:
    """A second run into the same folder leaves nothing of the first, be it for an LMS."""
    write(tmp_path, [results["graded"], results["rejected"]])
    for name in ("gradebook.csv", "graded.zip", "next_steps.txt"):
        (tmp_path / name).write_text("old", encoding="utf-8")
    write(tmp_path, [results["no file"]])
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"grades.csv", "results/cy.json", "feedback/cy.html"}
    assert [row["student_id"] for row in table(tmp_path)] == ["cy"]


@pytest.mark.parametrize("name", ["thesis.tex", "results.txt", ".git"])
def test_a_folder_with_other_files_is_refused(name: str, tmp_path: Path, results: dict[str, Result]) -> None:
    """A folder that holds anything else is left as it is, an earlier run in it too."""
    write(tmp_path, [results["graded"]])
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="holds other files"):
        Gradebook(tmp_path, QUESTIONS)
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "results" / "ann_7.json").exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """Where the folder should be and a file is, an OSError says so and the file stays."""
    (tmp_path / "graded").write_text("mine", encoding="utf-8")
    with pytest.raises(NotADirectoryError):
        Gradebook(tmp_path / "graded", QUESTIONS)
    assert (tmp_path / "graded").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("part", ["results", "feedback"])
def test_a_link_in_place_of_a_part_is_not_followed(part: str, tmp_path: Path) -> None:
    """A link named like a part of a run costs nobody the files that it leads to."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.tex").write_text("mine", encoding="utf-8")
    (tmp_path / "graded").mkdir()
    (tmp_path / "graded" / part).symlink_to(tmp_path / "mine")
    with pytest.raises(OSError, match=part):
        Gradebook(tmp_path / "graded", QUESTIONS)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.tex"]


def test_files_that_only_look_like_a_run_are_left_alone(tmp_path: Path) -> None:
    """A folder with a table of somebody's own, and no results of a run, is not taken for an earlier run's."""
    (tmp_path / "grades.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="holds other files"):
        Gradebook(tmp_path, QUESTIONS)
    assert (tmp_path / "grades.csv").read_text(encoding="utf-8") == "mine"
