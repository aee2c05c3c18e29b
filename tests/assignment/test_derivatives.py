"""The references against three oracles that know no backpropagation of ours: complex steps, autograd, differences."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import autograd
import autograd.numpy
import numpy as np
import pytest

from assignment import ASSIGNMENT
from autograder.bank import Derivative
from autograder.comparing.calls import agrees
from autograder.grading.prepared import Prepared, PreparedCase
from autograder.model import FunctionQuestion, Numbers
from solutions.quadratic import quadratic_gradient

QUESTIONS = [question for question in ASSIGNMENT.questions if isinstance(question, FunctionQuestion)]
DERIVATIVES = [derivative for topic in ASSIGNMENT.topics for derivative in topic.derivatives]
each_derivative = pytest.mark.parametrize("derivative", DERIVATIVES, ids=lambda derivative: derivative.question)
FLAT = {q.id for q in QUESTIONS if not all(case.tolerance.atol for case in q.cases)}
Function = Callable[[Any], Any]


def function_at(derivative: Derivative, ready: PreparedCase, position: int, xp: Any = np) -> tuple[Function, Numbers]:
    """What is differentiated, as a function of the argument at one position alone, and that argument."""
    arguments: list[Any] = [a if isinstance(a, str) else np.asarray(a, dtype=np.float64) for a in ready.arguments]

    def function(value: Any) -> Any:
        return derivative.function(xp, *arguments[:position], value, *arguments[position + 1 :])

    return function, arguments[position]


def by_entries(function: Function, at: Numbers, elementwise: bool, along: Callable[[Function, Any], Any]) -> Numbers:
    """The derivative by every entry of `at`, when `along` differentiates along a direction."""
    if elementwise:
        return np.asarray(along(function, np.ones(at.shape)))
    columns = []
    for where in np.ndindex(at.shape):
        direction = np.zeros(at.shape)
        direction[where] = 1
        columns.append(np.asarray(along(function, direction)))
    return np.stack(columns, axis=-1).reshape(columns[0].shape + at.shape)


def by_complex_steps(derivative: Derivative, ready: PreparedCase, position: int) -> Numbers:
    """The imaginary part after a step that is too small to round anything."""
    function, at = function_at(derivative, ready, position)
    return by_entries(function, at, derivative.elementwise, lambda f, v: np.imag(f(at + 1e-200j * v)) / 1e-200)


def by_differences(derivative: Derivative, ready: PreparedCase, position: int, step: float = 1e-6) -> Numbers:
    """Central differences."""
    function, at = function_at(derivative, ready, position)

    def along(f: Function, v: Numbers) -> Any:
        return (f(at + step * v) - f(at - step * v)) / (2 * step)

    return by_entries(function, at, derivative.elementwise, along)


def by_autograd(derivative: Derivative, ready: PreparedCase, position: int) -> Numbers:
    """The automatic differentiation of HIPS autograd."""
    function, at = function_at(derivative, ready, position, autograd.numpy)
    how = autograd.elementwise_grad if derivative.elementwise else autograd.jacobian
    return np.asarray(how(function)(at))


def farthest(oracle: Callable[..., Numbers], derivative: Derivative, cases: Sequence[PreparedCase]) -> float:
    """How far the reference is from an oracle at most, relative to the largest entry of each array."""
    distances = []
    for ready in cases:
        for wanted, position in zip(ready.wanted, derivative.positions, strict=True):
            found = oracle(derivative, ready, position)
            assert found.shape == wanted.array.shape
            distances.append(float(np.abs(found - wanted.array).max() / np.abs(wanted.array).max()))
    return max(distances)


def test_every_gradient_has_a_derivative() -> None:
    """Every gradient but that of the quadratic model, which is taken by what is no argument, says of what it is one."""
    gradients = {question.id for question in QUESTIONS if re.search("grad|backward|jacobian", question.id)}
    steps = {"gradient_step", "gradient_descent_update"}
    assert {d.question for d in DERIVATIVES} == gradients - steps - {"quadratic_gradient"}
    assert len(DERIVATIVES) == len({d.question for d in DERIVATIVES})
    assert len(FLAT) == 6


@each_derivative
def test_the_reference_agrees_with_complex_steps(derivative: Derivative, runs: list[Prepared]) -> None:
    """In every case, the flat ones too, the reference is what a complex step finds, to eleven digits."""
    for run in runs[:3]:
        assert farthest(by_complex_steps, derivative, run.functions[derivative.question].cases) < 1e-11


@each_derivative
def test_the_reference_agrees_with_autograd(derivative: Derivative, runs: list[Prepared]) -> None:
    """In every case, the flat ones too, the reference is what automatic differentiation finds, to eleven digits."""
    for run in runs[:3]:
        assert farthest(by_autograd, derivative, run.functions[derivative.question].cases) < 1e-11


@each_derivative
def test_the_reference_agrees_with_differences(derivative: Derivative, runs: list[Prepared]) -> None:
    """Where nothing is flat, the reference is what a central difference finds."""
    for run in runs[:3]:
        cases = [ready for ready in run.functions[derivative.question].cases if ready.case.tolerance.atol]
        assert farthest(by_differences, derivative, cases) < 1e-3


@pytest.mark.parametrize("derivative", [d for d in DERIVATIVES if d.question in FLAT], ids=lambda d: d.question)
def test_no_difference_passes_where_it_is_flat(derivative: Derivative, runs: list[Prepared]) -> None:
    """In a flat case central differences are wrong, whatever their step."""
    for run in runs[:3]:
        (ready,) = (ready for ready in run.functions[derivative.question].cases if not ready.case.tolerance.atol)
        for step in np.logspace(-9, 1, 61):
            with np.errstate(all="ignore"):
                found = [by_differences(derivative, ready, position, step) for position in derivative.positions]
            assert not all(map(agrees, found, ready.wanted)), step


def test_the_quadratic_gradient_is_one_by_the_parameters(runs: list[Prepared]) -> None:
    """Moving one parameter moves the prediction as the reference says."""
    for ready in runs[0].functions["quadratic_gradient"].cases:
        x1, x2 = (float(x) for x in ready.arguments)

        def prediction(w: Numbers, x1: float = x1, x2: float = x2) -> Any:
            return w[0] + w[1] * x1 + w[2] * x2 + w[3] * x1**2

        slopes = [np.imag(prediction(1e-200j * direction)) / 1e-200 for direction in np.eye(4)]
        assert quadratic_gradient(*ready.arguments) == pytest.approx(slopes, rel=1e-12)
