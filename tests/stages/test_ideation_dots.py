"""What the dots say: the rules of the vote, the ranking, and the shortlist."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.frames import frame

from playbook.stages import ideation
from playbook.tables import TABLES

Ballots = dict[str, dict[str, int]]
PEOPLE = frame(
    "participants", "participant_id role", [("F", "facilitator"), *((p, "other") for p in "ABC")]
)
IDEAS = frame(
    "ideas", "idea_id text round", [(i, f"Idea {i}", "first_reflection") for i in "vwxyz"]
)


def dots(ballots: Ballots) -> pd.DataFrame:
    rows = [(who, idea, n) for who, ballot in ballots.items() for idea, n in ballot.items()]
    return frame("dot_votes", "participant_id idea_id dots", rows)


def audit(ballots: Ballots, quota: int = 3, limit: int | None = None) -> pd.DataFrame:
    return ideation.ballot_audit(dots(ballots), IDEAS, PEOPLE, quota, limit)


def ranking(votes: pd.DataFrame, resamples: int = 50) -> pd.DataFrame:
    sure = ideation.dot_robustness(votes, 3, resamples, 1)
    return ideation.dot_ranking(sure, votes, IDEAS)


BALLOTS = st.dictionaries(
    st.sampled_from("FABC"),
    st.dictionaries(st.sampled_from("vwxyz"), st.integers(1, 5), min_size=1),
)


def test_ballots_off_the_quota_come_first() -> None:
    table = audit({"A": {"x": 1, "y": 2}, "B": {"x": 3, "y": 2}, "C": {"z": 1}})
    shown = table[["participant_id", "dots", "ideas", "over", "unused"]]
    assert shown.to_numpy().tolist() == [
        ["B", 5, 2, 2, 0],
        ["F", 0, 0, 0, 3],
        ["C", 1, 1, 0, 2],
        ["A", 3, 2, 0, 0],
    ]


@pytest.mark.parametrize(("limit", "piled"), [(1, 3), (2, 2), (3, 1), (4, 0), (None, 0)])
def test_dots_beyond_the_limit_on_one_idea_are_counted(limit: int | None, piled: int) -> None:
    table = audit({"A": {"x": 4, "y": 1}}, limit=limit).set_index("participant_id")
    assert table.loc["A", "piled"] == piled
    assert table.loc["B", "piled"] == 0


def test_dots_on_unknown_ideas_are_counted() -> None:
    table = audit({"A": {"x": 1, "q": 2}, "B": {"x": 3}}).set_index("participant_id")
    assert table.loc["A", ["dots", "unknown"]].tolist() == [3, 2]
    assert table.loc["B", "unknown"] == 0
    assert table.dtypes.eq(int).all()


def test_without_votes_everybody_has_all_dots_left_and_without_people_there_is_no_row() -> None:
    assert audit({})["unused"].tolist() == [3] * 4
    empty = ideation.ballot_audit(dots({}), IDEAS, frame("participants"), 3, None)
    assert empty.empty


@settings(max_examples=40)
@given(BALLOTS, st.integers(1, 6), st.none() | st.integers(1, 4))
def test_the_dots_of_the_audit_add_up(ballots: Ballots, quota: int, limit: int | None) -> None:
    table = audit(ballots, quota, limit)
    given_ = sum(n for ballot in ballots.values() for n in ballot.values())
    assert table["dots"].sum() == given_
    assert (table["dots"] + table["unused"] - table["over"]).eq(quota).all()
    assert not ((table["over"] > 0) & (table["unused"] > 0)).any()
    beyond = sum(max(n - (limit or 99), 0) for ballot in ballots.values() for n in ballot.values())
    assert table["piled"].sum() == beyond
    assert sorted(table["participant_id"]) == ["A", "B", "C", "F"]


def test_no_dot_from_somebody_who_voted_is_a_zero() -> None:
    matrix = ideation.ballot_matrix(dots({"B": {"x": 2, "y": 1}, "A": {"y": 3}}))
    assert matrix.to_numpy().tolist() == [[0, 3], [2, 1]]
    assert list(matrix.index) == ["A", "B"]
    assert list(matrix.columns) == ["x", "y"]
    assert ideation.ballot_matrix(dots({})).empty


def test_the_ranking_counts_dots_and_voters_and_keeps_ties() -> None:
    table = ranking(dots({"A": {"x": 2, "z": 1}, "B": {"y": 2, "z": 1}, "C": {"z": 3}}))
    assert table[["rank", "idea_id", "text", "dots", "voters", "tied"]].to_numpy().tolist() == [
        [1, "z", "Idea z", 5, 3, False],
        [2, "x", "Idea x", 2, 1, True],
        [2, "y", "Idea y", 2, 1, True],
    ]
    assert table["tier"].notna().all()


def test_an_idea_that_is_not_in_the_table_keeps_its_place_in_the_ranking() -> None:
    table = ranking(dots({"A": {"q": 2, "x": 1}}))
    assert table[["rank", "idea_id", "dots"]].to_numpy().tolist() == [[1, "q", 2], [2, "x", 1]]
    assert table["text"].isna().tolist() == [True, False]


@pytest.mark.parametrize(
    ("ballot", "title"),
    [
        ({"x": 2, "y": 1}, "“Idea x” comes first."),
        ({"x": 2, "y": 2, "z": 1}, "2 ideas share the first place."),
    ],
)
def test_the_figure_of_the_dots_says_which_ideas_come_first(
    ballot: dict[str, int], title: str
) -> None:
    votes = dots({"A": ballot, "B": ballot})
    sure = ideation.dot_robustness(votes, 3, 50, 1)
    chart = ideation.draw_dots(ideation.dot_ranking(sure, votes, IDEAS), sure)
    assert chart is not None
    assert chart.alt.startswith(title)
    assert "Idea x" in chart.svg
    assert ideation.draw_dots(ranking(dots({})), None) is None


def test_tied_ideas_share_everything_that_is_said_of_them() -> None:
    table = ranking(dots({"A": {"x": 2, "y": 2, "z": 1}, "B": {"x": 2, "y": 2, "w": 1}}))
    first = table[table["idea_id"].isin(["x", "y"])]
    sure = ["rank", "tier", "rank_low", "rank_high", "probability_first", "probability_top"]
    assert first[sure].iloc[0].tolist() == first[sure].iloc[1].tolist()
    assert first["probability_first"].tolist() == [0.5, 0.5]


@pytest.mark.parametrize(("ballots", "rows"), [({}, 0), ({"A": {"x": 1}}, 1)])
def test_a_ranking_of_nothing_or_of_one_idea_invents_nothing(ballots: Ballots, rows: int) -> None:
    table = ranking(dots(ballots))
    assert len(table) == rows
    assert table[["tier", "rank_low", "probability_first"]].isna().all(axis=None)
    assert {"rank", "idea_id", "text", "uses_ai", "dots", "voters"} <= set(table.columns)


@settings(max_examples=15)
@given(BALLOTS.filter(bool), st.randoms())
def test_ranks_follow_the_dots_whatever_the_order_of_rows(ballots: Ballots, random: object) -> None:
    votes = dots(ballots)
    shuffled = votes.sample(frac=1, random_state=random.getrandbits(32))  # type: ignore[attr-defined]
    one, other = ranking(votes, 20), ranking(shuffled, 20)
    pd.testing.assert_frame_equal(one, other)
    totals: dict[str, int] = defaultdict(int)
    for ballot in ballots.values():
        for idea, number in ballot.items():
            totals[idea] += number
    ranks = {i: 1 + sum(t > total for t in totals.values()) for i, total in totals.items()}
    assert dict(zip(one["idea_id"], one["rank"], strict=True)) == ranks
    assert dict(zip(one["idea_id"], one["dots"], strict=True)) == dict(totals)
    assert one["rank"].is_monotonic_increasing


def test_ballots_over_quota_are_left_out_to_see_what_they_change() -> None:
    votes = dots({"A": {"x": 3}, "B": {"y": 2}, "C": {"z": 9}})
    table = ideation.ballot_audit(votes, IDEAS, PEOPLE, 3, None)
    assert ideation.effect_of_over_quota(votes, table, 1) == ({"z"}, {"x"})
    assert ideation.effect_of_over_quota(votes, table, 2) == ({"x", "z"}, {"x", "y"})


def test_ties_for_the_last_place_are_all_in_the_top() -> None:
    votes = dots({"A": {"x": 2, "y": 1}, "B": {"z": 1}})
    table = ideation.ballot_audit(votes, IDEAS, PEOPLE, 3, None)
    both = {"x", "y", "z"}
    assert ideation.effect_of_over_quota(votes, table, 2) == (both, both)
    assert ideation.effect_of_over_quota(dots({}), audit({}), 2) == (set(), set())


def test_the_shortlist_keeps_ties_for_its_last_place() -> None:
    table = ranking(dots({"A": {"x": 2, "y": 1, "z": 1, "w": 1}, "B": {"x": 2, "w": 1}}))
    lengths = [len(ideation.shortlist(table, frame("use_cases"), n)) for n in (1, 2, 3, 4)]
    assert lengths == [1, 2, 4, 4]


def test_the_shortlist_has_the_rows_of_the_table_of_use_cases() -> None:
    known = frame(
        "use_cases",
        "use_case_id title idea_id value_comment",
        [("U7", "Sorting", "x", "Much"), ("U8", "Again", "x", None), ("U9", "Other", None, None)],
    )
    chosen = ideation.shortlist(ranking(dots({"A": {"x": 2, "y": 1}})), known, 8)
    assert tuple(chosen.columns) == TABLES["use_cases"].column_names
    shown = chosen[["use_case_id", "title", "idea_id"]]
    assert shown.to_numpy().tolist() == [["U7", "Sorting", "x"], ["U-y", "Idea y", "y"]]
    assert chosen["value_comment"].iloc[0] == "Much"


def test_a_shortlist_without_votes_is_empty() -> None:
    chosen = ideation.shortlist(ranking(dots({})), frame("use_cases"), 8)
    assert chosen.empty
    assert tuple(chosen.columns) == TABLES["use_cases"].column_names


@settings(max_examples=15)
@given(BALLOTS.filter(bool), BALLOTS)
def test_identifiers_of_the_shortlist_stay_when_votes_and_ideas_are_added(
    before: Ballots, more: Ballots
) -> None:
    def named(ballots: Ballots) -> dict[str, str]:
        chosen = ideation.shortlist(ranking(dots(ballots), 5), frame("use_cases"), 8)
        assert chosen["use_case_id"].is_unique
        return dict(zip(chosen["idea_id"], chosen["use_case_id"], strict=True))

    after = {who: more.get(who, {}) | before.get(who, {}) for who in {*before, *more}}
    one, other = named(before), named(after)
    assert set(one) <= set(other)
    assert {idea: other[idea] for idea in one} == one


def test_five_hundred_ideas_with_one_dot_each_share_the_first_place() -> None:
    names = [f"i{number}" for number in range(500)]
    notes = frame("ideas", "idea_id text round", [(i, i, "process_step") for i in names])
    rows = [(f"p{k % 7}", name, 1) for k, name in enumerate(names)]
    votes = frame("dot_votes", "participant_id idea_id dots", rows)
    table = ideation.dot_ranking(ideation.dot_robustness(votes, 3, 20, 1), votes, notes)
    assert table["rank"].eq(1).all()
    assert table["tied"].all()
    assert table["tier"].eq(1).all()
    assert len(ideation.shortlist(table, frame("use_cases"), 8)) == 500


def test_an_audit_without_names_is_in_an_order_that_names_nobody() -> None:
    first = audit({"A": {"x": 1, "y": 2}, "B": {"x": 3, "y": 2}, "C": {"z": 1}})
    swapped = audit({"C": {"x": 1, "y": 2}, "A": {"x": 3, "y": 2}, "B": {"z": 1}})
    unnamed = ideation.without_names(first)
    assert "participant_id" not in unnamed
    assert unnamed.equals(ideation.without_names(swapped))
    assert list(unnamed["dots"]) == [5, 3, 1, 0]
    assert list(unnamed.index) == [0, 1, 2, 3]


def test_the_columns_to_read_are_those_that_are_there() -> None:
    table = audit({"A": {"x": 1}})
    columns = ["participant_id", "dots", "ideas", "over", "unused"]
    assert ideation.audit_columns(table) == columns
    assert ideation.audit_columns(ideation.without_names(table)) == columns[1:]
    assert list(table) == [*columns, "piled", "unknown"]


def test_a_heap_within_any_quota_is_no_heap_where_there_is_no_limit() -> None:
    table = audit({"A": {"x": 500}}, quota=3)
    assert table["piled"].sum() == 0
    assert audit({"A": {"x": 5}}, limit=2)["piled"].sum() == 3


def test_anonymous_dots_are_ranked_as_the_others_and_said_less_exactly() -> None:
    votes = dots({"A": {"x": 2, "y": 1}, "B": {"x": 1, "z": 2}, "C": {"y": 3}})
    exact = ideation.dot_robustness(votes, 2, 997, 1)
    coarse = ideation.dot_robustness(votes, 2, 997, 1, 0.5)
    assert exact is not None
    assert coarse is not None
    assert coarse.table["rank"].equals(exact.table["rank"])
    assert (coarse.table[["score_low", "score_high"]] * 2 % 1 == 0).all(axis=None)
    assert not (exact.table[["score_low", "score_high"]] * 2 % 1 == 0).all(axis=None)


def test_one_dot_too_many_takes_the_whole_ballot_out() -> None:
    votes = dots({"A": {"x": 4}, "B": {"y": 3}, "C": {"z": 1}})
    with_all, within = ideation.effect_of_over_quota(
        votes, ideation.ballot_audit(votes, IDEAS, PEOPLE, 3, None), 1
    )
    assert (with_all, within) == ({"x"}, {"y"})
