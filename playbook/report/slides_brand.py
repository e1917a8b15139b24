"""The look of a brand on slides: logo and name."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

from playbook.brand.roles import Brand

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

LOGO_HEIGHT, NAME_HEIGHT = 0.055, 0.045
"""Of the height of a slide."""


def sign_slides(slides: Presentation, brand: Brand, organisation: str) -> None:
    """Put the logo on the first slide and below every other, beside the name."""
    for place, slide in enumerate(slides.slides):
        _sign(slides, slide, brand, organisation, is_cover=place == 0)
        if slide.shapes.title is not None:
            from pptx.enum.dml import MSO_THEME_COLOR

            for paragraph in slide.shapes.title.text_frame.paragraphs:
                paragraph.font.color.theme_color = MSO_THEME_COLOR.TEXT_2


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
    box.text_frame.paragraphs[0].font.size = Pt(10)
