"""Judge a value that was worked by hand: at the digits that the student wrote, or within one per cent."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from autograder.bank import Where
from autograder.comparing.calls import KINDS, describe_shape
from autograder.grades import Finding, Verdict
from autograder.model import Answer, AnswerQuestion
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
    with np.errstate(over="ignore"):
        in_single = np.float32(got)
    written = Decimal(str(in_single if float(in_single) == got else got)).normalize()
    digits = max(len(written.as_tuple().digits), FEWEST_DIGITS)
    exact = Decimal(repr(wanted))
    half_a_unit = Decimal(5).scaleb(exact.adjusted() - digits)
    return abs(written - exact) <= half_a_unit


def judge_form(question: AnswerQuestion, values: Sequence[Value]) -> dict[Where, Finding | None]:
    """What is wrong with the form of every answer (open, no number, another shape), and None where nothing is.

    `values` are those of the question's keys, or the one value of the variable where it has none.
    """
    if question.keys:
        by_key = dict(zip(question.keys, values, strict=True))
        return {a.where: _form(question, name_of(question, a), (), by_key[str(a.where)]) for a in question.answers}
    (value,) = values
    form = _form(question, question.id, question.shape, value)
    return {answer.where: form for answer in question.answers}


def judge_answers(question: AnswerQuestion, values: Sequence[Value]) -> dict[Where, Finding]:
    """The verdict on every answer of the question; `values` as for `judge_form`."""
    by_key = dict(zip(question.keys, values, strict=True)) if question.keys else {}
    findings = {}
    for (where, form), answer in zip(judge_form(question, values).items(), question.answers, strict=True):
        value = by_key[where] if isinstance(where, str) else values[0]
        findings[where] = form or _judge(question, answer, value)
    return findings


def name_of(question: AnswerQuestion, answer: Answer) -> str:
    """How people read the place of an answer: W[0, 1], table["a"], or the variable alone."""
    if isinstance(answer.where, str):
        return f'{question.id}["{answer.where}"]'
    return f"{question.id}[{', '.join(map(str, answer.where))}]" if answer.where else question.id


def _form(question: AnswerQuestion, name: str, shape: tuple[int, ...], value: Value) -> Finding | None:
    if value.kind is Kind.NOTHING:
        return Finding(Verdict.NOT_ATTEMPTED, f"{name} is not answered yet.", "Put your result in place of None.")
    if value.kind is Kind.ABSENT:
        return Finding(Verdict.MISSING, f"There is no {name}.", "Add it, and give it a value.")
    kind, words = (Kind.TEXT, "a text in quotes") if question.is_text else (Kind.NUMBERS, describe_shape(shape))
    if value.kind is not kind:
        what = f"{name}: wanted {words}, but {KINDS[value.kind]} came."
        return Finding(Verdict.WRONG, what, "Assign the value itself, and not a function or a sentence about it.")
    if kind is Kind.NUMBERS and (value.shape != shape or value.array is None):
        what = f"{name}: wanted {words}, but {describe_shape(value.shape)} came."
        return Finding(Verdict.WRONG, what, "Look how many numbers are asked for, and how they are arranged.")
    return None


def value_at(question: AnswerQuestion, answer: Answer, value: Value) -> float | str | None:
    """The number or the text that stands at the place of an answer; None where its form is wrong.

    `value` is that of the answer's key, or the one of the variable.
    """
    keyed = isinstance(answer.where, str)
    if _form(question, "", () if keyed else question.shape, value) is not None:
        return None
    if question.is_text:
        return value.text
    index = answer.where if isinstance(answer.where, tuple) else ()
    return None if value.array is None else float(value.array[index])


def text_agrees(got: str, wanted: str) -> bool:
    """Whether a text is the one wanted: c, e, d is as good as CED."""
    return re.sub(r"\W", "", got).upper() == wanted.upper()


def _judge(question: AnswerQuestion, answer: Answer, value: Value) -> Finding:
    got = value_at(question, answer, value)
    if isinstance(answer.value, str):
        right = isinstance(got, str) and text_agrees(got, answer.value)
    else:
        right = isinstance(got, float) and accepts(got, answer.value)
    name = name_of(question, answer)
    if right:
        return Finding(Verdict.CORRECT, "Right.")
    advice = "Work it out once more, step by step, and write three digits or more."
    return Finding(Verdict.WRONG, f"{name} is not right.", advice)
