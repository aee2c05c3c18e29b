"""The README tells the truth: its commands run as they stand there, in its order."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import autograder

ROOT = Path(autograder.__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
COMMANDS = [line for block in BLOCKS for line in block.splitlines()]
ITSELF = "make test"  # which runs this test


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """The project's files in another folder, with this environment as its own: what is set up is not set up again."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("Makefile", "README.md", "pyproject.toml", "requirements.lock"):
        shutil.copy2(ROOT / name, folder / name)
    for name in ("assignment", "autograder", "solutions", "student_template"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "tests").mkdir()
    (folder / ".venv").symlink_to(Path(sys.prefix))
    (Path(sys.prefix) / ".ready").touch()
    return folder


@pytest.fixture(scope="module")
def ran(checkout):
    """How each command ended, in the order of the README, in a folder that has only what a clone has."""
    env = {"PATH": os.environ["PATH"], "HOME": str(checkout), "PYTHONPATH": str(checkout)}
    commands = [command for command in COMMANDS if command != ITSELF]
    return {
        command: subprocess.run(["/bin/sh", "-c", command], cwd=checkout, env=env, capture_output=True, text=True)
        for command in commands
    }


def test_every_command_of_the_readme_works(ran):
    """Each command ends well and says nothing on standard error."""
    assert len(ran) >= 7
    assert {
        command: done.stderr or done.stdout for command, done in ran.items() if done.returncode or done.stderr
    } == {}


def test_the_readme_names_real_files():
    """Every path of the project that the README names is there."""
    named = re.findall(r"`((?:assignment|autograder|solutions|student_template)/[\w./]*)`", README)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_demo_shows_what_the_readme_says(checkout, ran):
    """`make demo` leaves the class, the table, a result and a page for each of 40 students, and what is uploaded."""
    assert "make demo" in ran
    graded = checkout / "demo" / "graded"
    assert (checkout / "demo" / "class.zip").exists()
    assert len((graded / "grades.csv").read_text(encoding="utf-8").splitlines()) == 41
    assert len(list((graded / "results").iterdir())) == len(list((graded / "feedback").iterdir())) == 40
    assert all((graded / name).exists() for name in ("graded.zip", "gradebook.csv", "next_steps.txt"))
