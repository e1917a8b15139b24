"""What one person is shown of a panel: how its rounds stand, ballots, switches, results."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from playbook.campaign.live_rounds import CLOSED, OPEN, WAITING
from playbook.language import N_, _, format_number
from playbook.live import blocks
from playbook.live.blocks import Block
from playbook.live.conduct import Conduct, slide_blocks
from playbook.live.controls import controls
from playbook.live.desk import Desk
from playbook.live.panel import Panel
from playbook.live.rounds import Round
from playbook.live.second_round import is_second, why_one_round
from playbook.live.turnout import turnout
from playbook.locales import writing_of

STATES = {
    WAITING: (N_("This vote is not open yet."), "closed"),
    OPEN: (N_("This vote is open."), "open"),
    CLOSED: (N_("This vote is closed: it can be read, and not changed."), "closed"),
}


@dataclass(frozen=True)
class View:
    """A panel as it is shown, at one look at the database.

    Attributes
    ----------
    panel : Panel
        The stage's votes.
    desk : Desk
        The look at the database.
    person : str or None
        Who sits here, or for whom the facilitator enters votes.
    facilitates : bool
        Whether the facilitator sits here.
    campaign : str
        The campaign's name, for the command to type in the end.
    practice : str
        The command that copies the campaign into a database, when this is only practice.
    """

    panel: Panel
    desk: Desk
    person: str | None
    facilitates: bool
    campaign: str
    practice: str = ""

    @cached_property
    def conduct(self) -> Conduct:
        """Where the room is."""
        return Conduct(self.panel, self.desk)

    def content(self) -> list[Block]:
        """All that is shown, from top to bottom."""
        content = self._facilitator() if self.facilitates else self._participant()
        return self._practice() + content

    def _practice(self) -> list[Block]:
        if not self.practice:
            return []
        words = _(
            "Practice: this campaign lies in files, so nothing entered here is kept. To hold votes,"
            " copy it into a database, then open this notebook again:"
        )
        return [{**blocks.command(words, self.practice), "tone": "warning"}]

    def _participant(self) -> list[Block]:
        content = [*self._whose(), *self.panel.shared(self.desk)]
        several = len(self.panel.rounds) > 1
        for vote in self.panel.rounds:
            if several:
                content.append(blocks.heading(_(vote.label)))
            content.append(self._stands(vote))
            if not self.desk.is_closed(vote):
                content += [blocks.text(words, "note") for words in self._promise(vote)]
            if self.desk.is_open(vote):
                content += self._how_far(vote)
            if self.desk.state(vote).state != WAITING:
                content += self._revealed(vote)
                content += self._ballot(vote)
        return content

    def _ballot(self, vote: Round) -> list[Block]:
        """What one person fills: all of it, or what the room talks about and what came before."""
        content = self.panel.ballot(self.desk, vote, self.person)
        things = [self.panel.ballot_of(thing) for thing in self.panel.things(self.desk)]
        now = self.panel.ballot_of(self.conduct.thing)
        by_id = {block["id"]: block for block in content}
        if not (self.conduct.thing and self.desk.is_open(vote) and now in by_id):
            return content
        before = [by_id[name] for name in things[: things.index(now)] if name in by_id]
        others = [block for block in content if block["id"] not in things]
        earlier = _("Earlier in this vote ({count})").format(count=format_number(len(before)))
        behind = [blocks.group("earlier", earlier, before)] if before else []
        return [*others, by_id[now], *behind]

    def _revealed(self, vote: Round) -> list[Block]:
        """What the room sees of the result of a closed round."""
        if not self.conduct.slides(vote):
            return []
        shown = self.conduct.shown()
        if shown is None or shown.vote is not vote:
            words = _("The facilitator shows the result in a moment.")
            return [{**blocks.text(words, "note"), "id": f"result {vote.name}"}]
        content = [blocks.part("slide", shown.slide.title, slide_blocks(self.desk, shown))]
        if shown.is_last and len(shown.slides) > 1:
            content += self.panel.results(self.desk, vote)
        return content

    def _whose(self) -> list[Block]:
        """Whose page this is: whoever holds a link is that person."""
        name = self.desk.people().get(str(self.person), str(self.person))
        words = _("You are here as {name}. If that is not you, tell the facilitator.")
        return [{**blocks.text(words.format(name=name)), "id": "whose"}]

    def _how_far(self, vote: Round) -> list[Block]:
        """Which round this is, and how many things are done."""
        content: list[Block] = []
        if is_second(self.desk, vote):
            words = _(
                "Second round: your votes stand as you left them. Change those on which the"
                " talk has changed your mind."
            )
            content.append({**blocks.text(words), "id": f"second {vote.name}"})
        done = self.panel.progress(self.desk, vote, self.person)
        if done is not None:
            words = _("{done} of {all} done").format(
                done=format_number(done[0]), all=format_number(done[1])
            )
            content.append({**blocks.text(words, "count"), "id": f"progress {vote.name}"})
        return content

    def _stands(self, vote: Round) -> Block:
        words, tone = STATES[self.desk.state(vote).state]
        return {**blocks.text(_(words), tone), "id": f"state {vote.name}"}

    def _promise(self, vote: Round) -> list[str]:
        """Who will see a vote: said before the first click."""
        count = format_number(self.desk.parameters.anonymity_threshold)
        if vote.promise:
            return [_(vote.promise).format(count=count)]
        if not self.desk.state(vote).anonymous:
            return [
                _(
                    "This vote is named: the facilitator and the reports can show what you voted,"
                    " and keep track of changes."
                )
            ]
        sentence = _(
            "This vote is anonymous: nothing is shown before it closes, and then only coarse"
            " figures of at least {count} people. Neither the order nor the time of votes is"
            " kept. Whoever administers the database could still read it."
        )
        return [sentence.format(count=count)]

    def _facilitator(self) -> list[Block]:
        content: list[Block] = controls(self.conduct)
        several = len(self.panel.rounds) > 1
        for vote in self.panel.rounds:
            if several:
                content.append(blocks.heading(_(vote.label)))
            content.append(self._stands(vote))
            content.append(self._switch(vote))
            if self.desk.state(vote).state != WAITING:
                content += turnout(self.desk, vote)
            content += self._closed(vote)
            if vote.first and self.desk.is_closed(vote) and self.desk.state(vote).anonymous:
                content.append(blocks.text(why_one_round(), "note"))
        content += self.panel.facilitation(self.desk)
        return content + self._show_of_hands()

    def _switch(self, vote: Round) -> Block:
        """The button that opens or closes a round."""
        if self.desk.is_open(vote):
            sure = _("Close the vote? Votes can then be read, and not changed.")
            switch = blocks.button("close", _("Close the vote"), vote.name, sure)
        elif self.desk.is_closed(vote):
            sure = _("Open the vote again? The record will show that it was.")
            switch = blocks.button("open", _("Open again"), vote.name, sure)
        else:
            switch = blocks.button("open", _("Open the vote"), vote.name, main=True)
        return blocks.buttons(switch, *self._again(vote))

    def _again(self, vote: Round) -> list[Block]:
        """The button that holds a second round."""
        closed, named = self.desk.is_closed(vote), not self.desk.state(vote).anonymous
        if not (vote.first and closed and named) or is_second(self.desk, vote):
            return []
        sure = _(
            "Keep these votes as the first round, and vote a second time? Each vote stands"
            " until its owner changes it, and everybody sees where the room stood."
        )
        return [blocks.button("again", _("Vote again after the talk"), vote.name, sure)]

    def _closed(self, vote: Round) -> list[Block]:
        """The results of a round, once it is closed."""
        if not self.desk.is_closed(vote):
            return []
        content = self.panel.results(self.desk, vote)
        if self.facilitates and content and not self.practice:
            words = _("The report says more, and how sure the ranking is:")
            content.append(blocks.command(words, f"playbook run {self.campaign}"))
        return content

    def _show_of_hands(self) -> list[Block]:
        """Votes that the facilitator enters for people, where votes are named."""
        named = [vote for vote in self.panel.rounds if not self.desk.state(vote).anonymous]
        if not named:
            return []
        content = [blocks.heading(_("Show of hands"))]
        people = [{"value": key, "label": name} for key, name in self.desk.people().items()]
        chooser = {
            "kind": "choice", "cell": "person", "label": _("Enter votes for"), "about": "",
            "address": {"act": "person", "column": "participant_id"}, "options": people,
            "value": self.person, "required": False, "disabled": False,
        }  # fmt: skip
        content.append(blocks.item("person", _("Whose votes?"), [chooser]))
        if self.person:
            for vote in named:
                content += self._ballot(vote)
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
        "minutes_left": _("{minutes} min left"),
        "time_up": _("Time is up"),
        "standing": _("paused"),
        "decimal_mark": "," if writing_of(language).decimal_comma else ".",
    }
