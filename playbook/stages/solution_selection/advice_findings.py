"""The sentences on the recommendation, and on what would overturn it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from playbook.language import _, format_percent, listed, ngettext, quote, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.names import format_money
from playbook.stages.solution_selection.advice import Advice
from playbook.stages.solution_selection.labels import STANDS, STANDS_OF_HEAVIEST
from playbook.stages.solution_selection.levers import HEAVIEST


def say_advice(
    advice: Advice, names: Mapping[str, str], totals: pd.DataFrame, currency: str
) -> Finding:
    """Say what the figures recommend, and by which rule."""
    if advice.chosen is None:
        if advice.basis == "nothing":
            return Finding(_("Nothing can be recommended: no solution is ranked."), Tone.DECIDE)
        text = _("{names} tie on the grid, and the costs do not decide: the committee chooses.")
        return Finding(text.format(names=quoted(names[s] for s in advice.leaders)), Tone.DECIDE)
    others = [solution for solution in advice.candidates if solution != advice.chosen]
    costs = totals.set_index("solution_id")["total_cost"]
    shown = {
        "name": quote(names[advice.chosen]), "others": quoted(names[other] for other in others),
        "leader": quoted(names[leader] for leader in advice.leaders),
    }  # fmt: skip
    if advice.basis == "clear":
        text = _(
            "Recommended: {name}. The votes put it clearly ahead of all others in the running."
        )
    elif advice.basis == "cheapest":
        gap = float(costs[others].min() - costs[advice.chosen])
        share = gap / float(costs[others].min())
        percent = format_percent(share, 1)
        if share <= 0.0005:  # which is written as 0.0 %
            percent = _("under {percent}").format(percent=format_percent(0.001, 1))
        shown["gap"] = f"{format_money(gap, currency)} ({percent})"
        text = _(
            "Recommended: {name}. It comes first on the grid; the votes do not tell it from"
            " {others}, but it is also the cheapest of these, by {gap}."
        )
        if advice.chosen not in advice.leaders:
            text = _(
                "Recommended: {name}. {leader} comes first on the grid, but the votes do not tell"
                " them apart, and {name} is the cheapest of those, by {gap}."
            )
        if len(advice.leaders) > 1:
            text = _(
                "Recommended: {name}. {leader} share the first place of the grid; of the solutions"
                " that the votes do not tell apart, {name} is the cheapest, by {gap}."
            )
    elif others:
        text = _(
            "Recommended for now: {name}, first on the grid. The votes do not tell it from"
            " {others}, and the costs do not decide: they are missing, incomplete or equal."
        )
    else:
        text = _(
            "Recommended for now: {name}, first on the grid, though nothing shows how sure that is."
        )
    return Finding(text.format(**shown), Tone.DECIDE)


def overturning_title() -> str:
    """What the table of the levers that overturn is called."""
    return _("Changes that lead to another recommendation")


def say_overturned(
    advice: Advice, moved: pd.DataFrame, rates: pd.DataFrame, currency: str
) -> list[Finding]:
    """Say what would overturn the recommendation, and what would not.

    Parameters
    ----------
    moved, rates : DataFrame
        From `moved_levers` and `rate_effects`.
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
            would_not.append(_(stands.get(str(lever), STANDS[str(lever)])).format(count=HEAVIEST))
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
