"""The tests of a question as cells of the master notebook, in Otter's exception-based format.

Public ones ask the students' own public_checks.py and carry no points. Hidden ones carry the arguments of a case, the
values wanted and the tolerance, and ask the judge.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from autograder.comparing.answers import name_of
from autograder.grading.prepared import Prepared, PreparedCase
from autograder.model import AnswerQuestion, FunctionQuestion
from autograder.release.code import literal

CELL = '''\
""" # BEGIN TEST CONFIG
{config}
""" # END TEST CONFIG
def test_{number}(env):
{body}'''
PUBLIC = """\
from public_checks import holds
holds({question!r}, {number}, env)
"""
CALLED = """\
import numpy as np
from autograder.release.otter.judge import assert_called
def {name}({parameters}):
    return ({values},)
arguments = ({arguments},)
assert_called(env, {name}, {returns!r}, arguments, rtol={rtol!r}, atol={atol!r}, calls={calls})
"""
ANSWERED = """\
from autograder.release.otter.judge import assert_answered
wanted = {value!r}
assert_answered(env, {name!r}, {shape!r}, {where!r}, wanted)
"""


def public_tests(question: str, sentences: Sequence[str]) -> list[str]:
    """A test a sentence."""
    return [
        _cell(number, sentence, 0.0, PUBLIC.format(question=question, number=number))
        for number, sentence in enumerate(sentences, 1)
    ]


def hidden_tests(question: FunctionQuestion | AnswerQuestion, prepared: Prepared, start: int) -> list[str]:
    """A test a hidden case or value, numbered from `start`."""
    if isinstance(question, AnswerQuestion):
        rows = [(name_of(question, a), a.points, _answered(question, i)) for i, a in enumerate(question.answers)]
    else:
        hidden = prepared.functions[question.id].hidden.cases
        rows = [(ready.case.name, ready.case.points, _called(question, ready)) for ready in hidden]
    return [_cell(n, said, points, body, hidden=True) for n, (said, points, body) in enumerate(rows, start)]


def _called(question: FunctionQuestion, ready: PreparedCase) -> str:
    tolerance = ready.case.tolerance
    return CALLED.format(
        name=question.id,
        parameters=", ".join(question.parameters),
        values=", ".join(literal(wanted.array) for wanted in ready.wanted),
        arguments=", ".join(literal(argument) for argument in ready.arguments),
        returns=question.returns,
        rtol=tolerance.rtol,
        atol=tolerance.atol,
        calls=ready.case.calls,
    )


def _answered(question: AnswerQuestion, place: int) -> str:
    answer = question.answers[place]
    return ANSWERED.format(name=question.id, shape=question.shape, where=answer.where, value=answer.value)


def _cell(number: int, sentence: str, points: float, body: str, *, hidden: bool = False) -> str:
    message = json.dumps(sentence, ensure_ascii=False)[1:-1]  # otter puts it between quotes as it stands
    config = {"points": points, "hidden": hidden, "success_message": message, "failure_message": message}
    indented = "".join(f"    {line}" for line in body.splitlines(keepends=True))
    return CELL.format(config=json.dumps(config, ensure_ascii=False), number=number, body=indented)
