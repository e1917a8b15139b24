"""Who scored what, laid out for calculation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from playbook.language import N_, _, format_number, listed, ngettext, quote, some
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.statistics import criterion_means, normalise_weights

DECIMALS = 9

LABELS = {
    "missing": Label(N_("Missing scores"), Format.WHOLE),
    "which": Label(N_("On which criteria"), missing=N_("all of them")),
}


@dataclass(frozen=True)
class Jury:
    """The scores laid out for calculation.

    Attributes
    ----------
    scores : ndarray of float, shape (jurors, solutions, criteria)
        On the campaign's jury scale; NaN is a missing score, never 0.
    jurors, solutions, criteria : list of str
        The identifiers, in the order of the axes: the people who scored anything, the solutions
        that are compared, all criteria.
    names : dict of str to str
        What each solution is called.
    weights : ndarray of float, shape (criteria,)
        Normalised to sum to 1.
    sections : list of str
        The section of each criterion.
    labels : list of str
        What each criterion judges.
    minimums : ndarray of float, shape (criteria,)
        The mean below which a solution is eliminated; NaN where there is none.
    bands : ndarray of float, shape (solutions, criteria, 2), optional
        For scores that stand in for anonymous ones: the ends of the band that the mean of the real
        ones lies in; NaN where none is told.
    told_on : (float, float), optional
        The scale of such scores.
    """

    scores: NDArray[np.float64]
    jurors: list[str]
    solutions: list[str]
    criteria: list[str]
    names: dict[str, str]
    weights: NDArray[np.float64]
    sections: list[str]
    labels: list[str]
    minimums: NDArray[np.float64]
    bands: NDArray[np.float64] | None = None
    told_on: tuple[float, float] | None = None

    def means(self) -> NDArray[np.float64]:
        """The mean of each solution on each criterion; NaN where nobody scored it."""
        return criterion_means(self.scores)

    def called(self, solutions: Iterable[str]) -> tuple[str, ...]:
        """The names of some solutions."""
        return tuple(self.names[solution] for solution in solutions)

    def keep(self, solutions: list[str]) -> Jury:
        """The same grid with only some solutions."""
        chosen = [self.solutions.index(solution) for solution in solutions]
        bands = None if self.bands is None else self.bands[chosen]
        return replace(self, scores=self.scores[:, chosen], solutions=solutions, bands=bands)

    def without(self, juror: str) -> Jury:
        """The same grid without one juror."""
        others = [other for other in self.jurors if other != juror]
        scores = np.delete(self.scores, self.jurors.index(juror), axis=0)
        return replace(self, scores=scores, jurors=others)


def score_matrix(
    scoped: pd.DataFrame,
    criteria: pd.DataFrame,
    jury_scores: pd.DataFrame,
    bands: pd.DataFrame | None = None,
    scale: tuple[float, float] | None = None,
) -> Jury:
    """Lay the scores of the compared solutions out as an array.

    Weights that are all 0 count as equal ones: nothing was said about what matters more.

    Parameters
    ----------
    bands : DataFrame, optional
        For scores that stand in for anonymous ones, from `mean_bands`, by solution and criterion.
    scale : (float, float), optional
        Of these scores.
    """
    compared = scoped[scoped["status"] == "compared"]
    solutions = list(compared["solution_id"])
    names = dict(zip(scoped["solution_id"], scoped["name"], strict=True))
    ids = list(criteria["criterion_id"])
    cast = jury_scores[jury_scores["score"].notna() & jury_scores["solution_id"].isin(solutions)]
    jurors = list(cast["participant_id"].drop_duplicates())
    scores = np.full((len(jurors), len(solutions), len(ids)), np.nan)
    places = [
        pd.Index(axis).get_indexer(cast[column])
        for axis, column in (
            (jurors, "participant_id"), (solutions, "solution_id"), (ids, "criterion_id"),
        )
    ]  # fmt: skip
    scores[tuple(places)] = cast["score"]
    weights = criteria["weight"].to_numpy()
    return Jury(
        scores, jurors, solutions, ids, names,
        normalise_weights(weights if weights.any() else np.ones(len(ids))),
        list(criteria["section"].astype(str)), list(criteria["label"]),
        criteria["minimum"].to_numpy(), None if bands is None else _ends(bands, solutions, ids),
        None if bands is None else scale,
    )  # fmt: skip


def _ends(bands: pd.DataFrame, solutions: list[str], criteria: list[str]) -> NDArray[np.float64]:
    """The ends of bands as an array (solutions, criteria, 2)."""
    cells = pd.MultiIndex.from_product([solutions, criteria])
    found = bands[["low", "high"]].reindex(cells).to_numpy(float)
    return found.reshape(len(solutions), len(criteria), 2)


def asked_about(jury: Jury) -> NDArray[np.bool_]:
    """Which criteria the jury was asked about: those with a weight or a minimum."""
    asked: NDArray[np.bool_] = (jury.weights > 0) | ~np.isnan(jury.minimums)
    return asked


def missing_scores(jury: Jury) -> pd.DataFrame:
    """Who has not scored what, among those who scored anything.

    Returns
    -------
    DataFrame
        One row for each juror and solution with a gap: participant_id, solution_id, name, missing
        (how many criteria), criteria (how many there are), and which (their labels, separated by
        semicolons; missing when it is all of them).
    """
    asked = asked_about(jury)
    gaps, labels = np.isnan(jury.scores[:, :, asked]), np.array(jury.labels)[asked]
    rows = []
    for j, s in zip(*np.nonzero(gaps.any(axis=2)), strict=True):
        own = gaps[j, s]
        which = None if own.all() else listed(labels[own])
        name = jury.names[jury.solutions[s]]
        rows.append((jury.jurors[j], jury.solutions[s], name, int(own.sum()), len(own), which))
    columns = ["participant_id", "solution_id", "name", "missing", "criteria", "which"]
    return pd.DataFrame(rows, columns=columns)


def say_weights_absent(criteria: pd.DataFrame) -> Finding | None:
    """Say that no weight was set, where all are 0."""
    if len(criteria) == 0 or criteria["weight"].to_numpy().any():
        return None
    text = _("Say what matters: all weights are 0, and every criterion counts the same until then.")
    return Finding(text, Tone.DECIDE)


def say_missing_scores(
    missing: pd.DataFrame, jury: Jury, people: dict[str, str], *, anonymous: bool
) -> Finding:
    """Say how many scores are missing, and who left a whole solution out."""
    if not jury.jurors:
        return Finding(_("Nobody has scored anything yet: hold the jury."), Tone.DECIDE)
    count = int(missing["missing"].sum())
    cells = jury.scores[:, :, asked_about(jury)].size
    if not count:
        return Finding(_("Every juror scored every compared solution on every criterion."))
    text = ngettext(
        "{count} of {cells} scores is missing: it is left out of the means, never counted as zero.",
        "{count} of {cells} scores are missing: they are left out of the means, never counted as"
        " zero.",
        count,
    ).format(count=format_number(count), cells=format_number(cells))
    whole = missing[missing["missing"] == missing["criteria"]]
    if len(whole) > 1:
        cases = [
            _whole_gap(str(name), rows, people, anonymous=anonymous)
            for name, rows in whole.groupby("name", sort=False)
        ]
        text += " " + _(
            "Not scored at all by some, so that the means rest on the others: {cases}."
        ).format(cases=some(cases))
    elif len(whole):
        row = whole.iloc[0]
        juror = row["participant_id"]
        who = _("A juror") if anonymous else people.get(juror, juror)
        text += " " + _(
            "{who} did not score {name} at all, so its means rest on the others."
        ).format(who=who, name=quote(row["name"]))
    return Finding(text, Tone.CAUTION)


def _whole_gap(name: str, rows: pd.DataFrame, people: dict[str, str], *, anonymous: bool) -> str:
    """A solution, and which jurors did not score it at all."""
    who = some([people.get(juror, juror) for juror in rows["participant_id"]])
    if anonymous:
        who = ngettext("{count} juror", "{count} jurors", len(rows)).format(count=len(rows))
    return f"{quote(name)} ({who})"
