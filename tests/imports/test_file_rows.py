"""How the rows of a file lie."""

from __future__ import annotations

from support.imports import reasons, rows, take

from playbook.imports.mapping_file import preset_path
from playbook.kit import Kit


def test_sections_of_a_plain_list_are_themes(campaign: Kit) -> None:
    mapping = campaign.root / "mine.yml"
    preset = preset_path("notes-list").read_text(encoding="utf-8")
    mapping.write_text(preset.replace("# sections: [Sorting, Self-service]", "sections: [Mail]"))
    plan = take(campaign, "Before\nMAIL\nSort it\n", mapping)
    assert [idea["theme"] for idea in rows(campaign, "ideas")] == ["", "MAIL"]
    assert reasons(plan) == {2: "it is the title of the section below."}
