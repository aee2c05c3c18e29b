"""A sandbox that does not start is the grader's failure: tried once more, and never a zero."""

import sys
from pathlib import Path

import pytest

from autograder.gradebook.results import result_of
from autograder.grades import Status, Verdict
from autograder.sandbox import slot
from autograder.sandbox.slot import Slot

PYTHON = sys.executable
BROKEN = {
    "ends at once": "exit 1",
    "ends well at once": "exit 0",
    "dies": "kill -9 $$",
    "hangs": "exec /bin/sleep 1000",
    "speaks something else": "echo 'rlimits,landlock,seccomp' >&$4; exit 0",
}


@pytest.fixture
def slot_for(monkeypatch):
    """A slot of the test's own, whose zygote starts in the test, and has a second for it."""
    monkeypatch.setattr(slot, "START_SECONDS", 1.0)
    slots = []

    def slot_for(limits):
        slots.append(Slot(limits))
        return slots[-1]

    yield slot_for
    for used in slots:
        used.close()


@pytest.fixture
def interpreter(tmp_path, monkeypatch):
    """Put a shell script in the place of the interpreter; it gets its number of the start in $n. Gives the starts."""
    starts = tmp_path / "starts"

    def interpreter(script):
        program = tmp_path / "python"
        counting = f"echo x >> {starts}\nn=0; while read -r _; do n=$((n+1)); done < {starts}\n"
        program.write_text(f"#!/bin/sh\n{counting}{script}\n")
        program.chmod(0o700)
        monkeypatch.setattr(slot.sys, "executable", str(program))
        return lambda: len(starts.read_text().splitlines())

    return interpreter


def is_error_of_ours(result):
    """Whether nothing was graded, everything is marked as the grader's error, and no score is given at all."""
    grade = result.grade
    return grade.status is Status.GRADER_ERROR and set(result.verdicts.values()) == {Verdict.GRADER_ERROR}


@pytest.mark.parametrize("script", BROKEN.values(), ids=list(BROKEN))
def test_a_process_that_does_not_start_is_tried_once_more(grade, interpreter, script):
    """An interpreter that never works is started exactly twice, and then it is an error of the grader."""
    starts = interpreter(script)
    result = grade("")
    assert is_error_of_ours(result)
    assert starts() == 2


@pytest.mark.parametrize("script", BROKEN.values(), ids=list(BROKEN))
def test_a_process_that_starts_the_second_time_is_as_good(grade, interpreter, script):
    """A failure to start that passes is not seen in the grade."""
    starts = interpreter(f'if [ $n = 1 ]; then {script}; else exec {PYTHON} "$@"; fi')
    assert grade("").is_perfect
    assert starts() == 2


def test_an_interpreter_that_is_not_there_is_an_error_of_ours(grade, monkeypatch, tmp_path):
    """A program that cannot be started at all is told in one sentence and is no fault of the submission."""
    monkeypatch.setattr(slot.sys, "executable", str(tmp_path / "nothing"))
    result = grade("")
    assert is_error_of_ours(result)
    assert result.grade.problem.startswith("The grader itself failed (SandboxError at ")
    assert result.grade.problem.endswith("this is no fault of the submission.")


def test_a_missing_numpy_is_an_error_of_ours(grade, monkeypatch, tmp_path):
    """A child that cannot load what it needs never blames the student."""
    monkeypatch.setattr(slot, "SITE", Path(tmp_path))
    assert is_error_of_ours(grade(""))


def test_an_error_of_ours_has_no_score(grade, prepared, monkeypatch, tmp_path):
    """The record of a submission that could not be graded has no score, neither in all nor for any question."""
    monkeypatch.setattr(slot.sys, "executable", str(tmp_path / "nothing"))
    result = result_of(grade("").grade, prepared.assignment)
    assert result["status"] == "grader_error"
    assert result["score"] is None
    assert [question["score"] for question in result["questions"]] == [None] * 4
    assert result["max_score"] == 5.0


def test_the_next_submission_is_graded_after_an_error_of_ours(grade, monkeypatch, tmp_path):
    """A sandbox that works again grades again: nothing of the failure is kept."""
    with monkeypatch.context() as broken:
        broken.setattr(slot.sys, "executable", str(tmp_path / "nothing"))
        assert is_error_of_ours(grade(""))
    assert grade("").is_perfect


def test_a_student_cannot_make_an_error_of_ours_by_exhausting_everything(grade):
    """Memory, descriptors and time used up while loading are the student's own failures."""
    hoard = "hoard = []\ntry:\n    while True: hoard.append(bytearray(10**5))\nexcept MemoryError: pass\n"
    files = "import os\ntry:\n    while True: os.dup(0)\nexcept OSError: pass\n"
    for source in (hoard, files, hoard + files):
        assert grade(source).grade.status is Status.GRADED
