"""Known wrong values of what is worked by hand, and what follows from what."""

from itertools import combinations

import pytest

from assignment import ASSIGNMENT
from autograder.bank import Where, WrongAnswer
from autograder.comparing.answers import accepts
from autograder.model import Answer, AnswerQuestion, FunctionQuestion, parameters_of

ANSWERS = {question.id: question for question in ASSIGNMENT.questions if isinstance(question, AnswerQuestion)}
FUNCTIONS = {question.id: question for question in ASSIGNMENT.questions if isinstance(question, FunctionQuestion)}
WRONG = [row for topic in ASSIGNMENT.topics for row in topic.wrong_answers]
each_row = pytest.mark.parametrize("row", WRONG, ids=lambda row: f"{row.question}: {row.label}")
FOLLOWING = [
    (question, answer) for question in ANSWERS.values() for answer in question.answers if answer.follows is not None
]


def right_values(question: AnswerQuestion) -> dict[Where, float | str]:
    """The right values of an answer by their places."""
    return {answer.where: answer.value for answer in question.answers}


def matches(got: float | str, wanted: float | str) -> bool:
    """Whether what a student wrote is taken for `wanted`."""
    if isinstance(got, str) or isinstance(wanted, str):
        return got == wanted
    return accepts(got, wanted)


def in_three_digits(value: float | str) -> float | str:
    """A value as it is written down when it was worked with pencil and paper."""
    return value if isinstance(value, str) else float(f"{value:.3g}")


def test_every_answer_has_wrong_values() -> None:
    """For every answer the bank knows two wrong values or more, in its own topic, under names of their own."""
    assert len({(row.question, row.label) for row in WRONG}) == len(WRONG)
    for topic in ASSIGNMENT.topics:
        assert {row.question for row in topic.wrong_answers} <= {question.id for question in topic.questions}
    for name in ANSWERS:
        assert sum(row.question == name for row in WRONG) >= 2, name


@each_row
def test_a_wrong_value_is_never_taken_for_the_right_one(row: WrongAnswer) -> None:
    """In each of its places a wrong value is not accepted, in full or rounded to three digits."""
    right = right_values(ANSWERS[row.question])
    assert row.values
    for where, value in row.values.items():
        assert not matches(value, right[where]), where
        assert not matches(in_three_digits(value), right[where]), where


@pytest.mark.parametrize("name", ANSWERS)
def test_wrong_values_are_told_apart(name: str) -> None:
    """Who hands in the values of one mistake, rounded to three digits, has not those of another."""
    right = right_values(ANSWERS[name])
    for one, other in combinations([row for row in WRONG if row.question == name], 2):
        for made, named in ((one, other), (other, one)):
            handed_in = {where: in_three_digits(made.values.get(where, value)) for where, value in right.items()}
            explained = {where: named.values.get(where, value) for where, value in right.items()}
            assert not all(matches(handed_in[where], explained[where]) for where in right), (made.label, named.label)


@pytest.mark.parametrize(("question", "answer"), FOLLOWING, ids=[str(answer.where) for _, answer in FOLLOWING])
def test_a_value_follows_from_those_before_it(question: AnswerQuestion, answer: Answer) -> None:
    """A rule asks for keys that stand before its own, and makes the right value of the right ones."""
    assert answer.follows is not None
    needed = parameters_of(answer.follows)
    assert needed
    assert set(needed) <= set(question.keys[: question.keys.index(str(answer.where))])
    right = right_values(question)
    assert answer.follows(*(right[key] for key in needed)) == pytest.approx(answer.value, rel=1e-12)


def test_the_table_follows_from_its_two_first_sums() -> None:
    """In the tree worked by hand all but the two inner sums follow from what comes before."""
    assert {str(answer.where) for _, answer in FOLLOWING} == {*ANSWERS["tree_backward"].keys} - {"s1", "s2"}


@pytest.mark.parametrize("name", ["W_updated", "cross_entropy_gradients", "regression_gradients"])
def test_an_answer_comes_from_its_function(name: str) -> None:
    """Called on the arguments of the handout, the function gives the values of the answer."""
    question = ANSWERS[name]
    assert question.by is not None
    result = FUNCTIONS[question.by.function].reference(*question.by.arguments)
    values = [float(answer.value) for answer in question.answers]
    assert [float(value) for row in result for value in getattr(row, "flat", [row])] == pytest.approx(values)
