"""One person before one panel: what the browser is shown, and what becomes of what it sends."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from playbook.language import N_, _, format_number, speaking
from playbook.live import blocks
from playbook.live.blocks import Block
from playbook.live.desk import Desk
from playbook.live.errors import NotStored, VoteRefused
from playbook.live.panel import Panel, Request
from playbook.live.people import Who
from playbook.live.rounds import (
    CLOSED,
    OPEN,
    WAITING,
    Round,
    RoundState,
    close_round,
    open_round,
    states,
)
from playbook.live.store import PERSON, VoteStore
from playbook.live.turnout import results_shown, turnout
from playbook.parameters import Parameters
from playbook.tables import TABLES

LOG = logging.getLogger(__name__)
Message = Mapping[str, Any]
STATES = {
    WAITING: (N_("This vote is not open yet."), "closed"),
    OPEN: (N_("This vote is open."), "open"),
    CLOSED: (N_("This vote is closed: it can be read, and not changed."), "closed"),
}


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
            content = self._practice() + (
                self._facilitator(desk) if self.facilitates else self._participant(desk)
            )
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

    # What is shown ------------------------------------------------------------------------------

    def _practice(self) -> list[Block]:
        if not self.practice:
            return []
        words = _(
            "Practice: this campaign lies in files, so nothing entered here is kept. To hold votes,"
            " copy it into a database, then open this notebook again:"
        )
        return [{**blocks.command(words, self.practice), "tone": "warning"}]

    def _participant(self, desk: Desk) -> list[Block]:
        content: list[Block] = self.panel.shared(desk)
        several = len(self.panel.rounds) > 1
        for vote in self.panel.rounds:
            if several:
                content.append(blocks.heading(_(vote.label)))
            content.append(self._stands(desk, vote))
            if not desk.is_closed(vote):
                content += [blocks.text(words, "note") for words in self._promise(desk, vote)]
            if desk.state(vote).state != WAITING:
                content += self._closed(desk, vote)
                content += self.panel.ballot(desk, vote, self.person)
        return content

    def _stands(self, desk: Desk, vote: Round) -> Block:
        words, tone = STATES[desk.state(vote).state]
        return {**blocks.text(_(words), tone), "id": f"state {vote.name}"}

    def _promise(self, desk: Desk, vote: Round) -> list[str]:
        """Who will see a vote: said before the first click."""
        count = format_number(self.parameters.anonymity_threshold)
        if vote.promise:
            return [_(vote.promise).format(count=count)]
        if not desk.state(vote).anonymous:
            return [
                _(
                    "This vote is named: the facilitator and the reports can show what you vote,"
                    " and changes are kept."
                )
            ]
        sentence = _(
            "This vote is anonymous: nothing is shown before it closes, and then only medians and"
            " coarse shares of at least {count} people. Neither the order nor the time of votes is"
            " kept. Whoever administers the database could still read it."
        )
        return [sentence.format(count=count)]

    def _facilitator(self, desk: Desk) -> list[Block]:
        content: list[Block] = []
        several = len(self.panel.rounds) > 1
        for vote in self.panel.rounds:
            if several:
                content.append(blocks.heading(_(vote.label)))
            content.append(self._stands(desk, vote))
            content.append(self._switch(desk, vote))
            if desk.state(vote).state != WAITING:
                content += turnout(desk, vote)
            content += self._closed(desk, vote)
        content += self.panel.facilitation(desk)
        return content + self._show_of_hands(desk)

    def _switch(self, desk: Desk, vote: Round) -> Block:
        """The button that opens or closes a round."""
        if desk.is_open(vote):
            sure = _("Close the vote? Votes can then be read, and not changed.")
            switch = blocks.button("close", _("Close the vote"), vote.name, sure)
        elif desk.is_closed(vote):
            sure = _("Open the vote again? That it was opened again is kept.")
            switch = blocks.button("open", _("Open again"), vote.name, sure)
        else:
            switch = blocks.button("open", _("Open the vote"), vote.name, main=True)
        return blocks.buttons(switch)

    def _closed(self, desk: Desk, vote: Round) -> list[Block]:
        """The results of a round, once it is closed."""
        if not desk.is_closed(vote):
            return []
        content = self.panel.results(desk, vote)
        if self.facilitates and content and not self.practice:
            words = _("The report says more, and how sure the ranking is:")
            content.append(blocks.command(words, f"playbook run {self.campaign}"))
        return content

    def _show_of_hands(self, desk: Desk) -> list[Block]:
        """Votes that the facilitator enters for people, where votes are named."""
        named = [vote for vote in self.panel.rounds if not desk.state(vote).anonymous]
        if not named:
            return []
        content = [blocks.heading(_("Show of hands"))]
        people = [{"value": key, "label": name} for key, name in desk.people().items()]
        chooser = {
            "kind": "choice", "cell": "person", "label": _("Enter votes for"), "about": "",
            "address": {"act": "person", "column": "participant_id"}, "options": people,
            "value": self.person, "required": False, "disabled": False,
        }  # fmt: skip
        content.append(blocks.item("person", _("Whose votes?"), [chooser]))
        if self.person:
            for vote in named:
                content += self.panel.ballot(desk, vote, self.person)
        return content


def words(language: str) -> dict[str, str]:
    """The words that the browser itself says."""
    return {
        "storing": _("Storing…"),
        "stored": _("Stored ✓"),
        "refused": _("Not stored"),
        "writing": _("Not stored yet"),
        "late": _("Not stored yet: no answer. Is the connection down? Trying again…"),
        "no_opinion": _("No opinion"),
        "one_more": _("One dot more"),
        "one_less": _("One dot less"),
        "no_dot": _("no dot"),
        "cancel": _("Cancel"),
        "decimal_mark": "," if language == "fr" else ".",
    }
