"""Faults of an assignment that would make grades wrong: each is refused with a sentence before anything is graded."""

from __future__ import annotations

from collections.abc import Container, Sequence

from autograder.bank import Misconception, WrongAnswer
from autograder.grading.variants import prerequisites
from autograder.model import AnswerQuestion, Assignment, parameters_of


def refuse_faults(assignment: Assignment) -> None:
    """Raise ValueError for names that come twice or that nothing has, and for points and shares out of bounds."""
    _refuse_doubles("question", [question.id for question in assignment.questions])
    functions = assignment.functions
    answers = {question.id: question for question in assignment.questions if isinstance(question, AnswerQuestion)}
    for function in functions.values():
        _refuse_doubles(f"case of {function.id}", [case.name for case in function.cases])
        if any(case.points < 0 for case in function.cases):
            raise ValueError(f"a case of {function.id} has less than 0 points")
        _refuse_strangers(f"{function.id} builds on", function.prerequisites, functions)
    for function in functions.values():
        if function.id in prerequisites(function, functions):
            raise ValueError(f"{function.id} builds on itself, by way of its prerequisites")
    for answer in answers.values():
        _refuse_strangers(f"{answer.id} is worked by", [answer.by.function] if answer.by else [], functions)
        for position, one in enumerate(answer.answers):
            names = parameters_of(one.follows) if one.follows else ()
            _refuse_strangers(f"{answer.id}[{one.where!r}] follows from", names, answer.keys[:position])
    for topic in assignment.topics:
        rows: list[Misconception | WrongAnswer] = [*topic.misconceptions, *topic.wrong_answers]
        named = [(row.question, row.label, row.share) for row in rows]
        _refuse_doubles(f"mistake in {topic.name}", [f"{question}: {label}" for question, label, _ in named])
        _refuse_strangers("misconceptions are of", [row.question for row in topic.misconceptions], functions)
        _refuse_strangers("wrong answers are of", [row.question for row in topic.wrong_answers], answers)
        _refuse_strangers("alternatives are of", [row.question for row in topic.alternatives], functions)
        _refuse_strangers("derivatives are of", [row.question for row in topic.derivatives], functions)
        for question, label, share in named:
            if not 0 <= share < 1:
                raise ValueError(f"the mistake {label!r} of {question} leaves a share of {share}: wanted 0 to below 1")


def _refuse_doubles(what: str, names: Sequence[str]) -> None:
    doubles = sorted({name for name in names if names.count(name) > 1})
    if doubles:
        raise ValueError(f"every {what} needs a name of its own; these come twice: {', '.join(doubles)}")


def _refuse_strangers(what: str, names: Sequence[str], known: Container[str]) -> None:
    strange = sorted(name for name in names if name not in known)
    if strange:
        raise ValueError(f"{what} what is not there, or not before it: {', '.join(strange)}")
