"""Grade the same submissions by this grader, `otter run`, plain pytest and a bare fork, side by side.

Run it as: python tests/benchmarks/peers.py --linear
Prints seconds a submission, ratios, and the peak memory of this grader's process tree (PSS: shared pages count once).
Beside them stands the processor time of the tree, all cores together, and the floor of it (see floor.py).
Nothing here passes or fails; quote medians and ratios, as machines are noisy.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assignment import ASSIGNMENT
from autograder.grading.prepared import prepare
from autograder.grading.questions import sit
from autograder.handed_in import Entry, Student
from autograder.reading.submission import read_submission
from autograder.release.code import literal
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Session
from autograder.sandbox.slot import Slot
from autograder.simulate.attempts import submissions

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
# Makes every number of a submission differ from everybody else's in its last digits, so that nothing of it recurs.
DIFFERING = """

def _differing(function):
    def changed(*arguments):
        result = function(*arguments)
        several = isinstance(result, tuple)
        values = [np.asarray(value, dtype=float) * (1 + NUMBER * 1e-14) for value in (result if several else [result])]
        return tuple(values) if several else values[0]
    return changed

for _name, _thing in list(globals().items()):
    if callable(_thing) and not _name.startswith("_") and getattr(_thing, "__module__", "") == __name__:
        globals()[_name] = _differing(_thing)
"""
FLOOR = (
    "a fork that does nothing",
    "a fork that compiles and calls, alone",
    "the confined fork and its zygote, alone",
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=300, help="submissions in the class of each kind")
    parser.add_argument("--peers", type=int, default=5, help="submissions given to each peer")
    parser.add_argument("--rounds", type=int, default=3, help="rounds; all are measured side by side in each")
    parser.add_argument("--linear", action="store_true", help="also 100, 1,000 and 10,000 submissions")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), options)


def compare(folder: Path, options: argparse.Namespace) -> None:
    """Run all in turn, round by round, and print the medians."""
    classes = {f"this grader, {suffix}": write_class(folder, suffix, options.size) for suffix in (".py", ".ipynb")}
    classes["this grader, no two alike"] = write_class(folder, ".py", options.size, DIFFERING)
    one_otter, one_pytest = write_otter(folder), write_pytest(folder)
    scripts, notebooks = (sorted((folder / name).iterdir())[2:] for name in ("each.py", "each.ipynb"))
    measured: dict[str, list[float]] = {}
    used: dict[str, list[float]] = {}
    memory = 0.0
    for _ in range(options.rounds):
        for name, path in classes.items():
            run = grade(path, folder / "graded")
            memory = max(memory, run.megabytes)
            measured.setdefault(name, []).append(run.seconds / options.size)
            used.setdefault(name, []).append(run.processor / options.size)
        measured.setdefault("otter run, .ipynb", []).append(timed(one_otter, notebooks[: options.peers]))
        measured.setdefault("pytest, .py", []).append(timed(one_pytest, scripts[: options.peers]))
        measured.setdefault("bare fork with numpy", []).append(bare_fork())
        for name, seconds in zip(FLOOR, [*floor(scripts[:100]), confined(scripts[:100])], strict=True):
            used.setdefault(name, []).append(seconds)
    medians = {name: statistics.median(seconds) for name, seconds in measured.items()}
    fastest = medians["this grader, .ipynb"]
    print(f"{os.cpu_count()} cores, {options.rounds} rounds; medians, seconds of wall clock a submission")
    for name, seconds in medians.items():
        print(f"{name:<28}{seconds:>10.5f} s {1 / seconds:>9.1f} a second {seconds / fastest:>9.2f} x this grader's")
    print("processor time a submission, the start included")
    for name, each in used.items():
        print(f"{name:<40}{statistics.median(each) * 1000:>8.1f} ms")
    print(f"peak memory of the process tree {memory:.0f} MB (PSS)")
    if options.linear:
        for size in (100, 1_000, 10_000):
            run = grade(write_class(folder, ".py", size), folder / "graded")
            print(
                f"{size:>6} submissions {run.seconds:>8.1f} s {size / run.seconds:>8.1f} a second, "
                f"{run.processor / size * 1000:.1f} ms of processor time each, peak {run.megabytes:.0f} MB"
            )


def write_class(folder: Path, suffix: str, size: int, tail: str = "") -> Path:
    """A class of one kind of file: distinct submissions, repeated where a class is larger than 1,000 of them.

    `tail` stands at the end of each of them, with the number of the submission.
    """
    each = folder / f"each{suffix}"
    if not each.exists():
        each.mkdir()
        texts = [text for kind, text in submissions(ASSIGNMENT, 2000, seed=1) if kind == suffix]
        for number, text in enumerate(texts):
            (each / f"s{number:04d}{suffix}").write_text(text, encoding="utf-8")
    texts = [path.read_text(encoding="utf-8") for path in sorted(each.iterdir())]
    path = folder / f"class{suffix}-{size}-{len(tail)}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(size):
            text = texts[number % len(texts)] + tail.replace("NUMBER", str(number + 1))
            archive.writestr(f"s{number:05d}{suffix}", text)
    return path


@dataclass
class Run:
    """What a whole command took, its start included: of the clock, of the processors, and of memory at its peak."""

    seconds: float = 0.0
    processor: float = 0.0
    megabytes: float = 0.0


def grade(path: Path, output: Path) -> Run:
    """Grade a class, and look at the process tree from time to time."""
    began, run = time.perf_counter(), Run()
    process = subprocess.Popen(
        [sys.executable, "-m", "autograder", "grade", path, "-o", output], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    watcher = threading.Thread(target=watch, args=(process, run))
    watcher.start()
    process.wait()
    run.seconds = time.perf_counter() - began
    watcher.join()
    return run


def watch(process: subprocess.Popen[bytes], run: Run) -> None:
    """Keep the peak of a process tree's memory, and its processor time so far, until it ends."""
    while process.poll() is None:
        pids = tree(process.pid)
        run.megabytes = max(run.megabytes, sum(proportional_megabytes(pid) for pid in pids))
        run.processor = max(run.processor, sum(processor_seconds(pid) for pid in pids))
        time.sleep(0.25)


def tree(root: int) -> list[int]:
    """A process and all below it."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found = [root]
    for pid in found:
        found += parents.get(pid, [])
    return found


def proportional_megabytes(pid: int) -> float:
    """The PSS of a process; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def processor_seconds(pid: int) -> float:
    """What a process has used, with the children that it waited for; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def floor(scripts: list[Path]) -> list[float]:
    """The processor seconds that floor.py prints."""
    command = [sys.executable, Path(__file__).with_name("floor.py"), *scripts]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return [float(seconds) for seconds in done.stdout.split()]


def confined(scripts: list[Path]) -> float:
    """Processor seconds of the sandbox alone for a submission that is asked everything, without any work of our own."""
    prepared = prepare(ASSIGNMENT)
    entries = [Entry(Student("s", "S"), path.name, path.read_bytes()) for path in scripts]
    with Slot(Limits(), ASSIGNMENT.packages) as slot:
        began = 0.0
        for number, submission in enumerate(map(read_submission, [*entries[:20], *entries])):
            if number == 20:  # from here on the zygote is warm
                began = sum(map(processor_seconds, tree(os.getpid())[1:]))
            with Session(submission.cells, slot) as session:
                sit(submission, prepared, session)
        return (sum(map(processor_seconds, tree(os.getpid())[1:])) - began) / len(entries)


def timed(run: Callable[[Path], None], paths: list[Path]) -> float:
    """Seconds a submission."""
    began = time.perf_counter()
    for path in paths:
        run(path)
    return (time.perf_counter() - began) / len(paths)


def bare_fork(times: int = 200) -> float:
    """Seconds for a fork of a process with numpy loaded that does nothing."""
    code = (
        "import numpy, os, time; n = int(input()); began = time.perf_counter()\n"
        "for _ in range(n):\n    pid = os.fork()\n    if not pid: os._exit(0)\n    os.waitpid(pid, 0)\n"
        "print((time.perf_counter() - began) / n)"
    )
    done = subprocess.run([sys.executable, "-c", code], input=str(times), capture_output=True, text=True, check=True)
    return float(done.stdout)


def cases_as_code() -> dict[str, list[str]]:
    """For each function, an expression a case that is true when it is right: the values of the hidden cases inside."""
    prepared = prepare(ASSIGNMENT)
    checks: dict[str, list[str]] = {}
    for name, function in prepared.functions.items():
        for ready in function.cases:
            arguments = ", ".join(literal(argument) for argument in ready.arguments)
            wanted = ", ".join(literal(value.array) for value in ready.wanted)
            several = len(ready.wanted) > 1
            got = f"{name}({arguments})" if several else f"({name}({arguments}),)"
            within = [value.within for value in ready.wanted]
            checks.setdefault(name, []).append(
                f"all(np.shape(g) == np.shape(w) and np.max(np.abs(g - w)) <= t "
                f"for g, w, t in zip({got}, ({wanted},), {within!r}, strict=True))"
            )
    return checks


def write_otter(folder: Path) -> Callable[[Path], None]:
    """An otter autograder with the same cases, and how to run it on a notebook."""
    tests = folder / "otter" / "tests"
    tests.mkdir(parents=True)
    for name, checks in cases_as_code().items():
        cases = [{"code": f">>> bool({check})\nTrue", "hidden": True, "locked": False, "points": 1} for check in checks]
        suite = [{"cases": cases, "scored": True, "setup": ">>> import numpy as np", "teardown": "", "type": "doctest"}]
        test = {"name": name, "points": len(cases), "suites": suite}
        (tests / f"{name}.py").write_text(f"OK_FORMAT = True\n\ntest = {test!r}\n", encoding="utf-8")
    quiet = {"cwd": folder / "otter", "check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([BIN / "otter", "generate", "-t", "tests", "--no-environment"], **quiet)
    archive = next((folder / "otter").glob("autograder*.zip"))

    def run(path: Path) -> None:
        output = folder / "otter" / "out"
        output.mkdir(exist_ok=True)
        subprocess.run([BIN / "otter", "run", path, "-a", archive, "-o", output, "--no-logo"], **quiet)
        json.loads((output / "results.json").read_text(encoding="utf-8"))

    return run


def write_pytest(folder: Path) -> Callable[[Path], None]:
    """A pytest file with the same cases, and how to run it on a .py file."""
    checks = folder / "pytest"
    checks.mkdir()
    rows = [f"def test_{n}_{i}():\n    assert {c}\n" for n, cs in cases_as_code().items() for i, c in enumerate(cs)]
    head = "import numpy as np\nfrom backprop import *\n"
    (checks / "test_hidden.py").write_text("\n\n".join([head, *rows]), encoding="utf-8")

    def run(path: Path) -> None:
        (checks / "backprop.py").write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=no", checks]
        subprocess.run(command, cwd=checks, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    return run


if __name__ == "__main__":
    main()
