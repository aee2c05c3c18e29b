"""The audit of an assignment: every mistake of its bank and every right way, handed in and graded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from autograder.audit.oracles import available, disagreements
from autograder.audit.seeds import changed_verdicts
from autograder.audit.ways import A_LITTLE_WRONG, right_ways, scaled
from autograder.grades import Grade, QuestionGrade
from autograder.grading.prepared import Prepared
from autograder.grading.submissions import grade_entry
from autograder.handed_in import Entry, Student
from autograder.model import AnswerQuestion, FunctionQuestion, Question, WrittenQuestion
from autograder.release.code import answer_given, answer_solved, rewritten, solved
from autograder.release.document import Fill, document, to_script
from autograder.sandbox.slot import Slot


@dataclass(frozen=True, slots=True)
class Count:
    """How many of how many did as they should."""

    good: int
    all: int


@dataclass(frozen=True, slots=True)
class Row:
    """What was found about one question, and a sentence for everything that is not as it should be."""

    question: str
    caught: Count
    named: Count
    kept: Count
    oracles: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def audit(prepared: Prepared, slot: Slot, seeds: Sequence[int]) -> Iterator[Row]:
    """The rows of the audit, question by question; written questions have none."""
    assignment = prepared.assignment
    unstable = changed_verdicts(assignment, seeds)
    for question in assignment.questions:
        if isinstance(question, WrittenQuestion):
            continue
        if isinstance(question, FunctionQuestion):
            row = _audit_function(question, prepared, slot)
        else:
            row = _audit_answer(question, prepared, slot)
        yield replace(row, faults=(*row.faults, *unstable.get(question.id, ())))


def _audit_function(question: FunctionQuestion, prepared: Prepared, slot: Slot) -> Row:
    hand_in = partial(_hand_in, question, prepared, slot)
    topics = prepared.assignment.topics
    faults: list[str] = []
    caught = named = kept = 0
    bank = [row for topic in topics for row in topic.misconceptions if row.question == question.id]
    for row in bank:
        grade = hand_in(rewritten(question, row.variant))
        label = f"{question.id}: the mistake {row.label!r}"
        caught += _loses(question, grade, label, faults)
        named += _is_named(question, grade, row.label, label, faults)
    _loses(question, hand_in(scaled(question, A_LITTLE_WRONG)), f"{question.id}: scaled by {A_LITTLE_WRONG}", faults)
    ways = [
        (row.label, rewritten(question, row.variant))
        for t in topics
        for row in t.alternatives
        if row.question == question.id
    ]
    ways = [("the reference", solved(question)), *ways, *right_ways(question)]
    for label, code in ways:
        kept += _keeps(hand_in(code), f"{question.id}: the right way {label!r}", faults)
    derivatives = [row for topic in topics for row in topic.derivatives if row.question == question.id]
    for derivative in derivatives:
        faults += disagreements(derivative, prepared.functions[question.id].cases)
    oracles = tuple(oracle.name for oracle in available()) if derivatives else ()
    return Row(
        question.id, Count(caught, len(bank)), Count(named, len(bank)), Count(kept, len(ways)), oracles, tuple(faults)
    )


def _audit_answer(question: AnswerQuestion, prepared: Prepared, slot: Slot) -> Row:
    faults: list[str] = []
    caught = named = 0
    rows = [row for topic in prepared.assignment.topics for row in topic.wrong_answers if row.question == question.id]
    right = {answer.where: answer.value for answer in question.answers}
    for row in rows:
        label = f"{question.id}: the mistake {row.label!r}"
        if row.values.keys() - right.keys():
            faults.append(f"{label} speaks of places that are not asked for.")
            continue
        grade = _hand_in(question, prepared, slot, answer_given(question, {**right, **row.values}))
        caught += _loses(question, grade, label, faults)
        named += _is_named(question, grade, row.label, label, faults)
    kept = _keeps(
        _hand_in(question, prepared, slot, answer_solved(question)), f"{question.id}: the worked values", faults
    )
    counts = Count(caught, len(rows)), Count(named, len(rows)), Count(int(kept), 1)
    return Row(question.id, *counts, faults=tuple(faults))


def _hand_in(question: Question, prepared: Prepared, slot: Slot, code: str) -> Grade:
    """The grade of the solutions with other code for one question."""

    def pick(right: Callable[..., str]) -> Callable[..., str]:
        return lambda asked: code if asked.id == question.id else right(asked)

    text = to_script(document(prepared.assignment, Fill(pick(solved), pick(answer_solved))))
    return grade_entry(Entry(Student("audit", "Audit"), "audit.py", text.encode()), prepared, slot)


def _loses(question: Question, grade: Grade, what: str, faults: list[str]) -> bool:
    """Whether the question loses points, and no other does."""
    if grade.problem:
        faults.append(f"{what} was not graded: {grade.problem}")
        return False
    others = [one.id for one in _losing(grade) if one.id != question.id]
    if others:
        faults.append(f"{what} costs points elsewhere: {', '.join(others)}.")
    costs = any(one.id == question.id for one in _losing(grade))
    if not costs:
        faults.append(f"{what} costs nothing.")
    return costs and not others


def _is_named(question: Question, grade: Grade, label: str, what: str, faults: list[str]) -> bool:
    told = next((one.misconception for one in grade.questions if one.id == question.id), None)
    if told != label:
        faults.append(f"{what} is called {told!r}." if told else f"{what} is not named.")
    return told == label


def _keeps(grade: Grade, what: str, faults: list[str]) -> bool:
    if grade.problem:
        faults.append(f"{what} was not graded: {grade.problem}")
        return False
    losing = _losing(grade)
    for one in losing:
        why = next(case for case in one.cases if not case.is_right)
        faults.append(f"{what} loses points in {one.id}, case {why.name!r}: {why.finding.message}")
    return not losing


def _losing(grade: Grade) -> list[QuestionGrade]:
    return [one for one in grade.questions if one.kind != "written" and one.score < one.points - 1e-9]
