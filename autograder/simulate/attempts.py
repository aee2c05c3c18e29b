"""What a make-believe class hands in: drawn from the solutions, with mistakes that students really make."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autograder.bank import Misconception
from autograder.model import AnswerQuestion, Assignment, FunctionQuestion, WrittenQuestion
from autograder.reading.written import PLACEHOLDER
from autograder.release.code import answer_given, answer_stub, rewritten, stub
from autograder.release.document import Fill, document, solutions, to_notebook, to_script

MISTAKEN, UNFINISHED, CRASHING = 0.12, 0.03, 0.02  # of the functions
WRONG, OPEN = 0.10, 0.05  # of the answers
SILENT = 0.15  # of the written answers
GIVING_UP = 0.1  # of the students: they hand in nothing beyond some topic


def submissions(assignment: Assignment, size: int, seed: int) -> Iterator[tuple[str, str]]:
    """Suffix and text of `size` distinct submissions, notebooks and .py files in turn; the first two are all right."""
    rng = np.random.default_rng(seed)
    seen: set[str] = set()
    while len(seen) < size:
        suffix = (".ipynb", ".py")[len(seen) % 2]
        fill = solutions(assignment) if len(seen) < 2 else _attempt(assignment, rng)
        blocks = document(assignment, fill)
        text = to_notebook(blocks) if suffix == ".ipynb" else to_script(blocks)
        if text not in seen:
            seen.add(text)
            yield suffix, text


def _attempt(assignment: Assignment, rng: np.random.Generator) -> Fill:
    """What one student hands in: mostly right, with mistakes out of the bank and gaps."""
    right = solutions(assignment)
    known: dict[str, list[Misconception]] = {}
    for topic in assignment.topics:
        for misconception in topic.misconceptions:
            known.setdefault(misconception.question, []).append(misconception)
    topics = len(assignment.topics)
    reach = rng.integers(1, topics) if topics > 1 and rng.random() < GIVING_UP else topics
    reached = {question.id for topic in assignment.topics[:reach] for question in topic.questions}

    def function(question: FunctionQuestion) -> str:
        chance = rng.random()
        if question.id not in reached or chance < UNFINISHED:
            return stub(question)
        if chance < UNFINISHED + CRASHING:
            return stub(question).replace("NotImplementedError", "RuntimeError")
        if chance < UNFINISHED + CRASHING + MISTAKEN and question.id in known:
            return rewritten(question, known[question.id][rng.integers(len(known[question.id]))].variant)
        return right.function(question)

    def answer(question: AnswerQuestion) -> str:
        chance = rng.random()
        if question.id not in reached or chance < OPEN:
            return answer_stub(question)
        if chance < OPEN + WRONG and not question.is_text:
            return answer_given(question, {a.where: -2 * float(a.value) + 0.1 for a in question.answers})
        return right.answer(question)

    def written(question: WrittenQuestion) -> str:
        silent = question.id not in reached or rng.random() < SILENT
        return PLACEHOLDER if silent else right.written(question)

    return Fill(function, answer, written)
