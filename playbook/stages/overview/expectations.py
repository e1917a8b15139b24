"""Do the benefits keep what was expected? Each kind in its own unit.

Hours, points and money are different things: nothing here adds one kind of benefit to another.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from playbook.language import (
    N_,
    _,
    format_number,
    format_percent,
    labelled,
    listed,
    ngettext,
    quote,
    settled,
    shorten,
    some,
    within,
)
from playbook.show.chart import BLUE, INK, ORANGE, SOFT, Chart, drawing, titled, wrapped
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.names import format_money
from playbook.stages.shared.benefits import CLOSE, format_obtained, one_a_date
from playbook.tables.operation import BENEFIT_KINDS

KINDS = ("revenue", "cost_avoided", "time_saved", "quality")
MONEY = ("revenue", "cost_avoided")
LABELS = {
    "kind": Label(N_("Kind of benefit"), codes=BENEFIT_KINDS),
    "name": Label(N_("Solution")),
    "dates": Label(N_("Measurements"), Format.WHOLE),
    "compared": Label(N_("Of which compared"), Format.WHOLE),
    "shown_amount": Label(N_("Realised")),
    "shown_expected": Label(N_("Expected")),
    "shown_ratio": Label(N_("Realised / expected"), missing=N_("not known")),
    "ratio": Label(N_("Realised / expected"), Format.PERCENT, missing=N_("not known")),
}
DRAWN = 12


def benefits_until(benefits: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The measurements up to a day, that day included; those of several sites as one."""
    return one_a_date(benefits[benefits["date"] <= pd.Timestamp(as_of)])


def realised(benefits: pd.DataFrame, solutions: pd.DataFrame) -> pd.DataFrame:
    """Hold what each solution brought against what was expected of it.

    Only the dates for which both are known are compared.

    Returns
    -------
    DataFrame
        One row for each solution and kind of benefit: solution_id, name, use_case_id, kind;
        dates, how many measurements there are, and amount, their sum; compared, how many of them
        have an expectation, with compared_amount and expected, the two sums over those, and ratio,
        the first over the second (missing where nothing was expected). In the currency, hours
        or points, as the kind says.
    """
    columns = ["dates", "amount", "compared", "compared_amount", "expected"]
    both = benefits["expected"].notna()
    long = benefits.assign(
        kind=benefits["kind"].astype("str"),
        dates=1,
        compared=both.astype("int64"),
        compared_amount=benefits["amount"].where(both),
    )
    sums = long.groupby(["solution_id", "kind"], as_index=False)[columns].sum(min_count=1)
    sums["ratio"] = ratio(sums["compared_amount"], sums["expected"])
    names = solutions[["solution_id", "name", "use_case_id"]]
    table = names.merge(sums, on="solution_id")
    place = table["kind"].map(KINDS.index)
    return table.assign(place=place).sort_values(
        ["solution_id", "place"], kind="stable", ignore_index=True
    )[["solution_id", "name", "use_case_id", "kind", *columns, "ratio"]]


def ratio(amount: pd.Series, expected: pd.Series) -> pd.Series:
    """What was realised of what was expected; missing where nothing was expected.

    Twelve decimals: sums of the same tenths in another order are the same.
    """
    return (amount / expected.where(expected > 0)).astype("float64").round(12)


def readable(table: pd.DataFrame, currency: str) -> pd.DataFrame:
    """Add what is realised and expected in words, each with its unit.

    Parameters
    ----------
    table : DataFrame
        From `realised`.

    Returns
    -------
    DataFrame
        The same with shown_amount, shown_expected and shown_ratio: over the dates that are
        compared, or over all of them where no expectation was noted (the other two are then
        missing).
    """
    amounts, expectations, shares = [], [], []
    for row in table.to_dict("records"):
        known = row["compared"] > 0
        amount = row["compared_amount"] if known else row["amount"]
        amounts.append(with_unit(amount, row["kind"], currency))
        expectations.append(with_unit(row["expected"], row["kind"], currency) if known else None)
        shares.append(None if pd.isna(row["ratio"]) else format_obtained(row["ratio"]))
    return table.assign(shown_amount=amounts, shown_expected=expectations, shown_ratio=shares)


def with_unit(value: float, kind: str, currency: str) -> str:
    """Write an amount of a kind of benefit: money, hours or points."""
    if kind in MONEY:
        return format_money(value, currency)
    whole = float(settled(value)).is_integer()
    number = format_number(value, 0 if whole else _decimals(value))
    if kind == "time_saved":
        return _("{number} h").format(number=number)
    return ngettext("{number} point", "{number} points", abs(value)).format(number=number)


def _decimals(value: float) -> int:
    """How many decimals a number that is not whole takes, so that it does not look like zero."""
    return max(1, -math.floor(math.log10(abs(value))))


def say_realised(table: pd.DataFrame) -> list[Finding]:
    """Say which benefits keep what was expected of them, the furthest behind by name.

    Parameters
    ----------
    table : DataFrame
        From `readable`.
    """
    if table.empty:
        return [Finding(_("No benefit has been measured yet."), Tone.CAUTION)]
    known = table[table["ratio"].notna()]
    findings = []
    if not known.empty:
        kept = int((known["ratio"] >= 1).sum())
        text = ngettext(
            "{kept} of {count} benefit with an expectation reaches it.",
            "{kept} of {count} benefits with an expectation reach it.",
            len(known),
        )
        findings.append(Finding(text.format(kept=kept, count=len(known))))
        least = known.loc[known["ratio"].idxmin()]
        if least["ratio"] < 1:
            text = ngettext(
                "Furthest behind: {benefit} with {amount} of {expected} expected ({share}) over"
                " {dates} measurement.",
                "Furthest behind: {benefit} with {amount} of {expected} expected ({share}) over"
                " {dates} measurements.",
                int(least["compared"]),
            )
            words = text.format(
                benefit=_benefit(least.to_dict()),
                amount=least["shown_amount"],
                expected=least["shown_expected"],
                share=least["shown_ratio"],
                dates=least["compared"],
            )
            others = int((known["ratio"] == least["ratio"]).sum()) - 1
            if others:
                text = ngettext(
                    "{count} other is as far behind.", "{count} others are as far behind.", others
                )
                words += " " + text.format(count=others)
            words += " " + _("Find out what holds it back, or lower what is expected.")
            findings.append(Finding(words, Tone.DECIDE))
    return findings


def say_without_expectation(table: pd.DataFrame) -> Finding | None:
    """Name the benefits of which nothing was expected in figures; nothing when there are none."""
    unknown = table[table["compared"] == 0]
    if unknown.empty:
        return None
    names = [_benefit(row) for row in unknown.to_dict("records")]
    text = ngettext(
        "Nobody noted what was expected of {benefits}: it cannot be judged.",
        "Nobody noted what was expected of {benefits}: they cannot be judged.",
        len(names),
    )
    return Finding(text.format(benefits=some(names, spare=1)), Tone.CAUTION)


def _benefit(row: Mapping[str, object]) -> str:
    """A solution's kind of benefit, as part of a sentence."""
    kind = within(_(BENEFIT_KINDS[str(row["kind"])]))
    return _("{solution} ({kind})").format(solution=quote(str(row["name"])), kind=kind)


def draw_realised(table: pd.DataFrame) -> Chart | None:
    """Draw what each solution realised of what was expected; None where nothing was expected.

    Parameters
    ----------
    table : DataFrame
        From `readable`.
    """
    shown = table[table["ratio"].notna()].sort_values("ratio", ascending=False, kind="stable")
    kept, all_known = int((shown["ratio"] >= 1).sum()), len(shown)
    shown, more = shown.iloc[-DRAWN:], max(all_known - DRAWN, 0)
    if shown.empty:
        return None
    title = ngettext(
        "{kept} of {count} benefit reaches what was expected",
        "{kept} of {count} benefits reach what was expected",
        all_known,
    ).format(kept=kept, count=all_known)
    places = range(len(shown))
    amounts = [
        _("{amount} of {expected}, {share}").format(amount=amount, expected=expected, share=share)
        for amount, expected, share in shown[
            ["shown_amount", "shown_expected", "shown_ratio"]
        ].itertuples(index=False)
    ]
    names = list(shown["name"])
    kinds = [f" · {_(BENEFIT_KINDS[kind])}" for kind in shown["kind"]]
    ticks = [
        wrapped(wrapped(name, 22) + kind, 22, 3) for name, kind in zip(names, kinds, strict=True)
    ]
    with drawing(1.1 + 0.52 * len(shown)) as (figure, axes):
        colours = [ORANGE if share < CLOSE - 1e-9 else BLUE for share in shown["ratio"]]
        axes.barh(places, shown["ratio"], color=colours, height=0.42)
        axes.axvline(1, color=INK, linewidth=1.2)
        for place, amount in zip(places, amounts, strict=True):
            axes.annotate(
                amount, (0, place), xytext=(2, 11), textcoords="offset points",
                va="bottom", color=SOFT,
            )  # fmt: skip
        axes.set_yticks(places, ticks)
        axes.set_ylim(len(shown) - 0.5, -0.75)
        axes.set_xlim(
            min(0, float(shown["ratio"].min())), max(1.15, float(shown["ratio"].max()) * 1.05)
        )
        axes.xaxis.set_major_locator(MaxNLocator(5))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _p: format_percent(x)))
        axes.set_xlabel(_("Realised, of what was expected"))
        axes.spines["left"].set_visible(False)
        reading = _(
            "The line: all that was expected, over the dates on which both are known. Orange: below"
            " {close}."
        ).format(close=format_percent(CLOSE))
        if more:
            reading += " " + ngettext(
                "{more} more, no further behind, is not drawn.",
                "{more} more, no further behind, are not drawn.",
                more,
            ).format(more=more)
        titled(axes, title, reading)
        words = [
            labelled(shorten(name) + kind, amount)
            for name, kind, amount in zip(names, kinds, amounts, strict=True)
        ]
        return Chart(figure, f"{title}. {listed(words)}.")
