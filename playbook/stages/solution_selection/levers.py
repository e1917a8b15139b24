"""What would overturn the recommendation: the rule applied again, with one thing changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from playbook.language import N_, _, format_number, format_percent, listed, ngettext, quote, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.names import format_money
from playbook.stages.solution_selection.advice import Advice, recommendation
from playbook.stages.solution_selection.cost_years import flows_by_solution, present_value
from playbook.stages.solution_selection.costs import complete
from playbook.stages.solution_selection.grid import section_scores
from playbook.stages.solution_selection.jury import Jury
from playbook.stages.solution_selection.minimums import admitted, margins
from playbook.stages.solution_selection.money import CENTS
from playbook.stages.solution_selection.ranking import certainty
from playbook.statistics import normalise_weights

CONTENDERS = 20
HEAVIEST = 15
MOST_JURORS = 20
Variant = tuple[str, str, Jury]
LEVERS = {
    "weight_dropped": N_("Criterion dropped"),
    "weight_doubled": N_("Weight doubled"),
    "juror": N_("Juror absent"),
    "minimums": N_("Minimums lifted"),
}

STANDS = {
    "weight_dropped": N_("dropping any one criterion"),
    "weight_doubled": N_("doubling any one weight"),
    "juror": N_("the absence of any one juror"),
    "minimums": N_("lifting the minimums"),
}

STANDS_OF_HEAVIEST = {
    "weight_dropped": N_("dropping any one of the {count} heaviest criteria"),
    "weight_doubled": N_("doubling any one of the {count} heaviest weights"),
}

LABELS = {
    "lever": Label(N_("What is changed"), codes=LEVERS),
    "chosen": Label(N_("Recommended then"), missing=N_("left open")),
    "extra": Label(N_("Costs more by"), Format.WHOLE),
    "rate": Label(N_("Same cost at a rate of"), Format.PERCENT, missing=N_("no rate")),
}


def apply_rule(jury: Jury, totals: pd.DataFrame, seed: int) -> Advice:
    """Hold a jury against the minimums, rank what is left, and recommend by the rule."""
    inside = jury.keep(admitted(jury, margins(jury)))
    sure = certainty(inside, 1, seed)  # the rule asks for tiers, which are not drawn
    return recommendation(sure.table.rename(columns={"item": "solution_id"}), totals)


def moved_levers(
    everybody: Jury,
    totals: pd.DataFrame,
    advice: Advice,
    *,
    anonymous: bool,
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
        From `costs.solution_totals`.
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
        then = apply_rule(changed, totals, seed).chosen
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
    if len(admitted(jury, margins(jury))) < len(jury.solutions):
        yield "minimums", "", replace(jury, minimums=np.full(len(jury.criteria), np.nan))


def rate_effects(
    advice: Advice, totals: pd.DataFrame, years: pd.DataFrame, rate: float
) -> pd.DataFrame:
    """At which discount rates the recommended solution and its rivals change places on cost.

    Parameters
    ----------
    advice : Advice
        Its rivals are the solutions that the votes do not tell from the first.
    totals, years : DataFrame
        From `costs.solution_totals` and `cost_years.by_year`.
    rate : float
        The campaign's discount rate.

    Returns
    -------
    DataFrame
        One row a rival, where its costs and those of the recommended solution are complete, the
        nearest rate first:
        solution_id, name, extra (what it costs more than the recommended one, discounted) and
        rate (that from 0 to 1, nearest to the campaign's, at which both cost the same; missing
        when there is none).
    """
    known, flows = complete(totals), flows_by_solution(years)
    names = dict(zip(totals["solution_id"], totals["name"], strict=True))
    rows = []
    for rival in advice.candidates:
        if rival == advice.chosen or not {rival, advice.chosen} <= set(known):
            continue
        own, other = flows[str(advice.chosen)], flows[rival]
        rates = crossing_rates(own, other)
        nearest = min(rates, key=lambda found: abs(found - rate)) if rates else np.nan
        extra = present_value(other, rate) - present_value(own, rate)
        nearest = rate if round(extra, 2) == 0 else nearest
        rows.append((rival, names[rival], extra, nearest))
    table = pd.DataFrame(rows, columns=["solution_id", "name", "extra", "rate"])
    nearest_first = (table["rate"] - rate).abs().sort_values(kind="stable")
    return table.loc[nearest_first.index].reset_index(drop=True)


def crossing_rates(first: ArrayLike, second: ArrayLike, highest: float = 1.0) -> list[float]:
    """The discount rates at which two solutions cost the same.

    Their discounted costs differ by a polynomial in 1 / (1 + rate), whose roots are found.

    Parameters
    ----------
    first, second : array_like, shape (years,)
        Costs by year, year 0 first; as many years in each.
    highest : float
        The highest rate to look at; the lowest is 0.

    Returns
    -------
    list of float
        In rising order; empty when none, or when the two cost the same in every year.
    """
    difference = np.round(np.subtract(first, second), CENTS)
    roots = np.roots(difference[::-1])
    factors = roots.real[np.abs(roots.imag) < 1e-9]
    rates = 1 / factors[factors > 0] - 1
    return sorted({round(float(rate), 9) for rate in rates if -1e-9 <= rate <= highest})


def say_overturned(
    advice: Advice,
    moved: pd.DataFrame,
    rates: pd.DataFrame,
    currency: str,
    without: pd.DataFrame,
) -> list[Finding]:
    """Say what would overturn the recommendation, and what would not.

    Parameters
    ----------
    moved, rates : DataFrame
        From `moved_levers` and `rate_effects`.
    without : DataFrame
        From `jurors.without_each_juror`.
    """
    if advice.chosen is None:
        return []
    would: list[str] = []
    would_not: list[str] = []
    for lever, rows in moved.groupby("lever", sort=False):
        changing = rows[rows["changes"]]
        if len(changing):
            would.append(_overturning(str(lever), changing, len(rows)))
        else:
            stands = STANDS_OF_HEAVIEST if len(rows) == HEAVIEST else STANDS
            words = _(stands.get(str(lever), STANDS[str(lever)])).format(count=HEAVIEST)
            grid = int(without["winner_changes"].sum()) if lever == "juror" else 0
            if grid:
                words += " " + _(
                    "(though without {count} of the {jurors}, each taken alone, the first place of"
                    " the grid would change: the votes do not tell those apart)"
                ).format(count=format_number(grid), jurors=format_number(len(without)))
            would_not.append(words)
    if advice.basis == "cheapest":
        _weigh_costs(rates, currency, would, would_not)
    elif rates.empty:
        would_not.append(_("the discount rate, as costs do not decide here"))
    findings = []
    if would:
        text = _("What would change the recommendation: {levers}.")
        findings.append(Finding(text.format(levers=listed(would)), Tone.CAUTION))
    if would_not:
        text = _("What would not change the recommendation: {levers}.")
        findings.append(Finding(text.format(levers=listed(would_not))))
    return findings


def overturning_title() -> str:
    """What the table of the levers that overturn is called."""
    return _("Changes that lead to another recommendation")


def _overturning(lever: str, changing: pd.DataFrame, tried: int) -> str:
    """The words for the changes of one kind that overturn the recommendation."""
    names = quoted(changing["chosen"].dropna().drop_duplicates()) or _("none of them alone")
    if changing["chosen"].isna().any() and changing["chosen"].notna().any():
        names = _("{names}, or none of them alone").format(names=names)
    texts = {
        "weight_dropped": ngettext(
            "dropping {labels} (then {names})",
            "dropping one of {labels} (then {names})",
            len(changing),
        ),
        "weight_doubled": ngettext(
            "doubling the weight of {labels} (then {names})",
            "doubling the weight of one of {labels} (then {names})",
            len(changing),
        ),
        "minimums": _("lifting the minimums (then {names})"),
        "juror": ngettext(
            "the absence of {count} of the {tried} jurors (then {names})",
            "the absence of any one of {count} of the {tried} jurors (then {names})",
            len(changing),
        ),
    }
    labels = quoted(changing["label"].dropna())
    return texts[lever].format(labels=labels, names=names, count=len(changing), tried=tried)


def _weigh_costs(
    rates: pd.DataFrame, currency: str, would: list[str], would_not: list[str]
) -> None:
    """Sort the discount rate, and a rebate of the rivals, into what would overturn and not."""
    if rates.empty:
        return
    moving = rates[rates["rate"].notna()]
    for row in moving.head(1).to_dict("records"):
        text = _("a discount rate on the other side of {rate} (then {names})")
        would.append(text.format(rate=format_percent(row["rate"], 1), names=quote(row["name"])))
    if moving.empty:
        would_not.append(_("any discount rate from 0 to 100%"))
    nearest = rates.loc[rates["extra"].idxmin()]
    text = _("{name} coming down in price by {amount} or more")
    amount = format_money(nearest["extra"], currency)
    would.append(text.format(amount=amount, name=quote(nearest["name"])))
