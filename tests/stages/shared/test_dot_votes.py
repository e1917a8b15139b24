"""What is first by dots, and how sure that is, on ballots of any stage."""

from __future__ import annotations

import pandas as pd
from support.sentences import texts

from playbook.show.findings import Finding
from playbook.stages.shared.dot_votes import dot_ranking, rank_dots, say_how_sure, shown_columns

THINGS = pd.DataFrame({"thing": list("xyz"), "text": ["Thing x", "Thing y", "Thing z"]})
SURE = ["tied", "tier", "rank_low", "rank_high", "first_low", "first_high", "top_low", "top_high"]


def ballots(*dots: dict[str, int]) -> pd.DataFrame:
    """A row a voter, a column a thing."""
    return pd.DataFrame(list(dots), columns=sorted({x for ballot in dots for x in ballot})).fillna(
        0
    )


def doubt(*dots: dict[str, int]) -> list[Finding | None]:
    """What is said of how sure the first place is."""
    sure = rank_dots(ballots(*dots), 1, 200, 1)
    return say_how_sure(sure, ballots(*dots), dot_ranking(sure, THINGS, "thing"), "thing")


def test_the_ranking_has_what_is_said_of_each_thing_and_how_sure_its_rank_is() -> None:
    sure = rank_dots(ballots({"x": 1, "z": 2}), 1, 50, 1)
    table = dot_ranking(sure, THINGS, "thing")
    assert list(table) == ["rank", "thing", "text", *SURE]
    assert table[["rank", "thing", "text"]].to_numpy().tolist() == [
        [1, "z", "Thing z"], [2, "x", "Thing x"],
    ]  # fmt: skip


def test_without_a_dot_nothing_is_ranked_or_said() -> None:
    assert rank_dots(ballots(), 3, 50, 1) is None
    table = dot_ranking(None, THINGS, "thing")
    assert table.empty
    assert list(table) == ["rank", "thing", "text", *SURE]
    assert say_how_sure(None, ballots(), table, "thing") == []


def test_doubt_is_said_of_things_by_their_text() -> None:
    assert texts(doubt({"x": 3}, {"x": 3}, {"x": 2, "y": 1})) == [
        "With 3 people and a few dots each, nobody can say how often another group would make the"
        " same choice: that takes at least 12 people.",
        "No single voter decides the first places.",
    ]


def test_one_voter_who_decides_is_counted_among_all() -> None:
    # Without the first voter y is first; without another, x stays there.
    assert texts(doubt({"x": 3}, {"y": 1}, {"y": 1}))[1] == (
        "Taking one voter away would change the first place in 1 of 3 cases, and the first places"
        " together in 1."
    )


def test_a_column_of_chances_is_shown_only_where_one_is_given() -> None:
    few = pd.DataFrame({"rank": [1, 2], "tier": [1, 1], "top_low": [None, None]})
    told = few.assign(top_low=[0.5, None])
    columns = ["rank", "tier", "top_low"]
    assert shown_columns(few, columns) == ["rank", "tier"]
    assert shown_columns(told, columns) == columns
