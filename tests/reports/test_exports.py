"""What is taken away: PDF and slides say what the pages say."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from support.machine import program

from playbook.errors import PlaybookError
from playbook.kit import Kit
from playbook.language import speaking
from playbook.report import paper
from playbook.report.brief import headline
from playbook.report.manifest import Manifest, read_manifest
from playbook.report.style import css_string

HOSTILE = '"}</style><script>x</script>\n\\'


def reports(kit: Kit, campaign: str = "demo") -> tuple[Path, Manifest]:
    folder = kit.reports_of(campaign)
    manifest = read_manifest(folder)
    assert manifest is not None
    return folder, manifest


def test_a_page_is_printed_as_a_tagged_pdf_with_an_outline(demo_kit: Kit, tmp_path: Path) -> None:
    program("Chromium", *paper.BROWSERS)
    folder = tmp_path / "reports"
    folder.mkdir()
    shutil.copy(demo_kit.reports_of("demo") / "prioritisation.html", folder)
    [printed] = paper.print_pages(folder, tmp_path / "out")
    content = printed.read_bytes()
    assert printed.name == "prioritisation.pdf"
    assert b"/StructTreeRoot" in content
    assert b"/Marked true" in content
    assert b"/Outlines" in content
    assert b"/Title (In short)" in content


def test_without_a_browser_it_is_said_how_to_print(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(PlaybookError, match="PLAYBOOK_CHROMIUM"):
        list(paper.print_pages(tmp_path, tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_a_browser_that_does_not_print_is_reported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text("<p>x", encoding="utf-8")
    monkeypatch.setenv(paper.VARIABLE, shutil.which("false") or "false")
    with pytest.raises(PlaybookError, match=r"page\.html was not printed"):
        list(paper.print_pages(tmp_path, tmp_path / "out"))


def test_no_text_ends_a_string_of_the_style_sheet() -> None:
    written = css_string(HOSTILE)
    assert re.fullmatch(r'"([\w]|\\[0-9a-f]+ )*"', written)
    read = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), written[1:-1])
    assert read == HOSTILE


def test_slides_say_what_the_manifest_says(demo_kit: Kit, tmp_path: Path) -> None:
    pptx = pytest.importorskip("pptx")
    from pptx.enum.shapes import MSO_SHAPE_TYPE
    from pptx.oxml.ns import qn

    from playbook.report.slides import HEADLINE, write_slides

    folder, manifest = reports(demo_kit)
    with speaking("en"):
        target = write_slides(folder, manifest, tmp_path / "demo.pptx")
    made = pptx.Presentation(str(target))
    titles = list(dict.fromkeys(slide.shapes.title.text for slide in made.slides))
    answers = [headline(record.answer, HEADLINE)[0] for record in manifest.stages]
    assert titles[-len(answers) :] == answers
    shapes = [shape for slide in made.slides for shape in slide.shapes]
    assert len([shape for shape in shapes if shape.has_chart]) == 3
    said = "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    for record in manifest.stages:
        for sentences in [*headline(record.answer, HEADLINE), record.findings[1]["text"]]:
            assert sentences in said
    pictures = [shape for shape in shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    descriptions = [shape._element.nvPicPr.cNvPr.get("descr") for shape in pictures]
    pages = unescape("".join(page.read_text("utf-8") for page in folder.rglob("*.html")))
    assert len(descriptions) > 5
    assert all(description and description in pages for description in descriptions)
    for run in (run for shape in shapes for run in shape._element.iter(qn("a:r"))):
        assert run.rPr.get("lang") == "en-US"
    width, height = made.slide_width, made.slide_height
    for shape in (shape for slide in made.slides for shape in slide.shapes):
        assert 0 <= shape.left <= shape.left + shape.width <= width
        assert 0 <= shape.top <= shape.top + shape.height <= height


def test_a_title_is_whole_sentences_and_nothing_is_lost() -> None:
    assert headline("One.", 150) == ("One.", "")
    short = "In use: “Kelvio”. " + "It leads. " * 20
    title, rest = headline(short.strip(), 150)
    assert f"{title} {rest}" == short.strip()
    assert title.endswith("leads.")
    assert len(title) <= 150 < len(title) + len(" It leads.")
    long = "word " * 100
    assert headline(long, 150) == (long, "")


def test_a_list_that_is_too_long_for_a_slide_goes_on_on_the_next_uncut() -> None:
    pptx = pytest.importorskip("pptx")
    from playbook.report.slides import SIZES, _parts

    slides = pptx.Presentation()
    short = ["Short."] * 3
    assert list(_parts(slides, short)) == [(short, SIZES[0])]
    long = [f"{number} " + "word " * 60 for number in range(12)]
    parts = list(_parts(slides, long, 0.44))
    assert [text for listed, _size in parts for text in listed] == long
    assert all(size in SIZES for _listed, size in parts)
    assert len(parts) > 1
    assert len(parts[-1][0]) > 1


def test_slides_are_the_same_bytes_twice(
    demo_kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pptx")
    from playbook.report.slides import write_slides

    folder, manifest = reports(demo_kit, "demo_fr")
    with speaking("fr"):
        first = write_slides(folder, manifest, tmp_path / "a.pptx").read_bytes()
        monkeypatch.setenv("TZ", "Asia/Tokyo")
        assert write_slides(folder, manifest, tmp_path / "b.pptx").read_bytes() == first


def test_the_ranking_on_a_slide_is_that_of_the_results(demo_kit: Kit, tmp_path: Path) -> None:
    pptx = pytest.importorskip("pptx")
    from playbook.report.slides import write_slides

    folder, manifest = reports(demo_kit)
    with speaking("en"):
        made = pptx.Presentation(str(write_slides(folder, manifest, tmp_path / "a.pptx")))
    charts = [shape.chart for slide in made.slides for shape in slide.shapes if shape.has_chart]
    ranking = next(c for c in charts if c.chart_title.text_frame.text == "Weighted score")
    [series] = ranking.plots[0].series
    lines = (folder / "results/prioritisation_ranking.csv").read_text("utf-8-sig").splitlines()
    column = lines[0].split(",").index("score")
    scores = [round(float(line.split(",")[column]), 4) for line in lines[1:]]
    assert list(series.values) == scores[::-1]


def test_a_template_that_is_none_is_refused(demo_kit: Kit, tmp_path: Path) -> None:
    pytest.importorskip("pptx")
    from playbook.report.slides import write_slides

    (tmp_path / "no.pptx").write_bytes(b"no")
    folder, manifest = reports(demo_kit)
    with pytest.raises(PlaybookError, match="cannot be read as a PowerPoint file"):
        write_slides(folder, manifest, tmp_path / "a.pptx", tmp_path / "no.pptx")
