"""How the cells of a workbook look: colours that colour-blind readers and printers tell apart."""

from __future__ import annotations

from functools import cache
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from playbook.language import writing

INK, SOFT, LINE = "#1F2933", "#5B6773", "#C9D1DA"
NAVY, BLUE, ORANGE = "#123F5F", "#0072B2", "#B34700"
YELLOW, GREY, PALE_BLUE, PALE_ORANGE = "#FFF6CC", "#F1F4F7", "#D6E9F5", "#FBE3D3"

LOOKS: dict[str, dict[str, Any]] = {
    # What a cell is
    "title": {"bold": True, "font_size": 18, "font_color": NAVY},
    "heading": {"bold": True, "font_size": 13, "font_color": NAVY},
    "plain": {"font_color": INK, "text_wrap": True, "valign": "top"},
    "lead": {"font_color": SOFT, "valign": "top"},
    "label": {"bold": True, "font_color": SOFT, "align": "right", "valign": "vcenter"},
    "head": {
        "bold": True, "font_color": "#FFFFFF", "bg_color": NAVY, "border": 1,
        "border_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter",
    },
    "head_optional": {
        "bold": True, "font_color": "#FFFFFF", "bg_color": "#47697F", "border": 1,
        "border_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter",
    },
    "head_calculated": {
        "bold": True, "font_color": INK, "bg_color": "#DDE3E9", "border": 1,
        "border_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter",
    },
    "input": {
        "bg_color": YELLOW, "border": 1, "border_color": LINE, "locked": False, "valign": "top",
    },
    "spare_input": {"locked": False, "valign": "top"},
    "spare_calculated": {"font_color": INK, "valign": "top"},
    "calculated": {
        "bg_color": GREY, "border": 1, "border_color": LINE, "font_color": INK, "valign": "top",
    },
    "hidden": {"num_format": ";;;", "font_color": "#FFFFFF"},
    # What it holds
    "text": {"num_format": "@", "text_wrap": True},
    "identifier": {"num_format": "@"},
    "number": {"num_format": "General"},
    "whole": {"num_format": "#,##0"},
    "mean": {"num_format": "0.00"},
    "share": {"num_format": "0%"},
    "money": {"num_format": "#,##0"},
    "day": {"num_format": "{day}", "align": "left"},
    "moment": {"num_format": "{day} hh:mm:ss", "align": "left"},
    # Details
    "centre": {"align": "center"},
    "middle": {"valign": "vcenter"},
    "wrap": {"text_wrap": True},
    "bold": {"bold": True},
    "large": {"font_size": 14, "bold": True},
    "small": {"font_size": 9},
    "upright": {"rotation": 90, "align": "center", "valign": "bottom"},
    "swatch": {"border": 1, "border_color": LINE},
    "link": {"font_color": BLUE, "underline": 1, "valign": "top"},
    "out": {"font_color": ORANGE, "bold": True},
}  # fmt: skip


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._made = cache(lambda names: book.add_format(_merged(names)))

    def __call__(self, *names: str) -> Format:
        """The format that these looks make together, the later ones winning."""
        made: Format = self._made(names)
        return made


def _merged(names: tuple[str, ...]) -> dict[str, Any]:
    """The properties of several looks."""
    merged = {key: value for name in names for key, value in LOOKS[name].items()}
    if "num_format" in merged:
        merged["num_format"] = merged["num_format"].replace("{day}", _day())
    return merged


def _day() -> str:
    """A spreadsheet's pattern of a day, as it is typed in the language being spoken."""
    return writing().typed_date.replace("%d", "dd").replace("%m", "mm").replace("%Y", "yyyy")
