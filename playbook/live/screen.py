"""The screen of a room: what all look at together. It names nobody, and shows no open vote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.engine import Engine

from playbook.language import _, format_number, labelled, speaking
from playbook.live import blocks
from playbook.live.blocks import Block
from playbook.live.conduct import Conduct, slide_blocks
from playbook.live.controls import clock
from playbook.live.desk import Desk
from playbook.live.look import Look
from playbook.live.panel import Panel
from playbook.live.rounds import RoundState
from playbook.live.session import states_of
from playbook.live.store import VoteStore
from playbook.live.turnout import say_missing
from playbook.live.views import words
from playbook.parameters.declared import Parameters
from playbook.show.screen import for_a_screen

SCREEN_NAME = "screen"
"""What its page calls it, where other pages have panels."""


class Screen:
    """What the projector shows.

    Parameters
    ----------
    panels : sequence of Panel
        Those of the room: the first that has begun is shown.
    engine : Engine
        The campaign's database.
    parameters : Parameters
        The campaign's.
    secret : bytes
        What the reports' codes for participants are drawn with.
    join : Block or None
        How people come in.
    """

    def __init__(
        self,
        panels: Sequence[Panel],
        engine: Engine,
        parameters: Parameters,
        secret: bytes = b"",
        join: Block | None = None,
    ) -> None:
        self.panels = panels
        self.parameters = parameters
        self.secret = secret
        self.join = join
        self.store = VoteStore(engine, parameters.scales.bounds())
        self._seen: dict[str, RoundState] = {}

    def changed(self, found: Mapping[str, RoundState]) -> bool:
        """Whether anything was written since the last view."""
        return self._states(found) != self._seen

    def _states(self, found: Mapping[str, RoundState]) -> dict[str, RoundState]:
        return {name: one for panel in self.panels for name, one in states_of(panel, found).items()}

    def receive(self, _content: object) -> None:
        """Do nothing, whatever is sent: who looks at a screen asks for nothing."""

    def view(self, look: Look | None = None) -> dict[str, Any]:
        """What is to be shown, read from the database."""
        with speaking(self.parameters.language):
            desk = Desk(self.store, self.parameters, look=look, secret=self.secret)
            rooms = [Conduct(panel, desk) for panel in self.panels]
            room = next((room for room in rooms if _is_on(room)), rooms[0])
            content = self._content(room)
            self._seen = self._states(desk.look.states)
            return {
                "title": _(room.panel.title),
                "language": self.parameters.language,
                "words": words(self.parameters.language),
                "blocks": content,
                "stored": [],
            }

    def _content(self, room: Conduct) -> list[Block]:
        shown = room.shown()
        if shown is not None:
            with for_a_screen():
                content = slide_blocks(room.desk, shown, "screen")
            slide = blocks.part("slide", shown.slide.title, content)
            return [self._head(room, _(room.panel.title)), slide]
        main = _now(room, self.parameters.challenge) if _is_on(room) else self._waiting()
        return [self._head(room, self.parameters.title), main, *self._foot(room)]

    def _head(self, room: Conduct, title: str) -> Block:
        """What this is, and the time that is left."""
        content = [blocks.text(title)]
        if room.moment is not None:
            content.append(clock(room.moment, room.course))
        return blocks.part("head", "", content)

    def _waiting(self) -> Block:
        """Before anything has begun."""
        content = [
            blocks.heading(self.parameters.challenge),
            blocks.text(_("We begin in a moment."), "note"),
        ]
        return blocks.part("now", "", content)

    def _foot(self, room: Conduct) -> list[Block]:
        """How many are still missing, and how to come in."""
        votes = [vote for vote in room.panel.rounds if room.desk.is_open(vote)]
        said = [(_(vote.label), say_missing(room, vote)) for vote in votes]
        lines = [labelled(*one) if len(said) > 1 else one[1] for one in said]
        return [
            *([blocks.part("missing", "", list(map(blocks.text, lines)))] if lines else []),
            *([self.join] if self.join else []),
        ]


def _is_on(room: Conduct) -> bool:
    """Whether anything has begun: its clock, a vote, or the result of one."""
    rounds = room.panel.rounds
    return room.moment is not None or any(room.desk.is_open(v) or room.slides(v) for v in rounds)


def _now(room: Conduct, challenge: str) -> Block:
    """What the room talks about, and what is asked."""
    is_open = any(room.desk.is_open(vote) for vote in room.panel.rounds)
    is_closed = any(room.slides(vote) for vote in room.panel.rounds) and not is_open
    question = _(room.panel.question) if room.panel.question else challenge
    moment = room.moment
    title = (moment.title or moment.activity) if moment else question
    content = [*_turn(room), blocks.heading(title)]
    if question != title and (is_open or (moment and moment.thing)):
        content.append(blocks.text(question))
    if is_open:
        content.append(blocks.text(_("The vote is open."), "open"))
    if is_closed:
        content.append(blocks.text(_("The vote is closed."), "closed"))
    return blocks.part("now", "", content)


def _turn(room: Conduct) -> list[Block]:
    """Which of the things that are taken in turn it is; nothing where none is."""
    things = [moment.thing for moment in room.moments if moment.thing]
    if room.thing not in things:
        return []
    place, every = format_number(things.index(room.thing) + 1), format_number(len(things))
    return [blocks.text(_("{place} of {all}").format(place=place, all=every), "note")]
