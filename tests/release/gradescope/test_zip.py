"""The zip for Gradescope: what is in it, what is pinned, and how it is installed."""

import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import autograder
from assignment import ASSIGNMENT
from autograder.gradescope.settings import Settings, Shown, from_json, to_json
from autograder.release.gradescope import own_modules, write_gradescope_zip
from autograder.release.requirements import LOCK, LockError, pinned

ROOT = Path(autograder.__file__).resolve().parents[1]
LOADS = "import assignment, autograder.gradescope.__main__, sys; print(*{n.partition('.')[0] for n in sys.modules})"
SCRIPTS = ("setup.sh", "run_autograder")
NO_NETWORK = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "0"}
TOY_LOCK = """# made by hand
apart==1 \\
    --hash=sha256:aa
    # via
    #   other
    #   project (pyproject.toml)
deep==2 ; python_full_version < '3.12' \\
    --hash=sha256:bb
    # via middle
deep==3 ; python_full_version >= '3.12' \\
    --hash=sha256:cc
    # via middle
middle==4 \\
    --hash=sha256:dd \\
    --hash=sha256:ee
    # via
    #   apart
    #   top
top==5 \\
    --hash=sha256:ff
    # via project (pyproject.toml)
"""


@pytest.fixture
def unpacked(archive: Path, tmp_path: Path) -> Path:
    """A root as when the container is built: the zip in source/, files that may be run as such."""
    shutil.unpack_archive(archive, tmp_path / "source")
    for name in SCRIPTS:
        (tmp_path / "source" / name).chmod(0o755)
    return tmp_path


def names(requirements: str) -> set[str]:
    """The names of pinned packages."""
    return set(re.findall(r"^([\w.-]+)==", requirements, re.MULTILINE))


def test_the_command_builds_it(tmp_path: Path) -> None:
    """`autograder build` writes the zip beside the others, the same bytes each time, and takes the choice of when."""
    command = [sys.executable, "-W", "error", "-m", "autograder", "build"]
    seen = []
    for options in ((), (), ("--gradescope-hidden", "after_due_date")):
        subprocess.run([*command, *options], cwd=tmp_path, check=True, capture_output=True)
        seen.append((tmp_path / "dist" / "gradescope-autograder.zip").read_bytes())
    assert seen[0] == seen[1] != seen[2]
    with zipfile.ZipFile(tmp_path / "dist" / "gradescope-autograder.zip") as opened:
        assert json.loads(opened.read("settings.json"))["hidden"] == "after_due_date"


def test_what_is_in_it(archive: Path) -> None:
    """At its root are the scripts, which may be run, the settings and the pins; below, three packages as they stand."""
    with zipfile.ZipFile(archive) as opened:
        found = {info.filename: info for info in opened.infolist()}
        texts = {name: opened.read(name) for name in found}
    flat = {name for name in found if "/" not in name}
    assert flat == {*SCRIPTS, "requirements.txt", "settings.json", "unfinished.json"}
    for name, info in found.items():
        assert bool(info.external_attr >> 16 & stat.S_IXUSR) == texts[name].startswith(b"#!")
    packages = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for package in ("assignment", "autograder", "solutions")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name: text for name, text in texts.items() if name not in flat} == packages


def test_the_assignment_brings_along_what_it_imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an assignment elsewhere the zip has its own modules and those beside it that they import, and no others."""
    files = {
        "mine/__init__.py": "import numpy, beside",
        "beside.py": "from further import x",
        "further/__init__.py": "x = 1",
        "further/text.md": "text",
        "apart.py": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert own_modules("mine") == [tmp_path / "beside.py", tmp_path / "further", tmp_path / "mine"]
    archive = write_gradescope_zip(ASSIGNMENT, Settings("mine"), tmp_path / "dist")
    with zipfile.ZipFile(archive) as opened:
        packed = {name for name in opened.namelist() if "/" in name or name.endswith(".py")}
    assert {name for name in packed if not name.startswith("autograder/")} == files.keys() - {"apart.py"}


def test_the_pins_are_those_that_are_needed() -> None:
    """Of a lock stay the wanted packages and what they need, for every Python, with all hashes and no comment."""
    kept = pinned(TOY_LOCK, ["top"])
    assert names(kept) == {"top", "middle", "deep"}
    assert kept.count("deep==") == 2
    assert set(re.findall(r"sha256:(\w\w)", kept)) == {"bb", "cc", "dd", "ee", "ff"}
    assert "#" not in kept


def test_a_package_without_a_pin_is_named() -> None:
    """A package that the lock does not have gives one sentence with its name."""
    with pytest.raises(LockError, match=r"^requirements.lock has no beyond: add it"):
        pinned(TOY_LOCK, ["top", "beyond"])


def test_every_module_that_grading_loads_is_pinned(archive: Path) -> None:
    """What the runner imports is installed by the requirements of the zip, and no tool for developers is."""
    with zipfile.ZipFile(archive) as opened:
        requirements = opened.read("requirements.txt").decode()
    done = subprocess.run([sys.executable, "-c", LOADS], capture_output=True, text=True, check=True)
    owners = packages_distributions()
    loaded = {name.lower() for module in done.stdout.split() for name in owners.get(module, ())}
    assert {"numpy", "jinja2"} < loaded
    assert loaded - {"backprop-by-hand", "setuptools"} <= names(requirements), "what is not of the venv itself"
    assert "ipython" in names(requirements), "the sandbox loads it from its files"
    assert not names(requirements) & {"otter-grader", "pytest", "ruff", "typer", "rich"}
    assert names(requirements) < names(LOCK.read_text(encoding="utf-8"))
    entries = re.split(r"^(?=\S)", requirements, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_scripts_are_valid(script: str, unpacked: Path) -> None:
    """Bash reads the scripts, and their lines end as it wants them."""
    path = unpacked / "source" / script
    subprocess.run(["bash", "-n", path], check=True)
    assert path.read_bytes().startswith(b"#!/usr/bin/env bash\n")
    assert b"\r" not in path.read_bytes()


def tiny_wheel(folder: Path) -> str:
    """Write a wheel of a package that has only a name, and give the line that pins it."""
    folder.mkdir()
    path = folder / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("tiny.py", "here = True\n")
        wheel.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        wheel.writestr(
            "tiny-1.0.dist-info/WHEEL",
            "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        wheel.writestr("tiny-1.0.dist-info/RECORD", "tiny.py,,\n")
    return f"tiny==1.0 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


def set_up(root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run setup.sh without network."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [shutil.which("bash") or "bash", root / "source" / "setup.sh", root],
        env={"PATH": path, **NO_NETWORK, **environment},
        capture_output=True,
        text=True,
    )


def test_wheels_in_the_zip_are_installed_without_network(unpacked: Path) -> None:
    """setup.sh makes a Python with the pinned packages from `wheels`; nobody else may look into source/."""
    (unpacked / "source" / "requirements.txt").write_text(tiny_wheel(unpacked / "source" / "wheels"), encoding="utf-8")
    done = set_up(unpacked)
    assert (done.returncode, done.stderr) == (0, "")
    python = unpacked / "venv" / "bin" / "python"
    said = subprocess.run([python, "-c", "import tiny; print(tiny.__file__)"], capture_output=True, text=True)
    assert said.stdout.startswith(str(unpacked / "venv"))
    assert stat.S_IMODE((unpacked / "source").stat().st_mode) & 0o077 == 0


def test_a_wheel_of_other_bytes_is_refused(unpacked: Path) -> None:
    """A wheel whose hash is not the pinned one fails the installation."""
    pin = tiny_wheel(unpacked / "source" / "wheels")
    (unpacked / "source" / "requirements.txt").write_text(pin[:-65] + "0" * 64 + "\n", encoding="utf-8")
    done = set_up(unpacked)
    assert done.returncode != 0
    assert "do not match the hashes" in " ".join(done.stderr.lower().split())


def test_a_machine_without_a_python_is_told_so(unpacked: Path) -> None:
    """Where no Python is new enough and none can be installed, setup.sh ends with one sentence of its own."""
    tools = unpacked / "tools"
    tools.mkdir()
    for name, status in (("python3", 1), ("apt-get", 100)):
        (tools / name).write_text(f"#!/bin/sh\nexit {status}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    done = set_up(unpacked, PATH=str(tools))
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("setup.sh: Python 3.11 or newer")
    assert not (unpacked / "venv").exists()


def test_settings_are_what_they_were() -> None:
    """Settings come back from their text, and a word that Gradescope does not know is refused by name."""
    settings = Settings("assignment", Shown.AFTER_DUE_DATE, Shown.HIDDEN)
    assert from_json(to_json(settings)) == settings
    with pytest.raises(ValueError, match="tomorrow"):
        from_json(to_json(settings).replace("after_due_date", "tomorrow"))
    with pytest.raises(TypeError, match="colour"):
        from_json('{"assignment": "a", "colour": "red"}')
