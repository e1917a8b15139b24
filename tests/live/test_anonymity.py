"""What an anonymous vote shows, attacked: every ballot of five to seven voters is tried."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations_with_replacement

import pytest

from playbook.live.results import coarse_share, summary

Votes = tuple[float, ...]
SCALES = [(1.0, 3.0), (1.0, 4.0), (1.0, 5.0), (0.0, 5.0)]


def grades(scale: tuple[float, float]) -> list[float]:
    return [scale[0] + step for step in range(int(scale[1] - scale[0]) + 1)]


def what_others_voted(
    shown: Callable[[Votes], object], possible: Sequence[float], voters: int
) -> list[set[Votes]]:
    """What each voter can work out: the votes of the others that fit what is shown and their own.

    The outsider, who voted nothing, comes first for each thing shown.
    """
    ballots: dict[object, list[Votes]] = defaultdict(list)
    for votes in combinations_with_replacement(possible, voters):
        ballots[shown(votes)].append(votes)
    found = []
    for alike in ballots.values():
        found.append(set(alike))
        for own in possible:
            rest = {
                tuple((Counter(votes) - Counter([own])).elements())
                for votes in alike
                if own in votes
            }
            if rest:
                found.append(rest)
    return found


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("voters", [5, 6, 7])
def test_nobody_can_work_out_what_the_others_voted(scale: tuple[float, float], voters: int) -> None:
    def shown(votes: Votes) -> object:
        return summary(votes, scale, True, 5)

    for possible in what_others_voted(shown, grades(scale), voters):
        assert len(possible) > 1


def test_the_attack_finds_what_a_mean_and_a_deviation_tell() -> None:
    def shown(votes: Votes) -> object:
        mean = sum(votes) / len(votes)
        return round(mean, 9), round(sum((vote - mean) ** 2 for vote in votes), 9)

    sizes = [len(possible) for possible in what_others_voted(shown, grades((1.0, 5.0)), 5)]
    assert sizes.count(1) > len(sizes) / 3


@pytest.mark.parametrize("voters", range(5, 31))
def test_a_coarse_share_never_tells_nobody_everybody_or_an_exact_count(voters: int) -> None:
    counts = Counter(coarse_share(count, voters) for count in range(voters + 1))
    assert set(counts) == {"few", "half", "most"}
    assert min(counts.values()) >= 2


def test_fewer_voters_than_promised_show_nothing() -> None:
    assert summary([1, 2, 3, 4], (1, 5), True, 5) == "–"
    assert summary([], (1, 5), False, 5) == "–"
    assert summary([1, 2, 3, 4], (1, 5), False, 5) == "2.5 (2.50)"


def test_a_median_and_a_share_are_those_of_the_votes() -> None:
    assert summary([5, 4, 4, 1, 2], (1, 5), True, 5) == "4 (about half)"
    assert summary([5, 4, 4, 4, 2], (1, 5), True, 5) == "4 (most)"
    assert summary([3, 3, 3, 4, 2], (1, 5), True, 5) == "3 (few)"
    assert summary([1, 2, 2, 1, 3], (1, 3), True, 5) == "2"
