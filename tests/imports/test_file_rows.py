"""How the rows of a file lie."""

from __future__ import annotations

from support.imports import reasons, rows, take

from playbook.imports.file_rows import NumberedRows, lay_out
from playbook.imports.mapping import FileLayout
from playbook.imports.mapping_file import preset_path
from playbook.kit import Kit


def test_sections_of_a_plain_list_are_themes(campaign: Kit) -> None:
    mapping = campaign.root / "mine.yml"
    preset = preset_path("notes-list").read_text(encoding="utf-8")
    mapping.write_text(preset.replace("# sections: [Sorting, Self-service]", "sections: [Mail]"))
    plan = take(campaign, "Before\nMAIL\nSort it\n", mapping)
    assert [idea["theme"] for idea in rows(campaign, "ideas")] == ["", "MAIL"]
    assert reasons(plan) == {2: "it is the title of the section below."}


def test_what_a_section_adds_to_a_row_stands_after_the_headings() -> None:
    layout = FileLayout(sections=["Mail"])
    rows: NumberedRows = [(1, ["a", "b"]), (2, ["MAIL"]), (3, ["x"]), (4, ["x", "y", "z"])]
    (part,) = lay_out("f", rows, layout).parts
    assert part.headings == ["a", "b", "section"]
    assert part.rows == [(3, ["x", "", "MAIL"]), (4, ["x", "y", "MAIL", "z"])]


def test_rows_above_blocks_and_those_about_the_file_are_no_rows_of_a_block() -> None:
    layout = FileLayout(blocks=["META", "VOTES"], about="META")
    written = [["above"], ["META"], ["key", "value"], ["kind", "x"], ["VOTES"], ["vote"], ["4"]]
    export = lay_out("f", list(enumerate(written, start=1)), layout)
    (part,) = export.parts
    assert (part.headings, part.rows) == (["vote", "about kind"], [(7, ["4", "x"])])
    assert [part.headings[at] for at in part.about] == ["about kind"]
    assert [remark.place.row for remark in export.rejected] == [1, 4]
    assert export.count == 3
