"""What slides and documents of Office share: a theme, figures as pictures, bytes that stay."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from playbook.brand.roles import Brand
from playbook.errors import PlaybookError
from playbook.files import write_whole
from playbook.language import _, locale

THEME = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
COLOUR = r"(<a:{name}>).*?(</a:{name}>)"
LETTERS = r"(<a:{name}>\s*<a:latin typeface=\")[^\"]*"
NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
STAMP = (1980, 1, 1, 0, 0, 0)
WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
PROPERTY = 255
"""How long a property of a file may be."""


def theme_colours(brand: Brand) -> dict[str, str]:
    """The colours of a theme, by the names that Office gives them; charts take the accents."""
    light, figures = brand.light, brand.figures
    accents = ("blue", "orange", "green", "sky", "yellow", "purple")
    return {
        "dk1": light.ink,
        "lt1": light.paper,
        "dk2": light.accent,
        "lt2": light.wash,
        "hlink": light.accent,
        "folHlink": light.soft,
        **{f"accent{number}": figures[name] for number, name in enumerate(accents, start=1)},
    }


def give_theme(part: Any, brand: Brand) -> None:
    """Put the colours and letters of a brand into the theme of a part: slide master, document."""
    theme = part.part_related_by(THEME)
    text = theme.blob.decode()
    for name, colour in theme_colours(brand).items():
        written = rf'\g<1><a:srgbClr val="{colour[1:].upper()}"/>\g<2>'
        text = re.sub(COLOUR.format(name=name), written, text, count=1, flags=re.DOTALL)
    for kind, name in (("headings", "majorFont"), ("base", "minorFont")):
        letters = brand.fonts.get(kind, "Calibri")
        text = re.sub(LETTERS.format(name=name), rf"\g<1>{letters}", text, count=1)
    theme._blob = text.encode()  # neither library has another way into a theme


def picture(svg: str) -> bytes:
    """Draw a figure as a PNG, on white, at twice the dots of a screen, whatever fonts are there.

    Raises
    ------
    PlaybookError
        When resvg is not installed.
    """
    try:
        import resvg_py
    except ModuleNotFoundError:
        raise missing("resvg_py") from None
    from matplotlib import get_data_path

    letters = Path(get_data_path()) / "fonts" / "ttf"  # those that the figures were measured with
    files = [str(letters / f"DejaVuSans{kind}.ttf") for kind in ("", "-Bold", "-Oblique")]
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, dpi=96, zoom=2, background="#ffffff", skip_system_fonts=True,
            font_files=files, font_family="DejaVu Sans",
        )
    )  # fmt: skip


def missing(package: str) -> PlaybookError:
    """What is said when a library of the extra is not there."""
    message = _("{package} is missing: pip install 'ai-playbook-kit[office]'.")
    return PlaybookError(message.format(package=package))


def plain(text: str) -> str:
    """A text with the characters alone that XML has."""
    return NOT_XML.sub("", text)


def language_tag() -> str:
    """The language being spoken, as Office names it: with a country."""
    from babel.core import get_global

    code = locale()
    likely = str(get_global("likely_subtags").get(code, code)) if "_" not in code else code
    parts = likely.split("_")
    return f"{parts[0]}-{parts[-1]}"


def save(made: Any, target: Path) -> Path:
    """Write slides or a document, whole or not at all; the same content gives the same bytes."""
    content = io.BytesIO()
    made.save(content)
    write_whole(target, unstamped(content.getvalue()))
    return target


def unstamped(content: bytes) -> bytes:
    """An Office file without the moment at which it was written, nor its workbooks theirs."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = old.read(name)
            if name.endswith(".xlsx"):
                part = unstamped(part)
            elif name == "docProps/core.xml":
                part = WRITTEN.sub(rb"\g<1>1980-01-01T00:00:00Z", part)
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, part)
    return out.getvalue()
