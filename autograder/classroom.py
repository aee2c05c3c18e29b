"""Many submissions: a bounded pool of workers, each with a sandbox of its own."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.synchronize import Event

from autograder.feedback.page import render_page
from autograder.gradebook.results import Result, result_of
from autograder.grading.prepared import Prepared, prepare
from autograder.grading.submissions import grade_entry
from autograder.lms.claims import Claim, open_claim
from autograder.loading import load_assignment
from autograder.sandbox.limits import Limits
from autograder.sandbox.slot import Slot

AHEAD = 4  # claims a worker in flight: enough to keep it busy, few enough for memory


@dataclass(frozen=True, slots=True)
class Plan:
    """How a class is graded; a worker makes everything that it needs from this."""

    assignment: str
    seed: int | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a worker grades with."""

    prepared: Prepared
    slot: Slot
    stopping: Event


_desk: _Desk | None = None


def grade_class(claims: Iterable[Claim], plan: Plan, workers: int) -> Generator[tuple[Result, str], None, None]:
    """Results and feedback pages as they come, in no fixed order. Closing the iterator drops what has not begun."""
    # Workers start afresh: a forked one would have what the parent's threads were holding.
    context = multiprocessing.get_context("spawn")
    stopping = context.Event()
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=(plan, stopping))
    try:
        waiting = iter(claims)
        running = _submit(pool, islice(waiting, workers * AHEAD))
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            running |= _submit(pool, islice(waiting, len(done)))
            for future in done:
                yield future.result()
    finally:
        handler = signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not cut the ending short
        stopping.set()
        pool.shutdown(wait=True, cancel_futures=True)
        signal.signal(signal.SIGINT, handler)


def _submit(pool: ProcessPoolExecutor, claims: Iterable[Claim]) -> set[Future[tuple[Result, str]]]:
    """Hand claims to the pool. A Ctrl-C waits until its workers are started, and these never see one."""
    interrupts: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, _: interrupts.append(number))
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # the workers inherit it
    try:
        return {pool.submit(_grade, claim) for claim in claims}
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        signal.signal(signal.SIGINT, handler)
        if interrupts:
            raise KeyboardInterrupt


def _start_worker(plan: Plan, stopping: Event) -> None:
    global _desk
    assignment = load_assignment(plan.assignment)
    _desk = _Desk(prepare(assignment, plan.seed), Slot(plan.limits, assignment.packages), stopping)


def _grade(claim: Claim) -> tuple[Result, str]:
    assert _desk is not None  # noqa: S101 - the initializer ran
    if _desk.stopping.is_set():  # the pool had handed it out already
        raise CancelledError
    grade = grade_entry(open_claim(claim, _desk.prepared.assignment.file_stem), _desk.prepared, _desk.slot)
    result = result_of(grade, _desk.prepared.assignment)
    return result, render_page(result)
