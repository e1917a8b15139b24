"""Too little data: what collecting more brings, and how far one can foresee it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter
from scipy.stats import binomtest

from playbook.language import N_, _, format_number, format_percent, labelled, listed
from playbook.show.axes import percent_axis
from playbook.show.chart import BLUE, GREEN, INK, SOFT, Chart, drawing, titled
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.training_primer.training import Lab, Settings, settings_words

COMPANIES = 20
"""How many companies collect: each draws images of its own."""
VOLUMES = (20, 40, 80, 160, 320)
SEEN = 3
"""After so many of the volumes a company has to foresee the rest."""
OWN_TEST = 50
"""How many images a company with little data can spare for its test."""

LABELS = {
    "collected": Label(N_("Images collected"), Format.WHOLE),
    "right": Label(N_("Read right, mean"), Format.PERCENT),
    "right_low": Label(N_("Worst to best company"), Format.PERCENT, until="right_high"),
    "reached": Label(N_("Companies where it is enough"), Format.WHOLE),
}


@dataclass(frozen=True)
class Collection:
    """What several companies got from collecting.

    Attributes
    ----------
    table : DataFrame
        One row a volume: collected, right (mean over the companies; share of the test images read
        right), right_low and right_high (the worst and the best company), reached (at how many
        companies it is what the need requires).
    foreseen : ndarray of float, shape (companies,)
        How many images each company foresaw to need, after the first `SEEN` volumes; infinite
        where its figures do not rise.
    needed : float
        The volume at which the mean of the companies reaches what is required, between the tried
        ones on a scale of doublings; infinite where it never does.
    required : float
        The share, 0 to 1, that the need requires.
    """

    table: pd.DataFrame
    foreseen: np.ndarray
    needed: float
    required: float


def collect(lab: Lab, settings: Settings, required: float) -> Collection:
    """Let companies collect, each for itself, and foresee after a while what they will need.

    Each fits the errors that it has seen by a power of the volume, which is how learning curves
    fall: a straight line in logarithms.

    Parameters
    ----------
    settings : Settings
        Wrong labels and balance; the volume is what is collected.
    required : float
        The share of test images, 0 to 1, that must be read right.

    References
    ----------
    Figueroa, R. L. et al. (2012). Predicting sample size required for classification performance.
    BMC Medical Informatics and Decision Making 12:8.
    """
    right = np.array(
        [
            [lab.outcome(replace(settings, volume=v), draw).accuracy for v in VOLUMES]
            for draw in range(COMPANIES)
        ]
    )
    table = pd.DataFrame(
        {
            "collected": VOLUMES,
            "right": right.mean(axis=0),
            "right_low": right.min(axis=0),
            "right_high": right.max(axis=0),
            "reached": (right >= required).sum(axis=0),
        }
    )
    foreseen = np.array([foresee(row[:SEEN], VOLUMES[:SEEN], required) for row in right])
    return Collection(table, foreseen, _crossing(table, required), required)


def foresee(right: np.ndarray, volumes: tuple[int, ...], required: float) -> float:
    """The volume at which the fitted curve reaches what is required; infinite where it falls."""
    errors = np.log(np.clip(1 - right, 0.001, None))
    slope, height = np.polyfit(np.log(volumes), errors, 1)
    if slope >= 0:
        return float("inf")
    return float(np.exp((np.log(max(1 - required, 0.001)) - height) / slope))


def _crossing(table: pd.DataFrame, required: float) -> float:
    """Where the means cross what is required."""
    means = np.maximum.accumulate(table["right"].to_numpy())
    if means[-1] < required:
        return float("inf")
    return float(np.exp(np.interp(required, means, np.log(table["collected"]))))


def say_collected(found: Collection) -> list[Finding]:
    """Say what collecting brought, how far it was foreseen, and what a small test can tell."""
    first, last = found.table.iloc[0], found.table.iloc[-1]
    text = _(
        "Too little, then more: with {few} images {low} are read right ({worst} to {best}, by the"
        " luck of which images a company has), with {many} collected {high}."
    ).format(
        few=format_number(first["collected"]),
        many=format_number(last["collected"]),
        low=format_percent(first["right"]),
        worst=format_percent(first["right_low"]),
        best=format_percent(first["right_high"]),
        high=format_percent(last["right"]),
    )
    return [Finding(text), _say_foreseen(found), say_small_test(float(first["right"]))]


def _say_foreseen(found: Collection) -> Finding:
    """Say what the companies foresaw after their first images, and what it took."""
    seen = int(found.table["collected"].iloc[SEEN - 1])
    low, middle, high = np.quantile(found.foreseen, [0.05, 0.5, 0.95], method="nearest")
    words = {
        "seen": format_number(seen),
        "required": format_percent(found.required),
        "low": _volume(low),
        "middle": _volume(middle),
        "high": _volume(high),
        "needed": _volume(found.needed),
    }
    text = _(
        "After {seen} images each company foresees how many it needs for {required}: half of them"
        " say {middle} or fewer, nine in ten between {low} and {high}. It took {needed}."
        " A few points of a curve promise no amount: collect by stages, and test after each."
    )
    if not np.isfinite(found.needed):
        text = _(
            "After {seen} images each company foresees how many it needs for {required}: half of"
            " them say {middle} or fewer, nine in ten between {low} and {high}. No volume tried"
            " here is enough: something else than volume is short."
        )
    return Finding(text.format(**words), Tone.CAUTION)


def _volume(volume: float) -> str:
    """A volume to two figures, or that there is none."""
    if not np.isfinite(volume) or volume > 100_000:
        return _("no end of them")
    digits = 1 - int(np.floor(np.log10(max(volume, 1))))
    return format_number(round(volume, digits))


def say_small_test(right: float) -> Finding:
    """Say how sure a share is that was found on a small test (interval of Wilson, 1927)."""
    successes = round(right * OWN_TEST)
    ends = binomtest(successes, OWN_TEST).proportion_ci(0.95, "wilson")
    text = _(
        "A small test is unsure too: {right} of {tested} test images read right can stand for"
        " anything from {low} to {high}."
    )
    return Finding(
        text.format(
            right=format_number(successes),
            tested=format_number(OWN_TEST),
            low=format_percent(ends.low),
            high=format_percent(ends.high),
        )
    )


def draw_collected(found: Collection, settings: Settings) -> Chart:
    """Draw what the companies got, what is required, and what they foresaw."""
    table, required = found.table, found.required
    title = _("{required} takes {needed} images; after {seen}, companies foresee {low} to {high}")
    low, high = np.quantile(found.foreseen, [0.05, 0.95], method="nearest")
    title = title.format(
        required=format_percent(required),
        needed=_volume(found.needed),
        seen=format_number(table["collected"].iloc[SEEN - 1]),
        low=_volume(low),
        high=_volume(high),
    )
    with drawing(3.6) as (figure, axes):
        axes.fill_between(
            table["collected"], table["right_low"], table["right_high"],
            color=BLUE, alpha=0.16, lw=0,
        )  # fmt: skip
        axes.plot(table["collected"], table["right"], color=BLUE, lw=2.2, marker="o", ms=4)
        axes.axhline(required, color=INK, linewidth=1.2, linestyle=(0, (3, 3)))
        axes.set_xscale("log")
        ends = np.clip([low, high], VOLUMES[0], 2 * VOLUMES[-1])
        axes.plot(ends, [required, required], color=GREEN, linewidth=5, alpha=0.6)
        axes.axvline(VOLUMES[SEEN - 1], color=SOFT, linewidth=1, linestyle=(0, (1, 2)))
        axes.set_xticks(VOLUMES)
        axes.minorticks_off()
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _place: format_number(value)))
        axes.set_ylim(min(0.4, float(table["right_low"].min()) - 0.03), 1.01)
        axes.set_xlabel(_("Images collected"))
        axes.set_ylabel(_("Read right in the test"))
        percent_axis(axes)
        reading = _(
            "Line: mean of {count} companies. Band: worst to best. Dashed: required; thick: what"
            " nine companies in ten foresaw at the dotted line."
        ).format(count=format_number(COMPANIES))
        titled(axes, title, reading)
        words = [
            labelled(format_number(row["collected"]), format_percent(row["right"]))
            for row in table.to_dict("records")
        ]
        return Chart(figure, f"{title}. {settings_words(settings)} {listed(words)}.")
