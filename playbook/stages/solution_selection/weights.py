"""How far the weights can move before another solution comes first."""

from __future__ import annotations

import pandas as pd

from playbook.language import (
    N_,
    _,
    format_apart,
    labelled,
    listed,
    ngettext,
    quote,
    quoted,
    shorten,
)
from playbook.show.chart import BLUE, GREY, GRID, Chart, TickPercents, drawing, titled, wrapped
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.solution_selection.grid import section_scores
from playbook.stages.solution_selection.jury import Jury
from playbook.stages.solution_selection.ranking import format_gap
from playbook.stages.solution_selection.room import DRAWN_ROWS, not_drawn
from playbook.statistics import smallest_weight_change

LABELS = {
    "changed_weight": Label(N_("Another wins at"), Format.PERCENT, missing=N_("no weight")),
    "change": Label(N_("Change of weight"), Format.PERCENT),
    "new_winner": Label(N_("New winner")),
}
WINNERS = ["new_winner", "first_with_more", "first_with_less"]


def turning_points(jury: Jury) -> pd.DataFrame:
    """The smallest change of each criterion's weight that brings another solution first.

    Parameters
    ----------
    jury : Jury
        With the admitted solutions only.

    Returns
    -------
    DataFrame
        One row a criterion, the smallest change first: criterion_id, label, weight and
        changed_weight (shares of all weights; the others keep their proportions), change,
        new_winner (tuple of names, empty where no weight changes the winner), first_with_more and
        first_with_less (tuples of the names that stay first where such a change breaks a tie).
        Without a row for fewer than two solutions that can be ranked.
    """
    columns = ["criterion_id", "label", "weight", "changed_weight", "change", *WINNERS]
    if not jury.jurors or section_scores(jury)["score"].notna().sum() < 2:
        return pd.DataFrame(columns=columns)
    table = smallest_weight_change(
        jury.scores, jury.weights, items=jury.solutions, criteria=jury.criteria
    ).rename(columns={"criterion": "criterion_id"})
    table["label"] = table["criterion_id"].map(dict(zip(jury.criteria, jury.labels, strict=True)))
    for column in WINNERS:
        table[column] = table[column].map(jury.called)
    order = table["change"].abs().round(9).sort_values(kind="stable").index
    return table.loc[order, columns].reset_index(drop=True)


def say_turning_point(changes: pd.DataFrame) -> Finding | None:
    """Say which weight is nearest to changing the first place; nothing without a ranking."""
    if changes.empty:
        return None
    parted = changes[changes["first_with_more"].map(len) > 0]
    if not parted.empty:
        row = parted.loc[parted["weight"].idxmax()]
        text = _(
            "The first place of the grid is shared with exactly these weights only: if {label}"
            " weighs more, it goes to {titles}; if it weighs less, to {others}."
        )
        if not row["first_with_less"]:  # its weight is 0
            text = _(
                "The first place of the grid is shared only while {label} does not count: with any"
                " weight on it, the first place goes to {titles}."
            )
        return Finding(
            text.format(
                label=quote(row["label"]),
                titles=quoted(row["first_with_more"]),
                others=quoted(row["first_with_less"]),
            ),
            Tone.CAUTION,
        )
    moving = changes[changes["changed_weight"].notna()]
    if moving.empty:
        return Finding(
            _("No change of one weight alone brings another solution to the first place.")
        )
    least = moving.iloc[0]
    names = least["new_winner"]
    text = ngettext(
        "{names} reaches the first place of the grid if {label} weighs {changed} instead of"
        " {weight}.",
        "{names} reach the first place of the grid if {label} weighs {changed} instead of"
        " {weight}.",
        len(names),
    )
    weight, changed = format_apart(least["weight"], least["changed_weight"], 1)
    tone = Tone.RESULT if abs(least["change"]) >= 0.1 else Tone.CAUTION
    return Finding(
        text.format(
            names=quoted(names), label=quote(least["label"]), changed=changed, weight=weight
        ),
        tone,
    )  # fmt: skip


def draw_turning_points(changes: pd.DataFrame) -> Chart | None:
    """Draw how far each weight must move before another solution wins; None without votes."""
    moving = changes[changes["changed_weight"].notna()]
    if moving.empty:
        return None
    points = abs(float(moving["change"].iloc[0])) * 100
    title = _(
        "Moving one weight by {points} points brings another solution to the first place of the"
        " grid"
    ).format(points=format_gap(points, 1))
    more = not_drawn(criteria=len(moving) - DRAWN_ROWS)
    moving = moving.head(DRAWN_ROWS)
    with drawing(0.95 + 0.42 * len(moving)) as (figure, axes):
        places = range(len(moving))
        axes.hlines(places, moving["weight"], moving["changed_weight"], color=GRID, linewidth=4)
        axes.scatter(moving["weight"], places, s=46, color=GREY, zorder=3)
        axes.scatter(moving["changed_weight"], places, s=46, color=BLUE, marker="D", zorder=3)
        for place, (low, high, winner) in enumerate(
            zip(moving["weight"], moving["changed_weight"], moving["new_winner"], strict=True)
        ):
            axes.annotate(
                shorten("; ".join(winner), 22), (max(low, high), place), xytext=(7, 0),
                textcoords="offset points", va="center",
            )  # fmt: skip
        axes.set_yticks(places, [wrapped(label, 30) for label in moving["label"]])
        axes.set_ylim(len(moving) - 0.4, -0.6)
        axes.set_xlim(0, max(moving[["weight", "changed_weight"]].max()) * 1.75)
        axes.xaxis.set_major_formatter(TickPercents())
        axes.set_xlabel(_("Share of all weights"))
        axes.spines["left"].set_visible(False)
        reading = _(
            "Grey: the weight now. Blue: the weight at which the solution named reaches the first"
            " place. The other weights keep their proportions."
        )
        titled(axes, title, reading + more)
        words = [
            labelled(
                shorten(row["label"], 40),
                " → ".join(format_apart(row["weight"], row["changed_weight"], 1))
                + f" ({'; '.join(row['new_winner'])})",
            )
            for row in moving.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")
