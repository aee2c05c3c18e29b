"""The verdict and the sentence on a call that gave no value."""

import pytest

from autograder.comparing.calls import judge_failure
from autograder.grades import Verdict
from autograder.outcome import Ended, NotRun, Overran, Place, Raised, Undefined

FAILURES = {
    "undefined": (Undefined(exists=False), Verdict.MISSING, "There is no `f` in your file."),
    "not a function": (
        Undefined(exists=True),
        Verdict.MISSING,
        "`f` is not a function any more: something else has its name.",
    ),
    "untouched stub": (
        Raised("NotImplementedError", Place(0, 7), inside=False),
        Verdict.NOT_ATTEMPTED,
        "`f` is not written yet: it still raises NotImplementedError.",
    ),
    "stub of another function": (
        Raised("NotImplementedError", Place(0, 7), inside=True),
        Verdict.CRASHED,
        "`f` calls a function that is not written yet (line 7).",
    ),
    "exception in a script": (
        Raised("ValueError", Place(0, 12), inside=False),
        Verdict.CRASHED,
        "`f` stopped with ValueError in line 12.",
    ),
    "exception in a cell": (
        Raised("ZeroDivisionError", Place(4, 2), inside=True),
        Verdict.CRASHED,
        "`f` stopped with ZeroDivisionError in cell 4, line 2.",
    ),
    "exception nowhere": (
        Raised("TypeError", Place(0, 0), inside=False),
        Verdict.CRASHED,
        "`f` stopped with TypeError in your file.",
    ),
    "exception somewhere in a cell": (
        Raised("SyntaxError", Place(3, 0), inside=False),
        Verdict.CRASHED,
        "`f` stopped with SyntaxError in cell 3.",
    ),
    "ended": (
        Ended(),
        Verdict.CRASHED,
        "`f` ended the Python process: an exit, a crash, or no memory left.",
    ),
    "call overran": (Overran(0.5), Verdict.TIMED_OUT, "`f` did not return within 0.5 seconds."),
    "submission overran": (
        Overran(60.0, whole=True),
        Verdict.TIMED_OUT,
        "The submission took longer than 60 seconds altogether.",
    ),
    "not run": (
        NotRun(),
        Verdict.SKIPPED,
        "Not run: an earlier call of this function ended Python or took too long.",
    ),
}


@pytest.mark.parametrize(("outcome", "verdict", "message"), FAILURES.values(), ids=list(FAILURES))
def test_every_failure_has_its_verdict_and_its_sentence(outcome, verdict, message):
    """Each way of giving no value leads to one verdict and one sentence about the function."""
    finding = judge_failure("f", outcome)
    assert (finding.verdict, finding.message) == (verdict, message)


def test_no_failure_is_right_and_none_is_blamed_on_the_grader():
    """What the student's code did is never CORRECT and never GRADER_ERROR."""
    verdicts = {judge_failure("f", outcome).verdict for outcome, _, _ in FAILURES.values()}
    assert not verdicts & {Verdict.CORRECT, Verdict.GRADER_ERROR}
