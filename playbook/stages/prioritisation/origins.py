"""Where do the use cases come from? The ideas behind them, and those left behind."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, ngettext, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label

LABELS = {
    "text": Label(N_("Idea it comes from")),
    "dots": Label(N_("Dots"), Format.WHOLE),
}


def lineage(use_cases: pd.DataFrame, ideas: pd.DataFrame, dot_votes: pd.DataFrame) -> pd.DataFrame:
    """Where each use case comes from.

    Returns
    -------
    DataFrame
        One row a use case: use_case_id, title, idea_id, text and theme of the idea, dots it got
        (0 when nobody gave it any; missing when there is no idea).
    """
    dots = dot_votes.groupby("idea_id")["dots"].sum()
    origin = ideas[["idea_id", "text", "theme"]].assign(dots=ideas["idea_id"].map(dots).fillna(0))
    table = use_cases[["use_case_id", "title", "idea_id"]].merge(origin, on="idea_id", how="left")
    table["dots"] = table["dots"].astype("Int64")
    return table


def ideas_left_behind(
    use_cases: pd.DataFrame, ideas: pd.DataFrame, dot_votes: pd.DataFrame
) -> pd.DataFrame:
    """Ideas that got more than one dot and never became a use case: idea_id, text, dots."""
    dots = dot_votes.groupby("idea_id")["dots"].sum().rename("dots").reset_index()
    table = ideas[["idea_id", "text"]].merge(dots, on="idea_id")
    left = table[(table["dots"] > 1) & ~table["idea_id"].isin(use_cases["idea_id"])]
    return left.sort_values("dots", ascending=False, kind="stable", ignore_index=True)


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
