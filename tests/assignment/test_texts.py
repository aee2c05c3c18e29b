"""Statements, rubrics and model answers."""

import re
from pathlib import Path

import pytest

from assignment import ASSIGNMENT
from autograder.model import FunctionQuestion, Topic, WrittenQuestion
from autograder.reading.written import PLACEHOLDER, written_answers
from autograder.release.document import parts

each_topic = pytest.mark.parametrize("topic", ASSIGNMENT.topics, ids=lambda topic: topic.name)
WRITTEN = [(topic, q) for topic in ASSIGNMENT.topics for q in topic.questions if isinstance(q, WrittenQuestion)]
each_written = pytest.mark.parametrize(("topic", "question"), WRITTEN, ids=[q.id for _, q in WRITTEN])
TEMPLATE = Path(__file__).parents[2] / "student_template"


def words(text: str) -> list[str]:
    """The words of a text, without its layout."""
    return re.findall(r"\w+", text)


@each_topic
def test_a_statement_splits_into_the_parts_of_its_questions(topic: Topic) -> None:
    """A statement has an introduction under the topic's title, and a text for each question, once and in order."""
    introduction, pieces = parts(topic)
    assert introduction.startswith(f"# {topic.title}\n")
    assert [question for questions, _ in pieces for question in questions] == list(topic.questions)
    assert all(text.startswith("## ") and len(words(text)) > 10 for _, text in pieces)
    assert "<!--" not in introduction + "".join(text for _, text in pieces)


@each_topic
def test_a_statement_names_what_it_asks_for(topic: Topic) -> None:
    """The part of a function shows its call, and that of an answer names its variable or its topic's table."""
    for questions, text in parts(topic)[1]:
        for question in questions:
            if isinstance(question, FunctionQuestion):
                assert f"`{question.id}({', '.join(question.parameters)})`" in text


@each_topic
def test_a_statement_says_which_one_is_the_prediction(topic: Topic) -> None:
    """Every statement says that the prediction is y_hat and which letter is the target."""
    assert r"\hat y" in topic.statement
    assert "prediction" in topic.statement
    assert "target" in topic.statement


@each_written
def test_a_rubric_adds_up(topic: Topic, question: WrittenQuestion) -> None:
    """A rubric has several criteria, each a sentence with points, and they are what the question is worth."""
    assert len(question.rubric) >= 2
    assert all(criterion.text.rstrip(")").endswith(".") for criterion in question.rubric)
    assert question.points == pytest.approx(sum(criterion.points for criterion in question.rubric))
    assert len({criterion.text for criterion in question.rubric}) == len(question.rubric)


@each_written
def test_a_written_question_has_a_model_answer(topic: Topic, question: WrittenQuestion) -> None:
    """Every written question has a model answer of some length, which is not the students' placeholder."""
    answers = written_answers([topic.model_answers])
    assert len(words(answers[question.id])) >= 30
    assert PLACEHOLDER not in topic.model_answers


@each_topic
def test_no_model_answer_answers_nothing(topic: Topic) -> None:
    """Model answers belong to the written questions of their topic."""
    asked = {question.id for question in topic.questions if isinstance(question, WrittenQuestion)}
    assert written_answers([topic.model_answers]).keys() == asked


@each_written
@pytest.mark.parametrize("name", sorted(path.name for path in TEMPLATE.iterdir() if path.is_file()))
def test_no_model_answer_reaches_a_student(topic: Topic, question: WrittenQuestion, name: str) -> None:
    """Neither eight words in a row of a model answer's prose, nor of its rubric, stand in a file for students."""
    given = (TEMPLATE / name).read_text(encoding="utf-8").replace("\\n", " ").replace("\n# ", "\n")
    given = f" {' '.join(words(given))} "
    answer = written_answers([topic.model_answers])[question.id]
    prose = re.split(r"\$+[^$]*\$+", answer)  # formulas are shared with the statement
    texts = [words(text) for text in (*prose, *(criterion.text for criterion in question.rubric))]
    runs = [" ".join(text[at : at + 8]) for text in texts for at in range(len(text) - 7)]
    assert runs
    assert not [run for run in runs if f" {run} " in given]
