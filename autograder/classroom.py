"""Many submissions: a bounded pool of workers, each with a sandbox of its own."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import islice

from autograder.feedback.page import render_page
from autograder.gradebook.results import Result, result_of
from autograder.grading.prepared import Prepared, prepare
from autograder.grading.submissions import grade_entry
from autograder.lms.claims import Claim, open_claim
from autograder.loading import load_assignment
from autograder.sandbox.limits import Limits

AHEAD = 4  # claims a worker in flight: enough to keep it busy, few enough for memory


@dataclass(frozen=True, slots=True)
class Plan:
    """How a class is graded; a worker makes everything that it needs from this."""

    assignment: str
    seed: int | None = None
    limits: Limits = field(default_factory=Limits)


_prepared: Prepared | None = None
_limits = Limits()


def grade_class(claims: Iterable[Claim], plan: Plan, workers: int) -> Generator[tuple[Result, str], None, None]:
    """Results and feedback pages as they come, in no fixed order. Closing the iterator drops what has not begun."""
    # Workers start afresh: a forked one would have what the parent's threads were holding.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=(plan,))
    try:
        waiting = iter(claims)
        running: set[Future[tuple[Result, str]]] = {
            pool.submit(_grade, claim) for claim in islice(waiting, workers * AHEAD)
        }
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            running |= {pool.submit(_grade, claim) for claim in islice(waiting, len(done))}
            for future in done:
                yield future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start_worker(plan: Plan) -> None:
    global _prepared, _limits
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    _prepared, _limits = prepare(load_assignment(plan.assignment), plan.seed), plan.limits


def _grade(claim: Claim) -> tuple[Result, str]:
    assert _prepared is not None  # noqa: S101 - the initializer ran
    grade = grade_entry(open_claim(claim), _prepared, _limits)
    result = result_of(grade, _prepared.assignment)
    return result, render_page(result)
