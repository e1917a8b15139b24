"""The figures of the benefits: against what was expected, and against the votes."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from playbook.language import (
    _,
    format_number,
    format_percent,
    labelled,
    listed,
    ngettext,
    quote,
    shorten,
    some,
)
from playbook.show.chart import (
    BLUE,
    INK,
    ORANGE,
    SOFT,
    Chart,
    TickNumbers,
    TickPercents,
    drawing,
    titled,
    wrapped,
)
from playbook.show.points import label_points
from playbook.stages.overview.units import share
from playbook.tables.operation import BENEFIT_KINDS

DRAWN = 12


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
    with drawing(1.75 + 0.52 * len(shown)) as (figure, axes):
        colours = [BLUE if share >= 1 else ORANGE for share in shown["ratio"]]
        axes.barh(places, shown["ratio"], color=colours, height=0.42)
        axes.axvline(1, color=INK, linewidth=1.2)
        for place, amount in zip(places, amounts, strict=True):
            axes.annotate(
                amount, (0, place), xytext=(2, 11), textcoords="offset points", va="bottom",
                fontsize=8.5, color=SOFT,
            )  # fmt: skip
        axes.set_yticks(places, ticks, fontsize=9.5)
        axes.set_ylim(len(shown) - 0.5, -0.75)
        axes.set_xlim(
            min(0, float(shown["ratio"].min())), max(1.15, float(shown["ratio"].max()) * 1.05)
        )
        axes.xaxis.set_major_locator(MaxNLocator(5))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _p: format_percent(x)))
        axes.set_xlabel(_("Realised, of what was expected"))
        axes.spines["left"].set_visible(False)
        reading = _("The line: all that was expected, over the dates on which both are known.")
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


def draw_foresight(table: pd.DataFrame, prediction: pd.DataFrame) -> Chart | None:
    """Draw what was realised of the expectations against the votes on value.

    None where there are too few use cases: a few points look like a line by chance.

    Parameters
    ----------
    table, prediction : DataFrame
        From `foresight` and `prediction`.
    """
    both = table.dropna(subset=["value", "kept"])
    if prediction.empty or not pd.isna(prediction["refusal"].iloc[0]):
        return None
    title = _("Rank correlation of votes and what was realised: {correlation}").format(
        correlation=format_number(prediction["correlation"].iloc[0], 2)
    )
    digits = 1 if np.ptp(both["value"]) >= 1 else 2  # or several would be said to have 4.0
    with drawing(4.4) as (figure, axes):
        axes.axhline(1, color=SOFT, linewidth=0.8)
        axes.scatter(both["value"], both["kept"], color=BLUE, s=60, edgecolor="white", zorder=3)
        axes.margins(0.12)
        axes.set_ylim(bottom=min(0, float(np.min(both["kept"])) * 1.1))
        axes.set_xlabel(_("Value (mean vote)"))
        axes.set_ylabel(_("Realised, of what was expected"))
        axes.xaxis.set_major_formatter(TickNumbers())
        axes.yaxis.set_major_formatter(TickPercents())
        reading, named = _("The line: all that was expected."), both.head(DRAWN)
        if len(both) > DRAWN:
            reading += " " + _("{count} of {all} use cases are named.").format(
                count=DRAWN, all=format_number(len(both))
            )
        titled(axes, title, reading)
        label_points(axes, named["value"], named["kept"], named["title"])
        text = _("{title}: value {value}, {share} realised")
        words = [
            text.format(
                title=quote(row["title"]),
                value=format_number(row["value"], digits),
                share=share(row["kept"]),
            )
            for row in both.to_dict("records")
        ]
        return Chart(figure, f"{title}. {some(words, DRAWN, join=listed)}.")
