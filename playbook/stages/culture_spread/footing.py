"""Where the culture has a foothold: what each department has to spread it with."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, labelled, listed, ngettext, shorten
from playbook.show.chart import BLUE, SOFT, Chart, drawing, titled
from playbook.show.findings import Finding, Tone
from playbook.stages.culture_spread.departments import named
from playbook.stages.culture_spread.grid import DRAWN, lay_grid, name_axes
from playbook.stages.culture_spread.learning import finished

SIGNS = {
    "referent": N_("Referent"),
    "management_pair": N_("Manager paired"),
    "lends": N_("Shares data"),
    "borrows": N_("Uses others' data"),
    "initiative": N_("Has run an initiative"),
}


def footholds(
    coverage: pd.DataFrame, exchanges: pd.DataFrame, initiatives: pd.DataFrame, listed: set[str]
) -> pd.DataFrame:
    """Say what each department has to spread the culture with.

    Parameters
    ----------
    coverage : DataFrame
        From `referent_coverage`.
    exchanges : DataFrame
        From `sharing.department_exchanges`.
    initiatives : DataFrame
        The table, spelt alike; those that run or have finished count.
    listed : set of str
        The tables that have rows. A sign from another table is not known: its column is not there.

    Returns
    -------
    DataFrame
        One row a department, the one with most signs first: department, signs (how many) and, as
        true or false, those of `SIGNS` that are known: referent, management_pair, lends and
        borrows (data, to and from other departments), initiative.
    """
    table = coverage[["department"]].copy()
    if "referents" in listed:
        table["referent"] = coverage["referent"].notna()
        table["management_pair"] = coverage["management_pair"].notna()
    if "data_assets" in listed:
        for sign, column in (("lends", "lends_to"), ("borrows", "borrows_from")):
            some = exchanges.loc[exchanges[column] > 0, "department"]
            table[sign] = table["department"].isin(some)
    if "initiatives" in listed:
        lived = initiatives[initiatives["status"].eq("running") | finished(initiatives)]
        table["initiative"] = table["department"].isin(lived["department"].dropna())
    known = [sign for sign in SIGNS if sign in table]
    table.insert(1, "signs", table[known].sum(axis=1).astype("int64"))
    return table.sort_values("signs", ascending=False, kind="stable", ignore_index=True)


def say_footholds(table: pd.DataFrame) -> Finding | None:
    """Name the departments that have nothing to spread the culture with; nothing without any."""
    if table.empty or table.shape[1] < 3:
        return None
    bare = table.loc[table["signs"] == 0, "department"]
    if bare.empty:
        return Finding(_("Every known department has at least one of these footholds."))
    text = ngettext(
        "The culture has no foothold in {names}: start there.",
        "The culture has no foothold in {names}: start there.",
        len(bare),
    )
    return Finding(text.format(names=named(bare)), Tone.DECIDE)


def draw_footholds(table: pd.DataFrame) -> Chart | None:
    """Draw what each department has to spread the culture with; None when nothing is known.

    Parameters
    ----------
    table : DataFrame
        From `footholds`.
    """
    known = [sign for sign in SIGNS if sign in table]
    shown = table.tail(DRAWN)
    if shown.empty or not known:
        return None
    full = int((table["signs"] == len(known)).sum())
    title = ngettext(
        "{count} of {all} departments has every foothold",
        "{count} of {all} departments have every foothold",
        full,
    ).format(count=full, all=len(table))
    with drawing(1.85 + 0.36 * len(shown)) as (figure, axes):
        lay_grid(axes, len(shown), len(known))
        for row, signs in enumerate(shown[known].to_numpy()):
            for column, there in enumerate(signs):
                fill = "full" if there else "none"
                axes.plot(
                    column, row, marker="o", markersize=12 if there else 6, fillstyle=fill,
                    color=BLUE if there else SOFT, markeredgewidth=1,
                )  # fmt: skip
        name_axes(axes, list(shown["department"]), [_(SIGNS[sign]) for sign in known])
        reading = _("A full circle: yes; a small empty one: not recorded.")
        if len(table) > len(shown):
            reading += " " + _("Drawn: the {count} with the fewest.").format(count=len(shown))
        titled(axes, title, reading)
        words = [
            labelled(
                shorten(row["department"]),
                ", ".join(_(SIGNS[sign]) for sign in known if row[sign]) or _("no sign"),
            )
            for row in shown.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")
