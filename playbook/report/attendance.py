"""The attendance list of a stage's workshops, with names: what a company keeps as proof.

Who buys or runs AI in the European Union has to see to the AI literacy of its people (Regulation
(EU) 2024/1689, article 4); who was taught what, when and for how long is what it can show.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.campaign.checked import Campaign
from playbook.content.booklet import Booklet
from playbook.errors import PlaybookError
from playbook.language import _, ngettext, writing
from playbook.sources.delimited import write_delimited
from playbook.tables.columns import YES_NO


@dataclass(frozen=True)
class AttendanceList:
    """A list to keep.

    Attributes
    ----------
    rows : list of list of str
        The header, then a row for each person of each workshop.
    remark : str
        What was left out, and why; nothing when nothing was.
    """

    rows: list[list[str]]
    remark: str

    def file(self) -> bytes:
        """The list as a CSV that spreadsheets in the language being spoken open."""
        return write_delimited(self.rows, ";" if writing().decimal_comma else ",")


def attendance_list(campaign: Campaign, booklet: Booklet, stage: str) -> AttendanceList:
    """List who was invited to a stage's workshops and who came, with names.

    A score stands only beside the name of who agreed. Where all but a few of those who came did,
    the scores of these few could be worked out from what the report says of all: no score is
    listed then.

    Raises
    ------
    PlaybookError
        When nobody is listed, or the booklet has no such workshop.
    """
    held = campaign.table("workshops")
    held = held[held["stage"].eq(stage)]
    listed = campaign.table("attendance")
    listed = listed[listed["workshop_id"].isin(held["workshop_id"])]
    if listed.empty:
        message = _("nobody is listed for {stage}: fill the tables workshops and attendance.")
        raise PlaybookError(message.format(stage=stage))
    workshop = booklet.workshop(stage)
    people = campaign.table("participants").set_index("participant_id")
    sessions = held.set_index("workshop_id")
    hidden = sum(
        _gives_away(of_one, campaign.parameters.anonymity_threshold)
        for _session, of_one in listed.groupby("workshop_id")
    )
    rows = [[*_header()]]
    for session, of_one in listed.groupby("workshop_id", sort=False):
        told = not _gives_away(of_one, campaign.parameters.anonymity_threshold)
        when = sessions.loc[session]
        for row in of_one.to_dict("records"):
            person = people.loc[row["participant_id"]]
            rows.append(
                [
                    workshop.name,
                    _cell(when["starts_at"]),
                    _cell(when["announced_minutes"], str(workshop.minutes)),
                    _cell(when["place"]),
                    row["participant_id"],
                    _cell(person["name"]),
                    _cell(person["department"]),
                    _(YES_NO[row["attended"]]) if pd.notna(row["attended"]) else "",
                    _cell(row["quiz_right"]) if told else "",
                ]
            )
    return AttendanceList(rows, _remark(hidden))


def _header() -> tuple[str, ...]:
    """The headings of the list."""
    return (
        _("Workshop"),
        _("Starts at"),
        _("Minutes announced"),
        _("Place"),
        _("Participant"),
        _("Name"),
        _("Department"),
        _("Attended"),
        _("Right in the quiz"),
    )


def _gives_away(of_one: pd.DataFrame, threshold: int) -> bool:
    """Whether the scores that a session's people let be listed tell those of the others."""
    came = of_one[of_one["attended"].eq("yes")]
    silent = int(came["quiz_right"].isna().sum())
    return len(came) > silent > 0 and silent < threshold


def _cell(value: object, missing: str = "") -> str:
    """A cell in words: a moment to the minute, a whole number without a point."""
    if pd.isna(value):
        return missing
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d %H:%M}"
    return f"{value:.0f}" if isinstance(value, float) else str(value)


def _remark(hidden: int) -> str:
    """Say that scores were left out."""
    if not hidden:
        return ""
    return ngettext(
        "In {count} session nearly all let their score be listed: no score is, as those of the few"
        " others could be worked out.",
        "In {count} sessions nearly all let their score be listed: no score is, as those of the few"
        " others could be worked out.",
        hidden,
    ).format(count=hidden)
