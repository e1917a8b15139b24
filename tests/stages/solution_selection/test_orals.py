"""Solution selection: what people noted at the orals, and beside the scores."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from support.charts import drawn_alt, marks_of, words_of
from support.frames import frame
from support.selections import CLEAR, JURORS, SCALES, WITH_A_GAP, both, speaks_for_itself
from support.solutions import CRITERIA

from playbook.show.chart import GREY
from playbook.show.findings import Finding, Tone
from playbook.stages.solution_selection.orals import (
    digest,
    draw_marks,
    marks_title,
    notes,
    say_best_mark,
    score_comments,
)

RANKED = pd.DataFrame(
    [("D", "Solution D", 4.5), ("A", "Solution A", 4.0), ("B", "Solution B", 3.0),
     ("C", "Solution C", 2.0), ("E", "Solution E", 1.0)],
    columns=["solution_id", "name", "score"],
)  # fmt: skip

NOTED = frame(
    "feedback",
    "participant_id solution_id rating strengths weaknesses comment",
    [
        ("P1", "A", 3, "Quick", "Dear", None), ("P2", "A", 4, None, "Far", "Ask again"),
        ("P3", "B", None, "Clear", None, None), ("P1", "C", 5, None, None, None),
        ("P1", "E", 1, None, None, None), ("P2", "E", 4, None, None, None),
        ("P3", "E", 4, None, None, None), ("P1", "Z", 5, None, None, None),
    ],
)  # fmt: skip

FEEDBACK = [
    ("P1", "A", 4, "Quick", "Dear"), ("P2", "A", 5, None, None), ("P3", "A", None, "Clear", None),
    ("P1", "B", 5, None, "Vague"),
]  # fmt: skip


def test_orals_give_the_mean_and_the_ends_of_the_marks_best_first() -> None:
    table = digest(NOTED, RANKED, (0, 5), anonymous=False, threshold=3)
    assert list(table) == [
        "solution_id", "name", "notes", "marks", "rating", "rating_low", "rating_high", "score",
        "strengths", "weaknesses",
    ]  # fmt: skip
    # D, the first, has no note; Z is not compared; B has a note but no mark.
    assert table["solution_id"].tolist() == ["C", "A", "E", "B"]
    marks = table[["notes", "marks", "rating", "rating_low", "rating_high", "score"]]
    assert marks.head(3).to_numpy().tolist() == [
        [1, 1, 5, 5, 5, 2], [2, 2, 3.5, 3, 4, 4], [3, 3, 3, 1, 4, 1]
    ]  # fmt: skip
    assert marks.iloc[3, :2].tolist() == [1, 0]
    assert marks.iloc[3, 2:5].isna().all()
    assert table["strengths"].tolist() == ["", "Quick", "", "Clear"]
    assert table["weaknesses"].tolist()[1] == "Dear; Far"
    assert table.index.tolist() == [0, 1, 2, 3]


def test_anonymous_marks_are_shown_as_means_of_enough_and_never_by_their_ends() -> None:
    many = frame(
        "feedback", "participant_id solution_id rating", [(f"Q{n}", "A", 4) for n in range(5)]
    )
    noted = pd.concat([NOTED[NOTED["solution_id"] != "A"], many])
    table = digest(noted, RANKED, (0, 5), anonymous=True, threshold=2).set_index("solution_id")
    # Of five marks from 0 to 5, the bands are 0 to 1.2, 1.4 to 2.4, 2.6 to 3.6 and 3.8 to 5.
    assert table["rating"].dropna().round(9).to_dict() == {"A": 4.4}
    assert table[["rating_low", "rating_high"]].isna().all(axis=None)
    assert table["notes"].to_dict() == {"A": 5, "E": 3, "B": 1, "C": 1}


def test_orals_with_the_same_mark_are_in_the_order_of_the_grid() -> None:
    ids = [f"S{n}" for n in range(60)]
    given = [("P1", s, 4 if n % 3 else 2) for n, s in enumerate(ids)]
    noted = frame("feedback", "participant_id solution_id rating", given)
    order = pd.DataFrame({"solution_id": ids, "name": ids, "score": 1.0})
    table = digest(noted, order, (0, 5), anonymous=False, threshold=1)
    assert table["solution_id"].tolist() == [s for n, s in enumerate(ids) if n % 3] + ids[::3]


def test_every_note_is_given_in_rank_order_without_names_or_marks_if_anonymous() -> None:
    table = notes(NOTED[::-1], RANKED, anonymous=False)
    columns = ["date", "strengths", "weaknesses", "comment"]
    assert set(table) == {"solution_id", "name", "participant_id", "rating", *columns}
    assert table["name"].drop_duplicates().tolist() == [f"Solution {s}" for s in "ABCE"]
    assert table["participant_id"].tolist() == ["P2", "P1", "P3", "P1", "P3", "P2", "P1"]
    assert table["rating"].tolist()[:2] == [4, 3]
    hidden = notes(NOTED[::-1], RANKED, anonymous=True)
    assert list(hidden) == ["solution_id", "name", *columns]
    assert hidden["comment"].tolist()[0] == "Ask again"


def test_comments_are_given_in_rank_order_with_their_criterion() -> None:
    header = "participant_id solution_id criterion_id score comment"
    rows = [
        ("P1", "B", "K1", 5, "Fine"), ("P1", "A", "K2", None, "Unsure"), ("P2", "A", "K1", 1, None),
        ("P1", "Z", "K1", 5, "Elsewhere"),
    ]  # fmt: skip
    given = frame("jury_scores", header, rows)
    table = score_comments(given, RANKED, CRITERIA, anonymous=False)
    assert list(table) == ["name", "label", "participant_id", "score", "comment"]
    assert table[["name", "label", "participant_id", "comment"]].to_numpy().tolist() == [
        ["Solution A", "Criterion K2", "P1", "Unsure"],
        ["Solution B", "Criterion K1", "P1", "Fine"],
    ]
    assert table["score"].isna().tolist() == [True, False]
    hidden = score_comments(given, RANKED, CRITERIA, anonymous=True)
    assert hidden.equals(table[["name", "label", "comment"]])


def test_comments_lose_names_and_scores_where_votes_are_anonymous() -> None:
    header = "participant_id solution_id criterion_id score comment"
    given = frame("jury_scores", header, [("P1", "A", "K1", 5, "Fine"), ("P2", "A", "K1", 5, None)])
    _e, _i, _s, table = both(CLEAR)
    assert len(score_comments(given, table, CRITERIA, anonymous=False)) == 1
    assert list(score_comments(given, table, CRITERIA, anonymous=True)) == [
        "name",
        "label",
        "comment",
    ]


def test_orals_are_gathered_and_held_against_the_grid() -> None:
    _e, _i, _s, table = both(CLEAR)
    given = frame("feedback", "participant_id solution_id rating strengths weaknesses", FEEDBACK)
    found = digest(given, table, (0, 5), anonymous=False, threshold=2)
    assert found["name"].tolist() == ["Solution B", "Solution A"]
    row = found.set_index("solution_id").loc["A"]
    assert (row["notes"], row["marks"], row["rating"]) == (3, 2, 4.5)
    assert row["strengths"] == "Quick; Clear"
    assert say_best_mark(found, table) == Finding(
        "At the orals, “Solution B” got the best mark (5.0 on average), not the first of the grid:"
        " ask what one saw that the other did not.",
        Tone.CAUTION,
    )
    hidden = digest(given, table, (0, 5), anonymous=True, threshold=2).set_index("solution_id")
    assert np.isnan(hidden.loc["B", "rating"])
    assert hidden["rating_low"].isna().all()
    assert "no mark that can be shown" in say_best_mark(hidden.reset_index(), table).text
    assert draw_marks(given, found, (0, 5), anonymous=True) is None
    assert "participant_id" not in notes(given, table, anonymous=True)
    none = digest(frame("feedback"), table, (0, 5), anonymous=False, threshold=2)
    assert "No note" in say_best_mark(none, table).text
    assert say_best_mark(none, table).tone is Tone.CAUTION
    assert draw_marks(given, none, (0, 5), anonymous=False) is None
    silent = digest(given.assign(rating=np.nan), table, (0, 5), anonymous=False, threshold=2)
    assert say_best_mark(silent, table) == Finding(
        "The notes of the orals hold no mark that can be shown.", Tone.CAUTION
    )


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (1, "Of the marks of the orals that can be shown, the best mean is 4.5: “Solution A”."),
        (
            0,
            "First at the orals as on the grid: “Solution A”, with a mean mark of 4.5. The next,"
            " “Solution B”, got 4.0; of 2 marks or fewer each, that is an impression.",
        ),
    ],
)
def test_the_best_mark_shown_is_not_said_to_be_the_best_where_one_is_withheld(
    marks: int, said: str
) -> None:
    _e, _i, _s, table = both(CLEAR)
    given = pd.DataFrame(
        {
            "name": ["Solution A", "Solution B", "Solution C"],
            "rating": [4.5, 4.0, np.nan],
            "marks": [2, 2, marks],
        }
    )
    assert say_best_mark(given, table).text == said


def test_the_best_mark_of_a_solution_that_shares_the_first_place() -> None:
    _e, _i, _s, table = both({(j, s): (3, 3) for j in JURORS for s in "AB"})
    given = frame("feedback", "participant_id solution_id rating", [("P1", "A", 4), ("P1", "B", 3)])
    said = say_best_mark(digest(given, table, (0, 5), anonymous=False, threshold=2), table)
    assert said.text == (
        "At the orals, “Solution A” alone got the best mark (4.0 on average); on the grid it"
        " shares the first place."
    )


def test_one_solution_with_marks_is_not_said_to_agree_with_the_grid() -> None:
    _e, _i, _s, table = both(CLEAR)
    given = frame("feedback", "participant_id solution_id rating", [("P1", "A", 4)])
    found = digest(given, table, (0, 5), anonymous=False, threshold=2)
    assert "agree" not in say_best_mark(found, table).text
    drawn = draw_marks(given, found, (0, 5), anonymous=False)
    assert drawn is not None
    assert drawn.alt.startswith("Only “Solution A” has marks from the orals: 4.0 on average.")


def test_marks_of_the_orals_stay_in_the_row_of_their_solution() -> None:
    _e, _i, _s, table = both(CLEAR)
    rows = [(f"P{n}", "A", 3) for n in range(10)] + [("P1", "B", 2)]
    given = frame("feedback", "participant_id solution_id rating", rows)
    orals = digest(given, table, (0, 5), anonymous=False, threshold=2)
    heights = [y for _x, y in marks_of(draw_marks(given, orals, (0, 5), anonymous=False), GREY)]
    row = heights[10] - sum(heights[:10]) / 10
    assert max(heights[:10]) - min(heights[:10]) == pytest.approx(0.54 * row, rel=0.01)


def test_the_figure_of_the_orals_draws_fourteen_solutions() -> None:
    ids = [f"S{n:02}" for n in range(15)]
    _e, _i, _s, table = both({(j, s): (3, 3) for j in JURORS for s in ids})
    given = frame("feedback", "participant_id solution_id rating", [("P1", s, 3) for s in ids])
    orals = digest(given, table, (0, 5), anonymous=False, threshold=2)
    chart = draw_marks(given, orals, (0, 5), anonymous=False)
    assert drawn_alt(chart).count("oral 3.00") == 14
    assert "1 more solution is not drawn." in " ".join(words_of(chart))


def test_solutions_that_begin_alike_are_told_apart_at_the_orals() -> None:
    _e, _i, _s, table = both(CLEAR)
    start = "An assistant made of a great many words, that runs "
    table = table.assign(name=[f"{start} in the cloud", f"{start} on our own site"])
    rows = [("P1", "A", 3), ("P1", "B", 2)]
    given = frame("feedback", "participant_id solution_id rating", rows)
    chart = draw_marks(given, digest(given, table, (0, 5), anonymous=False, threshold=2), (0, 5),
                       anonymous=False)  # fmt: skip
    assert {"cloud", "site"} <= set(" ".join(words_of(chart)).split())


@pytest.mark.parametrize("scale", SCALES)
def test_the_marks_of_an_axis_are_written_as_they_stand(scale: tuple[float, float]) -> None:
    table = both({(j, s): v for j in JURORS for s, v in (("A", (1, 1)), ("B", (1, 0)))})[3]
    given = frame("feedback", "participant_id solution_id rating", [("P1", "A", 1)])
    orals = digest(given, table, (0, 5), anonymous=False, threshold=2)
    chart = draw_marks(given, orals, scale, anonymous=False)
    assert chart is not None
    marks = re.findall(r">(-?[\d.,]+)</text>", chart.svg)
    assert len(set(marks)) == len(marks)
    drawn = draw_marks(given, orals.assign(score=np.nan), scale, anonymous=False)
    assert "grid –" in drawn_alt(drawn)


def test_the_title_of_the_marks_cuts_long_names_and_says_ties() -> None:
    rated = pd.DataFrame({"name": ["N" * 41, "B"], "rating": [4.0, 3.0]})
    assert marks_title(rated) == f"Highest mean mark at the orals: 4.0, for “{'N' * 39}…”"
    tied = pd.DataFrame({"name": ["A", "B"], "rating": [4.0, 4.0]})
    assert marks_title(tied) == "2 solutions share the best mark at the orals"


def test_the_figure_of_the_orals_says_its_figures() -> None:
    given = frame("feedback", "participant_id solution_id rating", [("P1", "A", 4)])
    orals = digest(given, both(WITH_A_GAP)[3], (0, 5), anonymous=False, threshold=2)
    assert speaks_for_itself(lambda: draw_marks(given, orals, (0, 5), anonymous=False))
