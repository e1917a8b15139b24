"""What do users ask for, and how long do they wait? The open requests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from playbook.language import N_, _, format_date, format_number, ngettext
from playbook.show.axes import month_ticks, name_lines
from playbook.show.chart import BLUE, ORANGE, SKY, YELLOW, Chart, drawing, titled
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.names import name_solutions
from playbook.show.stacked import draw_parts
from playbook.tables.operation import BENEFIT_KINDS, REQUEST_KINDS

AGES = ["recent", "waiting", "old"]
KINDS = {"all": N_("All requests"), **REQUEST_KINDS}
SHOWN = ["text", "solution", "kind", "age_days"]
# The kinds of benefits stand in a column of the same name.
LABELS = {
    "kind": Label(N_("Kind"), codes={**KINDS, **BENEFIT_KINDS}),
    "age_days": Label(N_("Days open"), Format.WHOLE),
    "text": Label(N_("What was said"), missing=N_("nothing written")),
}


def known_requests(requests: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The requests as they stood at the end of a day: later openings and closings are not known."""
    day = pd.Timestamp(as_of)
    table = requests[requests["opened_on"] <= day]
    return table.assign(closed_on=table["closed_on"].where(table["closed_on"] <= day))


def daily_backlog(requests: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """How many requests were open at the end of each day.

    Returns
    -------
    DataFrame
        One row a day, from the first opening to `as_of`: date, opened, closed and open.
    """
    known = known_requests(requests, as_of)
    if known.empty:
        return pd.DataFrame(columns=["date", "opened", "closed", "open"])
    days = pd.date_range(known["opened_on"].min(), pd.Timestamp(as_of))
    opened, closed = (
        known[name].value_counts().reindex(days, fill_value=0).to_numpy()
        for name in ("opened_on", "closed_on")
    )
    left = np.cumsum(opened) - np.cumsum(closed)
    return pd.DataFrame({"date": days, "opened": opened, "closed": closed, "open": left})


def open_requests(requests: pd.DataFrame, solutions: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """List the open requests, the oldest first.

    Returns
    -------
    DataFrame
        Columns request_id, solution_id, solution, kind, opened_on, age_days, text and from_user.
    """
    known = known_requests(requests, as_of)
    table = name_solutions(known[known["closed_on"].isna()], solutions)
    table["age_days"] = (pd.Timestamp(as_of) - table["opened_on"]).dt.days
    columns = [
        "request_id", "solution_id", "solution", "kind", "opened_on", "age_days", "text",
        "from_user",
    ]  # fmt: skip
    return table.sort_values(["opened_on", "request_id"])[columns].reset_index(drop=True)


def open_by_age(open_: pd.DataFrame, limits: Sequence[int]) -> pd.DataFrame:
    """Count the open requests of each kind by age.

    Parameters
    ----------
    open_ : DataFrame
        From `open_requests`.
    limits : sequence of two int
        The ages in days up to which a request is recent, and from which on it is old.

    Returns
    -------
    DataFrame
        One row a kind that has open requests, the most first: kind, recent, waiting, old, open.
    """
    ages = open_["age_days"]
    bands = np.select([ages >= limits[1], ages <= limits[0]], ["old", "recent"], "waiting")
    table = pd.crosstab(open_["kind"].astype("str"), bands).reindex(columns=AGES, fill_value=0)
    table["open"] = table.sum(axis=1)
    table = table.rename_axis(columns=None).reset_index()
    return table.sort_values(["open", "old", "kind"], ascending=[False, False, True]).reset_index(
        drop=True
    )


def say_backlog(days: pd.DataFrame, open_: pd.DataFrame, old_from: int) -> Finding | None:
    """Say how many requests are open and how old they are; nothing without requests."""
    if days.empty:
        return None
    if open_.empty:
        return Finding(_("No request is open."))
    most = days.loc[days["open"].idxmax()]
    old = int((open_["age_days"] >= old_from).sum())
    text = ngettext("{open} request is open", "{open} requests are open", len(open_))
    if len(open_) >= int(most["open"]):
        text += _(", as many as there have ever been")
    else:
        text += _(", after {most} at the most, on {day}")
    words = text.format(
        open=format_number(len(open_)),
        most=format_number(most["open"]),
        day=format_date(most["date"]),
    )
    if old:
        words += ngettext(
            "; {old} has waited for {days} days or more.",
            "; {old} have waited for {days} days or more.",
            old,
        ).format(old=format_number(old), days=old_from)
    else:
        words += _("; none has waited for {days} days.").format(days=old_from)
    if not old:
        return Finding(words)
    words += " " + _("Settle these first, or say why they will not be done.")
    return Finding(words, Tone.DECIDE)


def draw_backlog(days: pd.DataFrame) -> Chart | None:
    """Draw how many requests were open at the end of each day."""
    if len(days) < 2:
        return None
    now, before = days["open"].iloc[-1], days["open"].iloc[max(len(days) - 91, 0)]
    count, back = format_number(now), min(len(days) - 1, 90)
    title = ngettext(
        "The backlog stands at {count}, as {days} day before",
        "The backlog stands at {count}, as {days} days before",
        back,
    )
    if now > before:
        title = ngettext(
            "The backlog grew from {before} to {count} in the last {days} day",
            "The backlog grew from {before} to {count} in the last {days} days",
            back,
        )
    elif now < before:
        title = ngettext(
            "The backlog fell from {before} to {count} in the last {days} day",
            "The backlog fell from {before} to {count} in the last {days} days",
            back,
        )
    title = title.format(count=count, before=format_number(before), days=back)
    with drawing(2.25) as (figure, axes):
        axes.fill_between(days["date"], days["open"], step="post", color=SKY, alpha=0.35)
        axes.step(days["date"], days["open"], where="post", color=BLUE, linewidth=1.8)
        axes.set_ylim(0, float(days["open"].max()) * 1.15 + 0.5)
        axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _p: format_number(y)))
        axes.grid(axis="y")
        month_ticks(axes)
        name_lines(axes, [(float(now), count, BLUE)])
        titled(axes, title, _("Requests open at the end of each day."))
        most = days.loc[days["open"].idxmax()]
        text = _("{title}. At the most {most}, on {day}.")
        return Chart(
            figure,
            text.format(
                title=title, most=format_number(most["open"]), day=format_date(most["date"])
            ),
        )


def draw_ages(ages: pd.DataFrame, limits: Sequence[int]) -> Chart | None:
    """Draw how many requests of each kind are open, by age."""
    if ages.empty:
        return None
    old = int(ages["old"].sum())
    title = _("No open request has waited for {days} days").format(days=limits[1])
    if old:
        title = ngettext(
            "{old} open request has waited for {days} days or more",
            "{old} open requests have waited for {days} days or more",
            old,
        ).format(old=old, days=limits[1])
    recent, old_from = min(limits[0], limits[1] - 1), limits[1]
    parts = {
        "recent": (_("{ages} d").format(ages=f"0–{recent}"), SKY),
        "waiting": (_("{ages} d").format(ages=f"{recent + 1}–{old_from - 1}"), YELLOW),
        "old": (_("{ages} d").format(ages=f"{old_from}+"), ORANGE),
    }
    if recent + 1 == old_from:
        del parts["waiting"]
    names = [_(KINDS[kind]) for kind in ages["kind"]]
    return draw_parts(ages, names, parts, title)
