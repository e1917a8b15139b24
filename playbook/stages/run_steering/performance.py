"""Does the model still do as well? What is measured in RUN, against the floor that was agreed."""

from __future__ import annotations

from datetime import date

import pandas as pd

from playbook.language import N_, _, format_date, format_number, ngettext, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.names import name_solutions

SHOWN = ["solution", "measure", "date", "value", "floor", "change", "below_floor"]
LABELS = {
    "measure": Label(N_("Measure")),
    "value": Label(N_("Latest value"), Format.DECIMAL),
    "floor": Label(N_("Floor"), Format.DECIMAL, missing=N_("none agreed")),
    "change": Label(N_("Since the first"), Format.DECIMAL),
    "below_floor": Label(N_("Below the floor"), Format.YES_NO),
    "measurements": Label(N_("Measurements"), Format.WHOLE),
}


def latest_performance(
    performance: pd.DataFrame, solutions: pd.DataFrame, as_of: date
) -> pd.DataFrame:
    """The latest value of each measure of each solution, measurements after the report left out.

    Returns
    -------
    DataFrame
        Columns solution, measure, date (of the latest), value, floor (the latest that was given;
        missing: none), change (since the first measurement; missing with one only), measurements
        and below_floor (missing without a floor); what is below its floor first.
    """
    known = performance[performance["date"] <= pd.Timestamp(as_of)].sort_values("date")
    rows = []
    for (solution, measure), own in known.groupby(["solution_id", "measure"], sort=True):
        last, floor = own.iloc[-1], own["floor"].dropna()
        rows.append(
            {
                "solution_id": solution,
                "measure": measure,
                "date": last["date"],
                "value": last["value"],
                "floor": floor.iloc[-1] if len(floor) else None,
                "change": last["value"] - own["value"].iloc[0] if len(own) > 1 else None,
                "measurements": len(own),
            }
        )
    columns = ["solution_id", "measure", "date", "value", "floor", "change", "measurements"]
    table = name_solutions(pd.DataFrame(rows, columns=columns), solutions)
    for name in ("value", "floor", "change"):
        table[name] = table[name].astype(float)
    below = table["value"] < table["floor"]
    table["below_floor"] = below.astype("boolean").where(table["floor"].notna())
    order = ["solution", "measure", "date", "value", "floor", "change", "measurements"]
    table = table.assign(first=~below).sort_values(["first", "solution", "measure"], kind="stable")
    return table[[*order, "below_floor"]].reset_index(drop=True)


def say_performance(table: pd.DataFrame, usage: pd.DataFrame, fresh: date) -> list[Finding | None]:
    """Say what is below its floor, and what nobody measures; nothing before a solution is used.

    Parameters
    ----------
    fresh : date
        What was last measured before this day tells how it was.
    """
    if table.empty:
        text = _(
            "Nobody measures how well the models still do: agree on a measure and a floor for each."
        )
        return [] if usage.empty else [Finding(text, Tone.DECIDE)]
    if table["floor"].isna().all():
        return [Finding(_("No floor is agreed for what is measured."), Tone.CAUTION)]
    below = table["below_floor"].fillna(False).astype(bool)
    old = table["date"] < pd.Timestamp(fresh)
    if below.any():
        return [_below_now(table[below & ~old]), _below_then(table[below & old])]
    if (old & table["floor"].notna()).any():
        text = _("When last measured, every measure that has a floor was at it or above.")
        return [Finding(text, Tone.CAUTION)]
    return [Finding(_("Every measure that has a floor is at it or above."))]


def _below_now(below: pd.DataFrame) -> Finding | None:
    """What is below its floor by a measurement that tells how it is."""
    if below.empty:
        return None
    text = ngettext(
        "{count} measure is below its floor: {measures}. Train again, or mend the data.",
        "{count} measures are below their floors: {measures}. Train again, or mend the data.",
        len(below),
    )
    words = {"count": format_number(len(below)), "measures": quoted(below["measure"])}
    return Finding(text.format(**words), Tone.DECIDE)


def _below_then(below: pd.DataFrame) -> Finding | None:
    """What was below its floor when it was last measured, long ago."""
    if below.empty:
        return None
    text = ngettext(
        "When last measured, on {date}, {count} measure was below its floor: {measures}. Measure"
        " again.",
        "When last measured, up to {date}, {count} measures were below their floors: {measures}."
        " Measure again.",
        len(below),
    )
    words = {"count": format_number(len(below)), "measures": quoted(below["measure"])}
    return Finding(text.format(date=format_date(below["date"].max()), **words), Tone.DECIDE)
