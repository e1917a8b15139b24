"""Conducting a session: where the room is at one look, and where a press of a button takes it.

Every press names where it leads, not how to get there from here: one that is sent twice, after a
broken connection, leads to the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from playbook.live.agenda import Moment, agenda
from playbook.live.blocks import Block
from playbook.live.clock import Clock
from playbook.live.course import Course, hidden
from playbook.live.desk import Desk
from playbook.live.panel import Panel
from playbook.live.reveals.slides import Slide
from playbook.live.rounds import Round


@dataclass(frozen=True)
class Shown:
    """What the room sees of the result of a round.

    Attributes
    ----------
    vote : Round
        The round, which is closed.
    slides : list of Slide
        All parts of its result.
    place : int
        Which of them, from 1.
    """

    vote: Round
    slides: list[Slide]
    place: int

    @property
    def slide(self) -> Slide:
        """The part that is seen."""
        return self.slides[self.place - 1]

    @property
    def is_last(self) -> bool:
        """Whether no part comes after it."""
        return self.place == len(self.slides)


def slide_blocks(desk: Desk, shown: Shown, where: str = "phones") -> list[Block]:
    """The part of a result that the room sees, made once for all who look there."""
    key = (where, shown.vote.name, shown.place)
    return desk.look.once(key, shown.slide.content)


class Conduct:
    """Where a room is.

    Attributes
    ----------
    course : Course
        As the database has it.
    moments : list of Moment
        Where the room can be, in their order.
    """

    def __init__(self, panel: Panel, desk: Desk) -> None:
        self.panel = panel
        self.desk = desk
        self.course: Course = desk.look.course(panel.name)
        self.moments = self.agenda(one_by_one=self.course.one_by_one)

    def agenda(self, *, one_by_one: bool) -> list[Moment]:
        """The moments of the session, with things in turn or all at once."""
        things = self.panel.things(self.desk)
        return agenda(self.panel.times, self.panel.turns, things, one_by_one=one_by_one)

    @property
    def place(self) -> int | None:
        """The place of the moment among all; None before the first."""
        keys = [moment.key for moment in self.moments]
        return keys.index(self.course.moment) if self.course.moment in keys else None

    @property
    def moment(self) -> Moment | None:
        """The moment that it is; None before the first."""
        return None if self.place is None else self.moments[self.place]

    @property
    def thing(self) -> str:
        """What is talked about and voted on; empty where it is everything."""
        return self.moment.thing if self.moment else ""

    def slides(self, vote: Round) -> list[Slide]:
        """The parts of a round's result; none before it is closed."""
        return self.panel.reveal(self.desk, vote) if self.desk.is_closed(vote) else []

    def shown(self) -> Shown | None:
        """What the room sees of a result; None where it sees none."""
        for vote in self.panel.rounds:
            if vote.name == self.course.shown and (slides := self.slides(vote)):
                return Shown(vote, slides, min(self.course.slide, len(slides)))
        return None

    def change(self, act: str, row: str, now: float) -> Callable[[Course], Course]:
        """What a press of a button makes of the course.

        Parameters
        ----------
        act, row : str
            What is to be done (one of `ACTS`), and where it leads.
        now : float
            In seconds since 1970.

        Raises
        ------
        KeyError
            When it leads nowhere.
        """
        return ACTS[act](self, row, now)

    def _go(self, key: str, now: float) -> Callable[[Course], Course]:
        """To a moment: its clock starts; to where the room is already, nothing changes.

        A result stays while it is talked about, until the room takes up another thing.
        """
        moment = {moment.key: moment for moment in self.moments}[key]

        def change(course: Course) -> Course:
            if course.moment == key:
                return course
            moved = replace(course, moment=key, clock=Clock(now))
            return hidden(moved) if moment.thing else moved

        return change

    def _clock(self, wanted: str, now: float) -> Callable[[Course], Course]:
        """Start the clock, or pause it."""
        turn = {"start": Clock.start, "pause": Clock.pause}[wanted]
        return lambda course: replace(course, clock=turn(course.clock, now))

    def _pace(self, wanted: str, now: float) -> Callable[[Course], Course]:
        """Take things in turn, or all at once; in their step, its time begins anew."""
        one_by_one = {"one": True, "all": False}[wanted]
        step = self.moment.step if self.moment else ""
        keys = [m.key for m in self.agenda(one_by_one=one_by_one) if m.step == step]

        def change(course: Course) -> Course:
            if course.one_by_one == one_by_one:
                return course
            moved = replace(course, one_by_one=one_by_one)
            if step != self.panel.turns or not keys:
                return moved
            return replace(moved, moment=keys[0], clock=Clock(now))

        return change

    def _reveal(self, row: str, _now: float) -> Callable[[Course], Course]:
        """Show a part of a result to the room; the part 0 hides it."""
        name, place = row.rsplit("/", 1)
        vote = next((vote for vote in self.panel.rounds if vote.name == name), None)
        if vote is None or not 0 <= int(place) <= len(self.slides(vote)):
            raise KeyError(row)
        if int(place) == 0:
            return hidden
        return lambda course: replace(course, shown=name, slide=int(place))


ACTS: Mapping[str, Callable[[Conduct, str, float], Callable[[Course], Course]]] = {
    "go": Conduct._go,
    "clock": Conduct._clock,
    "pace": Conduct._pace,
    "reveal": Conduct._reveal,
}
"""What the facilitator's buttons ask for."""
