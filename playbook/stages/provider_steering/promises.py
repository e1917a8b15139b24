"""Whether the targets of the contracts follow the criticality of the use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from playbook.language import N_, _, format_share, ngettext, some, within
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.names import name_solutions
from playbook.tables.operation import CRITICALITIES

THIRTY_DAYS = 30 * 24 * 60
LEVELS = list(CRITICALITIES)
"""How critical a use is, the least first."""
VERDICTS = {"enough": N_("Enough"), "low": N_("Too low")}
NAMED = 3
DIGITS = 2
SHOWN = [
    "solution", "criticality", "target_percent", "wanted_percent", "allowed", "allowed_wanted",
    "verdict", "outdone",
]  # fmt: skip
LABELS = {
    "solution": Label(N_("Solution")),
    "target_percent": Label(N_("Agreed (%)"), Format.DECIMAL),
    "wanted_percent": Label(N_("Asked for (%)"), Format.DECIMAL),
    "allowed": Label(N_("Allowed (min)"), Format.WHOLE),
    "allowed_wanted": Label(N_("Asked for, in min"), Format.WHOLE),
    "verdict": Label(N_("Agreed against asked for"), codes=VERDICTS),
    "outdone": Label(N_("A less critical one has more"), Format.YES_NO),
}


def targets_against_criticality(
    service_levels: pd.DataFrame, solutions: pd.DataFrame, wanted: Mapping[str, float]
) -> pd.DataFrame:
    """Compare each availability target with what the criticality of the use asks for.

    Parameters
    ----------
    wanted : mapping of str to float
        The least availability for each criticality, 0 to 1.

    Returns
    -------
    DataFrame
        One row a solution, the most critical first: solution_id, solution, criticality, target
        (agreed), wanted, allowed and allowed_wanted (minutes in 30 days), verdict (enough or low),
        outdone (whether a less critical solution has a higher target), target_percent and
        wanted_percent (in points of percentage, to be read).
    """
    table = name_solutions(service_levels, solutions)
    table = table.rename(columns={"availability_target": "target"})
    rank = table["criticality"].astype("str").map({level: n for n, level in enumerate(LEVELS)})
    table["wanted"] = table["criticality"].astype("str").map(dict(wanted)).astype(float)
    table["allowed"] = allowed_minutes(table["target"], THIRTY_DAYS)
    table["allowed_wanted"] = allowed_minutes(table["wanted"], THIRTY_DAYS)
    table["verdict"] = np.where(table["target"] < table["wanted"] - 1e-9, "low", "enough")
    table["outdone"] = [
        bool(((rank < level) & (table["target"] > target + 1e-9)).any())
        for level, target in zip(rank, table["target"], strict=True)
    ]
    columns = [
        "solution_id", "solution", "criticality", "target", "wanted", "allowed", "allowed_wanted",
        "verdict", "outdone",
    ]  # fmt: skip
    for name in ("target", "wanted"):
        table[f"{name}_percent"] = 100 * table[name]
        columns.append(f"{name}_percent")
    order = table.assign(rank=-rank).sort_values(["rank", "solution"]).index
    return table.loc[order, columns].reset_index(drop=True)


def allowed_minutes(target: pd.Series | float, minutes: pd.Series | float) -> pd.Series | float:
    """How long a solution may be down in a period: 43.2 minutes for 99.9 % of 30 days.

    The period is given in minutes: 30 days, a month of 31 days and a twelfth of a year give
    different allowances for the same target.
    """
    return (1 - target) * minutes


def chain_availability(targets: pd.Series) -> float:
    """The availability of work that needs several solutions at once: the product of theirs.

    It holds if they fail independently of each other.
    """
    return float(targets.prod())


def say_targets(table: pd.DataFrame) -> Finding:
    """Say whether the targets follow the criticality of the uses."""
    low, outdone = table[table["verdict"] == "low"], table[table["outdone"]]
    sentences = []
    if len(low):
        parts = [
            _("{solution} ({criticality}: {target} agreed, {wanted} asked for)").format(
                solution=row["solution"], criticality=within(_(CRITICALITIES[row["criticality"]])),
                target=format_availability(row["target"], row["wanted"]),
                wanted=format_availability(row["wanted"], row["target"]),
            )
            for row in low.to_dict("records")
        ]  # fmt: skip
        text = _("Negotiate a higher target for what is at stake: {parts}.")
        sentences.append(text.format(parts=some(parts, NAMED)))
    if len(outdone):
        text = ngettext(
            "{names} is promised less than a solution that is less critical.",
            "{names} are promised less than solutions that are less critical.",
            len(outdone),
        )
        sentences.append(text.format(names=some(outdone["solution"], NAMED)))
    if sentences:
        return Finding(" ".join(sentences), Tone.DECIDE)
    return Finding(_("Every target is as high as the criticality of the use asks for."))


def say_uncovered(
    usage: pd.DataFrame, service_levels: pd.DataFrame, solutions: pd.DataFrame, as_of: date
) -> Finding | None:
    """Name the solutions that are used without a service level; nothing when each has one."""
    known = usage[(usage["date"] <= pd.Timestamp(as_of)) & (usage["active_users"] > 0)]
    used = known[["solution_id"]].drop_duplicates()
    bare = used[~used["solution_id"].isin(service_levels["solution_id"])]
    if bare.empty:
        return None
    names = name_solutions(bare, solutions)["solution"]
    text = ngettext(
        "{names} is used without an agreed service level: agree on one.",
        "{names} are used without an agreed service level: agree on one for each.",
        len(bare),
    )
    return Finding(text.format(names=some(names, NAMED)), Tone.DECIDE)


def say_together(table: pd.DataFrame) -> Finding | None:
    """Say what work that needs all solutions at once can count on; nothing for one solution."""
    if len(table) < 2:
        return None
    text = ngettext(
        "Work that needs {count} solution can count on {share}.",
        "Work that needs the {count} solutions at once can count on {share} at best, by these"
        " targets and if they fail independently.",
        len(table),
    )
    share = format_availability(chain_availability(table["target"]))
    return Finding(text.format(count=len(table), share=share))


def format_availability(share: float, *others: float) -> str:
    """Write an availability; it reads as 100 %, or as another, only when it is."""
    return format_share(share, *others, digits=DIGITS)
