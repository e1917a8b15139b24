"""Data of several entities: what they bring as they come, and what once they are harmonised.

The wines are real (see `supervision`); that three laboratories write them down each in its own way
is made for the lesson. Our own laboratory measured few. A second one counts some measures in other
units, a third numbers the varieties otherwise, and writes 999 where it measured nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.datasets import load_wine
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from playbook.language import N_, _, format_number, format_percent, labelled, listed
from playbook.show.axes import percent_axis
from playbook.show.chart import BLUE, GREY, INK, SKY, Chart, drawing, titled
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.training_primer.training import SLIGHT

Measures = NDArray[np.float64]
Varieties = NDArray[np.int_]

DRAWS = 20
TESTED, OWN, OTHER = 70, 12, 48
UNITS = {0: 10.0, 4: 0.001, 9: 10.0, 12: 0.001}
"""What the second laboratory multiplies a measure by: per mille, grams, tenths, grams."""
NOTHING, SHARE_OF_NOTHING = 999.0, 0.1
STEPS = {
    "own": N_("Our own data alone"),
    "as_they_come": N_("All data, as they come"),
    "units": N_("Units put right"),
    "labels": N_("Names of the varieties put right"),
    "codes": N_("999 read as “not measured”"),
}

LABELS = {
    "step": Label(N_("What was done"), codes=STEPS),
    "wines": Label(N_("Wines to learn from"), Format.WHOLE),
    "named": Label(N_("Named right, mean"), Format.PERCENT),
    "named_low": Label(N_("In nine draws of ten"), Format.PERCENT, until="named_high"),
}


@dataclass(frozen=True)
class Entity:
    """What one laboratory hands over: measures and varieties, in its own way of writing."""

    measures: Measures
    varieties: Varieties


def harmonise(seed: int) -> pd.DataFrame:
    """Learn from our own wines, then from all laboratories', put right one thing after the other.

    Returns
    -------
    DataFrame
        One row a step, in the order of `STEPS`: step, wines (how many were learnt from), named
        (share of our own unseen wines that are named right, mean of `DRAWS` draws of who measured
        what), named_low and named_high (the draws' 5th and 95th percentiles).
    """
    shares = np.array([_one_draw(seed, draw) for draw in range(DRAWS)])
    low, high = np.quantile(shares, [0.05, 0.95], axis=0)
    return pd.DataFrame(
        {
            "step": list(STEPS),
            "wines": [OWN, *[OWN + 2 * OTHER] * (len(STEPS) - 1)],
            "named": shares.mean(axis=0),
            "named_low": low,
            "named_high": high,
        }
    )


def _one_draw(seed: int, draw: int) -> list[float]:
    """Share the wines out among the laboratories, and learn step by step."""
    generator = np.random.default_rng([seed, draw])
    data = load_wine()
    order = generator.permutation(len(data.target))
    unseen, own, second, third = np.split(order, np.cumsum([TESTED, OWN, OTHER]))
    parts = [Entity(data.data[part], data.target[part]) for part in (own, second, third)]
    test = Entity(data.data[unseen], data.target[unseen])
    nothing = generator.random(parts[2].measures.shape) < SHARE_OF_NOTHING
    ours, units, codes = parts[0], in_other_units(parts[1]), in_other_codes(parts[2], nothing)
    named = Entity(codes.measures, parts[2].varieties)
    filled = Entity(_without_nothing(codes.measures, [ours, parts[1]]), parts[2].varieties)
    steps = [
        [ours],
        [ours, units, codes],
        [ours, parts[1], codes],
        [ours, parts[1], named],
        [ours, parts[1], filled],
    ]
    return [_share_right(entities, test) for entities in steps]


def in_other_units(entity: Entity) -> Entity:
    """The same wines with some measures in other units."""
    factors = np.ones(entity.measures.shape[1])
    factors[list(UNITS)] = list(UNITS.values())
    return Entity(entity.measures * factors, entity.varieties)


def in_other_codes(entity: Entity, nothing: NDArray[np.bool_]) -> Entity:
    """The same wines with the varieties numbered otherwise, and 999 where nothing was measured."""
    return Entity(np.where(nothing, NOTHING, entity.measures), (entity.varieties + 1) % 3)


def _without_nothing(measures: Measures, others: list[Entity]) -> Measures:
    """Put the median of what was measured in the place of 999."""
    known = np.where(measures == NOTHING, np.nan, measures)
    medians = np.nanmedian(np.vstack([known, *(other.measures for other in others)]), axis=0)
    return np.where(np.isnan(known), medians, known)


def _share_right(entities: list[Entity], test: Entity) -> float:
    """Learn from several laboratories' wines, and name unseen ones of our own."""
    model = make_pipeline(StandardScaler(), SVC())
    model.fit(
        np.vstack([entity.measures for entity in entities]),
        np.concatenate([entity.varieties for entity in entities]),
    )
    return float(model.score(test.measures, test.varieties))


def say_harmonising(table: pd.DataFrame) -> Finding:
    """Say what more data did before and after they were harmonised."""
    named = dict(zip(table["step"], table["named"], strict=True))
    words = {
        "few": format_number(table["wines"].iloc[0]),
        "many": format_number(table["wines"].iloc[-1]),
        "own": format_percent(named["own"]),
        "raw": format_percent(named["as_they_come"]),
        "end": format_percent(named["codes"]),
    }
    worse = named["as_they_come"] < named["own"] - SLIGHT
    text = _(
        "Three laboratories: {own} named right from our own {few} wines, {raw} from all {many} as"
        " they come, {end} once units, names and codes say the same everywhere."
    )
    if worse:
        text += " " + _("More data did harm until they were harmonised.")
    return Finding(text.format(**words), Tone.CAUTION if worse else Tone.RESULT)


def draw_harmonising(table: pd.DataFrame) -> Chart:
    """Draw the share named right at each step."""
    named = dict(zip(table["step"], table["named"], strict=True))
    title = _("The same wines: {raw} as they come, {end} harmonised, {own} without the others")
    title = title.format(
        own=format_percent(named["own"]),
        raw=format_percent(named["as_they_come"]),
        end=format_percent(named["codes"]),
    )
    colours = [GREY, SKY, SKY, SKY, BLUE]
    names = [_(STEPS[step]) for step in table["step"]]
    places = np.arange(len(table))[::-1]
    with drawing(2.9) as (figure, axes):
        axes.barh(places, table["named"], color=colours, height=0.6)
        ends = [table["named"] - table["named_low"], table["named_high"] - table["named"]]
        axes.errorbar(table["named"], places, xerr=ends, fmt="none", ecolor=INK, elinewidth=1.2)
        for place, share, colour in zip(places, table["named"], colours, strict=True):
            letters = "white" if colour == BLUE else "black"
            axes.text(0.012, place, format_percent(share), va="center", color=letters,
                      fontsize=10, fontweight="bold")  # fmt: skip
        axes.set_yticks(places, names)
        axes.set_xlim(0, 1.02)
        axes.set_xlabel(_("Our own unseen wines named right"))
        percent_axis(axes, "x")
        reading = _("Bars: mean of {draws} draws of who measured what. Lines: nine draws of ten.")
        titled(axes, title, reading.format(draws=format_number(DRAWS)))
        words = [
            labelled(name, format_percent(share))
            for name, share in zip(names, table["named"], strict=True)
        ]
        return Chart(figure, f"{title}. {listed(words)}.")
