"""Which ideas come first by dots."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.dot_ballots import BALLOTS, Ballots, dotted, ranked, robustness
from support.frames import frame
from support.sentences import plain, said

from playbook.language import speaking
from playbook.show.findings import Tone
from playbook.show.ranking import say_order
from playbook.stages.ideation.dots import (
    draw_idea_ranking,
    idea_ballots,
    say_equal_shares,
    say_first_ideas,
)


def test_no_dot_from_somebody_who_voted_is_a_zero() -> None:
    matrix = idea_ballots(dotted({"B": {"x": 2, "y": 1}, "A": {"y": 3}}))
    assert matrix.to_numpy().tolist() == [[0, 3], [2, 1]]
    assert list(matrix.index) == ["A", "B"]
    assert list(matrix.columns) == ["x", "y"]
    assert idea_ballots(dotted({})).empty


def test_the_ranking_counts_dots_and_voters_and_keeps_ties() -> None:
    table = ranked(dotted({"A": {"x": 2, "z": 1}, "B": {"y": 2, "z": 1}, "C": {"z": 3}}))
    assert table[["rank", "idea_id", "text", "dots", "voters", "tied"]].to_numpy().tolist() == [
        [1, "z", "Idea z", 5, 3, False],
        [2, "x", "Idea x", 2, 1, True],
        [2, "y", "Idea y", 2, 1, True],
    ]
    assert table["tier"].notna().all()


def test_an_idea_that_is_not_in_the_table_keeps_its_place_in_the_ranking() -> None:
    table = ranked(dotted({"A": {"q": 2, "x": 1}}))
    assert table[["rank", "idea_id", "dots"]].to_numpy().tolist() == [[1, "q", 2], [2, "x", 1]]
    assert table["text"].isna().tolist() == [True, False]


@pytest.mark.parametrize(
    ("ballot", "title"),
    [
        ({"x": 2, "y": 1}, "“Idea x” is ahead; how sure that is, the votes do not tell."),
        ({"x": 2, "y": 2, "z": 1}, "2 share the first place."),
    ],
)
def test_the_figure_of_the_dots_says_which_ideas_come_first(
    ballot: dict[str, int], title: str
) -> None:
    votes = dotted({"A": ballot, "B": ballot})
    chart = draw_idea_ranking(ranked(votes), robustness(votes))
    assert chart is not None
    assert chart.alt.startswith(title)
    assert "Idea x" in chart.svg
    assert draw_idea_ranking(ranked(dotted({})), None) is None
    assert draw_idea_ranking(pd.DataFrame(), None) is None


def test_tied_ideas_share_everything_that_is_said_of_them() -> None:
    table = ranked(dotted({"A": {"x": 2, "y": 2, "z": 1}, "B": {"x": 2, "y": 2, "w": 1}}))
    first = table[table["idea_id"].isin(["x", "y"])]
    sure = ["rank", "tier", "rank_low", "rank_high"]
    assert first[sure].iloc[0].tolist() == first[sure].iloc[1].tolist()
    assert first["rank"].tolist() == [1, 1]


@pytest.mark.parametrize(("ballots", "rows"), [({}, 0), ({"A": {"x": 1}}, 1)])
def test_a_ranking_of_nothing_or_of_one_idea_invents_nothing(ballots: Ballots, rows: int) -> None:
    table = ranked(dotted(ballots))
    assert len(table) == rows
    assert table[["tier", "rank_low", "first_low"]].isna().all(axis=None)
    assert {"rank", "idea_id", "text", "uses_ai", "dots", "voters"} <= set(table.columns)


@settings(max_examples=15)
@given(BALLOTS.filter(bool), st.randoms())
def test_ranks_follow_the_dots_whatever_the_order_of_rows(ballots: Ballots, random: object) -> None:
    votes = dotted(ballots)
    shuffled = votes.sample(frac=1, random_state=random.getrandbits(32))  # type: ignore[attr-defined]
    one, other = ranked(votes, 20), ranked(shuffled, 20)
    pd.testing.assert_frame_equal(one, other)
    totals: dict[str, int] = defaultdict(int)
    for ballot in ballots.values():
        for idea, number in ballot.items():
            totals[idea] += number
    ranks = {i: 1 + sum(t > total for t in totals.values()) for i, total in totals.items()}
    assert dict(zip(one["idea_id"], one["rank"], strict=True)) == ranks
    assert dict(zip(one["idea_id"], one["dots"], strict=True)) == dict(totals)
    assert one["rank"].is_monotonic_increasing


def test_five_hundred_ideas_with_one_dot_each_share_the_first_place() -> None:
    names = [f"i{number}" for number in range(500)]
    notes = frame("ideas", "idea_id text round", [(i, i, "process_step") for i in names])
    rows = [(f"p{k % 7}", name, 1) for k, name in enumerate(names)]
    votes = frame("dot_votes", "participant_id idea_id dots", rows)
    table = ranked(votes, 20, notes)
    assert table["rank"].eq(1).all()
    assert table["tied"].all()
    assert table["tier"].eq(1).all()


def test_what_comes_first_is_said_and_a_tie_is_a_tie() -> None:
    def sentence(ballots: Ballots) -> tuple[str, Tone]:
        return said(say_first_ideas(ranked(dotted(ballots)), dotted(ballots)))

    assert sentence({"A": {"x": 1}})[0] == "“Idea x” leads with 1 dot."
    two = {who: {"x": 2, "y": 1} for who in "ABCDEFGHIJKL"} | {"M": {"y": 1}}
    assert sentence(two)[0].startswith("“Idea x” leads with 24 dots")
    assert sentence({"A": {"x": 1, "y": 1, "z": 1, "w": 1}})[0] == (
        "4 ideas lead together with 1 dot each, among them “Idea w”, “Idea x” and “Idea y”."
    )
    assert sentence({}) == ("Nobody has placed a dot yet.", Tone.CAUTION)
    with speaking("fr"):
        words = sentence({"A": {"x": 1, "y": 1}})[0]
    assert plain(words) == (
        "« Idea x » et « Idea y » sont ensemble en tête avec 1 gommette chacune."
    )


def test_equal_shares_name_what_the_dots_of_a_minority_would_choose() -> None:
    # Four people want v, w and x, three want z: shares of 3/7 pay for v and for z.
    votes = dotted({p: {"v": 1, "w": 1, "x": 1} for p in "ABCD"} | {p: {"z": 1} for p in "EFG"})
    given = idea_ballots(votes)
    found = say_equal_shares(given, ranked(votes), 3, anonymous=False)
    assert said(found) == (
        "If everybody paid for an equal share of the first 3 places with their dots (method of"
        " equal shares), “Idea z” would be chosen too: some people's dots count for little now.",
        Tone.CAUTION,
    )
    assert say_equal_shares(given, ranked(votes), 3, anonymous=True) is None
    alike = dotted({p: {"v": 2, "w": 1} for p in "ABCD"})
    same = say_equal_shares(idea_ballots(alike), ranked(alike), 1, anonymous=False)
    assert said(same)[0].endswith("none but the first by dots would be chosen.")


def test_anonymous_dots_are_the_fewest_that_there_are() -> None:
    ballots = dotted({"A": {"x": 4, "y": 2}})
    found = say_first_ideas(ranked(ballots), ballots, anonymous=True)
    assert said(found)[0].startswith("“Idea x” leads with 4 dots or more")


def test_where_all_are_level_no_chance_is_said_of_one_of_them() -> None:
    ballots = dotted({f"P{n}": {"x" if n % 2 else "y": 1} for n in range(12)})
    sure = robustness(ballots)
    assert sure is not None
    assert not sure.silence
    assert said(say_order(sure, {"x": "X", "y": "Y"})) == (
        "All 2 are level: these votes put none before another, so people choose.",
        Tone.DECIDE,
    )
