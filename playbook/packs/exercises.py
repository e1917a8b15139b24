"""What is printed with the exercises of a training session, from the data of its notebook."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.datasets import load_wine

from playbook.language import _, format_number, format_percent, format_short
from playbook.stages.training_primer.errors_by_group import GROUPS, errors_by_group, judge
from playbook.stages.training_primer.harmonising import Entity, in_other_codes, in_other_units
from playbook.stages.training_primer.images import SIDE, both_scans
from playbook.stages.training_primer.labelling_sheet import SHEET

MEASURES = {0: "alcohol", 4: "magnesium", 9: "colour", 12: "proline"}
WINES_OF_EACH = 4
LABORATORIES = "ABC"


@dataclass(frozen=True)
class Square:
    """One square of a printed image: its place, and how much ink it has, 0 to 1."""

    x: int
    y: int
    ink: float


def sheet_images() -> list[list[Square]]:
    """The images to label by hand, in the order of their numbers."""
    straight = both_scans()[0]
    return [
        [
            Square(place % SIDE, place // SIDE, round(float(ink), 2))
            for place, ink in enumerate(straight[image])
            if ink > 0
        ]
        for image in SHEET
    ]


def sheet_answers() -> list[str]:
    """What the writers of these images wrote."""
    truth = both_scans()[2]
    return [format_number(truth[image]) for image in SHEET]


def laboratories() -> list[list[list[str]]]:
    """Four wines of each of three laboratories, as each writes them: four measures, the variety."""
    data = load_wine()
    # The first wines of each variety: each laboratory has one of two, and two of the third.
    first = [np.flatnonzero(data.target == variety) for variety in range(3)]
    taken = [[first[(lab + k) % 3][2 * lab + k // 3] for k in range(4)] for lab in range(3)]
    entities = [Entity(data.data[part], data.target[part]) for part in taken]
    nothing = np.zeros_like(entities[2].measures, dtype=bool)
    nothing[[1, 3], [4, 12]] = True
    written = [entities[0], in_other_units(entities[1]), in_other_codes(entities[2], nothing)]
    return [
        [
            [*(format_short(value) for value in wine[list(MEASURES)]), format_number(variety + 1)]
            for wine, variety in zip(entity.measures, entity.varieties, strict=True)
        ]
        for entity in written
    ]


def laboratory_headers() -> list[str]:
    """The headings of these tables, without a unit: that is what the exercise is about."""
    names = {
        "alcohol": _("Alcohol"),
        "magnesium": _("Magnesium"),
        "colour": _("Strength of colour"),
        "proline": _("Proline"),
    }
    return [*(names[name] for name in MEASURES.values()), _("Variety")]


@dataclass(frozen=True)
class GroupErrors:
    """One group of patients: how many were to be found, and how many either model missed."""

    name: str
    concerned: int
    missed: int
    missed_blind: int

    @property
    def shares(self) -> tuple[str, str]:
        """The shares missed by either model, as the trainer's notes give them."""
        return (
            format_percent(self.missed / self.concerned),
            format_percent(self.missed_blind / self.concerned),
        )


def group_errors(seed: int) -> list[GroupErrors]:
    """The errors that the notebook counts, group by group."""
    table = errors_by_group(judge(seed)).set_index(["people_group", "model"])
    return [
        GroupErrors(
            _(name),
            int(table.loc[(code, "knows"), "concerned"]),
            int(table.loc[(code, "knows"), "missed"]),
            int(table.loc[(code, "blind"), "missed"]),
        )
        for code, name in GROUPS.items()
    ]
