"""The sentences of the impact study on what to settle before deployment, and by which rule."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from playbook.language import _, ngettext, quote, some
from playbook.show.findings import Finding, Tone
from playbook.stages.impact_study.impacts import write_severity


def say_rule(heavy_from: float) -> Finding:
    """State the rule by which what must be settled is listed and ranked."""
    text = _(
        "The rule: listed is what is heavy (severity {heavy} or more), what changes skills without"
        " training, and what nobody has rated. The severest come first, at equal severity those"
        " that touch more people; what is not rated has no rank."
    )
    return Finding(text.format(heavy=write_severity(heavy_from)))


def say_settle(table: pd.DataFrame) -> list[Finding | None]:
    """Say what to settle before deployment, and whether another rule would put others first.

    Parameters
    ----------
    table : DataFrame
        From `to_settle`.
    """
    if table.empty:
        text = _("By this rule none of the impacts described has to be settled before deployment.")
        return [Finding(text)]
    unrated = int(table["rank"].isna().sum())
    text = ngettext(
        "{count} point to settle before deployment.",
        "{count} points to settle before deployment.",
        len(table),
    )
    first = table[table["rank"] == 1]
    if len(first):
        text += " " + ngettext("First: {subjects}.", "Tied for the first: {subjects}.", len(first))
    level = table[table["severity"].isin(first["severity"]) & table["headcount"].isna()]
    unsized = len(level) - int(first["headcount"].isna().sum())
    if unsized:
        text += " " + ngettext(
            "{unsized} more is as severe, for an unknown number of people.",
            "{unsized} more are as severe, for an unknown number of people.",
            unsized,
        )
    if unrated:
        text += " " + ngettext(
            "{unrated} has no rank until it is rated.",
            "{unrated} have no rank until they are rated.",
            unrated,
        )
    words = [_named(row) for row in first.to_dict("records")]
    said = text.format(count=len(table), subjects=some(words), unsized=unsized, unrated=unrated)
    return [Finding(said, Tone.DECIDE), _say_other_rule(table, first)]


def _named(row: dict[Hashable, Any]) -> str:
    """One point to settle as part of a sentence."""
    change = "" if pd.isna(row["change"]) else f" ({quote(row['change'])})"
    return quote(row["subject"]) + change


def _say_other_rule(table: pd.DataFrame, first: pd.DataFrame) -> Finding | None:
    """Say what would come first by severity times people; nothing when it is the same."""
    heaviest = table[table["weight"] == table["weight"].max()]
    if heaviest.empty or set(heaviest["impact_id"]) & set(first["impact_id"]):
        return None
    text = ngettext(
        "Ranked by severity times people instead, this would come first: {subjects}.",
        "Ranked by severity times people instead, these would come first: {subjects}.",
        len(heaviest),
    )
    if table.loc[table["rank"].notna(), "weight"].isna().any():
        text = ngettext(
            "Ranked by severity times people instead, this would come first of those whose number"
            " of people is known: {subjects}.",
            "Ranked by severity times people instead, these would come first of those whose number"
            " of people is known: {subjects}.",
            len(heaviest),
        )
    words = [_named(row) for row in heaviest.to_dict("records")]
    return Finding(text.format(subjects=some(words)), Tone.CAUTION)
