"""Prioritisation: each participant rates the value and the feasibility of each use case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from playbook.language import N_, _, format_number, labelled
from playbook.live import blocks
from playbook.live.blocks import Block
from playbook.live.desk import Desk
from playbook.live.panel import Panel, Request
from playbook.live.results import caption, explanation, summary
from playbook.live.reveals.slides import Slide
from playbook.live.rounds import Round, show_notes
from playbook.live.rows import Row
from playbook.live.second_round import had_voted, is_second, say_moves
from playbook.parameters.declared import Parameters
from playbook.tables.framing import RATINGS, USE_CASES

CRITERIA = ("value", "feasibility")
COMMENTS = ("value_comment", "feasibility_comment")


class Prioritisation(Panel):
    """Two scales for each use case; the discussion's comments stand beside them."""

    name = "prioritisation"
    title = N_("Prioritisation: value and feasibility")
    question = N_("What is it worth, and can it be done?")
    notes: ClassVar[Mapping[str, Sequence[str]]] = {"use_cases": COMMENTS}
    turns = "rating"
    thing_key = "use_case_id"

    def __init__(self, parameters: Parameters) -> None:
        vote = Round(
            "prioritisation",
            N_("Ratings"),
            {"ratings": CRITERIA},
            anonymous=parameters.anonymous_votes,
            first={"ratings": "first_ratings"},
        )
        super().__init__(parameters, [vote])

    def ballot(self, desk: Desk, vote: Round, person: str | None) -> list[Block]:
        """Two scales for each use case."""
        given = {row["use_case_id"]: row for row in desk.mine("ratings", person)}
        content = []
        for number, use_case in enumerate(desk.rows("use_cases"), start=1):
            own = given.get(use_case["use_case_id"])
            notes = self._first_votes(desk, vote, use_case, person)
            if self._may_read(desk, vote, own):
                notes += _comments(use_case)
            content.append(self._item(desk, vote, number, use_case, own, notes))
        return content

    def progress(self, desk: Desk, vote: Round, person: str | None) -> tuple[int, int] | None:
        """The use cases that are rated on both scales."""
        mine = desk.mine("ratings", person)
        return sum(_is_whole(row) for row in mine), len(desk.rows("use_cases"))

    def _may_read(self, desk: Desk, vote: Round, own: Row | None) -> bool:
        """Whether somebody may read what was said of a use case: it leads who has not voted."""
        return (
            _is_whole(own)
            or not desk.is_open(vote)
            or is_second(desk, vote)
            or desk.shows_notes(self.name)
        )

    def _first_votes(self, desk: Desk, vote: Round, use_case: Row, person: str | None) -> list[str]:
        """What the first round gave, where this is the second."""
        if not is_second(desk, vote):
            return []
        name = use_case["use_case_id"]
        rows = [row for row in desk.rows("first_ratings") if row["use_case_id"] == name]
        said = (
            had_voted(rows, person, criterion, _(RATINGS.column(criterion).label))
            for criterion in CRITERIA
        )
        return [words for words in said if words]

    def _item(
        self,
        desk: Desk,
        vote: Round,
        number: int,
        use_case: Row,
        given: Row | None,
        notes: Sequence[str],
    ) -> Block:
        """One use case with what may be read of it, and its two scales."""
        name = use_case["use_case_id"]
        fields = [
            desk.field(
                "ratings",
                criterion,
                {"use_case_id": name},
                given,
                disabled=not desk.is_open(vote),
                about=use_case["title"],
                low_label=_("low"),
                high_label=_("high"),
            )
            for criterion in CRITERIA
        ]
        title = f"{format_number(number)}. {use_case['title']}"
        return blocks.item(name, title, fields, use_case["description"], notes)

    def things(self, desk: Desk) -> dict[str, str]:
        """The use cases."""
        return {row["use_case_id"]: row["title"] for row in desk.rows("use_cases")}

    def reveal(self, desk: Desk, vote: Round) -> list[Slide]:
        """Each use case, the matrix, the ranking."""
        from playbook.live.reveals.prioritisation import slides

        return slides(desk, desk.state(vote).anonymous)

    def facilitation(self, desk: Desk) -> list[Block]:
        """The comments that the discussion brings."""
        shown = desk.shows_notes(self.name)
        said = _("Everybody reads them now.")
        offered = blocks.button("notes", _("Hide them from those who have not voted"), "hide")
        if not shown:
            said = _(
                "People who have not voted on a use case do not see its comments, which could"
                " sway their vote."
            )
            offered = blocks.button("notes", _("Show them to everybody"), "show")
        content = [
            blocks.heading(_("Comments of the discussion")),
            {**blocks.text(said, "note"), "id": "notes shown"},
            blocks.buttons(offered),
        ]
        for use_case in desk.rows("use_cases"):
            name = use_case["use_case_id"]
            fields = [
                desk.field(
                    "use_cases", column, {"use_case_id": name}, use_case, about=use_case["title"]
                )
                for column in COMMENTS
            ]
            content.append(blocks.item(f"comments {name}", use_case["title"], fields))
        return content

    def results(self, desk: Desk, vote: Round) -> list[Block]:
        """A median for each use case and criterion, and what may be shown beside it."""
        anonymous = desk.state(vote).anonymous
        columns = [_(USE_CASES.column("use_case_id").label)]
        columns += [_(RATINGS.column(criterion).label) for criterion in CRITERIA]
        scale = self.parameters.scales.bounds()["rating"]
        rows = []
        for use_case in desk.rows("use_cases"):
            given = [r for r in desk.rows("ratings") if r["use_case_id"] == use_case["use_case_id"]]
            figures = []
            for criterion in CRITERIA:
                votes = [row[criterion] for row in given if row[criterion] is not None]
                figures.append(
                    summary(votes, scale, anonymous, self.parameters.anonymity_threshold)
                )
            rows.append([use_case["title"], *figures])
        content = [blocks.table(caption(anonymous), columns, rows), *explanation(anonymous)]
        if is_second(desk, vote):
            moves = say_moves(desk.rows("first_ratings"), desk.rows("ratings"), CRITERIA)
            content.append({**blocks.text(moves), "id": "moves"})
        return content

    def act(self, desk: Desk, request: Request) -> None:
        """Show the comments to everybody, or only to who has voted."""
        if request.name != "notes" or not request.facilitates:
            super().act(desk, request)
        show_notes(desk.store.engine, self.name, shown=request.row == "show")


def _is_whole(row: Row | None) -> bool:
    """Whether somebody has rated a use case on both scales."""
    return row is not None and all(row[criterion] is not None for criterion in CRITERIA)


def _comments(use_case: Row) -> list[str]:
    """What was said of a use case."""
    return [
        labelled(_(USE_CASES.column(column).label), use_case[column])
        for column in COMMENTS
        if use_case[column]
    ]
