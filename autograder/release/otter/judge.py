"""The judgement of a hidden test under Otter: the engine's own rules, in the process of the student's notebook.

It travels in the zip for Otter together with MODULES, the parts of the engine that it leans on; numpy is all that they
need. A function is called as the sandbox calls it, and its values are taken, compared and judged by the same code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.bank import Where
from autograder.comparing.answers import judge_answers
from autograder.comparing.calls import Wanted, judge_call, judge_failure
from autograder.grades import Finding, Verdict
from autograder.model import Answer, AnswerQuestion, Arguments, Case, FunctionQuestion, Tolerance
from autograder.outcome import Kind, Outcome, Place, Raised, Returned, Undefined, Value
from autograder.sandbox.inside.cells import builtin_name
from autograder.sandbox.inside.student import changed, split, to_value

MODULES = (
    "autograder/__init__.py",
    "autograder/bank.py",
    "autograder/comparing/__init__.py",
    "autograder/comparing/answers.py",
    "autograder/comparing/calls.py",
    "autograder/grades.py",
    "autograder/handed_in.py",
    "autograder/model.py",
    "autograder/outcome.py",
    "autograder/release/__init__.py",
    "autograder/release/otter/__init__.py",
    "autograder/release/otter/judge.py",
    "autograder/sandbox/__init__.py",
    "autograder/sandbox/inside/__init__.py",
    "autograder/sandbox/inside/cells.py",
    "autograder/sandbox/inside/inert.py",
    "autograder/sandbox/inside/student.py",
    "autograder/sandbox/wire.py",
)
MOST_NUMBERS = 10_000_000  # that a value may have to be looked at
SOMEWHERE = Place(0, 0)


def assert_called(
    env: Mapping[str, Any],
    reference: Callable[..., tuple[Any, ...]],
    returns: tuple[str, ...],
    arguments: Arguments,
    *,
    rtol: float,
    atol: float,
    calls: int,
) -> None:
    """Call the student's function and raise an AssertionError with the engine's sentence unless it is right.

    `reference` stands for the real one: it has its name and its parameters, and knows the values of this case.
    """
    question = FunctionQuestion(reference, returns, ())
    case = Case("", lambda _: arguments, tolerance=Tolerance(rtol, atol), calls=calls)
    arrays = [np.asarray(value, dtype=np.float64) for value in reference(*arguments)]
    wanted = [Wanted(array, case.tolerance.around(array)) for array in arrays]
    outcome = _call(env, question, case, arguments)
    if isinstance(outcome, Returned):
        _insist(judge_call(question, case, wanted, outcome))
    else:
        _insist(judge_failure(question.id, outcome))


def assert_answered(
    env: Mapping[str, Any], name: str, shape: tuple[int, ...], where: Where, value: float | str
) -> None:
    """Raise an AssertionError with the engine's sentence unless this value of an answer is right."""
    question = AnswerQuestion(name, shape, (Answer(where, value, 0.0),))
    if name not in env:
        _insist(judge_failure(name, Undefined(exists=False)))
    try:
        values = _look_up(env[name], question)
    except BaseException as error:  # an object may do anything when numpy asks what it is
        _insist(judge_failure(name, Raised(builtin_name(error), SOMEWHERE, inside=False)))
    else:
        _insist(judge_answers(question, values)[where])


def _insist(finding: Finding) -> None:
    if finding.verdict is not Verdict.CORRECT:
        raise AssertionError(finding.message)


def _call(env: Mapping[str, Any], question: FunctionQuestion, case: Case, arguments: Arguments) -> Outcome:
    function = env.get(question.id)
    if not callable(function):
        return Undefined(exists=question.id in env)
    arrays = [argument for argument in arguments if isinstance(argument, np.ndarray)]
    places = iter(range(len(arrays)))
    described = [(is_array := isinstance(each, np.ndarray), next(places) if is_array else each) for each in arguments]
    try:
        for _ in range(case.calls):
            given = [each.copy() if isinstance(each, np.ndarray) else each for each in arguments]
            result = function(*given)
        values = split(result, len(question.returns))
        if len(values) != len(question.returns):
            return Returned(len(values), (), {})
        taken = tuple(to_value(value, MOST_NUMBERS) for value in values)
        return Returned(len(values), taken, changed(given, described, arrays, MOST_NUMBERS))
    except BaseException as error:  # an exit would take the whole notebook along
        return Raised(builtin_name(error), SOMEWHERE, inside=False)


def _look_up(value: Any, question: AnswerQuestion) -> list[Value]:
    if not question.keys:
        return [to_value(value, MOST_NUMBERS)]
    if isinstance(value, dict):
        return [to_value(value[key], MOST_NUMBERS) if key in value else Value(Kind.ABSENT) for key in question.keys]
    return [Value(Kind.NOTHING if value is None or value is ... else Kind.OTHER)]
