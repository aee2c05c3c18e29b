"""A result as plain text, for an LMS that does not show HTML."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from autograder.feedback.page import alike, how_to_rerun, is_notebook, points, word
from autograder.gradebook.results import Result

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # control, format, halves of pairs, ends of lines and paragraphs


def render_text(result: Result) -> str:
    """The feedback on a result. It says first what it is: an LMS may list it under the student's own file name."""
    return "\n".join(harmless(line) for line in _lines(result)) + "\n"


def comment(result: Result) -> str:
    """One line about a graded result, in our words alone: it goes into a table. It begins with a letter."""
    open_ones = [q["id"] for q in result["questions"] if q["kind"] != "written" and q["verdict"] != "correct"]
    said = f"Score {points(result['score'])} of {points(result['max_score'])}."
    return f"{said} Not all right yet: {', '.join(open_ones)}." if open_ones else f"{said} All of it is right."


def _lines(result: Result) -> Iterator[str]:
    yield f"FEEDBACK on {result['submission']['file']}, {result['assignment']['title']}"
    yield result["student"]["name"]
    yield ""
    if result["score"] is None:
        yield f"Not graded. {result['problem']}"
        yield "Nothing was set to zero."
        return
    yield f"Score: {points(result['score'])} of {points(result['max_score'])} points"
    late = result["submission"].get("late_deduction")
    if late:
        yield f"Handed in late: {points(late['points'])} points are deducted ({points(late['percent'])} percent)."
    if result["written"]["score"] is None and result["written"]["max_score"]:
        yield f"A person marks the written answers; they carry {points(result['written']['max_score'])} points more."
    for topic, questions in groupby(result["questions"], key=lambda question: question["topic"]):
        yield ""
        yield topic.replace("_", " ").capitalize()
        for question in questions:
            yield from _question(question, result["submission"]["file"])


def _question(question: dict[str, Any], file: str) -> Iterator[str]:
    of = f"{points(question['score'])} of {points(question['max_score'])}"
    followed = ", followed through" if question["followed_through"] else ""
    yield f"  {question['id']}: {word(question, question['verdict'])}{followed}, {of}"
    if question["misconception"]:
        yield f"      It looks like this mistake: {question['misconception']}."
    if question["hint"]:
        yield f"      {question['hint']}"
    if question["kind"] != "written" and question["score"] == question["max_score"]:
        return
    message = alike(question)
    if message:
        yield f"    - {message}"
    for case in question["cases"]:
        if case["verdict"] != "correct" and not message:
            yield f"    - {case['name']}: {case['message']}"
    if question["kind"] != "written" and question["verdict"] != "correct":
        yield f"      Once mended, run it again: {how_to_rerun(question['id'], is_notebook(file))}"


def harmless(text: str) -> str:
    """The text without control, direction, line-ending and other invisible characters."""
    return "".join("�" if unicodedata.category(character) in HIDDEN else character for character in text)
