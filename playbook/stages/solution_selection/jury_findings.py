"""The sentences on the scores: what is compared, what is missing, sections, minimums."""

from __future__ import annotations

import pandas as pd

from playbook.language import _, format_number, format_percent, ngettext, quote, quoted
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
    text = ngettext(
        "{count} solution for {use_case} has scores: there is nothing to compare it with.",
        "{count} solutions for {use_case} are compared: {names}.",
        len(compared),
    )
    if not compared:
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
    if "too_few_jurors" in of:
        text = _("Votes are anonymous, and too few people scored {names}: no figure is shown.")
        findings.append(Finding(text.format(names=quoted(of["too_few_jurors"])), Tone.CAUTION))
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
        return Finding(_("Every juror scored every solution on every criterion."))
    text = ngettext(
        "{count} of {cells} scores is missing: it is left out of the means, never counted as zero.",
        "{count} of {cells} scores are missing: they are left out of the means, never counted as"
        " zero.",
        count,
    ).format(count=format_number(count), cells=format_number(cells))
    whole = missing[missing["missing"] == missing["criteria"]]
    if len(whole):
        row = whole.iloc[0]
        who = _("A juror") if anonymous else people.get(row["participant_id"], "")
        text += " " + _(
            "{who} did not score {name} at all, so its means rest on the others."
        ).format(who=who, name=quote(row["name"]))
    return Finding(text, Tone.CAUTION)


def say_sections(jury: Jury, sections: pd.DataFrame) -> Finding | None:
    """Say what each section weighs and which solution leads in it; nothing without scores."""
    if sections["score"].notna().sum() == 0:
        return None
    technical = float(jury.weights[[s == "technical" for s in jury.sections]].sum())
    texts = {
        "technical": _("Technical criteria weigh {share}; best on them: {names}."),
        "project": _("Project criteria weigh {share}; best on them: {names}."),
    }
    sentences = []
    for section, share in (("technical", technical), ("project", 1 - technical)):
        scores = sections[section].round(9)
        if scores.notna().any():
            names = quoted(sections.loc[scores == scores.max(), "name"])
            sentences.append(texts[section].format(share=format_percent(share), names=names))
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
    for row in below.head(NAMED).to_dict("records"):
        text = _("{name} is eliminated: below the minimum of {minimum} on {label}.")
        if pd.notna(row["mean"]):
            text = _(
                "{name} is eliminated: {mean} on average on {label}, where at least {minimum} is"
                " required."
            )
        text = text.format(
            name=quote(row["name"]), label=quote(row["label"]),
            minimum=format_number(row["minimum"], 1),
            mean="" if pd.isna(row["mean"]) else format_number(row["mean"], 2),
        )  # fmt: skip
        if row["hangs_on_one"]:
            text += " " + _("One juror less could change that.")
        findings.append(Finding(text, Tone.CAUTION if row["hangs_on_one"] else Tone.RESULT))
    if below.empty:
        findings.append(Finding(_("No solution falls below a minimum.")))
    unknown = held.loc[held["verdict"] == "not_judged", "name"].drop_duplicates()
    if len(unknown):
        text = _("Nobody scored {names} on a criterion with a minimum: score it before choosing.")
        findings.append(Finding(text.format(names=quoted(unknown)), Tone.DECIDE))
    close = held[(held["verdict"] == "met") & held["hangs_on_one"]]["name"].drop_duplicates()
    if len(close):
        text = _("With one juror less, {names} could fall below a minimum.")
        findings.append(Finding(text.format(names=quoted(close)), Tone.CAUTION))
    return findings
