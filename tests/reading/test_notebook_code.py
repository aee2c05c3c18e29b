"""What stands in the cells of real notebooks: magics, checks, plots, errors, answers that were moved."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from autograder.grades import Grade
from autograder.reading.written import PLACEHOLDER, mark

Source = tuple[str, str]
Save = Callable[[Sequence[Source]], bytes]


@pytest.fixture(scope="module")
def hand_in(save_as: dict[str, Save], grade: Callable[..., Grade]) -> Callable[[Sequence[Source]], Grade]:
    """The grade of a Jupyter notebook with these cells."""
    return lambda cells: grade(save_as["jupyter"](cells))


def lost(got: Grade) -> set[str]:
    """The questions that did not earn all their points."""
    return {
        question.id for question in got.questions if question.kind != "written" and question.score < question.points
    }


EXTRAS = {
    "otter": 'import otter\ngrader = otter.Notebook("backprop.ipynb")\ngrader.check("q1")\ngrader.check_all()',
    "otter export": "import otter\ngrader = otter.Notebook()\ngrader.export(pdf=False, run_tests=True)",
    "own checks": 'from public_checks import check\ncheck("sigmoid")',
    "line magics": "%matplotlib inline\n%load_ext autoreload\n%autoreload 2\n%timeit 1 + 1",
    "shell": "!pip install numpy\nfiles = !ls\n!!ls",
    "shell in a block": "if True:\n    !ls\n    %cd ..",
    "help": "?print\nprint?\nprint??",
    "cell magic": "%%bash\nexit 1",
    "timed cell": "%%time\nraise SystemExit",
    "file magic": "%%writefile sigmoid.py\ndef sigmoid(z):\n    return 0",
    "Colab": "from google.colab import drive, files\ndrive.mount('/content/drive')\nfiles.download('x')",
    "IPython": "from IPython.display import Image, clear_output\nclear_output()\ndisplay(Image('x'))\nget_ipython()",
    "error": "1 / 0",
    "not defined": "undefined_name",
    "syntax error": "def sigmoid(z:\n    return 0",
    "indentation": "  if x:\n\ty",
    "assertion": "assert False, 'sanity check'",
    "exit": "exit()",
    "quit": "quit()",
    "SystemExit": "raise SystemExit(0)",
    "KeyboardInterrupt": "raise KeyboardInterrupt",
    "input": "name = input('Your name? ')",
    "module not there": "import torch",
    "warning as error": "import warnings\nwarnings.simplefilter('error')",
    "no newline at the end": "# only a comment",
    "await": "import asyncio\nawait asyncio.sleep(0)",
    "plot": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.legend()\nplt.show(); plt.savefig('x.png')",
    "axes": "from matplotlib import pyplot as plt\nfig, ax = plt.subplots(figsize=(6, 4))\nax.set_xlabel('z')",
}


@pytest.mark.parametrize("extra", EXTRAS)
def test_what_students_add_costs_nothing(
    extra: str, hand_in: Callable[[Sequence[Source]], Grade], solved_cells: list[Source]
) -> None:
    """A cell that is no part of an answer leaves the others all their points, before and after them."""
    cell = ("code", EXTRAS[extra])
    got = hand_in([cell, *solved_cells, cell])
    assert (got.problem, lost(got)) == (None, set())


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("%matplotlib inline", id="magic"),
        pytest.param("!ls", id="shell"),
        pytest.param('import otter\ngrader = otter.Notebook("backprop.ipynb")\ngrader.check("q1")', id="otter"),
        pytest.param("import matplotlib.pyplot as plt\nplt.rcParams['font.size'] = 12\nplt.figure()", id="figure"),
        pytest.param("import matplotlib.pyplot as plt\nfig, (a, b) = plt.subplots(1, 2)\na.plot([1])", id="two axes"),
        pytest.param("import matplotlib.pyplot as plt\nfor a in plt.subplots(2, 2)[1].flat: a.axis('off')", id="grid"),
        pytest.param("import matplotlib.pyplot as plt\nn, bins, bars = plt.hist([1, 2])", id="histogram"),
        pytest.param(
            "import matplotlib.pyplot as plt\nline, = plt.plot([1, 2])\nline.set_color('r')", id="line of a plot"
        ),
        pytest.param("import matplotlib.pyplot as plt\nleft, right = plt.xlim()", id="limits of an axis"),
        pytest.param("import seaborn as sns\nsns.set_theme()", id="seaborn"),
        pytest.param(
            "with open('notes.txt', 'w') if False else __import__('io').StringIO() as f:\n    pass", id="with"
        ),
    ],
)
def test_it_costs_nothing_in_the_cell_of_a_function_either(
    before: str, hand_in: Callable[[Sequence[Source]], Grade], solved_cells: list[Source]
) -> None:
    """Magics, checks and plots above a function do not keep it from being defined."""
    cells = [
        (kind, f"{before}\n{text}" if kind == "code" and text.startswith("def sigmoid(z)") else text)
        for kind, text in solved_cells
    ]
    assert cells != solved_cells
    got = hand_in(cells)
    assert (got.problem, lost(got)) == (None, set())


@pytest.mark.parametrize(
    "cell",
    [
        "!touch {}",
        "!!touch {}",
        "x = !touch {}",
        "%sx touch {}",
        "%%bash\ntouch {}",
        "%%writefile {}\nx",
        "%%sh\ntouch {}",
    ],
)
def test_magics_are_never_executed(cell: str, tmp_path: Path, hand_in: Callable[[Sequence[Source]], Grade]) -> None:
    """No command of a cell runs: a file that it would make is not there."""
    made = tmp_path / "made"
    tmp_path.chmod(0o777)
    assert hand_in([("code", cell.format(made))]).status.value == "graded"
    assert not made.exists()


def test_the_last_definition_counts(hand_in: Callable[[Sequence[Source]], Grade], solved_cells: list[Source]) -> None:
    """Cells run in order: a later wrong one takes the place of the right one."""
    got = hand_in([*solved_cells, ("code", "def quadratic_gradient(x1, x2):\n    return np.zeros(4)")])
    assert lost(got) == {"quadratic_gradient"}


def test_an_error_costs_the_question_of_its_cell_alone(
    hand_in: Callable[[Sequence[Source]], Grade], solved_cells: list[Source]
) -> None:
    """A syntax error in one cell is told with its cell and line, and the other questions are graded."""
    at = next(n for n, (_, text) in enumerate(solved_cells) if text.startswith("def quadratic_gradient"))
    solved_cells[at] = ("code", "# mine\ndef quadratic_gradient(x1, x2:\n    return 1")
    got = hand_in(solved_cells)
    (question,) = [question for question in got.questions if question.id == "quadratic_gradient"]
    assert lost(got) == {"quadratic_gradient"}
    assert {f"cell {at + 1}", "SyntaxError", "line 2"} <= {
        words for words in (f"cell {at + 1}", "SyntaxError", "line 2") if words in question.cases[0].finding.message
    }


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_code_in_a_text_cell_is_missing(
    kind: str, hand_in: Callable[[Sequence[Source]], Grade], solved_cells: list[Source]
) -> None:
    """What is not in a code cell is not run, and its question is missing and not wrong."""
    cells = [(kind if text.startswith("def quadratic_gradient") else own, text) for own, text in solved_cells]
    got = hand_in(cells)
    assert lost(got) == {"quadratic_gradient"}
    (question,) = [question for question in got.questions if question.id == "quadratic_gradient"]
    assert question.verdict.value == "missing"


def answers(got: Grade) -> dict[str, str | None]:
    """The written answers found, by question."""
    return {question.id: question.answer for question in got.questions if question.kind == "written"}


@pytest.mark.parametrize("way", ["moved to the end", "copied", "all in one cell", "in reverse order"])
def test_written_answers_are_found_wherever_their_cells_went(
    way: str,
    hand_in: Callable[[Sequence[Source]], Grade],
    solved_cells: list[Source],
    written: dict[str, str],
) -> None:
    """Copying, moving and merging cells leaves every answer whole and with its question."""
    mine = [cell for cell in solved_cells if "<!-- answer:" in cell[1]]
    rest = [cell for cell in solved_cells if cell not in mine]
    cells = {
        "moved to the end": [*rest, *mine],
        "copied": [*solved_cells, *mine],
        "all in one cell": [*rest, ("markdown", "\n\n".join(text for _, text in mine))],
        "in reverse order": [*rest, *reversed(mine)],
    }[way]
    assert answers(hand_in(cells)) == written


@pytest.mark.parametrize("half", ["Because of vanishing_gradients", "Second paragraph."])
def test_an_answer_whose_cell_was_split_stays_whole(
    half: str,
    hand_in: Callable[[Sequence[Source]], Grade],
    solved_cells: list[Source],
    written: dict[str, str],
) -> None:
    """Splitting a cell leaves its tail without a mark, next to its head; both are the answer."""
    at = next(n for n, (_, text) in enumerate(solved_cells) if mark("vanishing_gradients") in text)
    head, middle, tail = solved_cells[at][1].partition(half)
    solved_cells[at : at + 1] = [("markdown", head.rstrip()), ("markdown", middle + tail)]
    assert answers(hand_in(solved_cells)) == written


def test_an_untouched_answer_is_not_attempted_and_a_deleted_one_is_missing(
    hand_in: Callable[[Sequence[Source]], Grade], solved_cells: list[Source]
) -> None:
    """A person who marks is told the difference between nothing written and nothing found."""
    cells = [cell for cell in solved_cells if mark("vanishing_gradients") not in cell[1]]
    at = next(n for n, (_, text) in enumerate(cells) if mark("exploding_gradients") in text)
    cells[at] = ("markdown", f"{mark('exploding_gradients')}\n\n{PLACEHOLDER}")
    verdicts = {question.id: question.verdict.value for question in hand_in(cells).questions}
    assert verdicts["vanishing_gradients"] == "missing"
    assert verdicts["exploding_gradients"] == "not_attempted"
    assert verdicts["saturating_sigmoids"] == "skipped"
