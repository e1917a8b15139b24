"""The Word document says what the pages say on paper, with headings, tables and pictures."""

from __future__ import annotations

import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typer

from playbook.errors import PlaybookError
from playbook.kit import Kit
from playbook.language import speaking
from playbook.report.manifest import Manifest, StageRecord, Status, read_manifest

docx = pytest.importorskip("docx")
html = pytest.importorskip("lxml.html")
pytest.importorskip("pptx")
pytest.importorskip("resvg_py")

from playbook.report.document import write_document  # noqa: E402
from playbook.report.slides import write_slides  # noqa: E402

FIELD = 'HYPERLINK "http://example.org/x" {PAGE} =1+1 <w:fldSimple w:instr="DDE"/>'
OTHER_STATE = "ancestor::*[contains(@class, 'state')][not(contains(@class, 'base'))]"
ON_PAPER = f"[not(ancestor::details)][not({OTHER_STATE})]"
PARAMETERS = {
    "title": "T", "organisation": "Alder", "challenge": "Why?", "as_of": "2026-09-30",
    "currency": "EUR", "data": "data/x", "language": "en", "stages": {},
}  # fmt: skip


@pytest.fixture(scope="module")
def made(demo_kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Manifest]:
    """The document of one stage, whose page has tables, pictures and a what-if."""
    folder = demo_kit.reports_of("demo_fr")
    manifest = read_manifest(folder)
    assert manifest is not None
    stage = manifest.stage("prioritisation")
    assert stage is not None
    manifest = replace(manifest, stages=[stage])
    target = tmp_path_factory.mktemp("document") / "a.docx"
    with speaking("fr"):
        return folder, write_document(folder, manifest, target), manifest


def hostile(folder: Path, words: str) -> Path:
    """The document of a campaign in which people wrote these words everywhere."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    (folder / "ideation.html").write_text(
        f"<h1>{escaped}</h1><main id=main><h2>{escaped}</h2><p>{escaped}</p>"
        f"<ul><li>{escaped}</li></ul><table><thead><tr><th>{escaped}</th></tr></thead>"
        f"<tbody><tr><td>{escaped}</td></tr></tbody></table></main>"
    )
    finding = {"text": words, "tone": "decide", "answer": "yes"}
    record = StageRecord("ideation", words, Status.DONE, findings=[finding])
    parameters = {**PARAMETERS, "title": words, "organisation": words, "challenge": words}
    manifest = Manifest("x", parameters, "", "", {}, {}, "", "", {}, stages=[record])
    return write_document(folder, manifest, folder / "x.docx")


def cells(element: Any) -> list[str]:
    return [" ".join(cell.text_content().split()) for cell in element.xpath("./th|./td")]


def test_figures_are_those_of_the_page(made: tuple[Path, Path, Manifest]) -> None:
    folder, target, manifest = made
    page = html.parse(str(folder / "prioritisation.html")).getroot()
    shown = [[cells(row) for row in t.iter("tr")] for t in page.xpath(f"//table{ON_PAPER}")]
    document = docx.Document(str(target))
    written = [
        [[" ".join(cell.text.split()) for cell in row.cells] for row in table.rows]
        for table in document.tables
    ]
    assert len(shown) > 1
    assert written[-len(shown) :] == shown
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for finding in manifest.stages[0].findings:
        assert finding["text"] in said
    descriptions = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert descriptions == [image.get("alt") for image in page.xpath(f"//img{ON_PAPER}")]
    assert all(descriptions)


def test_it_is_words_own_and_speaks_the_language_of_the_campaign(
    made: tuple[Path, Path, Manifest],
) -> None:
    folder, target, manifest = made
    document = docx.Document(str(target))
    page = html.parse(str(folder / "prioritisation.html")).getroot()
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert headings == [h.text_content() for h in page.xpath(f"//main//h2{ON_PAPER}")][:-1]
    assert document.core_properties.title == manifest.parameters["title"]
    with zipfile.ZipFile(target) as packed:
        styles = packed.read("word/styles.xml").decode()
        footer = next(packed.read(n).decode() for n in packed.namelist() if "footer" in n)
    assert '<w:lang w:val="fr-FR"' in styles
    assert 'w:instr="PAGE"' in footer
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in document.tables[1:])


def test_it_is_the_same_bytes_twice(
    made: tuple[Path, Path, Manifest], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, target, manifest = made
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    with speaking("fr"):
        again = write_document(folder, manifest, tmp_path / "b.docx")
    assert again.read_bytes() == target.read_bytes()


@pytest.mark.parametrize("words", [FIELD, "\x00\x0b\x1f\ufffe", "long " * 100, "=1+1\t&amp;"])
def test_free_text_stays_text(tmp_path: Path, words: str) -> None:
    target = hostile(tmp_path, words)
    document = docx.Document(str(target))
    kept = "".join(sign for sign in words if sign.isprintable()).strip()
    if kept:
        assert kept in "".join(p.text.replace("\t", "") for p in document.paragraphs)
    with zipfile.ZipFile(target) as packed:
        written = {name: packed.read(name).decode("utf-8", "replace") for name in packed.namelist()}
    assert "<w:fldSimple" not in written["word/document.xml"]
    assert "instrText" not in "".join(written.values())
    assert "example.org" not in "".join(
        content for name, content in written.items() if name.endswith(".rels")
    )


def test_a_template_gives_the_look_and_none_of_its_text(tmp_path: Path) -> None:
    template = docx.Document()
    template.add_paragraph("Confidential draft of 2019")
    template.add_table(1, 1).cell(0, 0).text = "old"
    template.sections[0].header.paragraphs[0].text = "Vinca"
    template.styles["Heading 1"].font.name = "Georgia"
    template.styles["List Bullet"].element.getparent().remove(
        template.styles["List Bullet"].element
    )
    template.save(str(tmp_path / "house.docx"))
    manifest = Manifest("x", PARAMETERS, "", "", {}, {}, "", "", {})
    target = write_document(tmp_path, manifest, tmp_path / "x.docx", tmp_path / "house.docx")
    document = docx.Document(str(target))
    assert [p.text for p in document.paragraphs] == ["T", "Why?", "Alder, 30 September 2026"]
    assert document.tables == []
    assert document.sections[0].header.paragraphs[0].text == "Vinca"
    assert document.styles["Heading 1"].font.name == "Georgia"


def test_a_template_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.docx").write_bytes(b"no")
    manifest = Manifest("x", PARAMETERS, "", "", {}, {}, "", "", {})
    with pytest.raises(PlaybookError, match="cannot be read as a Word file"):
        write_document(tmp_path, manifest, tmp_path / "a.docx", tmp_path / "no.docx")


@pytest.mark.skipif(sys.platform == "win32", reason="devices of Unix")
def test_a_device_is_no_template_and_is_not_read_for_ever(tmp_path: Path) -> None:
    manifest = Manifest("x", PARAMETERS, "", "", {}, {}, "", "", {})
    endless = tmp_path / "endless"
    endless.symlink_to("/dev/zero")
    for write in (write_document, write_slides):
        with pytest.raises(PlaybookError, match="a pipe or a device"):
            write(tmp_path, manifest, tmp_path / "a", endless)


def test_a_template_of_another_kind_is_refused_before_anything_is_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from playbook.cli.exporting import export

    with pytest.raises(typer.Exit) as ended:
        export("demo", pptx=True, template=[Path("house.docx")])
    assert ended.value.exit_code == 2
    assert "house.docx: a template is a .pptx with --pptx" in capsys.readouterr().err
