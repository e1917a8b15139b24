"""One setting of the training data varied, while the others stay as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter

from playbook.language import N_, _, format_number, format_percent, labelled, listed
from playbook.show.axes import percent_axis
from playbook.show.chart import BLUE, Chart, drawing, titled
from playbook.show.labels import Format, Label
from playbook.stages.training_primer.training import Lab, Settings, settings_words

GRIDS: dict[str, tuple[float, ...]] = {
    "volume": (20, 50, 100, 200, 400, 800),
    "noise": (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6),
    "balance": (0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1),
}

LABELS = {
    "noise": Label(N_("Wrong labels"), Format.PERCENT),
    "balance": Label(N_("Askew images"), Format.PERCENT),
    "accuracy_low": Label(N_("Worst to best training"), Format.PERCENT, until="accuracy_high"),
    "straight_errors": Label(N_("Errors on straight images"), Format.PERCENT),
    "askew_errors": Label(N_("Errors on askew images"), Format.PERCENT),
    "chosen": Label(N_("As set"), Format.YES_NO),
}


def sweep(lab: Lab, settings: Settings, what: str, grid: Iterable[float] = ()) -> pd.DataFrame:
    """Vary one setting while the others stay as they are.

    Parameters
    ----------
    what : str
        The setting that varies: volume, noise or balance.
    grid : iterable of float
        The values it takes; those of `GRIDS` unless given. The chosen one is always among them.

    Returns
    -------
    DataFrame
        One row a value, in rising order: the value, under its name; accuracy (share of unseen
        images read right, mean of the trainings), accuracy_low and accuracy_high (the worst and
        the best training), straight_errors and askew_errors (shares of the images of either site
        read wrong, means) and chosen (whether it is the value set).
    """
    now = getattr(settings, what)
    values = sorted({*(grid or GRIDS[what]), now})
    rows = []
    for value in values:
        varied = with_value(settings, what, value)
        outcomes = [lab.outcome(varied, draw) for draw in range(lab.draws)]
        accuracy = [outcome.accuracy for outcome in outcomes]
        rows.append(
            {
                what: getattr(varied, what),
                "accuracy": np.mean(accuracy),
                "accuracy_low": min(accuracy),
                "accuracy_high": max(accuracy),
                "straight_errors": np.mean([outcome.straight_errors for outcome in outcomes]),
                "askew_errors": np.mean([outcome.askew_errors for outcome in outcomes]),
                "chosen": value == now,
            }
        )
    return pd.DataFrame(rows)


def with_value(settings: Settings, what: str, value: float) -> Settings:
    """The settings with one of them changed."""
    changed: Any = {what: int(value) if what == "volume" else float(value)}
    return replace(settings, **changed)


def draw_curve(table: pd.DataFrame, settings: Settings, what: str, title: str, name: str) -> Chart:
    """Draw the mean of the trainings with the worst and the best, and mark the setting."""
    write = format_number if what == "volume" else format_percent
    chosen = table[table["chosen"]].iloc[0]
    with drawing(2.85) as (figure, axes):
        axes.fill_between(
            table[what], table["accuracy_low"], table["accuracy_high"], color=BLUE, alpha=0.16, lw=0
        )
        axes.plot(table[what], table["accuracy"], color=BLUE, linewidth=2.2, marker="o", ms=4)
        axes.plot(chosen[what], chosen["accuracy"], "o", color=BLUE, ms=9, zorder=4)
        text = _("{setting}: {accuracy}").format(
            setting=write(chosen[what]), accuracy=format_percent(chosen["accuracy"])
        )
        late = chosen[what] > (500 if what == "volume" else 0.4)
        above = what == "noise" and not late
        axes.annotate(
            text, (chosen[what], chosen["accuracy"]), textcoords="offset points",
            xytext=(-6 if late else 6, 9 if above else -20), ha="right" if late else "left",
            fontweight="bold", color=BLUE,
        )  # fmt: skip
        if what == "volume":
            axes.set_xscale("log")
            axes.set_xticks([20, 50, 100, 200, 400, 800])
            axes.minorticks_off()
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _place: write(value)))
        axes.set_ylim(0, 1.12)
        axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
        axes.set_xlabel(name)
        axes.set_ylabel(_("Read right in the test"))
        percent_axis(axes)
        reading = _("Line: mean of the trainings. Band: worst to best.")
        titled(axes, title, f"{reading} {settings_words(settings)}")
        words = [
            labelled(write(row[what]), format_percent(row["accuracy"]))
            for row in table.to_dict("records")
        ]
        return Chart(figure, f"{title}. {settings_words(settings)} {listed(words)}.")
