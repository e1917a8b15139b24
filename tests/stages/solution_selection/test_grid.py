"""Solution selection: what the jury gave on each criterion."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from support.charts import drawn_alt, words_of
from support.selections import CLEAR, CROWD, WITH_A_GAP, both, speaks_for_itself, unscored
from support.solutions import CRITERIA, SPARED, TWO, criteria, make_jury

from playbook.show.chart import INK
from playbook.stages.solution_selection.grid import (
    criterion_grid,
    draw_means,
    say_sections,
    section_scores,
)


def test_means_leave_missing_scores_out_and_weights_are_shares() -> None:
    grid = criterion_grid(make_jury(TWO))
    assert grid["weight"].tolist() == [0.75, 0.75, 0.25, 0.25]
    assert grid["mean"].tolist() == [3, 3, 2, 4]
    assert grid["votes"].tolist() == [2, 2, 1, 2]


def test_sections_are_weighted_apart() -> None:
    table = section_scores(make_jury(TWO))
    assert table["technical"].tolist() == [3, 3]
    assert table["project"].tolist() == [2, 4]
    assert table["score"].tolist() == [2.75, 3.25]


def test_a_section_without_criteria_has_no_score() -> None:
    only = criteria(("K1", "technical", 1, None))
    table = section_scores(make_jury({("P1", "A"): (4,)}, only))
    assert table["project"].isna().all()
    assert table["score"].tolist() == [4]


def test_a_criterion_nobody_scored_leaves_no_score() -> None:
    table = section_scores(make_jury({("P1", "A"): (4, None), ("P1", "B"): (1, 1)}))
    assert np.isnan(table["score"]).tolist() == [True, False]


@settings(max_examples=30)
@given(st.lists(st.integers(0, 5), min_size=4, max_size=4), st.floats(0.1, 50))
def test_scaling_all_weights_changes_no_score(votes: list[int], factor: float) -> None:
    given_scores = {("P1", "A"): votes[:2], ("P1", "B"): votes[2:]}
    scaled = criteria(("K1", "technical", 3 * factor, None), ("K2", "project", factor, None))
    expected = section_scores(make_jury(given_scores))["score"].to_numpy()
    assert section_scores(make_jury(given_scores, scaled))["score"].to_numpy() == pytest.approx(
        expected
    )


def test_what_a_juror_did_not_score_is_no_zero_in_the_grid() -> None:
    jury = make_jury(*SPARED)
    grid = criterion_grid(jury)
    assert list(grid) == [
        "section", "criterion_id", "label", "weight", "minimum", "solution_id", "name", "votes",
        "mean",
    ]  # fmt: skip
    assert grid.loc[4, ["section", "criterion_id", "label", "weight"]].tolist() == [
        "project", "K2", "Criterion K2", 0.25
    ]  # fmt: skip
    assert grid.loc[4, ["solution_id", "name", "votes", "mean"]].tolist() == [
        "B", "Solution B", 1, 1
    ]  # fmt: skip
    table = section_scores(jury)
    assert list(table) == ["solution_id", "name", "technical", "project", "score"]
    assert table.iloc[:2, 2:].to_numpy().tolist() == [[2.5, 0.5, 2], [2, 1, 1.75]]
    assert table.iloc[2, 2:].isna().all()


def test_a_section_that_does_not_count_is_a_missing_number() -> None:
    table = criteria(("K1", "technical", 1, None), ("K2", "project", 0, None))
    assert section_scores(make_jury({("P1", "A"): (4, 1)}, table))["project"].dtype == float


def test_without_scores_there_is_no_grid() -> None:
    _found, jury, _sure, table = unscored()
    assert criterion_grid(jury).empty
    assert section_scores(jury).empty
    assert say_sections(jury, section_scores(jury)) is None
    assert draw_means(criterion_grid(jury), table, (0, 5)) is None


def test_sections_are_said() -> None:
    jury = make_jury(CLEAR)
    said = say_sections(jury, section_scores(jury))
    assert said is not None
    assert said.text == (
        "Technical criteria weigh 75%; best on them: “Solution A”."
        " Project criteria weigh 25%; best on them: “Solution A”."
    )


def test_a_section_that_weighs_little_does_not_weigh_nothing() -> None:
    jury = make_jury(CLEAR, criteria(("K1", "technical", 999, None), ("K2", "project", 1, None)))
    said = say_sections(jury, section_scores(jury))
    assert said is not None
    assert "Technical criteria weigh over 99%" in said.text
    assert "Project criteria weigh under 1%" in said.text


def test_the_grid_says_who_is_best_only_where_all_can_be_compared() -> None:
    def title(given: dict) -> str:
        everybody, _i, _s, table = both(given)
        drawn = draw_means(criterion_grid(everybody), table, (0, 5))
        assert drawn is not None
        return drawn.alt.split(". ")[0]

    one = {("P1", "A"): (5, 5), ("P2", "A"): (5, 5)}
    assert title(one) == "What the jury gave on each criterion"
    assert title(one | {("P1", "B"): (4, 4)}) == "“Solution A” is best on every criterion"
    assert title(one | {("P1", "B"): (4, None)}) == "What the jury gave on each criterion"
    assert title(one | {("P1", "B"): (4, 5)}) == (
        "No solution is better than “Solution A” on any criterion"
    )
    assert title(one | {("P1", "B"): (5, 5), ("P1", "C"): (1, 1)}) == (
        "2 solutions share the best mean on every criterion"
    )


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ({"A": (5, 5, 1), "B": (4, 4, 2)}, "{A} is best on most criteria: 2 of 3"),
        (
            {"A": (5, 5, 1, 1), "B": (4, 4, 2, 1), "C": (4, 4, 1, 2)},
            "No solution leads everywhere: {A} is best on 2 of 4 criteria",
        ),
        ({"A": (5, 1), "B": (4, 2)}, "No solution is best on more than 1 of 2 criteria"),
        ({"A": (5, 5), "B": (4, 4)}, "{A} is best on every criterion"),
    ],
)
def test_the_grid_says_on_how_many_criteria_who_is_best(given: dict, title: str) -> None:
    count = len(given["A"])
    table = criteria(*((f"K{n}", "technical", 1, None) for n in range(count)))
    everybody, _i, _s, ranked = both({("P1", s): scores for s, scores in given.items()}, table)
    grid = criterion_grid(everybody).replace({"name": {"Solution A": "N" * 41}})
    drawn = draw_means(grid, ranked, (0, 5))
    assert drawn_alt(drawn).startswith(title.format(A=f"“{'N' * 39}…”") + ". ")


def test_the_grid_frames_what_is_below_its_minimum() -> None:
    def frames(minimum: float, *scores: float | None) -> int:
        table = criteria(("K1", "technical", 1, minimum), ("K2", "technical", 1, None))
        given = {("P1", f"S{n}"): (score, 1) for n, score in enumerate(scores)}
        everybody, _i, _s, ranked = both(given, table)
        chart = draw_means(criterion_grid(everybody), ranked, (0, 5))
        assert chart is not None
        assert ("–" in words_of(chart)) is (None in scores)
        return len(re.findall(f"stroke: {to_hex(INK)}; stroke-width: 2;", chart.svg))

    assert frames(2.5, 2, 3) == 1
    assert frames(2, 2, 3) == 0
    assert frames(2.5, 3, None) == 0


def test_of_many_criteria_the_heaviest_are_drawn() -> None:
    table = criteria(*((f"K{n:02}", "technical", 1 + n, None) for n in range(15)))
    everybody, _i, _s, ranked = both({("P1", s): (1,) * 15 for s in "AB"}, table)
    chart = draw_means(criterion_grid(everybody), ranked, (0, 5))
    assert "Criterion K00" not in drawn_alt(chart)
    assert drawn_alt(chart).count("Criterion K") == 14
    assert "1 more criterion is not drawn." in " ".join(words_of(chart))


def test_the_grid_explains_only_what_is_drawn() -> None:
    def drawn(table: pd.DataFrame) -> str:
        everybody, _i, _s, ranked = both(CLEAR, table)
        chart = draw_means(criterion_grid(everybody), ranked, (0, 5))
        assert chart is not None
        return chart.svg

    one = drawn(criteria(("K1", "technical", 1, None), ("K2", "technical", 1, None)))
    assert "Above the line" not in one
    assert "Framed" not in one
    assert "Above the line" in drawn(CRITERIA)
    low = criteria(("K1", "technical", 1, 2.5), ("K2", "technical", 1, None))
    assert "Framed" in drawn(low)


def test_the_figure_of_the_grid_says_its_figures() -> None:
    everybody, _i, _s, table = both(WITH_A_GAP)
    grid = criterion_grid(everybody)
    assert speaks_for_itself(lambda: draw_means(grid, table, (0, 5)))


def test_the_grid_of_hundreds_of_solutions_is_drawn_small() -> None:
    given = {(f"P{j}", f"S{s}"): (s % 6, j) for j in range(3) for s in range(500)}
    everybody, _i, _s, table = both(given)
    chart = draw_means(criterion_grid(everybody), table, (0, 5))
    assert chart is not None
    assert len(chart.svg) < 60_000


def test_the_grid_says_how_much_it_leaves_out() -> None:
    everybody, _i, _s, table = both(CROWD)
    chart = draw_means(criterion_grid(everybody), table, (0, 5))
    assert chart is not None
    assert "7 more solutions are not drawn." in " ".join(words_of(chart))
