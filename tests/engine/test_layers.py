"""Who may know whom: the engine's layers, and what it must not know at all."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import autograder
from assignment import ASSIGNMENT

PACKAGE = Path(autograder.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
TEXTS = sorted(path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".j2", ".json"))

ALLOWED: dict[str, set[str]] = {  # layer: the layers that it may import, besides its own
    "bank": set(),
    "handed_in": set(),
    "model": {"bank"},
    "outcome": set(),
    "zips": set(),
    "source": set(),
    "grades": {"handed_in", "model"},
    "loading": {"model"},
    "comparing": {"bank", "model", "outcome", "grades"},
    "reading": {"handed_in"},
    "sandbox": {"handed_in", "model", "outcome"},
    "grading": {"bank", "handed_in", "model", "outcome", "source", "grades", "comparing", "reading", "sandbox"},
    "gradebook": {"model", "grades"},
    "feedback": {"gradebook"},
    "lms": {"handed_in", "zips", "reading", "gradebook", "feedback"},
    "gradescope": {"handed_in", "loading", "reading", "sandbox", "grading", "gradebook", "feedback", "lms"},
    "release": {
        *("bank", "model", "outcome", "zips", "source", "grades"),
        *("comparing", "reading", "sandbox", "grading", "gradescope"),
    },
    "audit": {"bank", "handed_in", "model", "grades", "sandbox", "grading", "release"},
    "simulate": {"bank", "model", "zips", "reading", "release"},
    "classroom": {"sandbox", "grading", "gradebook", "feedback", "lms"},
    "screen": {"grades", "gradebook", "feedback", "lms", "audit"},
    "pytest_plugin": {"handed_in", "model", "grades", "loading", "reading", "sandbox", "grading", "feedback", "lms"},
    "cli": {
        *("model", "source", "grades", "loading", "reading", "sandbox", "grading", "gradebook"),
        *("feedback", "lms", "gradescope", "release", "audit", "simulate", "classroom", "screen"),
    },
    "__main__": {"cli"},
    "__init__": set(),
}
FOREIGN = re.compile(
    r"sigmoid|gradient|backprop|jacobian|entropy|relu|neural|y_hat|learning.rate|upstream|matrix|"
    r"prediction|samples are|\bloss\b|\btree\[" + "".join(rf"|\b{question.id}\b" for question in ASSIGNMENT.questions),
    re.IGNORECASE,
)


def layer_of(path: Path) -> str:
    """The layer in which a file stands."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, anywhere in it; of a package also what is taken from it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            assert node.module is not None
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            packages = [name for name in names if (PACKAGE.parent / name.replace(".", "/")).with_suffix(".py").exists()]
            yield from packages or [node.module]


def test_the_table_has_every_layer_in_order() -> None:
    """The table names every module and package of the engine, and lower layers never lead to higher ones."""
    assert {layer_of(path) for path in FILES} == ALLOWED.keys()
    order = list(ALLOWED)
    assert all(order.index(lower) < order.index(layer) for layer, known in ALLOWED.items() for lower in known)
    TopologicalSorter(ALLOWED).prepare()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_file_imports_only_what_its_layer_may(path: Path) -> None:
    """A file imports its own layer and those that the table allows."""
    known = {name.split(".")[1] for name in imports(path) if name.startswith("autograder.")}
    assert known <= ALLOWED[layer_of(path)] | {layer_of(path)}


@pytest.mark.parametrize("layer", ALLOWED)
def test_the_table_allows_nothing_needless(layer: str) -> None:
    """Every permission in the table is used."""
    files = [path for path in FILES if layer_of(path) == layer]
    used = {name.split(".")[1] for path in files for name in imports(path) if name.startswith("autograder.")}
    assert used - {layer} == ALLOWED[layer]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_file_imports_an_assignment(path: Path) -> None:
    """The engine names neither the assignment nor the solutions in an import, be it static or by a literal."""
    assert not {name.partition(".")[0] for name in imports(path)} & {"assignment", "solutions"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            literals = {str(argument.value) for argument in node.args if isinstance(argument, ast.Constant)}
            assert not {name.partition(".")[0] for name in literals} & {"assignment", "solutions"}


def test_the_engine_starts_without_an_assignment() -> None:
    """Importing all of the engine brings neither the assignment nor the solutions along."""
    script = "import autograder.cli, sys; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "autograder" in done.stdout.split()
    assert not {"assignment", "solutions"} & set(done.stdout.split())


SAYS_AN_ORACLE_S_NAME = PACKAGE / "audit" / "oracles.py"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_word_of_the_assignment(path: Path) -> None:
    """No line of the engine speaks of what this assignment is about, but for what an oracle says."""
    text = path.read_text(encoding="utf-8")
    if path == SAYS_AN_ORACLE_S_NAME:
        text = text.replace("autograd.jacobian", "")
    assert not [line for line in text.splitlines() if FOREIGN.search(line)]


def test_what_runs_beside_a_student_knows_no_secret() -> None:
    """The process with a student's code loads the standard library, numpy, and of ours the sandbox and its words."""
    sandbox = PACKAGE / "sandbox"
    reached: set[str] = set()
    waiting = list(sandbox.glob("inside/**/*.py"))
    assert waiting
    while waiting:
        for module in set(imports(waiting.pop())) - reached:
            reached.add(module)
            file = (PACKAGE.parent / module.replace(".", "/")).with_suffix(".py")
            waiting.extend([file] if file.exists() else [])
    ours = {module for module in reached if module.startswith("autograder")}
    assert {module.split(".")[1] for module in ours} <= {"outcome", "sandbox"}
    assert not {module for module in ours if module.endswith((".pipes", ".session", ".slot"))}
    assert {module.partition(".")[0] for module in reached - ours} <= sys.stdlib_module_names | {"numpy"}
