"""Grade what lies in ROOT/submission, and write ROOT/results/results.json: `python -m autograder.gradescope ROOT`.

Exit status: 0 the report has a score; 1 the grader failed, and the report says so.
"""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path

from autograder.gradebook.results import result_of
from autograder.gradescope.metadata import read_metadata
from autograder.gradescope.report import Report, failure, report_of
from autograder.gradescope.settings import Settings, from_json
from autograder.grading.prepared import prepare
from autograder.grading.submissions import grade_entry
from autograder.handed_in import Entry
from autograder.lms.claims import Claim, open_claim
from autograder.loading import load_assignment
from autograder.reading.containers import EMPTY, members
from autograder.sandbox.limits import LAYERS, Limits
from autograder.sandbox.slot import Slot

# A container has 768 MB by default (docs/troubleshooting.md), and is ended when it takes more.
LIMITS = Limits(memory_bytes=1 << 28)


def main(root: Path) -> int:
    """Leave a report, whatever happens; what is printed here is for instructors only."""
    try:
        report = grade(root, from_json((root / "source" / "settings.json").read_text(encoding="utf-8")))
    except Exception as error:  # a run must not end in a zero for a reason that we did not foresee
        traceback.print_exc(file=sys.stdout)
        report = failure(f"The grader itself failed ({type(error).__name__}); this is no fault of the submission.")
    write_report(root / "results" / "results.json", report)
    return 0 if "score" in report else 1


def grade(root: Path, settings: Settings) -> Report:
    """The report of the submission. Raises where the container is not as the vendor describes it."""
    assignment = load_assignment(settings.assignment)
    prepared = prepare(assignment)
    entry = open_entry(root, assignment.file_stem)
    with Slot(LIMITS, assignment.packages) as slot:
        result = result_of(grade_entry(entry, prepared, slot), assignment)
    missing = [layer for layer in LAYERS if layer not in result["isolation"]] if result["score"] is not None else []
    if missing:
        print(f"Student code was not fully isolated, for want of: {', '.join(missing)}.")  # noqa: T201
    return report_of(result, settings)


def open_entry(root: Path, stem: str) -> Entry:
    """The one file that counts of those handed in; of several the one called `stem`."""
    student, late = read_metadata(root / "submission_metadata.json")
    files = tuple((member.name, member) for member in members(root / "submission"))
    return open_claim(Claim(student, files, late), stem) if files else Entry(student, "", problem=EMPTY, late=late)


def write_report(path: Path, report: Report) -> None:
    """Put the report in place in one go: a run that is ended meanwhile leaves the one before."""
    new = path.with_suffix(".new")
    new.write_text(json.dumps(report, ensure_ascii=False, allow_nan=False), encoding="utf-8")
    new.replace(path)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
