"""The feedback page: what it says, and that nothing of a student's is taken for HTML."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from assignment import ASSIGNMENT
from autograder.feedback.page import alike, code, points
from autograder.model import FunctionQuestion
from autograder.sandbox.limits import Limits

Page = Callable[..., str]
SCRIPT = "<script>document.body.dataset.ran = 1</script>"
HOSTILE = {
    "script": SCRIPT,
    "image": '<img src=x onerror="document.body.dataset.ran = 1">',
    "end of the place": f"</pre></code></p></title></style>{SCRIPT}",
    "quotes": f'"\'> onmouseover="x" {SCRIPT}',
    "end of cdata": f"]]>{SCRIPT}<![CDATA[",
    "comment": f"--><!-- {SCRIPT}",
    "template": "{{ 7 * 7 }}{% for x in [] %}",
    "entity": "&lt;script&gt; &amp; &#60;script&#62;",
    "backticks": f"`{SCRIPT}` `<b>`",
    "link": "[x](javascript:alert(1)) javascript:alert(1)",
}
each_text = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
BIDI = ["\u202b", "\u202e", "\u2067", "\u2069"]
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "header", "section", "footer", "h1", "h2", "p", "span"),
    *("small", "strong", "meter", "details", "summary", "table", "tr", "td", "pre", "code", "br", "bdi", "div"),
    *("tbody", "thead", "th", "time"),
}
ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "class", "min", "max", "value", "open", "dir"),
    *("colspan", "aria-label", "aria-hidden", "title", "id", "scope"),
}


class Reader(HTMLParser):
    """Takes a page apart: tags, attributes, and the text inside of which tag."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in ("meta", "br"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        self.texts.append((self._open[-1] if self._open else "", data))

    @property
    def shown(self) -> str:
        """The text that a person reads."""
        return "".join(text for tag, text in self.texts if tag not in ("style", "title"))


def harmless(page: str) -> Reader:
    """Read a page, and make sure that only our own tags and attributes are in it, each closed."""
    reader = Reader(page)
    assert reader.tags <= TAGS
    assert reader.attributes <= ATTRIBUTES
    return reader


@each_text
@pytest.mark.parametrize("place", ["name", "file", "problem"])
def test_a_name_is_text(text: str, place: str, page: Page) -> None:
    """A student's name, a file's name and a problem are shown letter by letter, and never as HTML."""
    problem = f"{text}." if place == "problem" else "It is empty."
    made = page(**({place: text} | {"problem": problem}))
    shown = harmless(made).shown
    assert text.replace("`", "") in shown.replace("`", "")
    assert SCRIPT not in made


@each_text
def test_a_written_answer_is_text(text: str, page: Page) -> None:
    """A written answer is shown letter by letter, line by line, and never as HTML."""
    made = page(answer=f"First.\n{text}\nLast.")
    assert f"First.\n{text}\nLast." in harmless(made).shown
    assert SCRIPT not in made


@pytest.mark.parametrize("place", ["name", "file"])
@pytest.mark.parametrize("sign", BIDI, ids=lambda sign: f"U+{ord(sign):04X}")
def test_no_direction_spills_over(sign: str, place: str, page: Page) -> None:
    """A character that turns the direction of writing turns nothing but the student's own text."""
    reader = harmless(page(**{place: f"a{sign}b", "problem": "It is empty."}))
    spilt = [(tag, text) for tag, text in reader.texts if sign in text and tag not in ("bdi", "pre", "title")]
    assert not spilt


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({}, id="graded"),
        pytest.param({"code": "def sigmoid(z):\n    return z * 0", "answer": "They shrink."}, id="partly wrong"),
        pytest.param({"code": "def ("}, id="rejected"),
        pytest.param({"limits": Limits(load_seconds=0.0)}, id="our failure"),
    ],
)
def test_a_page_stands_alone(options: dict[str, str], page: Page) -> None:
    """A page has its own policy, no script, and nothing that is loaded from anywhere."""
    made = page(**options)
    policy = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">"""
    assert policy in made
    assert made.index(policy) < made.index("<style>")
    harmless(made)
    assert not re.search(r"https?:|url\(|@import|src=|href=|<script|<link|<iframe", made)
    assert made.startswith("<!doctype html>\n")
    assert '<meta charset="utf-8">' in made


def test_a_page_says_what_was_found(page: Page) -> None:
    """A page has the score, each question with its verdict, and a sentence for what is wrong."""
    text = "def sigmoid(z):\n    return 0 * z\nsigmoid_grad_max = 0.25\n"
    shown = harmless(page(text, name="Ann Ó Náraigh", late=True)).shown
    assert "1 of 80 points" in shown
    assert "Ann Ó Náraigh" in shown
    assert "handed in late" in shown
    assert "20 points more" in shown
    assert "the shape is right" in shown
    for question in ASSIGNMENT.questions:
        assert question.id in shown


def test_a_page_reveals_no_hidden_number(page: Page) -> None:
    """Of hidden cases a page shows neither arguments nor values: every long number in it is of a public example."""
    names = {question.id for question in ASSIGNMENT.questions if isinstance(question, FunctionQuestion)}
    code_ = "\n".join(f"def {name}(*a):\n    raise ValueError(str(a))\n" for name in sorted(names))
    shown = harmless(page(code_)).shown
    assert "stopped with ValueError in line" in shown
    assert not re.findall(r"\d\.\d{4,}", shown)


def test_what_was_not_graded_says_so(page: Page) -> None:
    """A refused file gets its sentence and no score, and a failure of ours does not tell the student to mend it."""
    refused = harmless(page("def (")).shown
    assert "Not graded." in refused
    assert "Python cannot read the file: SyntaxError in line 1." in refused
    assert "nothing was set to zero" in refused
    assert "points" not in refused
    ours = harmless(page(limits=Limits(load_seconds=0.0))).shown
    assert "no fault of the submission" in ours
    assert "Mend the file" not in ours


def test_code_in_a_sentence() -> None:
    """Backticks set code, what stands between them is escaped, and one alone stays as it is."""
    assert code("`a<b>` & `c") == "<code>a&lt;b&gt;</code> &amp; `c"


@pytest.mark.parametrize(("number", "text"), [(2.0, "2"), (2.25, "2.25"), (0.0, "0"), (None, "–"), (80.0, "80")])
def test_points_are_short(number: float | None, text: str) -> None:
    """Points have no needless zeros, and what is not known is a dash."""
    assert points(number) == text


def test_alike_findings_are_said_once() -> None:
    """One message stands for all cases where they agree, and for none where they differ or are right."""
    wrong, right = {"verdict": "wrong", "message": "No."}, {"verdict": "correct", "message": "Right."}
    assert alike({"cases": [wrong, wrong]}) == "No."
    assert alike({"cases": [wrong, right]}) == ""
    assert alike({"cases": [right, right]}) == ""
    assert alike({"cases": []}) == ""


def test_no_page_has_a_part_of_another(page: Page) -> None:
    """A page is the same before and after others were made, and each has its own sentences."""
    wrong, absent = "def sigmoid(z):\n    return 0 * z\n", ""
    before = page(code=wrong)
    between = page(code=absent)
    assert page(code=wrong) == before
    assert "There is no <code>sigmoid</code>" in between
    assert "There is no <code>sigmoid</code>" not in before
