"""Solution selection: the jury scores each solution on each criterion, and notes its feedback."""

from __future__ import annotations

from playbook.language import N_, _, format_number
from playbook.live import blocks
from playbook.live.blocks import Block
from playbook.live.desk import Desk
from playbook.live.panel import Panel
from playbook.live.results import caption, explanation, summary
from playbook.live.reveals.slides import Slide
from playbook.live.rounds import Round
from playbook.live.rows import Row
from playbook.parameters.declared import Parameters
from playbook.tables.feasibility import CRITERIA, FEEDBACK, SOLUTIONS

FEEDBACK_COLUMNS = ("rating", "strengths", "weaknesses", "comment")


class SolutionSelection(Panel):
    """Two rounds: the grid, and the feedback after the providers' oral presentations."""

    name = "solution_selection"
    title = N_("Solution selection: the jury's grid")
    question = N_("Which solution serves us best?")
    turns = "orals"
    thing_key = "solution_id"

    def __init__(self, parameters: Parameters) -> None:
        self.grid = Round(
            "solution_selection grid",
            N_("Criteria grid"),
            {"jury_scores": ("score", "comment")},
            anonymous=parameters.anonymous_votes,
            amount=lambda row: row["score"] is not None,  # comments are welcome, and no votes
        )
        self.feedback = Round(
            "solution_selection feedback",
            N_("Feedback after the oral presentations"),
            {"feedback": FEEDBACK_COLUMNS},
            anonymous=parameters.anonymous_votes,
            unit=N_("Answers"),
        )
        super().__init__(parameters, [self.grid, self.feedback])

    def ballot(self, desk: Desk, vote: Round, person: str | None) -> list[Block]:
        """A grid for each solution, or a feedback form for each."""
        table = "jury_scores" if vote is self.grid else "feedback"
        mine = desk.mine(table, person)
        if vote is self.grid:
            return [self._grid(desk, solution, mine) for solution in desk.rows("solutions")]
        given = {row["solution_id"]: row for row in mine}
        return [
            self._feedback(desk, solution, given.get(solution["solution_id"]))
            for solution in desk.rows("solutions")
        ]

    def progress(self, desk: Desk, vote: Round, person: str | None) -> tuple[int, int] | None:
        """The cells of the grid that are scored, or the solutions that got feedback."""
        solutions = len(desk.rows("solutions"))
        if vote is self.grid:
            scored = sum(row["score"] is not None for row in desk.mine("jury_scores", person))
            return scored, solutions * len(desk.rows("criteria"))
        rated = sum(row["rating"] is not None for row in desk.mine("feedback", person))
        return rated, solutions

    def _grid(self, desk: Desk, solution: Row, mine: list[Row]) -> Block:
        """The criteria of one solution, behind its name and how many are scored."""
        name = solution["solution_id"]
        given = {row["criterion_id"]: row for row in mine if row["solution_id"] == name}
        items = []
        for criterion in desk.rows("criteria"):
            key = {"solution_id": name, "criterion_id": criterion["criterion_id"]}
            row = given.get(criterion["criterion_id"])
            about = f"{solution['name']}, {criterion['label']}"
            fields = [
                desk.field(
                    "jury_scores",
                    column,
                    key,
                    row,
                    disabled=not desk.is_open(self.grid),
                    about=about,
                    low_label=_("low"),
                    high_label=_("high"),
                )
                for column in ("score", "comment")
            ]
            section = _(CRITERIA.column("section").codes[criterion["section"]])
            items.append(blocks.item("/".join(key.values()), criterion["label"], fields, section))
        title = _("{solution}: {scored} of {criteria} criteria scored").format(
            solution=solution["name"],
            scored=format_number(sum(row["score"] is not None for row in given.values())),
            criteria=format_number(len(items)),
        )
        return blocks.group(name, title, items)

    def _feedback(self, desk: Desk, solution: Row, row: Row | None) -> Block:
        """What one juror thinks of one presentation."""
        key = {"solution_id": solution["solution_id"]}
        fields = [
            desk.field(
                "feedback",
                column,
                key,
                row,
                disabled=not desk.is_open(self.feedback),
                about=solution["name"],
                low_label=_("low"),
                high_label=_("high"),
            )
            for column in FEEDBACK_COLUMNS
        ]
        name = f"feedback {solution['solution_id']}"
        return blocks.item(name, solution["name"], fields, solution["provider"])

    def things(self, desk: Desk) -> dict[str, str]:
        """The solutions, which are presented one after the other."""
        return {row["solution_id"]: row["name"] for row in desk.rows("solutions")}

    def ballot_of(self, thing: str) -> str:
        """The feedback on a solution."""
        return f"item feedback {thing}"

    def reveal(self, desk: Desk, vote: Round) -> list[Slide]:
        """The grid and the ranking; of the feedback, its figures."""
        if vote is self.feedback:
            return super().reveal(desk, vote)
        from playbook.live.reveals.solution_selection import slides

        return slides(desk, desk.state(vote).anonymous)

    def results(self, desk: Desk, vote: Round) -> list[Block]:
        """Figures for each solution: criterion by criterion, or of the feedback."""
        anonymous = desk.state(vote).anonymous
        solutions = {row["solution_id"]: row["name"] for row in desk.rows("solutions")}
        if vote is self.feedback:
            rows = [
                [name, self._figures(desk, "feedback", "rating", anonymous, solution_id=key)]
                for key, name in solutions.items()
            ]
            columns = [_(SOLUTIONS.column("solution_id").label), _(FEEDBACK.column("rating").label)]
            table = blocks.table(caption(anonymous), columns, rows)
            return [table, *explanation(anonymous)]
        rows = [
            [
                criterion["label"],
                *(
                    self._figures(
                        desk, "jury_scores", "score", anonymous,
                        solution_id=key, criterion_id=criterion["criterion_id"],
                    )
                    for key in solutions
                ),
            ]
            for criterion in desk.rows("criteria")
        ]  # fmt: skip
        columns = [_(CRITERIA.column("criterion_id").label), *solutions.values()]
        return [blocks.table(caption(anonymous), columns, rows), *explanation(anonymous)]

    def _figures(self, desk: Desk, table: str, column: str, anonymous: bool, **where: str) -> str:
        """The figures of some votes."""
        found = [
            row[column]
            for row in desk.rows(table)
            if all(row[name] == value for name, value in where.items()) and row[column] is not None
        ]
        scale = self.parameters.scales.bounds()["jury"]
        return summary(found, scale, anonymous, self.parameters.anonymity_threshold)
