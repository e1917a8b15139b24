"""An attack on anonymous votes: every set of votes is held against what is shown.

A set of votes says how many voters gave each grade. The attacker knows the grades, how many
voted, how what is shown is made, and nothing of the voters; an insider knows a vote as well, their
own. Two ways of guessing are tried: every set is as likely as any other, or every voter gives each
grade as readily.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from math import factorial, prod

import numpy as np

Votes = tuple[float, ...]
Shown = Callable[[Votes], Hashable]


@dataclass(frozen=True)
class Found:
    """What an attack found.

    Attributes
    ----------
    shown : int
        How many different things are shown.
    unique : float
        The share of sets that are the only one that gives what is shown.
    right_by_sets, right_by_voters : float
        How often the most likely set is right, by the two ways of guessing.
    unseen : float
        How often it would be, by voters, for whoever sees nothing.
    insider_unique, insider_right : float
        How often what the others voted is certain for one of the voters, and how often the most
        likely of it is right.
    single : float
        The highest probability of a grade of one voter, for whoever is not among them.
    fewest : int
        The fewest sets that give the same.
    """

    shown: int
    unique: float
    right_by_sets: float
    right_by_voters: float
    unseen: float
    insider_unique: float
    insider_right: float
    single: float
    fewest: int


def steps(scale: tuple[float, float]) -> list[float]:
    """The grades of a scale."""
    return [scale[0] + step for step in range(int(scale[1] - scale[0]) + 1)]


def sets_of(grades: Sequence[float], voters: int) -> list[Votes]:
    """Every set of votes."""
    return list(combinations_with_replacement(grades, voters))


def ways(votes: Votes) -> int:
    """In how many ways voters can give a set."""
    return factorial(len(votes)) // prod(map(factorial, Counter(votes).values()))


def attack(shown: Shown, grades: Sequence[float], voters: int) -> Found:
    """Hold every set of votes against what is shown of it."""
    sets = sets_of(grades, voters)
    alike: dict[Hashable, list[Votes]] = defaultdict(list)
    for votes in sets:
        alike[shown(votes)].append(votes)
    every = len(grades) ** voters
    best = sum(max(map(ways, group)) for group in alike.values())
    others_sure, others_best, single = 0, 0, 0.0
    for group in alike.values():
        weight = sum(map(ways, group))
        for own in grades:
            rest = [_without(votes, own) for votes in group if own in votes]
            if rest:
                others_sure += ways(rest[0]) if len(rest) == 1 else 0
                others_best += max(map(ways, rest))
            cast = sum(ways(votes) * votes.count(own) / voters for votes in group)
            single = max(single, cast / weight)
    return Found(
        shown=len(alike),
        unique=sum(len(group) == 1 for group in alike.values()) / len(sets),
        right_by_sets=len(alike) / len(sets),
        right_by_voters=best / every,
        unseen=max(map(ways, sets)) / every,
        insider_unique=others_sure / every,
        insider_right=others_best / every,
        single=single,
        fewest=min(map(len, alike.values())),
    )


def _without(votes: Votes, own: float) -> Votes:
    return tuple((Counter(votes) - Counter([own])).elements())


def simulated(
    shown: Shown, grades: Sequence[float], voters: int, chances: Iterable[float], draws: int
) -> tuple[float, float]:
    """How often the most likely set is right where grades are not given as readily.

    Parameters
    ----------
    chances : iterable of float
        How readily each grade is given; the attacker knows it.
    draws : int
        How many rooms are drawn (seed 1).

    Returns
    -------
    seen, unseen : float
        With what is shown, and without it.
    """
    weights = dict(zip(grades, chances, strict=True))
    likely: dict[Hashable, tuple[float, Votes]] = {}
    first = (0.0, ())
    for votes in sets_of(grades, voters):
        chance = (ways(votes) * prod(weights[vote] for vote in votes), votes)
        likely[shown(votes)] = max(likely.get(shown(votes), chance), chance)
        first = max(first, chance)
    random = np.random.default_rng(1)
    rooms = random.choice(np.array(grades), p=list(weights.values()), size=(draws, voters))
    drawn = [tuple(sorted(room.tolist())) for room in rooms]
    seen = sum(likely[shown(room)][1] == room for room in drawn) / draws
    return seen, sum(first[1] == room for room in drawn) / draws


def ballots_of(ideas: int, quota: int, most_on_one: int) -> list[tuple[int, ...]]:
    """Every way for one person to place all dots."""
    piles = combinations_with_replacement(range(ideas), quota)
    counts = [tuple(pile.count(idea) for idea in range(ideas)) for pile in piles]
    return [ballot for ballot in counts if max(ballot) <= most_on_one]


@dataclass(frozen=True)
class FoundDots:
    """What an attack on ballots of dots found: as `Found`, of sets of whole ballots."""

    unique: float
    right_by_sets: float
    right_by_voters: float
    insider_unique: float
    certain_dot: float


def attack_dots(
    shown: Callable[[tuple[tuple[int, ...], ...]], Hashable],
    ballots: Sequence[tuple[int, ...]],
    voters: int,
) -> FoundDots:
    """Hold every set of whole ballots against what is shown of it.

    Returns
    -------
    FoundDots
        certain_dot: how often it is certain of some idea that everybody, or nobody, gave it a dot.
    """
    alike: dict[Hashable, list[tuple[tuple[int, ...], ...]]] = defaultdict(list)
    for room in combinations_with_replacement(ballots, voters):
        alike[shown(room)].append(room)
    rooms, every = sum(map(len, alike.values())), len(ballots) ** voters
    sure, certain = 0, 0
    for group in alike.values():
        rest: dict[tuple[int, ...], set[tuple[tuple[int, ...], ...]]] = defaultdict(set)
        for room in group:
            for own in set(room):
                left = list(room)
                left.remove(own)
                rest[own].add(tuple(left))
        sure += sum(ways(next(iter(left))) for left in rest.values() if len(left) == 1)
        placed = np.array(group) > 0  # (rooms, voters, ideas)
        known = placed.all(axis=(0, 1)) | ~placed.any(axis=(0, 1))
        certain += len(group) * bool(known.any())
    return FoundDots(
        unique=sum(len(group) == 1 for group in alike.values()) / rooms,
        right_by_sets=len(alike) / rooms,
        right_by_voters=sum(max(map(ways, group)) for group in alike.values()) / every,
        insider_unique=sure / every,
        certain_dot=certain / rooms,
    )
