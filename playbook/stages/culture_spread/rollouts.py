"""Where the use cases are rolled out, and where they could go next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.lines import Line2D

from playbook.language import (
    N_,
    _,
    format_number,
    labelled,
    listed,
    ngettext,
    quote,
    shorten,
    within,
)
from playbook.show.chart import BLUE, ORANGE, Chart, drawing, titled
from playbook.show.findings import Finding, Tone
from playbook.show.key_figures import KeyFigure
from playbook.show.labels import Format, Label
from playbook.stages.culture_spread.departments import LISTED, NAMED, named
from playbook.stages.culture_spread.grid import DRAWN, lay_grid, name_axes
from playbook.tables.culture import ROLLOUT_STATUSES

STATUSES = ("done", "running", "planned", "abandoned")
DRAWN_SITES = 8
MARKS: Mapping[str, dict[str, Any]] = {
    "done": {"marker": "o", "fillstyle": "full", "color": BLUE},
    "running": {"marker": "o", "fillstyle": "left", "color": BLUE},
    "planned": {"marker": "o", "fillstyle": "none", "color": BLUE},
    "abandoned": {"marker": "X", "fillstyle": "full", "color": ORANGE},
}
LABELS = {
    "done": Label(N_("Sites done"), Format.WHOLE),
    "running": Label(N_("Running"), Format.WHOLE),
    "planned": Label(N_("Planned"), Format.WHOLE),
    "abandoned": Label(N_("Abandoned"), Format.WHOLE),
    "abandoned_at": Label(N_("Abandoned at")),
    "next_sites": Label(N_("Nothing recorded at")),
}


def status_matrix(rollouts: pd.DataFrame, use_cases: pd.DataFrame) -> pd.DataFrame:
    """Lay the roll-outs out, use case by site.

    Returns
    -------
    DataFrame
        One row for each use case that is rolled out somewhere, the one done at most sites first:
        use_case_id, title, then a column a site (in the order of the table) with its status;
        missing where nothing is recorded.
    """
    sites = list(dict.fromkeys(rollouts["site"]))
    wide = rollouts.assign(status=rollouts["status"].astype("str")).pivot(
        index="use_case_id", columns="site", values="status"
    )
    wide = wide.reindex(index=list(dict.fromkeys(rollouts["use_case_id"])), columns=sites)
    far = [tuple(int(wide.loc[row].eq(name).sum()) for name in STATUSES[:3]) for row in wide.index]
    wide = wide.iloc[sorted(range(len(wide)), key=lambda i: far[i], reverse=True)]
    titles = dict(zip(use_cases["use_case_id"], use_cases["title"], strict=True))
    wide = wide.rename_axis(columns=None).reset_index()
    wide.insert(1, "title", wide["use_case_id"].map(titles).astype("str"))
    return wide


def rollout_progress(matrix: pd.DataFrame) -> pd.DataFrame:
    """Count the roll-outs of each use case, and name the sites where it could go next.

    Parameters
    ----------
    matrix : DataFrame
        From `status_matrix`.

    Returns
    -------
    DataFrame
        One row a use case: use_case_id, title; done, running, planned and abandoned (how many
        sites); abandoned_at; and next_sites, where nothing is recorded of a use case that is done
        elsewhere (missing: none). Sites are separated by semicolons.
    """
    rows = []
    for row in matrix.to_dict("records"):
        at = {site: row[site] for site in matrix.columns[2:]}
        counts = {name: sum(status == name for status in at.values()) for name in STATUSES}
        blank = [site for site, status in at.items() if pd.isna(status)] if counts["done"] else []
        stopped = [site for site, status in at.items() if status == "abandoned"]
        rows.append(
            {
                "use_case_id": row["use_case_id"],
                "title": row["title"],
                **counts,
                "abandoned_at": LISTED.join(stopped) or None,
                "next_sites": LISTED.join(blank) or None,
            }
        )
    columns = ["use_case_id", "title", *STATUSES, "abandoned_at", "next_sites"]
    return pd.DataFrame(rows, columns=columns)


def figure_rollouts(progress: pd.DataFrame) -> KeyFigure | None:
    """How many roll-outs are done; nothing without any."""
    if progress.empty:
        return None
    counts = {name: int(progress[name].sum()) for name in STATUSES}
    note = _("of {total} roll-outs; {running} running").format(
        total=format_number(sum(counts.values())), running=format_number(counts["running"])
    )
    return KeyFigure(_("Rolled out"), format_number(counts["done"]), note)


def say_rollouts(progress: pd.DataFrame) -> Finding | None:
    """Say how far the roll-outs are; nothing without any."""
    if progress.empty:
        return None
    counts = {name: int(progress[name].sum()) for name in ("done", "running", "planned")}
    stopped = int(progress["abandoned"].sum())
    total = sum(counts.values()) + stopped
    text = ngettext(
        "{total} roll-out: {done} done, {running} running, {planned} planned and"
        " {abandoned} abandoned.",
        "{total} roll-outs: {done} done, {running} running, {planned} planned and"
        " {abandoned} abandoned.",
        total,
    )
    return Finding(text.format(total=total, abandoned=stopped, **counts))


def say_next_sites(progress: pd.DataFrame) -> Finding | None:
    """Say where the use cases that are done somewhere could go next; nothing when nowhere."""
    ahead = progress[progress["next_sites"].notna()]
    if ahead.empty:
        return None
    if len(ahead) > 1:
        text = _(
            "{titles} are done at some sites, and nothing is recorded for others: decide where"
            " they go next."
        )
        return Finding(text.format(titles=named(ahead["title"], quoted=True)), Tone.DECIDE)
    row = ahead.iloc[0]
    text = ngettext(
        "{title} is done at {done} site, and nothing is recorded for {sites}: decide"
        " whether to go there next.",
        "{title} is done at {done} sites, and nothing is recorded for {sites}: decide"
        " whether to go there next.",
        row["done"],
    )
    sites = named(str(row["next_sites"]).split(LISTED))
    return Finding(
        text.format(title=quote(row["title"]), done=row["done"], sites=sites), Tone.DECIDE
    )


def say_given_up(progress: pd.DataFrame) -> list[Finding]:
    """Say which sites gave up a use case that is done elsewhere."""
    stopped = progress[progress["abandoned_at"].notna() & (progress["done"] > 0)]
    text = _("{title} was given up at {sites} and is done elsewhere: find out why.")
    return [
        Finding(
            text.format(
                title=quote(row["title"]), sites=named(str(row["abandoned_at"]).split(LISTED))
            ),
            Tone.CAUTION,
        )
        for row in stopped.head(NAMED).to_dict("records")
    ]


def draw_rollouts(matrix: pd.DataFrame, progress: pd.DataFrame) -> Chart | None:
    """Draw where each use case is rolled out; None without roll-outs.

    Parameters
    ----------
    matrix : DataFrame
        From `status_matrix`.
    progress : DataFrame
        From `rollout_progress`.
    """
    if matrix.empty:
        return None
    sites = list(matrix.columns[2:])
    shown, drawn_sites = matrix.head(DRAWN), sites[:DRAWN_SITES]
    everywhere = progress.loc[progress["done"] == len(sites), "title"]
    somewhere = progress.loc[progress["done"] > 0, "title"]
    title = ngettext(
        "{count} of {all} use cases is done at every site",
        "{count} of {all} use cases are done at every site",
        len(everywhere),
    ).format(count=len(everywhere), all=len(progress))
    if everywhere.empty:
        title = ngettext(
            "{count} of {all} use cases is done somewhere, none at every site",
            "{count} of {all} use cases are done somewhere, none at every site",
            len(somewhere),
        ).format(count=len(somewhere), all=len(progress))
    with drawing(1.65 + 0.42 * len(shown)) as (figure, axes):
        lay_grid(axes, len(shown), len(drawn_sites))
        for row, statuses in enumerate(shown[drawn_sites].to_numpy()):
            for column, status in enumerate(statuses):
                if isinstance(status, str):
                    axes.plot(column, row, markersize=13, linestyle="none", **_mark(status))
        name_axes(axes, list(shown["title"]), drawn_sites)
        handles = [
            Line2D([], [], linestyle="none", markersize=10, label=_(word), **_mark(status))
            for status, word in ROLLOUT_STATUSES.items()
        ]
        axes.legend(
            handles=handles, loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=4,
            handletextpad=0.2, columnspacing=0.9, borderaxespad=0.2,
        )  # fmt: skip
        titled(axes, title, _rollouts_reading(len(matrix), len(sites)))
        return Chart(figure, f"{title}. {_rollouts_in_words(shown, drawn_sites)}")


def _mark(status: str) -> dict[str, Any]:
    """How a status is drawn: by shape and filling, so that its colour does not matter."""
    return {"markeredgewidth": 1.6, "markerfacecoloralt": "white", **MARKS[status]}


def _rollouts_reading(use_cases: int, sites: int) -> str:
    """How to read the figure of roll-outs, and how much of them is not drawn."""
    words = [_("An empty cell: nothing is recorded there.")]
    if more := max(sites - DRAWN_SITES, 0):
        some = ngettext("{more} more site is not drawn.", "{more} more sites are not drawn.", more)
        words.append(some.format(more=more))
    if more := max(use_cases - DRAWN, 0):
        some = ngettext(
            "{more} more use case is not drawn.", "{more} more use cases are not drawn.", more
        )
        words.append(some.format(more=more))
    return " ".join(words)


def _rollouts_in_words(shown: pd.DataFrame, sites: Sequence[str]) -> str:
    """The status of each use case at each site, for the alternative text."""
    words = []
    for row in shown.to_dict("records"):
        at = [
            f"{site} ({within(_(ROLLOUT_STATUSES[row[site]]))})"
            for site in sites
            if isinstance(row[site], str)
        ]
        words.append(labelled(shorten(row["title"]), ", ".join(at)))
    return listed(words) + "."
