"""The record of a submission, against its schema."""

import copy
import hashlib
import json
import math
import re
from collections.abc import Callable, Iterator
from importlib import resources
from typing import Any

import jsonschema
import pytest

from assignment import ASSIGNMENT
from autograder.gradebook.results import Result, to_json
from autograder.handed_in import Entry

SCHEMA = json.loads(resources.files("autograder.gradebook").joinpath("results.schema.json").read_text("utf-8"))
STATUSES = ["graded", "rejected", "no file", "grader_error"]


def numbers(thing: Any) -> Iterator[float]:
    """All numbers in a record."""
    if isinstance(thing, dict):
        thing = list(thing.values())
    if isinstance(thing, list):
        for part in thing:
            yield from numbers(part)
    elif isinstance(thing, int | float):
        yield thing


def refuse(constant: str) -> float:
    """Fail at NaN or infinity in a JSON text."""
    raise AssertionError(constant)


def test_the_schema_is_one() -> None:
    """The schema itself is valid, and forbids what it does not name, at every level."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    text = json.dumps(SCHEMA)
    objects = text.count('"type": "object"') + text.count('"type": ["object", "null"]')
    assert objects == text.count('"additionalProperties": false')


@pytest.mark.parametrize("status", STATUSES)
def test_a_result_keeps_to_the_schema(status: str, results: dict[str, Result]) -> None:
    """What stands on disk is JSON without NaN and keeps to the schema, whatever became of the submission."""
    read = json.loads(to_json(results[status]), parse_constant=refuse)
    jsonschema.validate(read, SCHEMA, jsonschema.Draft202012Validator)
    assert read["status"] == ("rejected" if status == "no file" else status)
    assert all(math.isfinite(number) for number in numbers(read))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(("schema",), 2, id="another version"),
        pytest.param(("status",), "zero", id="unknown status"),
        pytest.param(("score",), None, id="graded without a score"),
        pytest.param(("problem",), "odd", id="graded with a problem"),
        pytest.param(("extra",), 1, id="one key more"),
        pytest.param(("questions", 0, "verdict"), "fine", id="unknown verdict"),
        pytest.param(("questions", 0, "cases", 0, "score"), None, id="case without a score"),
        pytest.param(("submission", "sha256"), "abc", id="short digest"),
        pytest.param(("isolation",), ["hope"], id="unknown layer"),
    ],
)
def test_the_schema_refuses(path: tuple[str | int, ...], value: object, results: dict[str, Result]) -> None:
    """A record that says something else is no valid one."""
    record = copy.deepcopy(results["graded"])
    place: Any = record
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, SCHEMA, jsonschema.Draft202012Validator)


@pytest.mark.parametrize("key", SCHEMA["required"])
def test_nothing_may_be_missing(key: str, results: dict[str, Result]) -> None:
    """A record without one of its parts is no valid one."""
    record = {name: value for name, value in results["graded"].items() if name != key}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, SCHEMA, jsonschema.Draft202012Validator)


def test_the_same_submission_gives_the_same_bytes(grade: Callable[..., Result], entry: Entry) -> None:
    """Graded twice, a submission gives the same text but for its seconds."""
    one, other = (re.sub(r'"seconds": [\d.]+', "", to_json(grade(entry))) for _ in range(2))
    assert one == other
    assert '"seconds"' not in one


def test_a_graded_result_says_what_was_found(results: dict[str, Result]) -> None:
    """Scores add up, questions come in the order of the assignment, and the file is told by its digest."""
    result = results["graded"]
    assert [q["id"] for q in result["questions"]] == [q.id for q in ASSIGNMENT.questions]
    assert result["score"] == sum(q["score"] or 0 for q in result["questions"]) > 0
    assert result["max_score"] == 80
    assert result["max_score"] == sum(q["max_score"] for q in result["questions"] if q["kind"] != "written")
    assert result["written"] == {"score": None, "max_score": 20}
    assert result["submission"]["late"]
    for question in result["questions"]:
        assert question["score"] == (sum(c["score"] for c in question["cases"]) if question["cases"] else None)
        assert question["kind"] == "written" or question["cases"]


def test_a_written_answer_is_kept_word_for_word(results: dict[str, Result], entry: Entry) -> None:
    """A written answer stands in the record as it was written, marked by nobody yet."""
    questions = {question["id"]: question for question in results["graded"]["questions"]}
    found = questions["vanishing_gradients"]
    assert found["answer"] == "They shrink: 0.25² < 0.25 — “so” 勾配."
    assert (found["verdict"], found["score"], found["cases"]) == ("skipped", None, [])
    assert "勾配" in to_json(results["graded"])
    assert results["graded"]["submission"]["sha256"] == hashlib.sha256(entry.data).hexdigest()


def test_what_is_not_graded_is_no_zero(results: dict[str, Result]) -> None:
    """A refused submission and a failure of ours have no score, one sentence, and no line of Python in it."""
    for status in ("rejected", "no file", "grader_error"):
        result = results[status]
        assert result["score"] is None
        assert all(question["score"] is None for question in result["questions"])
        assert re.fullmatch(r"[^\n]+\.", result["problem"])
        assert "Traceback" not in result["problem"]
    verdicts = {question["verdict"] for question in results["grader_error"]["questions"]}
    assert verdicts == {"grader_error"}
    assert "no fault of the submission" in results["grader_error"]["problem"]


def test_the_text_is_that_of_the_whole_record(results):
    """Put together from the texts of its questions, the record is to the letter what one piece of JSON would be."""
    for result in results.values():
        assert to_json(result) == json.dumps(result, ensure_ascii=False, allow_nan=False) + "\n"
