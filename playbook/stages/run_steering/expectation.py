"""Do the solutions bring what was expected? Benefits as shares of their expectation."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
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
    some,
    within,
)
from playbook.show.chart import BLUE, GRID, ORANGE, SOFT, Chart, drawing, titled, wrapped
from playbook.show.findings import Finding, Tone
from playbook.show.key_figures import KeyFigure
from playbook.show.labels import Format, Label
from playbook.show.names import name_solutions
from playbook.stages.shared.benefits import CLOSE, format_obtained, one_a_date
from playbook.tables.operation import BENEFIT_KINDS

UNITS = {
    "revenue": "currency",
    "cost_avoided": "currency",
    "time_saved": "hours",
    "quality": "points",
}
UNIT_WORDS = {"currency": N_("money"), "hours": N_("hours"), "points": N_("points (mean)")}
RECENT = 3
NAMED = 3
DRAWN = 12
SHOWN = [
    "solution", "kind", "unit", "amount", "expected", "ratio", "recent_ratio", "compared",
    "not_compared",
]  # fmt: skip
LABELS = {
    "unit": Label(N_("Unit"), codes=UNIT_WORDS),
    "compared": Label(N_("Measurements compared"), Format.WHOLE),
    "not_compared": Label(N_("Without expectation"), Format.WHOLE),
    "amount": Label(N_("Obtained"), Format.PLAIN),
    "expected": Label(N_("Expected"), Format.PLAIN, missing=N_("not said")),
    "ratio": Label(N_("Obtained / expected"), Format.PERCENT),
    "recent_ratio": Label(N_("Last three"), Format.PERCENT),
}


def against_expectation(
    benefits: pd.DataFrame, solutions: pd.DataFrame, as_of: date
) -> pd.DataFrame:
    """Compare each solution's benefits of each kind with what was expected.

    Only the measurements that have an expectation are compared. Money and hours are added up;
    points of quality are a level, so their mean is given. The ratio is the same either way.

    Returns
    -------
    DataFrame
        One row for each solution and kind: solution_id, solution, kind, unit (currency, hours,
        points), compared (how many measurements have an expectation), amount and expected (of
        those; missing without any), ratio (missing unless something was expected), recent_ratio
        (of the last three compared) and not_compared (measurements without an expectation).
        The farthest below the expectation first.
    """
    benefits = one_a_date(benefits)
    table = name_solutions(benefits[benefits["date"] <= pd.Timestamp(as_of)], solutions)
    rows = []
    for keys, group in table.sort_values("date").groupby(["solution_id", "solution", "kind"]):
        compared = group[group["expected"].notna()]
        mean = keys[2] == "quality"
        amount, expected = (
            (compared[name].mean() if mean else compared[name].sum(min_count=1))
            for name in ("amount", "expected")
        )
        rows.append(
            (
                *keys, UNITS[keys[2]], len(compared), amount, expected, _ratio(compared),
                _ratio(compared.tail(RECENT)), len(group) - len(compared),
            )
        )  # fmt: skip
    columns = [
        "solution_id", "solution", "kind", "unit", "compared", "amount", "expected", "ratio",
        "recent_ratio", "not_compared",
    ]  # fmt: skip
    result = pd.DataFrame(rows, columns=columns)
    return result.sort_values(["ratio", "solution", "kind"]).reset_index(drop=True)


def _ratio(compared: pd.DataFrame) -> float:
    """What was obtained for each unit expected; missing unless something was expected."""
    expected = compared["expected"].sum()
    return float(compared["amount"].sum() / expected) if expected > 0 else float("nan")


def stream_name(row: dict[Any, Any]) -> str:
    """What one solution's benefit of one kind is called."""
    kind = within(_(BENEFIT_KINDS[str(row["kind"])]))
    return _("{kind} by {solution}").format(kind=kind, solution=row["solution"])


def falls_short(ratio: pd.Series) -> pd.Series:
    """Whether what was obtained is not even close; the rounding of a sum makes no difference."""
    return ratio < CLOSE - 1e-9


def figure_benefits(table: pd.DataFrame) -> KeyFigure | None:
    """How many benefits reach what was expected; nothing where none can be compared."""
    ratios = table["ratio"].dropna()
    if ratios.empty:
        return None
    value = _("{count} of {all}").format(
        count=format_number(int((ratios >= 1).sum())), all=format_number(len(ratios))
    )
    return KeyFigure(_("Benefits"), value, _("up to what was expected"))


def say_expectation(table: pd.DataFrame) -> Finding | None:
    """Say what falls short of what was expected; nothing when nothing can be compared."""
    compared = table[table["ratio"].notna()]
    if compared.empty:
        return None
    short = compared[falls_short(compared["ratio"])]
    if len(short):
        parts = [
            _("{stream} ({ratio})").format(
                stream=stream_name(row), ratio=format_obtained(row["ratio"])
            )
            for row in short.to_dict("records")
        ]
        rest = len(compared) - len(short)
        text = _("Below {close} of what was expected: {parts}.")
        if rest:
            text += " " + ngettext(
                "The other benefit that can be compared reaches it or comes close.",
                "The {rest} other benefits that can be compared reach it or come close.",
                rest,
            )
        return Finding(
            text.format(close=format_percent(CLOSE), parts=some(parts, NAMED), rest=rest),
            Tone.CAUTION,
        )
    text = _("Every benefit that can be compared reaches at least {close} of what was expected.")
    return Finding(text.format(close=format_percent(CLOSE)))


def say_without_expectation(table: pd.DataFrame) -> Finding | None:
    """Name the benefits that cannot be judged; nothing when each can be compared."""
    bare = table["compared"] == 0
    texts = {
        _("Say what to expect of {streams}: nobody has, so that it cannot be judged."): bare,
        _("No more than zero was expected of {streams}: no share of it can be told."): (
            ~bare & table["ratio"].isna()
        ),
    }
    sentences = [
        text.format(streams=some(map(stream_name, table[those].to_dict("records")), NAMED))
        for text, those in texts.items()
        if those.any()
    ]
    return Finding(" ".join(sentences), Tone.DECIDE) if sentences else None


def draw_expectation(table: pd.DataFrame) -> Chart | None:
    """Draw what was obtained as a share of what was expected, over all and lately."""
    compared = table[table["ratio"].notna()]
    if compared.empty:
        return None
    short, rows = int(falls_short(compared["ratio"]).sum()), len(compared)
    title = ngettext(
        "{count} of {all} benefits compared is below {close} of what was expected",
        "{count} of {all} benefits compared are below {close} of what was expected",
        short,
    )
    if not short:
        title = _("Every benefit compared is at least {close} of what was expected")
    title = title.format(count=short, all=rows, close=format_percent(CLOSE))
    compared = compared.head(DRAWN)
    places = np.arange(len(compared))
    with drawing(0.85 + 0.5 * len(compared)) as (figure, axes):
        axes.axvline(1, color=SOFT, linewidth=1)
        axes.hlines(places, compared["ratio"], compared["recent_ratio"], color=GRID, linewidth=3)
        colours = np.where(falls_short(compared["ratio"]), ORANGE, BLUE)
        axes.scatter(
            compared["ratio"], places, s=70, facecolor="white", edgecolor=colours, linewidth=1.8,
            zorder=3,
        )  # fmt: skip
        axes.scatter(compared["recent_ratio"], places, s=46, color=colours, zorder=4)
        for place, row in zip(places, compared.to_dict("records"), strict=True):
            right = np.nanmax([row["ratio"], row["recent_ratio"]])
            axes.annotate(
                format_obtained(row["ratio"]), (right, place), xytext=(9, 0),
                textcoords="offset points", va="center",
            )  # fmt: skip
        names = [wrapped(stream_name(row), 22) for row in compared.to_dict("records")]
        names = [name[:1].upper() + name[1:] for name in names]
        axes.set_yticks(places, names)
        axes.set_ylim(len(compared) - 0.5, -0.5)
        ratios = compared[["ratio", "recent_ratio"]]
        low, high = float(ratios.min(axis=None)), float(ratios.max(axis=None))
        axes.set_xlim(min(0.0, low * 1.15), max(1.25, high * 1.15))
        axes.xaxis.set_major_locator(MaxNLocator(5))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _p: format_percent(x)))
        axes.grid(axis="x")
        reading = _(
            "Obtained for what was expected. Ring and figure: all measurements; dot: the last"
            " three. Orange: below {close}."
        ).format(close=format_percent(CLOSE))
        if rows > len(compared):
            text = _("{count} of {all} rows are drawn; the table holds them all.")
            reading += " " + text.format(count=len(compared), all=format_number(rows))
        titled(axes, title, reading)
        words = [
            labelled(stream_name(row), format_obtained(row["ratio"]))
            for row in compared.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")
