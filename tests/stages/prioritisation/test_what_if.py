"""What if value counted for more or less: each state equals a run with that weight."""

from __future__ import annotations

import pandas as pd
import pytest
from support.juries import laid_out, use_cases

from playbook.language import speaking
from playbook.stages.prioritisation import matrix, ranking, what_if

VOTES = laid_out([(5, 1), (1, 4), (3, 3)], [(4, 2), (2, 5), (3, None)], [(5, 2), (1, 5), (4, 3)])
PLACED = matrix.quadrants(VOTES, use_cases(3), (1, 5), spread=True)


@pytest.mark.parametrize("weights", [(1, 1), (2, 1)])
@pytest.mark.parametrize("fewest", [1, 3])
def test_every_state_equals_a_run_with_that_weight(
    weights: tuple[float, float], fewest: int
) -> None:
    states = list(what_if.rankings(VOTES, PLACED, weights, 400, 1, fewest))
    assert len(states) == len(what_if.shares(weights))
    for _label, table, held in states:
        share = float(table["weight_of_value"].iloc[0])
        run = weights if held else (share, 1 - share)
        sure = ranking.use_case_robustness(VOTES, run, 3, 400, 1, fewest_votes=fewest)
        expected = ranking.use_case_ranking(sure.table, PLACED)
        columns = ["rank", "use_case_id", "title", "score"]
        pd.testing.assert_frame_equal(table[columns], expected[columns])


def test_the_weight_that_holds_is_among_the_tenths_or_beside_them() -> None:
    assert what_if.shares((1, 1)) == [step / 10 for step in range(11)]
    with speaking("en"):
        held = [
            label for label, _table, now in what_if.rankings(VOTES, PLACED, (2, 1), 50, 1) if now
        ]
    assert held == ["67%"]


def test_many_votes_are_ranked_at_fewer_weights() -> None:
    many = laid_out(*[[(1 + v % 5, 3)] * 100 for v in range(50)])
    placed = matrix.quadrants(many, use_cases(100), (1, 5), spread=True)
    labels = [label for label, _table, _now in what_if.rankings(many, placed, (1, 1), 20, 1)]
    assert labels == ["0%", "25%", "50%", "75%", "100%"]


def test_value_alone_and_feasibility_alone_put_different_ones_first() -> None:
    tried = what_if.rankings(VOTES, PLACED, (1, 1), 50, 1)
    first = [table["title"].iloc[0] for _label, table, _now in tried]
    assert (first[0], first[-1]) == ("Case 2", "Case 1")
