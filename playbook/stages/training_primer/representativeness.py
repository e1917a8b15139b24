"""Who bears the errors when the sample is not representative."""

from __future__ import annotations

import pandas as pd

from playbook.language import _, format_percent, listed
from playbook.show.axes import name_lines, percent_axis
from playbook.show.chart import BLUE, GREEN, SOFT, Chart, drawing, titled
from playbook.show.findings import Finding, Tone
from playbook.stages.training_primer.training import SLIGHT, Settings, settings_words


def say_balance(table: pd.DataFrame) -> Finding:
    """Say who bears the errors when one site is left out, and at the chosen balance."""
    left_out, chosen = table.iloc[0], table[table["chosen"]].iloc[0]
    words = {
        "balance": format_percent(chosen["balance"]),
        "straight": format_percent(chosen["straight_errors"]),
        "askew": format_percent(chosen["askew_errors"]),
    }
    if left_out["askew_errors"] - left_out["straight_errors"] < SLIGHT:
        text = _(
            "Representativeness: with {balance} askew images, the model is wrong on {askew} of the"
            " askew images and {straight} of the straight ones. Leaving the askew images out makes"
            " no difference that these trainings can show."
        )
        return Finding(text.format(**words))
    text = _(
        "Representativeness: trained without a single askew image, the model is wrong on {worst} of"
        " these and {best} of the straight ones. One overall figure, {accuracy} right, hides it:"
        " ask for errors by group."
    ).format(
        worst=format_percent(left_out["askew_errors"]),
        best=format_percent(left_out["straight_errors"]),
        accuracy=format_percent(left_out["accuracy"]),
    )
    if chosen["balance"] > 0:
        text += " " + _("With the {balance} set here: {askew} and {straight}.").format(**words)
    return Finding(text, Tone.CAUTION)


def draw_balance(table: pd.DataFrame, settings: Settings) -> Chart:
    """Draw the errors on either site's images against how many of one are in the training."""
    chosen = table[table["chosen"]].iloc[0]
    title = _("At {share} askew images: {straight} errors on straight ones, {askew} on askew ones")
    title = title.format(
        share=format_percent(chosen["balance"]),
        straight=format_percent(chosen["straight_errors"]),
        askew=format_percent(chosen["askew_errors"]),
    )
    with drawing(2.95) as (figure, axes):
        axes.axvline(chosen["balance"], color=SOFT, linewidth=1, linestyle=(0, (3, 3)))
        lines = (("straight_errors", BLUE, _("straight")), ("askew_errors", GREEN, _("askew")))
        for column, colour, _name in lines:
            axes.plot(table["balance"], table[column], color=colour, lw=2.2, marker="o", ms=4)
            axes.plot(chosen["balance"], chosen[column], "o", color=colour, ms=9)
        axes.set(xlim=(-0.02, 1.02), ylim=(0, None))
        axes.set_xlabel(_("Share of askew images in the training"))
        axes.set_ylabel(_("Errors in the test"))
        percent_axis(axes)
        percent_axis(axes, "x")
        name_lines(axes, [(float(table[c].iloc[-1]), name, colour) for c, colour, name in lines])
        reading = _("Test on as many straight as askew images. Dashed: as set.")
        titled(axes, title, f"{reading} {settings_words(settings)}")
        text = _("{share}: straight {straight}, askew {askew}")
        words = [
            text.format(
                share=format_percent(row["balance"]),
                straight=format_percent(row["straight_errors"]),
                askew=format_percent(row["askew_errors"]),
            )
            for row in table.to_dict("records")
        ]
        return Chart(figure, f"{title}. {settings_words(settings)} {listed(words)}.")
