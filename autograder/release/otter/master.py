"""The master notebook, in the format of Otter Assign: statements, places with their solutions, and tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.grading.prepared import Prepared
from autograder.model import Assignment, WrittenQuestion
from autograder.release.checks import public_sentences
from autograder.release.document import Block, Code, Fill, cell_of, clean_notebook, document, solutions
from autograder.release.otter.judge import MODULES
from autograder.release.otter.tests import hidden_tests, public_tests

if TYPE_CHECKING:
    from nbformat import NotebookNode as Cell

CONFIG = """\
# ASSIGNMENT CONFIG
init_cell: false
tests:
    files: true
    ok_format: false
files:
    - public_checks.py
autograder_files: {modules}
requirements:
    - numpy
run_tests: false
export_cell:
    pdf: false
    run_tests: false
    instructions: >-
        In Colab, download the notebook itself (*File*, *Download*) and hand that in; this cell works elsewhere.
"""
SOLUTION = """\
# BEGIN SOLUTION NO PROMPT
{solution}
# END SOLUTION
r''' # BEGIN PROMPT
{stub}
''' # END PROMPT"""


def master_notebook(assignment: Assignment, prepared: Prepared) -> str:
    """The text of the master notebook."""
    sentences = public_sentences(assignment)
    cells = [_raw(CONFIG.format(modules=list(MODULES)))]
    for stub, right in zip(document(assignment, Fill()), document(assignment, solutions(assignment)), strict=True):
        if stub.question is None:
            cells.append(cell_of(stub))
        elif isinstance(stub.question, WrittenQuestion):
            cells += _marked_by_a_person(stub.question, stub, right)
        elif not (isinstance(stub, Code) and stub.notebook_only):  # a check: otter puts it there itself
            public = public_tests(stub.question.id, sentences[stub.question.id])
            hidden = hidden_tests(stub.question, prepared, len(public) + 1)
            cells += _tested(stub.question.id, stub, right, [*public, *hidden])
    return clean_notebook(cells)


def _marked_by_a_person(question: WrittenQuestion, stub: Block, right: Block) -> list[Cell]:
    head = f"name: {question.id}\nmanual: true\npoints: {question.points:g}\n"
    return _block("QUESTION", [*_block("PROMPT", [cell_of(stub)]), *_block("SOLUTION", [cell_of(right)])], head)


def _tested(question: str, stub: Block, right: Block, tests: list[str]) -> list[Cell]:
    both = Code(SOLUTION.format(solution=right.text.strip(), stub=stub.text.strip()))
    place = _block("SOLUTION", [cell_of(both)])
    return _block(
        "QUESTION", [*place, *_block("TESTS", [cell_of(Code(test)) for test in tests])], f"name: {question}\n"
    )


def _block(kind: str, cells: list[Cell], config: str = "") -> list[Cell]:
    return [_raw(f"# BEGIN {kind}\n{config}"), *cells, _raw(f"# END {kind}")]


def _raw(text: str) -> Cell:
    from nbformat.v4 import new_raw_cell  # megabytes, for those alone who write a notebook

    return new_raw_cell(text.strip())  # type: ignore[no-untyped-call, no-any-return]
