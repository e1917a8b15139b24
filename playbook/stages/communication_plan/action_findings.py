"""The sentences of the communication plan on its actions: their order, what is late, what comes."""

from __future__ import annotations

import pandas as pd

from playbook.language import _, format_date, listed, ngettext, quote, quoted, some
from playbook.show.findings import Finding, Tone
from playbook.stages.communication_plan.actions import in_state

FEW = 2
"""How many pairs or messages a sentence names."""


def say_relays(order: pd.DataFrame) -> list[Finding | None]:
    """Say which relays hear the news after those they must inform, each with its worst case.

    Parameters
    ----------
    order : DataFrame
        From `relay_order`.
    """
    if order.empty:
        return []
    said: list[Finding | None] = []
    silent = order.loc[order["verdict"] == "not_told", "relay_target"].drop_duplicates()
    if len(silent):
        text = _("Never told, though they must relay the news: {relays}.")
        said.append(Finding(text.format(relays=quoted(silent)), Tone.DECIDE))
    late = order[order["verdict"] == "late"].drop_duplicates("relay_target")
    if len(late):
        words = [_late(row) for row in late.to_dict("records")]
        text = _("The news runs ahead of those who must carry it: {pairs}.")
        said.append(Finding(text.format(pairs=some(words, FEW)), Tone.DECIDE))
    same = order[order["verdict"] == "same_day"]
    if len(same):
        pairs = [
            _("{relay} and {target}").format(
                relay=quote(row["relay_target"]), target=quote(row["target"])
            )
            for row in same.to_dict("records")
        ]
        text = _("These hear on the same day, which leaves relays no time to prepare: {pairs}.")
        said.append(Finding(text.format(pairs=some(pairs, FEW, join=listed)), Tone.CAUTION))
    text = _("All who hear the news hear it after the relays that must inform them.")
    return said or [Finding(text)]


def _late(row: dict[str, object]) -> str:
    """One relay that hears too late, in words."""
    days = -int(str(row["lead_days"]))
    text = ngettext(
        "{relay}, told {days} day after {target}", "{relay}, told {days} days after {target}", days
    )
    return text.format(
        relay=quote(str(row["relay_target"])), days=days, target=quote(str(row["target"]))
    )


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
        first = Finding(text.format(count=len(late), messages=some(words, FEW)), Tone.DECIDE)
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


def say_next(actions: pd.DataFrame) -> list[Finding | None]:
    """Say what comes next, and what nobody owns; nothing without a plan."""
    if actions.empty:
        return []
    coming = in_state(actions, "to_come")
    if coming.empty:
        return [Finding(_("Nothing is planned after the day of this report."), Tone.DECIDE)]
    row = coming.iloc[0]
    text = ngettext(
        "{count} action to come; the next is {message}, for {target}, on {day}.",
        "{count} actions to come; the next is {message}, for {target}, on {day}.",
        len(coming),
    )
    following = text.format(
        count=len(coming), message=quote(row["message"]), target=quote(row["target"]),
        day=format_date(row["date"]),
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
            "{count} action to come has no owner.", "{count} actions to come have no owner.", nobody
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


def say_file(place: str, actions: pd.DataFrame) -> Finding:
    """Say where the calendar is, and what to do with it."""
    text = ngettext(
        "The plan's {count} action is in {place}, for Outlook, Google or Apple calendars. A later"
        " file updates the events of this one.",
        "The plan's {count} actions are in {place}, for Outlook, Google or Apple calendars. A later"
        " file updates the events of this one.",
        len(actions),
    )
    return Finding(text.format(count=len(actions), place=place))
