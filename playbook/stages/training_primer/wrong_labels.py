"""What wrong labels do."""

from __future__ import annotations

import pandas as pd

from playbook.language import _, format_percent
from playbook.show.chart import Chart
from playbook.show.findings import Finding
from playbook.stages.training_primer.sweeps import draw_curve
from playbook.stages.training_primer.training import SLIGHT, Settings


def say_noise(table: pd.DataFrame) -> Finding:
    """Say what wrong labels cost."""
    first, last = table.iloc[0], table.iloc[-1]
    chosen = table[table["chosen"]].iloc[0]
    if first["accuracy"] - last["accuracy"] < SLIGHT:
        return Finding(_("Wrong labels make no difference that these trainings can show."))
    text = _(
        "Labels: with all of them right the model reads {clean} right, with {share} of them wrong"
        " {worst}. The volume is the same."
    ).format(
        clean=format_percent(first["accuracy"]),
        share=format_percent(last["noise"]),
        worst=format_percent(last["accuracy"]),
    )
    if chosen["noise"] > 0 and chosen["noise"] < last["noise"]:
        text += " " + _("With the {share} set here: {accuracy}.").format(
            share=format_percent(chosen["noise"]), accuracy=format_percent(chosen["accuracy"])
        )
    return Finding(text)


def draw_noise(table: pd.DataFrame, settings: Settings) -> Chart:
    """Draw what wrong labels do."""
    first, last = table.iloc[0], table.iloc[-1]
    title = _("From {few} to {many} wrong labels: {low} to {high} read right").format(
        few=format_percent(first["noise"]),
        many=format_percent(last["noise"]),
        low=format_percent(first["accuracy"]),
        high=format_percent(last["accuracy"]),
    )
    return draw_curve(table, settings, "noise", title, _("Share of training labels that are wrong"))
