"""One person before one panel: what the browser is shown, and what becomes of what it sends."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from playbook.language import _, speaking
from playbook.live.desk import Desk
from playbook.live.errors import NotStored, VoteRefused
from playbook.live.panel import Panel, Request
from playbook.live.people import Who
from playbook.live.rounds import Round, RoundState, close_round, open_round, states
from playbook.live.rows import PERSON
from playbook.live.store import VoteStore
from playbook.live.turnout import results_shown
from playbook.live.views import View, words
from playbook.parameters.declared import Parameters
from playbook.tables import TABLES

LOG = logging.getLogger(__name__)
Message = Mapping[str, Any]


class Session:
    """A panel for whoever sits before it.

    Parameters
    ----------
    panel : Panel
        The stage's votes.
    store : VoteStore
        The campaign's database.
    parameters : Parameters
        The campaign's.
    who : Who
        A participant, or the facilitator.
    campaign : str
        The campaign's name, for the command to type in the end.
    practice : str
        The command that copies the campaign into a database, when this is only practice.
    """

    def __init__(
        self,
        panel: Panel,
        store: VoteStore,
        parameters: Parameters,
        who: Who,
        campaign: str,
        practice: str = "",
    ) -> None:
        self.panel = panel
        self.store = store
        self.parameters = parameters
        self.who = who
        self.campaign = campaign
        self.practice = practice
        self.person = who.participant
        self._seen: dict[str, RoundState] = {}
        self._tokens: dict[str, str] = {}

    @property
    def facilitates(self) -> bool:
        """Whether the facilitator sits here."""
        return self.who.participant is None

    def changed(self) -> bool:
        """Whether anything was written since the last view."""
        return self._states(states(self.store.engine)) != self._seen

    def _states(self, found: Mapping[str, RoundState]) -> dict[str, RoundState]:
        """How the panel's rounds stand, among all of the campaign's."""
        names = {self.panel.name, *(vote.name for vote in self.panel.rounds)}
        return {name: state for name, state in found.items() if name in names}

    def remember(self, message: Message) -> None:
        """Note the numbers that this browser keeps for answers that bear no name."""
        tokens = message.get("remembered")
        if isinstance(tokens, Mapping):
            self._tokens = {str(form): str(token) for form, token in tokens.items()}

    def _desk(self) -> Desk:
        """A fresh look at the database."""
        return Desk(self.store, self.parameters, self._tokens)

    def view(self) -> dict[str, Any]:
        """What the browser is to show, read from the database."""
        with speaking(self.parameters.language):
            desk = self._desk()
            self._seen = self._states(desk.states)  # read before the rows: nothing is missed
            view = View(
                self.panel, desk, self.person, self.facilitates, self.campaign, self.practice
            )
            content = view.content()
            return {
                "title": _(self.panel.title),
                "language": self.parameters.language,
                "words": words(self.parameters.language),
                "blocks": content,
                "stored": desk.stored,
            }

    def receive(self, message: Message) -> dict[str, Any]:
        """Do what the browser asks, and answer it; an answer never says stored too early."""
        answer = {"kind": "ack", "cell": message.get("cell"), "number": message.get("number")}
        with speaking(self.parameters.language):
            try:
                self._do(message)
            except (VoteRefused, NotStored) as error:
                return {**answer, "state": "refused", "text": str(error)}
            except (KeyError, TypeError, ValueError, AttributeError, StopIteration) as error:
                LOG.warning("a panel sent what it cannot mean: %r", error)
                return {**answer, "state": "refused", "text": _("not stored: reload the page.")}
        return {**answer, "state": "stored"}

    def _do(self, message: Message) -> None:
        """Store what a message gives."""
        if message["kind"] == "cell":
            self._cell(str(message["table"]), dict(message["key"]), dict(message["given"]))
            return
        request = Request(
            str(message["name"]),
            str(message.get("row", "")),
            str(message.get("token", "")),
            dict(message["given"]),
            self.person,
            self.facilitates,
        )
        if self.facilitates and request.name in ("open", "close", "person"):
            self._facilitate(request)
            return
        self.panel.act(self._desk(), request)

    def _facilitate(self, request: Request) -> None:
        """Open or close a round, or choose for whom to enter votes."""
        if request.name == "person":
            self.person = request.given["participant_id"]
            return
        vote = next(vote for vote in self.panel.rounds if vote.name == request.row)
        if request.name == "close":
            close_round(self.store.engine, vote.name)
            return
        wanted = self._desk().state(vote).anonymous
        threshold = self.parameters.anonymity_threshold
        open_round(
            self.store.engine, vote.name, wanted, lambda c: results_shown(c, vote, threshold)
        )

    def _cell(self, table: str, key: dict[str, str], given: dict[str, Any]) -> None:
        """Store one cell: a vote of this person, or a note of the facilitator."""
        named = set(TABLES[table].key) - {PERSON}
        if set(key) != named:
            raise KeyError(table)
        for vote in self.panel.rounds:
            if table in vote.votes and set(given) <= (set(vote.votes[table]) or named):
                return self._vote(vote, table, key, given)
        if self.facilitates and set(given) <= set(self.panel.notes.get(table, ())):
            self.store.note(self.panel.name, table, key, given)
            return None
        raise KeyError(table)

    def _vote(self, vote: Round, table: str, key: dict[str, str], given: dict[str, Any]) -> None:
        """Store one vote, or take it back."""
        if self.facilitates:
            self._check_show_of_hands(vote)
        columns = {name: value for name, value in given.items() if name in vote.votes[table]}
        if columns or all(given.values()):
            self.store.vote(vote, self.person, table, key, columns)
        else:
            self.store.withdraw(vote, self.person, table, key)

    def _check_show_of_hands(self, vote: Round) -> None:
        """Refuse to enter votes for nobody, or where each person was promised to vote alone."""
        if self._desk().state(vote).anonymous:
            raise VoteRefused(_("not stored: this vote is anonymous; each person votes alone."))
        if not self.person:
            raise VoteRefused(_("not stored: choose first for whom you enter votes."))
