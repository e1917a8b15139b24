"""RUN checklist: what keeps a deployed solution at its best, item by item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from playbook.language import N_, _, format_number
from playbook.live import blocks
from playbook.live.blocks import Block
from playbook.live.desk import Desk
from playbook.live.panel import Panel, Request
from playbook.parameters.declared import Parameters
from playbook.tables.operation import RUN_CHECKLIST

STANDING = ("status", "owner", "due_on")
WHOLE = ("area", "label", *STANDING)
IN_ONE_LINE = ("owner", "label")


class RunChecklist(Panel):
    """No vote: the facilitator keeps the list, and everybody reads it."""

    name = "run_checklist"
    title = N_("RUN checklist")
    notes: ClassVar[Mapping[str, Sequence[str]]] = {"run_checklist": WHOLE}

    def __init__(self, parameters: Parameters) -> None:
        super().__init__(parameters, [])

    def shared(self, desk: Desk) -> list[Block]:
        """The list, to read."""
        return self._areas(desk, disabled=True)

    def facilitation(self, desk: Desk) -> list[Block]:
        """The list, and a form for a new item."""
        fields = [
            desk.field("run_checklist", column, {"item_id": ""}, None, **_in_one_line(column))
            for column in WHOLE
        ]
        add = blocks.form("add", _("A new item"), _("Add the item"), fields)
        return [*self._areas(desk, disabled=False), blocks.group("new", _("A new item"), [add])]

    def _areas(self, desk: Desk, *, disabled: bool) -> list[Block]:
        """The items by area, behind each area's name and how many are done."""
        content = []
        for area, label in RUN_CHECKLIST.column("area").codes.items():
            rows = [row for row in desk.rows("run_checklist") if row["area"] == area]
            if not rows:
                continue
            items = []
            for row in rows:
                key = {"item_id": row["item_id"]}
                fields = [
                    desk.field(
                        "run_checklist",
                        column,
                        key,
                        row,
                        disabled=disabled,
                        about=row["label"],
                        **_in_one_line(column),
                    )
                    for column in STANDING
                ]
                items.append(blocks.item(row["item_id"], row["label"], fields))
            title = _("{area}: {done} of {all} done").format(
                area=_(label),
                done=format_number(sum(row["status"] == "done" for row in rows)),
                all=format_number(sum(row["status"] != "not_applicable" for row in rows)),
            )
            content.append(blocks.group(area, title, items))
        return content

    def act(self, desk: Desk, request: Request) -> None:
        """Add an item."""
        if request.name != "add" or not request.facilitates:
            super().act(desk, request)
        given = {name: value for name, value in request.given.items() if name in WHOLE}
        key = {"item_id": request.new_identifier("R")}
        desk.store.note(self.name, "run_checklist", key, given)


def _in_one_line(column: str) -> dict[str, Any]:
    """Short texts are typed in one line."""
    return {"kind": "line"} if column in IN_ONE_LINE else {}
