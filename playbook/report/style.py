"""How pages look: their style sheet, in the colours and letters of a brand, and their templates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from html import escape
from pathlib import Path

from playbook.brand.roles import KIT, Brand, declared

TEMPLATES = Path(__file__).parent / "templates"
FOLDER = Path(__file__).parent
SHEET, SIGNED = (
    (Path(__file__).parent / name).read_text(encoding="utf-8")
    for name in ("style.css", "signed.css")
)
PAGE = (
    "paper", "wash", "ink", "soft", "line", "accent", "result", "caution", "decide", "mark",
)  # fmt: skip
"""The roles of colours that pages have."""
TEXT = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", sans-serif'
CODE = 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace'
SETS = {
    "base": ("html", TEXT),
    "headings": ("h1, h2, h3", TEXT),
    "monospace": ("pre, code", CODE),
}
"""What each kind of letters is for, and what is there when a machine lacks the brand's."""


def css_string(text: str) -> str:
    """Write a text as a string of a style sheet: nothing in it can end the string or the sheet."""
    return '"' + "".join(c if c.isalnum() else f"\\{ord(c):x} " for c in text) + '"'


def style(brand: Brand | None = None) -> str:
    """The style sheet of pages in a brand; without one, in the kit's own colours."""
    brand = brand or KIT
    light, dark = (
        {role: colour for role, colour in asdict(scheme).items() if role in PAGE}
        for scheme in (brand.light, brand.dark)
    )
    printed = {role: colour for role, colour in brand.printed.items() if role in PAGE}
    return "\n".join(
        [
            f":root {{ {declared(light)} }}",
            f"@media (prefers-color-scheme: dark) {{ :root {{ {declared(dark)} }} }}",
            f"@media print {{ :root {{ {declared(printed)} }} }}",
            SHEET,
            *(_signed(brand) if brand is not KIT else ()),
        ]
    )


def _signed(brand: Brand) -> Iterator[str]:
    """The rules that only a brand needs."""
    yield from letters(brand)
    yield SIGNED
    margin = f"content: {css_string(brand.name)}; font: 8pt sans-serif; color: #444;"
    yield f"@page {{ @bottom-left {{ {margin} }} }} :root {{ --plate: {brand.light.paper}; }}"


def letters(brand: Brand) -> Iterator[str]:
    """The rules that set text in a brand's families, where a machine has them."""
    for kind, family in brand.fonts.items():
        selector, others = SETS[kind]
        yield f"{selector} {{ font-family: {css_string(family)}, {others}; }}"


def logo(brand: Brand | None, *, in_the_dark: bool = True) -> str:
    """The logo of a brand as HTML, or nothing.

    Parameters
    ----------
    in_the_dark : bool
        Whether the page has a dark scheme, in which the logo for the dark is shown.
    """
    if brand is None:
        return ""
    bright, dim = brand.logo(), brand.logo(on="dark") if in_the_dark else None
    if bright is None:
        return ""
    alt = escape(bright.alt or brand.name)
    other = ""
    if dim is not None and dim is not bright:
        other = f'<source media="(prefers-color-scheme: dark)" srcset="{dim.address}">'
    kind = "logo" if other else "logo plate"
    return f'<picture class="{kind}">{other}<img src="{bright.address}" alt="{alt}"></picture>'


def signature(brand: Brand | None, organisation: str, *, with_logo: bool = True) -> str:
    """The last line of a page, as HTML: whose it is; nothing without a brand.

    Parameters
    ----------
    organisation : str
        The campaign's, for a brand without a name.
    with_logo : bool
        Whether the logo stands there; it may stand on top instead.
    """
    if brand is None:
        return ""
    name = escape(brand.name or organisation)
    return f'<p class="signature">{logo(brand) if with_logo else ""}<span>{name}</span></p>'


def look(brand: Brand | None, organisation: str | None = None) -> dict[str, str]:
    """What the template of a page that opens with the logo needs to look like a brand."""
    return {
        "style": style(brand),
        "logo": logo(brand),
        "signature": signature(brand, organisation or "", with_logo=False),
    }
