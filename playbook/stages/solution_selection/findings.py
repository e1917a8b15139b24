"""The sentences on the grid, each computed from a table of the stage."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from playbook.language import (
    _,
    enumerate_words,
    format_likelihood,
    format_number,
    format_percent,
    labelled,
    ngettext,
    quote,
)
from playbook.show.findings import Finding, Tone
from playbook.stages.solution_selection.choice import METHODS
from playbook.stages.solution_selection.jury import Jury
from playbook.stages.solution_selection.labels import METHOD_NAMES
from playbook.statistics import RankRobustness

NAMED = 4


def quoted(names: Iterable[str]) -> str:
    """Some names as part of a sentence; beyond a few, their number."""
    names = list(names)
    words = [quote(name) for name in names[:NAMED]]
    if len(names) > NAMED:
        rest = len(names) - NAMED
        words.append(ngettext("{rest} more", "{rest} more", rest).format(rest=rest))
    return enumerate_words(words)


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


def say_first(table: pd.DataFrame) -> Finding:
    """Say which solution, or solutions, come first on the grid, and by how much."""
    ranked = table[table["rank"].notna()]
    if ranked.empty:
        return Finding(_("No solution can be ranked yet."), Tone.DECIDE)
    first = ranked[ranked["rank"] == 1]
    score = format_number(first["score"].iloc[0], 2)
    if len(first) > 1:
        text = _("{names} share the first place of the grid with {score}.")
        return Finding(text.format(names=quoted(first["name"]), score=score))
    rest = ranked[ranked["rank"] > 1]
    if rest.empty:
        text = _("{name} is the only solution in the running, with {score}.")
        return Finding(text.format(name=quote(first["name"].iloc[0]), score=score), Tone.CAUTION)
    lead = float(first["score"].iloc[0] - rest["score"].iloc[0])
    text = _("{name} comes first on the grid with {score}, {lead} ahead of {next}.")
    return Finding(
        text.format(
            name=quote(first["name"].iloc[0]), score=score, lead=format_number(lead, 2),
            next=quoted(rest.loc[rest["rank"] == rest["rank"].min(), "name"]),
        )
    )  # fmt: skip


def say_sure(sure: RankRobustness, table: pd.DataFrame) -> Finding | None:
    """Say how much of the order the votes support; nothing with fewer than two in the running."""
    ranked = table[table["rank"].notna()]
    if len(ranked) < 2:
        return None
    if sure.sources.empty:
        return Finding(_("Too few jurors to say how sure this order is."), Tone.CAUTION)
    stays = format_likelihood(float(sure.sources.iloc[-1]["winner_stays"]))
    first = ranked[ranked["tier"] == 1]
    if len(first) == 1:
        text = _(
            "If a jury like this one scored again, the first place would stay in {share} of cases:"
            " the votes put it clearly ahead."
        )
        return Finding(text.format(share=stays))
    text = _(
        "If a jury like this one scored again, the first place would stay in {share} of cases: the"
        " votes do not tell {names} apart."
    )
    return Finding(text.format(share=stays, names=quoted(first["name"])), Tone.CAUTION)


def say_weights(changes: pd.DataFrame) -> Finding | None:
    """Say which weight is nearest to changing the first place; nothing without a ranking."""
    if changes.empty:
        return None
    moving = changes[changes["changed_weight"].notna()]
    if moving.empty:
        return Finding(_("No change of one weight alone changes the first place of the grid."))
    least = moving.iloc[0]
    text = _(
        "The first place of the grid goes to {names} if {label} weighs {changed} instead of"
        " {weight}."
    )
    tone = Tone.RESULT if abs(least["change"]) >= 0.1 else Tone.CAUTION
    return Finding(
        text.format(
            names=quoted(str(least["new_winner"]).split("; ")), label=quote(least["label"]),
            changed=format_percent(least["changed_weight"], 1),
            weight=format_percent(least["weight"], 1),
        ),
        tone,
    )  # fmt: skip


def say_jurors(without: pd.DataFrame) -> Finding | None:
    """Say whether one juror less changes the first place of the grid; nothing for fewer than 3."""
    if len(without) < 3:
        return None
    count = int(without["winner_changes"].sum())
    if not count:
        return Finding(_("No single juror decides the first place of the grid."))
    text = _(
        "The first place of the grid would change without {count} of the {jurors} jurors, each"
        " taken alone."
    )
    return Finding(text.format(count=count, jurors=len(without)), Tone.CAUTION)


def say_favourites(best: pd.DataFrame, table: pd.DataFrame, *, anonymous: bool) -> Finding | None:
    """Say whether the jurors put the winner first, each on their own; not if anonymous."""
    first = list(table.loc[table["rank"] == 1, "name"])
    if anonymous or len(best) < 2 or len(first) != 1:
        return None
    agreeing = int((best["favourite"] == first[0]).sum())
    if agreeing == len(best):
        return Finding(_("Every juror's own grid puts {name} first.").format(name=quote(first[0])))
    text = _(
        "Juror by juror, {name} is the first choice of {count} of {jurors}; the rest prefer"
        " {others}."
    )
    other = best.loc[best["favourite"] != first[0], "favourite"]
    names = [name for name in other.str.split("; ").explode().drop_duplicates() if name != first[0]]
    return Finding(
        text.format(name=quote(first[0]), count=agreeing, jurors=len(best), others=quoted(names)),
        Tone.RESULT if agreeing * 2 > len(best) else Tone.CAUTION,
    )


def say_opinions(table: pd.DataFrame) -> Finding | None:
    """Say whether the other methods put the same first, and what it means when they do not."""
    if table.empty:
        return None
    known = [method for method in METHODS if table[method].notna().all()]
    first = set(table.loc[table["score_rank"] == 1, "name"])
    against: dict[str, list[str]] = {}
    for method in known:
        winners = table.loc[table[f"{method}_rank"] == 1, "name"]
        if set(winners) != first:
            against.setdefault(quoted(winners), []).append(_(METHOD_NAMES[method]))
    if len(known) < len(METHODS):
        text = _("TOPSIS and PROMETHEE II cannot tell solutions with the same scores apart.")
        return Finding(text, Tone.CAUTION)
    if not against:
        text = _(
            "TOPSIS (vector and min-max normalisation) and PROMETHEE II put {names} first too: the"
            " first place does not hang on the method."
        )
        return Finding(text.format(names=quoted(sorted(first))))
    others = enumerate_words(
        [labelled(enumerate_words(methods), names) for names, methods in against.items()]
    )
    text = _(
        "Another method puts another solution first ({others}). The weighted mean lets strengths"
        " make up for weaknesses, TOPSIS looks at the distance to the best seen, PROMETHEE II"
        " counts the criteria won: where they part, people choose, not a formula."
    )
    return Finding(text.format(others=others), Tone.CAUTION)


def say_orals(table: pd.DataFrame, ranking: pd.DataFrame) -> Finding:
    """Say which solution convinced at the orals, and whether the grid says the same."""
    if table.empty:
        return Finding(_("No note of the oral presentations was kept."), Tone.CAUTION)
    rated = table[table["rating"].notna()]
    if rated.empty:
        return Finding(_("The notes of the orals hold no mark that can be shown."), Tone.CAUTION)
    best = rated[rated["rating"].round(9) == rated["rating"].round(9).max()]
    first = set(ranking.loc[ranking["rank"] == 1, "name"])
    rating = format_number(best["rating"].iloc[0], 1)
    if set(best["name"]) == first:
        text = _("The orals agree with the grid: {names} got the best mark, {rating} on average.")
        return Finding(text.format(names=quoted(best["name"]), rating=rating))
    text = ngettext(
        "At the orals, {names} got the best mark ({rating} on average), not the first of the grid:"
        " ask what one saw that the other did not.",
        "At the orals, {names} share the best mark ({rating} on average), unlike on the grid:"
        " ask what one saw that the other did not.",
        len(best),
    )
    return Finding(text.format(names=quoted(best["name"]), rating=rating), Tone.CAUTION)
