"""Commands of the engine on the toy assignment beside this."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def toy() -> Run:
    """Run a command of `python -m autograder` on the toy assignment, or on another that stands in a folder."""

    def run(*arguments: str | Path, homework: str = "toy", path: Path = HERE) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-W", "error", "-m", "autograder", *map(str, arguments), "--homework", homework]
        environment = os.environ | {"PYTHONPATH": f"{HERE}{os.pathsep}{path}", "COLUMNS": "200"}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    return run
