"""What every panel is: the rounds it holds, what each person fills, what is shown after closing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from playbook.content.booklet import Time
from playbook.language import _
from playbook.live.blocks import Block
from playbook.live.desk import Desk
from playbook.live.reveals.slides import Slide
from playbook.live.rounds import Round
from playbook.parameters.declared import Parameters


@dataclass(frozen=True)
class Request:
    """What a button or a form of a panel asks for.

    Attributes
    ----------
    name, row : str
        What is to be done, and to what.
    token : str
        A number that the browser made up, the same however often it asks for the same.
    given : mapping of str to object
        What was filled in, by column.
    person : str or None
        Who asks, or for whom the facilitator does.
    facilitates : bool
        Whether the facilitator asks.
    """

    name: str
    row: str
    token: str
    given: Mapping[str, Any]
    person: str | None
    facilitates: bool

    def new_identifier(self, letter: str) -> str:
        """The identifier of the row that is asked for, the same however often it is.

        Raises
        ------
        ValueError
            When the browser made up no number.
        """
        if not self.token:
            raise ValueError("a new row needs a number")
        return f"{letter}-{self.token}"


class Panel:
    """One stage's votes.

    Attributes
    ----------
    name : str
        Its notebook's name.
    title : str
        A message of the catalogue.
    question : str
        What is asked of the room, a message of the catalogue; empty: the campaign's challenge.
    notes : mapping of str to sequence of str
        The columns that the facilitator alone fills, by table; they are no votes.
    turns : str
        The step of the run sheet in which what is voted on is taken in turn; empty for none.
    thing_key : str
        The column of votes that says what of that they are about.
    times : sequence of Time
        The run sheet, as the booklet has it; empty where there is none.
    rounds : sequence of Round
        In the order in which they are held.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    question: ClassVar[str] = ""
    notes: ClassVar[Mapping[str, Sequence[str]]] = {}
    turns: ClassVar[str] = ""
    thing_key: ClassVar[str] = ""
    times: Sequence[Time] = ()

    def __init__(self, parameters: Parameters, rounds: Sequence[Round]) -> None:
        self.parameters = parameters
        self.rounds = tuple(rounds)

    # What a panel does not have, it need not define.
    # ruff: noqa: ARG002

    def ballot(self, desk: Desk, vote: Round, person: str | None) -> list[Block]:
        """What one person fills in a round; read-only unless it is open."""
        return []

    def progress(self, desk: Desk, vote: Round, person: str | None) -> tuple[int, int] | None:
        """How many of how many things one person has voted on; None where votes are not counted."""
        return None

    def results(self, desk: Desk, vote: Round) -> list[Block]:
        """What a closed round shows."""
        return []

    def reveal(self, desk: Desk, vote: Round) -> list[Slide]:
        """What a closed round shows to the room, part by part; by default all at once.

        What draws figures is imported here and not before: while people vote, nobody needs it.
        """
        content = self.results(desk, vote)
        return [Slide(_("The result"), lambda: content)] if content else []

    def things(self, desk: Desk) -> dict[str, str]:
        """What is voted on in turn, in its order: how each is called, by its identifier."""
        return {}

    def ballot_of(self, thing: str) -> str:
        """The block of a ballot that is about one of these things."""
        return f"item {thing}"

    def shared(self, desk: Desk) -> list[Block]:
        """What every participant sees, and only the facilitator fills."""
        return []

    def facilitation(self, desk: Desk) -> list[Block]:
        """What the facilitator fills."""
        return []

    def act(self, desk: Desk, request: Request) -> None:
        """Do what a button or a form asks for; KeyError when the panel has no such thing."""
        raise KeyError(request.name)
