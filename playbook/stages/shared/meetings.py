"""The rhythm of committees: which were held, late or left out, and when the next is due."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from playbook.language import N_, _, enumerate_words, format_date, format_number, labelled, ngettext
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label

KINDS = {"steering": N_("Steering committees"), "provider": N_("Committees with the provider")}
DECIDERS = {"steering": N_("Steering committee"), "provider": N_("Committee with the provider")}
MEETING_STATUSES = {
    "held": N_("Held"),
    "late": N_("Held late"),
    "skipped": N_("Not held"),
    "planned": N_("To come"),
}
RHYTHMS = {"within": N_("In rhythm"), "short": N_("Too soon"), "long": N_("Too long")}
MEETING_LABELS = {
    "meeting": Label(N_("Where it stands"), codes=MEETING_STATUSES),
    "days_late": Label(N_("Days late"), Format.WHOLE),
    "months_since": Label(N_("Months since the last"), Format.PLAIN),
    "rhythm": Label(N_("Rhythm"), codes=RHYTHMS),
}
MONTH_DAYS = 30.4375


def meeting_rhythm(
    committees: pd.DataFrame, kind: str, as_of: date, months: tuple[int, int], late_after: int
) -> pd.DataFrame:
    """Compare the committees of one kind with their rhythm.

    Parameters
    ----------
    committees : DataFrame
        The table of that name.
    kind : str
        ``steering`` or ``provider``.
    as_of : date
        The day to speak at: what is held after it is still to come.
    months : (int, int)
        The fewest and the most months between two committees.
    late_after : int
        How many days after the planned one a committee counts as late; the rhythm is not
        broken by fewer days either.

    Returns
    -------
    DataFrame
        One row a committee, by planned day: committee_id, planned_on, held_on, meeting (held,
        late, skipped, planned), days_late (missing unless held), months_since (the one held
        before; missing for the first), rhythm (within, short, long; missing likewise) and
        decisions.
    """
    today = pd.Timestamp(as_of)
    table = committees[committees["kind"] == kind].sort_values(["planned_on", "committee_id"])
    table = table.reset_index(drop=True)
    table["held_on"] = table["held_on"].where(table["held_on"] <= today)
    held = table["held_on"].notna()
    table["days_late"] = (table["held_on"] - table["planned_on"]).dt.days.astype("Int64")
    table["meeting"] = np.select(
        [held & (table["days_late"].fillna(0) > late_after), held, table["planned_on"] < today],
        ["late", "held", "skipped"],
        "planned",
    )
    before = table["held_on"].sort_values(kind="stable").shift().reindex(table.index)
    table["months_since"] = (table["held_on"] - before).dt.days / MONTH_DAYS
    slack = pd.Timedelta(days=late_after)
    earliest = before + pd.DateOffset(months=months[0]) - slack
    latest = before + pd.DateOffset(months=months[1]) + slack
    rhythm = np.select(
        [table["held_on"] < earliest, table["held_on"] > latest], ["short", "long"], "within"
    )
    table["rhythm"] = pd.Series(rhythm, dtype="str").where(before.notna() & held)
    return table[
        [
            "committee_id", "planned_on", "held_on", "meeting", "days_late", "months_since",
            "rhythm", "decisions",
        ]
    ]  # fmt: skip


def next_committee(committees: pd.DataFrame, kind: str, as_of: date) -> tuple[str, date | None]:
    """Which committee decides next: what it is called and its day; nothing when none is planned.

    Parameters
    ----------
    committees : DataFrame
        The table of that name.
    kind : str
        ``steering`` or ``provider``.
    """
    today = pd.Timestamp(as_of)
    coming = (committees["planned_on"] >= today) & ~(committees["held_on"] <= today)
    planned = committees.loc[(committees["kind"] == kind) & coming, "planned_on"]
    return ("", None) if planned.empty else (_(DECIDERS[kind]), planned.min().date())


def say_meetings(table: pd.DataFrame, kind: str, as_of: date, months: tuple[int, int]) -> Finding:
    """Say how the committees of one kind keep their rhythm, and when the next is due.

    Parameters
    ----------
    table : DataFrame
        From `meeting_rhythm`.
    """
    name = _(KINDS[kind])
    held = table[table["meeting"].isin(["held", "late"])]
    coming = table.loc[table["meeting"] == "planned", "planned_on"]
    if held.empty:
        skipped = int((table["meeting"] == "skipped").sum())
        text = _("none is on record, held or planned.")
        if skipped:
            text = ngettext(
                "none has been held, though {count} was planned.",
                "none has been held, though {count} were planned.",
                skipped,
            ).format(count=format_number(skipped))
        if len(coming):
            planned = _("none has been held; the first is planned for {day}.")
            if skipped:
                planned = text + " " + _("The next is planned for {day}.")
            text = planned.format(day=format_date(coming.iloc[0]))
        return Finding(labelled(name, text), Tone.CAUTION if table.empty else Tone.DECIDE)
    due = held["held_on"].max() + pd.DateOffset(months=months[1])
    sentences = [_kept(table, held), _gaps(held, months), _next(due, coming, as_of)]
    faulty = table["meeting"].isin(["late", "skipped"]).any() or held["rhythm"].eq("long").any()
    overdue = pd.Timestamp(as_of) > due or coming.empty or coming.iloc[0] > due
    tone = Tone.DECIDE if overdue else Tone.CAUTION if faulty else Tone.RESULT
    day = due.date() if tone is Tone.DECIDE else None
    return Finding(labelled(name, " ".join(part for part in sentences if part)), tone, by=day)


def _kept(table: pd.DataFrame, held: pd.DataFrame) -> str:
    """How many were held, how many of those late, and which were not."""
    late = int((table["meeting"] == "late").sum())
    skipped = table.loc[table["meeting"] == "skipped", "planned_on"]
    parts = [ngettext("{count} was held", "{count} were held", len(held)).format(count=len(held))]
    if late:
        parts.append(
            ngettext("{count} of them was late", "{count} of them were late", late).format(
                count=late
            )
        )
    if len(skipped):
        days = enumerate_words([format_date(day) for day in skipped.tail(3)])
        text = ngettext(
            "the one planned for {days} was not",
            "{count} were not (the last planned for {days})",
            len(skipped),
        )
        parts.append(text.format(days=days, count=len(skipped)))
    return _("{parts}.").format(parts=enumerate_words(parts))


def _gaps(held: pd.DataFrame, months: tuple[int, int]) -> str:
    """Whether the time between two of them is as it should be."""
    gaps = held[held["rhythm"].notna()]
    if gaps.empty:
        return ""
    off = gaps[gaps["rhythm"] != "within"]
    low, high = format_number(months[0]), format_number(months[1])
    if months[0] == months[1]:
        rhythm = ngettext("{high} month", "{high} months", months[1]).format(high=high)
    else:
        rhythm = _("{low} to {high} months").format(low=low, high=high)
    if off.empty:
        return _("They keep the rhythm of {rhythm}.").format(rhythm=rhythm)
    longest = format_number(gaps["months_since"].max(), 1)
    if len(gaps) == 1:
        text = _("The only interval, of {longest} months, is off the rhythm of {rhythm}.")
        return text.format(longest=longest, rhythm=rhythm)
    return ngettext(
        "{off} of {gaps} intervals is off the rhythm of {rhythm}; the longest: {longest} months.",
        "{off} of {gaps} intervals are off the rhythm of {rhythm}; the longest: {longest} months.",
        len(off),
    ).format(off=len(off), gaps=len(gaps), rhythm=rhythm, longest=longest)


def _next(due: pd.Timestamp, coming: pd.Series, as_of: date) -> str:
    """When the next one is due, and whether it is planned in time."""
    day = format_date(due)
    if coming.empty:
        text = _("The next was due by {day}, and none is planned.")
        if due >= pd.Timestamp(as_of):
            text = _("The next is due by {day}, and none is planned.")
        return text.format(day=day)
    planned = format_date(coming.iloc[0])
    if coming.iloc[0] > due:
        text = _("The next is planned for {planned}, after {day} when it is due.")
    else:
        text = _("The next is planned for {planned}, in time for {day}.")
    return text.format(day=day, planned=planned)
