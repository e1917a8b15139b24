"""The demo campaign with a hostile text in every place where people write their own words."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from playbook.campaign.checked import load_campaign
from playbook.kit import Kit
from playbook.sources.folder import Folder
from playbook.tables import TABLES, Kind

ROOT = Path(__file__).parents[2]
PARAMETERS = """title: {0}
organisation: {1}
challenge: {2}
language: en
data: data/hostile
as_of: 2026-09-30
show_names: true
"""


def make_hostile_kit(folder: Path, texts: Sequence[str]) -> Kit:
    """Make a kit with the kit's own notebooks and one campaign, called ``hostile``.

    Every identifier and every free text of the demo is replaced by one of the texts, in turn, so
    that equal words stay equal and the tables still refer to each other.
    """
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    for name in ("parameters", "data/hostile", "reports"):
        (folder / name).mkdir(parents=True)
    kit = Kit(folder)
    quoted = [json.dumps(text) for text in texts]
    written = PARAMETERS.format(*(quoted[i % len(quoted)] for i in range(3)))
    kit.parameters_of("hostile").write_text(written, encoding="utf-8")
    replace = _replacer(texts)
    for name, frame in load_campaign(Kit(ROOT), "demo").tables.items():
        hostile = frame.copy()
        for column in TABLES[name].columns:
            if column.name in frame and column.kind in (Kind.IDENTIFIER, Kind.TEXT, Kind.WORDS):
                cells = [replace(cell, column.kind) for cell in frame[column.name]]
                hostile[column.name] = pd.Series(cells, index=frame.index, dtype=object)
        Folder(folder / "data/hostile", "data/hostile").write({name: hostile})
    return kit


def _replacer(texts: Sequence[str]) -> Callable[[object, Kind], object]:
    """Give each word of the demo one of the texts; identifiers stay apart from each other."""
    given: dict[tuple[str, bool], str] = {}

    def replace(cell: object, kind: Kind) -> object:
        if kind is Kind.WORDS and isinstance(cell, (list, tuple)):
            return type(cell)(str(replace(word, Kind.TEXT)).replace(";", ",") for word in cell)
        if pd.isna(cell):
            return cell
        identifies = kind is Kind.IDENTIFIER
        word = str(cell)
        if (word, identifies) not in given:
            text = texts[len(given) % len(texts)]
            given[word, identifies] = f"{text} {word}" if identifies else text
        return given[word, identifies]

    return replace
