"""What an instructor uploads after a run: a function of the files of the run, the download and the gradebook."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.feedback.text import comment, render_text
from autograder.gradebook.names import file_stem
from autograder.lms.claims import Claim
from autograder.lms.download import Course
from autograder.lms.sheet import Mark, fill, locked
from autograder.lms.system import Handed
from autograder.zips import write_zip

GRADEBOOK, ZIP, STEPS = "gradebook.csv", "graded.zip", "next_steps.txt"
MOST_LISTED = 20
Pair = tuple[Claim, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class HandBack:
    """What to do next, and what an instructor must look at, each in a sentence."""

    steps: tuple[str, ...]
    remarks: tuple[str, ...]


def hand_back(folder: Path, course: Course) -> HandBack:
    """Write graded.zip, the gradebook where there is one, and next_steps.txt into the folder of a run. Raises OSError.

    A submission without a score changes no cell. Where two submissions lead to one student, none of them does.
    """
    pairs = [(claim, result) for claim in course.download.claims if (result := _result(folder, claim)) is not None]
    shared = {key for key, times in Counter(key for claim, _ in pairs for key in claim.keys).items() if times > 1}
    remarks = [*_ignored(course), *course.download.notes, *_not_scored(course, pairs, shared), *_about_marks(pairs)]
    gradebook, title = None, ""
    if course.sheet is not None:
        sheet = course.sheet
        marks = {key: mark for claim, mark in _marked(pairs) for key in claim.keys if key not in shared}
        kept = sorted(key for key in marks if locked(sheet, key))
        remarks += [f"{sheet.names[key]} has {sheet.current(key)!r} in the gradebook, which was kept." for key in kept]
        if sheet.maximum is None:
            remarks.append(f"The gradebook does not tell the full marks of {sheet.title!r}: scores are as graded.")
        gradebook, title = GRADEBOOK, sheet.title
        filled = fill(sheet, {key: mark for key, mark in marks.items() if key not in kept})
        (folder / GRADEBOOK).write_bytes(filled.to_bytes())
    elif course.system.fresh is not None:
        gradebook = GRADEBOOK
        _write_table(folder / GRADEBOOK, course.system.fresh(_marked(pairs)))
    twins = _twins(name for claim, _ in pairs for name in claim.feedback)
    remarks += [f"Two students' feedback would be called {name!r}: it is not in the zip." for name in sorted(twins)]
    silent = sorted(claim.student.id for claim, _ in pairs if not claim.feedback)
    if silent:
        remarks.append(f"No feedback can be uploaded for {', '.join(silent)}; give them their page by hand.")
    write_zip(folder / ZIP, _feedback(folder, course, [pair for pair in pairs if not twins & set(pair[0].feedback)]))
    done = HandBack(course.system.next_steps(Handed(ZIP, gradebook, title)), tuple(remarks))
    (folder / STEPS).write_text("\n\n".join([*done.steps, *done.remarks]) + "\n", encoding="utf-8")
    return done


def _ignored(course: Course) -> Iterator[str]:
    names = sorted(course.download.ignored)
    if names:
        more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
        yield f"Not submissions: {', '.join(names[:MOST_LISTED])}{more}"


def _result(folder: Path, claim: Claim) -> dict[str, Any] | None:
    """The record of a claim; none where the run was interrupted before it."""
    path = folder / "results" / f"{file_stem(claim.student.id)}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def _marked(pairs: Sequence[Pair]) -> list[tuple[Claim, Mark]]:
    """The marks of what was graded, less what lateness costs."""
    return [
        (claim, Mark(max(result["score"] - _deduction(result), 0.0), result["max_score"], comment(result)))
        for claim, result in pairs
        if result["score"] is not None
    ]


def _deduction(result: dict[str, Any]) -> float:
    late = result["submission"].get("late_deduction")
    return float(late["points"]) if late else 0.0


def _feedback(folder: Path, course: Course, pairs: Sequence[Pair]) -> Iterator[tuple[str, bytes]]:
    for name in course.system.along:
        yield name, (folder / name).read_bytes()
    for claim, result in sorted(pairs, key=lambda pair: pair[0].feedback):
        for name in claim.feedback:
            if course.system.text:
                yield name, render_text(result).encode()
            else:
                yield name, (folder / "feedback" / f"{file_stem(claim.student.id)}.html").read_bytes()


def _twins(names: Iterable[str]) -> set[str]:
    """The names that some system would take for one another: equal but for capitals and for how accents are made."""
    all_names = list(names)
    same = Counter(_plain(name) for name in all_names)
    return {name for name in all_names if same[_plain(name)] > 1}


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _not_scored(course: Course, pairs: Sequence[Pair], shared: set[str]) -> Iterator[str]:
    """By name: who is in the download and not in the gradebook, the other way round, and who was not graded."""
    sheet = course.sheet
    if sheet is None:
        return
    for claim, result in pairs:
        if not claim.keys:
            yield f"{claim.student.id} is in the download, and not to be found in the gradebook: no score was written."
        elif result["score"] is None:
            names = " and ".join(sheet.names[key] for key in claim.keys)
            yield f"{claim.student.id} has no score ({result['status']}): the cell of {names} stays as it was."
    for key in sorted(shared):
        claims = " and ".join(sorted(claim.student.id for claim, _ in pairs if key in claim.keys))
        yield f"{claims} both lead to {sheet.names[key]}: no score was written."
    present = {key for claim in course.download.claims for key in claim.keys}
    absent = [sheet.names[key] for key in sheet.rows if key not in present]
    if absent:
        yield f"In the gradebook, and nothing handed in: {'; '.join(absent)}. Their cells stay as they were."


def _about_marks(pairs: Sequence[Pair]) -> Iterator[str]:
    """What the scores do not say: written answers, and lateness."""
    results = [result for _, result in pairs]
    waiting = {result["written"]["max_score"] for result in results if result["written"]["score"] is None}
    if waiting - {0}:
        yield (
            f"The scores are those given automatically: written answers, worth {max(waiting):g} points more, are "
            "still to "
            "be marked by a person."
        )
    late = [(claim.student.id, result["submission"]) for claim, result in pairs if result["submission"]["late"]]
    spared = sorted(student for student, submission in late if not submission.get("late_deduction"))
    deducted = sorted(student for student, submission in late if submission.get("late_deduction"))
    if spared:
        yield f"Late, and nothing deducted: {', '.join(spared)}."
    if deducted:
        yield f"Late, and deducted from: {', '.join(deducted)}. The results tell how much."


def _write_table(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows(rows)
