"""How the cells of a workbook look: colours that colour-blind readers and printers tell apart."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from playbook.brand.names import name_of
from playbook.brand.roles import WORKBOOK, Brand
from playbook.language import writing

LOOKS: dict[str, dict[str, Any]] = {
    # What a cell is
    "title": {"bold": True, "font_size": 18, "font_color": "head"},
    "heading": {"bold": True, "font_size": 13, "font_color": "head"},
    "plain": {"font_color": "ink", "text_wrap": True, "valign": "top"},
    "lead": {"font_color": "soft", "valign": "top"},
    "label": {"bold": True, "font_color": "soft", "align": "right", "valign": "vcenter"},
    "head": {
        "bold": True, "font_color": "paper", "bg_color": "head", "border": 1,
        "border_color": "paper", "text_wrap": True, "valign": "vcenter",
    },
    "head_optional": {
        "bold": True, "font_color": "paper", "bg_color": "head_optional", "border": 1,
        "border_color": "paper", "text_wrap": True, "valign": "vcenter",
    },
    "head_calculated": {
        "bold": True, "font_color": "ink", "bg_color": "head_calculated", "border": 1,
        "border_color": "paper", "text_wrap": True, "valign": "vcenter",
    },
    "input": {
        "bg_color": "input", "border": 1, "border_color": "line", "locked": False, "valign": "top",
    },
    "spare_input": {"locked": False, "valign": "top"},
    "spare_calculated": {"font_color": "ink", "valign": "top"},
    "calculated": {
        "bg_color": "calculated", "border": 1, "border_color": "line", "font_color": "ink",
        "valign": "top",
    },
    "hidden": {"num_format": ";;;", "font_color": "paper"},
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
    "swatch": {"border": 1, "border_color": "line"},
    "link": {"font_color": "accent", "underline": 1, "valign": "top"},
    "out": {"font_color": "caution", "bold": True},
}  # fmt: skip
"""Colours are named by what they are for: `playbook.brand.roles.WORKBOOK`."""


class Looks:
    """The formats of one workbook, each made once, in the colours of a brand."""

    def __init__(self, book: Workbook, brand: Brand) -> None:
        self._book, self._brand = book, brand
        family = {"font_name": brand.fonts["base"]} if "base" in brand.fonts else {}
        self._made = cache(lambda names: self.format(family | _merged(names)))

    def __call__(self, *names: str) -> Format:
        """The format that these looks make together, the later ones winning."""
        made: Format = self._made(names)
        return made

    def format(self, properties: Mapping[str, Any]) -> Format:
        """A format of its own; its colours are named like those of looks."""
        coloured = {
            key: self.colour(value) if key.endswith("color") else value
            for key, value in properties.items()
        }
        return self._book.add_format(coloured)

    @property
    def names(self) -> dict[str, str]:
        """What is called blue in sentences, and is no longer."""
        accent = self.colour("accent")
        name = "blue" if accent == WORKBOOK["accent"] else name_of(accent)
        return {} if name == "blue" else {"blue": name}

    def colour(self, role: str) -> str:
        """The colour that is for something."""
        return self._brand.workbook[role]


def _merged(names: tuple[str, ...]) -> dict[str, Any]:
    """The properties of several looks."""
    merged = {key: value for name in names for key, value in LOOKS[name].items()}
    if "num_format" in merged:
        merged["num_format"] = merged["num_format"].replace("{day}", _day())
    return merged


def _day() -> str:
    """A spreadsheet's pattern of a day, as it is typed in the language being spoken."""
    return writing().typed_date.replace("%d", "dd").replace("%m", "mm").replace("%Y", "yyyy")
