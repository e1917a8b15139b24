"""One workshop that is to be held: what the booklet and the campaign know of it beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pandas as pd

from playbook.campaign.checked import Campaign
from playbook.content.booklet import Booklet, Time, Workshop
from playbook.stages.shared.people import invited_people


@dataclass(frozen=True)
class Occasion:
    """One workshop that is to be held.

    Attributes
    ----------
    stage : str
        The stage that it belongs to.
    workshop : Workshop
        How the booklet holds it.
    number : int
        Which one of the stage's workshops, from 1; 0 when the campaign lists one or none.
    starts : datetime, optional
        When it begins; None while that is not known.
    announced : int
        The minutes that the invitation announces.
    job : str, optional
        The job that it is about.
    zone : (float, float, float, float)
        The marked zone of the matrix of tasks: repetitive from, to, added value from, to.
    people : DataFrame
        Those who are invited: rows of the table of participants.
    """

    stage: str
    booklet: Booklet
    workshop: Workshop
    campaign: Campaign
    number: int
    starts: datetime | None
    place: str | None
    announced: int
    job: str | None
    zone: tuple[float, float, float, float]
    people: pd.DataFrame

    def moments(self) -> list[tuple[Time, int]]:
        """Each of its times, with the minutes after the beginning at which it starts."""
        starts, rows = 0, []
        for time in self.workshop.times:
            rows.append((time, starts))
            starts += time.minutes
        return rows

    @property
    def minutes(self) -> int:
        """How long its times take together."""
        return sum(time.minutes for time in self.workshop.times)

    def at(self, minutes: int) -> datetime | None:
        """The moment so many minutes after the beginning."""
        return self.starts + timedelta(minutes=minutes) if self.starts else None

    def longer(self) -> Occasion | None:
        """The same workshop held in more time; None where the booklet has no longer one."""
        longer = self.workshop.longer
        if longer is None:
            return None
        held = self.workshop.model_copy(update={"minutes": longer.minutes, "times": longer.times})
        return replace(self, workshop=held, announced=longer.minutes)

    def called(self, participant: str) -> str:
        """What a person is called here: the name where the campaign shows names, else the code
        that the company itself gave.
        """
        if not self.campaign.parameters.show_names:
            return participant
        names = self.people.set_index("participant_id")["name"]
        return participant if pd.isna(names.get(participant)) else str(names[participant])


def occasions(
    campaign: Campaign,
    booklet: Booklet,
    stage: str,
    starts: datetime | None,
    settings: Mapping[str, Any],
) -> Iterator[Occasion]:
    """The workshops of a stage: those that the campaign lists, or one.

    Parameters
    ----------
    campaign : Campaign
        With any tables, or none.
    booklet : Booklet
        In its language.
    stage : str
        The stage.
    starts : datetime, optional
        When the first begins, whatever the campaign says.
    settings : mapping of str to value
        The stage's own parameters.

    Raises
    ------
    PlaybookError
        When the booklet has no such workshop.
    """
    workshop = booklet.workshop(stage)
    listed = campaign.table("workshops")
    held = listed[listed["stage"].eq(stage)].to_dict("records") or [{}]
    axes = (
        ("repetitive_from", 0.5),
        ("repetitive_to", 1.0),
        ("value_from", 0.0),
        ("value_to", 1.0),
    )
    zone = tuple(float(settings.get(f"zone_{name}", usual)) for name, usual in axes)
    for number, row in enumerate(held, start=1):
        job = _known(row, "job") if workshop.people.same_job else None
        yield Occasion(
            stage=stage,
            booklet=booklet,
            workshop=workshop,
            campaign=campaign,
            number=number if len(held) > 1 else 0,
            starts=starts if starts and number == 1 else _known(row, "starts_at"),
            place=_known(row, "place"),
            announced=int(_known(row, "announced_minutes") or workshop.minutes),
            job=job,
            zone=zone,  # type: ignore[arg-type]
            people=invited_people(
                campaign.table("participants"), campaign.table("attendance"), listed, stage, job
            ),
        )


def _known(row: Mapping[Any, Any], name: str) -> Any:
    """A cell of a row; None where it is empty."""
    value = row.get(name)
    if value is None or pd.isna(value):
        return None
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value
