"""What an instructor uploads after a run: a function of the run, the download and the gradebook."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.feedback.text import harmless, render_text
from autograder.gradebook.names import file_stem
from autograder.gradebook.table import FORMULA_SIGNS
from autograder.lms.claims import Claim
from autograder.lms.download import Course
from autograder.lms.outcomes import Outcome, result_of
from autograder.lms.sheet import Sheet, fill, locked, number_of
from autograder.lms.system import Handed
from autograder.zips import write_zip

GRADEBOOK, ZIP, STEPS = "gradebook.csv", "graded.zip", "next_steps.txt"
MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class HandBack:
    """What to do next, and what an instructor must look at, each in a sentence on one line."""

    steps: tuple[str, ...]
    remarks: tuple[str, ...]


def hand_back(folder: Path, course: Course, outcomes: Sequence[Outcome], warning: str = "") -> HandBack:
    """Write graded.zip, the gradebook where there is one, and next_steps.txt into the folder of a run. Raises OSError.

    `outcomes` are those of the claims that came to be graded, in their order. A `warning` opens the next steps in the
    file.

    A submission without a score changes no cell. Where two submissions lead to one student, that student gets neither
    score nor feedback.
    """
    shared = _shared(course, outcomes)
    remarks = [*_ignored(course), *course.download.notes, *_about_shared(course, outcomes, shared)]
    gradebook, title = None, ""
    if course.sheet is not None:
        gradebook, title = GRADEBOOK, course.sheet.title
        remarks += _fill_gradebook(folder, course, course.sheet, outcomes, shared)
    elif course.system.fresh is not None:
        gradebook = GRADEBOOK
        rows = course.system.fresh([(one.claim, one.mark) for one in outcomes if one.mark is not None])
        with (folder / GRADEBOOK).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\r\n").writerows(rows)
    remarks += [*_about_scores(outcomes), *_write_feedback(folder, course, outcomes, shared)]
    steps = course.system.next_steps(Handed(ZIP, gradebook, title))
    done = HandBack(tuple(map(harmless, steps)), tuple(map(harmless, remarks)))
    lines = filter(None, [warning, *done.steps, *done.remarks])
    (folder / STEPS).write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return done


def _ignored(course: Course) -> Iterator[str]:
    names = sorted(course.download.ignored)
    if names:
        more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
        yield f"Not submissions: {', '.join(names[:MOST_LISTED])}{more}"


def _shared(course: Course, outcomes: Sequence[Outcome]) -> set[str]:
    """The students to whom more than one submission leads, in an LMS that takes something back."""
    if course.system.open_sheet is None:
        return set()
    leading = Counter(key for one in outcomes for key in one.claim.keys)
    return {key for key, times in leading.items() if times > 1}


def _about_shared(course: Course, outcomes: Sequence[Outcome], shared: set[str]) -> Iterator[str]:
    for key in sorted(shared):
        claims = " and ".join(sorted(one.claim.student.id for one in outcomes if key in one.claim.keys))
        name = course.sheet.names[key] if course.sheet is not None else key
        yield f"{claims} both lead to {name}: neither a score nor feedback was written."


def _fill_gradebook(
    folder: Path, course: Course, sheet: Sheet, outcomes: Sequence[Outcome], shared: set[str]
) -> list[str]:
    """Write the gradebook; returns, by name, whose cells stay as they were, and why."""
    marks = {key: one.mark for one in outcomes for key in one.claim.keys if one.mark is not None and key not in shared}
    kept = {key for key in marks if locked(sheet, key)}
    filled = fill(sheet, {key: mark for key, mark in marks.items() if key not in kept})
    (folder / GRADEBOOK).write_bytes(filled.to_bytes())
    remarks = [*_unscored(sheet, outcomes)]
    remarks += [
        f"{sheet.names[key]} has {sheet.current(key)!r} in the gradebook, which was kept." for key in sorted(kept)
    ]
    present = {key for claim in course.download.claims for key in claim.keys}
    absent = [sheet.names[key] for key in sheet.rows if key not in present]
    if absent:
        remarks.append(f"In the gradebook, and nothing handed in: {'; '.join(absent)}. Their cells stay as they were.")
    formulas = [value for row in sheet.file.rows for value in row.values if _is_formula(value)]
    if formulas:
        remarks.append(
            f"Upload {GRADEBOOK} without opening it in a spreadsheet: {formulas[0]!r} would be a formula there."
        )
    if sheet.maximum is None:
        remarks.append(f"The gradebook does not tell the full marks of {sheet.title!r}: scores are as graded.")
    return remarks


def _is_formula(value: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula; it stays as it is, since the LMS looks for it so."""
    return value.startswith(FORMULA_SIGNS) and len(value) > 1 and number_of(value) is None


def _unscored(sheet: Sheet, outcomes: Sequence[Outcome]) -> Iterator[str]:
    for one in outcomes:
        student = one.claim.student.id
        if not one.claim.keys:
            yield f"{student} is in the download, and not to be found in the gradebook: no score was written."
        elif one.mark is None:
            names = " and ".join(sheet.names[key] for key in one.claim.keys)
            yield f"{student} has no score, and the cell of {names} stays as it was. {one.status}: {one.problem}"


def _about_scores(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What the scores do not say: written answers, and lateness."""
    waiting = max((one.waiting for one in outcomes), default=0.0)
    if waiting:
        yield (
            f"The scores are those given automatically: written answers, worth {waiting:g} points more, are still to "
            "be marked by a person."
        )
    for is_deducted, words in ((False, "and nothing deducted"), (True, "and deducted from")):
        late = sorted(one.claim.student.id for one in outcomes if one.is_late and one.is_deducted is is_deducted)
        if late:
            yield f"Late, {words}: {', '.join(late)}."


def _write_feedback(folder: Path, course: Course, outcomes: Sequence[Outcome], shared: set[str]) -> list[str]:
    """Write the zip; returns whose feedback is not in it, and why."""
    claims = [one.claim for one in outcomes]
    places = [(name, claim) for claim in claims for name in _places(claim, shared)]
    places.sort(key=lambda place: place[0])
    twins = _twins(name for name, _ in places)
    write_zip(folder / ZIP, _feedback(folder, course, [place for place in places if place[0] not in twins]))
    remarks = [f"Two students' feedback would be called {name!r}: it is not in the zip." for name in sorted(twins)]
    silent = sorted(claim.student.id for claim in claims if not claim.feedback)
    if silent:
        remarks.append(f"No feedback can be uploaded for {', '.join(silent)}; give them their page by hand.")
    return remarks


def _places(claim: Claim, shared: set[str]) -> list[str]:
    """What a claim's feedback is called: of several keys each has a name of its own."""
    if len(claim.keys) == len(claim.feedback):
        return [name for key, name in zip(claim.keys, claim.feedback, strict=True) if key not in shared]
    return list(claim.feedback)


def _feedback(folder: Path, course: Course, places: Sequence[tuple[str, Claim]]) -> Iterator[tuple[str, bytes]]:
    for name in course.system.along:
        yield name, (folder / name).read_bytes()
    for name, claim in places:
        if course.system.text:
            yield name, render_text(result_of(folder, claim)).encode()
        else:
            yield name, (folder / "feedback" / f"{file_stem(claim.student.id)}.html").read_bytes()


def _twins(names: Iterable[str]) -> set[str]:
    """The names that some system would take for one another: equal but for capitals and for how accents are made."""
    all_names = list(names)
    same = Counter(_plain(name) for name in all_names)
    return {name for name in all_names if same[_plain(name)] > 1}


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
