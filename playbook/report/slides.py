"""Slides of a campaign: the brief, then one slide a stage with its answer, findings and a chart.

They say what the pages say: sentences come from the manifest, the figures of charts from results/.
The same reports give the same bytes.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playbook.brand.roles import KIT
from playbook.errors import PlaybookError
from playbook.files import read_file, refusal
from playbook.language import _, format_date
from playbook.report.brief import brief_parts, headline
from playbook.report.index import key_figures
from playbook.report.key_figure import key_figure
from playbook.report.manifest import Manifest, StageRecord, Status, page_file
from playbook.report.office import (
    PROPERTY,
    give_theme,
    language_tag,
    missing,
    plain,
    save,
)
from playbook.report.slides_brand import sign_slides
from playbook.report.slides_charts import chart_of

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

BULLETS, HEADLINE = 5, 150
"""Findings of a stage, letters of a title of several sentences."""
TITLE, TITLE_ONLY = 0, 5
"""The layouts of a template that are used, by the order that PowerPoint gives them."""
SIZES = (20, 18, 16, 14)
"""Of the letters of a list, in points: the largest at which it ends above the footer."""
TITLES = ((40, 32), (HEADLINE, 24), (240, 20), (400, 16), (math.inf, 12))
"""Up to how many letters a title has which size, on a slide that is as wide as this:"""
WIDE = 16 / 9
COVER = 20
"""The size of what stands below the title of the first slide."""
LETTER, LINE, GAP = 0.5, 1.2, 8
"""How wide a letter and how high a line is, in sizes of the letters; points between sentences."""
LIST_HEIGHT, HALF, CAPTION = 0.66, 0.44, 0.12
"""How much of a slide's height a list takes, and of its width beside a chart; and of that height
the title of a figure.
"""


def write_slides(
    folder: Path, manifest: Manifest, target: Path, template: Path | None = None
) -> Path:
    """Write the slides of a campaign's reports, in the language being spoken.

    Parameters
    ----------
    folder : Path
        The reports.
    manifest : Manifest
        What they hold.
    target : Path
        The file to write.
    template : Path, optional
        A PowerPoint file whose design is taken; its slides are not.

    Raises
    ------
    PlaybookError
        When python-pptx is not installed, or the template cannot be read.
    """
    slides = _opened(template)
    brand = (manifest.brand or KIT) if template is None else None
    if brand is not None:
        give_theme(slides.slide_master.part, brand)
    parameters = manifest.parameters
    cover = slides.slides.add_slide(slides.slide_layouts[TITLE])
    _title(slides, cover, str(parameters["title"]))
    as_of = format_date(date.fromisoformat(str(parameters["as_of"])))
    below = [parameters["challenge"], parameters["organisation"] or "", as_of]
    if len(cover.placeholders) > 1:
        cover.placeholders[1].text = "\n".join(str(line) for line in below if line)
        for paragraph in cover.placeholders[1].text_frame.paragraphs:
            paragraph.alignment = cover.shapes.title.text_frame.paragraphs[0].alignment
            _size(paragraph, COVER)
    _add_figures(slides, manifest)
    for heading, _tone, lines in brief_parts(manifest):
        if lines:
            texts = [
                " ".join(part for part in (t, f"({w})" if w else "") if part) for t, w, _s in lines
            ]
            for listed, size in _parts(slides, texts):
                _list(slides, _slide(slides, heading), listed, size)
    for record in manifest.stages:
        if record.status is Status.DONE and record.findings:
            _add_stage(slides, folder, record)
    if brand is not None:
        sign_slides(slides, brand, str(parameters["organisation"] or ""))
    slides.core_properties.title = plain(str(parameters["title"]))[:PROPERTY]
    slides.core_properties.language = language_tag()
    _speak(slides)
    return save(slides, target)


def _opened(template: Path | None) -> Presentation:
    """A presentation without slides, in the design of a template."""
    try:
        import pptx
        from pptx.util import Inches
    except ModuleNotFoundError:
        raise missing("python-pptx") from None
    try:
        slides = pptx.Presentation(io.BytesIO(read_file(template)) if template else None)
    except OSError as error:
        raise refusal(error, template) from error
    except Exception as error:  # a file may be anything
        message = _("{file} cannot be read as a PowerPoint file: {reason}")
        raise PlaybookError(message.format(file=template, reason=error)) from error
    if template is None:
        _widen(slides, Inches(13.333))
    known = slides.slides._sldIdLst
    for slide in list(known):
        slides.part.drop_rel(slide.rId)
        known.remove(slide)
    return slides


def _widen(slides: Presentation, width: int) -> None:
    """Make the slides of python-pptx's own template wider, and what stands on them with them."""
    grown = width / (slides.slide_width or width)
    slides.slide_width = width
    layouts = [slides.slide_layouts[TITLE], slides.slide_layouts[TITLE_ONLY]]
    # What a layout has from the master, it has first.
    for shapes in (*layouts, slides.slide_master):
        for shape in shapes.placeholders:
            top, height = shape.top, shape.height  # all four, or the other two are nought
            left, across = int(shape.left * grown), int(shape.width * grown)
            shape.left, shape.width, shape.top, shape.height = left, across, top, height
    title, below, *_others = layouts[0].placeholders
    below.left, below.width = title.left, title.width


def _add_figures(slides: Presentation, manifest: Manifest) -> None:
    """A slide with the figures that matter, as a table."""
    figures = key_figures(manifest)
    if not figures:
        return
    slide = _slide(slides, _("Where it stands"))
    left, top, width = _body(slides)
    height = int(slides.slide_height * 0.07)
    table = slide.shapes.add_table(len(figures), 3, left, top, width, height * len(figures)).table
    for place, figure in enumerate(figures):
        for column, name in enumerate(("label", "value", "note")):
            table.cell(place, column).text = figure[name]
    table.first_row = False


def _add_stage(slides: Presentation, folder: Path, record: StageRecord) -> None:
    """A slide of one stage: its answer, what weighs most, and its chart where it has one."""
    findings = [finding["text"] for finding in record.findings]
    title, rest = headline(record.answer or record.title, HEADLINE)
    slide = _slide(slides, title)
    slide.notes_slide.notes_text_frame.text = "\n".join([record.title, *findings])
    drawn = _draw(slides, slide, folder, record) or _show(slides, slide, folder, record)
    share = HALF if drawn else 1.0
    texts = [text for text in findings if text != record.answer][:BULLETS]
    texts = [rest, *texts] if rest else texts
    for place, (listed, size) in enumerate(_parts(slides, texts, share)):
        on = _slide(slides, title) if place else slide
        _list(slides, on, listed, size, 1.0 if place else share)


def _slide(slides: Presentation, title: str) -> Slide:
    """A new slide with a title."""
    slide = slides.slides.add_slide(slides.slide_layouts[TITLE_ONLY])
    _title(slides, slide, title)
    return slide


def _title(slides: Presentation, slide: Slide, title: str) -> None:
    """Write a slide's title, smaller and from the left where it is a sentence."""
    from pptx.enum.text import PP_ALIGN

    shape = slide.shapes.title
    letters = len(title) * WIDE * (slides.slide_height or 1) / (slides.slide_width or 1)
    if shape is not None:
        shape.text_frame.text = title
        for paragraph in shape.text_frame.paragraphs:
            _size(paragraph, next(size for most, size in TITLES if letters < most))
            paragraph.alignment = PP_ALIGN.LEFT


def _body(slides: Presentation) -> tuple[int, int, int]:
    """Where what is under a title begins, from the left and from the top, and how wide it is."""
    width, height = slides.slide_width or 0, slides.slide_height or 0
    return int(width * 0.06), int(height * 0.25), int(width * 0.88)


def _parts(
    slides: Presentation, texts: Sequence[str], share: float = 1.0
) -> Iterator[tuple[list[str], int]]:
    """Divide sentences over slides so that none runs over the footer, with the size of each part.

    Parameters
    ----------
    share : float
        Of the width, on the first slide: a chart may stand beside. Further ones have it whole.
    """
    least = len(_filled(slides, texts, SIZES[-1], share))
    for size in SIZES:  # the largest letters that take no slide more than the smallest do
        parts = _filled(slides, texts, size, share)
        if len(parts) <= least:
            break
    if len(parts) > 1 and len(parts[-1]) == 1 < len(parts[-2]):
        parts[-1].insert(0, parts[-2].pop())
    yield from ((part, size) for part in parts)


def _filled(slides: Presentation, texts: Sequence[str], size: int, share: float) -> list[list[str]]:
    """Fill slides with sentences in letters of a size, each as far as it goes."""
    parts: list[list[str]] = []
    left = list(texts)
    while left:
        count = max(1, _fit(slides, left, size, 1.0 if parts else share))
        parts.append(left[:count])
        left = left[count:]
    return parts


def _fit(slides: Presentation, texts: Sequence[str], size: int, share: float) -> int:
    """How many sentences, from the first one, fit on a slide in letters of a size."""
    from pptx.util import Emu

    width = Emu(_body(slides)[2]).pt * share - 2 * size
    room = Emu(slides.slide_height or 0).pt * LIST_HEIGHT
    for count, text in enumerate(texts):
        room -= math.ceil(len(text) * LETTER * size / width) * LINE * size + GAP
        if room < 0:
            return count
    return len(texts)


def _list(
    slides: Presentation, slide: Slide, texts: Sequence[str], size: int, share: float = 1.0
) -> None:
    """Write sentences one under the other, over a share of the width."""
    from pptx.oxml.ns import qn
    from pptx.util import Pt

    left, top, width = _body(slides)
    height = int((slides.slide_height or 0) * LIST_HEIGHT)
    frame = slide.shapes.add_textbox(left, top, int(width * share), height).text_frame
    frame.word_wrap = True
    for place, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.text = text
        _size(paragraph, size)
        paragraph.space_after = Pt(GAP)
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", str(Pt(size)))
        properties.set("indent", str(-Pt(size)))
        properties.append(properties.makeelement(qn("a:buChar"), {"char": "•"}))


def _show(slides: Presentation, slide: Slide, folder: Path, record: StageRecord) -> bool:
    """Show the figure of what a stage says first on the right half, under its title; False
    without one.
    """
    page = page_file(record.name)
    shown = read_file(folder / page).decode() if page in record.outputs else ""
    figure = key_figure(shown) if shown else None
    if figure is None:
        return False
    left, top, width = _body(slides)
    height = int((slides.slide_height or 0) * LIST_HEIGHT)
    begins, across = left + int(width * 0.47), int(width * 0.53)
    box = slide.shapes.add_textbox(begins, top, across, int(height * CAPTION))
    box.text_frame.word_wrap = True
    box.text_frame.text = figure.title
    _size(box.text_frame.paragraphs[0], 12)
    for run in box.text_frame.paragraphs[0].runs:
        run.font.bold = True
    shape = slide.shapes.add_picture(
        io.BytesIO(figure.content), begins, top + int(height * CAPTION), width=across
    )
    room = int(height * (1 - CAPTION))
    if shape.height > room:
        shape.width, shape.height = int(shape.width * room / shape.height), room
    shape._element.nvPicPr.cNvPr.set("descr", figure.alt)
    return True


def _draw(slides: Presentation, slide: Slide, folder: Path, record: StageRecord) -> bool:
    """Draw the chart of a stage as PowerPoint's own, on the right half; False without one."""
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.util import Pt

    chart = chart_of(folder, record)
    if chart is None:
        return False
    kind, data, title, numbers = chart
    left, top, width = _body(slides)
    shape = slide.shapes.add_chart(
        kind, left + int(width * 0.47), top, int(width * 0.53),
        int((slides.slide_height or 0) * LIST_HEIGHT), data,
    )  # fmt: skip
    shape._element.nvGraphicFramePr.cNvPr.set("descr", f"{title}. {record.answer}")
    drawn = shape.chart
    drawn.has_title = True
    drawn.chart_title.text_frame.text = title
    drawn.has_legend = len(list(drawn.plots[0].series)) > 1
    drawn.font.size = Pt(11)
    drawn.value_axis.has_major_gridlines = False
    drawn.value_axis.tick_labels.number_format = numbers
    drawn.value_axis.tick_labels.number_format_is_linked = False
    accents = (MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_4)  # blue and sky: theme_colours
    for series, accent in zip(drawn.plots[0].series, accents, strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.theme_color = accent
    return True


def _size(paragraph: Any, size: int) -> None:
    """Give the letters of a paragraph a size that people can change: a paragraph's own comes back
    when they do.
    """
    from pptx.util import Pt

    for run in paragraph.runs:
        run.font.size = Pt(size)


def _speak(slides: Presentation) -> None:
    """Say of every word which language it is in: programs check and read it aloud by that."""
    from pptx.oxml.ns import qn

    for slide in slides.slides:
        parts = [slide._element]
        if slide.has_notes_slide:
            parts.append(slide.notes_slide._element)
        for run in (run for part in parts for run in part.iter(qn("a:r"))):
            run.get_or_add_rPr().set("lang", language_tag())
