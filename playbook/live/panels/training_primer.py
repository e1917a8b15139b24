"""Training session: who is here, labels by hand, and the quiz before and after, without names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from playbook.language import N_, _, format_date, format_number
from playbook.live import blocks
from playbook.live.ballot import Field
from playbook.live.blocks import Block
from playbook.live.desk import Desk
from playbook.live.errors import VoteRefused
from playbook.live.panel import Panel, Request
from playbook.live.rounds import Round
from playbook.live.rows import PERSON, Row
from playbook.parameters.declared import Parameters
from playbook.stages.training_primer.labelling_sheet import SHEET
from playbook.stages.training_primer.questions import LETTERS, QUESTIONS, choices, is_right
from playbook.tables.columns import YES_NO
from playbook.tables.feasibility import MOMENTS

IMAGES = [str(number) for number in range(1, len(SHEET) + 1)]
"""The numbers of the images on the sheet of the labelling exercise."""
KEEP = "keep_score"
"""The name of the question whether a score may stand beside one's name; it is no column."""
PROMISE = N_(
    "Answers bear no name, only a number that your browser keeps, to compare yours"
    " before and after. The kit records that you answered, but neither what nor"
    " when. Once the quiz is closed, and if at least {count} people answered, the"
    " room sees how many are right on each question; one and nobody look alike."
)


class TrainingQuiz(Panel):
    """Four rounds a day: attendance and labels by name, the quiz before and after without."""

    name = "training_primer"
    title = N_("Training session: attendance, labels and quiz")

    def __init__(self, parameters: Parameters, today: date | None = None) -> None:
        self.day = today or date.today()
        day = self.day.isoformat()
        self.here = Round(
            f"training_primer here {day}",
            N_("Who is here"),
            {"attendance": ("attended",)},
            anonymous=False,
            promise=N_(
                "The list of those who came bears names: the company keeps it as proof of training."
            ),
            unit=N_("Here"),
            amount=lambda row: row["attended"] == "yes",
        )
        self.labels = Round(
            f"training_primer labels {day}",
            N_("Labels by hand"),
            {"hand_labels": ("label",)},
            anonymous=False,
            promise=N_(
                "Labels are compared person by person; reports show how far people agree, and name"
                " nobody: they use codes."
            ),
            unit=N_("Labels"),
            admits=lambda _connection, row: row["image"] in IMAGES,
        )
        self.quiz = {
            moment: Round(
                f"training_primer {moment} {day}",
                {"before": N_("Quiz before"), "after": N_("Quiz after")}[moment],
                {"quiz_answers": ("answer",)},
                anonymous=True,
                within={"moment": moment, "session": day},
                promise=PROMISE,
                once=True,
            )
            for moment in MOMENTS
        }
        super().__init__(
            parameters, [self.here, self.quiz["before"], self.labels, self.quiz["after"]]
        )

    def ballot(self, desk: Desk, vote: Round, person: str | None) -> list[Block]:
        """A tick for being here, twenty labels, or the quiz; nothing once it is closed."""
        if desk.is_closed(vote):
            return []
        if vote is self.here:
            return self._presence(desk, person)
        if vote is self.labels:
            return self._labels(desk, person)
        return self._quiz(desk, vote, person)

    def _presence(self, desk: Desk, person: str | None) -> list[Block]:
        """“I am here”, for the session of the day."""
        session = self.session(desk)
        if session is None:
            return [blocks.text(_("The trainer has not entered this session yet."), "note")]
        mine = {row["workshop_id"]: row for row in desk.mine("attendance", person)}
        key = {"workshop_id": session["workshop_id"]}
        row = mine.get(session["workshop_id"])
        closed = not desk.is_open(self.here)
        name = desk.people().get(str(person), str(person))
        options = [{"value": code, "label": _(label)} for code, label in YES_NO.items()]
        field = desk.field(
            "attendance", "attended", key, row,
            disabled=closed, about=name, label=_("Here today"), hint="", options=options,
        )  # fmt: skip
        return [blocks.item("here", name, [field])]

    def _labels(self, desk: Desk, person: str | None) -> list[Block]:
        """A line for each image of the sheet."""
        mine = {row["image"]: row for row in desk.mine("hand_labels", person)}
        closed = not desk.is_open(self.labels)
        digits = [{"value": str(digit), "label": str(digit)} for digit in range(10)]
        content = []
        for image in IMAGES:
            title = _("Image {number}").format(number=image)
            field = desk.field(
                "hand_labels", "label", {"image": image}, mine.get(image),
                disabled=closed, about=title, kind="choice", options=digits, hint="",
            )  # fmt: skip
            content.append(blocks.item(f"image {image}", title, [field]))
        return content

    def _quiz(self, desk: Desk, vote: Round, person: str | None) -> list[Block]:
        """The questions, sent together; after the session, whether the score may bear the name."""
        mine = self._mine(desk, vote, desk.tokens.get(self._form))
        elsewhere = not mine and desk.has_answered(vote, person)
        disabled = elsewhere or not desk.is_open(vote)
        fields = [
            _asked(
                question.name,
                f"{number}. {_(question.text)}",
                dict(zip(LETTERS, choices(question), strict=True)),
                mine.get(question.name),
                disabled,
            )
            for number, question in enumerate(QUESTIONS, start=1)
        ]
        after = vote is self.quiz["after"]
        if after and self.session(desk) is not None:
            text = _(
                "May your score, and nothing else, stand beside your name on the attendance list?"
                " Anyone who can read the database could then use it to find your answers. No"
                " answer means no."
            )
            labels = {code: _(label) for code, label in YES_NO.items()}
            fields.append(_asked(KEEP, text, labels, self._kept(desk, person), disabled))
        content: list[Block] = []
        if mine:
            words = _("Your answers are stored ✓. This browser alone can change them.")
            content.append({**blocks.text(words, "open"), "id": f"stored {vote.name}"})
        if elsewhere:
            words = _(
                "You have answered already. Only the browser that you used can change your answers."
            )
            content.append({**blocks.text(words, "note"), "id": f"elsewhere {vote.name}"})
        send = _("Change my answers") if mine else _("Send my answers")
        moment = "after" if after else "before"
        form = blocks.form("answer", "", send, fields, row=moment, remember=self._form)
        return [*content, {**form, "disabled": disabled}]

    @property
    def _form(self) -> str:
        """What the browser keeps its number under: one for both moments of a day."""
        return f"training quiz {self.day.isoformat()}"

    def _mine(self, desk: Desk, vote: Round, token: str | None) -> dict[str, str]:
        """What this browser answered, by question."""
        rows = desk.cast(vote, "quiz_answers")
        return {row["question"]: row["answer"] for row in rows if token == row["respondent"]}

    def _kept(self, desk: Desk, person: str | None) -> str | None:
        """Whether a person's score stands beside the name."""
        session = self.session(desk)
        rows = [
            row
            for row in desk.mine("attendance", person)
            if session is not None and row["workshop_id"] == session["workshop_id"]
        ]
        return "yes" if any(row["quiz_right"] is not None for row in rows) else None

    def session(self, desk: Desk) -> Row | None:
        """The workshop that is held today: the one of this day, else one without a day."""
        held = [row for row in desk.rows("workshops") if row["stage"] == self.name]
        today = [row for row in held if row["starts_at"] and row["starts_at"].date() == self.day]
        undated = [row for row in held if row["starts_at"] is None]
        return next(iter([*today, *undated]), None)

    def facilitation(self, desk: Desk) -> list[Block]:
        """A button that notes the session of the day, where the table of workshops has none."""
        if self.session(desk) is not None:
            words = _("Afterwards, playbook attendance writes the list of those who came.")
            return [blocks.text(words, "note")]
        words = _("There is no training session for today in the table of workshops.")
        button = blocks.button("session", _("Enter today's session"), main=True)
        return [blocks.text(words, "note"), blocks.buttons(button)]

    def results(self, desk: Desk, vote: Round) -> list[Block]:
        """How many people are right on each question, or how far labels agree."""
        if vote is self.here:
            return []
        if vote is self.labels:
            return [
                blocks.text(
                    _(
                        "The report says how far the labels agree, and what disagreement costs"
                        " a model."
                    )
                )
            ]
        answers = desk.cast(vote, "quiz_answers")
        people = len({row["respondent"] for row in answers})
        threshold = self.parameters.anonymity_threshold
        if people < threshold:
            words = _("Fewer than {count} people answered: nothing is shown.")
            return [blocks.text(words.format(count=format_number(threshold)), "note")]
        right: dict[str, int] = {}
        for row in answers:
            right[row["question"]] = right.get(row["question"], 0) + is_right(
                row["question"], row["answer"]
            )
        rows = [[_(q.text), _told(right.get(q.name, 0), people)] for q in QUESTIONS]
        columns = [_("Question"), _("Right")]
        caption = f"{_(vote.label)}, {format_date(self.day)}"
        return [blocks.table(caption, columns, rows)]

    def act(self, desk: Desk, request: Request) -> None:
        """Store all answers of one person, or note the session of the day."""
        if request.name == "session" and request.facilitates:
            return self._note_session(desk)
        if request.name != "answer" or request.row not in self.quiz:
            return super().act(desk, request)
        if request.facilitates or request.person is None:
            raise VoteRefused(_("not stored: this vote is anonymous; each person votes alone."))
        if not request.token:
            raise KeyError(request.name)
        return self._answer(desk, request, request.person)

    def _note_session(self, desk: Desk) -> None:
        """Put the session of the day into the table of workshops."""
        if self.session(desk) is not None:
            return
        now = datetime.now().replace(second=0, microsecond=0)
        starts = datetime.combine(self.day, now.time())
        given = {"stage": self.name, "starts_at": starts.isoformat(sep=" ")}
        key = {"workshop_id": f"T-{self.day.isoformat()}"}
        desk.store.note(self.name, "workshops", key, given)

    def _answer(self, desk: Desk, request: Request, person: str) -> None:
        """Store the answers, and the score where the person agrees."""
        vote = self.quiz[request.row]
        missing = [q.name for q in QUESTIONS if request.given.get(q.name) not in list(LETTERS)]
        if missing:
            words = _("not stored: {count} of {all} questions have no answer yet.")
            raise VoteRefused(
                words.format(count=format_number(len(missing)), all=format_number(len(QUESTIONS)))
            )
        key = {"moment": request.row, "session": self.day.isoformat(), "respondent": request.token}
        answers = [
            ({**key, "question": q.name}, {"answer": request.given[q.name]}) for q in QUESTIONS
        ]
        desk.store.answer(vote, person, "quiz_answers", answers)
        if request.row == "after":
            self._keep_score(desk, request, person)

    def _keep_score(self, desk: Desk, request: Request, person: str) -> None:
        """Write a score beside a name, or take it away, as the person says."""
        session = self.session(desk)
        agrees = request.given.get(KEEP) == "yes"
        if session is None or not (agrees or self._kept(desk, person)):
            return
        right = sum(is_right(q.name, str(request.given[q.name])) for q in QUESTIONS)
        given = {"quiz_right": right, "attended": "yes"} if agrees else {"quiz_right": None}
        key = {"workshop_id": session["workshop_id"], PERSON: person}
        desk.store.note(self.name, "attendance", key, given)


def _asked(
    name: str, text: str, options: Mapping[str, str], value: str | None, disabled: bool
) -> Field:
    """A question of the form, with its choices."""
    return {
        "kind": "options",
        "cell": name,
        "address": {"table": "quiz_answers", "key": {}, "column": name},
        "label": text,
        "hint": "",
        "about": "",
        "required": name != KEEP,
        "value": value,
        "disabled": disabled,
        "options": [{"value": code, "label": label} for code, label in options.items()],
    }


def _told(count: int, people: int) -> str:
    """How many people are right, so that nobody's wrong answer is told."""
    if count <= 1:
        return _("1 or nobody of {people}").format(people=format_number(people))
    return _("{count} of {people}").format(count=format_number(count), people=format_number(people))
