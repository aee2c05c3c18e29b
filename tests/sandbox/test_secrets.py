"""What a student's code can find in its own process: its own arguments, and nothing of the grader's."""

import contextlib
import gc
import os
import struct
from pathlib import Path

import numpy as np
import pytest

from autograder.grading.prepared import prepare
from autograder.grading.submissions import grade_entry
from autograder.handed_in import Entry, Student
from autograder.model import Assignment, Case, FunctionQuestion, Topic, example, worked
from autograder.sandbox.session import prepare_batch

OWN, OTHER, FACTOR = 123456.7890123, 987654.3210987, 3.14159
WORKED = 777.1234567

KEEP = "kept = []\ndef probe(x):\n    kept.append(x)\n    return 0.0\n"


def memory_of(pid):
    """All that a process can write, as it stands; only root may read it, as the process hides it from its equals."""
    found = []
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            area, rights = line.split()[:2]
            low, high = (int(end, 16) for end in area.split("-"))
            if "rw" in rights:
                with contextlib.suppress(OSError, OverflowError, ValueError):
                    memory.seek(low)
                    found.append(memory.read(high - low))
    return b"".join(found)


ENGINE = ["autograder", "autograder.grading", "autograder.grading.prepared", "autograder.sandbox.session"]
ROOMS = ["solutions", "solutions.sigmoid", "assignment", "assignment.sigmoid", "tests", "student_template"]
LIBRARIES = ["pytest", "hypothesis", "jinja2", "typer", "nbformat", "autograd"]


def secret_reference(x):
    """A reference whose constant would be found in any process that has it."""
    return x * FACTOR


@pytest.mark.parametrize("name", [*ENGINE, *ROOMS])
def test_nothing_of_ours_can_be_imported(run, name):
    """The engine, the assignment and the solutions are no modules in the process of a student's code."""
    outcome = run(
        f"def probe(x):\n    try:\n        import {name}\n    except ModuleNotFoundError: return 1.0\n    return 0.0\n"
    )
    assert outcome.values[0].array == 1.0


@pytest.mark.parametrize("name", LIBRARIES)
def test_only_numpy_and_the_standard_library_can_be_imported(load, name):
    """What is installed for the grader is not there for a student's code."""
    failures = load(f"import {name}", "import numpy, json, decimal, unittest, sqlite3, asyncio")
    assert failures[1].exception == "ModuleNotFoundError"
    assert set(failures) == {1}


def test_no_module_of_ours_is_loaded_under_its_name(run):
    """sys.modules lists nothing of the engine, of the assignment or of the solutions."""
    outcome = run(
        "import sys\ndef probe(x):\n    ours = {'autograder', 'assignment', 'solutions', 'tests', 'pytest'}\n"
        "    return float(len([n for n in sys.modules if n.partition('.')[0] in ours]))\n"
    )
    assert outcome.values[0].array == 0.0


def test_the_path_leads_to_the_standard_library_alone(run):
    """No folder of sys.path holds this project or site-packages."""
    outcome = run(
        "import os, sys\ndef probe(x):\n"
        "    ours = [path for path in sys.path if os.path.exists(os.path.join(path or '.', 'autograder'))]\n"
        "    return float(len(ours) + ('' in sys.path) + ('site-packages' in str(sys.path)))\n"
    )
    assert outcome.values[0].array == 0.0


def test_the_environment_is_literal(run, monkeypatch):
    """No variable of the grader's environment reaches the child, neither by name nor by value."""
    monkeypatch.setenv("CANARY", "tweet")
    monkeypatch.setenv("PYTHONPATH", "/tweet")
    outcome = run(
        "import os\ndef probe(x):\n"
        "    texts = [str(dict(os.environ)), str(dict(os.environb))]\n"
        "    return float(sum('tweet' in text for text in texts)), float(len(os.environ))\n",
        count=2,
    )
    assert [float(value.array) for value in outcome.values] == [0.0, 6.0]


@pytest.mark.skipif(os.getuid() != 0, reason="only root can read the memory of a process that hides it")
def test_neither_inputs_nor_answers_nor_references_are_in_the_memory_of_the_child(open_session, descendants):
    """The fork and its zygote have the fork's own argument at most: no other question's, and nothing expected."""
    cases = (Case("a", lambda _: (np.array([OTHER]),), 1.0),)
    questions = (FunctionQuestion(secret_reference, ("y",), cases), worked("best", WORKED, 1.0))
    prepared = prepare(Assignment("toy", "Toy", "1", 7, (Topic("toy", "Toy", "", questions),)))
    ((wanted,),) = (case.wanted for case in prepared.functions["secret_reference"].hidden.cases)
    secrets = [struct.pack("<d", number) for number in (OTHER, float(wanted.array[0]), FACTOR, WORKED)]
    with open_session("import numpy as np\n" + KEEP, "best = 1.0") as session:
        session.call(prepare_batch("probe", [(1, (np.array([OWN]),))], 1, 10))
        memories = [memory_of(pid) for pid in descendants()]
    assert sum(struct.pack("<d", OWN) in memory for memory in memories) == 1
    assert not [secret for secret in secrets for memory in memories if secret in memory]


def test_the_call_stack_holds_no_expected_value(run):
    """The frames that call a student's function hold its arguments, and no Case, no reference and no file of tests."""
    outcome = run(
        "import sys, gc\ndef probe(x):\n"
        "    names, frame = set(), sys._getframe()\n"
        "    while frame:\n        names |= set(frame.f_locals) | set(frame.f_globals); frame = frame.f_back\n"
        "    kinds = {type(thing).__name__ for thing in gc.get_objects()}\n"
        "    return float(len(names & {'wanted', 'expected', 'reference', 'tolerance', 'points', 'seed'})), "
        "float(len(kinds & {'Case', 'FunctionQuestion', 'Assignment', 'Prepared', 'PreparedCase', 'Session'}))\n",
        count=2,
    )
    assert {type(thing).__name__ for thing in gc.get_objects()} >= {"FunctionQuestion"}  # it would be seen
    assert [float(value.array) for value in outcome.values] == [0.0, 0.0]


def test_a_script_is_imported_and_not_run(grade):
    """The main block of a .py file sleeps, and its __name__ and __file__ are those of a module."""
    result = grade(
        "if __name__ == '__main__':\n    del double\n    raise SystemExit\n"
        "if (__name__, __file__) != ('handed_in', 'handed_in.py'):\n    del double\n"
    )
    assert result.is_perfect


def test_a_notebook_is_the_main_program(grade_cells):
    """The code of a notebook has the name of a main program and no file, as in Jupyter."""
    cell = "if __name__ != '__main__' or '__file__' in globals(): raise SystemExit\nbest = 42.0"
    assert grade_cells(cell, right=("double", "total", "halves")).is_perfect


def test_a_module_finds_itself(grade):
    """Code that needs its own module, as dataclasses, pickle and typing do, finds it in sys.modules."""
    assert grade(
        "import dataclasses, pickle, typing, sys\n"
        "@dataclasses.dataclass\nclass Pair:\n    a: 'float' = 1.0\n"
        "typing.get_type_hints(Pair)\npickle.loads(pickle.dumps(Pair()))\n"
        "def double(x): return 2 * x * sys.modules[__name__].Pair().a\n"
    ).is_perfect


LEAKS = {
    "a line": "exec(compile('\\n' * int(abs(x[0]) * 1e6 - 1) + '1 / 0', 'backprop.py', 'exec'))",
    "a line of a syntax error": "raise SyntaxError('x', ('backprop.py', int(abs(x[0]) * 1e6), 0, ''))",
    "a shape": "return np.broadcast_to(0.0, (int(abs(x[0]) * 1e6), 7))",
    "a side of nothing": "return np.empty((0, int(abs(x[0]) * 1e6)))",
    "a class name": "raise type('E%d' % (abs(x[0]) * 1e6), (ValueError,), {})",
    "a message": "raise ValueError(int(abs(x[0]) * 1e6))",
    "a builtin of its own making": (
        "import builtins\n    error = type('E%d' % (abs(x[0]) * 1e6), (ValueError,), {})\n"
        "    setattr(builtins, error.__name__, error)\n    raise error"
    ),
    "a count": "return [0.0] * int(abs(x[0]) * 1e6)",
}


@pytest.mark.parametrize("leak", LEAKS.values(), ids=list(LEAKS))
@pytest.mark.parametrize("question", ["double", "halves"])
def test_a_hidden_case_says_nothing_that_the_code_made_of_its_input(grade, prepared, leak, question):
    """No line, shape, count, name or text that spells a hidden input stands in the sentence on a hidden case."""
    result = grade(f"def {question}(x):\n    {leak}\n")
    (ready,) = (case for case in prepared.functions[question].cases if case.case.name == "a")
    spelled = str(int(abs(ready.arguments[0][0]) * 1e6))
    assert result.scores[question] == 0.0
    assert all(spelled not in message for message in result.messages(question))


def first(x):
    """A reference with hidden inputs."""
    return x * 0


def second(x):
    """A reference with a public case, which is told with its values."""
    return x * 0


@pytest.mark.parametrize(
    "leak",
    ["def second(x): return x * 0 + kept", "def second(x):\n    global best; best = np.zeros(kept); return x * 0"],
    ids=["value", "shape of an answer"],
)
def test_public_sentences_say_nothing_of_hidden_inputs_seen_before(leak, slot_for):
    """What the code kept from a hidden case comes out neither in a later public case nor in the shape of an answer."""
    secret = Case("a", lambda _: (np.array([271828.0]),), 1.0)
    questions = (
        FunctionQuestion(first, ("y",), (secret,)),
        FunctionQuestion(second, ("y",), (example("zero", np.zeros(1)),)),
        worked("best", WORKED, 1.0),
    )
    prepared = prepare(Assignment("toy", "Toy", "1", 7, (Topic("toy", "Toy", "", questions),)))
    source = f"import numpy as np\nkept = 0\ndef first(x):\n    global kept; kept = int(x[0]); return x * 0\n{leak}\n"
    grade = grade_entry(Entry(Student("1", "One"), "backprop.py", source.encode()), prepared, slot_for())
    messages = [case.finding.message for question in grade.questions for case in question.cases]
    assert len(messages) == 3
    assert not any("271828" in message for message in messages)
