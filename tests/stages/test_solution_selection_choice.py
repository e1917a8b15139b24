"""Solution selection: the ranking, the second opinions, the rule and its levers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from support.solutions import criteria, make_jury

from playbook.stages.solution_selection import (
    Advice,
    Jury,
    admitted,
    minimums,
    moved_levers,
    ranking,
    rate_effects,
    recommend,
    robustness,
    second_opinions,
    weight_changes,
    without_each_juror,
)

CLEAR = {
    (juror, solution): votes
    for juror in ("P1", "P2", "P3")
    for solution, votes in (("A", (5, 5)), ("B", (2, 2)), ("C", (1, 2)))
}
SPLIT = {
    ("P1", "A"): (5, 3), ("P2", "A"): (2, 3), ("P3", "A"): (4, 3),
    ("P1", "B"): (3, 3), ("P2", "B"): (5, 3), ("P3", "B"): (2.5, 3),
}  # fmt: skip
STRICT = criteria(("K1", "technical", 3, 2.5), ("K2", "project", 1, None))


def ranked(everybody: Jury, resamples: int = 500) -> pd.DataFrame:
    inside = everybody.keep(admitted(everybody, minimums(everybody)))
    return ranking(robustness(inside, resamples, 1), everybody)


def totals(**costs: float | None) -> pd.DataFrame:
    rows = [
        (s, f"Solution {s}", c, None if c is not None else "no_costs") for s, c in costs.items()
    ]
    return pd.DataFrame(rows, columns=["solution_id", "name", "total_cost", "gaps"])


def test_eliminated_solutions_keep_their_score_and_have_no_rank() -> None:
    table = ranked(make_jury(CLEAR, STRICT))
    assert table["solution_id"].tolist() == ["A", "B", "C"]
    assert table["status"].tolist() == ["ranked", "eliminated", "eliminated"]
    assert table["score"].tolist() == [5, 2, 1.25]
    assert table["rank"].isna().tolist() == [False, True, True]


def test_a_solution_unscored_on_a_criterion_that_counts_is_incomplete_not_last() -> None:
    scores = CLEAR | {("P1", "D"): (5, None)}
    table = ranked(make_jury(scores)).set_index("solution_id")
    assert table.loc["D", "status"] == "incomplete"
    assert pd.isna(table.loc["D", "rank"])


def test_equal_scores_share_a_rank() -> None:
    scores = {(j, s): (3, 3) for j in ("P1", "P2") for s in ("A", "B")}
    table = ranked(make_jury(scores))
    assert table["rank"].tolist() == [1, 1]
    assert table["tied"].all()


def test_weight_changes_are_sorted_by_size_and_name_the_winner() -> None:
    # K1: A leads by 1, K2: B leads by 2; weights 0.75 and 0.25: A by 0.25. Equal at K1 = 2/3.
    scores = {("P1", "A"): (4, 2), ("P1", "B"): (3, 4)}
    table = weight_changes(make_jury(scores))
    assert table["changed_weight"].tolist() == pytest.approx([2 / 3, 1 / 3])
    assert table["new_winner"].tolist() == ["Solution B", "Solution B"]


def test_leaving_a_juror_out_is_not_shown_where_votes_are_anonymous() -> None:
    jury = make_jury(SPLIT)
    table = without_each_juror(jury, anonymous=False)
    # Without P1: A 3 against B 3.75 on K1; without P2: A; without P3: B.
    assert table["winners"].tolist() == ["Solution B", "Solution A", "Solution B"]
    assert without_each_juror(jury, anonymous=True).empty


def test_second_opinions_can_part_from_the_weighted_mean() -> None:
    scores = {("P1", "A"): (5, 0, 0), ("P1", "B"): (2, 1, 1), ("P1", "C"): (0, 0, 0)}
    three = criteria(*((f"K{n}", "technical", 1, None) for n in (1, 2, 3)))
    table = second_opinions(make_jury(scores, three)).set_index("solution_id")
    assert table["score_rank"].to_dict() == {"A": 1, "B": 2, "C": 3}
    assert table["promethee_rank"].to_dict() == {"B": 1, "A": 2, "C": 3}
    # A wins one criterion against B and C; B two against A, three against C.
    assert table.loc["A", "promethee"] == pytest.approx((1 / 3 - 2 / 3 + 1 / 3) / 2)


def test_second_opinions_need_two_solutions_with_all_scores() -> None:
    assert second_opinions(make_jury({("P1", "A"): (4, 2)})).empty
    assert second_opinions(make_jury({("P1", "A"): (4, 2), ("P1", "B"): (4, None)})).empty


def test_a_clear_winner_is_recommended_whatever_it_costs() -> None:
    advice = recommend(ranked(make_jury(CLEAR)), totals(A=900, B=1, C=1))
    assert (advice.chosen, advice.basis) == ("A", "clear")


def test_where_votes_do_not_tell_the_cheapest_is_recommended() -> None:
    table = ranked(make_jury(SPLIT))
    assert table["tier"].tolist() == [1, 1]
    advice = recommend(table, totals(A=10, B=9))
    assert (advice.chosen, advice.basis) == ("B", "cheapest")
    assert advice.leaders == ["A"]


def test_incomplete_or_equal_costs_do_not_decide() -> None:
    table = ranked(make_jury(SPLIT))
    for costs in (totals(A=10, B=None), totals(A=10, B=10)):
        advice = recommend(table, costs)
        assert (advice.chosen, advice.basis) == ("A", "first")
    tie = ranked(make_jury({(j, s): (3, 3) for j in ("P1", "P2") for s in ("A", "B")}))
    assert recommend(tie, totals(A=None, B=None)).basis == "open"
    assert recommend(tie, totals(A=2, B=1)).chosen == "B"


def test_one_juror_gives_a_first_place_but_no_certainty() -> None:
    advice = recommend(ranked(make_jury({("P1", "A"): (4, 4), ("P1", "B"): (1, 1)})), totals(B=1))
    assert (advice.chosen, advice.basis) == ("A", "first")


def test_nothing_ranked_recommends_nothing() -> None:
    everybody = make_jury({("P1", "A"): (1, 1)}, STRICT)
    advice = recommend(ranked(everybody), totals(A=1))
    assert advice == Advice(None, "nothing", [], [])
    table = moved_levers(everybody, totals(A=1), advice, anonymous=False, resamples=9, seed=1)
    assert table[table["changes"]].empty
    assert "changes" in table[table["changes"]]


def test_levers_apply_the_whole_rule_again() -> None:
    # B is out by its minimum; without it, B would be alone ahead. Nothing else helps it.
    scores = {(j, s): v for j in ("P1", "P2", "P3") for s, v in (("A", (3, 2)), ("B", (2, 5)))}
    everybody = make_jury(scores, criteria(("K1", "technical", 1, 2.5), ("K2", "project", 1, None)))
    costs = totals(A=5, B=5)
    advice = recommend(ranked(everybody), costs)
    table = moved_levers(everybody, costs, advice, anonymous=False, resamples=300, seed=1)
    assert table.loc[table["changes"], ["lever", "chosen"]].to_numpy().tolist() == [
        ["minimums", "Solution B"]
    ]
    assert table["lever"].value_counts().to_dict() == {
        "weight_dropped": 2,
        "weight_doubled": 2,
        "juror": 3,
        "minimums": 1,
    }


def test_dropping_a_criterion_can_overturn() -> None:
    scores = {(j, s): v for j in ("P1", "P2", "P3") for s, v in (("A", (5, 1)), ("B", (1, 4)))}
    everybody = make_jury(scores)
    advice = recommend(ranked(everybody), totals(A=1, B=1))
    table = moved_levers(everybody, totals(A=1, B=1), advice, anonymous=True, resamples=300, seed=1)
    changed = table[table["changes"]]
    assert changed[["lever", "label", "chosen"]].to_numpy().tolist() == [
        ["weight_dropped", "Criterion K1", "Solution B"]
    ]
    assert "juror" not in set(table["lever"])


def test_rates_hold_the_recommended_one_against_its_rivals_only() -> None:
    years = pd.DataFrame(
        [
            ("A", 0, 100.0),
            ("A", 1, 0.0),
            ("B", 0, 50.0),
            ("B", 1, 55.0),
            ("C", 0, 1.0),
            ("C", 1, 0.0),
        ],
        columns=["solution_id", "year", "cost"],
    )
    advice = Advice("A", "cheapest", ["A", "B"], ["A"])
    table = rate_effects(advice, totals(A=1, B=1, C=1), years, 0.05)
    assert table["solution_id"].tolist() == ["B"]
    assert table["rate"].tolist() == pytest.approx([0.1])
    assert table["extra"].tolist() == pytest.approx([50 + 55 / 1.05 - 100])
    assert rate_effects(advice, totals(A=1, B=None), years, 0.05).empty
    wider = Advice("A", "cheapest", ["A", "C", "B"], ["A"])
    nearest = rate_effects(wider, totals(A=1, B=1, C=1), years, 0.05)
    assert nearest["solution_id"].tolist() == ["B", "C"]  # C never costs as much as A


def test_hundreds_of_solutions_are_ranked_and_levers_stay_quick() -> None:
    rng = np.random.default_rng(1)
    scores = {
        (f"P{j}", f"S{s}"): rng.integers(0, 6, 2).tolist() for j in range(3) for s in range(500)
    }
    everybody = make_jury(scores)
    table = ranked(everybody, 200)
    assert len(table) == 500
    costs = totals(**{f"S{s}": float(s) for s in range(500)})
    advice = recommend(table, costs)
    assert len(moved_levers(everybody, costs, advice, anonymous=False, resamples=50, seed=1)) == 7
