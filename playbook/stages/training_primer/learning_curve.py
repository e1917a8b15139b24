"""What volume brings."""

from __future__ import annotations

import pandas as pd

from playbook.language import _, format_number, format_percent
from playbook.show.chart import Chart
from playbook.show.findings import Finding, Tone
from playbook.stages.training_primer.sweeps import draw_curve
from playbook.stages.training_primer.training import SLIGHT, Settings


def say_volume(table: pd.DataFrame) -> Finding:
    """Say what more images brought."""
    first, before, last = table.iloc[0], table.iloc[-2], table.iloc[-1]
    ends = {
        "few": format_number(first["volume"]),
        "many": format_number(last["volume"]),
        "low": format_percent(first["accuracy"]),
        "high": format_percent(last["accuracy"]),
    }
    if last["accuracy"] - first["accuracy"] < SLIGHT:
        text = _(
            "Volume does not help here: {low} right with {few} images, {high} with {many}."
            " Something else is wrong with the data."
        )
        return Finding(text.format(**ends), Tone.CAUTION)
    early = table["accuracy"].iloc[1] - first["accuracy"]
    late = last["accuracy"] - before["accuracy"]
    text = _(
        "Volume: {few} images give {low} right answers, {many} give {high}. The first step added"
        " {early} points, the last one {late}."
    )
    if late < early:
        text += " " + _("Each further point costs more data.")
    steps = {"early": format_number(100 * early, 1), "late": format_number(100 * late, 1)}
    return Finding(text.format(**ends, **steps))


def draw_volume(table: pd.DataFrame, settings: Settings) -> Chart:
    """Draw the learning curve: what more training images bring."""
    first, last = table.iloc[0], table.iloc[-1]
    title = _("From {few} to {many} images: {low} to {high} read right").format(
        few=format_number(first["volume"]),
        many=format_number(last["volume"]),
        low=format_percent(first["accuracy"]),
        high=format_percent(last["accuracy"]),
    )
    return draw_curve(table, settings, "volume", title, _("Training images"))
