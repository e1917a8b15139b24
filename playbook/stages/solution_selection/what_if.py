"""What if a criterion, a juror or the discount rate were another? The rule applied again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from playbook.language import N_, _, format_share, shorten
from playbook.show.labels import Label
from playbook.stages.solution_selection.advice import recommendation
from playbook.stages.solution_selection.cost_years import by_year
from playbook.stages.solution_selection.costs import solution_totals
from playbook.stages.solution_selection.jury import Jury
from playbook.stages.solution_selection.minimums import admitted, margins
from playbook.stages.solution_selection.ranking import certainty, solution_ranking
from playbook.statistics import normalise_weights

QUESTION = N_("What if this did not count …")
AS_IT_IS = N_("as it is")
LABELS = {
    "state": Label(N_("What is changed")),
    "recommended": Label(N_("Recommended"), codes={"yes": N_("Yes")}),
}
SHOWN = ["rank", "name", "score", "recommended"]
RATE_QUESTION = N_("What if the discount rate were …")
RATE_SHOWN = ["name", "build", "run", "total_cost", "recommended"]
RATES = (0.0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15)
MOST_CRITERIA, MOST_JURORS = 12, 10


def states(
    everybody: Jury,
    totals: pd.DataFrame,
    people: Mapping[str, str],
    seed: int,
    *,
    anonymous: bool,
) -> Iterator[tuple[str, pd.DataFrame, bool]]:
    """Rank the solutions and apply the rule with one criterion or one juror less.

    Parameters
    ----------
    everybody : Jury
        With all compared solutions, eliminated ones too.
    totals : DataFrame
        From `costs.solution_totals`.
    people : mapping of str to str
        What each juror is called.
    anonymous : bool
        Whether the votes were promised to stay anonymous: then no juror is left out, because the
        difference gives that person's votes away.

    Yields
    ------
    (str, DataFrame, bool)
        What is changed; the solutions then (rank, solution_id, name, score, status, recommended:
        yes for the one that the rule takes, and state); and whether it is the case that holds. The
        12 heaviest criteria and, of a jury of 10 or fewer, all jurors are left out in turn.
    """
    for label, jury in _juries(everybody, people, anonymous=anonymous):
        inside = jury.keep(admitted(jury, margins(jury)))
        sure = certainty(inside, 1, seed)  # the rule asks for tiers, which are not drawn
        chosen = recommendation(sure.table.rename(columns={"item": "solution_id"}), totals).chosen
        table = solution_ranking(sure, jury)[["rank", "solution_id", "name", "score", "status"]]
        recommended = table["solution_id"].map({chosen: "yes"} if chosen else {})
        state = table.assign(recommended=recommended, state=label)
        yield label, state, jury is everybody


def rates(
    ranked: pd.DataFrame, lines: pd.DataFrame, gaps: pd.DataFrame, scoped: pd.DataFrame, rate: float
) -> Iterator[tuple[str, pd.DataFrame, bool]]:
    """Add up the costs and apply the rule at other discount rates.

    Parameters
    ----------
    ranked : DataFrame
        From `ranking.solution_ranking`.
    lines, gaps, scoped : DataFrame
        From `costs.cost_lines`, `costs.cost_gaps` and `scope.eligibility`.
    rate : float
        The campaign's: the case that holds.

    Yields
    ------
    (str, DataFrame, bool)
        The rate; the totals then, as `costs.solution_totals` has them, with recommended (yes for
        the one that the rule takes) and state; and whether it is the case that holds.
    """
    for each in sorted({*RATES, rate}):
        totals = solution_totals(lines, by_year(lines, each), gaps, scoped)
        chosen = recommendation(ranked, totals).chosen
        label = format_share(each, *RATES, rate)
        recommended = totals["solution_id"].map({chosen: "yes"} if chosen else {})
        yield label, totals.assign(recommended=recommended, state=label), each == rate


def _juries(
    everybody: Jury, people: Mapping[str, str], *, anonymous: bool
) -> Iterator[tuple[str, Jury]]:
    """The jury as it is, then with one criterion or one juror less."""
    yield _(AS_IT_IS), everybody
    for criterion in np.argsort(-everybody.weights, kind="stable")[:MOST_CRITERIA]:
        if 0 < everybody.weights[criterion] < 1:
            weights = everybody.weights.copy()
            weights[criterion] = 0
            changed = replace(everybody, weights=normalise_weights(weights))
            yield shorten(everybody.labels[criterion]), changed
    if not anonymous and 1 < len(everybody.jurors) <= MOST_JURORS:
        for juror in everybody.jurors:
            yield people[juror], everybody.without(juror)
