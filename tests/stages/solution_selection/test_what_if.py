"""What if a criterion did not count, or a juror were absent: each state equals such a run."""

from __future__ import annotations

import pandas as pd
import pytest

from playbook.campaign.checked import load_campaign
from playbook.kit import find_kit
from playbook.language import speaking
from playbook.stages.solution_selection import (
    advice,
    cost_years,
    costs,
    jury,
    minimums,
    ranking,
    scope,
    what_if,
)

RESAMPLES, SEED = 300, 7
Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def tables() -> Tables:
    """The tables of the demo."""
    campaign = load_campaign(find_kit(), "demo")
    names = ("criteria", "jury_scores", "solutions", "costs")
    return {name: campaign.table(name) for name in names}


def run(tables: Tables) -> tuple[jury.Jury, pd.DataFrame, pd.DataFrame]:
    """The jury, the costs, and the ranking with what is recommended, as the notebook has them."""
    solutions, scores = tables["solutions"], tables["jury_scores"]
    chosen = scope.chosen_use_case("", solutions, scores)
    scoped = scope.eligibility(chosen, solutions, scores, anonymous=False, threshold=5)
    everybody = jury.score_matrix(scoped, tables["criteria"], scores)
    lines = costs.cost_lines(tables["costs"], scoped)
    years = cost_years.by_year(lines, 0.05)
    totals = costs.solution_totals(lines, years, costs.cost_gaps(lines, scoped), scoped)
    inside = everybody.keep(minimums.admitted(everybody, minimums.margins(everybody)))
    ranked = ranking.solution_ranking(ranking.certainty(inside, RESAMPLES, SEED), everybody)
    taken = advice.recommendation(ranked, totals).chosen
    ranked = ranked.assign(recommended=ranked["solution_id"].map({taken: "yes"}))
    return everybody, totals, ranked[["rank", "name", "score", "recommended"]]


def called(everybody: jury.Jury) -> dict[str, str]:
    return {juror: juror for juror in everybody.jurors}


def test_every_state_equals_a_run_on_tables_without_that_criterion_or_juror(
    tables: Tables,
) -> None:
    everybody, totals, now = run(tables)
    made = list(what_if.states(everybody, totals, called(everybody), SEED, anonymous=False))
    assert len(made) == 1 + len(everybody.criteria) + len(everybody.jurors)
    assert [held for _label, _table, held in made] == [True] + [False] * (len(made) - 1)
    criteria, scores = tables["criteria"], tables["jury_scores"]
    for label, table, held in made:
        if held:
            expected = now
        elif label in everybody.jurors:
            expected = run({**tables, "jury_scores": scores[scores["participant_id"] != label]})[2]
        else:
            dropped = criteria["label"].str.startswith(label.rstrip("…"))
            assert dropped.sum() == 1
            weights = criteria["weight"].mask(dropped, 0)
            expected = run({**tables, "criteria": criteria.assign(weight=weights)})[2]
        pd.testing.assert_frame_equal(
            table[["rank", "name", "score", "recommended"]], expected, check_dtype=False
        )


def test_no_juror_of_an_anonymous_vote_is_left_out(tables: Tables) -> None:
    everybody, totals, _now = run(tables)
    with speaking("en"):
        labels = [
            label
            for label, _table, _held in what_if.states(
                everybody, totals, called(everybody), SEED, anonymous=True
            )
        ]
    assert not set(labels) & set(everybody.jurors)
    assert labels[0] == "as it is"


def test_every_discount_rate_gives_the_totals_and_the_advice_of_a_run_at_that_rate(
    tables: Tables,
) -> None:
    solutions, scores = tables["solutions"], tables["jury_scores"]
    chosen = scope.chosen_use_case("", solutions, scores)
    scoped = scope.eligibility(chosen, solutions, scores, anonymous=False, threshold=5)
    lines = costs.cost_lines(tables["costs"], scoped)
    gaps = costs.cost_gaps(lines, scoped)
    # Two that the votes do not tell apart: the cheaper one is recommended.
    ids = ["S1", "S2"]
    ranked = pd.DataFrame({"solution_id": ids, "rank": [1, 2], "tier": [1, 1]})
    made = list(what_if.rates(ranked, lines, gaps, scoped, 0.05))
    assert [label for label, _table, _held in made] == [
        "0%", "2%", "4%", "5%", "6%", "8%", "10%", "15%",
    ]  # fmt: skip
    assert [label for label, _table, held in made if held] == ["5%"]
    for _label, table, _held in made:
        of = table.set_index("solution_id")
        assert of["recommended"].dropna().index.tolist() == [of.loc[ids, "total_cost"].idxmin()]
    whole, tenth = made[0][1].set_index("solution_id"), made[6][1].set_index("solution_id")
    assert whole["total_cost"].tolist() == whole["total"].tolist()
    years = lines[lines["solution_id"] == "S1"].groupby("year")["value"].sum()
    worth = sum(value / 1.1**year for year, value in years.items())
    assert tenth.loc["S1", "total_cost"] == pytest.approx(worth)
