"""The layers around student code: each holds when it is tried, and where one is missing the run says so."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import autograder.handed_in
from autograder.sandbox.inside.confinement import door, privileges, seccomp
from autograder.sandbox.limits import LAYERS, Limits
from autograder.sandbox.session import Session, prepare_batch
from autograder.sandbox.slot import SandboxError, Slot

ROOT = Path(autograder.__file__).resolve().parents[1]
SITE = Path(np.__file__).resolve().parents[1]
SUBMISSION = "sigmoid_grad_max = 0.25\n"
NOBODY = 61000

# What a container's default profile forbids, by the numbers of x86-64 and arm64.
CONTAINER = """
import os, sys
from autograder.sandbox.inside.confinement import privileges, seccomp
numbers = {"x86_64": (155, 165, 272, 308, 428, 429, 442), "aarch64": (41, 40, 97, 268, 428, 429, 442)}
code = [(seccomp.LOAD, 0, 0, seccomp.NUMBER)]
for number in numbers[os.uname().machine]:
    code += [(seccomp.EQUAL, 0, 1, number), (seccomp.RETURN, 0, 0, seccomp.REFUSE)]
code.append((seccomp.RETURN, 0, 0, seccomp.ALLOW))
if os.getuid():
    privileges.refuse_new_privileges()
seccomp.Filter(code, os.uname().machine).install()
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


@pytest.fixture
def submission(tmp_path):
    """A file to grade, in a folder that everybody may read."""
    folder = tmp_path / "class"
    folder.mkdir()
    (folder / "one.py").write_text(SUBMISSION)
    (folder / "two.py").write_text(SUBMISSION + "W_updated = None\n")
    return folder


def readable_python():
    """A Python of our version that another user can start, or None."""
    for path in (Path(sys.executable).resolve(), Path(shutil.which("python3", path="/usr/bin:/usr/local/bin") or "/")):
        ours = f"{sys.version_info.major}.{sys.version_info.minor}"
        open_to_all = all(part.stat().st_mode & 0o005 == 0o005 for part in (path, *path.parents))
        if open_to_all and path.is_file():
            said = subprocess.run([path, "-V"], capture_output=True, text=True, check=True).stdout
            if said.startswith(f"Python {ours}."):
                return path
    return None


def grade(folder, output, *options, python=sys.executable, container=False, **how):
    """Grade a folder by the command, and give back how the command ended."""
    launcher = ["-c", CONTAINER] if container else []
    return subprocess.run(
        [python, *launcher, "-m", "autograder", "grade", folder, "-o", output, "--workers", "1", *options],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": f"{ROOT}:{SITE}", "PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"},
        **how,
    )


def isolations(output):
    """What the results say about isolation, once for each that differs."""
    return {tuple(json.loads(path.read_text())["isolation"]) for path in (output / "results").iterdir()}


def test_the_layers_are_tried_and_named(slot_for):
    """What a slot reports is a list of known layers in their order, and the limits of resources are always in it."""
    held = slot_for().isolation
    assert [layer for layer in LAYERS if layer in held] == list(held)
    assert "rlimits" in held


ATTEMPTS = {
    "rlimits": "files = [os.dup(0) for _ in range(1000)]",
    "no_new_privs": "os.execv('/bin/true', ['true'])",
    "unprivileged": "os.chroot('/')",
    "landlock": "os.listdir('/')",
    "seccomp": "os.memfd_create('x')",
    "namespaces": "os.kill(os.getppid(), 9)",
}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_that_is_reported_holds(slot_for, run, layer):
    """What a layer forbids cannot be done by student code, where the layer is said to hold."""
    if layer not in slot_for().isolation:
        pytest.skip(f"no {layer} on this machine")
    outcome = run(
        f"import os\ndef probe(x):\n    try:\n        {ATTEMPTS[layer]}\n    except OSError:\n        return 1.0\n"
        "    return 0.0\n"
    )
    assert outcome.values[0].array == 1.0


def test_the_file_system_of_a_fork_holds_python_alone(slot_for, run):
    """In namespaces neither the project, nor home, nor installed packages but numpy are in sight."""
    if "namespaces" not in slot_for().isolation:
        pytest.skip("no namespaces on this machine")
    unseen = [ROOT / "solutions", ROOT / "README.md", SITE / "pytest", Path.home() / ".bashrc", Path("/etc/passwd")]
    checks = ", ".join(f"float(os.path.exists({str(path)!r}))" for path in unseen)
    outcome = run(f"import os\ndef probe(x): return np.array([{checks}])\n")
    assert not outcome.values[0].array.any()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a process another user")
@pytest.mark.parametrize("container", [False, True], ids=["free", "in a container"])
@pytest.mark.parametrize("uid", [0, NOBODY], ids=["root", "ordinary user"])
def test_every_place_grades_and_says_what_is_missing(submission, tmp_path, uid, container):
    """Root and an ordinary user, free and in a container that forbids namespaces, grade alike; a gap is told once."""
    python = sys.executable if uid == 0 else readable_python()
    if python is None:
        pytest.skip("no Python that another user can start")
    for folder in (tmp_path, *tmp_path.parents[:-2], submission):
        folder.chmod(0o755)
    output = tmp_path / "graded"
    output.mkdir()
    os.chown(output, uid, uid)
    done = grade(submission, output, python=python, container=container, user=uid, group=uid, extra_groups=[])
    assert done.returncode == 0, done.stderr
    (isolation,) = isolations(output)
    missing = [layer for layer in LAYERS if layer not in isolation]
    assert ("namespaces" in missing) or not container
    assert done.stdout.count("not fully isolated") == (1 if missing else 0)
    assert [json.loads(path.read_text())["score"] for path in sorted((output / "results").iterdir())] == [1.0, 1.0]


def test_full_isolation_can_be_demanded(submission, tmp_path):
    """Where a layer is missing, `--require-isolation full` ends with status 2 and one sentence, and writes nothing."""
    done = grade(submission, tmp_path / "graded", "--require-isolation", "full", container=True)
    assert done.returncode == 2
    assert done.stderr.startswith("autograder: full isolation is not to be had here, for want of: ")
    assert "namespaces" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "graded").exists()


def test_packages_that_the_assignment_lists_can_be_imported():
    """A listed package can be imported, its later parts too, and what is not listed stays away."""
    code = "import mpmath.libmp, numpy\nimport autograd"
    with Slot(Limits(), ["mpmath"]) as slot, Session(cells(code), slot) as session:
        (failure,) = session.load_failures
    assert (failure.outcome.exception, failure.outcome.place.line) == ("ModuleNotFoundError", 2)


def test_a_lost_zygote_is_replaced(descendants):
    """When a zygote is killed, the submission of that moment starts anew on another, and the next ones as well."""
    with Slot(Limits()) as slot:
        before = descendants()
        slot.fork().kill()
        for pid in descendants() - before:
            with contextlib.suppress(ProcessLookupError):  # the first one may take the others with it
                os.kill(pid, 9)
        with pytest.raises(SandboxError):
            slot.fork()
        with Session(cells("def f(x): return x + 1"), slot) as session:
            (outcome,) = session.call(prepare_batch("f", [(1, (1.0,))], 1, 1))
        assert outcome.values[0].array == 2.0
    assert descendants() <= before


def cells(*sources):
    """Cells of a notebook."""
    return tuple(autograder.handed_in.Cell(number, source) for number, source in enumerate(sources, 1))


@pytest.mark.parametrize("missing", ["landlock", "seccomp"])
def test_a_layer_that_does_not_hold_is_not_reported(missing):
    """The trial of a door without a layer does not find that layer, whatever the trials before it used up."""
    filtered = seccomp.student_filter() if missing != "seccomp" else None
    uid = privileges.STUDENT_UID if os.getuid() == 0 else None
    room = privileges.memory_in_use() + (1 << 28)
    held = door._try_the_door(door.Door(uid, room, 60, None, filtered))
    assert missing not in held
    assert "rlimits" in held


def test_a_package_that_is_not_installed_is_named():
    """An assignment that lists a package which is not there gets a sentence with its name."""
    with (
        Slot(Limits(), ["no_such_package"]) as slot,
        pytest.raises(SandboxError, match="not installed: no_such_package"),
    ):
        slot.fork()
