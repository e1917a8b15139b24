"""What was decided, and does it follow the votes? Decisions held against the ranking."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.language import N_, _, ngettext, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Label

VERDICTS = {
    "agreed": N_("As the votes"),
    "chosen_against_votes": N_("In spite of the votes"),
    "passed_over": N_("Passed over"),
    "chosen_without_rank": N_("Without a rank by the votes"),
    "undecided": N_("Still open"),
}
LABELS = {
    "verdict": Label(N_("Compared with the votes"), codes=VERDICTS),
    "outcome": Label(
        N_("Decision"),
        codes={
            "selected": N_("Selected"),
            "deferred": N_("Deferred"),
            "rejected": N_("Rejected"),
        },
        missing=N_("none yet"),
    ),
}


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
        One row for each use case that the votes or the decisions put first: rank, use_case_id,
        title, probability_top, outcome, rationale and verdict: agreed, chosen_against_votes,
        chosen_without_rank (no votes, too few, or on one criterion only), passed_over or undecided.
    """
    decided = use_cases[["use_case_id", "title"]].merge(decisions, on="use_case_id", how="left")
    both = decided.merge(
        table[["use_case_id", "rank", "probability_top"]], on="use_case_id", how="left"
    )
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
        "",
    )
    columns = ["rank", "use_case_id", "title", "probability_top", "outcome", "rationale", "verdict"]
    shown = both.loc[proposed | selected, columns]
    return shown.sort_values(["rank", "use_case_id"], ignore_index=True)


def say_against_votes(table: pd.DataFrame, top_n: int) -> Finding | None:
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
