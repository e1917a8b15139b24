"""Slides of a campaign: the brief, then one slide a stage with its answer, findings and a chart.

They say what the pages say: sentences come from the manifest, the figures of charts from results/.
The same reports give the same bytes.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playbook.brand.roles import KIT
from playbook.errors import PlaybookError, Problem
from playbook.files import write_whole
from playbook.language import _, format_date, shorten
from playbook.report.brief import brief_parts
from playbook.report.index import key_figures
from playbook.report.manifest import Manifest, StageRecord, Status
from playbook.report.office import give_theme, missing, unstamped
from playbook.report.slides_brand import sign_slides
from playbook.sources.delimited import read_delimited

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

Rows = list[dict[str, str]]
BULLETS, LONGEST, CATEGORIES = 5, 240, 12
TITLE, TITLE_ONLY = 0, 5
"""The layouts of a template that are used, by the order that PowerPoint gives them."""
SIZES = (20, 18, 16, 14)
"""Of the letters of a list, in points: the largest at which it ends above the footer."""
LETTER, LINE, GAP = 0.56, 1.2, 8
"""How wide a letter and how high a line is, in sizes of the letters; points between sentences."""
LIST_HEIGHT, HALF = 0.66, 0.44
"""How much of a slide's height a list takes, and of its width beside a chart."""


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
    _title(cover, str(parameters["title"]))
    as_of = format_date(date.fromisoformat(str(parameters["as_of"])))
    below = [parameters["challenge"], parameters["organisation"] or "", as_of]
    if len(cover.placeholders) > 1:
        cover.placeholders[1].text = "\n".join(str(line) for line in below if line)
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
    slides.core_properties.title = str(parameters["title"])
    content = io.BytesIO()
    slides.save(content)
    write_whole(target, unstamped(content.getvalue()))
    return target


def _opened(template: Path | None) -> Presentation:
    """A presentation without slides, in the design of a template."""
    try:
        import pptx
        from pptx.util import Inches
    except ModuleNotFoundError:
        raise missing("python-pptx") from None
    try:
        slides = pptx.Presentation(str(template) if template else None)
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
    for shapes in (
        *layouts,
        slides.slide_master,
    ):  # what a layout has from the master, it has first
        for shape in shapes.placeholders:
            top, height = shape.top, shape.height  # all four, or the other two are nought
            left, across = int(shape.left * grown), int(shape.width * grown)
            shape.left, shape.width, shape.top, shape.height = left, across, top, height


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
    title = record.answer or record.title
    slide = _slide(slides, title)
    slide.notes_slide.notes_text_frame.text = "\n".join([record.title, *findings])
    share = HALF if _draw(slides, slide, folder, record) else 1.0
    texts = [text for text in findings if text != record.answer][:BULLETS]
    for place, (listed, size) in enumerate(_parts(slides, texts, share)):
        on = _slide(slides, title) if place else slide
        _list(slides, on, listed, size, 1.0 if place else share)


def _slide(slides: Presentation, title: str) -> Slide:
    """A new slide with a title."""
    slide = slides.slides.add_slide(slides.slide_layouts[TITLE_ONLY])
    _title(slide, shorten(title, LONGEST))
    return slide


def _title(slide: Slide, title: str) -> None:
    """Write a slide's title, smaller and from the left where it is a sentence."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    shape = slide.shapes.title
    if shape is not None:
        shape.text_frame.text = title
        for paragraph in shape.text_frame.paragraphs:
            paragraph.font.size = Pt(36 if len(title) < 40 else 24 if len(title) < 140 else 20)
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
    left = list(texts)
    while left:
        most = max(1, _fit(slides, left, SIZES[-1], share))
        count = math.ceil(len(left) / math.ceil(len(left) / most))  # none alone on the last slide
        part, left = left[:count], left[count:]
        fitting = (size for size in SIZES if _fit(slides, part, size, share) == count)
        yield part, next(fitting, SIZES[-1])
        share = 1.0


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
        paragraph.font.size = Pt(size)
        paragraph.space_after = Pt(GAP)
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", str(Pt(size)))
        properties.set("indent", str(-Pt(size)))
        properties.append(properties.makeelement(qn("a:buChar"), {"char": "•"}))


def _draw(slides: Presentation, slide: Slide, folder: Path, record: StageRecord) -> bool:
    """Draw the chart of a stage as PowerPoint's own, on the right half; False without one."""
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.util import Pt

    if record.name not in CHARTS:
        return False
    result, draw = CHARTS[record.name]
    rows = _rows(folder, record, result)
    chart = draw(rows) if rows else None
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


def _rows(folder: Path, record: StageRecord, result: str) -> Rows:
    """The rows of a result of a stage; none when it has left no such file."""
    name = f"results/{record.name}_{result}.csv"
    if name not in record.outputs:
        return []
    raw = read_delimited(folder / name, name, decimal_comma=False)
    if isinstance(raw, Problem):
        return []
    return [dict(zip(raw.header, cells, strict=False)) for _number, cells in raw.rows]


def _bars(
    rows: Rows, name: str, series: Mapping[str, str], title: str, numbers: str, *, stacked: bool
) -> Any:
    """Bars of one or several columns, the first row on top; rows without a number are left out."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    full = [row for row in rows if all(row[column] for column in series)][:CATEGORIES][::-1]
    if not full:
        return None
    data = CategoryChartData()
    data.categories = [shorten(row[name], 40) for row in full]
    for column, words in series.items():
        data.add_series(words, [round(float(row[column]), 4) for row in full])
    kind = XL_CHART_TYPE.BAR_STACKED if stacked else XL_CHART_TYPE.BAR_CLUSTERED
    return kind, data, title, numbers


def _ranking(rows: Rows) -> Any:
    return _bars(rows, "title", {"score": _("Score")}, _("Weighted score"), "0", stacked=False)


def _costs(rows: Rows) -> Any:
    series = {"build": "BUILD", "run": "RUN"}
    return _bars(rows, "name", series, _("Cost of BUILD and RUN"), "#,##0", stacked=True)


def _adoption(rows: Rows) -> Any:
    named = [{**row, "who": f"{row['solution']}, {row['department']}"} for row in rows]
    return _bars(named, "who", {"rate": _("Adoption")}, _("Adoption"), "0%", stacked=False)


CHARTS: Mapping[str, tuple[str, Callable[[Rows], Any]]] = {
    "prioritisation": ("ranking", _ranking),
    "solution_selection": ("costs", _costs),
    "run_steering": ("adoption", _adoption),
}
"""The stages that have a chart, with the result that it is drawn from."""
