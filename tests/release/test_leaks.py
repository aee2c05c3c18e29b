"""No solution reaches a student: not as a function, not as a line, not as a number."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import solutions as solutions_package
from assignment import ASSIGNMENT
from autograder.model import AnswerQuestion, FunctionQuestion
from autograder.reading.notebook import read_notebook
from autograder.source import BEGIN, END

SOLUTIONS = sorted(Path(solutions_package.__file__).parent.glob("*.py"))
FUNCTIONS = {q.id: q for q in ASSIGNMENT.questions if isinstance(q, FunctionQuestion)}
TEMPLATE = Path(__file__).parents[2] / "student_template"
NAMES = sorted(
    path.relative_to(TEMPLATE).as_posix()
    for path in TEMPLATE.rglob("*.*")
    if path.is_file() and path.suffix in (".md", ".py", ".ipynb")
)


def code_of(path: Path) -> str:
    """The code in a student's file: all of a module, the code cells of a notebook, nothing of a text."""
    if path.suffix == ".ipynb":
        return "\n".join(cell.code for cell in read_notebook(path.read_bytes())[0])
    return path.read_text(encoding="utf-8") if path.suffix == ".py" else ""


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    """All functions in a tree, inner ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def body_of(function: ast.FunctionDef) -> list[ast.stmt]:
    """The statements of a function without its docstring."""
    return function.body[1:] if ast.get_docstring(function) is not None else function.body


def dumped(statements: list[ast.stmt]) -> str:
    """Statements without layout and comments."""
    return ast.dump(ast.Module(statements, []))


def solution_lines() -> set[str]:
    """The lines between the marks, without comments and margins; short ones could stand anywhere."""
    lines = set()
    for path in SOLUTIONS:
        for part in path.read_text(encoding="utf-8").split(BEGIN)[1:]:
            for line in part.split(END)[0].splitlines():
                code = line.split("  #")[0].strip()
                if len(code) >= 12 and not code.startswith("#"):
                    lines.add(code)
    return lines


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_every_solution_is_between_the_marks(path: Path) -> None:
    """Outside the marks a module of solutions has only imports, signatures and docstrings."""
    text = path.read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END)
    spans = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt)]
    inside, marked = False, set()
    for number, line in enumerate(text.splitlines(), 1):
        inside = line.strip() == BEGIN or (inside and line.strip() != END)
        if inside:
            marked.add(number)
    for node in spans:
        heads = ast.FunctionDef | ast.Import | ast.ImportFrom
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        assert isinstance(node, heads) or is_docstring or node.lineno in marked, ast.unparse(node)


@pytest.mark.parametrize("name", NAMES)
def test_no_body_of_a_solution(name: str, template: Path) -> None:
    """No function for students has the body of a solution, and none of its statements but stubs and laws."""
    secret = {
        dumped(body_of(function)) for path in SOLUTIONS for function in functions(ast.parse(path.read_text("utf-8")))
    }
    given = {dumped(body_of(function)) for function in functions(ast.parse(code_of(template / name)))}
    assert len(secret) >= len(FUNCTIONS)
    assert not secret & given


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_a_solution(name: str, template: Path) -> None:
    """No line of a solution stands anywhere in a file for students, in its texts and comments neither."""
    secret, text = solution_lines(), (template / name).read_text(encoding="utf-8")
    escaped = text.replace('\\"', '"').replace("\\n", "\n")
    assert len(secret) > 50
    assert not [line for line in secret if line in text or line in escaped]


@pytest.mark.parametrize("name", ["backprop.py", "backprop.ipynb"])
def test_every_stub_is_a_docstring_and_an_error(name: str, template: Path) -> None:
    """Every function is there with its parameters, the docstring of its reference, and one raise."""
    stubs = {function.name: function for function in functions(ast.parse(code_of(template / name)))}
    assert stubs.keys() == FUNCTIONS.keys()
    for id_, function in stubs.items():
        (statement,) = body_of(function)
        assert ast.unparse(statement) == f"raise NotImplementedError('{id_} is not written yet')"
        assert ast.get_docstring(function) == inspect.getdoc(FUNCTIONS[id_].reference)
        assert tuple(argument.arg for argument in function.args.args) == FUNCTIONS[id_].parameters


@pytest.mark.parametrize("name", ["backprop.py", "backprop.ipynb"])
def test_every_answer_is_open(name: str, template: Path) -> None:
    """Every variable for an answer is there, and holds None, or None for each of its keys."""
    answers = {question.id: question for question in ASSIGNMENT.questions if isinstance(question, AnswerQuestion)}
    assigned = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in ast.parse(code_of(template / name)).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in answers
    }
    assert assigned == {id_: dict.fromkeys(q.keys) if q.keys else None for id_, q in answers.items()}


@pytest.mark.parametrize("name", NAMES)
def test_no_number_of_an_answer(name: str, template: Path) -> None:
    """No value that is to be worked by hand, of five digits or more, can be read off a file for students."""
    text = (template / name).read_text(encoding="utf-8")
    found = []
    for question in ASSIGNMENT.questions:
        if isinstance(question, AnswerQuestion) and not question.is_text:
            for answer in question.answers:
                digits = np.format_float_positional(float(answer.value), precision=12, trim="-")
                if len(digits.lstrip("-0.")) >= 5 and digits[:9].lstrip("-") in text:
                    found.append((question.id, answer.where))
    assert not found


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_ours_is_mentioned(name: str, template: Path) -> None:
    """A file for students names none of our packages, no hidden case and no seed."""
    text = (template / name).read_text(encoding="utf-8")
    hidden = {case.name for q in FUNCTIONS.values() for case in q.cases if case.points and len(case.name) > 20}
    for word in ("autograder", "import assignment", "from assignment", "solutions", "misconception", *hidden):
        assert word not in text, word
    assert str(ASSIGNMENT.seed) not in text
