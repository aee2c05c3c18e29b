"""The texts of a report: what a student wrote stays text, whatever it is."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from autograder.gradescope.markdown import markdown
from autograder.gradescope.report import failure, report_of
from autograder.gradescope.settings import Settings, Shown

RENDER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render
OURS = re.compile(r"</?(?:p|code)>")
RESULT = {
    "status": "graded",
    "score": 1.5,
    "max_score": 3.0,
    "seconds": 0.1,
    "submission": {"file": "a_b.py"},
    "questions": [
        {
            "id": "first",
            "topic": "one",
            "kind": "function",
            "verdict": "wrong",
            "score": 1.5,
            "max_score": 3.0,
            "misconception": "a_b taken for b_a",
            "hint": "Which *one* is it?",
            "cases": [
                {"name": n, "visibility": v, "verdict": w, "message": m, "score": s, "max_score": p}
                for n, v, w, m, s, p in [
                    ("by hand", "public", "correct", "Right.", 0.5, 0.5),
                    ("at *", "public", "wrong", "`f(x)` gave <i>.", 0.0, 0.5),
                    ("a", "hidden", "crashed", "It stopped.", 0.0, 1.0),
                    ("b", "hidden", "crashed", "It stopped.", 0.0, 1.0),
                ]
            ],
        },
        {"id": "told", "topic": "two", "kind": "written", "verdict": "skipped", "max_score": 4.0, "cases": []},
        {
            "id": "named",
            "topic": "two",
            "kind": "answer",
            "verdict": "missing",
            "score": 0.0,
            "max_score": 1.0,
            "misconception": None,
            "hint": None,
            "cases": [
                {
                    "name": "named",
                    "visibility": "hidden",
                    "verdict": "missing",
                    "message": "There is no `named`.",
                    "score": 0.0,
                    "max_score": 1.0,
                }
            ],
        },
    ],
}


def shown(sentence: str) -> str:
    """What a reader of the rendered sentence sees; everything but paragraphs and code shows up as a tag."""
    return html.unescape(OURS.sub("", RENDER(markdown(sentence)))).strip()


@given(st.text())
def test_any_text_is_shown_as_it_is(text: str) -> None:
    """Any text comes out of a renderer that would obey HTML as it went in, on one line, but for what cannot be seen."""
    assert "\n" not in markdown(text)
    letters = "".join(" ".join(text.split()).split("`")).replace("�", "")
    plain = "".join(letter for letter in letters if letter.isprintable() and not letter.isspace())
    seen = "".join(letter for letter in shown(text).replace("`", "").replace("�", "") if not letter.isspace())
    assert "".join(letter for letter in seen if letter.isprintable()) == plain


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "`<img src=x onerror=alert(1)>`",
        "`a``<b>`",
        "![x](http://example.org/x.png) [a](b)",
        "# title",
        "- one",
        "1. one",
        "| a | b |",
        "***bold*** __bold__ ~~gone~~",
        "a\n\n    code",
        "``` fence",
        "&lt;b&gt; &copy;",
        "\\<b\\>",
        "<http://example.org>",
        "`a\\` <b>`",
    ],
)
def test_nothing_of_a_student_is_obeyed(text: str) -> None:
    """Tags, pictures, links, titles, lists, tables, fences and entities stay letters."""
    rendered = RENDER(markdown(text))
    assert set(re.findall(r"<[^>]*>", rendered)) <= {"<p>", "</p>", "<code>", "</code>"}
    assert "".join(shown(text).replace("`", "").split()) == "".join(text.replace("`", "").split())


def test_what_cannot_be_seen_is_shown() -> None:
    """Marks that turn the direction of a text, and other unseen ones, become visible."""
    assert markdown("a\u202eb\x07") == "a�b�"


def test_our_code_is_code() -> None:
    """What stands in backticks in a sentence is set as code."""
    assert RENDER(markdown("`f(x, W)` gave a_b.")) == "<p><code>f(x, W)</code> gave a_b.</p>\n"


def test_a_question_is_one_test_for_each_visibility() -> None:
    """Public cases and hidden ones have a test each, with their points, their own findings, and who sees them when."""
    tests = report_of(RESULT, Settings("x", Shown.VISIBLE, Shown.AFTER_DUE_DATE))["tests"]
    assert [(test["number"], test["name"], test["visibility"]) for test in tests] == [
        ("1.1a", "first: public cases", "visible"),
        ("1.1b", "first", "after_due_date"),
        ("2.1", "told", "visible"),
        ("2.2a", "named: found?", "visible"),
        ("2.2b", "named", "after_due_date"),
    ]
    public, hidden, written, found, answer = tests
    assert (public["score"], public["max_score"], hidden["score"], hidden["max_score"]) == (0.5, 1.0, 1.0, 2.0)
    assert public["output"] == "- right: by hand\n- not right: at \\*  \n  `f(x)` gave &lt;i&gt;\\."
    assert (
        hidden["output"]
        == "It stopped\\.\n\n**It looks like this mistake: a\\_b taken for b\\_a.** Which \\*one\\* is it?"
    )
    assert written["output"] == "Found. A person marks it; it carries 4 points."
    assert (found["status"], found["output"]) == ("failed", "There is no `named`\\.")
    assert answer["score"] == 0.0


def test_settings_say_when_public_cases_are_seen() -> None:
    """Public tests have the visibility of the settings too."""
    tests = report_of(RESULT, Settings("x", Shown.HIDDEN, Shown.VISIBLE))["tests"]
    assert [test["visibility"] for test in tests] == ["hidden", "visible", "hidden", "hidden", "visible"]


def test_a_function_without_public_cases_tells_nothing_at_once() -> None:
    """Where hidden cases are the first that a function sees, nothing of them is visible: not even that it stopped."""
    (first, *_) = RESULT["questions"]
    cases = [case for case in first["cases"] if case["visibility"] == "hidden"]
    tests = report_of(RESULT | {"questions": [first | {"cases": cases}]}, Settings("x"))["tests"]
    assert [test["visibility"] for test in tests] == ["after_published"]


def test_a_failure_has_no_score() -> None:
    """The report of a failed run has a sentence and no score, neither over all nor in a test."""
    report = failure("The grader failed.")
    assert not report.keys() & {"score", "tests", "max_score"}
    assert report["output"].startswith("The grader failed\\. No score was given\\.")
