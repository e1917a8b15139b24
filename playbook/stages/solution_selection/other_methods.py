"""Whether other methods put the same solution first."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.language import N_, _, enumerate_words, format_likelihood, labelled, quote, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.solution_selection.jury import Jury
from playbook.statistics import competition_rank
from playbook.statistics.second_opinions import central_weights, promethee_ii, topsis

METHOD_NAMES = {
    "topsis_vector": N_("TOPSIS, vector"),
    "topsis_min_max": N_("TOPSIS, min-max"),
    "promethee": N_("PROMETHEE II"),
}
WEIGHTS_SHOWN = ["name", "share_of_weightings", "favoured_by"]
SHOWN = [
    "name", "score", "score_rank", "topsis_vector", "topsis_vector_rank", "topsis_min_max",
    "topsis_min_max_rank", "promethee", "promethee_rank",
]  # fmt: skip

LABELS = {
    "score_rank": Label(N_("Rank on the grid"), Format.WHOLE),
    **{name: Label(header, Format.DECIMAL) for name, header in METHOD_NAMES.items()},
    "topsis_vector_rank": Label(N_("Rank"), Format.WHOLE),
    "topsis_min_max_rank": Label(N_("Rank"), Format.WHOLE),
    "promethee_rank": Label(N_("Rank"), Format.WHOLE),
    "share_of_weightings": Label(N_("First in so many weightings"), Format.LIKELIHOOD),
    "favoured_by": Label(N_("When these weigh more")),
}
FAVOURED, NOTABLE = 2, 0.1


def second_opinions(jury: Jury, indifference: float = 0.0, preference: float = 0.0) -> pd.DataFrame:
    """What TOPSIS and PROMETHEE II make of the same means and the same weights.

    Solutions that nobody scored on a criterion that counts are left out.

    Parameters
    ----------
    jury : Jury
        With the admitted solutions only.
    indifference, preference : float, default 0
        Of PROMETHEE II, in points of the scale: up to the one a lead counts for nothing, from the
        other on in full.

    Returns
    -------
    DataFrame
        One row a solution, in the order of the weighted mean: solution_id, name, score and
        score_rank, topsis_vector and topsis_min_max (closeness to the ideal, 0 to 1, with vector
        and with min-max normalisation), promethee (net flow, -1 to 1), each with
        its rank in a column ``…_rank``; ties share a rank. Without a row for fewer than two
        solutions.
    """
    means = jury.means()
    counts = jury.weights > 0
    complete = np.flatnonzero(~np.isnan(means[:, counts]).any(axis=1))
    matrix, weights = means[np.ix_(complete, counts)], jury.weights[counts]
    solutions = [jury.solutions[place] for place in complete]
    table = pd.DataFrame(
        {"solution_id": solutions, "name": [jury.names[item] for item in solutions]}
    )
    opinions = {
        "score": matrix @ weights,
        "topsis_vector": topsis(matrix, weights, normalisation="vector"),
        "topsis_min_max": topsis(matrix, weights, normalisation="min-max"),
        "promethee": promethee_ii(
            matrix, weights, indifference=indifference, preference=preference
        ),
    }
    for name, values in opinions.items():
        table[name] = values
        table[f"{name}_rank"] = pd.Series(competition_rank(values)).astype("Int64")
    if len(table) < 2:
        return table.head(0)
    return table.sort_values("score_rank", kind="stable", ignore_index=True)


def say_opinions(table: pd.DataFrame) -> Finding | None:
    """Say whether the other methods put the same first, and what it means when they do not."""
    if table.empty:
        return None
    known = [method for method in METHOD_NAMES if table[method].notna().all()]
    first = set(table.loc[table["score_rank"] == 1, "name"])
    against: dict[str, list[str]] = {}
    overlap = False
    for method in known:
        winners = table.loc[table[f"{method}_rank"] == 1, "name"]
        if set(winners) != first:
            overlap |= not first.isdisjoint(winners)
            against.setdefault(quoted(winners), []).append(_(METHOD_NAMES[method]))
    if len(known) < len(METHOD_NAMES):
        text = _("TOPSIS and PROMETHEE II cannot tell solutions with the same scores apart.")
        return Finding(text, Tone.CAUTION)
    if not against:
        text = _(
            "TOPSIS (vector and min-max normalisation) and PROMETHEE II put {names} first too. They"
            " use the same means: that the methods agree does not make the votes surer."
        )
        return Finding(text.format(names=quoted(sorted(first))))
    others = enumerate_words(
        [labelled(enumerate_words(methods), names) for names, methods in against.items()]
    )
    text = _("Another method puts another solution first ({others}).")
    if overlap:
        text = _("The methods do not put the same solutions first ({others}).")
    why = _(
        "The weighted mean lets strengths make up for weaknesses, TOPSIS looks at the distance to"
        " the best seen, PROMETHEE II at how clearly each criterion is won: where they part, people"
        " choose, not a formula."
    )
    return Finding(f"{text.format(others=others)} {why}", Tone.CAUTION)


def weights_of_each(jury: Jury, seed: int) -> pd.DataFrame:
    """Which weights would make each solution first, whatever the weights chosen.

    Parameters
    ----------
    jury : Jury
        With the admitted solutions only.

    Returns
    -------
    DataFrame
        One row a solution, the most often first on top: solution_id, name, share_of_weightings
        (that make it first, of all there are), and favoured_by (labels of the criteria that weigh
        most above their even share in those; empty where none does so by a tenth of it).
        Without a row for fewer than two solutions with all scores, or two criteria that count.
    """
    columns = ["solution_id", "name", "share_of_weightings", "favoured_by"]
    means, counts = jury.means(), jury.weights > 0
    complete = np.flatnonzero(~np.isnan(means[:, counts]).any(axis=1))
    if len(complete) < 2 or counts.sum() < 2:
        return pd.DataFrame(columns=columns)
    first, weights = central_weights(means[np.ix_(complete, counts)], seed=seed)
    labels = np.array(jury.labels, dtype=object)[counts]
    above = np.nan_to_num(weights * counts.sum() - 1)
    rows = []
    for place, share, more in zip(complete, first, above, strict=True):
        solution = jury.solutions[place]
        favoured = [k for k in np.argsort(-more, kind="stable")[:FAVOURED] if more[k] >= NOTABLE]
        rows.append((solution, jury.names[solution], float(share), tuple(labels[favoured])))
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(
        "share_of_weightings", ascending=False, kind="stable", ignore_index=True
    )


def say_weights_of_each(table: pd.DataFrame) -> Finding | None:
    """Say how many of all weightings would put the same solution first."""
    if table["share_of_weightings"].nunique() < 2:  # they are level, whatever the weights
        return None
    best = table.iloc[0]
    text = _("Of all weightings that one could choose, {share} put {name} first.")
    return Finding(
        text.format(share=format_likelihood(best["share_of_weightings"]), name=quote(best["name"]))
    )
