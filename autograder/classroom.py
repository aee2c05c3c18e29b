"""Many submissions: a bounded pool of workers, each with a sandbox of its own."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
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

AHEAD = 2  # parcels a worker in flight: enough to keep it busy, few enough for memory
MOST_IN_A_PARCEL = 8  # claims handed over at once, as handing over takes its time
PARCELS = 8  # a worker at least, so that all of them end at about the same time


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


def grade_class(claims: Sequence[Claim], plan: Plan, workers: int, take: Callable[[Result], None]) -> None:
    """Have results and feedback pages written, and `take` each result, without its cases, as it comes.

    They come in no fixed order. What is being graded when an exception comes is finished and taken; no more is begun.
    What a worker that was killed, and those beside it, had not handed over by then is not taken.
    """
    # Forks share our memory and start at once; no thread of ours may hold anything by now.
    context = multiprocessing.get_context("fork")
    stopping = context.Event()
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=(plan, stopping))
    running: set[Future[list[Result]]] = set()
    size = max(1, min(MOST_IN_A_PARCEL, len(claims) // (workers * PARCELS)))
    waiting = (claims[start : start + size] for start in range(0, len(claims), size))
    try:
        running = _submit(pool, islice(waiting, workers * AHEAD))
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            with _interrupts_later():  # each result is taken once
                running -= done
                for future in done:
                    for result in future.result():
                        take(result)
            running |= _submit(pool, islice(waiting, len(done)))
    finally:
        handler = signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not cut the ending short
        stopping.set()
        pool.shutdown(wait=True, cancel_futures=True)
        for future in running:
            if future.done() and not future.cancelled() and future.exception() is None:
                for result in future.result():
                    take(result)
        signal.signal(signal.SIGINT, handler)


def _submit(pool: ProcessPoolExecutor, parcels: Iterable[Sequence[Claim]]) -> set[Future[list[Result]]]:
    """Hand claims to the pool. A Ctrl-C waits until its workers are started, and these never see one."""
    with _interrupts_later():
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # the workers inherit it
        try:
            return {pool.submit(_grade, parcel) for parcel in parcels}
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


@contextlib.contextmanager
def _interrupts_later() -> Iterator[None]:
    """Have a Ctrl-C wait until the end of this."""
    interrupts: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, _: interrupts.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        if interrupts:
            raise KeyboardInterrupt


def _start_worker(plan: Plan, stopping: Event) -> None:
    global _desk
    gc.freeze()  # what is here stays, in memory that all workers share
    _desk = _Desk(plan, Slot(plan.limits, plan.prepared.assignment.packages), stopping)


def _grade(claims: Sequence[Claim]) -> list[Result]:
    """The results of the claims, up to the moment when no more are to be begun."""
    assert _desk is not None  # noqa: S101 - the initializer ran
    results: list[Result] = []
    for claim in claims:
        if _desk.stopping.is_set():
            break
        assignment = _desk.plan.prepared.assignment
        entry = open_claim(claim, assignment.file_stem)
        result = result_of(grade_entry(entry, _desk.plan.prepared, _desk.slot), assignment)
        write_result(_desk.plan.folder, result, render_page(result))
        results.append(without_cases(result))
    return results
