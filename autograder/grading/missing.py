"""Say why a name is missing from a submission: it is often there, in a cell that did not run."""

from __future__ import annotations

import re
from collections.abc import Sequence

from autograder.comparing.calls import judge_failure
from autograder.model import Finding, Submission, Verdict
from autograder.outcome import Ended, LoadFailure, Overran, Raised, Undefined


def explain_missing(name: str, outcome: Undefined, submission: Submission, failures: Sequence[LoadFailure]) -> Finding:
    """The verdict on a question whose name is undefined, with the cell that should have defined it where one is known.

    The text of the cells is only searched, never parsed.
    """
    definition = re.compile(rf"^[ \t]*(?:def[ \t]+{re.escape(name)}\b|{re.escape(name)}[ \t]*[:=,])", re.MULTILINE)
    cells = {cell.number: cell for cell in submission.cells if definition.search(cell.code)}
    for failure in failures:
        if failure.cell in cells:
            return _failed(name, failure)
    for number, cell in cells.items():
        if cell.code.lstrip().startswith("%%"):
            magic = re.match(r"%%\w*", cell.code.lstrip())
            shown = magic.group()[:20] if magic else "%%"
            sentence = f"`{name}` stands in cell {number}, which begins with {shown}: such cells are not run."
            return Finding(Verdict.MISSING, sentence)
    return judge_failure(name, outcome)


def _failed(name: str, failure: LoadFailure) -> Finding:
    where = f"cell {failure.cell}, where it should be defined," if failure.cell else "your file"
    match failure.outcome:
        case Raised(exception, place):
            line = f" in line {place.line}" if place.line else ""
            return Finding(Verdict.CRASHED, f"There is no `{name}`: {where} stopped with {exception}{line}.")
        case Ended():
            return Finding(Verdict.CRASHED, f"There is no `{name}`: {where} ended Python while it was loaded.")
        case Overran(seconds):
            return Finding(Verdict.TIMED_OUT, f"There is no `{name}`: {where} ran for more than {seconds:g} seconds.")
