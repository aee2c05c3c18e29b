"""Values that want to fool the comparison: converted in the child to plain numbers, compared by the grader alone."""

import pytest

from autograder.grades import Status, Verdict

ALWAYS_EQUAL = """
class Yes:
    shape, dtype, size, ndim = (4,), np.dtype(float), 4, 1
    def __getattr__(self, name): return lambda *a, **k: self
for name in ("eq ne lt le gt ge add radd sub rsub mul rmul truediv abs neg and or invert getitem contains float "
             "index int array_ufunc array_function").split():
    setattr(Yes, f"__{name}__", lambda self, *a, **k: self)
Yes.__bool__ = lambda self: True
def double(x): return Yes()
"""
EQUAL_ARRAY = """
class Yes(np.ndarray):
    def __array_ufunc__(self, *a, **k): return np.True_
    def __array_function__(self, *a, **k): return np.True_
    def __eq__(self, other): return True
    def astype(self, *a, **k): return self
    def tobytes(self, *a, **k): return b""
def double(x): return np.zeros_like(x).view(Yes)
"""
WRONG_VALUES = {
    "always equal": ALWAYS_EQUAL,
    "an array that is always equal": EQUAL_ARRAY,
    "a float that is always equal": (
        "class Yes(float):\n    def __eq__(self, o): return True\n    def __sub__(self, o): return 0.0\n"
        "def double(x): return [Yes(0)] * len(x)\n"
    ),
    "an array interface of a wild pointer": (
        "class Wild:\n    __array_interface__ = {'shape': (4,), 'typestr': '<f8', 'data': (8, True), 'version': 3}\n"
        "def double(x): return Wild()\n"
    ),
    "an array interface of 2**40 numbers": (
        "class Wild:\n    __array_interface__ = dict(np.zeros(4).__array_interface__, shape=(2**40,))\n"
        "def double(x): return Wild()\n"
    ),
    "a class that lies": "class Liar:\n    __class__ = str\ndef double(x): return Liar()\n",
    "an endless sequence": (
        "class Long:\n    def __len__(self): return 2**40\n    def __getitem__(self, i): return 1.0\n"
        "def double(x): return Long()\n"
    ),
    "a list that holds itself": "def double(x):\n    a = []\n    a.append(a)\n    return a\n",
    "a masked array of wrong values": "def double(x): return np.ma.masked_array(x, mask=True)\n",
}
WRONG_RESULTS = {
    "NaN": "x * np.nan",
    "infinity": "x * np.inf",
    "1e308": "np.full(4, 1e308)",
    "its own scale": "2 * x + np.array([1e300, 0, 0, 0])[:len(x)]",
    "empty": "np.empty(0)",
    "an empty side": "np.empty((0, 4))",
    "a scalar": "2 * x.mean()",
    "a column": "2 * x[:, None]",
    "a row": "2 * x[None]",
    "one too short": "2 * x[:-1]",
    "in a tuple": "(2 * x,)",
    "complex": "2 * x + 0j",
    "objects": "(2 * x).astype(object)",
    "texts": "(2 * x).astype(str)",
    "one text": "str(2 * x)",
    "bytes": "(2 * x).tobytes()",
    "dates": "x.astype('M8[s]')",
    "records": "np.zeros(4, dtype=[('a', float)])",
    "void": "np.zeros(4, dtype='V8')",
    "ragged": "[[1.0], [1.0, 2.0]]",
    "a dict": "dict(enumerate(2 * x))",
    "a set": "set(2 * x)",
    "a generator": "(2 * v for v in x)",
    "None": "None",
    "an ellipsis": "...",
    "NotImplemented": "NotImplemented",
    "a function": "double",
    "a class": "float",
    "a module": "np",
    "a number of 400 digits": "10**400",
    "2**40 numbers": "np.broadcast_to(0.0, (2**40,))",
    "many sides": "np.zeros((1,) * 32)",
    "lists a hundred deep": "eval('[' * 90 + ']' * 90)",
    "a hundred times too many": "np.zeros(400)",
    "zeros": "0 * x",
    "off by a thousandth": "2.002 * x",
}
RIGHT_RESULTS = {
    "a list": "[2 * v for v in x]",
    "a tuple": "tuple(2 * x)",
    "long doubles": "(2 * x).astype(np.longdouble)",
    "float32": "(2 * x).astype(np.float32)",
    "the other byte order": "(2 * x).astype('>f8')",
    "a view with strides": "np.repeat(2 * x, 2)[::2]",
    "read-only": "np.broadcast_to(2 * x, x.shape)",
    "a masked array": "np.ma.masked_array(2 * x, mask=False)",
    "a memory map of nothing": "memoryview(2 * x)",
    "a subclass": "(2 * x).view(np.recarray)",
}


def is_costly_for_itself_alone(result):
    """Whether the submission was graded, `double` has no points, and all the others have theirs."""
    return result.grade.status is Status.GRADED and result.lost_only("double")


@pytest.mark.parametrize("source", WRONG_VALUES.values(), ids=list(WRONG_VALUES))
def test_an_object_that_lies_scores_nothing(grade, source):
    """An object with its own idea of equality, size or memory is no number, or is compared by its numbers."""
    result = grade(source)
    assert result.verdicts["double"] in {Verdict.WRONG, Verdict.CRASHED}
    assert is_costly_for_itself_alone(result)


@pytest.mark.parametrize("result", WRONG_RESULTS.values(), ids=list(WRONG_RESULTS))
def test_a_result_of_another_kind_shape_or_value_is_wrong(grade, result):
    """What is not the right numbers in the right shape is wrong in every case, and costs its own question alone."""
    graded = grade(f"def double(x):\n    return {result}\n")
    assert {case.finding.verdict for case in graded.grade.questions[0].cases} == {Verdict.WRONG}
    assert is_costly_for_itself_alone(graded)


@pytest.mark.parametrize(
    ("result", "told"),
    [
        ("2j * x", "wanted numbers, but complex numbers came back."),
        ("str(x)", "wanted numbers, but a text came back."),
        ("[[1.0], [1.0, 2.0]]", "wanted numbers, but rows of different lengths came back."),
        ("{}", "wanted numbers, but something that is not an array of numbers came back."),
        ("print(x)", "wanted numbers, but None (is a `return` missing?) came back."),
    ],
)
def test_the_kind_that_came_is_told(grade, result, told):
    """Each kind of thing that is no array of numbers is called by its name."""
    assert grade(f"def total(x):\n    return {result}\n").messages("total") == [f"the sum: {told}"]


@pytest.mark.parametrize("result", RIGHT_RESULTS.values(), ids=list(RIGHT_RESULTS))
def test_right_numbers_are_right_in_any_dress(grade, result):
    """The right numbers in the right shape are right as a list, in another precision, layout or subclass."""
    assert grade(f"def double(x):\n    return {result}\n").is_perfect


PATCHES = {
    "numpy comparisons": "np.allclose = np.isclose = np.array_equal = np.isfinite = lambda *a, **k: np.True_",
    "numpy.testing": "import numpy.testing\nnp.testing.assert_allclose = print",
    "builtins": (
        "import builtins\nbuiltins.all = builtins.any = builtins.isinstance = builtins.callable = lambda *a: True\n"
        "builtins.abs = builtins.max = lambda *a, **k: 0"
    ),
    "AssertionError": "import builtins\nbuiltins.AssertionError = None",
    "numpy.asarray": "np.asarray = lambda *a, **k: 0",
    "sys.modules": "import sys\nfor name in ('struct', 'json', 'math', 'os', 'numpy'): sys.modules[name] = None",
    "sys.settrace": "import sys\nsys.settrace(lambda *a: (_ for _ in ()).throw(SystemExit(0)))",
    "hash and equality of text": "import sys\nsys.path.clear(); sys.meta_path.clear(); sys.path_hooks.clear()",
}


@pytest.mark.parametrize("patch", PATCHES.values(), ids=list(PATCHES))
def test_patches_of_the_interpreter_earn_nothing(grade, patch):
    """A wrong function beside a patched numpy or patched builtins is still wrong: the grader compares elsewhere."""
    result = grade(f"{patch}\ndef double(x):\n    return x * 0\n")
    assert result.grade.status is Status.GRADED
    assert result.scores["double"] == 0.0
    assert result.verdicts["double"] in {Verdict.WRONG, Verdict.CRASHED, Verdict.MISSING}


def test_patches_made_during_a_call_do_not_reach_the_grader(grade):
    """The grader of the next submission is the one from before."""
    grade("def double(x):\n    np.isfinite = np.abs = np.array_equal = lambda *a, **k: np.True_\n    return x\n")
    assert grade("").is_perfect
    assert grade("def double(x): return 0 * x\n").lost_only("double")


@pytest.mark.parametrize(
    "state",
    [
        "import os; os.chdir('/tmp')",
        "import sys; sys.path.clear()",
        "import sys; sys.stdout = sys.stderr = sys.stdin = None",
        "import sys; sys.stdout.close(); sys.stderr.close()",
        "np.seterr(all='raise')",
        "import warnings; warnings.simplefilter('error')",
        "import signal; signal.alarm(1000); signal.signal(signal.SIGTERM, signal.SIG_IGN)",
        "import random; random.seed(1); np.random.seed(1)",
        "import atexit, os; atexit.register(os.abort)",
        "import threading, time; threading.Thread(target=time.sleep, args=(1000,)).start()",
        "import gc; gc.disable(); gc.freeze()",
        "list = len = print = isinstance = callable = type = str = int = float = 0",
        "import decimal, locale; decimal.getcontext().prec = 1",
        "__name__ = __file__ = __doc__ = None",
    ],
)
def test_state_changed_while_loading_harms_nobody(grade, state):
    """Code that changes the state of its interpreter on import, as students' code does, keeps its points."""
    assert grade(f"{state}\n").is_perfect


@pytest.mark.parametrize(
    "source",
    [
        "class Twice:\n    def __call__(self, x): return 2 * x\ndouble = Twice()\n",
        "double = lambda x: 2 * x\n",
        "import functools\ndouble = functools.partial(np.multiply, 2)\n",
        "class Tool:\n    @staticmethod\n    def twice(x): return 2 * x\ndouble = Tool.twice\n",
    ],
    ids=["callable object", "lambda", "partial", "static method"],
)
def test_anything_callable_is_a_function(grade, source):
    """A callable under the right name is graded like a function."""
    assert grade(source).is_perfect


@pytest.mark.parametrize("source", ["double = 3\n", "double = None\n", "import numpy as double\n"])
def test_what_is_not_callable_is_missing(grade, source):
    """A name that holds no function is told apart from one that is not there."""
    result = grade(source)
    assert result.verdicts["double"] is Verdict.MISSING
    assert "is not a function any more" in result.messages("double")[0]
    assert result.lost_only("double")


@pytest.mark.parametrize(
    "body",
    [
        "y = 2 * x; x[:] = 0; return y",
        "x *= 2; return x",
        "y = 2 * x; x[:] = x[::-1].copy(); return y",
        "x.shape = (-1, 1); return 2 * x[:, 0]",
    ],
    ids=["zeroed", "in place", "reversed", "reshaped"],
)
def test_inputs_changed_in_place_are_noticed(grade, body):
    """Right values computed by changing the argument lose the points, and the sentence says why."""
    result = grade(f"def double(x):\n    {body}\n")
    assert result.verdicts["double"] is Verdict.WRONG
    assert all("`x` was changed in place" in message for message in result.messages("double"))
    assert is_costly_for_itself_alone(result)


def test_changing_the_inputs_to_fit_a_wrong_answer_earns_nothing(grade):
    """The expected value is that of the arguments as they were sent: zeroed inputs do not make zeros right."""
    result = grade("def double(x):\n    x[:] = 0\n    return 2 * x\n")
    assert is_costly_for_itself_alone(result)


def test_a_function_that_adds_up_over_calls_is_wrong(grade):
    """A case that calls twice on equal arguments catches a result that grows from call to call."""
    result = grade(
        "stored = {}\ndef double(x):\n    stored[x[0]] = stored.get(x[0], 0) + 2 * x\n    return stored[x[0]]\n"
    )
    verdicts = [case.finding.verdict for case in result.grade.questions[0].cases]
    assert verdicts == [Verdict.CORRECT, Verdict.CORRECT, Verdict.WRONG]


@pytest.mark.parametrize(
    ("result", "told"),
    [
        ("x / 2", "Wanted 2 values (half, minus half), but 1 came back."),
        ("(x / 2, -x / 2, x)", "Wanted 2 values (half, minus half), but 3 came back."),
        ("()", "Wanted 2 values (half, minus half), but 0 came back."),
        ("(v for v in (x / 2, -x / 2))", "Wanted 2 values (half, minus half), but 1 came back."),
        ("None", "Wanted 2 values (half, minus half), but 1 came back."),
        ("{'half': x / 2, 'minus half': -x / 2}", "Wanted 2 values (half, minus half), but 1 came back."),
    ],
)
def test_the_count_of_values_is_exact(grade, result, told):
    """One value too few or too many, or a container that is no sequence of values, is told by its count."""
    graded = grade(f"def halves(x):\n    return {result}\n")
    assert graded.messages("halves") == [told]
    assert graded.lost_only("halves")


@pytest.mark.parametrize("result", ["[x / 2, -x / 2]", "np.stack([x / 2, -x / 2])"], ids=["list", "array of two rows"])
def test_several_values_may_come_in_any_sequence(grade, result):
    """Two values in a list or stacked in an array are two values."""
    assert grade(f"def halves(x):\n    return {result}\n").is_perfect


@pytest.mark.parametrize("number", ["random.random()", "np.random.rand()"])
def test_random_numbers_repeat(run, number):
    """A process has the random numbers that every other has, so that the same file gets the same grade."""
    one, other = (run(f"import random\ndef probe(x): return {number}\n").values[0].array for _ in range(2))
    assert one == other


def test_what_refers_to_itself_is_collected(grade):
    """Large values in circles are swept away as anywhere else: they do not fill the memory that a submission has."""
    code = (
        "class Node:\n    pass\n\n"
        "def double(x):\n    for _ in range(8000):\n        node = Node()\n"
        "        node.own, node.data = node, np.ones(25_000)\n"
        "    return 2 * x\n"
    )
    assert grade(code).is_perfect
