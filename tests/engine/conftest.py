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
    """Run a command of `python -m autograder` on the toy assignment."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-W", "error", "-m", "autograder", *map(str, arguments), "--homework", "toy"]
        environment = os.environ | {"PYTHONPATH": str(HERE), "COLUMNS": "200"}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    return run
