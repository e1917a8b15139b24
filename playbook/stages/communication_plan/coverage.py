"""Whom the plan forgets: what each target gets at each level of communication."""

from __future__ import annotations

import pandas as pd
import seaborn as sns

from playbook.language import (
    _,
    enumerate_words,
    format_number,
    labelled,
    listed,
    ngettext,
    quote,
    quoted,
    shorten,
)
from playbook.show.chart import BLUE, ORANGE, Chart, drawing, labels_apart, titled, wrapped
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.communication_plan.reach import people_in_words, people_reached
from playbook.tables.deployment import LEVELS

DRAWN_TARGETS = 12
LABELS = {level: Label(word, Format.WHOLE) for level, word in LEVELS.items()}


def by_level(stakeholders: pd.DataFrame, actions: pd.DataFrame) -> pd.DataFrame:
    """Count the actions of each target at each level; cancelled ones do not count.

    Returns
    -------
    DataFrame
        One row a target: stakeholder_id, label, a column for each level, and actions (in all).
    """
    held = actions[actions["state"] != "cancelled"]
    counts = (
        pd.crosstab(held["stakeholder_id"], held["level"].astype("str"))
        .reindex(index=stakeholders["stakeholder_id"], columns=list(LEVELS), fill_value=0)
        .astype(int)
    )
    counts["actions"] = counts.sum(axis=1)
    counts.insert(0, "label", stakeholders["label"].to_numpy())
    return counts.rename_axis(columns=None).reset_index()


def say_unaddressed(targets: pd.DataFrame, actions: pd.DataFrame) -> Finding:
    """Name the targets that nobody speaks to."""
    if actions.empty:
        return Finding(
            _("No action is planned yet: write the plan, target by target."), Tone.DECIDE
        )
    bare = targets[targets["actions"] == 0]
    if bare.empty:
        return Finding(_("Every target is spoken to at least once."))
    text = ngettext(
        "Plan something for {targets}: no action speaks to them, or only cancelled ones.",
        "Plan something for {count} targets ({targets}): no action speaks to them, or only"
        " cancelled ones.",
        len(bare),
    )
    said = text.format(targets=quoted(bare["label"]), count=len(bare))
    found = people_reached(bare)
    if found.unknown < found.targets:
        said += " " + _("That is {people}.").format(people=people_in_words(found))
    return Finding(said, Tone.DECIDE)


def say_levels(coverage: pd.DataFrame) -> Finding | None:
    """Say which levels of communication have no action; nothing without a plan."""
    if not coverage["actions"].sum():
        return None
    bare = [_(word) for level, word in LEVELS.items() if not coverage[level].sum()]
    if not bare:
        return Finding(_("Every level of communication has at least one action."))
    text = ngettext(
        "One level of communication has no action: {levels}. Plan one, or say why none is needed.",
        "{count} levels of communication have no action: {levels}. Plan some, or say why"
        " none is needed.",
        len(bare),
    )
    return Finding(text.format(count=len(bare), levels=enumerate_words(bare)), Tone.DECIDE)


def draw_levels(coverage: pd.DataFrame) -> Chart | None:
    """Draw how many actions each target gets at each level; None without a target or an action.

    Of many targets, those that get least are drawn.

    Parameters
    ----------
    coverage : DataFrame
        From `by_level`.
    """
    if coverage.empty or not coverage["actions"].sum():
        return None
    least = coverage.sort_values("actions", kind="stable").head(DRAWN_TARGETS).index
    shown = coverage.loc[sorted(least)]
    title = _coverage_title(coverage)
    counts = shown[list(LEVELS)]
    shades = sns.light_palette(BLUE, as_cmap=True)
    with drawing(1.25 + 0.42 * len(shown)) as (figure, axes):
        sns.heatmap(
            counts, annot=counts.map(lambda n: format_number(n) if n else ""), fmt="", cbar=False,
            cmap=shades, vmin=0,
            vmax=1.3 * max(2, counts.max(axis=None)),
            linewidths=1.5, ax=axes,
        )  # fmt: skip
        axes.xaxis.tick_top()
        words = [wrapped(_(word), 18) for word in LEVELS.values()]
        axes.set_xticks(
            [place + 0.4 for place in range(len(words))],
            words,
            rotation=35,
            ha="left",
            rotation_mode="anchor",
            linespacing=0.95,
        )
        names = labels_apart(shown["label"])
        axes.set_yticks([p + 0.5 for p in range(len(shown))], names, rotation=0)
        for place, total in enumerate(shown["actions"]):
            if not total:
                axes.text(
                    len(words) / 2, place + 0.5, _("nobody speaks to them"), ha="center",
                    va="center", color=ORANGE, fontweight="bold",
                    bbox={"facecolor": shades(0.0), "edgecolor": "none", "pad": 2},
                )  # fmt: skip
        reading = _("Actions that are done or planned; cancelled ones do not count.")
        if len(shown) < len(coverage):
            reading += " " + _("{count} of {all} targets, among those that get least.").format(
                count=len(shown), all=format_number(len(coverage))
            )
        titled(axes, title, reading)
        return Chart(figure, f"{title}. {_coverage_in_words(shown)}")


def _coverage_title(coverage: pd.DataFrame) -> str:
    """What the figure of the coverage says."""
    bare = coverage.loc[coverage["actions"] == 0, "label"]
    if bare.empty:
        return _("Every target is spoken to")
    if len(bare) == 1:
        return _("Nobody speaks to {target}").format(target=quote(bare.iloc[0], 40))
    return _("Nobody speaks to {count} of {targets} targets").format(
        count=len(bare), targets=len(coverage)
    )


def _coverage_in_words(coverage: pd.DataFrame) -> str:
    """The figures of the coverage, for its alternative text."""
    rows = []
    for row in coverage.to_dict("records"):
        counts = [
            f"{_(word)} {format_number(row[level])}" for level, word in LEVELS.items() if row[level]
        ]
        rows.append(labelled(shorten(row["label"]), ", ".join(counts) or _("nothing")))
    return listed(rows) + "."
