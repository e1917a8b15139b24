"""Imports into a small campaign, as the command does them."""

from __future__ import annotations

from pathlib import Path

from playbook.campaign.checked import load_campaign
from playbook.imports.mapping_file import preset_path, read_mapping
from playbook.imports.plan import Plan, apply_plan, plan_import
from playbook.kit import Kit
from playbook.language import speaking

SECRET = b"a secret"
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


def taken(
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
    accounted(plan)
    return plan


def accounted(plan: Plan) -> None:
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
