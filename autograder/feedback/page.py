"""A result as one self-contained HTML page: no script, nothing from elsewhere, everything of the student's escaped."""

from __future__ import annotations

import re
from collections.abc import Hashable
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.gradebook.results import Result

WORDS = {
    "correct": "right",
    "wrong": "not right",
    "missing": "missing",
    "not_attempted": "not attempted",
    "crashed": "stopped",
    "timed_out": "too slow",
    "skipped": "not run",
    "grader_error": "not graded",
}

_TEMPLATES = Environment(
    loader=PackageLoader("autograder.feedback", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
_PAGE, _QUESTION = (_TEMPLATES.get_template(f"{name}.html.j2") for name in ("page", "question"))


# Most of a page has been on somebody else's before: all right, or one of the usual mistakes.
_already_shown: dict[Hashable, Markup] = {}
MOST_KEPT = 500


def render_page(result: Result) -> str:
    """The feedback page of a result."""
    file = result["submission"]["file"]
    topics = [_topic(name, list(those), file) for name, those in groupby(result["questions"], key=lambda q: q["topic"])]
    return _PAGE.render(result=result, topics=topics, code=code, points=points)


def _topic(name: str, questions: list[dict[str, Any]], file: str) -> dict[str, Any]:
    return {
        "title": name.replace("_", " ").capitalize(),
        "score": sum(question["score"] or 0 for question in questions),
        "max_score": sum(question["max_score"] for question in questions if question["kind"] != "written"),
        "questions": Markup("\n").join(shown(question, file) for question in questions),
    }


def shown(question: dict[str, Any], file: str) -> Markup:
    """The part of the page about one question of a file."""
    again = how_to_rerun(question["id"], file)
    if question["kind"] == "written":  # in everybody's own words
        return _render_question(question, again)
    key = (again, *(question | {"cases": None}).values(), *(tuple(case.values()) for case in question["cases"]))
    if key not in _already_shown:
        if len(_already_shown) >= MOST_KEPT:
            _already_shown.clear()
        _already_shown[key] = _render_question(question, again)
    return _already_shown[key]


def _render_question(question: dict[str, Any], again: str) -> Markup:
    page = _QUESTION.render(question=question, again=again, alike=alike, code=code, word=word, points=points)
    return Markup(page)  # noqa: S704 - escaped by the template


def how_to_rerun(question: str, file: str) -> str:
    """What a student types to check a question once more: a cell of the notebook, or a command beside the file."""
    return f'grader.check("{question}")' if file.endswith(".ipynb") else f'python -m pytest -k "[{question}-"'


def alike(question: dict[str, Any]) -> str:
    """The message of a question whose cases all came out the same way, and not right; else nothing."""
    found = {(case["verdict"], case["message"]) for case in question["cases"]}
    (verdict, message), *others = found or {("correct", "")}
    return "" if others or verdict == "correct" else message


def code(message: str) -> Markup:
    """A sentence with what stands in `backticks` set as code."""
    return Markup(re.sub(r"`([^`]*)`", r"<code>\1</code>", str(escape(message))))  # noqa: S704 - escaped just here


def word(question: dict[str, Any], verdict: str) -> str:
    """What a verdict is called in front of a student."""
    if question["kind"] == "written" and verdict == "skipped":
        return "to be marked"
    return WORDS[verdict]


def points(number: float | None) -> str:
    """Points without needless zeros; a dash where there are none yet."""
    return "–" if number is None else f"{number:g}"
