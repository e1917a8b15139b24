"""What a session goes through, moment by moment: the run sheet, and in it each thing in turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playbook.content.booklet import Time

WARNING = 120.0
"""Seconds before the end at which it is said, at most; of short moments the last quarter."""


@dataclass(frozen=True)
class Moment:
    """One step of the run sheet, or in it one of the things that are taken in turn.

    Attributes
    ----------
    step : str
        The booklet's name of the step.
    activity : str
        What is done in it.
    seconds : float
        How long it is planned to take.
    thing, title : str
        What is talked about in it, and how that is called; empty where it is about nothing apart.
    """

    step: str
    activity: str
    seconds: float
    thing: str = ""
    title: str = ""

    @property
    def key(self) -> str:
        """Tells it from the other moments."""
        return f"{self.step}/{self.thing}"

    @property
    def warning(self) -> float:
        """How many seconds before its end that is said."""
        return min(WARNING, self.seconds / 4)


def agenda(
    times: Sequence[Time], step: str, things: Mapping[str, str], *, one_by_one: bool
) -> list[Moment]:
    """The moments of a session, in their order; a pause without minutes is left out.

    Parameters
    ----------
    times : sequence of Time
        The run sheet.
    step : str
        The step in which things are taken in turn.
    things : mapping of str to str
        What is talked about and voted on: how each is called.
    one_by_one : bool
        Whether they are taken in turn. Each gets as much of the step's time as the others, within
        what the booklet says of each.
    """
    moments: list[Moment] = []
    for time in times:
        seconds = 60.0 * time.minutes
        if time.id == step and one_by_one and things:
            least, most = time.each or (0, time.minutes)
            each = 60.0 * min(max(time.minutes / len(things), least), most)
            moments += [
                Moment(time.id, time.activity, each, thing, title)
                for thing, title in things.items()
            ]
        elif time.minutes or not time.pause:
            moments.append(Moment(time.id, time.activity, seconds))
    return moments
