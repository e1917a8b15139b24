"""What initiatives taught, and what nobody has noted of them."""

from __future__ import annotations

import pandas as pd
from support.charts import drawn_alt
from support.spreading import SIX, initiatives_of

from playbook.show.findings import Finding, Tone
from playbook.stages.culture_spread import learning


def test_lessons_are_told_by_outcome_and_unfinished_ones_come_last() -> None:
    told = learning.lessons(initiatives_of(*SIX))
    assert list(told["lesson"]) == ["Owned", "Unused", "Early"]


def test_lessons_of_one_outcome_stay_in_the_order_of_the_table() -> None:
    rows = [f"I{i}|A|IT|done|{'failure' if i % 2 else 'success'}|Lesson {i}" for i in range(40)]
    told = learning.lessons(initiatives_of(*rows))
    expected = [f"Lesson {i}" for i in (*range(0, 40, 2), *range(1, 40, 2))]
    assert list(told["lesson"]) == expected


def test_outcomes_count_finished_initiatives_only() -> None:
    counts = learning.outcome_counts(initiatives_of(*SIX))
    assert counts.fillna("").to_numpy().tolist() == [
        ["success", 1, 1, 0], ["mixed", 1, 0, 1], ["failure", 1, 0, 1], ["", 1, 1, 0],
    ]  # fmt: skip


def test_unlearnt_says_what_is_missing() -> None:
    rows = (*SIX, "I7|G||done||")
    table = learning.unlearnt(initiatives_of(*rows))
    assert dict(zip(table["initiative_id"], table["missing"], strict=True)) == {
        "I3": "lesson", "I4": "outcome", "I6": "lesson", "I7": "both",
    }  # fmt: skip


def counts(*rows: tuple[str | None, int, int, int]) -> pd.DataFrame:
    columns = ["outcome", "initiatives", "with_lesson", "without_lesson"]
    return pd.DataFrame(rows, columns=columns)


def test_lessons_from_failures_are_told_apart() -> None:
    both = learning.say_lessons(
        counts(("success", 2, 2, 0), ("mixed", 1, 0, 1), ("failure", 1, 1, 0))
    )
    assert both is not None
    assert both.text == (
        "3 of 4 finished initiatives left a lesson; of the 2 that failed, wholly or in part, 1 did."
    )
    only = learning.say_lessons(counts(("success", 1, 0, 1)))
    assert only is not None
    assert only.text == "0 of 1 finished initiative left a lesson; no failure is noted."


def test_initiatives_that_all_left_a_lesson_are_said_to() -> None:
    done = initiatives_of("I1|T|D|done|success|L")
    counted = learning.outcome_counts(done)
    said = learning.say_unlearnt(learning.unlearnt(done), counted)
    assert said == Finding("Every finished initiative has its outcome and its lesson.")
    left = pd.DataFrame({"title": ["A", "B", "C"], "missing": ["lesson", "outcome", "both"]})
    assert learning.say_unlearnt(left, counted) == Finding(
        "3 finished initiatives should be looked back on. Without a lesson: “A” and “C”. Without an"
        " outcome: “B” and “C”.",
        Tone.DECIDE,
    )


def test_the_figure_of_outcomes_says_how_many_left_no_lesson() -> None:
    one = drawn_alt(learning.draw_outcomes(counts(("success", 2, 1, 1), (None, 1, 1, 0))))
    assert one == (
        "1 finished initiative left no lesson."
        " Success: 1 with a lesson, 1 without; Not noted: 1 with a lesson, 0 without."
    )
    two = drawn_alt(learning.draw_outcomes(counts(("mixed", 2, 0, 2))))
    assert two.startswith("2 finished initiatives left no lesson.")
    none = drawn_alt(learning.draw_outcomes(counts(("failure", 1, 1, 0))))
    assert none.startswith("Every finished initiative left a lesson.")
