"""Labelling by hand: how far the people in the room agree, and what their disagreement costs.

The sheet holds twenty of the digits of `images`, printed by ``playbook prepare``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from playbook.language import N_, _, format_number, format_percent, labelled, listed
from playbook.show.chart import BLUE, GREY, ORANGE, Chart, drawing, titled
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.training_primer.images import both_scans
from playbook.stages.training_primer.labelling_sheet import SHEET
from playbook.stages.training_primer.training import MOST_NOISE, Lab, Settings
from playbook.statistics.agreement import krippendorff_alpha

FEWEST_IMAGES, FEWEST_PEOPLE = 5, 2
RESAMPLES = 1000

LABELS = {
    "labelled_by": Label(N_("Labelled by"), Format.WHOLE),
    "most_given": Label(N_("Most given")),
    "given_share": Label(N_("By how many of them"), Format.PERCENT),
    "truth": Label(N_("What the writer wrote")),
}


@dataclass(frozen=True)
class Agreement:
    """How far people agree on the images that two of them or more labelled.

    Attributes
    ----------
    table : DataFrame
        One row an image: image (its number), labelled_by, most_given (the label that most gave;
        several, separated by commas, where they tie), given_share (share of its labels that are
        the most given one), truth (the digit that the data set says).
    people : int
        How many people labelled.
    pairs : float
        Of two people who labelled the same image, the share that agrees.
    alpha, alpha_low, alpha_high : float
        Krippendorff's alpha for nominal labels, and its interval of 95% over images drawn anew.
        NaN where all labels are the same.
    away : float
        The share of labels that are not the one most given: what a model would learn as noise.
    """

    table: pd.DataFrame
    people: int
    pairs: float
    alpha: float
    alpha_low: float
    alpha_high: float
    away: float


def agreement(hand_labels: pd.DataFrame, seed: int) -> Agreement | None:
    """Compare what people read on the sheet.

    Parameters
    ----------
    hand_labels : DataFrame
        The table of that name; images that are not on the sheet are left aside.
    seed : int
        What images are drawn from for the interval.

    Returns
    -------
    Agreement or None
        None where fewer than `FEWEST_PEOPLE` people or `FEWEST_IMAGES` images can be compared.

    References
    ----------
    Krippendorff, K. (2011); see `playbook.statistics.agreement`.
    """
    numbers = [str(number) for number in range(1, len(SHEET) + 1)]
    known = hand_labels[hand_labels["image"].isin(numbers)]
    wide = known.pivot(index="participant_id", columns="image", values="label")
    wide = wide[[number for number in numbers if number in wide.columns]]
    wide = wide.loc[:, wide.notna().sum() >= 2]
    if len(known["participant_id"].unique()) < FEWEST_PEOPLE or wide.shape[1] < FEWEST_IMAGES:
        return None
    codes = _codes(wide)
    table = _by_image(wide)
    drawn = np.random.default_rng(seed).integers(wide.shape[1], size=(RESAMPLES, wide.shape[1]))
    alphas = [krippendorff_alpha(codes[:, chosen], "nominal") for chosen in drawn]
    low, high = np.nanquantile(alphas, [0.025, 0.975])
    labels = int(table["labelled_by"].sum())
    kept = float((table["given_share"] * table["labelled_by"]).sum())
    return Agreement(
        table,
        len(wide),
        _pairs(codes),
        krippendorff_alpha(codes, "nominal"),
        float(low),
        float(high),
        1 - kept / labels,
    )


def _codes(wide: pd.DataFrame) -> NDArray[np.float64]:
    """The labels as numbers, one row a person; NaN where there is none."""
    codes, _labels = pd.factorize(wide.to_numpy().ravel())
    return np.where(codes < 0, np.nan, codes).reshape(wide.shape).astype(float)


def _pairs(codes: NDArray[np.float64]) -> float:
    """Of all pairs of labels of one image, the share that is equal."""
    equal = pairs = 0.0
    for column in codes.T:
        given = column[~np.isnan(column)]
        counts = np.unique(given, return_counts=True)[1]
        equal += float((counts * (counts - 1)).sum())
        pairs += given.size * (given.size - 1)
    return equal / pairs


def _by_image(wide: pd.DataFrame) -> pd.DataFrame:
    """What was given for each image."""
    truth = both_scans()[2]
    rows = []
    for number in wide.columns:
        counts = wide[number].value_counts()
        most = sorted(counts.index[counts == counts.max()])
        rows.append(
            {
                "image": number,
                "labelled_by": int(counts.sum()),
                "most_given": ", ".join(most),
                "given_share": counts.max() / counts.sum(),
                "truth": str(truth[SHEET[int(number) - 1]]),
            }
        )
    columns = ["image", "labelled_by", "most_given", "given_share", "truth"]
    return pd.DataFrame(rows, columns=columns)


def cost(lab: Lab, settings: Settings, away: float) -> tuple[float, float]:
    """What a model reads right, learning from right labels, and with so many of them wrong.

    Parameters
    ----------
    settings : Settings
        Volume and balance; its own wrong labels are not counted.
    away : float
        The share of wrong labels, 0 to 1; beyond what the primer can set, the most that it can.

    Returns
    -------
    right_labels, wrong_labels : float
        Shares of the test images read right, means of the lab's trainings.
    """
    noises = (0.0, min(away, MOST_NOISE))
    clean, noisy = (
        float(
            np.mean([lab.outcome(replace(settings, noise=n), d).accuracy for d in range(lab.draws)])
        )
        for n in noises
    )
    return clean, noisy


def say_agreement(found: Agreement | None, labelled_any: bool) -> Finding | None:
    """Say how far people agree; nothing where nobody labelled."""
    if found is None:
        if not labelled_any:
            return None
        text = _(
            "Too few labels by hand to compare: it takes {people} people with {images} images in"
            " common."
        )
        return Finding(text.format(people=FEWEST_PEOPLE, images=FEWEST_IMAGES), Tone.CAUTION)
    text = _(
        "{people} people labelled {images} images by hand: two of them agree on {pairs} of the"
        " images."
    ).format(
        people=format_number(found.people),
        images=format_number(len(found.table)),
        pairs=format_percent(found.pairs),
    )
    if np.isfinite(found.alpha):
        text += " " + _(
            "Beyond chance that is {alpha} of 1 ({low} to {high}; Krippendorff's alpha: 0 is"
            " chance, 1 is full agreement)."
        ).format(
            alpha=format_number(found.alpha, 2),
            low=format_number(found.alpha_low, 2),
            high=format_number(found.alpha_high, 2),
        )
    return Finding(text)


def say_cost(
    found: Agreement | None, right: tuple[float, float], settings: Settings
) -> Finding | None:
    """Say what the disagreement would cost a model; nothing without labels to compare."""
    if found is None:
        return None
    text = _(
        "{away} of the labels are not the one that most gave. If so many labels of a training were"
        " wrong, anywhere, a model with {volume} images would read {noisy} right instead of"
        " {clean}: ask two people, and settle what they differ on, before anything is trained."
    )
    if found.away == 0:
        return Finding(_("All gave the same labels: nothing to settle on these images."))
    return Finding(
        text.format(
            away=format_percent(found.away),
            volume=format_number(settings.volume),
            clean=format_percent(right[0]),
            noisy=format_percent(right[1]),
        ),
        Tone.CAUTION,
    )


def draw_agreement(found: Agreement | None) -> Chart | None:
    """Draw the share of the most given label, image by image; None without labels to compare."""
    if found is None:
        return None
    table = found.table.sort_values("given_share", kind="stable")
    split = int((table["given_share"] < 1).sum())
    title = _("On {split} of {all} images people do not all read the same").format(
        split=format_number(split), all=format_number(len(table))
    )
    with drawing(3.1) as (figure, axes):
        right = table["most_given"].eq(table["truth"])
        colours = np.where(table["given_share"] == 1, GREY, np.where(right, BLUE, ORANGE))
        places = np.arange(len(table))
        axes.bar(places, table["given_share"], color=colours, width=0.75)
        for place, label in enumerate(table["most_given"]):
            shown = "?" if "," in label else label
            axes.text(place, 0.03, shown, ha="center", color="white", fontsize=9,
                      fontweight="bold")  # fmt: skip
        axes.set_xticks(places, list(table["image"]))
        axes.tick_params(axis="x", labelsize=8)
        axes.set_ylim(0, 1.02)
        axes.set_yticks([0, 0.5, 1], [format_percent(share) for share in (0, 0.5, 1)])
        axes.set_xlabel(_("Image on the sheet"))
        axes.set_ylabel(_("Who gave it"))
        reading = _(
            "In the bar: the label most given (?: several alike). Grey: all agree. Orange: it is"
            " not what the writer wrote."
        )
        titled(axes, title, reading)
        words = [
            labelled(row["image"], f"{row['most_given']}, {format_percent(row['given_share'])}")
            for row in table.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")
