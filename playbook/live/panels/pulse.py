"""Pulse survey: four questions on how people experience AI, without names."""

from __future__ import annotations

from datetime import date

from playbook.language import N_, _, format_date, format_number, labelled
from playbook.live import blocks
from playbook.live.blocks import Block
from playbook.live.desk import Desk
from playbook.live.errors import VoteRefused
from playbook.live.panel import Panel, Request
from playbook.live.results import caption, explanation, summary
from playbook.live.rounds import Round
from playbook.live.rows import Row
from playbook.parameters.declared import Parameters
from playbook.statistics.anonymity import fewest_voters
from playbook.tables.culture import PULSE

QUESTIONS = {
    "fear": N_("Does AI in your work worry you?"),
    "understanding": N_("Do you understand what AI does in your work?"),
    "disappointment": N_("Does AI do less than you were told?"),
    "daily_use": N_("Do you use AI in your work?"),
}
"""What is asked for each column."""
SCALE = (1.0, 5.0)


class Pulse(Panel):
    """One round a day. Answers bear a number that only the respondent's browser keeps."""

    name = "pulse"
    title = N_("Pulse survey: how do we experience AI?")
    question = N_("How do we experience AI?")

    def __init__(self, parameters: Parameters, today: date | None = None) -> None:
        self.day = today or date.today()
        self.survey = Round(
            f"pulse {self.day.isoformat()}",
            N_("Pulse survey"),
            {"pulse": tuple(QUESTIONS)},
            anonymous=True,
            within={"date": self.day},
            promise=N_(
                "Answers bear no name, only a number that your browser keeps, so"
                " that it alone can change them. The kit records that you answered,"
                " so that nobody answers twice, but neither what nor when. Nothing"
                " is shown before the survey closes, and then only coarse figures of"
                " departments where at least {count} people answered."
            ),
            once=True,
        )
        super().__init__(parameters, [self.survey])

    def ballot(self, desk: Desk, vote: Round, person: str | None) -> list[Block]:
        """The four questions, sent together."""
        mine = self._mine(desk, desk.tokens.get(vote.name))
        elsewhere = mine is None and desk.has_answered(vote, person)
        disabled = elsewhere or not desk.is_open(vote)
        key = {"respondent": ""}
        fields = [
            desk.field(
                "pulse",
                "department",
                key,
                mine,
                disabled=disabled or mine is not None,
                kind="choice",
                options=[{"value": name, "label": name} for name in departments(desk)],
            ),
            *(
                desk.field(
                    "pulse", name, key, mine, disabled=disabled, spelled=True, label=_(question)
                )
                for name, question in QUESTIONS.items()
            ),
        ]
        send = _("Change my answers") if mine else _("Send my answers")
        content: list[Block] = []
        if mine:
            words = _("Your answers are stored ✓. This browser alone can change them.")
            content.append(blocks.text(words, "open"))
        if elsewhere:  # the form stays: by it the right browser shows its number
            words = _(
                "You have answered already. Only the browser that you used can change your answers."
            )
            content.append(blocks.text(words, "note"))
        form = blocks.form("answer", "", send, fields, remember=vote.name)
        return [*content, {**form, "disabled": disabled}]

    def _mine(self, desk: Desk, token: str | None) -> Row | None:
        """What this browser answered."""
        rows = desk.cast(self.survey, "pulse")
        return next((row for row in rows if token and row["respondent"] == token), None)

    def facilitation(self, desk: Desk) -> list[Block]:
        """What the reports need to see the survey."""
        if self.parameters.as_of >= self.day:
            return []
        words = _("Reports stop at {day}: set as_of to today or later to see this survey in them.")
        day = format_date(self.parameters.as_of)
        return [blocks.text(words.format(day=day), "note")]

    def results(self, desk: Desk, vote: Round) -> list[Block]:
        """The band of the mean for each question, by department as in the report.

        Nothing is told of all departments together: what is told of the large ones would leave the
        answers of the few others.
        """
        answers: dict[str, list[Row]] = {}
        for row in desk.cast(vote, "pulse"):
            answers.setdefault(row["department"], []).append(row)
        threshold = fewest_voters(SCALE, self.parameters.anonymity_threshold)
        told = {name: rows for name, rows in sorted(answers.items()) if len(rows) >= threshold}
        if not told:
            words = _("No department has answers of {count} people or more: nothing is shown.")
            return [blocks.text(words.format(count=format_number(threshold)), "note")]
        columns = [_("Question"), format_date(self.day)]
        tables = [
            blocks.table(
                labelled(department, caption(True)),
                columns,
                [
                    [_(question), summary([row[name] for row in rows], SCALE, True, threshold)]
                    for name, question in QUESTIONS.items()
                ],
            )
            for department, rows in told.items()
        ]
        return [*tables, *explanation(True)]

    def act(self, desk: Desk, request: Request) -> None:
        """Store all answers of one respondent, or none."""
        if request.name != "answer":
            super().act(desk, request)
        if request.facilitates:
            raise VoteRefused(_("not stored: this vote is anonymous; each person votes alone."))
        if not request.token:
            raise KeyError(request.name)
        before = self._mine(desk, request.token)
        department = before["department"] if before else request.given.get("department")
        if department not in departments(desk):
            raise VoteRefused(
                _("not stored: fill {column}.").format(column=_(PULSE.column("department").label))
            )
        missing = [name for name in QUESTIONS if request.given.get(name) is None]
        if missing:
            words = _("not stored: {count} of {all} questions have no answer yet.")
            raise VoteRefused(
                words.format(count=format_number(len(missing)), all=format_number(len(QUESTIONS)))
            )
        key = {"date": self.day, "department": department, "respondent": request.token}
        given = {name: request.given[name] for name in QUESTIONS}
        desk.store.vote(self.survey, request.person, "pulse", key, given)


def departments(desk: Desk) -> list[str]:
    """The departments of participants and of earlier surveys."""
    known = {row["department"] for table in ("participants", "pulse") for row in desk.rows(table)}
    return sorted(known - {None})
