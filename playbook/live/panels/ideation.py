"""Ideation: everybody writes notes, then puts dots on the ideas worth digging into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from playbook.language import N_, _, format_number, ngettext
from playbook.live import blocks
from playbook.live.ballot import Field
from playbook.live.blocks import Block
from playbook.live.desk import Desk
from playbook.live.panel import Panel, Request
from playbook.live.results import anonymous_dots, in_words
from playbook.live.reveals.slides import Slide
from playbook.live.rounds import Quota, Round
from playbook.live.rows import Row
from playbook.parameters.declared import Parameters
from playbook.tables.framing import DOT_VOTES, IDEAS

NOTE = ("text", "round", "step_id")
GROUPING = ("theme", "uses_ai")
MOST_NOTES = 100
"""Of one person: far more than anybody presents."""


class Ideation(Panel):
    """Two rounds: notes, which bear their writer's name, then dots."""

    name = "ideation"
    title = N_("Ideation: notes, then dots")
    notes: ClassVar[Mapping[str, Sequence[str]]] = {"ideas": GROUPING}

    def __init__(self, parameters: Parameters) -> None:
        quota = Quota(parameters.dots_per_participant, "dots", parameters.max_dots_per_idea)
        self.writing = Round(
            "ideation notes",
            N_("Notes"),
            {"ideas": NOTE},
            anonymous=False,
            promise=N_(
                "Notes bear their writer's name: everybody presents their own, and the reports can"
                " say who wrote how many."
            ),
            quotas={"ideas": Quota(MOST_NOTES)},
            unit=N_("Notes"),
            amount=lambda _note: 1,
        )
        self.voting = Round(
            "ideation dots",
            N_("Dots"),
            {"dot_votes": ("dots",)},
            anonymous=parameters.anonymous_votes,
            quotas={"dot_votes": quota},
            unit=N_("Dots"),
            amount=lambda row: row["dots"] or 0,
        )
        super().__init__(parameters, [self.writing, self.voting])

    def ballot(self, desk: Desk, vote: Round, person: str | None) -> list[Block]:
        """One's own notes, or the dots on all ideas."""
        if vote is self.writing:
            return self._notes(desk, person)
        return self._dots(desk, person)

    def _notes(self, desk: Desk, person: str | None) -> list[Block]:
        """A form for the next note, and the notes that were written."""
        mine = desk.mine("ideas", person)
        said = ngettext("{count} note of yours.", "{count} notes of yours.", len(mine))
        wanted = _("{notes} {wanted} are asked for; more are welcome.").format(
            notes=said.format(count=format_number(len(mine))),
            wanted=format_number(self.parameters.ideas_per_participant),
        )
        content = [{**blocks.text(wanted, "note"), "id": "notes so far"}]
        is_open = desk.is_open(self.writing)
        if is_open:
            fields = self._note(desk, "", None, disabled=False)
            content.append(blocks.form("add", _("A new note"), _("Add the note"), fields))
        for row in mine:
            name = row["idea_id"]
            fields = self._note(desk, name, row, disabled=not is_open)
            sure = _("Delete this note?")
            delete = [blocks.button("delete", _("Delete"), name, sure)] if is_open else []
            content.append(blocks.item(name, _("A note of yours"), fields, buttons=delete))
        return content

    def _note(self, desk: Desk, name: str, row: Row | None, *, disabled: bool) -> list[Field]:
        """The inputs of one note."""
        key = {"idea_id": name}
        about = row["text"] if row else _("A new note")
        fields = [
            desk.field("ideas", column, key, row, disabled=disabled, about=about)
            for column in ("text", "round")
        ]
        steps = [
            {"value": step["step_id"], "label": step["label"]}
            for step in sorted(desk.rows("process_steps"), key=lambda step: step["position"])
        ]
        if steps:
            step = desk.field("ideas", "step_id", key, row, disabled=disabled, about=about)
            fields.append({**step, "kind": "choice", "options": steps})
        return fields

    def _dots(self, desk: Desk, person: str | None) -> list[Block]:
        """How many dots are left, and a counter for each idea."""
        given = {row["idea_id"]: row for row in desk.mine("dot_votes", person)}
        limit = self.parameters.dots_per_participant
        left = limit - sum(row["dots"] for row in given.values())
        words = ngettext("{left} of {all} dots is left.", "{left} of {all} dots are left.", left)
        said = words.format(left=format_number(max(left, 0)), all=format_number(limit))
        content = [{**blocks.text(said, "count"), "id": "dots left"}]
        for idea in desk.rows("ideas"):
            name = idea["idea_id"]
            row = given.get(name)
            here = row["dots"] if row else 0
            most = min(self.parameters.max_dots_per_idea or limit, here + left)
            field = desk.field(
                "dot_votes",
                "dots",
                {"idea_id": name},
                row,
                disabled=not desk.is_open(self.voting),
                about=idea["text"],
                kind="dots",
                most=most,
            )
            content.append(blocks.item(f"dots {name}", idea["text"], [field]))
        return content

    def facilitation(self, desk: Desk) -> list[Block]:
        """Group the notes by theme, and separate the AI ideas from the others."""
        rows = []
        for idea in desk.rows("ideas"):
            key = {"idea_id": idea["idea_id"]}
            theme, uses_ai = (
                desk.field("ideas", column, key, idea, about=idea["text"]) for column in GROUPING
            )
            fields = [{**theme, "kind": "line"}, uses_ai]
            rows.append(blocks.item(f"group {idea['idea_id']}", idea["text"], fields))
        return [blocks.group("themes", _("Group the notes: themes, and AI or not"), rows)]

    def reveal(self, desk: Desk, vote: Round) -> list[Slide]:
        """The dots, then the ranking; nothing of the notes, which are on the board."""
        if vote is self.writing:
            return []
        from playbook.live.reveals.ideation import slides

        return slides(desk, desk.state(vote).anonymous)

    def results(self, desk: Desk, vote: Round) -> list[Block]:
        """The ideas by their dots; nothing of the notes, which are on the board."""
        if vote is self.writing:
            return []
        voters = desk.voters(vote)
        dots: dict[str, list[int]] = {}
        for row in desk.rows("dot_votes"):
            dots.setdefault(row["idea_id"], []).append(row["dots"])
        idea, count = _(IDEAS.column("idea_id").label), _(DOT_VOTES.column("dots").label)
        titles = {row["idea_id"]: row["text"] for row in desk.rows("ideas")}
        if desk.state(vote).anonymous:
            if len(voters) < self.parameters.anonymity_threshold:
                return [blocks.text(too_few(self.parameters.anonymity_threshold), "note")]
            counts = {name: sum(given) for name, given in dots.items()}
            return [self._in_twos(titles, counts, len(voters), [idea, count])]
        first = sorted(dots, key=lambda name: -sum(dots[name]))
        rows = [
            [titles[name], format_number(sum(dots[name])), format_number(len(dots[name]))]
            for name in first
        ]
        return [blocks.table(_("What was voted"), [idea, count, _("Voters")], rows)]

    def _in_twos(
        self, titles: Mapping[str, str], counts: Mapping[str, int], voters: int, columns: list[str]
    ) -> Block:
        """The dots on each idea where votes are anonymous, as the report tells them."""
        quota = self.parameters.dots_per_participant
        most_each = min(self.parameters.max_dots_per_idea or quota, quota)
        told = anonymous_dots(counts, most_each * voters, len(titles))
        first = sorted(titles, key=lambda name: -told.get(name, 0))
        rows = [[titles[name], in_words(told.get(name, 0))] for name in first]
        return blocks.table(_("What was voted"), columns, rows)

    def act(self, desk: Desk, request: Request) -> None:
        """Add a note, or delete one's own."""
        if request.name == "delete":
            desk.store.withdraw(self.writing, request.person, "ideas", {"idea_id": request.row})
        elif request.name == "add":
            key = {"idea_id": request.new_identifier("N")}
            given = {name: value for name, value in request.given.items() if name in NOTE}
            desk.store.vote(self.writing, request.person, "ideas", key, given)
        else:
            super().act(desk, request)


def too_few(threshold: int) -> str:
    """Why nothing is shown."""
    words = _("Fewer than {count} people voted. The vote is anonymous, so nothing is shown.")
    return words.format(count=format_number(threshold))
