"""Say why a name gave no value: most often it is there, and something before it stopped.

The text of the cells is only searched, never parsed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache

from autograder.comparing.calls import judge_failure
from autograder.grades import Finding, Verdict
from autograder.handed_in import Cell, Submission
from autograder.outcome import Ended, Failure, LoadFailure, Overran, Place, Raised, Undefined

IMPORT = re.compile(r"^\s*(?:import|from)\s+([A-Za-z_]\w{0,40})")
MOST_SEARCHED = 500_000  # characters
IMPORT_ERRORS = ("ImportError", "ModuleNotFoundError")


def explain_failure(
    name: str,
    failure: Failure,
    submission: Submission,
    load_failures: Sequence[LoadFailure],
    refused: Mapping[str, str],
) -> Finding:
    """The verdict on a name that gave no value. `refused` says why a module is not to be imported."""
    match failure:
        case Undefined():
            return _explain_missing(name, failure, submission, load_failures, refused)
        case Raised(exception, place) if exception in IMPORT_ERRORS:
            reason = _refusal(submission, place, refused)
            if reason:
                return Finding(Verdict.CRASHED, f"`{name}` stopped in {place}: {reason}", "Do without that import.")
        case Raised("NameError") if load_failures:
            before = _stopped(load_failures[0], submission, refused)
            what = f"{judge_failure(name, failure).message} Before that {before}"
            return Finding(Verdict.CRASHED, what, "Mend what stopped first, and run everything once from the top.")
    return judge_failure(name, failure)


def _explain_missing(
    name: str,
    failure: Undefined,
    submission: Submission,
    load_failures: Sequence[LoadFailure],
    refused: Mapping[str, str],
) -> Finding:
    """Name the cell that should have defined the name, where one is known."""
    definition = re.compile(rf"^[ \t]*(?:def[ \t]+{re.escape(name)}\b|{re.escape(name)}[ \t]*[:=,])", re.MULTILINE)
    cells = {cell.number: cell for cell in _searched(submission) if definition.search(cell.code)}
    suspects = [load_failure for load_failure in load_failures if load_failure.cell in cells]
    if suspects:
        # Of several statements of a .py file that failed, the one that would have defined the name.
        lines = (_line_at(submission, one.outcome.place) if isinstance(one.outcome, Raised) else "" for one in suspects)
        culprit = next((one for one, line in zip(suspects, lines, strict=True) if definition.match(line)), suspects[0])
        verdict = Verdict.TIMED_OUT if isinstance(culprit.outcome, Overran) else Verdict.CRASHED
        what = f"There is no `{name}`: {_stopped(culprit, submission, refused)}"
        return Finding(verdict, what, "Mend what stopped there, and run everything once from the top.")
    for number, cell in cells.items():
        if cell.code.lstrip().startswith("%%"):
            magic = re.match(r"%%\w{0,20}", cell.code.lstrip())
            shown = magic.group() if magic else "%%"
            what = f"`{name}` stands in cell {number}, which begins with {shown}: such cells are not run."
            return Finding(Verdict.MISSING, what, f"Take the line with {shown} out.")
    return judge_failure(name, failure)


def _stopped(failure: LoadFailure, submission: Submission, refused: Mapping[str, str]) -> str:
    """What happened to a cell, or to the file, while it was loaded."""
    where = f"cell {failure.cell}" if failure.cell else "your file"
    match failure.outcome:
        case Raised(exception, place):
            line = f" in line {place.line}" if place.line else ""
            reason = _refusal(submission, place, refused) if exception in IMPORT_ERRORS else None
            return f"{where} stopped{line}: {reason}" if reason else f"{where} stopped{line} with {exception}."
        case Ended():
            return f"{where} ended Python while it was loaded."
        case Overran(seconds):
            return f"{where} ran for more than {seconds:g} seconds."


def _refusal(submission: Submission, place: Place, refused: Mapping[str, str]) -> str | None:
    """Which module the line imports and why it may not, or nothing where the line is no plain import."""
    match = IMPORT.match(_line_at(submission, place))
    if match is None:
        return None
    module = match[1]
    if module == "numpy" or module in sys.stdlib_module_names:
        return None  # it is there: what was asked of it is not
    return f"`{module}` cannot be used: {refused.get(module, 'numpy and the standard library can')}."


def _line_at(submission: Submission, place: Place) -> str:
    """The text of a line of the student's, empty where there is none."""
    lines = next((_lines(cell.code) for cell in _searched(submission) if cell.number == place.cell), [])
    return lines[place.line - 1] if 0 < place.line <= len(lines) else ""


def _searched(submission: Submission) -> Sequence[Cell]:
    """The cells in which something is looked for: none where there is far more than a homework has."""
    return submission.cells if sum(len(cell.code) for cell in submission.cells) <= MOST_SEARCHED else ()


@lru_cache(maxsize=4)
def _lines(code: str) -> list[str]:
    """The lines of a cell, which is asked for as often as something in it fails."""
    return code.split("\n")
