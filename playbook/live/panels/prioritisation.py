"""Prioritisation: each participant rates the value and the feasibility of each use case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from playbook.language import N_, _, format_number, labelled
from playbook.live import blocks
from playbook.live.blocks import Block
from playbook.live.desk import Desk
from playbook.live.panel import Panel
from playbook.live.results import caption, explanation, summary
from playbook.live.reveals.prioritisation import slides
from playbook.live.reveals.slides import Slide
from playbook.live.rounds import Round
from playbook.live.rows import Row
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
        )
        super().__init__(parameters, [vote])

    def ballot(self, desk: Desk, vote: Round, person: str | None) -> list[Block]:
        """Two scales for each use case."""
        given = {row["use_case_id"]: row for row in desk.mine("ratings", person)}
        use_cases = enumerate(desk.rows("use_cases"), start=1)
        return [
            self._item(desk, vote, number, use_case, given.get(use_case["use_case_id"]))
            for number, use_case in use_cases
        ]

    def _item(
        self, desk: Desk, vote: Round, number: int, use_case: Row, given: Row | None
    ) -> Block:
        """One use case with its comments and its two scales."""
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
        comments = [
            labelled(_(USE_CASES.column(column).label), use_case[column])
            for column in COMMENTS
            if use_case[column]
        ]
        title = f"{format_number(number)}. {use_case['title']}"
        return blocks.item(name, title, fields, use_case["description"], comments)

    def things(self, desk: Desk) -> dict[str, str]:
        """The use cases."""
        return {row["use_case_id"]: row["title"] for row in desk.rows("use_cases")}

    def reveal(self, desk: Desk, vote: Round) -> list[Slide]:
        """Each use case, the matrix, the ranking."""
        return slides(desk, desk.state(vote).anonymous)

    def facilitation(self, desk: Desk) -> list[Block]:
        """The comments that the discussion brings."""
        content = [blocks.heading(_("Comments of the discussion"))]
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
        return [blocks.table(caption(anonymous), columns, rows), *explanation(anonymous)]
