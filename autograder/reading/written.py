"""Written answers, found by their marks.

A mark is the line `<!-- answer: ID -->`. It stands in the text itself, so it stays with an answer whose cell was
copied, moved, merged or split.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

MARK = re.compile(r"^[ \t]*<!--\s*answer:\s*(\w+)\s*-->", re.MULTILINE)
OPENING = "<!--"  # of a mark; most texts have none
PLACEHOLDER = "*Write your answer here.*"
MOST_CHARACTERS = 20_000


def mark(question: str) -> str:
    """The line that opens the answer to a question."""
    return f"<!-- answer: {question} -->"


def written_answers(texts: Iterable[str]) -> dict[str, str]:
    """The answers in Markdown cells, by question. An unanswered question gives an empty text.

    What stands under two marks of one question is joined; an answer that was only copied counts once.
    """
    found: dict[str, dict[str, None]] = {}
    for text in texts:
        if OPENING not in text:
            continue
        pieces = MARK.split(text)
        for question, piece in zip(pieces[1::2], pieces[2::2], strict=True):
            answer = piece.replace(PLACEHOLDER, "").strip()[:MOST_CHARACTERS]
            answers = found.setdefault(question, {})
            if answer:
                answers[answer] = None
    return {question: "\n\n".join(answers)[:MOST_CHARACTERS] for question, answers in found.items()}
