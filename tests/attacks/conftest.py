"""Surroundings that nothing handed in may change, and one way to have an attack graded in them."""

import json
import os
import resource
import runpy
import stat
import string
import tempfile
import time
from pathlib import Path

import numpy as np
import pytest

from autograder.feedback.page import render_page
from autograder.gradebook.folder import Gradebook, write_result
from autograder.gradebook.results import result_of, to_json
from autograder.grading.prepared import prepare
from autograder.grading.submissions import grade_entry
from autograder.handed_in import Entry, Student
from autograder.lms.claims import open_claim
from autograder.lms.download import DownloadError, open_course
from autograder.sandbox.inside.confinement.privileges import STUDENT_UID, ZYGOTE_UID
from autograder.sandbox.limits import Limits
from autograder.sandbox.slot import Slot

HERE = Path(__file__).parent
ASSIGNMENT = runpy.run_path(str(HERE / "homework.py"))["ASSIGNMENT"]
LIMITS = Limits(call_seconds=0.5, load_seconds=1.0, submission_seconds=10.0, memory_bytes=1 << 28)
SLACK_SECONDS = 5.0
CANARY = "tweet-7f3a9c"
ATTACKER = "attacker-5531"
RLIMITS = [getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_")]
OUTCOMES = {"zero": 0.0, "costs one": 3.0, "honest": 4.0, "rejected": None}

# A snippet that stops half way would try nothing: `double` is right only if the file was run to its end.
HONEST = """
import numpy as np

def double(x): return 2 * x * finished
def total(x): return x.sum()
def halves(x): return x / 2, -x / 2
def mix(W, x): return W @ x

def must_fail(action, *arguments, **options):
    # The submission gives up a point by itself when something works that should not.
    try:
        result = action(*arguments, **options)
    except BaseException:
        return
    if not (type(result) is int and result == -1):
        globals().pop("double", None)
"""
# All functions give what `lie` makes of their arguments.
LIES = """
def double(x): return lie(x)
def total(x): return lie(x)
def halves(x): return lie(x), lie(x)
def mix(W, x): return lie(W, x)
"""
# All functions are right if there is any loot, and only then.
SPOILS = """
import numpy as np

def double(x): return 2 * x if loot else 0 * x
def total(x): return x.sum() if loot else 0.0
def halves(x): return (x / 2, -x / 2) if loot else (0 * x, 0 * x)
def mix(W, x): return W @ x if loot else 0 * (W @ x)
"""


def tree(folder):
    """Everything in a folder: kind and mode, owner, time of change, extended attributes and contents."""
    found = {}
    for path in [folder, *sorted(folder.rglob("*"))]:
        about = path.lstat()
        data = path.read_bytes() if stat.S_ISREG(about.st_mode) else b""
        attributes = tuple(os.listxattr(path, follow_symlinks=False))
        found[path.relative_to(folder)] = (about.st_mode, about.st_uid, about.st_mtime_ns, attributes, data)
    return found


def settings_of(pid):
    """The limits, the priority, the processors and the badness of a process."""
    folder = Path(f"/proc/{pid}")
    texts = [(folder / name).read_text() for name in ("limits", "oom_score_adj")]
    return texts, os.getpriority(os.PRIO_PROCESS, pid), os.sched_getaffinity(pid)


def shared_things():
    """What could be left on the machine: System V objects, and files of the users that student code runs as."""
    tables = [path.read_text().splitlines()[1:] for path in sorted(Path("/proc/sysvipc").iterdir())]
    objects = {tuple(line.split()[:3]) for lines in tables for line in lines}
    files = set()
    for folder in {Path(tempfile.gettempdir()), Path("/dev/shm")}:  # noqa: S108 - looked at, and not written
        for path in folder.iterdir() if folder.exists() else ():
            try:
                owner = path.lstat().st_uid
            except FileNotFoundError:
                continue
            if owner in (STUDENT_UID, ZYGOTE_UID):
                files.add(path)
    return objects, files


class World:
    """A slot with a neighbour's submission, the neighbour's gradebook, and a folder that nobody has business in."""

    def __init__(self, canary, gradebook, slot, descendants):
        self.canary, self.gradebook, self.slot, self.descendants = canary, gradebook, slot, descendants
        assert slot.isolation  # a zygote is there, and has not forked for anyone
        self.processes = descendants()
        self.prepared = prepare(ASSIGNMENT)
        result, page = self.neighbour()
        book = Gradebook(gradebook, [question.id for question in ASSIGNMENT.questions])
        record = json.loads(result) | {"seconds": 0.0}
        write_result(gradebook, record, page)
        book.add(record)
        book.close()
        hidden = [ready for function in self.prepared.functions.values() for ready in function.hidden.cases]
        arrays = [np.asarray(a) for ready in hidden for a in (*ready.arguments, *(w.array for w in ready.wanted))]
        self.secrets = [f"{abs(number):.9f}"[:-3] for array in arrays for number in array.flat]

    def grade(self, entry):
        """The result of an entry, and its page."""
        result = result_of(grade_entry(entry, self.prepared, self.slot), ASSIGNMENT)
        return result, render_page(result)

    def neighbour(self):
        """What the neighbour gets: all but the seconds, and the page."""
        result, page = self.grade(
            Entry(Student("neighbour", "Neighbour"), "backprop.py", self.filled_in("$honest").encode())
        )
        assert result.pop("seconds") < LIMITS.submission_seconds
        assert result["score"] == OUTCOMES["honest"]
        return to_json(result), page

    def state(self):
        """All that must stay as it is, by name; processes that are ending get a moment for it."""
        deadline = time.monotonic() + 2
        while self.descendants() - self.processes and time.monotonic() < deadline:
            time.sleep(0.01)
        processes = self.descendants()
        return {
            "canary": tree(self.canary),
            "gradebook": tree(self.gradebook),
            "processes": processes,
            "their settings": {pid: settings_of(pid) for pid in processes},
            "own settings": (settings_of(os.getpid()), [resource.getrlimit(what) for what in RLIMITS], os.getcwd()),  # noqa: PTH109
            "environment": dict(os.environ) | {"PYTEST_CURRENT_TEST": ""},
            "shared": shared_things(),
        }

    def filled_in(self, text):
        """A text with what an attacker could not know by itself, and a mark at its end."""
        return string.Template(f"{text}\nfinished = 1\n").safe_substitute(
            honest=HONEST,
            lies=LIES,
            spoils=SPOILS,
            canary=self.canary,
            gradebook=self.gradebook,
            grader=os.getpid(),
            homework=HERE,
            processes=sorted(self.processes),
            secret=CANARY,
            student=ATTACKER,
        )

    def entries(self, content, folder):
        """What is handed in: text of a .py file, bytes, a notebook, a named file, or what a builder puts in a folder.

        A builder gives back the path of a download; the neighbour's part of it must be worth all points.
        """
        me = Student(ATTACKER, ATTACKER)
        match content:
            case str():
                return [Entry(me, "backprop.py", self.filled_in(content).encode())]
            case bytes():
                return [Entry(me, "backprop.py", content)]
            case dict():
                cells = [cell | {"source": self.filled_in(cell["source"])} for cell in content["cells"]]
                return [Entry(me, "backprop.ipynb", json.dumps(content | {"cells": cells}).encode())]
            case (str() as file, bytes() as data):
                return [Entry(me, file, data)]
        return [open_claim(claim, "backprop") for claim in open_course(content(folder), "backprop").download.claims]


@pytest.fixture(scope="session")
def world(tmp_path_factory, descendants):
    """One world for all attacks. The canary is open to everyone, so that only the sandbox protects it."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as name, Slot(LIMITS) as slot:
        patch.setenv("CANARY", CANARY)
        canary = Path(name)
        canary.chmod(0o777)
        (canary / "notes.txt").write_text(CANARY)
        (canary / "notes.txt").chmod(0o666)
        (canary / "empty").mkdir(mode=0o777)
        yield World(canary, tmp_path_factory.mktemp("gradebook"), slot, descendants)


def assert_nothing_leaks(world, result, page):
    """No secret stands in what people see, and the time that it took does not show on the page."""
    seen = to_json(result | {"seconds": 0.0}) + page
    assert CANARY not in seen
    assert "Traceback" not in seen
    assert not [secret for secret in world.secrets if secret in seen]
    assert render_page(result | {"seconds": 9.75}) == page


def assert_outcome(result, outcome):
    """The submission fared as it should, and a rejection says why."""
    assert result["status"] == ("rejected" if outcome == "rejected" else "graded"), result["problem"]
    assert result["score"] == OUTCOMES[outcome], {q["id"]: q["cases"] for q in result["questions"]}
    assert (result["problem"] is None) == (outcome != "rejected")
    if outcome == "zero":  # by what was tried, and not by a slip in the snippet
        messages = [case["message"] for question in result["questions"] for case in question["cases"]]
        assert not [message for message in messages if "file stopped" in message or "NameError" in message]


@pytest.fixture
def attack(world, tmp_path):
    """Grade an attack between two gradings of the neighbour, and compare the world before and after."""

    def attack(content, outcome):
        neighbour, before, results = world.neighbour(), world.state(), []
        if outcome == "download refused":
            with pytest.raises(DownloadError):
                world.entries(content, tmp_path)
            entries = []
        else:
            entries = world.entries(content, tmp_path)
        for entry in entries:
            began = time.monotonic()
            result, page = world.grade(entry)
            assert time.monotonic() - began < LIMITS.submission_seconds + SLACK_SECONDS
            assert_outcome(result, "honest" if entry.student.id == "neighbour" else outcome)
            assert_nothing_leaks(world, result, page)
            results.append(result)
        assert world.neighbour() == neighbour
        after = world.state()
        assert [name for name in before if before[name] != after[name]] == []
        return results

    return attack
