"""The sentences on what a model learns from, each computed from what the models did."""

from __future__ import annotations

import math

import pandas as pd

from playbook.language import _, format_number, format_percent, ngettext
from playbook.show.findings import Finding, Tone
from playbook.stages.training_primer.experiments import Settings
from playbook.stages.training_primer.figures import settings_words
from playbook.stages.training_primer.grouping import Comparison
from playbook.stages.training_primer.images import FINAL
from playbook.stages.training_primer.labels import write_share

SLIGHT = 0.02
"""A difference of shares below it is not worth a claim: other draws could turn it round."""


def say_settings(settings: Settings) -> Finding:
    """Say what the models of the report were trained on."""
    return Finding(settings_words(settings))


def say_learning(comparison: Comparison) -> list[Finding]:
    """Say what an algorithm finds without labels, and what it learns with them."""
    wines = comparison.wines
    together = int(wines["together"].sum())
    text = _(
        "Unsupervised: told nothing, the algorithm makes three groups, and {together} of {all}"
        " wines lie with their own grape variety. It cannot name a single one."
    )
    unsupervised = text.format(together=together, all=len(wines))
    text = _(
        "Supervised: taught with the labels of half the wines, it names {right} of the {tested}"
        " that it never saw. Somebody had to label that half."
    )
    supervised = text.format(right=comparison.right, tested=comparison.tested)
    return [Finding(unsupervised), Finding(supervised)]


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
