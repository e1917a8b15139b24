"""Imports into a small campaign, as the command does them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hypothesis import strategies as st

from playbook.campaign.checked import load_campaign
from playbook.imports.mapping_file import preset_path, read_mapping
from playbook.imports.plan import Plan, apply_plan, plan_import
from playbook.kit import Kit
from playbook.language import speaking

SECRET = b"a secret"
NOTES = "ID,Text,Tags\n1,Sort mail,Mail\n2,Answer,\n"
VOTES = """title: Votes
verified: made up
people: {email: Email, name: Name, participant: Number, response: Row}
tables:
  - table: ideas
    columns:
      idea_id: {made_from: [Row, Idea], prefix: i-}
      participant_id: {person: true}
      text: Idea
      round: {value: follow_up}
  - table: dot_votes
    columns:
      participant_id: {person: true}
      idea_id: {column: For, each: ";", prefix: mural-}
      dots: {value: 1}
"""
VOTES_HEADER = ["Row", "Email", "Name", "Number", "Idea", "For"]
PARAMETERS = "title: T\nlanguage: {language}\nchallenge: How?\ndata: data/test\nas_of: 2026-09-30\n"


def make_campaign(folder: Path, tables: dict[str, str] | None = None, language: str = "en") -> Kit:
    """A kit with a campaign ``test`` that has these tables."""
    for name in ("notebooks", "parameters", "data/test"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    kit = Kit(folder)
    kit.parameters_of("test").write_text(PARAMETERS.format(language=language), encoding="utf-8")
    for name, text in (tables or {}).items():
        (folder / f"data/test/{name}.csv").write_text(text, encoding="utf-8")
    return kit


def take(
    kit: Kit,
    content: str | bytes,
    mapping: str | Path,
    name: str = "export.csv",
    *,
    replace: bool = False,
    dry_run: bool = False,
) -> Plan:
    """Take the content of a file into the campaign."""
    file = kit.root / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    campaign = load_campaign(kit, "test")
    path = mapping if isinstance(mapping, Path) else preset_path(mapping)
    with speaking(campaign.parameters.language):
        plan = plan_import(campaign, [file], read_mapping(path, path.name), SECRET, replace)
        if not dry_run:
            apply_plan(kit, plan)
    assert_accounted(plan)
    return plan


def assert_accounted(plan: Plan) -> None:
    """Every row of the file is taken or listed, and none is both."""
    rejected = {remark.place for remark in plan.rejected}
    assert not rejected & plan.taken
    assert len(rejected) + len(plan.taken) == plan.rows


def rows(kit: Kit, table: str) -> list[dict[str, str]]:
    """The rows of a table of the campaign, checked and in words."""
    frame = load_campaign(kit, "test").table(table)
    return [
        {name: "" if value != value or value is None else str(value) for name, value in row.items()}
        for row in frame.to_dict("records")
    ]


def reasons(plan: Plan) -> dict[int, str]:
    """Why rows are not taken, by row; the last reason of each."""
    return {remark.place.row: remark.reason for remark in plan.remarks}


def add_mapping(kit: Kit, text: str) -> Path:
    """Write a mapping beside the campaign."""
    path = kit.root / "mapping.yml"
    path.write_text(text, encoding="utf-8")
    return path


def content_of(kit: Kit) -> dict[str, bytes]:
    """The content of each file of the campaign's data."""
    return {path.name: path.read_bytes() for path in (kit.root / "data/test").iterdir()}


def text_of_rows(header: list[str], lines: list[tuple[str, ...]]) -> str:
    """Rows as a tool exports them."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows([header, *lines])
    return written.getvalue()


def hostile_words() -> st.SearchStrategy[str]:
    """Words that a file may hold, and that a reader may take for something else."""
    nasty = [
        "=1+1",
        "a;b",
        "x@y.org",
        "é",
        "<b>",
        "&amp;",
        "  ",
        "",
        "NA",
        "a\nb",
        "'=x",
        "{label}",
    ]
    signs = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    return st.sampled_from(nasty) | st.text(signs, max_size=6)
