"""Populations to draw juries from: people who did rate, and people as one may imagine them."""

from __future__ import annotations

import functools
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import distribution

import numpy as np
import pandas as pd

Array = np.ndarray
Jury = Callable[[int], Array]
"""Draws the votes of so many voters: (voters, items, criteria), NaN where not cast."""
ARCHIVE = "pydataset/resources.tar.gz"
TABLES = "resources/rdata/csv"
WHOLE_SCALE = (1.0, 5.0)


@dataclass(frozen=True)
class Drawn:
    """One population of voters on some items.

    Attributes
    ----------
    jury : callable
    weights : ndarray, shape (criteria,)
    truth : ndarray, shape (items,)
        What all of them would give, on average.
    blur : float
        Differences of `truth` up to this are none: it is known from a sample.
    """

    jury: Jury
    weights: Array
    truth: Array
    blur: float = 0.0


Population = Callable[[np.random.Generator, int], Drawn]
"""Draws a population's views on so many items."""


@functools.cache
def banks() -> dict[str, Array]:
    """Real ratings of many people on many items: (people, items), complete.

    Items of a personality questionnaire (1 to 6), words for a mood (0 to 3), and whether one would
    curse in some situations (0 to 2), as the package pydataset holds them.
    """
    archive = distribution("pydataset").locate_file(ARCHIVE)
    with tarfile.open(str(archive)) as files:

        def table(name: str) -> pd.DataFrame:
            file = files.extractfile(f"{TABLES}/{name}.csv")
            assert file is not None
            return pd.read_csv(file, index_col=0)

        traits = table("psych/bfi").iloc[:, :25]
        moods = table("psych/msq").iloc[:, :75].apply(pd.to_numeric, errors="coerce")
        answers = table("lme4/VerbAgg")
    moods = moods.loc[:, moods.isna().mean() < 0.2]
    answers["grade"] = answers["resp"].map({"no": 0, "perhaps": 1, "yes": 2})
    curses = answers.pivot(index="id", columns="item", values="grade")
    tables = {"traits": traits, "moods": moods, "curses": curses}
    return {name: bank.dropna().to_numpy(float) for name, bank in tables.items()}


def real(bank: Array) -> Population:
    """Juries of real people, on a choice of the items that they rated."""

    def draw(rng: np.random.Generator, items: int) -> Drawn:
        chosen = bank[:, rng.choice(bank.shape[1], items, replace=False)]

        def jury(voters: int) -> Array:
            return chosen[rng.choice(len(chosen), voters, replace=False), :, np.newaxis]

        return Drawn(jury, np.ones(1), chosen.mean(axis=0))

    return draw


CRITERIA = {
    "correlated criteria": (np.array([0.6, 0.4]), 0.6),
    "unrelated criteria": (np.array([0.6, 0.4]), 0.0),
    "ten criteria": (np.full(10, 0.1), 0.3),
}
"""The weights of criteria, and what part of a vote's noise they share."""


def imagined(kind: str) -> Population:
    """Juries of imagined people, on a scale from 1 to 5 in whole steps."""

    def draw(rng: np.random.Generator, items: int) -> Drawn:
        level = np.zeros((items, 1))
        weights, noise, apart, holes, shared = np.ones(1), np.ones(items), np.zeros(items), 0.0, 0.0
        if kind.startswith("one favourite"):
            level[0] = float(kind.split()[2])
        elif kind == "two favourites, 1 sd":
            level[:2] = 1.0
        elif kind == "one laggard, 1.5 sd":
            level[0] = -1.5
        elif kind == "two blocks":
            level[: items // 2] = 0.8
        elif kind == "two camps":
            level, apart = rng.normal(0, 0.3, (items, 1)), rng.normal(0, 0.7, items)
        elif kind in CRITERIA:
            weights, shared = CRITERIA[kind]
            level = rng.normal(0, 0.5, (items, 1)) + rng.normal(0, 0.3, (items, weights.size))
        elif kind == "a few good ones":
            level = rng.exponential(0.6, (items, 1))
        elif not kind.startswith("noise"):
            level = rng.normal(0, 0.5, (items, 1))
        if "unequal variances" in kind:
            noise = rng.choice([0.4, 1.6], items)
        if kind == "missing votes":
            holes = 0.3

        def jury(voters: int) -> Array:
            shape = (voters, items, weights.size)
            own = np.sqrt(1 - shared) * rng.standard_normal(shape)
            own += np.sqrt(shared) * rng.standard_normal((voters, items, 1))
            camp = np.where(rng.random(voters) < 0.5, 1.0, -1.0)[:, np.newaxis] * apart
            voter = rng.normal(0, 0.5, (voters, 1, 1))
            votes = 2.7 + level + voter + camp[:, :, np.newaxis] + noise[:, np.newaxis] * own
            votes = np.clip(np.round(votes), *WHOLE_SCALE)
            return _with_holes(votes, holes, rng) if holes else votes

        return Drawn(jury, weights, _truth(jury, weights), blur=0.12 if "noise" in kind else 0.03)

    return draw


IMAGINED = [
    "noise",
    "noise of unequal variances",
    "one favourite, 1 sd",
    "one favourite, 2 sd",
    "a few good ones",
    "normal",
    "normal, unequal variances",
    "two camps",
    "correlated criteria",
    "unrelated criteria",
    "ten criteria",
    "missing votes",
]


HELD_OUT = [
    "one favourite, 0.6 sd",
    "one favourite, 1.5 sd",
    "two favourites, 1 sd",
    "one laggard, 1.5 sd",
    "two blocks",
]
"""Populations that nothing was chosen by."""


def dots_of(rating: Population, heaped: float = 0.3) -> Population:
    """The same people with three dots each: on their three best, or two on the best."""

    def draw(rng: np.random.Generator, items: int) -> Drawn:
        voters_of = rating(rng, items)

        def jury(voters: int) -> Array:
            grades = np.nan_to_num(voters_of.jury(voters)) @ voters_of.weights
            best = np.argsort(-grades - 0.5 * rng.random(grades.shape), axis=1)[:, :3]
            heap = rng.random(voters) < heaped
            dots = np.where(heap[:, np.newaxis], [2.0, 1.0, 0.0], 1.0)
            ballots = np.zeros(grades.shape)
            np.put_along_axis(ballots, best, dots, axis=1)
            return ballots[:, :, np.newaxis]

        return Drawn(jury, np.ones(1), _truth(jury, np.ones(1), 300), blur=0.05)

    return draw


def _truth(jury: Jury, weights: Array, voters: int = 2000) -> Array:
    votes = jury(voters)
    truth: Array = np.nanmean(votes, axis=0) @ weights
    return truth


def _with_holes(votes: Array, share: float, rng: np.random.Generator) -> Array:
    """Leave votes out, never the last of a voter nor the last but one of an item."""
    hole = rng.random(votes.shape[:2]) < share
    hole[hole.all(axis=1), 0] = False
    few = (~hole).sum(axis=0) < 2
    hole[:, few] = False
    return np.where(hole[:, :, np.newaxis], np.nan, votes)
