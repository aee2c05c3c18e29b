"""Judge a value that was worked by hand: at the digits that the student wrote, or within one per cent."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal

from autograder.comparing.calls import KINDS, describe_shape
from autograder.model import Answer, AnswerQuestion, Finding, Verdict, Where
from autograder.outcome import Kind, Value

RELATIVE = 0.01
ABSOLUTE_AT_ZERO = 1e-8
FEWEST_DIGITS = 2


def accepts(got: float, wanted: float) -> bool:
    """Whether a number worked by hand is right.

    It is when it is `wanted` rounded to the digits that were written (two at least; either way when the next digit
    is a 5), or within one per cent of it. Zero has no digits and no per cent: it is met within 1e-8.
    """
    if not math.isfinite(got):
        return False
    if wanted == 0.0:
        return abs(got) <= ABSOLUTE_AT_ZERO
    if abs(got - wanted) <= RELATIVE * abs(wanted):
        return True
    written = Decimal(repr(got)).normalize()
    digits = max(len(written.as_tuple().digits), FEWEST_DIGITS)
    exact = Decimal(repr(wanted))
    half_a_unit = Decimal(5).scaleb(exact.adjusted() - digits)
    return abs(written - exact) <= half_a_unit


def judge_answers(question: AnswerQuestion, values: Sequence[Value]) -> dict[Where, Finding]:
    """The verdict on every answer of the question. `values` are those of its keys, or the one value without keys."""
    if question.keys:
        by_key: Mapping[str, Value] = dict(zip(question.keys, values, strict=True))
        return {a.where: _judge(a, f'{question.id}["{a.where}"]', by_key[str(a.where)]) for a in question.answers}
    (value,) = values
    if value.kind is Kind.NUMBERS and not question.is_text and (value.shape != question.shape or value.array is None):
        wanted, came = describe_shape(question.shape), describe_shape(value.shape)
        finding = Finding(Verdict.WRONG, f"{question.id}: wanted {wanted}, but {came} came.")
        return {answer.where: finding for answer in question.answers}
    return {answer.where: _judge(answer, name_of(question, answer), value) for answer in question.answers}


def name_of(question: AnswerQuestion, answer: Answer) -> str:
    """How people read the place of an answer: W[0, 1], tree["s1"], or the variable alone."""
    if isinstance(answer.where, str):
        return answer.where
    return f"{question.id}[{', '.join(map(str, answer.where))}]" if answer.where else question.id


def _judge(answer: Answer, name: str, value: Value) -> Finding:
    if value.kind is Kind.NOTHING:
        return Finding(Verdict.NOT_ATTEMPTED, f"{name} is not answered yet.")
    if value.kind is Kind.ABSENT:
        return Finding(Verdict.MISSING, f"There is no {name} in your answer.")
    if isinstance(answer.value, str):
        if value.kind is not Kind.TEXT:
            return Finding(Verdict.WRONG, f"{name}: wanted a text in quotes, but {KINDS[value.kind]} came.")
        right = value.text.strip().upper() == answer.value.upper()
    else:
        if value.kind is not Kind.NUMBERS:
            return Finding(Verdict.WRONG, f"{name}: wanted a number, but {KINDS[value.kind]} came.")
        if value.array is None or (value.shape and isinstance(answer.where, str)):
            return Finding(Verdict.WRONG, f"{name}: wanted a single number, but {describe_shape(value.shape)} came.")
        index = answer.where if isinstance(answer.where, tuple) else ()
        right = accepts(float(value.array[index]), answer.value)
    return Finding(Verdict.CORRECT, "Right.") if right else Finding(Verdict.WRONG, f"{name} is not right.")
