"""What happens when people answer the quiz."""

from __future__ import annotations

from html import unescape
from typing import Any

from IPython.utils.capture import capture_output

from playbook.language import speaking
from playbook.report.exporter import clean_html
from playbook.stages.training_primer.questions import QUESTIONS, choices
from playbook.stages.training_primer.quiz import LiveQuiz, PrintedQuiz

RIGHT_ANSWERS = (
    "Unsupervised learning",
    "Nothing yet: it must be tested on data that it never saw",
    "Train again, on more or better data, and test again",
    "Checking and mending labels",
    "For whom it is wrong the tenth time",
    "Give it up, or have that need trained for",
    "Agree on units, labels and codes, then put it together",
    "Only the errors counted for each group can tell",
)


def test_the_right_answers_are_right() -> None:
    assert tuple(question.choices[question.right] for question in QUESTIONS) == RIGHT_ANSWERS


def test_every_letter_is_right_somewhere() -> None:
    assert {question.right for question in QUESTIONS} == {0, 1, 2}


def test_the_clickable_questions_are_those_of_the_printed_quiz_in_order() -> None:
    quiz = LiveQuiz()
    *rows, last = quiz.questions.children
    assert [unescape(row.value) for row in rows[::3]] == [
        f"<b>{number}. {question.text}</b>" for number, question in enumerate(QUESTIONS, start=1)
    ]
    assert [list(radio.options) for radio in rows[1::3]] == list(map(choices, QUESTIONS))
    assert (rows[1::3], rows[2::3], last) == (quiz.answers, quiz.feedback, quiz.score)


def test_all_right_answers_score_full() -> None:
    quiz = LiveQuiz()
    for radio, question in zip(quiz.answers, QUESTIONS, strict=True):
        radio.index = question.right
    assert quiz.score.value == "8 right of 8 answered; 8 questions in all."
    assert all(said.value.startswith("<b>Right.</b>") for said in quiz.feedback)


def test_a_wrong_answer_gets_the_reason_and_can_be_mended() -> None:
    quiz = LiveQuiz()
    quiz.answers[0].index = 0
    assert quiz.feedback[0].value.startswith("<b>Not quite.</b> Without labels")
    assert quiz.score.value.startswith("0 right of 1 answered")
    assert quiz.feedback[1].value == ""
    quiz.answers[0].index = 1
    assert quiz.score.value.startswith("1 right of 1 answered")
    quiz.answers[0].index = None
    assert quiz.feedback[0].value == ""
    assert quiz.score.value.startswith("0 right of 0 answered")


def test_the_feedback_is_in_the_language_the_quiz_was_opened_in() -> None:
    with speaking("fr"):
        quiz = LiveQuiz()
    quiz.answers[0].index = 1
    assert quiz.feedback[0].value.startswith("<b>Juste.</b> Sans étiquettes")


def test_the_printed_quiz_gives_way_to_the_clickable_one(shell: Any) -> None:
    quiz = LiveQuiz()
    with capture_output() as captured:
        quiz.show()
        assert quiz.questions.layout.display == "none"
        assert quiz.start.description == "Answer on screen"
        quiz.start.click()
    assert quiz.start.layout.display == "none"
    assert quiz.questions.layout.display == ""
    printed, gone = captured.outputs[1], captured.outputs[-1]
    assert "Supervised learning" in printed.data["text/html"]
    assert gone.data == {"text/plain": ""}
    assert gone.transient == printed.transient


def test_the_printed_quiz_folds_its_answers_away_and_passes_the_cleaning() -> None:
    html = PrintedQuiz()._repr_mimebundle_()["text/html"]
    kept = clean_html(html)
    assert kept.count("<li>") == 2 * len(QUESTIONS)
    questions, answers = kept.split("<details>")
    for question in QUESTIONS:
        assert question.why not in questions
        assert question.why in answers


def test_the_printed_quiz_can_be_read_as_plain_text() -> None:
    text = PrintedQuiz()._repr_mimebundle_()["text/plain"]
    assert "1. B. Unsupervised learning. Without labels" in text
