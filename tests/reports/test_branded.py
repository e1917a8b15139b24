"""A brand on what is drawn from a manifest (steering page, brief, slides), and on workbooks."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import matplotlib.colors
import openpyxl
import pytest
from playwright.sync_api import Browser

from playbook.brand.file import read_brand
from playbook.brand.roles import FIGURES, Brand
from playbook.kit import Kit
from playbook.language import speaking
from playbook.report.brief import brief_page
from playbook.report.index import index_page
from playbook.report.manifest import FILE, Manifest, StageRecord, Status, read_manifest
from playbook.show.chart import BLUE, drawing, titled, use_figure_colours
from playbook.workbooks.writing import default_parameters, write_workbook

PLUM = "#7a1f5c"
PARAMETERS = {
    "title": "T", "organisation": "Alder", "challenge": "Why?", "as_of": "2026-09-30",
    "currency": "EUR", "data": "data/x", "language": "en", "stages": {},
}  # fmt: skip


@pytest.fixture(scope="module")
def brand(tmp_path_factory: pytest.TempPathFactory) -> Brand:
    from PIL import Image

    folder = tmp_path_factory.mktemp("brand")
    Image.new("RGB", (8, 4), PLUM).save(folder / "mark.png")
    (folder / "_brand.yml").write_text(
        "meta: {name: Vinca}\nlogo: {small: {path: mark.png, alt: The mark}}\n"
        f"color: {{primary: '{PLUM}'}}\ntypography: {{headings: Georgia}}\n"
    )
    read = read_brand(Kit(folder))
    assert read.problems == ()
    assert read.brand is not None
    return read.brand


FINDING = {"text": "A", "tone": "result"}


def manifest(brand: Brand | None) -> Manifest:
    done = StageRecord(
        "ideation", "Ideation", Status.DONE, findings=[{"text": "A", "tone": "result"}]
    )
    return Manifest("x", PARAMETERS, "", "", {}, {}, "", "", {}, stages=[done], brand=brand)


def test_a_manifest_keeps_the_brand_as_it_is(brand: Brand, tmp_path: Path) -> None:
    manifest(brand).write(tmp_path)
    kept = read_manifest(tmp_path)
    assert kept is not None
    assert kept.brand == brand
    manifest(None).write(tmp_path)
    assert '"brand": null' in (tmp_path / FILE).read_text(encoding="utf-8")


def test_pages_show_logo_and_name_and_the_logo_is_drawn(brand: Brand, browser: Browser) -> None:
    page = browser.new_page(color_scheme="dark")
    for html in (index_page(manifest(brand), []), brief_page(manifest(brand))):
        page.set_content(html)
        logo = page.locator(".masthead img")
        assert logo.get_attribute("alt") == "The mark"
        assert logo.evaluate("image => image.naturalWidth > 0 && image.offsetHeight > 20")
        assert page.locator(".signature").inner_text() == "Vinca"
    assert "logo" not in index_page(manifest(None), [])
    page.close()


def test_slides_have_the_colours_letters_and_logo(brand: Brand, tmp_path: Path) -> None:
    pptx = pytest.importorskip("pptx")
    from playbook.report.slides import write_slides

    target = write_slides(tmp_path, manifest(brand), tmp_path / "x.pptx")
    with zipfile.ZipFile(target) as packed:
        theme = packed.read("ppt/theme/theme1.xml").decode()
    assert f'<a:accent1><a:srgbClr val="{PLUM[1:].upper()}"/></a:accent1>' in theme
    assert 'typeface="Georgia"' in theme
    slides = list(pptx.Presentation(str(target)).slides)
    for slide in slides:
        assert [s for s in slide.shapes if s.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.PICTURE]
        assert "Vinca" in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_a_workbook_has_the_colours_and_the_logo(brand: Brand) -> None:
    content = write_workbook({}, default_parameters("T"), brand=brand)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert any(name.startswith("xl/media/") for name in packed.namelist())
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book["Participants"]["A1"].fill.fgColor.rgb == f"FF{PLUM[1:].upper()}"
    assert book["Participants"].oddFooter.left.text == "Vinca"


def test_figures_are_drawn_and_described_in_the_brands_colour(brand: Brand) -> None:
    try:
        use_figure_colours(brand)
        assert matplotlib.colors.to_hex(BLUE) == PLUM
        for language, said in (("en", "Purple: first"), ("fr", "En violet")):
            with speaking(language), drawing(2) as (figure, axes):
                titled(axes, "T", "Blue: first" if language == "en" else "En bleu")
                assert figure.reading == said  # type: ignore[attr-defined]
    finally:
        use_figure_colours(None)
    assert matplotlib.colors.to_hex(BLUE) == FIGURES["blue"]
