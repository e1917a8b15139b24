"""The sentences on the scores: what is compared, what is missing, sections, minimums."""

from __future__ import annotations

import pandas as pd

from playbook.language import (
    _,
    format_likelihood,
    format_number,
    ngettext,
    quote,
    quoted,
    some,
)
from playbook.show.findings import Finding, Tone
from playbook.stages.solution_selection.jury import Jury

NAMED = 4


def say_scope(scoped: pd.DataFrame, use_case: str, use_cases: pd.DataFrame) -> list[Finding]:
    """Say which solutions are compared, and which of the same use case are not, and why."""
    titles = use_cases.loc[use_cases["use_case_id"] == use_case, "title"]
    named = quote(titles.iloc[0]) if len(titles) else quote(use_case) if use_case else ""
    of = {status: list(rows["name"]) for status, rows in scoped.groupby("status")}
    compared = of.get("compared", [])
    if not set(of) - {"other_use_case"}:
        text = _("No solution serves the use case {use_case}: check the parameter use_case.")
        return [Finding(text.format(use_case=named), Tone.DECIDE)]
    few = of.get("too_few_jurors")
    text = ngettext(
        "{count} solution for {use_case} has scores: there is nothing to compare it with.",
        "{count} solutions for {use_case} are compared: {names}.",
        len(compared),
    )
    if len(compared) == 1 and few:
        text = _(
            "Only {names} can be compared for {use_case}: there is nothing to compare it with."
        )
    if not compared and few:
        text = _("No solution for {use_case} can be compared.")
    elif not compared:
        text = _("No solution for {use_case} can be compared: the jury has scored none of them.")
    findings = [
        Finding(
            text.format(
                count=format_number(len(compared)), names=quoted(compared),
                use_case=named or _("no stated use case"),
            ),
            Tone.RESULT if len(compared) > 1 else Tone.DECIDE,
        )
    ]  # fmt: skip
    if "not_scored" in of:
        text = ngettext(
            "{names} has no score from the jury: it is not compared, and is not ranked as a zero.",
            "{names} have no score from the jury: they are not compared, nor ranked as zeros.",
            len(of["not_scored"]),
        )
        findings.append(Finding(text.format(names=quoted(of["not_scored"])), Tone.CAUTION))
    if few:
        text = _("Votes are anonymous, and too few people scored {names}: no figure is shown.")
        findings.append(Finding(text.format(names=quoted(few)), Tone.CAUTION))
    return findings


def say_weights_absent(criteria: pd.DataFrame) -> Finding | None:
    """Say that no weight was set, where all are 0."""
    if len(criteria) == 0 or criteria["weight"].to_numpy().any():
        return None
    text = _("All weights are 0: every criterion counts the same until somebody says what matters.")
    return Finding(text, Tone.DECIDE)


def say_missing(
    missing: pd.DataFrame, jury: Jury, people: dict[str, str], *, anonymous: bool
) -> Finding:
    """Say how many scores are missing, and who left a whole solution out."""
    if not jury.jurors:
        return Finding(_("Nobody has scored anything yet."), Tone.DECIDE)
    count = int(missing["missing"].sum())
    cells = jury.scores.size
    if not count:
        return Finding(_("Every juror scored every compared solution on every criterion."))
    text = ngettext(
        "{count} of {cells} scores is missing: it is left out of the means, never counted as zero.",
        "{count} of {cells} scores are missing: they are left out of the means, never counted as"
        " zero.",
        count,
    ).format(count=format_number(count), cells=format_number(cells))
    whole = missing[missing["missing"] == missing["criteria"]]
    if len(whole) > 1:
        cases = [
            _whole_gap(str(name), rows, people, anonymous=anonymous)
            for name, rows in whole.groupby("name", sort=False)
        ]
        text += " " + _(
            "Not scored at all by some, so that the means rest on the others: {cases}."
        ).format(cases=some(cases))
    elif len(whole):
        row = whole.iloc[0]
        juror = row["participant_id"]
        who = _("A juror") if anonymous else people.get(juror, juror)
        text += " " + _(
            "{who} did not score {name} at all, so its means rest on the others."
        ).format(who=who, name=quote(row["name"]))
    return Finding(text, Tone.CAUTION)


def _whole_gap(name: str, rows: pd.DataFrame, people: dict[str, str], *, anonymous: bool) -> str:
    """A solution, and which jurors did not score it at all."""
    who = some([people.get(juror, juror) for juror in rows["participant_id"]])
    if anonymous:
        who = ngettext("{count} juror", "{count} jurors", len(rows)).format(count=len(rows))
    return f"{quote(name)} ({who})"


def say_sections(jury: Jury, sections: pd.DataFrame) -> Finding | None:
    """Say what each section weighs and which solution leads in it; nothing without scores."""
    if sections["score"].notna().sum() == 0:
        return None
    technical = round(float(jury.weights[[s == "technical" for s in jury.sections]].sum()), 9)
    texts = {
        "technical": _("Technical criteria weigh {share}; best on them: {names}."),
        "project": _("Project criteria weigh {share}; best on them: {names}."),
    }
    sentences = []
    for section, share in (("technical", technical), ("project", round(1 - technical, 9))):
        scores = sections[section].round(9)
        if scores.notna().any():
            names = quoted(sections.loc[scores == scores.max(), "name"])
            sentences.append(texts[section].format(share=format_likelihood(share), names=names))
    return Finding(" ".join(sentences))


def say_minimums(held: pd.DataFrame, jury: Jury) -> list[Finding]:
    """Say which solutions a minimum eliminates, and which it could not judge.

    Parameters
    ----------
    held : DataFrame
        From `minimums`.
    jury : Jury
        With all compared solutions; nothing is said when there is none.
    """
    if not jury.solutions:
        return []
    if held.empty:
        return [Finding(_("No criterion has an eliminatory minimum."))]
    findings = []
    below = held[held["verdict"] == "below"]
    several = set(below.loc[below["solution_id"].duplicated(), "solution_id"])
    for row in below.head(NAMED).to_dict("records"):
        hangs = row["hangs_on_one"] and row["solution_id"] not in several
        limit, mean = _short_of(row["minimum"], row["mean"])
        text = _("{name} is eliminated: below the minimum of {minimum} on {label}.")
        if pd.notna(row["mean"]):
            text = _(
                "{name} is eliminated: {mean} on average on {label}, where at least {minimum} is"
                " required."
            )
        text = text.format(
            name=quote(row["name"]), label=quote(row["label"]), minimum=limit, mean=mean
        )  # fmt: skip
        if hangs:
            text += " " + _("One juror less could change that.")
        findings.append(Finding(text, Tone.CAUTION if hangs else Tone.RESULT))
    out = below["name"].drop_duplicates()
    others = out[~out.isin(below["name"].head(NAMED))]
    if len(others):
        text = ngettext("{names} is eliminated too.", "{names} are eliminated too.", len(others))
        findings.append(Finding(text.format(names=quoted(others))))
    if below.empty:
        findings.append(Finding(_("No solution falls below a minimum.")))
    unknown = held.loc[held["verdict"] == "not_judged", "name"].drop_duplicates()
    if len(unknown):
        text = _("Nobody scored {names} on a criterion with a minimum: score it before choosing.")
        findings.append(Finding(text.format(names=quoted(unknown)), Tone.DECIDE))
    close = held[(held["verdict"] == "met") & held["hangs_on_one"] & ~held["name"].isin(out)]
    close = close["name"].drop_duplicates()
    if len(close):
        text = _("With one juror less, {names} could fall below a minimum.")
        findings.append(Finding(text.format(names=quoted(close)), Tone.CAUTION))
    return findings


def _short_of(minimum: float, mean: float) -> tuple[str, str]:
    """A minimum, and a mean below it, with the decimals that show that it is below."""
    digits = 1 if round(minimum, 1) == minimum else 2
    if pd.isna(mean):
        return format_number(minimum, digits), ""
    more = next((d for d in range(2, 9) if round(mean, d) < round(minimum, digits)), 9)
    return format_number(minimum, digits), format_number(mean, more)
