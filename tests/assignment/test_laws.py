"""The public laws: each holds for the solutions, says so in one sentence, and reaches the student whole."""

import inspect

import numpy as np
import pytest

from assignment import ASSIGNMENT
from autograder.model import FunctionQuestion, Law
from autograder.release import runner

FUNCTIONS = {question.id: question for question in ASSIGNMENT.questions if isinstance(question, FunctionQuestion)}
LAWS = [(question, law) for question in FUNCTIONS.values() for law in question.laws]
each_law = pytest.mark.parametrize(("question", "law"), LAWS, ids=[law.__name__ for _, law in LAWS])


def test_every_function_has_laws() -> None:
    """Every function has a public law."""
    assert all(question.laws for question in FUNCTIONS.values())


@each_law
def test_a_law_holds_for_the_solutions(question: FunctionQuestion, law: Law) -> None:
    """A law holds for the references."""
    law(*(FUNCTIONS[name].reference for name in inspect.signature(law).parameters))


@each_law
def test_a_law_says_what_it_is_about(question: FunctionQuestion, law: Law) -> None:
    """The docstring is one line and one sentence; the parameters are functions, the question's own first."""
    sentence = law.__doc__ or ""
    assert sentence.strip() == sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert sentence[0].isupper()
    parameters = list(inspect.signature(law).parameters)
    assert parameters[0] == question.id
    assert set(parameters) <= FUNCTIONS.keys()


@each_law
def test_a_law_can_fail(question: FunctionQuestion, law: Law) -> None:
    """A function that returns nonsense of no shape breaks the law."""

    def nonsense(*_arguments: object) -> object:
        return np.full((7, 7, 7), np.nan)

    references = (FUNCTIONS[name].reference for name in list(inspect.signature(law).parameters)[1:])
    before = f"{law.__name__} does not see nonsense"
    try:
        law(nonsense, *references)
    except (AssertionError, ValueError, TypeError, IndexError):
        return
    if not law.__name__.endswith(("_inputs", "_alone", "_its_inputs")):  # they look at the arguments alone
        pytest.fail(before)


def test_names_do_not_collide_in_the_students_file() -> None:
    """All laws and helpers stand in one file: no two share a name, nor take one of the runner's or a function's."""
    laws = dict.fromkeys(law for _, law in LAWS)
    names = [function.__name__ for function in (*laws, *ASSIGNMENT.law_helpers)]
    taken = {name for name in vars(runner) if not name.startswith("__")} | FUNCTIONS.keys() | {"QUESTIONS"}
    assert len(set(names)) == len(names)
    assert not taken & set(names)


@pytest.mark.parametrize("question", FUNCTIONS.values(), ids=FUNCTIONS)
def test_sentences_of_a_question_differ(question: FunctionQuestion) -> None:
    """A check is found by its sentence, so no two of a question have the same one."""
    sentences = [(law.__doc__ or "").strip() for law in question.laws]
    assert len(set(sentences)) == len(sentences)
