"""A result as the results.json of Gradescope.

The keys are those of "Autograder Specifications" (gradescope/autograder_samples, docs/specs.md). One test has one
visibility there, so a question with public and with hidden cases becomes two: `1.2a` tells at once what its public
cases found, and `1.2b` carries the points of the hidden ones. There is no leaderboard.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from autograder.feedback.page import WORDS, alike, points
from autograder.gradebook.results import Result
from autograder.gradescope.markdown import markdown
from autograder.gradescope.settings import Settings, Shown

Report = dict[str, Any]
FOUND = "It was found; its value is judged with the hidden cases."
NOT_STARTED = frozenset({"missing", "not_attempted"})


def report_of(result: Result, settings: Settings) -> Report:
    """The report of a result.

    A submission that cannot be read scores 0 until another one comes, and a test that everybody sees says why.
    """
    if result["status"] == "grader_error":
        return failure(result["problem"]) | {"extra_data": result}
    if result["status"] == "rejected":
        tests, opening = [_refusal(result)], "Nothing could be graded."
    else:
        tests, opening = list(_tests(result, settings)), f"The file {result['submission']['file']} was graded."
    return _frame(markdown(opening)) | {
        "score": result["score"] or 0.0,
        "execution_time": result["seconds"],
        "tests": tests,
        "extra_data": result,
    }


def failure(sentence: str) -> Report:
    """The report of a run in which the grader failed: the sentence, and no score anywhere.

    The specification wants a score, either over all or in a test. A report without one is a failed run of the
    autograder, as one that is no JSON (docs/troubleshooting.md); it is never a 0 that looks earned. Whoever is shown
    the report nevertheless reads what happened.
    """
    return _frame(markdown(f"{sentence} No score was given. Tell your instructor, who can run the autograder again."))


def _frame(output: str) -> Report:
    return {
        "output": output,
        "output_format": "md",
        "test_output_format": "md",
        "test_name_format": "text",
        "visibility": Shown.VISIBLE.value,
        "stdout_visibility": Shown.HIDDEN.value,
    }


def _refusal(result: Result) -> Report:
    advice = "Mend this and hand in again; until then the score is 0."
    return {
        "number": "0",
        "name": "the file",
        "score": 0.0,
        "max_score": result["max_score"],
        "output": f"{markdown(result['problem'])}\n\n{advice}",
        "visibility": Shown.VISIBLE.value,
    }


def _tests(result: Result, settings: Settings) -> Iterator[Report]:
    by_topic = groupby(result["questions"], key=lambda question: question["topic"])
    for first, (_, questions) in enumerate(by_topic, 1):
        for second, question in enumerate(questions, 1):
            for test in _parts(question, settings):
                yield {"number": f"{first}.{second}{test.pop('part')}", **test, "tags": [question["topic"]]}


def _parts(question: Result, settings: Settings) -> Iterator[Report]:
    name = question["id"]
    public, hidden = (
        [case for case in question["cases"] if case["visibility"] == visibility] for visibility in ("public", "hidden")
    )
    if question["kind"] == "written":
        yield {"part": "", "name": name, "output": _written(question), "visibility": settings.public.value}
    elif public:
        yield {"part": "a", "name": f"{name}: public cases", **_judged(public), "visibility": settings.public.value}
    elif question["kind"] == "answer":  # a function is tried on hidden cases first here, and could tell of them
        yield {"part": "a", "name": f"{name}: found?", **_presence(question), "visibility": settings.public.value}
    if hidden:
        told = _judged(hidden) | {"score": round(question["score"] - sum(case["score"] for case in public), 4)}
        told["output"] += _explained(question)
        yield {"part": "b", "name": name, **told, "visibility": settings.hidden.value}


def _written(question: Result) -> str:
    if question["verdict"] in NOT_STARTED:
        return "No answer was found under its mark."
    return f"Found. A person marks it; it carries {points(question['max_score'])} points."


def _presence(question: Result) -> Report:
    if question["verdict"] not in NOT_STARTED:
        return {"status": "passed", "output": FOUND}
    return {"status": "failed", "output": markdown(question["cases"][0]["message"])}


def _judged(cases: list[Result]) -> Report:
    most = sum(case["max_score"] for case in cases)
    if most:
        verdict: Report = {"score": round(sum(case["score"] for case in cases), 4), "max_score": round(most, 4)}
    else:
        verdict = {"status": "passed" if all(case["verdict"] == "correct" for case in cases) else "failed"}
    message = alike({"cases": cases})
    return verdict | {"output": markdown(message) if message else "\n".join(map(_line, cases))}


def _explained(question: Result) -> str:
    """The name of the mistake and the hint, as far as there are any."""
    named = question["misconception"]
    mistake = f"**It looks like this mistake: {markdown(named)}.** " if named else ""
    return f"\n\n{mistake}{markdown(question['hint'])}" if question["hint"] else ""


def _line(case: Result) -> str:
    explained = "" if case["verdict"] == "correct" else f"  \n  {markdown(case['message'])}"
    return f"- {WORDS[case['verdict']]}: {markdown(case['name'])}{explained}"
