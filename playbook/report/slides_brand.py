"""The look of a brand on slides: logo and name."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

from playbook.brand.roles import Brand

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

NUMBER = (
    '<a:fld {names} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
    '<a:rPr sz="1000"/><a:t>‹#›</a:t></a:fld>'
)
LOGO_HEIGHT, NAME_HEIGHT = 0.055, 0.045
"""Of the height of a slide."""


def sign_slides(slides: Presentation, brand: Brand, organisation: str) -> None:
    """Put the logo on the first slide and below every other, beside the name."""
    for place, slide in enumerate(slides.slides):
        _sign(slides, slide, brand, organisation, is_cover=place == 0)
        if slide.shapes.title is not None:
            from pptx.enum.dml import MSO_THEME_COLOR

            for paragraph in slide.shapes.title.text_frame.paragraphs:
                for run in paragraph.runs:
                    run.font.color.theme_color = MSO_THEME_COLOR.TEXT_2


def _sign(
    slides: Presentation, slide: Slide, brand: Brand, organisation: str, *, is_cover: bool
) -> None:
    """Sign one slide; PowerPoint takes a PNG."""
    from pptx.util import Pt

    width, height = slides.slide_width or 0, slides.slide_height or 0
    left, top = int(width * 0.06), int(height * 0.93)
    logo = brand.logo("png")
    if logo is not None:
        tall = int(height * LOGO_HEIGHT * (2 if is_cover else 1))
        wide = min(int(tall * logo.width / logo.height), int(width * 0.3))
        tall = int(wide * logo.height / logo.width)
        picture = slide.shapes.add_picture(
            io.BytesIO(base64.b64decode(logo.content)), left,
            int(height * 0.06) if is_cover else top - tall // 4, wide, tall,
        )  # fmt: skip
        told = logo.alt or brand.name or organisation
        picture._element.nvPicPr.cNvPr.set("descr", told)
        left += 0 if is_cover else wide + int(width * 0.01)
    box = slide.shapes.add_textbox(left, top, int(width * 0.5), int(height * NAME_HEIGHT))
    box.text_frame.word_wrap = True
    box.text_frame.text = brand.name or organisation
    for run in box.text_frame.paragraphs[0].runs:
        run.font.size = Pt(10)
    if not is_cover:
        _number(slide, int(width * 0.84), top, int(width * 0.1), int(height * NAME_HEIGHT))


def _number(slide: Slide, left: int, top: int, width: int, height: int) -> None:
    """Number a slide: a field, so that it holds when slides are moved."""
    from pptx.enum.text import PP_ALIGN
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    paragraph = slide.shapes.add_textbox(left, top, width, height).text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    paragraph._p.append(parse_xml(NUMBER.format(names=nsdecls("a"))))
