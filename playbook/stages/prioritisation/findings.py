"""The sentences of the prioritisation stage, each computed from a table of the stage."""

from __future__ import annotations

import pandas as pd

from playbook.language import _, format_apart, format_number, ngettext, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.ranking import say_order, say_tiers, say_voters
from playbook.statistics import RankRobustness

RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff's own limits for conclusions, and for tentative ones (Content Analysis, 2004)."""


def say_capacity(table: pd.DataFrame, use_cases: int, minutes: int) -> Finding:
    """Say whether the listed use cases fit the time for ratings."""
    slow, fast = table.iloc[0], table.iloc[1]
    fits = ngettext(
        "{minutes} min hold {low} to {high} use cases; {listed} is listed",
        "{minutes} min hold {low} to {high} use cases; {listed} are listed",
        use_cases,
    ).format(minutes=minutes, low=slow["fitting"], high=fast["fitting"], listed=use_cases)
    if not slow["left_over"]:
        return Finding(_("{fits}: all fit, even at the slow pace.").format(fits=fits))
    if not fast["left_over"]:
        text = _("{fits}: all fit at {pace} min each or less, no longer.")
        pace = format_number(int(minutes / use_cases))
        return Finding(text.format(fits=fits, pace=pace), Tone.CAUTION)
    text = _("{fits}: {left} are too many even at the fast pace. Choose beforehand, or meet twice.")
    return Finding(text.format(fits=fits, left=fast["left_over"]), Tone.DECIDE)


def say_missing(table: pd.DataFrame, ratings: pd.DataFrame) -> Finding:
    """Say how many votes are missing."""
    voters = ratings.dropna(subset=["value", "feasibility"], how="all")["participant_id"].nunique()
    if not voters:
        return Finding(_("Nobody has voted yet."), Tone.DECIDE)
    missing = int(table[["missing_value", "missing_feasibility"]].sum().sum())
    if not missing:
        return Finding(_("Everybody voted on everything."))
    text = ngettext(
        "{missing} vote is missing, from {people}: it counts as missing, never as zero.",
        "{missing} votes are missing, from {people}: they count as missing, never as zero.",
        missing,
    )
    people = ngettext("{count} person", "{count} people", len(table)).format(count=len(table))
    return Finding(text.format(missing=format_number(missing), people=people), Tone.CAUTION)


def say_withheld(withheld: list[str], use_cases: pd.DataFrame, threshold: int) -> Finding | None:
    """Say which use cases have too few anonymous votes to be shown; nothing when none has."""
    if not withheld:
        return None
    titles = use_cases.loc[use_cases["use_case_id"].isin(withheld), "title"]
    text = _(
        "Votes are anonymous, and fewer than {threshold} people voted on {titles}: no figure of"
        " theirs is shown."
    )
    return Finding(text.format(threshold=threshold, titles=quoted(titles)), Tone.CAUTION)


def say_matrix(matrix: pd.DataFrame) -> Finding | None:
    """Say what is both valuable and feasible; nothing without votes."""
    rated = matrix[matrix["quadrant"].notna()]
    if rated.empty:
        return None
    start = rated[rated["quadrant"] == "start"]
    prepare = rated[rated["quadrant"] == "prepare"]
    text = ngettext(
        "{count} of {rated} use cases is judged both valuable and feasible.",
        "{count} of {rated} use cases are judged both valuable and feasible.",
        len(start),
    ).format(count=len(start), rated=len(rated))
    if len(prepare):
        text += " " + ngettext(
            "{titles} is valuable but hard: prepare it.",
            "{titles} are valuable but hard: prepare them.",
            len(prepare),
        ).format(titles=quoted(prepare["title"]))
    return Finding(text)


def say_first(table: pd.DataFrame) -> Finding:
    """Say which use case, or cases, come first."""
    ranked = table[table["rank"].notna()]
    if ranked.empty:
        return Finding(_("No use case can be ranked yet: there are too few votes."), Tone.DECIDE)
    first = ranked[ranked["rank"] == 1]
    text = ngettext(
        "{titles} comes first with a score of {score}.",
        "{titles} share the first place with a score of {score}.",
        len(first),
    )
    score = format_number(first["score"].iloc[0], 2)
    said = text.format(titles=quoted(first["title"]), score=score)
    left = len(table) - len(ranked)
    if left:
        said += " " + ngettext(
            "{left} use case has too few votes to be ranked.",
            "{left} use cases have too few votes to be ranked.",
            left,
        ).format(left=format_number(left))
    return Finding(said)


def say_doubt(
    sure: RankRobustness, table: pd.DataFrame, without: pd.DataFrame
) -> list[Finding | None]:
    """Say how much of the order the votes support."""
    names = dict(zip(table["use_case_id"], table["title"], strict=True))
    return [say_order(sure), say_tiers(sure, names), say_voters(without)]


def say_weights(changes: pd.DataFrame) -> Finding | None:
    """Say how far the weights can move before another use case wins; nothing without votes."""
    if changes.empty:
        return None
    moving = changes[changes["changed_weight"].notna()]
    if moving.empty:
        return Finding(_("No weight of value and feasibility brings another use case first."))
    least = moving.loc[moving["change"].abs().idxmin()]
    text = _(
        "Another use case wins if the weight of {criterion} moves from {weight} to {changed}:"
        " {titles}."
    )
    if least["changed_weight"] in (0, 1):  # no weight goes further: they tie
        text = _(
            "Another use case shares the first place if the weight of {criterion} moves from"
            " {weight} to {changed}: {titles}."
        )
    criterion = {"value": _("value"), "feasibility": _("feasibility")}[str(least["criterion"])]
    winners = least["new_winner"]
    tone = Tone.RESULT if abs(least["change"]) >= 0.1 else Tone.CAUTION
    weight, changed = format_apart(least["weight"], least["changed_weight"])
    words = text.format(criterion=criterion, weight=weight, changed=changed, titles=quoted(winners))
    return Finding(words, tone)


def say_agreement(table: pd.DataFrame) -> Finding | None:
    """Say whether the voters agree on the whole, by the figure shown; nothing when undefined."""
    alphas = table[(table["measure"] == "krippendorff_alpha") & table["coefficient"].notna()]
    if alphas.empty:
        return None
    lowest = round(float(alphas["coefficient"].min()), 2) + 0.0  # no minus before a zero
    figure = format_number(lowest, 2)
    if lowest >= RELIABLE:
        return Finding(_("The voters agree well (Krippendorff's alpha {a}).").format(a=figure))
    if lowest >= TENTATIVE:
        text = _("The voters agree enough for tentative conclusions (Krippendorff's alpha {a}).")
        return Finding(text.format(a=figure), Tone.CAUTION)
    text = _(
        "The voters do not agree: Krippendorff's alpha is {a}, and conclusions want at least"
        " {limit}. Means hide this: talk before deciding."
    )
    limit = format_number(TENTATIVE, 2)
    return Finding(text.format(a=figure, limit=limit), Tone.CAUTION)


def say_talk_again(table: pd.DataFrame) -> Finding | None:
    """Name the use cases to talk about again; nothing when none has two votes to compare."""
    again = table.loc[table["talk_again"], "title"]
    compared = table.filter(regex="_(disagreement|band)$").notna()
    left = int((~compared.all(axis=1)).sum())
    if not compared.any(axis=None):
        return None
    if again.empty and left:
        text = ngettext(
            "No use case splits the voters as far as can be told: {left} has too few votes.",
            "No use case splits the voters as far as can be told: {left} have too few votes.",
            left,
        )
        return Finding(text.format(left=format_number(left)), Tone.CAUTION)
    if again.empty:
        return Finding(_("No use case splits the voters."))
    text = ngettext(
        "{titles} splits the voters: talk about it again before deciding.",
        "{titles} split the voters: talk about them again before deciding.",
        len(again),
    )
    return Finding(text.format(titles=quoted(again)), Tone.DECIDE)


def say_decisions(table: pd.DataFrame, top_n: int) -> Finding | None:
    """Say how the decisions stand to the votes; nothing when neither puts a use case first."""
    if table.empty:
        return None
    top = int((table["rank"] <= top_n).sum())
    if table["outcome"].isna().all():
        text = ngettext(
            "Nothing is decided yet on the first by the votes: it is proposed.",
            "Nothing is decided yet on the first {top} by the votes: they are proposed.",
            top,
        )
        return Finding(text.format(top=top), Tone.DECIDE)
    titles = table.groupby("verdict")["title"].apply(list).to_dict()
    agreed = len(titles.get("agreed", []))
    sentences = []
    if top:
        text = ngettext(
            "Of the first {top} by the votes, {count} was selected.",
            "Of the first {top} by the votes, {count} were selected.",
            agreed,
        )
        sentences.append(text.format(count=agreed, top=top))
    for verdict, text in (
        ("chosen_against_votes", _("Chosen in spite of the votes: {titles}.")),
        ("chosen_without_rank", _("Chosen without a rank by the votes: {titles}.")),
        ("passed_over", _("Passed over: {titles}.")),
        ("undecided", _("Still open: {titles}.")),
    ):
        if verdict in titles:
            sentences.append(text.format(titles=quoted(titles[verdict])))
    return Finding(" ".join(sentences), Tone.RESULT if set(titles) == {"agreed"} else Tone.DECIDE)


def say_lineage(table: pd.DataFrame, left: pd.DataFrame) -> list[Finding | None]:
    """Say which use cases come from no idea, and which wanted ideas were left behind."""
    orphans = table.loc[table["idea_id"].isna(), "title"]
    findings: list[Finding | None] = []
    if len(orphans):
        text = ngettext(
            "{titles} does not come from the ideation workshop.",
            "{titles} do not come from the ideation workshop.",
            len(orphans),
        )
        findings.append(Finding(text.format(titles=quoted(orphans)), Tone.CAUTION))
    if len(left):
        text = ngettext(
            "{ideas} got several dots and never became a use case.",
            "{ideas} got several dots and never became use cases.",
            len(left),
        )
        findings.append(Finding(text.format(ideas=quoted(left["text"])), Tone.CAUTION))
    return findings
