"""One person before one panel: what the browser is shown, and what becomes of what it sends."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from playbook.language import _, speaking
from playbook.live.conduct import ACTS, Conduct
from playbook.live.course import change_course, hidden
from playbook.live.desk import Desk
from playbook.live.errors import NotStored, VoteRefused
from playbook.live.look import Look
from playbook.live.messages import (
    ActMessage,
    CellMessage,
    StateMessage,
    echo_of,
    read_message,
)
from playbook.live.panel import Panel, Request
from playbook.live.rounds import Round, RoundState, close_round, open_round, states
from playbook.live.rows import PERSON
from playbook.live.second_round import vote_again
from playbook.live.store import VoteStore
from playbook.live.turnout import results_shown
from playbook.live.views import View, words
from playbook.locales import writing_of
from playbook.parameters.declared import Parameters
from playbook.tables import TABLES

LOG = logging.getLogger(__name__)


def states_of(panel: Panel, found: Mapping[str, RoundState]) -> dict[str, RoundState]:
    """How a panel's rounds stand, and what its facilitator wrote, among all of the campaign's."""
    names = {panel.name, *(vote.name for vote in panel.rounds)}
    return {name: state for name, state in found.items() if name in names}


class Session:
    """A panel for whoever sits before it.

    Attributes
    ----------
    person : str or None
        Whose votes are given here: the facilitator can give those of others.
    facilitates : bool
        Whether the facilitator sits here.

    Parameters
    ----------
    panel : Panel
        The stage's votes.
    engine : Engine
        The campaign's database.
    parameters : Parameters
        The campaign's.
    participant : str or None
        The identifier of who votes here; None where the facilitator sits.
    campaign : str
        The campaign's name, for the command to type in the end.
    practice : str
        The command that copies the campaign into a database, when this is only practice.
    secret : bytes
        What the reports' codes for participants are drawn with.
    """

    def __init__(
        self,
        panel: Panel,
        engine: Engine,
        parameters: Parameters,
        participant: str | None,
        campaign: str,
        practice: str = "",
        secret: bytes = b"",
    ) -> None:
        self.panel = panel
        self.parameters = parameters
        self.campaign = campaign
        self.practice = practice
        self.secret = secret
        self.person = participant
        self.facilitates = participant is None
        self.store = VoteStore(
            engine,
            parameters.scales.bounds(),
            decimal_comma=writing_of(parameters.language).decimal_comma,
            entered_by="facilitator" if self.facilitates else "participant",
        )
        self._seen: dict[str, RoundState] = {}
        self._tokens: dict[str, str] = {}

    def changed(self, found: Mapping[str, RoundState] | None = None) -> bool:
        """Whether anything was written since the last view.

        Parameters
        ----------
        found : mapping of str to RoundState, optional
            How all rounds stand; the database is asked unless given.
        """
        found = states(self.store.engine) if found is None else found
        return states_of(self.panel, found) != self._seen

    def _desk(self, look: Look | None = None) -> Desk:
        """The campaign's database, at a look that others share or at one of its own."""
        return Desk(self.store, self.parameters, self._tokens, look, self.secret)

    def view(self, look: Look | None = None) -> dict[str, Any]:
        """What the browser is to show, read from the database."""
        with speaking(self.parameters.language):
            desk = self._desk(look)
            view = View(
                self.panel, desk, self.person, self.facilitates, self.campaign, self.practice
            )
            content = view.content()
            # The states were read before the rows: nothing is missed.
            self._seen = states_of(self.panel, desk.look.states)
            return {
                "title": _(self.panel.title),
                "language": self.parameters.language,
                "words": words(self.parameters.language),
                "blocks": content,
                "stored": desk.stored,
            }

    def receive(self, content: object) -> dict[str, Any] | None:
        """Do what the browser asks; an answer never says stored too early.

        Parameters
        ----------
        content : object
            What was sent: it can be anything.

        Returns
        -------
        dict or None
            The answer; None to what asks for none.
        """
        answer = {"kind": "ack", **echo_of(content)}
        with speaking(self.parameters.language):
            try:
                message = read_message(content)
                if isinstance(message, StateMessage):
                    self._tokens = dict(message.remembered)
                    return None
                self._do(message)
            except (VoteRefused, NotStored) as error:
                return {**answer, "state": "refused", "text": str(error)}
            except (KeyError, TypeError, ValueError, AttributeError, StopIteration) as error:
                LOG.warning("a panel sent what it cannot mean: %.200r", error)
                return {**answer, "state": "refused", "text": _("not stored: reload the page.")}
            except SQLAlchemyError as error:
                LOG.warning("the database does not answer: %s", type(error).__name__)
                words = _("not stored: the database does not answer. Try again.")
                return {**answer, "state": "refused", "text": words}
        return {**answer, "state": "stored"}

    def _do(self, message: CellMessage | ActMessage) -> None:
        """Store what a message gives."""
        if isinstance(message, CellMessage):
            self._cell(message.table, message.key, message.given)
            return
        request = Request(
            message.name, message.row, message.token, message.given, self.person, self.facilitates
        )
        if self.facilitates and request.name in ("open", "close", "again", "person"):
            self._facilitate(request)
            return
        if self.facilitates and request.name in ACTS:
            conduct = Conduct(self.panel, self._desk())
            change = conduct.change(request.name, request.row, time.time())
            change_course(self.store.engine, self.panel.name, change)
            return
        self.panel.act(self._desk(), request)

    def _facilitate(self, request: Request) -> None:
        """Open or close a round, hold its second round, or choose for whom to enter votes."""
        if request.name == "person":
            person = request.given["participant_id"]
            if person is not None and person not in self._desk().people():
                raise KeyError("participant_id")
            self.person = person
            return
        vote = next(vote for vote in self.panel.rounds if vote.name == request.row)
        engine = self.store.engine
        if request.name != "close" or self._desk().is_open(vote):
            change_course(engine, self.panel.name, hidden)  # all eyes turn to the vote
        if request.name == "close":
            close_round(engine, vote.name)
            return
        if request.name == "again":
            vote_again(engine, vote)
            return
        wanted = self._desk().state(vote).anonymous
        threshold = self.parameters.anonymity_threshold
        open_round(engine, vote.name, wanted, lambda c: results_shown(c, vote, threshold))

    def _cell(self, table: str, key: dict[str, str], given: dict[str, Any]) -> None:
        """Store one cell: a vote of this person, or a note of the facilitator."""
        named = set(TABLES[table].key) - {PERSON}
        if set(key) != named:
            raise KeyError(table)
        for vote in self.panel.rounds:
            if table in vote.votes and set(given) <= (set(vote.votes[table]) or named):
                return self._vote(vote, table, key, given)
        if self.facilitates and set(given) <= set(self.panel.notes.get(table, ())):
            self.store.note(self.panel.name, table, key, given, only_change=True)
            return None
        raise KeyError(table)

    def _vote(self, vote: Round, table: str, key: dict[str, str], given: dict[str, Any]) -> None:
        """Store one vote, or take it back."""
        if self.facilitates:
            self._check_show_of_hands(vote)
        columns = {name: value for name, value in given.items() if name in vote.votes[table]}
        if columns:
            # Rows that refer to nothing are made by the panel's forms, under names of its own.
            declared = TABLES[table]
            made = PERSON not in declared.key and all(
                declared.column(name).refers_to is None for name in key
            )
            self.store.vote(vote, self.person, table, key, columns, only_change=made)
        elif set(given.values()) == {True}:
            self.store.vote(vote, self.person, table, key, {})
        elif set(given.values()) == {None}:
            self.store.withdraw(vote, self.person, table, key)
        else:
            raise ValueError("neither given nor taken back")

    def _check_show_of_hands(self, vote: Round) -> None:
        """Refuse to enter votes for nobody, or where each person was promised to vote alone."""
        if self._desk().state(vote).anonymous:
            raise VoteRefused(_("not stored: this vote is anonymous; each person votes alone."))
        if not self.person:
            raise VoteRefused(_("not stored: choose first for whom you enter votes."))
