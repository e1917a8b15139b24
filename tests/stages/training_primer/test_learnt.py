"""What is said of the quiz before and after, and what is not."""

from __future__ import annotations

import pandas as pd
import pytest
from support.frames import frame
from support.primer import DEMO_SEED

from playbook.language import speaking
from playbook.stages.training_primer.learnt import (
    draw_learnt,
    learnt,
    say_learnt,
    shown_questions,
    told,
    who_came,
)
from playbook.stages.training_primer.questions import LETTERS, QUESTIONS, is_right


def answers(before: list[int], after: list[int], session: str = "") -> pd.DataFrame:
    """Answers of people who get so many of the first questions right; -1: did not answer."""
    rows = [
        [moment, str(person), question.name, session, LETTERS[(question.right + (n >= right)) % 3]]
        for moment, scores in (("before", before), ("after", after))
        for person, right in enumerate(scores)
        if right >= 0
        for n, question in enumerate(QUESTIONS)
    ]
    return frame("quiz_answers", "moment respondent question session answer", rows)


def test_scores_are_paired_by_person_and_who_answered_once_is_left_aside() -> None:
    found = learnt(answers([1, 2, 3, 4, 5, 3, 8], [3, 3, 5, 6, 5, 7, -1]), 5, DEMO_SEED)
    assert found.scores["before"].tolist() == [1, 2, 3, 4, 5, 3]
    assert found.scores["after"].tolist() == [3, 3, 5, 6, 5, 7]
    assert found.once == 1
    assert found.asked["after"].tolist() == [6, 6, 6, 4, 4, 2, 1, 0]
    said = [finding.text for finding in say_learnt(found)]
    assert "6 people had 3.0 right before the session and 4.8 after it; 5 did better, 0" in said[0]
    assert said[1] == "1 person answered one time only, and is left aside."


def test_the_same_number_in_two_sessions_is_two_people() -> None:
    one, two = answers([1] * 3, [4] * 3, "a"), answers([2] * 3, [6] * 3, "b")
    found = learnt(pd.concat([one, two]), 5, DEMO_SEED)
    assert sorted(found.scores["after"]) == [4, 4, 4, 6, 6, 6]


@pytest.mark.parametrize(("people", "threshold"), [(5, 2), (7, 8), (0, 5)])
def test_of_too_few_people_nothing_is_shown(people: int, threshold: int) -> None:
    found = learnt(answers([1] * people, [8] * people), threshold, DEMO_SEED)
    said = [finding.text for finding in say_learnt(found)]
    assert found.change is None
    assert draw_learnt(found) is None
    assert shown_questions(found).empty
    assert len(said) == (people > 0)
    assert all("nothing is shown" in text for text in said)


def test_no_gain_is_claimed_where_chance_would_give_it() -> None:
    found = learnt(answers([3, 4, 5, 3, 4, 5], [4, 3, 6, 3, 5, 4]), 5, DEMO_SEED)
    assert "no gain can be claimed" in say_learnt(found)[0].text


def test_what_less_than_half_have_right_is_gone_back_to() -> None:
    found = learnt(answers([0] * 6, [7, 7, 7, 6, 6, 6]), 5, DEMO_SEED)
    (again,) = [f.text for f in say_learnt(found) if f.text.startswith("Go over these")]
    assert QUESTIONS[7].text in again
    assert QUESTIONS[6].text not in again  # three of six is half


def test_nobody_right_is_told_as_one_or_fewer_in_words_and_in_the_picture() -> None:
    assert told(0, 6) == told(1, 6) == "1 or fewer of 6"
    found = learnt(answers([0] * 6, [8] * 6), 5, DEMO_SEED)
    assert shown_questions(found)["right_before"].unique().tolist() == ["1 or fewer of 6"]
    chart = draw_learnt(found)
    assert chart is not None
    assert "0 of 6" not in chart.alt


@pytest.mark.parametrize(
    "given", ["B", " b ", "Unsupervised learning", "Apprentissage non supervisé"]
)
def test_an_answer_is_its_letter_or_its_words(given: str) -> None:
    with speaking("fr"):
        assert is_right("no_labels", given)
    assert not is_right("no_labels", "A")


def test_who_came_is_counted_of_the_sessions_of_this_stage() -> None:
    workshops = frame(
        "workshops", "workshop_id stage", [["W1", "ideation"], ["W2", "training_primer"]]
    )
    rows = [["W1", "P1", "no"], ["W2", "P1", "yes"], ["W2", "P2", None], ["W2", "P3", "no"]]
    came = who_came(frame("attendance", "workshop_id participant_id attended", rows), workshops)
    assert came is not None
    assert came.text == "1 of the 3 people listed came (33%). Of 1 it was not noted."
    assert who_came(frame("attendance"), workshops) is None
