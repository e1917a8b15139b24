"""The sentences of the primer, each computed from what the models did or from the assessments."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from playbook.language import _, enumerate_words, format_number, format_percent, ngettext, quote
from playbook.show.findings import Finding, Tone
from playbook.stages.training_primer.experiments import Settings
from playbook.stages.training_primer.figures import settings_words
from playbook.stages.training_primer.grouping import Comparison
from playbook.stages.training_primer.images import FINAL
from playbook.stages.training_primer.labels import write_score

NAMED = 4
SHARES = ("as_is", "adapted", "scratch", "confidence")
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
        ).format(required=need, count=len(table), accuracy=format_percent(last["accuracy"]))
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

    Two standard errors of a share of `FINAL` images are what chance alone explains.
    """
    chance = 2 * math.sqrt(final * (1 - final) / FINAL)
    shares = {
        "count": format_number(FINAL),
        "final": format_percent(final, 1),
        "required": format_percent(required),
        "chance": format_number(100 * chance, 1),
    }
    if abs(final - required) <= chance:
        text = _(
            "On {count} images kept aside for a last check it reads {final} right: too close to the"
            " {required} required to call. Chance alone moves such a figure by {chance} points."
        )
        return Finding(text.format(**shares), Tone.CAUTION)
    if final > required:
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
            " askew images and {straight} of the straight ones. Leaving a site out makes no"
            " difference that these trainings can show."
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


def say_trials(table: pd.DataFrame, provider_volume: int, own_volume: int) -> list[Finding]:
    """Say what the product is worth to each company."""
    rows = {row["company"]: row for row in table.to_dict("records")}
    shares = {
        name: {way: "" if row[way] != row[way] else format_percent(row[way]) for way in SHARES}
        for name, row in rows.items()
    }
    same, askew = rows["same"], rows["askew"]
    text = {
        "implement": _(
            "Turnkey: trained by the provider on {volume} images, the product reads {share} right"
            " where scans are like the provider’s: implement it."
        ),
        "train_further": _(
            "Turnkey: trained by the provider on {volume} images, the product reads {share} right"
            " even on scans like the provider’s: it needs more training."
        ),
        "give_up": _(
            "Turnkey: trained by the provider on {volume} images, the product reads {share} right"
            " even on scans like the provider’s: too little for the need."
        ),
    }[same["verdict"]]
    opening = text.format(volume=format_number(provider_volume), share=shares["same"]["as_is"])
    text = {
        "implement": _("On askew scans it passes as well, with {as_is}."),
        "train_further": _(
            "On askew scans it falls to {as_is}; {own} images of the company’s own bring it to"
            " {adapted}, where a model trained on these alone reaches {scratch}."
        ),
        "give_up": _(
            "On askew scans it falls to {as_is}; even {own} images of the company’s own only bring"
            " it to {adapted}. Collect more, or give up."
        ),
    }[askew["verdict"]]
    tone = Tone.DECIDE if askew["verdict"] == "give_up" else Tone.RESULT
    closing = text.format(own=format_number(own_volume), **shares["askew"])
    findings = [Finding(f"{opening} {closing}", tone)]
    text = _(
        "Asked for digits that it was never taught, it reads {as_is} right, and is {confidence}"
        " sure of its answers on average. A product does not say that it is out of its depth:"
        " check that it fits the need, or give it up."
    )
    findings.append(Finding(text.format(**shares["other"]), Tone.CAUTION))
    return findings


def say_own_volume(table: pd.DataFrame) -> Finding:
    """Say how far the head start of the product goes."""
    first, last = table.iloc[0], table.iloc[-1]
    ahead = first["adapted"] - first["scratch"]
    if ahead < SLIGHT:
        text = _("With {count} images of one’s own, the product gives no head start.")
        return Finding(text.format(count=format_number(first["own_volume"])), Tone.CAUTION)
    text = _(
        "With {few} images of one’s own the product is ahead of a model from scratch by {ahead}"
        " points; with {many}, by {rest}. The head start is worth most to those who have little."
    )
    found = text.format(
        few=format_number(first["own_volume"]),
        many=format_number(last["own_volume"]),
        ahead=format_number(100 * ahead),
        rest=format_number(100 * (last["adapted"] - last["scratch"])),
    )
    return Finding(found)


def say_readiness(judged: pd.DataFrame) -> list[Finding]:
    """Say what to do about the data of each chosen use case."""
    if judged.empty:
        text = _(
            "No use case has been assessed or selected yet. Fill in the table data_readiness: for"
            " each use case, six dimensions from 0 to 4."
        )
        return [Finding(text, Tone.DECIDE)]
    titles = judged.groupby("verdict")["title"].apply(list).to_dict()
    said = [
        ("go", Tone.RESULT, _("Go, the data are there: {titles}.")),
        (
            "collect",
            Tone.DECIDE,
            _("Collect what is missing before training anything: {titles}."),
        ),
        (
            "consolidate",
            Tone.DECIDE,
            _("Bring together and clean what exists before anything else: {titles}."),
        ),
        (
            "stop",
            Tone.CAUTION,
            _("Stop: the data are not there and cannot be collected: {titles}."),
        ),
        (
            "assess",
            Tone.DECIDE,
            _("Assess first, the missing scores could change the verdict: {titles}."),
        ),
    ]
    return [
        Finding(text.format(titles=_quoted(titles[code])), tone)
        for code, tone, text in said
        if code in titles
    ]


def _quoted(titles: Iterable[str]) -> str:
    """Some titles as part of a sentence; beyond a few, their number."""
    titles = list(titles)
    words = [quote(title) for title in titles[:NAMED]]
    if len(titles) > NAMED:
        rest = len(titles) - NAMED
        words.append(ngettext("{rest} more", "{rest} more", rest).format(rest=rest))
    return enumerate_words(words)


def say_rule(enough_from: float, collect_from: float) -> Finding:
    """Say how the verdicts are reached."""
    text = _(
        "The rule: a score below {enough} falls short. Stop, if volume, representativeness or"
        " labels fall short, or quality is 0, and the possibility to collect is below {collect};"
        " consolidate, if quality or consolidation falls short; collect, if volume,"
        " representativeness or labels do; else go."
    )
    return Finding(text.format(enough=write_score(enough_from), collect=write_score(collect_from)))
