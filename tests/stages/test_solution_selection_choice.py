"""Solution selection: the ranking, the second opinions, the rule and its levers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from support.solutions import Scores, criteria, make_jury

from playbook.stages.solution_selection import (
    Advice,
    Jury,
    admitted,
    apply_rule,
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
from playbook.statistics import coarsened

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
    assert set(table) == {
        "rank", "solution_id", "name", "technical", "project", "score", "tied", "tier", "rank_low",
        "rank_high", "score_low", "score_high", "probability_first", "status",
    }  # fmt: skip


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
    assert table["new_winner"].tolist() == [("Solution B",), ("Solution B",)]


def test_leaving_a_juror_out_is_not_shown_where_votes_are_anonymous() -> None:
    jury = make_jury(SPLIT)
    table = without_each_juror(jury, anonymous=False)
    # Without P1: A 3 against B 3.75 on K1; without P2: A; without P3: B.
    assert table["winners"].tolist() == [("Solution B",), ("Solution A",), ("Solution B",)]
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


def unanimous(**votes: tuple[float, ...]) -> Scores:
    """Two jurors who score alike."""
    return {(juror, solution): own for juror in ("P1", "P2") for solution, own in votes.items()}


def test_advice_names_the_leaders_and_those_that_the_votes_do_not_tell_from_them() -> None:
    split, clear = ranked(make_jury(SPLIT)), ranked(make_jury(CLEAR))
    assert recommend(clear, totals()) == Advice("A", "clear", ["A"], ["A"])
    assert recommend(split, totals(A=10, B=9)) == Advice("B", "cheapest", ["A", "B"], ["A"])
    assert recommend(split, totals(A=10)) == Advice("A", "first", ["A", "B"], ["A"])
    tie = ranked(make_jury(unanimous(A=(3, 3), B=(3, 3), C=(1, 1))))
    assert recommend(tie, totals(C=1)) == Advice(None, "open", ["A", "B"], ["A", "B"])
    # One juror: no tiers, so the rule goes by the first places alone.
    alone = ranked(make_jury({("P1", "A"): (4, 4), ("P1", "B"): (1, 1)}))
    assert recommend(alone, totals(A=2, B=1)) == Advice("A", "first", ["A"], ["A"])
    level = ranked(make_jury({("P1", s): (3, 3) for s in ("A", "B")}))
    assert recommend(level, totals(A=2, B=1)) == Advice("B", "cheapest", ["A", "B"], ["A", "B"])


def test_costs_decide_from_one_cent_on() -> None:
    table = ranked(make_jury(SPLIT))
    assert recommend(table, totals(A=10.01, B=10.0)).basis == "cheapest"
    assert recommend(table, totals(A=10.004, B=10.001)).basis == "first"
    assert recommend(table, totals(A=10, B=9, C=None)).basis == "cheapest"  # C is no candidate


def test_without_each_juror_only_the_first_place_counts() -> None:
    # On K1, A 4 and 5, B 2 and 3, C 3 and 1; K2 is the same for all.
    scores = {
        ("P1", "A"): (4, 1), ("P1", "B"): (2, 1), ("P1", "C"): (3, 1),
        ("P2", "A"): (5, 1), ("P2", "B"): (3, 1), ("P2", "C"): (1, 1),
    }  # fmt: skip
    table = without_each_juror(make_jury(scores), anonymous=False)
    assert list(table) == ["participant_id", "winners", "winner_changes", "top_changes"]
    assert table["participant_id"].tolist() == ["P1", "P2"]
    assert table["winners"].tolist() == [("Solution A",), ("Solution A",)]
    assert not table[["winner_changes", "top_changes"]].any(axis=None)  # the second place changes
    tie = {("P1", "A"): (4, 1), ("P1", "B"): (3, 1), ("P2", "A"): (3, 1), ("P2", "B"): (3, 1)}
    tied = without_each_juror(make_jury(tie), anonymous=False)
    assert tied["winners"].tolist() == [("Solution A", "Solution B"), ("Solution A",)]
    assert tied["winner_changes"].tolist() == [True, False]
    for left in (make_jury({("P1", "A"): (4, 2)}), make_jury(scores).keep([])):
        empty = without_each_juror(left, anonymous=False)
        assert empty.empty
        assert list(empty) == list(table)


def test_where_no_weight_changes_the_winner_none_is_given() -> None:
    table = weight_changes(make_jury(CLEAR))
    assert list(table) == [
        "criterion_id", "label", "weight", "changed_weight", "change", "new_winner"
    ]  # fmt: skip
    assert table["label"].tolist() == ["Criterion K1", "Criterion K2"]
    assert table["weight"].tolist() == [0.75, 0.25]
    assert table[["changed_weight", "change"]].isna().all(axis=None)
    assert not table["new_winner"].map(len).any()
    for too_few in (make_jury({("P1", "A"): (4, 2)}), make_jury(CLEAR).keep([])):
        assert weight_changes(too_few).empty
        assert list(weight_changes(too_few)) == list(table)


def test_a_criterion_that_does_not_count_takes_no_part_in_second_opinions() -> None:
    spared = criteria(("K1", "technical", 1, None), ("K2", "project", 0, None))
    scores = {("P1", "B"): (1, 5), ("P1", "A"): (4, None), ("P1", "C"): (1, 0)}
    table = second_opinions(make_jury(scores, spared))
    assert table["solution_id"].tolist() == ["A", "B", "C"]
    assert table["score"].tolist() == [4, 1, 1]
    for method in ("score", "topsis_vector", "topsis_min_max", "promethee"):
        assert table[f"{method}_rank"].tolist() == [1, 2, 2]
        assert table[f"{method}_rank"].dtype == "Int64"
    assert table["topsis_vector"].tolist() == table["topsis_min_max"].tolist() == [1, 0, 0]
    assert table["promethee"].tolist() == [1, -0.5, -0.5]
    assert table.index.tolist() == [0, 1, 2]


def test_solutions_that_tie_keep_their_order() -> None:
    ids = [f"S{n}" for n in range(60)]
    marks = {s: (3, 3) if n % 3 else (2, 2) for n, s in enumerate(ids)}
    expected = [s for s in ids if marks[s][0] == 3] + [s for s in ids if marks[s][0] == 2]
    jury = make_jury(unanimous(**marks))
    assert second_opinions(jury)["solution_id"].tolist() == expected
    assert ranked(jury, 9)["solution_id"].tolist() == expected


JURORS = ("P1", "P2", "P3", "P4")


def moved(scores: Scores, table: pd.DataFrame, chosen: str, **costs: float | None) -> pd.DataFrame:
    return moved_levers(
        make_jury(scores, table), totals(**costs), Advice(chosen, "first", [chosen], [chosen]),
        anonymous=False, resamples=9, seed=1,
    )  # fmt: skip


def test_each_lever_is_the_rule_on_a_jury_that_was_so_from_the_start() -> None:
    base = [("K1", 3.0, 2.2), ("K2", 1.0, None), ("K3", 2.0, None)]

    def grid(weights: list[float], low: float | None = 2.2) -> pd.DataFrame:
        return criteria(
            *((k, "technical", w, low if k == "K1" else None)
              for (k, _w, _low), w in zip(base, weights, strict=True))
        )  # fmt: skip

    stated = [weight for _k, weight, _low in base]
    outcomes = set()
    for seed in range(12):
        rng = np.random.default_rng(seed)
        scores = {(p, s): rng.integers(0, 6, 3).tolist() for p in JURORS for s in "ABCD"}
        costs = totals(A=4, B=3, C=2, D=1)

        def rule(
            given: Scores, table: pd.DataFrame, costs: pd.DataFrame = costs, seed: int = seed
        ) -> Advice:
            everybody = make_jury(given, table)
            inside = everybody.keep(admitted(everybody, minimums(everybody)))
            return recommend(ranking(robustness(inside, 12, seed), everybody), costs)

        def name(advice: Advice) -> str | None:
            return advice.chosen and f"Solution {advice.chosen}"

        everybody = make_jury(scores, grid(stated))
        advice = rule(scores, grid(stated))
        assert apply_rule(everybody, costs, 12, seed) == advice
        if advice.chosen is None:
            continue
        table = moved_levers(everybody, costs, advice, anonymous=False, resamples=12, seed=seed)
        expected: list[tuple[str, str | None, str | None, str | None]] = []
        for lever, factor in (("weight_dropped", 0), ("weight_doubled", 2)):
            for k in (0, 2, 1):  # the heaviest first
                weights = [w * factor if n == k else w for n, w in enumerate(stated)]
                then = name(rule(scores, grid(weights)))
                expected.append((lever, f"Criterion K{k + 1}", None, then))
        if len(admitted(everybody, minimums(everybody))) < 4:
            expected.append(("minimums", None, None, name(rule(scores, grid(stated, None)))))
        for juror in JURORS:
            others = {key: votes for key, votes in scores.items() if key[0] != juror}
            expected.append(("juror", None, juror, name(rule(others, grid(stated)))))
        columns = ["lever", "label", "participant_id", "chosen"]
        found = table[columns].astype(object).where(table[columns].notna(), None)
        assert list(found.itertuples(index=False, name=None)) == expected
        assert table["changes"].tolist() == [then != name(advice) for *_w, then in expected]
        outcomes |= set(zip(table["lever"], table["changes"], strict=True))
    assert len(outcomes) == 8  # every kind of lever changed a recommendation, and left another


def test_a_lever_that_leaves_nothing_or_a_tie_recommends_none() -> None:
    low = criteria(("K1", "technical", 3, 2), ("K2", "project", 1, None))
    scores = {("P1", "A"): (5, 3), ("P2", "A"): (1, 3)}  # without P1, A is below the minimum
    table = moved(scores, low, "A").set_index("participant_id")
    assert pd.isna(table.loc["P1", "chosen"])
    assert table.loc["P1", "changes"]
    assert table.loc["P2", "chosen"] == "Solution A"
    assert apply_rule(make_jury({("P1", "A"): (1, 1)}, low), totals(), 9, 1) == Advice(
        None, "nothing", [], []
    )
    tied = moved(unanimous(A=(4, 3), B=(2, 3)), low, "A")
    dropped = tied[(tied["lever"] == "weight_dropped") & (tied["label"] == "Criterion K1")]
    assert dropped["chosen"].isna().all()
    assert dropped["changes"].all()


def test_a_weight_is_doubled_not_more() -> None:
    even = criteria(("K1", "technical", 1, None), ("K2", "project", 1, None))
    # Doubled, K1 gives A 1 x 2 + 5 = 7 and B 3 x 2 + 0 = 6; three times, 8 and 9.
    table = moved(unanimous(A=(1, 5), B=(3, 0)), even, "A").set_index(["lever", "label"])
    assert not table.loc[("weight_doubled", "Criterion K1"), "changes"]
    assert table.loc[("weight_dropped", "Criterion K2"), "chosen"] == "Solution B"


def test_the_heaviest_criteria_are_tried_in_their_order() -> None:
    rows = [("K1", "technical", 1.0, None)]
    rows += [(f"K{n}", "technical", 2.0, None) for n in range(2, 41)]
    table = moved({("P1", "A"): (3,) * 40, ("P1", "B"): (1,) * 40}, criteria(*rows), "A")
    tried = [f"Criterion K{n}" for n in range(2, 17)]
    assert table["label"].tolist() == tried * 2


def test_a_weight_that_is_none_or_all_is_no_lever() -> None:
    spared = criteria(
        ("K1", "technical", 0, None), ("K2", "project", 2, None), ("K3", "project", 2, None)
    )
    table = moved({("P1", "A"): (1, 2, 3), ("P1", "B"): (1, 1, 1)}, spared, "A")
    assert table["label"].tolist() == ["Criterion K2", "Criterion K3"] * 2
    only = criteria(("K1", "technical", 0, None), ("K2", "project", 2, None))
    assert moved({("P1", "A"): (1, 2), ("P1", "B"): (1, 1)}, only, "A").empty


@pytest.mark.parametrize(("jurors", "tried"), [(1, 0), (2, 2), (20, 20), (21, 0)])
def test_jurors_are_left_out_where_one_stays_and_there_are_not_too_many(
    jurors: int, tried: int
) -> None:
    ids = [f"P{n}" for n in range(jurors)]
    given = {(p, s): v for p in ids for s, v in (("A", (4, 4)), ("B", (1, 1)))}
    table = moved(given, criteria(("K1", "technical", 3, None), ("K2", "project", 1, None)), "A")
    assert table.loc[table["lever"] == "juror", "participant_id"].tolist() == ids[:tried]


def test_levers_look_at_the_best_scored_solutions_only() -> None:
    even = criteria(("K1", "technical", 1, None), ("K2", "project", 1, None))
    marks: dict[str, tuple[float, ...]] = {
        f"S{n}": (3, 3) if n % 3 else (2, 2) for n in range(1, 91)
    }
    # Of those with 3, S29 is the 20th; the next ones would be best on K2, but come after it.
    marks |= {"S1": (3.5, 3.5), "S29": (1.5, 4.5)}
    marks |= {f"S{n}": (1, 5) for n in range(31, 91) if n % 3}
    table = moved(unanimous(**marks), even, "S1").set_index(["lever", "label"])
    assert table.loc[("weight_dropped", "Criterion K1"), "chosen"] == "Solution S29"
    assert table.loc[("weight_dropped", "Criterion K2"), "chosen"] == "Solution S1"


def test_those_without_a_rank_are_the_incomplete_then_the_eliminated_by_score() -> None:
    given = {("P1", "D"): (1, 1), ("P1", "I"): (4, None), ("P1", "E"): (2, 5), ("P1", "A"): (5, 5)}
    given |= {("P1", "N"): (2, None)}
    table = ranked(make_jury(given, STRICT))
    assert table["solution_id"].tolist() == ["A", "I", "E", "D", "N"]
    assert table["status"].tolist() == ["ranked", "incomplete"] + ["eliminated"] * 3
    assert table.index.tolist() == list(range(5))
    assert list(table)[:7] == [
        "rank", "solution_id", "name", "technical", "project", "score", "status"
    ]  # fmt: skip


def test_how_sure_a_ranking_is_takes_the_options_that_are_given() -> None:
    jury = make_jury(SPLIT)
    plain, coarse = robustness(jury, 200, 1), robustness(jury, 200, 1, 0.2)
    assert not plain.sources.empty
    assert robustness(jury, 200, 1, by_source=False).sources.empty
    pd.testing.assert_frame_equal(coarse.table, coarsened(plain, 0.2).table)
    assert not coarse.table.equals(plain.table)
    few = robustness(jury, 2, 1).table["probability_first"]
    assert (few * 4 % 1 == 0).all()  # of two draws, ties shared


def test_weights_that_move_the_winner_as_little_keep_their_order() -> None:
    ids = [f"K{n:02}" for n in range(40)]
    table = criteria(*((i, "technical", 1, None) for i in ids))
    given = {("P1", "A"): [3, 2] * 20, ("P1", "B"): [2, 3] * 19 + [2, 2]}
    changes = weight_changes(make_jury(given, table))
    # B gains by a heavier odd one, by a lighter even one; on the last they are level.
    assert changes["criterion_id"].tolist() == [*ids[1:39:2], *ids[::2], ids[39]]
    assert changes.index.tolist() == list(range(40))
