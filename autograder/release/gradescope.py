"""Write the zip that an instructor uploads to Gradescope.

Its root becomes /autograder/source; `setup.sh` runs once when the container is built, a copy of `run_autograder` for
every submission ("Autograder Specifications", gradescope/autograder_samples, docs/specs.md). The zip holds the engine,
the assignment with its solutions, and the packages that they take, pinned. Wheels in a folder `wheels`, added to it,
are installed without network.
"""

from __future__ import annotations

import ast
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path

from autograder.gradescope.report import failure
from autograder.gradescope.settings import Settings, to_json
from autograder.model import Assignment
from autograder.release.requirements import grading_requirements
from autograder.zips import write_zip

ENGINE = Path(__file__).resolve().parents[1]
SCRIPTS = ("setup.sh", "run_autograder")
LEFT_BEHIND = frozenset({"__pycache__", ".ipynb_checkpoints"})
UNFINISHED = "The grader was ended before it was done, perhaps for want of memory or time."


def write_gradescope_zip(assignment: Assignment, settings: Settings, dist: Path) -> Path:
    """Write the zip into `dist`. Raises OSError, and LockError for packages that are not pinned."""
    texts = {
        "requirements.txt": grading_requirements(assignment.packages),
        "settings.json": to_json(settings),
        "unfinished.json": json.dumps(failure(UNFINISHED)),
        **{name: (ENGINE / "gradescope" / name).read_text(encoding="utf-8") for name in SCRIPTS},
    }
    packages = [ENGINE, *own_modules(settings.assignment)]
    archive = dist / "gradescope-autograder.zip"
    write_zip(archive, [(name, text.encode()) for name, text in texts.items()] + [*_files(packages)])
    return archive


def own_modules(module: str) -> list[Path]:
    """The file or folder of an assignment's module, and of the modules beside it that it imports, and they in turn."""
    top = module.partition(".")[0]
    spec = importlib.util.find_spec(top)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"the module {top} has no file")
    origin = Path(spec.origin)
    home = origin.parents[1] if spec.submodule_search_locations else origin.parent
    found: dict[str, Path] = {}
    waiting = {top}
    while waiting:
        name = waiting.pop()
        path = next((path for path in (home / name, home / f"{name}.py") if path.exists()), None)
        if name not in found and path is not None and path != ENGINE:
            found[name] = path
            waiting |= {imported for file in _walk(path) if file.suffix == ".py" for imported in _imports(file)}
    return [found[name] for name in sorted(found)]


def _imports(file: Path) -> Iterator[str]:
    """The top modules that a file imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def _files(packages: list[Path]) -> Iterator[tuple[str, bytes]]:
    for package in packages:
        yield from ((path.relative_to(package.parent).as_posix(), path.read_bytes()) for path in _walk(package))


def _walk(path: Path) -> list[Path]:
    """A file, or the files in a folder, sorted."""
    inside = sorted(path.rglob("*")) if path.is_dir() else [path]
    return [file for file in inside if file.is_file() and not set(file.parts) & LEFT_BEHIND]
