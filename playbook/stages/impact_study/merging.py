"""Which gaps may be the same, and whether each one, once merged, has been followed up."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, format_number, ngettext, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.statistics.similarity import similar_pairs

SIDES = ("first", "second")
SHOWN = ["gap_ids", "label", "found_by", "people_impacts", "organisation_impacts"]

LABELS = {
    "other_id": Label(N_("May be the same as")),
    "other_label": Label(N_("What that is")),
    "other_group": Label(N_("Its group"), missing=N_("not said")),
    "similarity": Label(N_("Similarity"), Format.DECIMAL),
    "gap_ids": Label(N_("Gaps")),
    "found_by": Label(N_("Found by"), missing=N_("not said")),
    "merged": Label(N_("Gaps merged"), Format.WHOLE),
    "people_impacts": Label(N_("Impacts on people"), Format.WHOLE),
    "organisation_impacts": Label(N_("Impacts on the organisation"), Format.WHOLE),
}


def similar_gaps(gaps: pd.DataFrame, language: str, threshold: float) -> pd.DataFrame:
    """Propose pairs of gaps of different groups that may be one; people decide.

    Compared are all the words of a gap: its label, today and the target. Two gaps of one group
    are not proposed: the group told them apart. A gap without a group may match any other.

    Parameters
    ----------
    threshold : float
        The similarity from which a pair is proposed, 0 to 1.

    Returns
    -------
    DataFrame
        Columns gap_id, group, label, other_id, other_group, other_label and similarity, the
        most alike first.
    """
    words = gaps[["label", "current_state", "target_state"]].fillna("")
    pairs = similar_pairs([" ".join(row) for row in words.to_numpy()], language, threshold)
    columns = ["gap_id", "group", "label"]
    first, second = (gaps[columns].iloc[pairs[side]].reset_index(drop=True) for side in SIDES)
    second.columns = pd.Index(["other_id", "other_group", "other_label"])
    table = first.join(second).assign(similarity=pairs["similarity"])
    return table[table["group"].ne(table["other_group"])].reset_index(drop=True)


def merged_gaps(
    gaps: pd.DataFrame,
    pairs: pd.DataFrame,
    people_impacts: pd.DataFrame,
    organisation_impacts: pd.DataFrame,
) -> pd.DataFrame:
    """The list of gaps as it would be if every proposed pair were merged, with its impacts.

    Several gaps become one only when each is alike each other (complete linkage, the most alike
    pair first): a chain of half-alike gaps does not. A merged gap keeps the words of its first.

    Parameters
    ----------
    pairs : DataFrame
        From `similar_gaps`.

    Returns
    -------
    DataFrame
        One row for each gap after merging: gap_ids (of the gaps in it, separated by
        semicolons), found_by (the groups, likewise), label, merged (how many gaps it holds),
        people_impacts and organisation_impacts (how many are described).
    """
    found = gaps.assign(
        cluster=_clusters(gaps["gap_id"].tolist(), pairs),
        people_impacts=gaps["gap_id"].map(people_impacts["gap_id"].value_counts()),
        organisation_impacts=gaps["gap_id"].map(organisation_impacts["gap_id"].value_counts()),
    )
    table = found.groupby("cluster", sort=False).agg(
        gap_ids=("gap_id", "; ".join),
        found_by=("group", lambda names: "; ".join(names.dropna().drop_duplicates())),
        label=("label", "first"),
        merged=("gap_id", "size"),
        people_impacts=("people_impacts", "sum"),
        organisation_impacts=("organisation_impacts", "sum"),
    )
    counts = ["people_impacts", "organisation_impacts"]
    return table.astype(dict.fromkeys(counts, int)).reset_index(drop=True)


def _clusters(gap_ids: list[str], pairs: pd.DataFrame) -> list[str]:
    """One gap, the same for all gaps that are merged into one."""
    members = {gap: [gap] for gap in gap_ids}
    linked = list(zip(pairs["gap_id"], pairs["other_id"], strict=True))
    alike = set(linked) | {(second, first) for first, second in linked}
    for first, second in linked:
        one, other = members[first], members[second]
        if one is not other and all((a, b) in alike for a in one for b in other):
            one += other
            members |= dict.fromkeys(other, one)
    return [members[gap][0] for gap in gap_ids]


def say_proposals(pairs: pd.DataFrame, merged: pd.DataFrame, gaps: int) -> Finding:
    """Say how many gaps may be the same."""
    if pairs.empty:
        return Finding(_("No two groups found gaps alike enough to be proposed for merging."))
    text = ngettext(
        "{pairs} pair of gaps may be the same: merged, {gaps} gaps become {left}.",
        "{pairs} pairs of gaps may be the same: merged, {gaps} gaps become {left}.",
        len(pairs),
    )
    if pairs[["group", "other_group"]].notna().all(axis=None):
        text = ngettext(
            "{pairs} pair of gaps from different groups may be the same: merge it, which leaves"
            " {left} of {gaps} gaps, or keep both.",
            "{pairs} pairs of gaps from different groups may be the same: merge them, which"
            " leaves {left} of {gaps} gaps, or keep both.",
            len(pairs),
        )
    counts = {"pairs": len(pairs), "gaps": gaps, "left": len(merged)}
    words = {name: format_number(count) for name, count in counts.items()}
    return Finding(text.format(**words), Tone.DECIDE)


def say_followed(merged: pd.DataFrame) -> Finding | None:
    """Name the gaps of which nobody described any impact; nothing without a gap."""
    if merged.empty:
        return None
    none = merged[(merged["people_impacts"] == 0) & (merged["organisation_impacts"] == 0)]
    if none.empty:
        return Finding(_("Every gap, once merged, has at least one impact described."))
    text = ngettext(
        "Nobody described any impact of {gaps}: confirm that there is none, or look into it.",
        "Nobody described any impact of these {count} gaps: {gaps}. Confirm that there is"
        " none, or look into them.",
        len(none),
    )
    return Finding(text.format(gaps=quoted(none["label"]), count=len(none)), Tone.DECIDE)
