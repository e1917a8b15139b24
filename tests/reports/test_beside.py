"""Links between the pages of stages: to the one before and the one after that are there."""

from __future__ import annotations

import re
from pathlib import Path

from playbook.files import sha256
from playbook.pipeline.placing import put_links
from playbook.report.beside import with_links
from playbook.report.manifest import Manifest, StageRecord, Status, page_file

PAGE = "<p>Page</p><!-- beside --><!-- /beside -->"


def manifest_of(*stages: tuple[str, Status], page: str = PAGE) -> Manifest:
    records = [
        StageRecord(
            name, f"{name.title()} & co", status, outputs={page_file(name): sha256(page.encode())}
        )
        for name, status in stages
    ]
    return Manifest("x", {}, "", "", {}, {}, "", "", {}, records)


def links_of(page: str) -> list[tuple[str, str]]:
    return re.findall(r'rel="(\w+)" href="([^"]+)"', page)


def test_a_page_leads_to_its_neighbours_that_are_there_and_to_no_other() -> None:
    manifest = manifest_of(
        ("ideas", Status.DONE), ("votes", Status.NO_DATA), ("jury", Status.DONE),
        ("use", Status.DONE), ("overview", Status.DONE),
    )  # fmt: skip
    assert links_of(with_links(PAGE, manifest, "ideas")) == [("next", "jury.html")]
    middle = with_links(PAGE, manifest, "jury")
    assert links_of(middle) == [("prev", "ideas.html"), ("next", "use.html")]
    assert "←\u00a0Ideas &amp; co<" in middle
    assert links_of(with_links(PAGE, manifest, "use")) == [("prev", "jury.html")]
    assert with_links(middle, manifest, "jury") == middle


def test_the_manifest_knows_linked_pages_and_an_altered_page_stays_altered(tmp_path: Path) -> None:
    manifest = manifest_of(("ideas", Status.DONE), ("jury", Status.DONE))
    (tmp_path / "ideas.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "jury.html").write_text(PAGE + "altered", encoding="utf-8")
    linked = put_links(tmp_path, manifest)
    ideas = (tmp_path / "ideas.html").read_bytes()
    assert b"jury.html" in ideas
    assert linked.stages[0].outputs["ideas.html"] == sha256(ideas)
    assert (tmp_path / "jury.html").read_text(encoding="utf-8") == PAGE + "altered"
    assert linked.stages[1] == manifest.stages[1]
