"""What was decided, and does it follow the votes? Decisions held against the ranking."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.language import N_, _, enumerate_words, format_number, ngettext, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.key_figures import KeyFigure
from playbook.show.labels import Label

VERDICTS = {
    "agreed": N_("As the votes"),
    "chosen_against_votes": N_("In spite of the votes"),
    "passed_over": N_("Passed over"),
    "chosen_without_rank": N_("Without a rank by the votes"),
    "undecided": N_("Still open"),
}
OUTCOMES = {
    "selected": N_("Selected"),
    "deferred": N_("Deferred"),
    "rejected": N_("Rejected"),
}
SHOWN = ["rank", "title", "outcome", "rationale", "verdict"]
LABELS = {
    "verdict": Label(N_("Compared with the votes"), codes=VERDICTS),
    "outcome": Label(
        N_("Decision"),
        codes=OUTCOMES,
        missing=N_("none yet"),
    ),
}


def outcomes(decisions: pd.DataFrame) -> dict[str, str]:
    """What was decided, by use case."""
    return dict(zip(decisions["use_case_id"], decisions["outcome"].astype("str"), strict=True))


def against_votes(
    table: pd.DataFrame, decisions: pd.DataFrame, use_cases: pd.DataFrame, top_n: int
) -> pd.DataFrame:
    """Hold the decisions against the ranking.

    Parameters
    ----------
    table : DataFrame
        From `use_case_ranking`.

    Returns
    -------
    DataFrame
        One row for each use case that the votes put first or that is decided on: rank,
        use_case_id, title, outcome, rationale and verdict: agreed,
        chosen_against_votes, chosen_without_rank (no votes, too few, or on one criterion only),
        passed_over or undecided.
    """
    decided = use_cases[["use_case_id", "title"]].merge(decisions, on="use_case_id", how="left")
    both = decided.merge(table[["use_case_id", "rank"]], on="use_case_id", how="left")
    proposed = (both["rank"] <= top_n).fillna(False).astype(bool)
    selected = both["outcome"].eq("selected")
    both["verdict"] = np.select(
        [
            proposed & selected,
            selected & both["rank"].isna(),
            selected,
            proposed & both["outcome"].isna(),
            proposed,
        ],
        ["agreed", "chosen_without_rank", "chosen_against_votes", "undecided", "passed_over"],
        "agreed",
    )
    columns = ["rank", "use_case_id", "title", "outcome", "rationale", "verdict"]
    shown = both.loc[proposed | both["outcome"].notna(), columns]
    return shown.sort_values(["rank", "use_case_id"], ignore_index=True)


def say_decided(table: pd.DataFrame, use_cases: pd.DataFrame) -> Finding | None:
    """Say what was decided; nothing before anything was.

    Parameters
    ----------
    table : DataFrame
        From `against_votes`.
    """
    titles = {
        outcome: list(table.loc[table["outcome"] == outcome, "title"]) for outcome in OUTCOMES
    }
    if not any(titles.values()):
        return None
    chosen = titles["selected"]
    text = ngettext("Decided: {titles} goes ahead.", "Decided: {titles} go ahead.", len(chosen))
    sentence = text.format(titles=quoted(chosen)) if chosen else _("Decided: nothing goes ahead.")
    deferred, rejected = len(titles["deferred"]), len(titles["rejected"])
    left = len(use_cases) - int(table["outcome"].notna().sum())
    counts = [
        words.format(count=format_number(count))
        for count, words in (
            (deferred, ngettext("{count} is deferred", "{count} are deferred", deferred)),
            (rejected, ngettext("{count} is rejected", "{count} are rejected", rejected)),
            (left, ngettext("{count} is not decided yet", "{count} are not decided yet", left)),
        )
        if count
    ]
    if counts:
        sentence += " " + _("Of the others, {parts}.").format(parts=enumerate_words(counts))
    return Finding(sentence)


def say_undecided(table: pd.DataFrame, use_cases: pd.DataFrame) -> Finding | None:
    """Name what is left to decide on; nothing before anything was decided, nor when all is.

    Parameters
    ----------
    table : DataFrame
        From `against_votes`.
    """
    settled = table.loc[table["outcome"].notna(), "use_case_id"]
    left = use_cases.loc[~use_cases["use_case_id"].isin(settled), "title"]
    if left.empty or settled.empty:
        return None
    text = ngettext(
        "Decide on {titles}: select, defer or reject it.",
        "Decide on {titles}: select, defer or reject them.",
        len(left),
    )
    return Finding(text.format(titles=quoted(left)), Tone.DECIDE)


def figure_selected(table: pd.DataFrame, use_cases: pd.DataFrame) -> KeyFigure | None:
    """How many use cases were selected; nothing before anything was decided."""
    if table["outcome"].isna().all():
        return None
    return KeyFigure(
        _("Use cases selected"),
        format_number(int(table["outcome"].eq("selected").sum())),
        _("of {count}").format(count=format_number(len(use_cases))),
    )


def say_against_votes(table: pd.DataFrame, top_n: int) -> Finding | None:
    """Say how the decisions stand to the votes; nothing when neither puts a use case first."""
    if table.empty:
        return None
    top = int((table["rank"] <= top_n).sum())
    if table["outcome"].isna().all():
        text = ngettext(
            "Decide on the first by the votes: it is proposed, and nothing is decided yet.",
            "Decide on the first {top} by the votes: they are proposed, and nothing is"
            " decided yet.",
            top,
        )
        return Finding(text.format(top=top), Tone.DECIDE)
    titles = table.groupby("verdict")["title"].apply(list).to_dict()
    agreed = int((table["verdict"].eq("agreed") & table["outcome"].eq("selected")).sum())
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
        ("passed_over", _("Among the first by the votes, but not selected: {titles}.")),
    ):
        if verdict in titles:
            sentences.append(text.format(titles=quoted(titles[verdict])))
    against = table["verdict"].isin(["chosen_against_votes", "passed_over"])
    unexplained = table.loc[against & table["rationale"].isna(), "title"]
    if len(unexplained):
        sentences.append(_("Write down why: {titles}.").format(titles=quoted(unexplained)))
    return Finding(" ".join(sentences), Tone.DECIDE if len(unexplained) else Tone.RESULT)
