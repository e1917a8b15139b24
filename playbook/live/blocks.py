"""What panels show, as plain data that the browser draws (see panels/blocks.js)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playbook.live.ballot import Field

Block = dict[str, Any]


def heading(words: str) -> Block:
    """A heading."""
    return {"kind": "heading", "id": f"heading {words}", "text": words}


def text(words: str, tone: str = "plain") -> Block:
    """A sentence; the tone is plain, note, open, closed or warning."""
    return {"kind": "text", "id": f"text {words}", "text": words, "tone": tone}


def item(
    name: str,
    title: str,
    fields: Sequence[Field] = (),
    detail: str | None = None,
    notes: Sequence[str] = (),
    buttons: Sequence[Block] = (),
) -> Block:
    """Something that is voted on, with its inputs."""
    return {
        "kind": "item",
        "id": f"item {name}",
        "title": title,
        "text": detail or "",
        "notes": list(notes),
        "fields": list(fields),
        "buttons": list(buttons),
    }


def form(
    act: str,
    title: str,
    submit: str,
    fields: Sequence[Field],
    row: str = "",
    remember: str = "",
) -> Block:
    """Inputs that are sent together; the panel's `act` receives them.

    With `remember`, the browser keeps its number for this form: who comes back with the same
    browser finds the answers, and nobody else can tell whose they are.
    """
    name = f"form {act} {row}".strip()
    own = [{**field, "form": True, "cell": f"{name}/{field['cell']}"} for field in fields]
    return {
        "kind": "form", "id": name, "act": act, "row": row, "title": title, "submit": submit,
        "fields": own, "remember": remember,
    }  # fmt: skip


def group(name: str, title: str, content: Sequence[Block]) -> Block:
    """Blocks behind a title that opens and closes them."""
    return {"kind": "group", "id": f"group {name}", "title": title, "blocks": list(content)}


def button(
    act: str, label: str, row: str = "", confirm: str = "", main: bool = False, keys: str = ""
) -> Block:
    """A button; the panel's `act` is told. With a question to confirm, it asks first.

    The keys, as browsers name them, press it too while nothing is being filled in.
    """
    name = f"{act} {row}".strip()
    return {
        "id": name, "act": act, "row": row, "label": label, "confirm": confirm, "yes": label,
        "main": main, "keys": keys,
    }  # fmt: skip


def part(name: str, title: str, content: Sequence[Block]) -> Block:
    """Blocks that belong together; a screen has a place for each part."""
    return {"kind": "part", "id": f"part {name}", "name": name, "title": title,
            "blocks": list(content)}  # fmt: skip


def buttons(*some: Block) -> Block:
    """Buttons side by side."""
    return {"kind": "buttons", "id": "buttons " + " ".join(b["id"] for b in some), "buttons": some}


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    """A table of words; the first cell of a row names it."""
    return {
        "kind": "table", "id": f"table {caption}", "caption": caption, "columns": list(columns),
        "rows": [list(row) for row in rows],
    }  # fmt: skip


def command(words: str, line: str) -> Block:
    """A command to type, after a sentence."""
    return {"kind": "command", "id": f"command {line}", "text": words, "command": line}
