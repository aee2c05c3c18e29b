"""A result as one self-contained HTML page: no script, nothing from elsewhere, everything of the student's escaped."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.gradebook.results import MOST_KEPT, Result, question_text

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


def render_page(result: Result) -> str:
    """The feedback page of a result."""
    notebook = is_notebook(result["submission"]["file"])
    topics = [
        _topic(name, list(those), notebook) for name, those in groupby(result["questions"], key=lambda q: q["topic"])
    ]
    return _PAGE.render(result=result, topics=topics, code=code, points=points)


def _topic(name: str, questions: list[dict[str, Any]], notebook: bool) -> dict[str, Any]:
    return {
        "title": name.replace("_", " ").capitalize(),
        "score": sum(question["score"] or 0 for question in questions),
        "max_score": sum(question["max_score"] for question in questions if question["kind"] != "written"),
        "questions": Markup("\n").join(_shown(question, notebook) for question in questions),
    }


def _shown(question: dict[str, Any], notebook: bool) -> Markup:
    """The part of the page about one question. Most have been on somebody else's page before."""
    if question["kind"] == "written":  # in everybody's own words
        return _render(question, notebook)
    return _render_text(question_text(question), notebook)


@lru_cache(maxsize=MOST_KEPT)
def _render_text(question: str, notebook: bool) -> Markup:
    return _render(json.loads(question), notebook)


def _render(question: dict[str, Any], notebook: bool) -> Markup:
    again = how_to_rerun(question["id"], notebook)
    page = _QUESTION.render(question=question, again=again, alike=alike, code=code, word=word, points=points)
    return Markup(page)  # noqa: S704 - escaped by the template


def is_notebook(file: str) -> bool:
    """Whether a file of this name is a notebook."""
    return file.endswith(".ipynb")


def how_to_rerun(question: str, notebook: bool) -> str:
    """What a student types to check a question once more: a cell of the notebook, or a command beside the file."""
    return f'grader.check("{question}")' if notebook else f'python -m pytest -k "[{question}-"'


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
