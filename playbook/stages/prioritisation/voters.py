"""Do the voters agree? On all use cases together, and on each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter

from playbook.language import N_, _, enumerate_words, format_number, ngettext, quoted, shorten
from playbook.show import ranking
from playbook.show.chart import BLUE, GREY, Chart, drawing, labels_apart, titled
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.prioritisation.ballots import CRITERIA, CRITERION_NAMES, Votes
from playbook.stages.prioritisation.sensitivity import DRAWN_USE_CASES, left_out_of_figure
from playbook.statistics import (
    Camps,
    RankRobustness,
    find_camps,
    item_disagreement,
    kendall_w,
    krippendorff_alpha,
    weighted_mean,
)

SELDOM = 0.05
"""How seldom chance must agree as much for people to be said to agree."""
NAMED_CONTESTED = 2
BANDS = {"near": N_("Not far apart"), "far": N_("Far apart")}
MEASURES = {
    "krippendorff_alpha": N_("Agreement of the votes, beyond chance (Krippendorff's alpha)"),
    "kendall_w": N_("Agreement of the orders (Kendall's W)"),
}
LABELS = {
    "measure": Label(N_("Measure"), codes=MEASURES),
    "on": Label(N_("Agreement on"), codes=CRITERION_NAMES),
    "coefficient": Label(N_("Coefficient"), Format.DECIMAL, missing=N_("undefined")),
    "p_value": Label(N_("By chance"), Format.LIKELIHOOD),
    "voters": Label(N_("Voters"), Format.WHOLE),
    "value_disagreement": Label(N_("Disagreement on value"), Format.DECIMAL),
    "feasibility_disagreement": Label(N_("Disagreement on feasibility"), Format.DECIMAL),
    "value_band": Label(N_("Votes on value"), codes=BANDS, missing=N_("not told")),
    "feasibility_band": Label(N_("Votes on feasibility"), codes=BANDS, missing=N_("not told")),
    "talk_again": Label(N_("To talk about again"), Format.YES_NO),
}
DOT_INCHES = 0.085
ROW_INCHES = (0.56, 1.1)


def agreement(
    votes: Votes, weights: tuple[float, float], *, anonymous: bool = False
) -> pd.DataFrame:
    """How far the voters agree, all use cases together.

    Parameters
    ----------
    anonymous : bool
        Whether the votes are stand-ins for anonymous ones, whose agreement is not told.

    Returns
    -------
    DataFrame
        One row a measure: measure (a code), on (a criterion, or score), coefficient (1: full
        agreement, 0: what chance gives; missing when undefined), p_value (of W: how often voters
        who order at random agree as much) and voters (how many it counts). A criterion of weight 0
        was not asked about, and has no row.
    """
    rows: list[tuple[str, str, float, float, int]] = []
    for position, criterion in enumerate(CRITERIA):
        layer = votes.scores[:, :, position]
        if not weights[position]:
            continue
        voters = int((~np.isnan(layer)).any(axis=1).sum())
        rows.append(
            ("krippendorff_alpha", criterion, krippendorff_alpha(layer, "ordinal"), np.nan, voters)
        )
    own = [weighted_mean(votes.scores[[voter]], weights) for voter in range(len(votes.voters))]
    if own:
        found = kendall_w(np.array(own))
        rows.append(("kendall_w", "score", found.w, found.p_value, found.raters_used))
    table = pd.DataFrame(rows, columns=["measure", "on", "coefficient", "p_value", "voters"])
    return table.assign(coefficient=np.nan, p_value=np.nan) if anonymous else table


def disagreement(
    votes: Votes,
    use_cases: pd.DataFrame,
    scale: tuple[float, float],
    talk_from: float,
    asked: Sequence[str] = CRITERIA,
) -> pd.DataFrame:
    """How far the voters are apart on each use case, the most contested first.

    Parameters
    ----------
    scale : (float, float)
        The ends of the rating scale.
    talk_from : float
        The disagreement, 0 to 1, from which a use case should be talked about again.
    asked : sequence of str, optional
        The criteria that people were asked about; of others, nothing is given.

    Returns
    -------
    DataFrame
        One row for each use case: use_case_id, title, value_disagreement and
        feasibility_disagreement (0: unanimous, 1: split between the two ends of the scale;
        missing for fewer than two votes) and talk_again.
    """
    table = use_cases[["use_case_id", "title"]].reset_index(drop=True)
    names = [f"{criterion}_disagreement" for criterion in asked]
    for criterion, name in zip(asked, names, strict=True):
        own = votes.scores[:, :, CRITERIA.index(criterion)]
        table[name] = item_disagreement(own, *scale)
    most = table[names].max(axis=1)
    table["talk_again"] = most >= talk_from
    table = table.loc[most.sort_values(ascending=False, kind="stable").index]
    return table.reset_index(drop=True)


def told_apart(
    bands: Mapping[str, pd.DataFrame], use_cases: pd.DataFrame, asked: Sequence[str] = CRITERIA
) -> pd.DataFrame:
    """Where anonymous voters are far apart, as far as that is told.

    Parameters
    ----------
    bands : mapping of str to DataFrame
        For each criterion, from `mean_bands`, indexed by use case.
    asked : sequence of str, optional
        The criteria that people were asked about; of others, nothing is given.

    Returns
    -------
    DataFrame
        One row for each use case, those far apart first: use_case_id, title, value_band and
        feasibility_band (near or far, missing where it is not told) and talk_again (whether the
        voters are far apart on either).
    """
    table = use_cases[["use_case_id", "title"]].reset_index(drop=True)
    names = [f"{criterion}_band" for criterion in asked]
    for criterion, name in zip(asked, names, strict=True):
        far = table["use_case_id"].map(bands[criterion]["far_apart"])
        table[name] = far.map({True: "far", False: "near"}).astype("str")
    table["talk_again"] = table[names].eq("far").any(axis=1)
    return table.sort_values("talk_again", ascending=False, kind="stable", ignore_index=True)


def say_concordance(table: pd.DataFrame) -> Finding | None:
    """Say whether the voters order alike more than chance would; nothing when undefined."""
    found = table[(table["measure"] == "kendall_w") & table["coefficient"].notna()]
    if found.empty or np.isnan(found["p_value"].iloc[0]):
        return None
    w, p_value, voters = found[["coefficient", "p_value", "voters"]].iloc[0]
    text = _(
        "The {voters} who voted on everything order the use cases no more alike than people who"
        " order at random may (Kendall's W {w}, p {p}): talk before deciding."
    )
    tone = Tone.CAUTION
    if p_value <= SELDOM:
        text = _(
            "The {voters} who voted on everything agree on the order more than by chance"
            " (Kendall's W {w}, p {p}; W is 1 when all give the same order, 0 when there is no"
            " agreement)."
        )
        tone = Tone.RESULT
    written = {"voters": format_number(int(voters)), "w": format_number(w, 2)}
    return Finding(text.format(p=_p_value(p_value), **written), tone)


def _p_value(value: float) -> str:
    """A p-value in three decimals, or that it is smaller."""
    if value < 0.001:
        return _("under {number}").format(number=format_number(0.001, 3))
    return format_number(value, 3)


def camps(votes: Votes, weights: tuple[float, float], seed: int) -> Camps | None:
    """The two camps that the voters fall into; None where chance explains the split."""
    own = [weighted_mean(votes.scores[[voter]], weights) for voter in range(len(votes.voters))]
    return find_camps(np.array(own), seed=seed) if own else None


def say_camps(
    found: Camps | None,
    votes: Votes,
    titles: Mapping[str, str],
    people: Mapping[str, str],
    *,
    anonymous: bool,
    settled: Collection[str] = (),
) -> Finding | None:
    """Say who disagrees with whom, and over what; nothing without camps.

    Parameters
    ----------
    found : Camps or None
        From `camps`.
    titles, people : mapping of str to str
        What use cases and participants are called.
    anonymous : bool
        Whether the votes were promised to stay anonymous: then nothing is said.
    settled : collection of str
        The use cases that are decided on: nobody has to explain votes on them any more.
    """
    if found is None or anonymous:
        return None
    called = [people.get(voter, voter) for voter in votes.voters]
    sides = [[who for who, first in zip(called, found.first, strict=True) if first == side]
             for side in (True, False)]  # fmt: skip
    most = np.argsort(-np.abs(np.nan_to_num(found.apart)), kind="stable")[:NAMED_CONTESTED]
    text = _(
        "The voters fall into two camps: {one} against {other}. They are furthest apart on"
        " {titles}, where a mean speaks for neither"
    )
    contested = [votes.items[item] for item in most]
    said = text.format(
        one=enumerate_words(sides[0]),
        other=enumerate_words(sides[1]),
        titles=quoted(titles[item] for item in contested),
    )
    if set(contested) <= set(settled):
        return Finding(_("{said}; both are decided on.").format(said=said))
    return Finding(_("{said}: let both explain their votes.").format(said=said), Tone.DECIDE)


def say_agreement(sure: RankRobustness, table: pd.DataFrame) -> list[Finding | None]:
    """Say how well the means stand for people like these, and how alike they order.

    Parameters
    ----------
    table : DataFrame
        From `agreement`.
    """
    return [ranking.say_agreement(sure), say_concordance(table)]


def say_talk_again(table: pd.DataFrame, settled: Collection[str] = ()) -> Finding | None:
    """Name the use cases to talk about again; nothing when none has two votes to compare.

    Parameters
    ----------
    settled : collection of str
        The use cases that are decided on: they are not to be talked about again.
    """
    split = table[table["talk_again"]]
    again = split.loc[~split["use_case_id"].isin(settled), "title"]
    compared = table.filter(regex="_(disagreement|band)$").notna()
    left = int((~compared.all(axis=1)).sum())
    if not compared.any(axis=None):
        return None
    if again.empty and len(split):
        text = ngettext(
            "{titles} split the voters, and is decided on.",
            "{titles} split the voters, and are decided on.",
            len(split),
        )
        return Finding(text.format(titles=quoted(split["title"])))
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


def draw_votes(votes: Votes, table: pd.DataFrame, scale: tuple[float, float]) -> Chart | None:
    """Draw every vote on the most contested use cases; never where votes are anonymous.

    Use cases of which nobody can tell whether they split the voters, for want of two votes, are
    left out.

    Parameters
    ----------
    table : DataFrame
        From `disagreement`: the most contested first.
    """
    asked = [name for name in CRITERIA if f"{name}_disagreement" in table]
    compared = table[table[[f"{name}_disagreement" for name in asked]].notna().any(axis=1)]
    contested = compared.head(DRAWN_USE_CASES)
    if contested.empty:
        return None
    positions = [votes.items.index(item) for item in contested["use_case_id"]]
    long = pd.DataFrame(
        [
            {"row": row, "vote": vote, "criterion": criterion}
            for row, item in enumerate(positions)
            for criterion in asked
            for vote in votes.scores[:, item, CRITERIA.index(criterion)]
            if not np.isnan(vote)
        ]
    )
    split = int(table["talk_again"].sum())
    title = ngettext(
        "{count} use case splits the voters", "{count} use cases split the voters", split
    ).format(count=split)
    high = _row_inches(long)
    with drawing(0.85 + high * len(contested)) as (figure, axes):
        colours = long["criterion"].map({"value": BLUE, "feasibility": GREY})
        axes.scatter(
            long["vote"], _piled(long, DOT_INCHES / high), s=42, linewidth=0, c=list(colours)
        )
        axes.set_ylim(len(contested) - 0.5, -0.5)
        axes.set_yticks(range(len(contested)), labels_apart(contested["title"]))
        axes.set_xlim(scale[0] - 0.3, scale[1] + 0.3)
        axes.set_xlabel(_("Votes"))
        axes.set_ylabel("")
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _p: format_number(x)))
        axes.grid(axis="x")
        reading = _("One dot a vote. Blue, above: value. Grey, below: feasibility.")
        titled(axes, title, f"{reading} {left_out_of_figure(len(compared))}".strip())
        names = ", ".join(shorten(title) for title in contested["title"])
        return Chart(
            figure, _("{title}. Most contested first: {names}.").format(title=title, names=names)
        )


def _row_inches(votes: pd.DataFrame) -> float:
    """How high a row is: as the most votes that are the same need, within reason."""
    most = votes.groupby(["row", "criterion", "vote"]).size().max()
    return float(np.clip((2 * most + 0.8) * DOT_INCHES, *ROW_INCHES))


def _piled(votes: pd.DataFrame, dot: float) -> pd.Series:
    """Where each vote stands: value above the middle of its row, feasibility below, same on same.

    Parameters
    ----------
    votes : DataFrame
        Columns row, criterion, vote.
    dot : float
        The height of a dot, in rows; where that is too high, dots overlap.
    """
    same = votes.groupby(["row", "criterion", "vote"])
    step = min(dot, 0.45 / same.size().max())
    place = step * (same.cumcount() + 0.6)
    return votes["row"] + place.where(votes["criterion"] == "feasibility", -place)
