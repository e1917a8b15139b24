"""What would overturn the recommendation: the rule applied again, with one thing changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from playbook.stages.solution_selection.advice import Advice, recommend
from playbook.stages.solution_selection.choice import robustness
from playbook.stages.solution_selection.elimination import admitted, minimums
from playbook.stages.solution_selection.grids import section_scores
from playbook.stages.solution_selection.jury import Jury
from playbook.statistics import normalise_weights

CONTENDERS = 20
HEAVIEST = 15
MOST_JURORS = 20

Variant = tuple[str, str, Jury]


def apply_rule(jury: Jury, totals: pd.DataFrame, resamples: int, seed: int) -> Advice:
    """Hold a jury against the minimums, rank what is left, and recommend by the rule."""
    inside = jury.keep(admitted(jury, minimums(jury)))
    sure = robustness(inside, resamples, seed, by_source=False)
    return recommend(sure.table.rename(columns={"item": "solution_id"}), totals)


def moved_levers(
    everybody: Jury,
    totals: pd.DataFrame,
    advice: Advice,
    *,
    anonymous: bool,
    resamples: int,
    seed: int,
) -> pd.DataFrame:
    """Apply the rule again with one weight, one juror or the minimums changed.

    Each weight (of the 15 heaviest criteria) is dropped, then doubled, the others keeping their
    proportions; each juror (where there are 20 or fewer) is left out; and the minimums are lifted
    where they eliminate a solution. Only the 20 best scored solutions are looked at.

    Parameters
    ----------
    everybody : Jury
        With all compared solutions, eliminated ones too.
    totals : DataFrame
        From `costs.totals`.
    advice : Advice
        What the rule recommends with nothing changed.
    anonymous : bool
        Whether the votes were promised to stay anonymous: then no juror is left out, because the
        difference gives that person's votes away.

    Returns
    -------
    DataFrame
        One row a change: lever (weight_dropped, weight_doubled, juror or minimums), label (the
        criterion), participant_id (the juror), chosen (the solution recommended then, its name;
        missing when the rule leaves it open) and changes (whether that is another one). Without a
        row when nothing is recommended to begin with.
    """
    columns = ["lever", "label", "participant_id", "chosen", "changes"]
    if advice.chosen is None:
        return pd.DataFrame(columns=columns).astype({"changes": bool})
    scores = section_scores(everybody).sort_values("score", ascending=False, kind="stable")
    jury = everybody.keep(list(scores["solution_id"].head(CONTENDERS)))
    variants = [*_weight_variants(jury), *_minimum_variants(jury)]
    if not anonymous and len(jury.jurors) <= MOST_JURORS:
        variants += _juror_variants(jury)
    rows = []
    for lever, on, changed in variants:
        then = apply_rule(changed, totals, resamples, seed).chosen
        label, juror = (None, on) if lever == "juror" else (on or None, None)
        name = None if then is None else everybody.names[then]
        rows.append((lever, label, juror, name, then != advice.chosen))
    return pd.DataFrame(rows, columns=columns).astype({"changes": bool})


def _weight_variants(jury: Jury) -> Iterator[Variant]:
    """The jury with each weight dropped, then doubled."""
    heaviest = np.argsort(-jury.weights, kind="stable")[:HEAVIEST]
    for lever, factor in (("weight_dropped", 0.0), ("weight_doubled", 2.0)):
        for criterion in heaviest[(jury.weights[heaviest] > 0) & (jury.weights[heaviest] < 1)]:
            weights: NDArray[np.float64] = jury.weights.copy()
            weights[criterion] *= factor
            yield lever, jury.labels[criterion], replace(jury, weights=normalise_weights(weights))


def _juror_variants(jury: Jury) -> Iterator[Variant]:
    """The jury without each juror, where one stays."""
    if len(jury.jurors) < 2:
        return
    for juror in jury.jurors:
        yield "juror", juror, jury.without(juror)


def _minimum_variants(jury: Jury) -> Iterator[Variant]:
    """The jury without minimums, where they eliminate a solution."""
    if len(admitted(jury, minimums(jury))) < len(jury.solutions):
        yield "minimums", "", replace(jury, minimums=np.full(len(jury.criteria), np.nan))
