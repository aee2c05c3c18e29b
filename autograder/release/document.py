"""A homework as a sequence of blocks, from which the notebook and the .py file are written alike."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.model import AnswerQuestion, Assignment, FunctionQuestion, Question, Topic, WrittenQuestion
from autograder.reading.written import PLACEHOLDER, mark, written_answers
from autograder.release.code import answer_solved, answer_stub, solved, stub

if TYPE_CHECKING:
    from nbformat import NotebookNode

PART = re.compile(r"^<!--\s*question:\s*([\w\s]+?)\s*-->[ \t]*\n", re.MULTILINE)
IMPORTS = "import numpy as np\n"
SETUP = """\
# Run this cell first. It installs what the checks need where that is missing, and says so.
import importlib.util
import os

needed = {"numpy": "numpy", "otter": "otter-grader~=7.0"}
missing = [package for module, package in needed.items() if importlib.util.find_spec(module) is None]
if missing:
    import subprocess
    import sys

    print("Installing " + " and ".join(missing) + ": this takes a minute, once.")
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", *missing], check=True)
    importlib.invalidate_caches()

if not os.path.isdir("tests") and os.path.exists("ARCHIVE"):
    import zipfile

    print("Unpacking the checks.")
    with zipfile.ZipFile("ARCHIVE") as archive:
        for member in archive.namelist():
            name = member.partition("/")[2]
            if name == "public_checks.py" or name.startswith("tests/"):
                os.makedirs("tests", exist_ok=True)
                with open(name, "wb") as file:
                    file.write(archive.read(member))
elif not os.path.isdir("tests"):
    print("The checks are not here: put ARCHIVE beside this notebook and run this cell again.")

import otter

grader = otter.Notebook("NOTEBOOK" if os.path.exists("NOTEBOOK") else None)
"""


class StatementError(Exception):
    """A statement whose parts are not the topic's questions, each once and in order."""


@dataclass(frozen=True, slots=True)
class Markdown:
    """Text; with a `question`, the place of its written answer."""

    text: str
    question: WrittenQuestion | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """Code; with a `question`, its place. `notebook_only` where a .py file has no use for it, as for a check."""

    text: str
    question: FunctionQuestion | AnswerQuestion | None = None
    notebook_only: bool = False


Block = Markdown | Code


@dataclass(frozen=True, slots=True)
class Fill:
    """What stands in the places that students fill."""

    function: Callable[[FunctionQuestion], str] = stub
    answer: Callable[[AnswerQuestion], str] = answer_stub
    written: Callable[[WrittenQuestion], str] = lambda _: PLACEHOLDER


def solutions(assignment: Assignment) -> Fill:
    """Everything filled in as the solutions and the model answers have it."""
    model_answers = written_answers(topic.model_answers for topic in assignment.topics)
    return Fill(solved, answer_solved, lambda question: model_answers.get(question.id, PLACEHOLDER))


def parts(topic: Topic) -> tuple[str, list[tuple[tuple[Question, ...], str]]]:
    """The introduction of a topic's statement, and its parts with the questions of each. Raises StatementError."""
    by_id: Mapping[str, Question] = {question.id: question for question in topic.questions}
    introduction, *pieces = PART.split(topic.statement)
    ids = [piece.split() for piece in pieces[::2]]
    named, wanted = [name for group in ids for name in group], list(by_id)
    if named != wanted:
        raise StatementError(f"the statement of {topic.name} has parts for {named}, and its questions are {wanted}")
    return introduction.strip(), [
        (tuple(by_id[name] for name in group), text.strip()) for group, text in zip(ids, pieces[1::2], strict=True)
    ]


def document(assignment: Assignment, fill: Fill) -> list[Block]:
    """The homework: a head, then topic by topic the statement, the places to fill, and checks."""
    blocks: list[Block] = [
        Code(_setup(assignment), notebook_only=True),
        Markdown(f"# {assignment.title}\n\n{HOW_TO}"),
        Code(IMPORTS),
    ]
    for topic in assignment.topics:
        introduction, pieces = parts(topic)
        blocks.append(Markdown(introduction))
        for questions, text in pieces:
            blocks.append(Markdown(f"{text}\n\n*{_worth(questions)}*"))
            blocks.extend(_places(questions, fill))
    return blocks


def _setup(assignment: Assignment) -> str:
    archive, notebook = f"{assignment.name}-student.zip", f"{assignment.file_stem}.ipynb"
    return SETUP.replace("ARCHIVE", archive).replace("NOTEBOOK", notebook)


HOW_TO = """\
Fill in the functions and the answers below. Check them as often as you like: by the cells below each of them in the
notebook, by `python -m pytest` for the `.py` file. Checks see only a few things that every right answer has, and the
grade comes from cases that they do not show. Leave the names as they are, and leave the line with `answer:` on top of
each written answer.
"""


def _worth(questions: tuple[Question, ...]) -> str:
    points = sum(question.points for question in questions)
    return f"{points:g} point{'s' if points != 1 else ''}"


def _places(questions: tuple[Question, ...], fill: Fill) -> list[Block]:
    coded: list[Block] = []
    written: list[Block] = []
    for question in questions:
        match question:
            case FunctionQuestion():
                coded += [Code(fill.function(question), question), _check(question)]
            case AnswerQuestion():
                coded += [Code(fill.answer(question), question), _check(question)]
            case WrittenQuestion():
                written.append(Markdown(f"{mark(question.id)}\n\n{fill.written(question)}", question))
    return coded + written


def _check(question: FunctionQuestion | AnswerQuestion) -> Code:
    return Code(f'grader.check("{question.id}")\n', question, notebook_only=True)


def to_notebook(blocks: list[Block]) -> str:
    """A clean notebook of format 4.5: no outputs, cell ids by position, so the same homework gives the same text."""
    return clean_notebook([cell_of(block) for block in blocks])


def cell_of(block: Block) -> NotebookNode:
    """The cell of a notebook that a block becomes."""
    from nbformat.v4 import new_code_cell, new_markdown_cell  # megabytes, for those alone who write a notebook

    new = new_markdown_cell if isinstance(block, Markdown) else new_code_cell
    return new(block.text.strip())  # type: ignore[no-untyped-call, no-any-return]


def clean_notebook(cells: list[NotebookNode]) -> str:
    """The text of a notebook with these cells."""
    import nbformat  # here for the same reason

    for number, cell in enumerate(cells, 1):
        cell["id"] = f"cell-{number}"
    notebook = nbformat.v4.new_notebook(cells=cells)  # type: ignore[no-untyped-call]
    notebook["nbformat_minor"] = 5
    notebook["metadata"] = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    nbformat.validate(notebook)
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def to_script(blocks: list[Block]) -> str:
    """A .py file in the percent format, which editors show as cells."""
    texts = []
    for block in blocks:
        if isinstance(block, Markdown):
            lines = (f"# {line}".rstrip() for line in block.text.strip().split("\n"))
            texts.append("# %% [markdown]\n" + "\n".join(lines) + "\n")
        elif not block.notebook_only:
            texts.append(f"# %%\n{block.text.rstrip()}\n")
    return "\n".join(texts)
