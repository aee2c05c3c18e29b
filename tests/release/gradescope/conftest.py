"""A folder laid out as Gradescope's container, with the zip unpacked in it, and runs of it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assignment import ASSIGNMENT
from autograder.gradescope.settings import Settings
from autograder.release.gradescope import write_gradescope_zip

METADATA = {
    "id": 123456,
    "created_at": "2026-02-02T00:30:00.000000-08:00",
    "assignment": {"due_date": "2026-02-01T23:59:00.000000-08:00", "late_due_date": None, "total_points": "100.0"},
    "users": [
        {"email": "one@example.edu", "id": 7, "name": "Student One"},
        {"email": "two@example.edu", "id": 8, "name": "Student Two"},
    ],
    "previous_submissions": [],
}
# A container that refuses what these numbers of x86-64 and arm64 do: new namespaces, and Landlock too in an old kernel.
REFUSED = {
    "free": {"x86_64": (), "aarch64": ()},
    "no namespaces": {"x86_64": (155, 165, 272, 308, 428, 429, 442), "aarch64": (41, 40, 97, 268, 428, 429, 442)},
}
REFUSED["no Landlock either"] = {machine: (*some, 444, 445, 446) for machine, some in REFUSED["no namespaces"].items()}
CONTAINER = """
import os, sys
from autograder.sandbox.inside.confinement import privileges, seccomp
code = [(seccomp.LOAD, 0, 0, seccomp.NUMBER)]
for number in {numbers}:
    code += [(seccomp.EQUAL, 0, 1, number), (seccomp.RETURN, 0, 0, seccomp.REFUSE)]
code.append((seccomp.RETURN, 0, 0, seccomp.ALLOW))
if os.getuid():
    privileges.refuse_new_privileges()
seccomp.Filter(code, os.uname().machine).install()
os.execv(sys.argv[1], sys.argv[1:])
"""
Report = dict[str, Any]
Run = Callable[..., tuple[int, Report]]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip."""
    return write_gradescope_zip(ASSIGNMENT, Settings("assignment"), tmp_path_factory.mktemp("dist"))


@pytest.fixture
def root(archive: Path, tmp_path: Path) -> Path:
    """The folder /autograder of a container, in a place that everybody may look into, before a submission came."""
    for folder in (tmp_path, *tmp_path.parents[:-2]):
        folder.chmod(0o755)
    root = tmp_path / "autograder"
    shutil.unpack_archive(archive, root / "source")
    (root / "submission").mkdir()
    (root / "results").mkdir()
    (root / "venv").symlink_to(sys.prefix)
    shutil.copy(root / "source" / "run_autograder", root / "run_autograder")
    (root / "run_autograder").chmod(0o755)
    (root / "submission_metadata.json").write_text(json.dumps(METADATA), encoding="utf-8")
    return root


@pytest.fixture
def run(root: Path) -> Run:
    """Run it on files, and give its exit status and results.json."""

    def start(files: dict[str, str], container: str = "free") -> tuple[int, Report]:
        for name, text in files.items():
            (root / "submission" / name).write_text(text, encoding="utf-8")
        code = CONTAINER.format(numbers=REFUSED[container][os.uname().machine])
        command = [sys.executable, "-c", code, root / "run_autograder", root]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True)
        assert done.stderr == ""
        return done.returncode, json.loads((root / "results" / "results.json").read_text(encoding="utf-8"))

    return start
