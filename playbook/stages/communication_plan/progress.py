"""Where each action stands: what should have been done by now, and what comes next."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from playbook.language import N_, _, format_date, ngettext, quote, quoted, some
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.tables.deployment import COMMUNICATION_STATUSES, LEVELS, TARGETS

STATES = {
    "done": N_("done"),
    "to_come": N_("to come"),
    "overdue": N_("overdue"),
    "unsaid": N_("past, status not said"),
    "early": N_("done, yet dated later"),
    "cancelled": N_("cancelled"),
}
FEW = 2
"""How many pairs or messages a sentence names."""
LABELS = {
    "target": Label(N_("Target group")),
    "group": Label(N_("Group"), codes=TARGETS),
    "date": Label(N_("Date"), Format.DATE),
    "level": Label(N_("Level"), codes=LEVELS),
    "support": Label(N_("Format"), missing=N_("none")),
    "owner": Label(N_("Owner"), missing=N_("nobody")),
    "status": Label(N_("Status"), codes=COMMUNICATION_STATUSES, missing=N_("not said")),
    "state": Label(N_("State"), codes=STATES),
}


def plan_actions(
    communications: pd.DataFrame, stakeholders: pd.DataFrame, as_of: date
) -> pd.DataFrame:
    """The actions of the plan in the order of their dates, and where each stands.

    Parameters
    ----------
    as_of : date
        The day the report speaks at. An action planned for that very day is still to come.

    Returns
    -------
    DataFrame
        The columns of the table ``communications``, then target and group (of the stakeholder)
        and state, a code of `STATES`. A planned action of the past is overdue; one of the past
        without a status is unsaid; one without a status from the day of the report on is to come.
    """
    table = communications.merge(
        stakeholders[["stakeholder_id", "label", "group"]].rename(columns={"label": "target"}),
        on="stakeholder_id",
        how="left",
    )
    status, past = table["status"], table["date"] < pd.Timestamp(as_of)
    later = table["date"] > pd.Timestamp(as_of)
    table["state"] = np.select(
        [
            status.eq("cancelled"),
            status.eq("done") & later,
            status.eq("done"),
            past & status.isna(),
            past,
        ],
        ["cancelled", "early", "done", "unsaid", "overdue"],
        "to_come",
    ).astype("str")
    return table.sort_values("date", kind="stable", ignore_index=True)


def in_state(actions: pd.DataFrame, *states: str) -> pd.DataFrame:
    """The actions in one of these states."""
    return actions[actions["state"].isin(states)].reset_index(drop=True)


def say_overdue(actions: pd.DataFrame) -> list[Finding | None]:
    """Say what should have been done, and where the plan contradicts itself; nothing without it."""
    if actions.empty:
        return []
    late = in_state(actions, "overdue")
    first = Finding(_("No planned action is overdue."))
    if len(late):
        text = ngettext(
            "{count} planned action is overdue: {messages}.",
            "{count} planned actions are overdue: {messages}.",
            len(late),
        )
        words = [
            _("{message}, for {target}, planned on {day}").format(
                message=quote(row["message"], 40), target=quote(row["target"], 40),
                day=format_date(row["date"]),
            )
            for row in late.to_dict("records")
        ]  # fmt: skip
        sentence = text.format(count=len(late), messages=some(words, FEW))
        owner = "" if pd.isna(late["owner"].iloc[0]) else str(late["owner"].iloc[0])
        first = Finding(
            sentence + " " + _("Carry it out, or set a new date."), Tone.DECIDE, owner,
            late["date"].iloc[0].date(),
        )  # fmt: skip
    return [first, *_say_doubtful(actions)]


def _say_doubtful(actions: pd.DataFrame) -> list[Finding]:
    """Say how many actions do not say where they stand, or say what cannot be."""
    unsaid, early = len(in_state(actions, "unsaid")), len(in_state(actions, "early"))
    said = []
    if unsaid:
        text = ngettext(
            "{count} action of the past does not say whether it was done.",
            "{count} actions of the past do not say whether they were done.",
            unsaid,
        )
        said.append(Finding(text.format(count=unsaid), Tone.CAUTION))
    if early:
        text = ngettext(
            "{count} action is marked as done and dated after the day of this report.",
            "{count} actions are marked as done and dated after the day of this report.",
            early,
        )
        said.append(Finding(text.format(count=early), Tone.CAUTION))
    return said


def say_coming(actions: pd.DataFrame) -> list[Finding | None]:
    """Say what comes next, and what nobody owns; nothing without a plan."""
    if actions.empty:
        return []
    coming = in_state(actions, "to_come")
    if coming.empty:
        return [
            Finding(_("Nothing is planned after the day of this report: plan more."), Tone.DECIDE)
        ]
    row = coming.iloc[0]
    text = ngettext(
        "{count} action to come; the next is {message}, for {target}, on {day}.",
        "{count} actions to come; the next is {message}, for {target}, on {day}.",
        len(coming),
    )
    if pd.notna(row["owner"]):
        text = ngettext(
            "{count} action to come; the next is {message}, for {target}, on {day} ({owner}).",
            "{count} actions to come; the next is {message}, for {target}, on {day} ({owner}).",
            len(coming),
        )
    following = text.format(
        count=len(coming), message=quote(row["message"]), target=quote(row["target"]),
        day=format_date(row["date"]), owner=row["owner"],
    )  # fmt: skip
    others = int((coming["date"] == row["date"]).sum()) - 1
    if others:
        text = ngettext(
            "{count} other is on the same day.", "{count} others are on the same day.", others
        )
        following += " " + text.format(count=others)
    said: list[Finding | None] = [Finding(following)]
    nobody = int(coming["owner"].isna().sum())
    if nobody:
        text = ngettext(
            "{count} action to come has no owner: name one.",
            "{count} actions to come have no owner: name one for each.",
            nobody,
        )
        said.append(Finding(text.format(count=nobody), Tone.DECIDE))
    return said


def say_silence(targets: pd.DataFrame) -> Finding | None:
    """Name the targets that were spoken to and for which nothing more is planned, even late."""
    heard = (targets["actions"] > 0) & (targets["overdue"] == 0)
    silent = targets[heard & targets["next_on"].isna()]
    if silent.empty:
        return None
    text = ngettext(
        "Nothing more is planned for {targets}.",
        "Nothing more is planned for {count} targets: {targets}.",
        len(silent),
    )
    return Finding(text.format(count=len(silent), targets=quoted(silent["label"])), Tone.CAUTION)
