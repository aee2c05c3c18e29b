"""Many submissions: a bounded pool of workers, each with a sandbox of its own."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.synchronize import Event
from pathlib import Path

from autograder.feedback.page import render_page
from autograder.gradebook.folder import write_result
from autograder.gradebook.results import Result, result_of, without_cases
from autograder.grading.prepared import Prepared
from autograder.grading.submissions import grade_entry
from autograder.lms.claims import Claim, open_claim
from autograder.sandbox.limits import Limits
from autograder.sandbox.slot import Slot

AHEAD = 4  # claims a worker in flight: enough to keep it busy, few enough for memory


@dataclass(frozen=True, slots=True)
class Plan:
    """How a class is graded, and where the results go."""

    prepared: Prepared
    folder: Path
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a worker grades with."""

    plan: Plan
    slot: Slot
    stopping: Event


_desk: _Desk | None = None


def grade_class(claims: Iterable[Claim], plan: Plan, workers: int, take: Callable[[Result], None]) -> None:
    """Have results and feedback pages written, and `take` each result, without its cases, as it comes.

    They come in no fixed order. What is being graded when an exception comes is finished and taken; no more is begun.
    """
    # Forks share our memory and start at once; no thread of ours may hold anything by now.
    context = multiprocessing.get_context("fork")
    stopping = context.Event()
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=(plan, stopping))
    running: set[Future[Result]] = set()
    try:
        waiting = iter(claims)
        running = _submit(pool, islice(waiting, workers * AHEAD))
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                take(future.result())
                running.remove(future)
            running |= _submit(pool, islice(waiting, len(done)))
    finally:
        handler = signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not cut the ending short
        stopping.set()
        pool.shutdown(wait=True, cancel_futures=True)
        for future in running:
            if future.done() and not future.cancelled() and future.exception() is None:
                take(future.result())
        signal.signal(signal.SIGINT, handler)


def _submit(pool: ProcessPoolExecutor, claims: Iterable[Claim]) -> set[Future[Result]]:
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
    gc.freeze()  # what is here stays, in memory that all workers share
    _desk = _Desk(plan, Slot(plan.limits, plan.prepared.assignment.packages), stopping)


def _grade(claim: Claim) -> Result:
    assert _desk is not None  # noqa: S101 - the initializer ran
    if _desk.stopping.is_set():  # the pool had handed it out already
        raise CancelledError
    assignment = _desk.plan.prepared.assignment
    entry = open_claim(claim, assignment.file_stem)
    result = result_of(grade_entry(entry, _desk.plan.prepared, _desk.slot), assignment)
    write_result(_desk.plan.folder, result, render_page(result))
    return without_cases(result)
