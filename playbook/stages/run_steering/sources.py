"""What is this report made from? The tables that there are, and those that are missing."""

from __future__ import annotations

import pandas as pd

from playbook.language import _, enumerate_words, format_number, ngettext
from playbook.show.findings import Finding, Tone
from playbook.tables import TABLES


def say_missing_tables(tables: dict[str, pd.DataFrame]) -> Finding | None:
    """Name the tables that the campaign does not have; nothing when all are there."""
    missing = [name for name, frame in tables.items() if frame.empty]
    if not missing:
        return None
    names = enumerate_words([_(TABLES[name].label) for name in missing])
    if len(missing) == len(tables):
        text = _("Nothing is recorded on RUN yet. Fill at least one of these tables: {names}.")
        return Finding(text.format(names=names), Tone.CAUTION)
    text = ngettext(
        "This report says nothing on what would need a table that is missing: {names}.",
        "This report says nothing on what would need tables that are missing: {names}.",
        len(missing),
    )
    return Finding(text.format(names=names), Tone.CAUTION)


def say_sources(tables: dict[str, pd.DataFrame]) -> Finding | None:
    """Say how many rows each table has; nothing without any table."""
    text = _("{table} ({rows})")
    parts = [
        text.format(table=_(TABLES[name].label), rows=format_number(len(frame)))
        for name, frame in tables.items()
        if len(frame)
    ]
    if not parts:
        return None
    return Finding(_("The tables, with their rows: {parts}.").format(parts=enumerate_words(parts)))
