"""Train, test, train again: when the model is good enough.

The rounds end when the test is passed; then the model is checked on images never tested on.
"""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd

from playbook.language import N_, _, format_number, format_percent, listed, ngettext
from playbook.show.axes import name_lines, percent_axis
from playbook.show.chart import BLUE, GREY, SOFT, Chart, drawing, titled
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.training_primer.images import FINAL
from playbook.stages.training_primer.training import LARGEST, SLIGHT, Lab, Settings

FIRST_ROUND = 25

LABELS = {
    "round": Label(N_("Training round"), Format.WHOLE),
    "volume": Label(N_("Training images"), Format.WHOLE),
    "known": Label(N_("Right on its own images"), Format.PERCENT),
    "accuracy": Label(N_("Right in the test"), Format.PERCENT),
    "passed": Label(N_("Passed"), Format.YES_NO),
}


def rounds(lab: Lab, settings: Settings, required: float) -> pd.DataFrame:
    """Train, test, and train again on twice the images, until the test is passed.

    Parameters
    ----------
    settings : Settings
        Noise and balance hold in every round; the volume is doubled from `FIRST_ROUND`.
    required : float
        The share of test images, 0 to 1, that must be read right.

    Returns
    -------
    DataFrame
        One row a round: round, volume, known (share of its own training images that the model
        reads as they were labelled), accuracy (share of the test images read right) and passed.
        The last row passed, unless the images ran out before.
    """
    rows: list[tuple[int, int, float, float, bool]] = []
    volume = FIRST_ROUND
    while volume <= LARGEST:
        varied = replace(settings, volume=volume)
        accuracy = lab.outcome(varied, 0).accuracy
        passed = accuracy >= required
        rows.append((len(rows) + 1, volume, lab.known(varied, 0), accuracy, passed))
        if passed:
            break
        volume *= 2
    return pd.DataFrame(rows, columns=["round", "volume", "known", "accuracy", "passed"])


def final_check(lab: Lab, settings: Settings, table: pd.DataFrame) -> float:
    """Try the model of the last round on images that no round was tested on.

    Parameters
    ----------
    table : DataFrame
        From `rounds`.

    Returns
    -------
    float
        The share read right, as many images of one site as of the other.
    """
    return lab.final(replace(settings, volume=int(table["volume"].iloc[-1])), 0)


def write_share(share: float, required: float) -> str:
    """Write a share; one that falls short of what is required does not look as if it did not."""
    if share < required and format_percent(share) == format_percent(required):
        return format_percent(math.floor(share * 1000) / 1000, 1)
    return format_percent(share)


def say_rounds(table: pd.DataFrame, final: float, required: float) -> list[Finding]:
    """Say when the test was passed, what the training images would have said, and the last check.

    Parameters
    ----------
    final : float
        From `final_check`.
    """
    first, last = table.iloc[0], table.iloc[-1]
    need = format_percent(required)
    own = _("On its own training images the very first model was right {known} of the time.")
    own = own.format(known=format_percent(first["known"]))
    if first["known"] - first["accuracy"] >= SLIGHT:
        own += " " + _("In the test: {accuracy}. Only images never seen tell.").format(
            accuracy=format_percent(first["accuracy"])
        )
    if not last["passed"]:
        text = ngettext(
            "The test asks for {required}; after {count} round the model reaches {accuracy}, and"
            " there are no more images. Look at the labels before asking for more data.",
            "The test asks for {required}; after {count} rounds the model reaches {accuracy}, and"
            " there are no more images. Look at the labels before asking for more data.",
            len(table),
        ).format(required=need, count=len(table), accuracy=write_share(last["accuracy"], required))
        return [Finding(text, Tone.CAUTION), Finding(own)]
    text = ngettext(
        "The test asks for {required}: passed after {count} round, with {volume} images"
        " ({accuracy}).",
        "The test asks for {required}: passed after {count} rounds, with {volume} images"
        " ({accuracy}).",
        len(table),
    ).format(
        required=need,
        count=len(table),
        volume=format_number(last["volume"]),
        accuracy=format_percent(last["accuracy"]),
    )
    return [Finding(text), Finding(own), _say_final(final, required)]


def _say_final(final: float, required: float) -> Finding:
    """Say what images that no round was tested on make of the model.

    What chance alone explains are two standard errors of a model that is just as good as required
    (the score test of E. B. Wilson, 1927): where everything is required, one error is too many.
    """
    chance = 2 * math.sqrt(required * (1 - required) / FINAL)
    shares = {
        "count": format_number(FINAL),
        "final": format_percent(final, 1),
        "required": format_percent(required),
        "chance": format_number(100 * chance, 1),
    }
    if abs(final - required) < chance:
        text = _(
            "On {count} images kept aside for a last check it reads {final} right: too close to the"
            " {required} required to call. Chance alone moves such a figure by {chance} points."
        )
        return Finding(text.format(**shares), Tone.CAUTION)
    if final >= required:
        text = _("On {count} images kept aside for a last check it holds: {final}.")
        return Finding(text.format(**shares))
    text = _(
        "On {count} images kept aside for a last check it does not hold: {final}. Testing until it"
        " passes flatters a model."
    )
    return Finding(text.format(**shares), Tone.CAUTION)


def draw_rounds(table: pd.DataFrame, required: float) -> Chart:
    """Draw what each round of training got right, on its own images and in the test."""
    last = table.iloc[-1]
    title = _("The test is passed in round {round}, with {volume} images")
    if not last["passed"]:
        title = _("The test is never passed, even with {volume} images")
    title = title.format(round=last["round"], volume=format_number(last["volume"]))
    with drawing(2.75) as (figure, axes):
        places = range(len(table))
        axes.plot(places, table["known"], color=GREY, marker="o", linewidth=1.6)
        axes.plot(places, table["accuracy"], color=BLUE, marker="o", linewidth=2.2)
        axes.axhline(required, color=SOFT, linewidth=1, linestyle=(0, (3, 3)))
        axes.set_xticks(places, [format_number(volume) for volume in table["volume"]])
        axes.set(ylim=(0, 1.05), xlim=(-0.3, max(len(table) - 1, 1) + 0.15))
        axes.set_xlabel(_("Training images, doubled at each round"))
        axes.set_ylabel(_("Read right"))
        percent_axis(axes)
        ends = [(float(last["known"]), _("own images"), SOFT)]
        name_lines(axes, [*ends, (float(last["accuracy"]), _("in the test"), BLUE)])
        axes.annotate(
            _("level required"), (-0.3, required), xytext=(4, -4), textcoords="offset points",
            va="top", color=SOFT,
        )  # fmt: skip
        titled(axes, title)
        words = [
            _("{volume} images: test {accuracy}, own images {known}").format(
                volume=format_number(row["volume"]),
                accuracy=format_percent(row["accuracy"]),
                known=format_percent(row["known"]),
            )
            for row in table.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")
