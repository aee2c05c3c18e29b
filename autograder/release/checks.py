"""The students' own checks: the runner, with the laws, examples and answers of an assignment put into it."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np

from autograder.grading.prepared import draw
from autograder.model import AnswerQuestion, Assignment, FunctionQuestion, Visibility, WrittenQuestion
from autograder.release import runner
from autograder.release.code import literal
from autograder.source import plain

TEST_FILE = '''\
"""Checks of {stem}.py in this folder: python -m pytest"""

import {stem}
import pytest
from public_checks import QUESTIONS, look, sentences


@pytest.mark.parametrize(("question", "sentence"), [(q, s) for q in QUESTIONS for s in sentences(q)])
def test_public(question, sentence):
    """One sentence of the checks holds for {stem}.py; what is not written yet is skipped."""
    state, problem = look(question, sentence, vars({stem}))
    if state == "not written":
        pytest.skip(problem)
    if state == "not right":
        pytest.fail(problem, pytrace=False)
'''


def checks_file(assignment: Assignment) -> str:
    """The text of public_checks.py; it needs numpy alone, and has nothing hidden in it."""
    functions = assignment.functions.values()
    answers = [q for q in assignment.questions if isinstance(q, AnswerQuestion)]
    laws = [law for question in functions for law in question.laws]
    sources = [plain(function) for function in [*assignment.law_helpers, *dict.fromkeys(laws)]]
    law_rows = [f'    "{q.id}": [{", ".join(law.__name__ for law in q.laws)}],' for q in functions if q.laws]
    example_rows = [row for question in functions if (row := _examples(question))]
    answer_rows = [f'    "{question.id}": {_form(question)},' for question in answers]
    return "\n\n".join(
        [
            inspect.getsource(runner).rstrip() + "\n",
            *(source.rstrip() + "\n" for source in sources),
            _table("LAWS", law_rows) + _table("EXAMPLES", example_rows) + _table("ANSWERS", answer_rows),
            f"QUESTIONS = {[q.id for q in assignment.questions if not isinstance(q, WrittenQuestion)]!r}\n",
        ]
    )


def public_sentences(assignment: Assignment) -> dict[str, list[str]]:
    """What public_checks.py says about each question, in its order."""
    names: dict[str, Any] = {}
    exec(checks_file(assignment), names)  # noqa: S102 - it is ours
    return {question: names["sentences"](question) for question in names["QUESTIONS"]}


def test_file(assignment: Assignment) -> str:
    """The text of test_public.py, which runs the checks on the student's .py file."""
    return TEST_FILE.format(stem=assignment.file_stem)


def _table(name: str, rows: list[str]) -> str:
    return "\n".join([f"{name}.update({{", *rows, "})", ""])


def _examples(question: FunctionQuestion) -> str:
    rows = []
    for case in question.cases:
        if case.visibility is Visibility.PUBLIC:
            ready = draw(question, case, seed=0)  # its arguments are fixed
            arguments = ", ".join(literal(argument) for argument in ready.arguments)
            values = ", ".join(literal(_printed(wanted.array)) for wanted in ready.wanted)
            rows.append(f"        ({'Example: ' + case.name!r}, ({arguments},), ({values},)),")
    return "\n".join([f'    "{question.id}": [', *rows, "    ],"]) if rows else ""


def _printed(array: np.ndarray) -> np.ndarray:
    """Twelve digits: enough to compare by, and the same on every machine."""
    return np.array([float(f"{number:.12g}") for number in array.ravel()]).reshape(array.shape)


def _form(question: AnswerQuestion) -> str:
    if question.keys:
        return repr(list(question.keys))
    return "str" if question.is_text else repr(question.shape)
