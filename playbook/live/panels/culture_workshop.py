"""Culture workshop: tasks on the matrix, and dots on what AI could do in the marked zone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from playbook.language import N_, _, format_number
from playbook.live import blocks
from playbook.live.blocks import Block
from playbook.live.desk import Desk
from playbook.live.panel import Panel, Request
from playbook.live.panels.ideation import too_few
from playbook.live.results import anonymous_dots, in_words
from playbook.live.reveals.slides import Slide
from playbook.live.rounds import Round
from playbook.live.rows import Row, find
from playbook.parameters.declared import Parameters
from playbook.tables.culture import REASONS, TASKS

PLACE = ("repetitiveness", "added_value")
NEW = ("job", "question", "group", "text")
ZONE = {
    "zone_repetitive_from": 0.5,
    "zone_repetitive_to": 1.0,
    "zone_value_from": 0.0,
    "zone_value_to": 1.0,
}
"""The stage's own parameters, with the defaults that its notebook has."""


class CultureWorkshop(Panel):
    """The facilitator places the tasks; each participant puts dots on those in the zone."""

    name = "culture_workshop"
    title = N_("Culture workshop: tasks on the matrix")
    question = N_("Which of these tasks could AI take on, and why?")
    notes: ClassVar[Mapping[str, Sequence[str]]] = {"tasks": PLACE}

    def __init__(self, parameters: Parameters) -> None:
        dots = Round(
            "culture_workshop dots",
            N_("Dots in the marked zone"),
            {"task_dots": ()},
            anonymous=parameters.anonymous_votes,
            unit=N_("Dots"),
            admits=lambda connection, dot: self.inside(
                find(connection, "tasks", {"task_id": dot["task_id"]})
            ),
        )
        super().__init__(parameters, [dots])
        own = parameters.stages.get(self.name, {})
        self.zone = {name: float(own.get(name, default)) for name, default in ZONE.items()}

    def inside(self, task: Row) -> bool:
        """Whether a task lies in the marked zone, its edges included."""
        zone, x, y = self.zone, task.get("repetitiveness"), task.get("added_value")
        if x is None or y is None:
            return False
        across = zone["zone_repetitive_from"] <= x <= zone["zone_repetitive_to"]
        return bool(across and zone["zone_value_from"] <= y <= zone["zone_value_to"])

    def ballot(self, desk: Desk, vote: Round, person: str | None) -> list[Block]:
        """A toggle for each reason on each task of the zone."""
        mine = {(row["task_id"], row["reason"]) for row in desk.mine("task_dots", person)}
        content = []
        for number, task in enumerate(desk.rows("tasks"), start=1):
            if not self.inside(task):
                continue
            name = task["task_id"]
            fields = [
                self._toggle(desk, vote, task, reason, (name, reason) in mine) for reason in REASONS
            ]
            content.append(blocks.item(name, f"{format_number(number)}. {task['text']}", fields))
        return content or [blocks.text(_("No task lies in the marked zone yet."), "note")]

    def _toggle(
        self, desk: Desk, vote: Round, task: Row, reason: str, given: bool
    ) -> dict[str, Any]:
        """One dot: there or not."""
        key = {"task_id": task["task_id"], "reason": reason}
        row = {"reason": True} if given else None
        closed = not desk.is_open(vote)
        field = desk.field("task_dots", "reason", key, row, disabled=closed, about=task["text"])
        return {**field, "kind": "toggle", "label": _(REASONS[reason])}

    def shared(self, desk: Desk) -> list[Block]:
        """The matrix, to look at."""
        return [self._board(desk, movable=False)]

    def facilitation(self, desk: Desk) -> list[Block]:
        """The matrix, to move tasks on; their places as numbers; a form for a new task."""
        rows = []
        for number, task in enumerate(desk.rows("tasks"), start=1):
            key = {"task_id": task["task_id"]}
            fields = [
                desk.field("tasks", column, key, task, about=task["text"]) for column in PLACE
            ]
            title = f"{format_number(number)}. {task['text']}"
            rows.append(blocks.item(f"place {task['task_id']}", title, fields))
        fields = [
            {**desk.field("tasks", column, {"task_id": ""}, None), **_in_one_line(column)}
            for column in NEW
        ]
        form = blocks.form("add", _("A new task"), _("Add the task"), fields)
        return [
            self._board(desk, movable=True),
            blocks.group("places", _("The tasks and their places as numbers"), rows),
            blocks.group("new", _("A new task"), [form]),
        ]

    def _board(self, desk: Desk, *, movable: bool) -> Block:
        """The picture of the matrix."""
        zone = self.zone
        tasks = [
            {
                "cell": f"tasks/{task['task_id']}",
                "address": {"table": "tasks", "key": {"task_id": task["task_id"]}},
                "number": number,
                "text": task["text"],
                "x": task["repetitiveness"],
                "y": task["added_value"],
                "inside": self.inside(task),
            }
            for number, task in enumerate(desk.rows("tasks"), start=1)
        ]
        return {
            "kind": "board",
            "id": "board",
            "title": _("The matrix of repetitiveness and added value"),
            "movable": movable,
            "tasks": tasks,
            "zone": {
                "x0": zone["zone_repetitive_from"],
                "x1": zone["zone_repetitive_to"],
                "y0": zone["zone_value_from"],
                "y1": zone["zone_value_to"],
            },
            "zone_label": _("Marked zone"),
            "x_label": _(TASKS.column("repetitiveness").label),
            "y_label": _(TASKS.column("added_value").label),
            "top": _("High added value"),
            "bottom": _("Low added value"),
            "left": _("Not very repetitive"),
            "right": _("Repetitive, time-consuming"),
            "tray": _("Not placed yet"),
            "hint": _(
                "Drag a task, or move it with the arrow keys (Shift for small steps; Enter puts a"
                " new one in the middle). The list below takes numbers."
            ),
        }

    def reveal(self, desk: Desk, vote: Round) -> list[Slide]:
        """The board and the ranking of each job."""
        from playbook.live.reveals.culture_workshop import slides

        return slides(desk, desk.state(vote).anonymous, self.zone)

    def results(self, desk: Desk, vote: Round) -> list[Block]:
        """The dots of each task of the zone, by reason."""
        voters = len(desk.voters(vote))
        anonymous, threshold = desk.state(vote).anonymous, self.parameters.anonymity_threshold
        if anonymous and voters < threshold:
            return [blocks.text(too_few(threshold), "note")]
        counts: dict[str, dict[str, int]] = {}
        for row in desk.rows("task_dots"):
            of_task = counts.setdefault(row["task_id"], dict.fromkeys(REASONS, 0))
            of_task[row["reason"]] += 1
        tasks = {task["task_id"]: task["text"] for task in desk.rows("tasks") if self.inside(task)}
        pairs = {(task, why): row[why] for task, row in counts.items() for why in REASONS}
        told = anonymous_dots(pairs, voters, len(desk.rows("tasks")) * len(REASONS))
        none = dict.fromkeys(REASONS, 0)
        rows = []
        for name in tasks if anonymous else sorted(tasks, key=lambda t: -_total(counts.get(t))):
            given = counts.get(name, none)
            words = [
                in_words(told.get((name, reason), 0)) if anonymous else format_number(given[reason])
                for reason in REASONS
            ]
            rows.append([tasks[name], *words])
        columns = [_(TASKS.column("task_id").label), *(_(label) for label in REASONS.values())]
        return [blocks.table(_("Dots"), columns, rows)]

    def act(self, desk: Desk, request: Request) -> None:
        """Add a task that the boards of the World Café brought."""
        if request.name != "add" or not request.facilitates:
            super().act(desk, request)
        given = {name: value for name, value in request.given.items() if name in NEW}
        desk.store.note(self.name, "tasks", {"task_id": request.new_identifier("T")}, given)


def _total(counts: dict[str, int] | None) -> int:
    return sum(counts.values()) if counts else 0


def _in_one_line(column: str) -> dict[str, str]:
    """Short texts are typed in one line."""
    return {"kind": "line"} if column in ("job", "group") else {}
