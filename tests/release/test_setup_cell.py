"""The first cell of the notebook installs what is missing: a real pip, offline, with stand-ins for the two packages."""

import subprocess
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import nbformat
import pip
import pytest

from autograder.reading.notebook import read_notebook
from autograder.sandbox.session import Session
from autograder.sandbox.slot import Slot

OTTER = "class Notebook:\n    def __init__(self, path):\n        print('otter', VERSION, path)\n"


def write_wheel(folder: Path, package: str, version: str, module: str, code: str) -> None:
    """Write the least that pip takes for a package."""
    name = package.replace("-", "_")
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{module}.py", f"VERSION = {version!r}\n{code}")
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


@pytest.fixture
def run_cell(tmp_path: Path, template: Path) -> Callable[[], str]:
    """What the first cell prints in a Python that has pip and nothing else; what is installed stays."""
    wheels, desk = tmp_path / "wheels", tmp_path / "desk"
    wheels.mkdir()
    (desk / "tests").mkdir(parents=True)
    write_wheel(wheels, "numpy", "2.0.1", "numpy", "")
    for version in ("6.1.6", "7.0.1", "8.0.0"):
        write_wheel(wheels, "otter-grader", version, "otter", OTTER)
    venv.create(tmp_path / "python", with_pip=False, symlinks=True)
    (site,) = (tmp_path / "python" / "lib").glob("python3*/site-packages")
    (site / "pip").symlink_to(Path(pip.__file__).parent)
    cell = nbformat.read(template / "backprop.ipynb", as_version=4).cells[0].source
    environment = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}

    def run() -> str:
        command = [str(tmp_path / "python" / "bin" / "python"), "-c", cell]
        return subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, check=True).stdout

    return run


def test_what_is_missing_is_installed_once(run_cell: Callable[[], str]) -> None:
    """Where numpy and otter are missing, the cell says so, installs otter 7, and goes on; next time it is silent."""
    assert run_cell().splitlines() == [
        "Installing numpy and otter-grader~=7.0: this takes a minute, once.",
        "otter 7.0.1 None",
    ]
    assert run_cell().splitlines() == ["otter 7.0.1 None"]


def test_the_sandbox_runs_the_shipped_notebook(template: Path, slot_for: Callable[[], Slot]) -> None:
    """While grading neither the first cell nor any other of the shipped notebook fails."""
    cells, _ = read_notebook((template / "backprop.ipynb").read_bytes())
    with Session(cells, slot_for()) as session:
        assert session.load_failures == ()
