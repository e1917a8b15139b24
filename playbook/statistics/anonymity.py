"""Anonymous votes as they may be shown: in bands that give no vote away.

What is shown of the votes on one thing is the band that their mean lies in and, from about ten
voters on, whether they are far apart. The bands are chosen, for each number of voters and each
scale, from all sets of votes that there can be (a set says how many gave each grade, not who):

- every band holds at least `FEWEST_SETS` sets, those in which all gave the same grade among them;
- nobody who voted can tell from it what all others voted;
- who guesses the most likely set of the band is right at most `BOUND` of the time, whether every
  set is as likely as any other or every voter gives every grade as readily.

All that is computed further is computed from stand-ins: votes that depend on the real ones by
their band alone. So no figure, ranking or probability, nor several of them together, can tell more
than the bands do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from zlib import crc32

import numpy as np
from scipy.special import gammaln, ndtr

from playbook.statistics.votes import FloatArray, IntArray

FEWEST_SETS = 20
BOUND = 0.05
SPREAD = 0.3
"""How far people's votes on one thing usually are apart: their standard deviation, as a share of
the scale. Of 6,000 people who rated by 4 or 6 grades (docs/certainty.md): .29 to .31."""
LENIENT, LIKING = 0.15, 0.55
"""What part of that comes from how lenient people are with everything (the same ones: .04 to .25),
and from how much they like the thing, whatever the criterion."""
FAR_APART = 0.5
"""From which disagreement, as of `item_disagreement`, voters are far apart."""
FINE = 7
"""How many bands there must be before one tells whether the voters are far apart, too, or says how
likely an order is."""
MOST_VOTERS, MOST_GRADES = 16, 6
"""More voters, or finer scales, have more sets: their bands are those of these."""


@dataclass(frozen=True)
class Band:
    """What may be told of the votes on one thing.

    Attributes
    ----------
    low, high : float
        The ends of the means in it, as shares of the scale: 0 is its low end, 1 its high end.
    far_apart : bool or None
        Whether the voters are far apart; None where that is not told.
    stand_in : tuple of float
        Votes with the middle of the band as their mean and a spread that is usual for it, as
        shares of the scale, in rising order.
    """

    low: float
    high: float
    far_apart: bool | None
    stand_in: tuple[float, ...]

    def ends(self, scale: tuple[float, float]) -> tuple[float, float]:
        """Its ends on a scale."""
        width = scale[1] - scale[0]
        return scale[0] + self.low * width, scale[0] + self.high * width


@dataclass(frozen=True)
class _Sets:
    """All sets of votes of some voters on some grades, which count from 0."""

    counts: IntArray  # (sets, grades): how many gave each grade
    sums: IntArray
    far: np.ndarray
    spread: FloatArray  # the variance of the votes
    ways: FloatArray  # in how many ways voters can give the set

    @classmethod
    def of(cls, voters: int, grades: int) -> _Sets:
        places = voters + grades - 1
        bars = np.array(list(combinations(range(places), grades - 1)), dtype=int)
        edge = np.ones((len(bars), 1), dtype=int)
        counts = np.diff(np.hstack([-edge, bars, places * edge]), axis=1) - 1
        sums = counts @ np.arange(grades)
        spread = counts @ np.arange(grades) ** 2 / voters - (sums / voters) ** 2
        far = np.sqrt(np.maximum(spread, 0)) / ((grades - 1) / 2) >= FAR_APART - 1e-9
        ways = np.exp(gammaln(voters + 1) - gammaln(counts + 1).sum(axis=1))
        return cls(counts, sums, far, spread, ways)


def band_of(votes: FloatArray, scale: tuple[float, float]) -> Band | None:
    """The band that some votes lie in; None where nothing may be told.

    Parameters
    ----------
    votes : ndarray, shape (voters,)
        Without missing ones.
    scale : (float, float)
        Its ends; votes are whole steps from the low end, or finer.
    """
    grades = _grades(scale)
    bands = bands_of(len(votes), grades)
    if bands is None:
        return None
    low, width = scale[0], scale[1] - scale[0]
    mean = round(float((votes.mean() - low) / width), 9)
    far = votes.std() / (width / 2) >= FAR_APART - 1e-9
    steps = min(len(votes), MOST_VOTERS) * (grades - 1)
    place = np.floor(mean * steps + 0.5 - 1e-9 * (mean > 0.5))  # halves go outwards on both sides
    return next(
        band
        for band in bands
        if place <= round(band.high * steps) and (band.far_apart is None or band.far_apart == far)
    )


def fewest_voters(scale: tuple[float, float], threshold: int) -> int:
    """The fewest voters, `threshold` or more, of whom a band can be told on a scale."""
    grades = _grades(scale)
    found = (n for n in range(max(threshold, 1), MOST_VOTERS) if bands_of(n, grades))
    return next(found, max(threshold, MOST_VOTERS))


def coarse(voters: int, scale: tuple[float, float]) -> bool:
    """Whether votes are told in so few bands that many things share one.

    What is calculated from stand-ins then says too little of how far each thing is from others.
    """
    bands = bands_of(voters, _grades(scale))
    return bands is None or len(bands) < FINE


def stand_ins(
    votes: FloatArray, scale: tuple[float, float], key: str, thing: str = ""
) -> FloatArray | None:
    """Votes to calculate with in place of anonymous ones; None where nothing may be told.

    Parameters
    ----------
    votes : ndarray, shape (voters,)
        Without missing ones.
    key : str
        What was voted on, and by which criterion: who stands where is drawn from it.
    thing : str, optional
        What was voted on alone: who gives it much on one criterion often gives it much on others,
        and who gives much often does so to all things (`LENIENT`, `LIKING`). Without it, stand-ins
        go together no more than by chance.

    Returns
    -------
    ndarray, shape (voters,)
        On the scale; their mean is the middle of the band.
    """
    band = band_of(votes, scale)
    if band is None:
        return None
    own = np.array(band.stand_in)
    own = own[np.arange(len(votes)) * len(own) // len(votes)]
    missing = (band.low + band.high) / 2 - own.mean()
    room = 1 - own if missing > 0 else own
    own = own + missing * room / room.mean()  # stays on the scale
    place = _drawn(key, len(own))
    if thing:
        place *= np.sqrt(1 - LENIENT - LIKING)
        place += np.sqrt(LIKING) * _drawn(thing, len(own))
        place += np.sqrt(LENIENT) * _drawn("everything", len(own))
    placed: FloatArray = np.sort(own)[np.argsort(np.argsort(place))]
    return scale[0] + placed * (scale[1] - scale[0])


def _drawn(key: str, people: int) -> FloatArray:
    """A number for each of some people that depends on the key alone."""
    return np.random.default_rng(crc32(key.encode())).standard_normal(people)


def in_twos(count: int, most: int) -> int:
    """Round a count of dots down to an even number; the last step ends at the most there can be.

    Every step holds two counts at least, so that neither nobody nor everybody is told.
    """
    return max(0, min(count // 2 * 2, (most - 1) // 2 * 2))


def dots_told(counts: Sequence[int], most: int, things: int) -> list[int]:
    """What is told of the dots on several things: as of `in_twos`, two less on the least of them.

    Two less until the sum of the least that is told, and that of the most, is not the number of
    all dots, which is known: otherwise every count would be exact.

    Parameters
    ----------
    counts : sequence of int
        The dots on each thing that has any.
    most : int
        The most dots that there can be on one thing.
    things : int
        How many things there are, those without a dot among them.
    """
    told = [in_twos(count, most) for count in counts]
    told += [0] * (things - len(told))
    last, every = in_twos(most, most), sum(counts)
    while any(told) and not (
        sum(told) + 2 <= every <= sum(most if dots == last else dots + 1 for dots in told) - 2
    ):
        least = min(filter(None, told))
        told = [dots - 2 * (dots == least) for dots in told]
    return told[: len(counts)]


@cache
def bands_of(voters: int, grades: int) -> tuple[Band, ...] | None:
    """The bands for a number of voters and of grades, by rising mean; None where there are none.

    Both ends of the scale have the narrowest band that holds enough sets; between them lie as
    many even bands as keep the bound, the same from below as from above.
    """
    if voters < 2 or grades < 2:
        return None
    voters, grades = min(voters, MOST_VOTERS), min(grades, MOST_GRADES)
    sets = _Sets.of(voters, grades)
    top = voters * (grades - 1)
    end = int(np.argmax(np.cumsum(np.bincount(sets.sums, minlength=top + 1)) >= FEWEST_SETS)) + 1
    inner = top + 1 - 2 * end
    spans = []
    for number in range(1, inner + 1):
        sizes = _even_sizes(inner, number)
        if sizes is not None:
            edges = np.cumsum([0, end, *sizes, end]).tolist()
            spans.append([(low, high - 1) for low, high in pairwise(edges)])
    fine = [span for span in spans if len(span) >= FINE]
    return next(
        (
            bands
            for told, choices in ((True, fine), (False, spans))
            for span in reversed(choices)
            if (bands := _kept(sets, span, voters, grades, told=told))
        ),
        None,
    )


def _kept(
    sets: _Sets, spans: list[tuple[int, int]], voters: int, grades: int, *, told: bool
) -> tuple[Band, ...] | None:
    """The bands between some sums of grades; None where they tell too much."""
    top = voters * (grades - 1)
    bands: list[Band] = []
    best = 0.0
    for low, high in spans:
        inside = (sets.sums >= low) & (sets.sums <= high)
        parts: list[tuple[bool | None, np.ndarray]] = [(None, inside)]
        halves = [(far, inside & (sets.far == far)) for far in (False, True)]
        if told and min(half.sum() for _far, half in halves) >= FEWEST_SETS:
            parts = list(halves)
        for far, part in parts:
            with_grade = (sets.counts[part] > 0).sum(axis=0)
            if part.sum() < FEWEST_SETS or (with_grade == 1).any():
                return None
            best += float(sets.ways[part].max())
            bands.append(Band(low / top, high / top, far, _usual(sets, part, (low + high) / 2)))
    by_set, by_voter = len(bands) / len(sets.sums), best / grades**voters
    return tuple(bands) if max(by_set, by_voter) <= BOUND else None


def _usual(sets: _Sets, part: np.ndarray, middle: float) -> tuple[float, ...]:
    """The set with a mean nearest to the middle of a band, and a spread that is usual there.

    Usual is what people give whose views are normal around the middle, `SPREAD` apart.
    """
    voters, grades = int(sets.counts[0].sum()), sets.counts.shape[1]
    limits = (np.arange(grades - 1) + 0.5 - middle / voters) / (SPREAD * (grades - 1))
    chances = np.diff(ndtr(limits), prepend=0.0, append=1.0)
    likely = sets.ways[part] * np.exp(sets.counts[part] @ np.log(chances))
    usual = np.average(sets.spread[part], weights=likely)
    places = np.flatnonzero(part)
    far = np.abs(sets.sums[places] - middle) * 1e6 + np.abs(sets.spread[places] - usual)
    chosen = sets.counts[places[int(np.argmin(far.round(9)))]]
    return tuple(np.repeat(np.arange(grades) / (grades - 1), chosen).tolist())


def _even_sizes(length: int, number: int) -> list[int] | None:
    """Cut a length into pieces that are the same from both ends; None where they cannot be."""
    size, rest = divmod(length, number)
    if number % 2 == 0 and rest % 2:
        return None
    inwards = sorted(range(number), key=lambda place: abs(place - (number - 1) / 2))
    odd = number % 2 and rest % 2
    longer = inwards[:1] + inwards[1:rest] if odd else inwards[number % 2 :][:rest]
    return [size + (place in longer) for place in range(number)]


def _grades(scale: tuple[float, float]) -> int:
    """How many whole steps a scale has, from end to end, within what is told apart."""
    return min(int(scale[1] - scale[0]) + 1, MOST_GRADES)
