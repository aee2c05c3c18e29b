"""Plots, widgets, displays and the notebook's own checks are harmless while grading."""

import pytest

PLT = "import matplotlib.pyplot as plt\n"
PLOTS = {
    "pyplot": PLT + "plt.plot([1], [2]); plt.title('x'); plt.show()",
    "pyplot from matplotlib": "from matplotlib import pyplot as plt\nplt.plot([1]); plt.savefig('x.png')",
    "backend": "import matplotlib\nmatplotlib.use('Agg')\nmatplotlib.rcParams['figure.dpi'] = 100",
    "style": PLT + "plt.style.use('ggplot')\nwith plt.style.context('x'): plt.plot([1])",
    "subplots": PLT + "fig, ax = plt.subplots()\nax.plot([1]); fig.tight_layout()",
    "subplots of pyplot from matplotlib": "from matplotlib import pyplot as plt\nfig, ax = plt.subplots()",
    "subplots in a row": PLT + "fig, (a, b) = plt.subplots(1, 2)\na.plot([1]); b.set_title('b')",
    "subplots in a square": PLT + "fig, ((a, b), (c, d)) = plt.subplots(2, 2, figsize=(3, 3))",
    "subplots by keyword": PLT + "fig, axes = plt.subplots(nrows=3)\naxes[2].plot([1])",
    "subplots flat": (
        PLT + "fig, axes = plt.subplots(2, 3)\nfor i, ax in enumerate(axes.flat): ax.plot([i])\n"
        "for ax in axes.ravel(): ax.axis('off')\naxes[1, 2].imshow([[1]])"
    ),
    "subplots never squeezed": PLT + "f, a = plt.subplots(1, 2, squeeze=False)\na[0, 1].plot()",
    "subplots of a figure": PLT + "a, b, c = plt.figure().subplots(1, 3)",
    "hist": PLT + "n, bins, patches = plt.hist([1, 2], bins=3)",
    "hist of axes": PLT + "fig, ax = plt.subplots()\nn, bins, patches = ax.hist([1, 2])",
    "unpacked line": PLT + "line, = plt.plot([1])\nline.set_color('red')",
    "unpacked line of axes": PLT + "fig, ax = plt.subplots()\nline, = ax.plot([1])",
    "imshow": PLT + "im = plt.imshow([[1]])\nplt.colorbar(im)",
    "axes in space": "from mpl_toolkits.mplot3d import Axes3D\nimport matplotlib.pyplot as plt\n"
    "ax = plt.figure().add_subplot(projection='3d')\nax.plot_surface(1, 2, 3, cmap=plt.cm.viridis)",
    "animation": "from matplotlib import animation, cm\nfrom matplotlib.animation import FuncAnimation\n"
    "FuncAnimation(None, lambda i: i, frames=3).save('x.gif')",
    "seaborn": "import seaborn as sns\nsns.set_theme(); sns.lineplot(x=[1], y=[2]).set(title='x')",
    "plotly": "import plotly.graph_objects as go\ngo.Figure(data=[go.Scatter(x=[1], y=[2])]).show()",
}  # fmt: skip
TOOLS = {
    "otter": (
        "import otter\ngrader = otter.Notebook('backprop.ipynb')\ngrader.check('q1')\ngrader.check_all()\n"
        "grader.export(pdf=False)"
    ),
    "otter with tests": "import otter\ngrader = otter.Notebook(tests_dir='./tests')\ngrader.check('double');",
    "public checks": "import public_checks\npublic_checks.check('double')",
    "public checks by name": "from public_checks import check\ncheck(globals())",
    "display": "display(1)\nfrom IPython.display import display, Math, HTML, Markdown\ndisplay(Math('x')); HTML('<b>')",
    "clear output": "from IPython.display import clear_output\nclear_output(wait=True)",
    "IPython": "import IPython\nIPython.get_ipython().magic('matplotlib inline')\nIPython.display.Image('x.png')",
    "colab drive": "from google.colab import drive, files\ndrive.mount('/content/drive')\nfiles.upload()",
    "colab detected": "try:\n    import google.colab\n    IN_COLAB = True\nexcept ImportError:\n    IN_COLAB = False",
    "widgets": "import ipywidgets as widgets\nfrom ipywidgets import interact\ninteract(lambda a: a, a=(0, 1))",
}


@pytest.mark.parametrize("cells", [PLOTS, TOOLS], ids=["plots", "tools"])
def test_stand_ins_do_nothing(load, cells):
    """The usual plots, checks, displays, widgets and mounts run through, and what is unpacked unpacks."""
    failures = load(*cells.values())
    assert {list(cells)[number - 1]: outcome for number, outcome in failures.items()} == {}


def test_stand_ins_change_no_grade(grade_cells):
    """A notebook full of plots and tools earns what it earns without them."""
    assert grade_cells(*PLOTS.values(), *TOOLS.values()).is_perfect


def test_a_plot_inside_a_function_does_not_hurt_it(grade):
    """A function that draws its values returns them all the same."""
    assert grade(
        "import matplotlib.pyplot as plt\ndef double(x):\n    fig, ax = plt.subplots()\n    ax.plot(x, 2 * x)\n"
        "    plt.show()\n    return 2 * x\n"
    ).is_perfect


@pytest.mark.parametrize("value", ["plt.plot([1])", "plt", "plt.pi"])
def test_an_inert_thing_is_not_a_number(grade, value):
    """A stand-in that is returned in place of numbers is wrong, not a crash of the grader and not a zero that fits."""
    result = grade(f"import matplotlib.pyplot as plt\ndef double(x):\n    return {value}\n")
    assert result.verdicts["double"].value == "wrong"
    assert result.lost_only("double")


def test_copying_what_is_inert_ends(load):
    """Copying, comparing, printing and asking the length of a stand-in neither loops nor is believed."""
    cell = (
        "import copy\nimport matplotlib.pyplot as plt\nthing = plt.figure()\ncopy.copy(thing); copy.deepcopy(thing)\n"
        "repr(thing); str(thing); thing == thing; bool(thing); list(thing)\nassert not hasattr(thing, '__array__')"
    )
    assert load(cell) == {}
