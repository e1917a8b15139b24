"""The tables that RUN steering is made from."""

from __future__ import annotations

from support.run_records import LIST
from support.typed_tables import typed

from playbook.show.findings import Finding, Tone
from playbook.stages.run_steering.sources import say_missing_tables, say_sources


def test_missing_tables_are_named() -> None:
    tables = {"usage": typed("usage"), "run_checklist": LIST}
    assert say_missing_tables(tables) == Finding(
        "This report says nothing on what would need a table that is missing: Usage.",
        Tone.CAUTION,
    )
    assert say_missing_tables({"usage": typed("usage")}) == Finding(
        "Nothing is recorded on RUN yet. Fill at least one of these tables: Usage.", Tone.CAUTION
    )
    assert say_missing_tables({"run_checklist": LIST}) is None
    said = say_sources(tables)
    assert said is not None
    assert said.text == "The tables, with their rows: RUN checklist (5)."
    assert say_sources({"usage": typed("usage")}) is None
