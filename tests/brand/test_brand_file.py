"""A brand file: what it gives to pages, figures, workbooks and slides, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from playbook.brand.contrast import TEXT, contrast
from playbook.brand.file import ReadBrand, read_brand
from playbook.brand.roles import FIGURES, KIT, LIGHT
from playbook.kit import Kit
from playbook.pipeline.inputs import brand_fingerprint
from playbook.report.style import signature, style

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><path d="M0 0h8"/></svg>'


def brand_of(folder: Path, text: str, campaign: str = "") -> ReadBrand:
    (folder / "_brand.yml").write_text(text, encoding="utf-8")
    return read_brand(Kit(folder), campaign)


def said(read: ReadBrand) -> str:
    return "\n".join(map(str, read.problems))


def test_without_a_file_everything_is_as_it_was(tmp_path: Path) -> None:
    read = read_brand(Kit(tmp_path), "spring")
    assert read.brand is None
    assert read.problems == ()
    assert read.files == {"parameters/spring/_brand.yml": "absent", "_brand.yml": "absent"}
    assert style(None) == style(KIT)
    assert brand_fingerprint(None) == ""
    assert signature(None, "Alder") == ""


def test_a_campaigns_own_file_goes_before_the_kits(tmp_path: Path) -> None:
    own = tmp_path / "parameters" / "spring"
    own.mkdir(parents=True)
    (own / "_brand.yml").write_text("meta: {name: Spring}", encoding="utf-8")
    assert brand_of(tmp_path, "meta: {name: All}", "spring").brand.name == "Spring"  # type: ignore[union-attr]
    assert read_brand(Kit(tmp_path), "autumn").brand.name == "All"  # type: ignore[union-attr]


def test_colours_are_what_the_company_wrote(tmp_path: Path) -> None:
    read = brand_of(
        tmp_path,
        "color:\n  palette: {plum: '#7A1F5C'}\n  primary: plum\n  link: primary\n"
        "  warning: '#a40'\n  foreground: {light: black, dark: '#fafafa'}\n",
    )
    assert said(read) == ""
    assert read.brand is not None
    light, dark = read.brand.light, read.brand.dark
    assert (light.accent, light.result, light.caution) == ("#7a1f5c", "#7a1f5c", "#aa4400")
    assert (light.ink, dark.ink) == ("#000000", "#fafafa")
    assert light.decide == LIGHT.decide
    assert contrast(dark.accent, dark.paper) >= TEXT
    assert read.brand.figures["blue"] == "#7a1f5c"
    assert read.brand.workbook["head"] == "#7a1f5c"


@pytest.mark.parametrize(
    ("colour", "scheme"), [("primary: '#ffcc00'", "light"), ("warning: {dark: '#333333'}", "dark")]
)
def test_a_colour_that_cannot_be_read_is_refused_with_one_that_can(
    tmp_path: Path, colour: str, scheme: str
) -> None:
    read = brand_of(tmp_path, f"color:\n  {colour}\n")
    name, found = re.findall(r"(\w+): .*'(#\w+)'", colour)[0]
    assert len(read.problems) == 1
    assert f"_brand.yml, line 2, column color.{name}" in said(read)
    assert f"found “{found}”" in said(read)
    nearest = re.search(r"nearest colour that passes: (#\w{6})", said(read))
    assert nearest is not None
    mended = brand_of(tmp_path, f"color:\n  {colour.replace(found, nearest[1])}\n")
    assert said(mended) == ""
    assert mended.brand is not None
    shown = getattr(mended.brand, scheme)
    assert contrast(nearest[1], shown.paper) >= TEXT


def test_text_that_cannot_be_read_on_its_page_is_refused(tmp_path: Path) -> None:
    read = brand_of(tmp_path, "color: {background: '#777777', foreground: '#888888'}")
    assert "color.foreground" in said(read)


def test_on_paper_nothing_is_paler_than_on_a_dark_page(tmp_path: Path) -> None:
    read = brand_of(
        tmp_path, "color: {background: '#101418', foreground: '#f0f0f0', primary: '#ffcc00'}"
    )
    assert said(read) == ""
    assert read.brand is not None
    assert contrast(read.brand.printed["accent"], "#ffffff") >= TEXT
    assert "--accent: #ffcc00" in style(read.brand)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("colour: {primary: '#123456'}", "Did you mean color?"),
        ("color: {primary: navy}", "expected a colour such as"),
        ("color: {palette: {a: b, b: a}, primary: a}", "expected a colour such as"),
        ("typography: {fonts: [{family: Jura, source: google}]}", "install “Jura”"),
        ("typography: {base: 'x; } body {'}", "name of one family"),
        ("logo: https://example.org/a.svg", "fetches no logo"),
        ("logo: ../outside.svg", "in the kit's folder"),
        ("logo: absent.svg", "cannot be read"),
        ("- a", "expected lines such as"),
        ("color: [", "not well-formed"),
    ],
)
def test_what_cannot_be_followed_is_refused_in_words(tmp_path: Path, text: str, why: str) -> None:
    assert why in said(brand_of(tmp_path, text))


def test_figures_keep_their_blue_where_the_brands_colour_looks_like_a_warning(
    tmp_path: Path,
) -> None:
    read = brand_of(tmp_path, "color: {primary: '#c04a00'}")
    assert said(read) == ""
    assert read.brand is not None
    assert read.brand.figures["blue"] == FIGURES["blue"]
    assert "figures keep the kit's own blue" in str(read.notices[0])


def test_pages_are_signed_with_name_and_logo(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(SVG, encoding="utf-8")
    text = "meta: {name: 'R&D <Co>'}\nlogo: {small: {path: logo.svg, alt: Co}}"
    read = brand_of(tmp_path, text)
    assert said(read) == ""
    line = signature(read.brand, "Alder")
    assert "R&amp;D &lt;Co&gt;" in line
    assert 'src="data:image/svg+xml;base64,' in line
    assert 'alt="Co"' in line
    assert set(read.files) == {"_brand.yml", "logo.svg"}
    again = brand_of(tmp_path, f"# a remark\n{text}")
    assert brand_fingerprint(again.brand) == brand_fingerprint(read.brand)
    assert again.files != read.files
