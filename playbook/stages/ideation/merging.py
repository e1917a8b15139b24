"""What would merging notes that may be the same change? The ranking and the shortlist, again."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from playbook.language import (
    N_,
    _,
    enumerate_words,
    format_number,
    listed,
    ngettext,
    quote,
    quoted,
    some,
)
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label

LABELS = {
    "alike_notes": Label(N_("Notes that may be the same")),
    "ranks_now": Label(N_("Ranks now")),
    "dots_now": Label(N_("Dots now")),
    "dots_together": Label(N_("Dots together"), Format.WHOLE),
    "rank_together": Label(N_("Rank together"), Format.WHOLE),
    "comes_on": Label(N_("Would come onto the shortlist"), Format.YES_NO),
    "lets_in": Label(N_("Would come on in the place that is free")),
    "goes_off": Label(N_("Would go off it")),
}
COLUMNS = list(LABELS)
SHOWN = ["alike_notes", "ranks_now", "dots_now", "dots_together", "rank_together"]
PAIRS_SHOWN = ["text", "other_text", "similarity"]
PAIRS_ON = N_("Pairs that may be the same idea")


def merged_what_if(
    pairs: pd.DataFrame, dot_votes: pd.DataFrame, ideas: pd.DataFrame, length: int
) -> pd.DataFrame:
    """What merging each group of notes that may be the same would change, one group at a time.

    Notes that are alike by way of a third are one group. Their dots are added up.

    Parameters
    ----------
    pairs : DataFrame
        From `duplicates.near_duplicates`.
    dot_votes, ideas : DataFrame
        The tables of that name.
    length : int
        How long the shortlist is, ties included.

    Returns
    -------
    DataFrame
        One row for each group of which two notes or more have dots, the best first: alike_notes
        (tuple of texts), ranks_now and dots_now (of these, tuples of texts),
        dots_together, rank_together, comes_on (whether the group would come onto the shortlist, of
        which no note is on it now), lets_in and goes_off (tuples of the texts of other ideas that
        would come onto it, or leave it).
    """
    dots = dot_votes.groupby("idea_id")["dots"].sum()
    texts = ideas.set_index("idea_id")["text"]
    now = _ranks(dots)
    listed = set(now.index[now <= length])
    rows = []
    for group in alike_groups(pairs):
        dotted = sorted((idea for idea in group if idea in dots), key=lambda idea: now[idea])
        if len(dotted) < 2:
            continue
        first = dotted[0]
        merged = dots.drop(dotted[1:])
        merged[first] = dots[dotted].sum()
        then = _ranks(merged)
        left = [idea for idea in then.index if idea in listed and then[idea] > length]
        new = [idea for idea in then.index if idea not in listed and then[idea] <= length]
        rows.append(
            (
                tuple(texts[dotted]),
                tuple(format_number(rank) for rank in now[dotted]),
                tuple(format_number(count) for count in dots[dotted]),
                int(merged[first]),
                int(then[first]),
                bool(then[first] <= length and not listed.intersection(dotted)),
                tuple(texts[[idea for idea in new if idea != first]]),
                tuple(texts[left]),
            )
        )
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.sort_values("rank_together", kind="stable", ignore_index=True)


def alike_groups(pairs: pd.DataFrame) -> list[list[str]]:
    """The notes of pairs, those that are joined by pairs together; in the order of the pairs."""
    groups: list[list[str]] = []
    for pair in zip(pairs["idea_id"], pairs["other_id"], strict=True):
        joined = [group for group in groups if set(group) & set(pair)]
        groups = [group for group in groups if group not in joined]
        groups.append(list(dict.fromkeys([idea for group in joined for idea in group] + [*pair])))
    return groups


def _ranks(dots: pd.Series) -> pd.Series:
    """Ranks by dots, 1 for the most; ties share the best rank they span."""
    return dots.rank(method="min", ascending=False).astype(int)


def pairs_on(shortlist: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs of notes that may be the same of which both are on the shortlist."""
    chosen = set(shortlist["idea_id"])
    both = pairs["idea_id"].isin(chosen) & pairs["other_id"].isin(chosen)
    return pairs[both].reset_index(drop=True)


def say_what_if(table: pd.DataFrame, length: int) -> list[Finding | None]:
    """Say what merging would change on the shortlist, or that it would change nothing there."""
    if table.empty:
        return []
    findings: list[Finding | None] = []
    for row in table[table["comes_on"]].head(3).to_dict("records"):
        text = _(
            "Merged, {notes} would be number {rank} together ({dots}; apart, their ranks are"
            " {ranks}) and come onto the shortlist."
        )
        if row["goes_off"]:
            text += " " + ngettext(
                "{going} would go off it.", "{going} would go off it.", len(row["goes_off"])
            ).format(going=quoted(row["goes_off"]))
        findings.append(Finding(_filled(text, row), Tone.DECIDE, fact=_filled(text, row)))
    more = int(table["comes_on"].sum()) - len(findings)
    if more > 0:
        text = ngettext(
            "{count} more merger would bring notes onto the shortlist.",
            "{count} more mergers would bring notes onto the shortlist.",
            more,
        )
        said = text.format(count=format_number(more))
        findings.append(Finding(said, Tone.DECIDE, fact=said))
    for row in table[table["lets_in"].map(len) > 0].head(3).to_dict("records"):
        text = ngettext(
            "Merged, {notes} would leave a place on the shortlist to {others}.",
            "Merged, {notes} would leave a place on the shortlist to {others}.",
            len(row["lets_in"]),
        )
        findings.append(Finding(_filled(text, row), Tone.DECIDE, fact=_filled(text, row)))
    if not findings:
        text = _("Merging alike notes would bring nothing new onto the shortlist of {length}.")
        findings.append(Finding(text.format(length=format_number(length))))
    return findings


def _filled(text: str, row: Mapping[Hashable, Any]) -> str:
    """A sentence about one merger."""
    ranks, count = row["ranks_now"], row["dots_together"]
    dots = ngettext("{count} dot", "{count} dots", count).format(count=format_number(count))
    return text.format(
        notes=enumerate_words([quote(note) for note in row["alike_notes"]]),
        others=quoted(row["lets_in"]), rank=row["rank_together"], dots=dots,
        ranks=enumerate_words(ranks),
    )  # fmt: skip


def say_pairs_on(found: pd.DataFrame) -> Finding | None:
    """Say which pairs of notes that may be the same are both on the shortlist; nothing without.

    Parameters
    ----------
    found : DataFrame
        From `pairs_on`.
    """
    if found.empty:
        return None
    pairs: Sequence[str] = [
        _("{first} and {second}").format(first=quote(first), second=quote(second))
        for first, second in zip(found["text"], found["other_text"], strict=True)
    ]
    text = ngettext(
        "The shortlist holds two notes that may be the same idea: {pairs}. Merge them, or keep both"
        " on purpose.",
        "The shortlist holds {count} pairs of notes that may be the same idea: {pairs}. Merge them,"
        " or keep both on purpose.",
        len(found),
    )
    fact = ngettext(
        "Two of the first by dots may be the same idea: {pairs}.",
        "Of the first by dots, {count} pairs may be the same idea: {pairs}.",
        len(found),
    )
    named = {"count": format_number(len(found)), "pairs": some(pairs, join=listed)}
    return Finding(text.format(**named), Tone.DECIDE, fact=fact.format(**named))
