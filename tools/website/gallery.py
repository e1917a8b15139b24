"""Figures of both demos: the first of each page, with the way to the whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import nbformat

from playbook.kit import Kit
from playbook.pipeline.discovery import Stage
from playbook.report.manifest import STEERING

DEMOS = {"demo": "the whole page", "demo_fr": "en français"}
"""The campaigns that the site shows, and what the way to a page of them says."""


@dataclass(frozen=True)
class Picture:
    """The first figure of a stage's page: its file, its SVG, and what it shows in words."""

    file: str
    svg: str
    alt: str

    def markdown(self) -> str:
        """The picture, as a page beside its file shows it."""
        return f"![{re.sub(r'[][]', '', ' '.join(self.alt.split()))}]({self.file})"


Pictures = dict[tuple[str, str], Picture]
"""By stage and campaign; without those that were not run or draw nothing."""


def find_pictures(kit: Kit, stages: Iterable[Stage], demos: Collection[str]) -> Pictures:
    """The pictures of the campaigns that the site shows."""
    found = {}
    for stage in stages:
        for demo in demos:
            notebook = kit.reports_of(demo) / "notebooks" / f"{stage.name}.ipynb"
            if notebook.exists() and (drawn := first_figure(notebook)):
                svg, alt = drawn
                found[stage.name, demo] = Picture(f"{stage.name}.{demo}.svg", svg, alt)
    return found


def first_figure(notebook: Path) -> tuple[str, str] | None:
    """The SVG of an executed notebook's first figure, and its description; None without one."""
    cells = nbformat.read(notebook, as_version=4).cells
    for output in (output for cell in cells for output in cell.get("outputs", [])):
        if svg := output.get("data", {}).get("image/svg+xml"):
            return svg, output.metadata["image/svg+xml"]["alt"]
    return None


def ways(stage: Stage, demos: Collection[str]) -> str:
    """Links to the pages of a stage."""
    page = "index.html" if stage.name == STEERING else f"{stage.name}.html"
    return " · ".join(f'<a href="../{demo}/{page}">{DEMOS[demo]}</a>' for demo in demos)


def gallery_page(stages: Iterable[Stage], pictures: Pictures, demos: Collection[str]) -> str:
    """All pictures on one page."""
    parts = ["# Gallery", "The first figure of each page, in the reports of both demos."]
    if not pictures:
        parts.append("They were not made when this site was: `make site` makes both.")
    for stage in stages:
        shown = [pictures[stage.name, demo] for demo in demos if (stage.name, demo) in pictures]
        if shown:
            parts += [f"## {stage.title}", *(picture.markdown() for picture in shown)]
            parts.append(f"From the report of the demo: {ways(stage, demos)}")
    return "\n\n".join(parts) + "\n"
