"""What goes on to prioritisation? The first ideas by dots, as use cases."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, ngettext, quoted
from playbook.show.findings import Finding, Tone
from playbook.tables import TABLES

GOES_ON, WENT_ON = N_("The ideas that go on"), N_("The ideas that went on")


def shortlist(ranking: pd.DataFrame, use_cases: pd.DataFrame, length: int) -> pd.DataFrame:
    """The first ideas by dots as rows of the table ``use_cases``, ready for prioritisation.

    Ties for the last place are all in. An idea that is a use case already keeps its identifier;
    a new one gets an identifier made from the idea's own, so that it stays the same when votes or
    notes are added.

    Returns
    -------
    DataFrame
        The columns of the table ``use_cases``.
    """
    chosen = ranking.loc[ranking["rank"] <= length, ["idea_id", "text"]]
    known = use_cases.dropna(subset=["idea_id"]).drop_duplicates("idea_id")
    table = chosen.merge(known, on="idea_id", how="left")
    table["use_case_id"] = table["use_case_id"].fillna("U-" + table["idea_id"])
    table["title"] = table["title"].fillna(table["text"])
    return table[list(TABLES["use_cases"].column_names)]


def gone_on(use_cases: pd.DataFrame, ideas: pd.DataFrame, ratings: pd.DataFrame) -> pd.DataFrame:
    """The use cases that come from an idea of the workshop and have been voted on."""
    votes = ratings.dropna(subset=["value", "feasibility"], how="all")
    rated = use_cases["use_case_id"].isin(votes["use_case_id"])
    return use_cases[rated & use_cases["idea_id"].isin(ideas["idea_id"])].reset_index(drop=True)


def say_shortlist(table: pd.DataFrame, gone: pd.DataFrame) -> Finding:
    """Say what goes on to prioritisation, or went on where people have voted on it.

    Parameters
    ----------
    table, gone : DataFrame
        From `shortlist` and `gone_on`.
    """
    if len(gone):
        text = ngettext(
            "{count} idea went on to prioritisation as a use case: {titles}.",
            "{count} ideas went on to prioritisation as use cases: {titles}.",
            len(gone),
        )
        return Finding(text.format(count=len(gone), titles=quoted(gone["title"])))
    if table.empty:
        return Finding(_("There is no shortlist yet: nobody has placed a dot."), Tone.DECIDE)
    text = ngettext(
        "{count} idea goes on to prioritisation, where people rate its value and feasibility.",
        "{count} ideas go on to prioritisation, where people rate their value and feasibility.",
        len(table),
    )
    return Finding(text.format(count=len(table)))
