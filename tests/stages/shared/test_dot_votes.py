"""What is first by dots, and how sure that is, on ballots of any stage."""

from __future__ import annotations

import pandas as pd
from support.sentences import texts

from playbook.show.findings import Finding
from playbook.stages.shared.dot_votes import dot_ranking, rank_dots, say_how_sure

THINGS = pd.DataFrame({"thing": list("xyz"), "text": ["Thing x", "Thing y", "Thing z"]})
SURE = ["tied", "tier", "rank_low", "rank_high", "probability_first", "probability_top"]


def ballots(*dots: dict[str, int]) -> pd.DataFrame:
    """A row a voter, a column a thing."""
    return pd.DataFrame(list(dots), columns=sorted({x for ballot in dots for x in ballot})).fillna(
        0
    )


def doubt(*dots: dict[str, int]) -> list[Finding | None]:
    """What is said of how sure the first place is."""
    sure = rank_dots(ballots(*dots), 1, 200, 1, anonymous=False)
    return say_how_sure(sure, ballots(*dots), dot_ranking(sure, THINGS, "thing"), "thing")


def test_the_ranking_has_what_is_said_of_each_thing_and_how_sure_its_rank_is() -> None:
    sure = rank_dots(ballots({"x": 1, "z": 2}), 1, 50, 1, anonymous=False)
    table = dot_ranking(sure, THINGS, "thing")
    assert list(table) == ["rank", "thing", "text", *SURE]
    assert table[["rank", "thing", "text"]].to_numpy().tolist() == [
        [1, "z", "Thing z"], [2, "x", "Thing x"],
    ]  # fmt: skip


def test_without_a_dot_nothing_is_ranked_or_said() -> None:
    assert rank_dots(ballots(), 3, 50, 1, anonymous=False) is None
    table = dot_ranking(None, THINGS, "thing")
    assert table.empty
    assert list(table) == ["rank", "thing", "text", *SURE]
    assert say_how_sure(None, ballots(), table, "thing") == []


def test_doubt_is_said_of_things_by_their_text() -> None:
    assert texts(doubt({"x": 3}, {"x": 3}, {"x": 2, "y": 1})) == [
        "3 people with a few dots each do not settle a first place: how often another group would"
        " choose the same is said from 12 people on.",
        "The votes put “Thing x” clearly ahead of all others.",
        "No single voter decides the first places.",
    ]


def test_one_voter_who_decides_is_counted_among_all() -> None:
    # Without the first voter y is first; without another, x stays there.
    assert texts(doubt({"x": 3}, {"y": 1}, {"y": 1}))[2] == (
        "Taking one voter away would change the first place in 1 of 3 cases, and the first places"
        " together in 1."
    )


def test_anonymous_dots_are_ranked_as_the_others_and_said_less_exactly() -> None:
    votes = ballots(
        {"x": 2, "y": 1}, {"x": 1, "z": 2}, {"y": 3}, {"z": 1}, {"x": 1}, {"x": 1}, {"z": 1}
    )
    exact, coarse = (rank_dots(votes, 2, 997, 1, anonymous=hidden) for hidden in (False, True))
    assert exact is not None
    assert coarse is not None
    assert coarse.table["rank"].equals(exact.table["rank"])
    scores = ["score_low", "score_high"]
    assert ((coarse.table[scores] * 20).round(6) % 1 == 0).all(axis=None)
    assert not ((exact.table[scores] * 20).round(6) % 1 == 0).all(axis=None)
