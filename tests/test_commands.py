"""The commands as people run them: real processes, real files, exit statuses."""

import contextlib
import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assignment import ASSIGNMENT
from autograder.reading.written import PLACEHOLDER
from autograder.release.code import answer_solved, solved
from autograder.release.document import Fill, document, to_notebook, to_script

TEMPLATE = Path(__file__).parents[1] / "student_template"
SOLUTION = document(ASSIGNMENT, Fill(solved, answer_solved, lambda _: PLACEHOLDER))
FORMS = {".py": to_script(SOLUTION), ".ipynb": to_notebook(SOLUTION)}
WRONG_STEP = (" - float(step_size) * dL_dW", " + float(step_size) * dL_dW")
COMMAND = [sys.executable, "-W", "error", "-m", "autograder"]
ENVIRONMENT = os.environ | {"COLUMNS": "200"}
each_form = pytest.mark.parametrize("suffix", FORMS)

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a command in an empty folder."""

    def command(*arguments: str | Path) -> Done:
        return subprocess.run(
            [*COMMAND, *map(str, arguments)], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=False
        )

    return command


def results(folder: Path) -> dict[str, dict[str, Any]]:
    """The results of a run, by student."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in (folder / "results").iterdir()]
    return {result["student"]["id"]: result for result in found}


def rows(folder: Path) -> list[dict[str, str]]:
    """The rows of grades.csv."""
    with (folder / "grades.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a run, results without their seconds."""
    return {
        path.relative_to(folder).as_posix(): re.sub(rb'"seconds": [\d.]+', b"", path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


@each_form
def test_the_solutions_score_everything(suffix: str, tmp_path: Path, run: Run) -> None:
    """The reference, as a .py file and as a notebook, gets 80 of 80."""
    (tmp_path / f"mine{suffix}").write_text(FORMS[suffix], encoding="utf-8")
    done = run("grade", f"mine{suffix}", "-o", "graded")
    assert (done.returncode, done.stderr) == (0, "")
    (result,) = results(tmp_path / "graded").values()
    assert (result["score"], result["max_score"], result["written"]["max_score"]) == (80, 80, 20)


@each_form
def test_the_untouched_template_scores_nothing(suffix: str, tmp_path: Path, run: Run) -> None:
    """The template, as a .py file and as a notebook, gets 0, and everything in it is not attempted."""
    done = run("grade", TEMPLATE / f"backprop{suffix}", "-o", "graded")
    assert (done.returncode, done.stderr) == (0, "")
    (result,) = results(tmp_path / "graded").values()
    assert (result["status"], result["score"]) == ("graded", 0)
    assert {question["verdict"] for question in result["questions"]} == {"not_attempted"}


@each_form
def test_a_wrong_function_loses_its_own_points(suffix: str, tmp_path: Path, run: Run) -> None:
    """With one function wrong only its question loses points, and its mistake has a name."""
    text = FORMS[suffix].replace(*WRONG_STEP)
    assert text != FORMS[suffix]
    (tmp_path / f"mine{suffix}").write_text(text, encoding="utf-8")
    assert run("grade", f"mine{suffix}", "-o", "graded").returncode == 0
    (result,) = results(tmp_path / "graded").values()
    losing = [q for q in result["questions"] if q["kind"] != "written" and q["score"] < q["max_score"]]
    assert [(q["id"], q["misconception"]) for q in losing] == [("gradient_step", "step taken uphill")]
    assert result["score"] == 78.5  # of its 3 points half are left


@each_form
def test_check_is_content_with_the_untouched_template(suffix: str, run: Run) -> None:
    """`check` of the template exits with 0 and says of every question that it is open."""
    done = run("check", TEMPLATE / f"backprop{suffix}")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(f"{question.id}: " in done.stdout for question in ASSIGNMENT.questions)
    assert "✓" not in done.stdout
    assert "✗" not in done.stdout


@each_form
def test_check_passes_the_solutions(suffix: str, tmp_path: Path, run: Run) -> None:
    """`check` of the solutions exits with 0, everything right, and shows no hidden case."""
    (tmp_path / f"mine{suffix}").write_text(FORMS[suffix], encoding="utf-8")
    done = run("check", f"mine{suffix}")
    assert (done.returncode, done.stderr) == (0, "")
    assert "✗" not in done.stdout
    assert done.stdout.count("✓") > 100
    assert "called twice" not in done.stdout


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        pytest.param("def sigmoid(z):\n    return z\n", "The sigmoid of -z is one minus", id="wrong"),
        pytest.param("def sigmoid(z):\n    return 1 / 0\n", "`sigmoid` stopped with ZeroDivisionError", id="crash"),
        pytest.param("def sigmoid(z:\n", "SyntaxError in line 1", id="syntax error"),
        pytest.param(
            "def sigmoid(z):\n    raise NotImplementedError\ndef sigmoid_grad(z):\n    return 0 * z + 3.0\n",
            "but 3 came back",
            id="wrong, and leaning on what is open",
        ),
    ],
)
def test_check_fails_where_something_public_does(code: str, sentence: str, tmp_path: Path, run: Run) -> None:
    """`check` exits with 1 when anything public fails, and says what."""
    (tmp_path / "mine.py").write_text(code, encoding="utf-8")
    done = run("check", "mine.py")
    assert sentence in done.stdout
    assert (done.returncode, done.stderr) == (1, "")


def test_a_bad_file_does_not_stop_a_class(tmp_path: Path, run: Run) -> None:
    """Files that cannot be graded are listed by name, without a zero; the others are graded; the status is 1."""
    folder = tmp_path / "class"
    (folder / "two").mkdir(parents=True)
    files = {
        "good.py": FORMS[".py"],
        "cut.ipynb": FORMS[".ipynb"][:999],
        "empty.py": "",
        "two/a.py": "",
        "two/b.py": "",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "link.py").symlink_to(folder / "good.py")
    done = run("grade", "class", "-o", "graded")
    assert (done.returncode, done.stderr) == (1, "")
    assert "4 not graded, and not set to zero:" in done.stdout
    found = {
        row["student_id"]: (row["status"], row["score"], bool(row["problem"])) for row in rows(tmp_path / "graded")
    }
    assert found.pop("good") == ("graded", "80.0", False)
    assert found == dict.fromkeys(["cut", "empty", "link", "two"], ("rejected", "", True))


def test_a_name_that_is_no_utf8_does_not_stop_a_class(tmp_path: Path, run: Run) -> None:
    """A file whose name is no UTF-8 is graded, or reported, and the others are graded."""
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "good.py").write_text(FORMS[".py"], encoding="utf-8")
    shutil.copy(tmp_path / "class" / "good.py", os.fsencode(tmp_path / "class") + b"/\xff.py")
    done = run("grade", "class", "-o", "graded")
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)
    assert len(rows(tmp_path / "graded")) == 2


def test_wrong_use_is_one_sentence(tmp_path: Path, run: Run) -> None:
    """Wrong use exits with 2 and one sentence, and writes nothing."""
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.tex").write_text("mine", encoding="utf-8")
    (tmp_path / "a.py").write_text("a = 1", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    for arguments in (
        ("grade", "nowhere", "-o", "graded"),
        ("grade", "notes.txt", "-o", "graded"),
        ("grade", "empty", "-o", "graded"),
        ("grade", "a.py", "-o", "full"),
        ("grade", "a.py", "-o", "notes.txt"),
        ("grade", "a.py", "-o", "graded", "--homework", "no_such_module"),
        ("check", "nowhere.py"),
        ("simulate", "3", "-o", "notes.txt/class.zip"),
        ("simulate", "3", "-o", "class.zip", "--lms", "auto"),
        ("build", "--template", "notes.txt"),
    ):
        done = run(*arguments)
        assert done.returncode == 2, arguments
        assert "Traceback" not in done.stderr
        assert done.stderr.startswith("autograder: ")
        assert done.stderr.count("\n") == 1
    assert {path.name for path in tmp_path.iterdir()} == {"notes.txt", "full", "a.py", "empty"}
    assert (tmp_path / "full" / "thesis.tex").exists()


def test_workers_and_seed(tmp_path: Path, run: Run) -> None:
    """The bytes of a run do not hang on the number of workers, and another seed changes no verdict of right code."""
    assert run("simulate", "37", "-o", "class.zip").returncode == 0
    assert run("grade", "class.zip", "-o", "one", "--workers", "1").returncode == 0
    assert run("grade", "class.zip", "-o", "two", "--workers", "2").returncode == 0
    assert run("grade", "class.zip", "-o", "other", "--workers", "2", "--seed", "7").returncode == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    scores = [row["score"] for row in rows(tmp_path / "one")]
    assert scores[:2] == ["80.0", "80.0"]
    assert min(map(float, scores)) < 80
    assert scores == [row["score"] for row in rows(tmp_path / "other")]


def test_a_simulated_class(tmp_path: Path, run: Run) -> None:
    """N submissions are N distinct files with Canvas's names, half of them notebooks; the seed makes them."""
    for name, seed in (("a", 0), ("again", 0), ("b", 1)):
        assert run("simulate", "23", "-o", f"{name}.zip", "--seed", str(seed)).returncode == 0
    classes = {}
    for name in ("a", "again", "b"):
        with zipfile.ZipFile(tmp_path / f"{name}.zip") as archive:
            classes[name] = {info.filename: archive.read(info) for info in archive.infolist()}
            times = {info.date_time for info in archive.infolist()}
    assert len(classes["a"]) == len(set(classes["a"].values())) == 23
    assert all(re.fullmatch(r"[a-z0-9]+(_LATE)?_\d+_\d+_backprop\.(py|ipynb)", name) for name in classes["a"])
    assert Counter(Path(name).suffix for name in classes["a"]) == {".ipynb": 12, ".py": 11}
    assert any("_LATE_" in name for name in classes["a"])
    assert classes["a"] == classes["again"]
    assert classes["a"] != classes["b"]
    assert times == {(1980, 1, 1, 0, 0, 0)}, "the bytes of the zip hang on the time of day"


def descendants(pid: int) -> Iterator[tuple[int, str]]:
    """The processes below a process, each with the time of its start, which tells it from a later one of its number."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, fields = int(path.parent.name), path.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if int(fields[1]) == pid:
            yield number, fields[19]
            yield from descendants(number)


def alive(process: tuple[int, str]) -> bool:
    """Whether a process still runs."""
    try:
        fields = Path(f"/proc/{process[0]}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return fields[19] == process[1] and fields[0] != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("to", ["group", "process", "group, twice", "group, while workers start"])
def test_an_interrupted_run_keeps_what_was_graded(to: str, tmp_path: Path) -> None:
    """Ctrl-C while a class is graded: status 130, all files agree on what was graded, and no process is left."""
    (tmp_path / "class").mkdir()
    for number in range(64):  # some at a time go to a worker
        text = "import time\ntime.sleep(1.5)\n" if number > 1 else ""
        (tmp_path / "class" / f"s{number:02}.py").write_text(text + "sigmoid_grad_max = 0.25\n", encoding="utf-8")
    command = [*COMMAND, "grade", "class", "-o", "graded", "--workers", "2"]
    process = subprocess.Popen(
        command, cwd=tmp_path, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    seen: set[tuple[int, str]] = set()

    def is_time() -> bool:
        if "start" in to:
            return len(seen) > 1 and (tmp_path / "graded" / "results").exists()
        return len(list(tmp_path.glob("graded/feedback/s0[01].html"))) == 2

    try:
        while process.poll() is None and not is_time():
            seen.update(descendants(process.pid))
            time.sleep(0.02)
        for _ in range(2 if "twice" in to else 1):
            (os.kill if to == "process" else os.killpg)(process.pid, signal.SIGINT)
            until = time.monotonic() + 0.3
            while process.poll() is None and time.monotonic() < until:
                seen.update(descendants(process.pid))
        output, _ = process.communicate(timeout=20)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 130
    assert "Traceback" not in output
    graded = {row["student_id"] for row in rows(tmp_path / "graded")}
    assert "start" in to or {"s00", "s01"} <= graded
    assert len(graded) < 64
    assert results(tmp_path / "graded").keys() == graded
    steps = (tmp_path / "graded" / "next_steps.txt").read_text(encoding="utf-8")
    assert steps.startswith("Interrupted: only a part of the class was graded.\n")
    with zipfile.ZipFile(tmp_path / "graded" / "graded.zip") as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {"grades.csv", *(f"feedback/{name}.html" for name in graded)}
        assert archive.read("grades.csv") == (tmp_path / "graded" / "grades.csv").read_bytes()
    until = time.monotonic() + 5
    while any(map(alive, seen)) and time.monotonic() < until:  # the last ones may still be ending
        time.sleep(0.02)
    assert seen
    assert not [pid for pid in seen if alive(pid)]
