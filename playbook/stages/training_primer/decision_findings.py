"""The sentences that a decision hangs on: about the product, and the data of use cases."""

from __future__ import annotations

import pandas as pd

from playbook.language import _, format_number, format_percent, quoted
from playbook.show.findings import Finding, Tone
from playbook.stages.training_primer.findings import SLIGHT
from playbook.stages.training_primer.labels import write_score

SHARES = ("as_is", "adapted", "scratch", "confidence")


def say_trials(table: pd.DataFrame, provider_volume: int, own_volume: int) -> list[Finding]:
    """Say what the product is worth to each company."""
    rows = {row["company"]: row for row in table.to_dict("records")}
    shares = {name: {way: format_percent(row[way]) for way in SHARES} for name, row in rows.items()}
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
    rest = last["adapted"] - last["scratch"]
    text = _(
        "With {few} images of one’s own the product is ahead of a model from scratch by {ahead}"
        " points; with {many}, by {rest}."
    )
    points, points_left = round(100 * ahead), round(100 * rest)
    if points_left < 1:
        text = _(
            "With {few} images of one’s own the product is ahead of a model from scratch by {ahead}"
            " points; with {many}, no longer."
        )
    if points_left < points:
        text += " " + _("The head start is worth most to those who have little.")
    found = text.format(
        few=format_number(first["own_volume"]),
        many=format_number(last["own_volume"]),
        ahead=format_number(points),
        rest=format_number(points_left),
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
        Finding(text.format(titles=quoted(titles[code])), tone)
        for code, tone, text in said
        if code in titles
    ]


def say_rule(enough_from: float, collect_from: float) -> Finding:
    """Say how the verdicts are reached."""
    text = _(
        "The rule: a score below {enough} falls short. Stop, if volume, representativeness or"
        " labels fall short, or quality is 0, and the possibility to collect is below {collect};"
        " consolidate, if quality or consolidation falls short; collect, if volume,"
        " representativeness or labels do; else go."
    )
    return Finding(text.format(enough=write_score(enough_from), collect=write_score(collect_from)))
