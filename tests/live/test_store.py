"""Votes: stored or refused whole, replaced, withdrawn, remembered only where they are named."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from playbook.live.errors import NotStored, VoteRefused
from playbook.live.rounds import Quota, Round, close_round, open_round, prepare, states
from playbook.live.schema import HISTORY
from playbook.live.store import VoteStore
from playbook.sources.schema import schema

SCALES = {"rating": (1.0, 5.0), "jury": (0.0, 5.0)}
RATING = Round("ratings", "Ratings", {"ratings": ("value", "feasibility")}, anonymous=False)
QUOTAS = {"dot_votes": Quota(3, "dots", 2)}
DOTS = Round("dots", "Dots", {"dot_votes": ("dots",)}, anonymous=False, quotas=QUOTAS)
NOTES = Round("notes", "Notes", {"ideas": ("text", "round")}, anonymous=False)
TASK_DOTS = Round("task dots", "Dots", {"task_dots": ()}, anonymous=False)
ROUNDS = (RATING, DOTS, NOTES, TASK_DOTS)
U1 = {"use_case_id": "U1"}


@pytest.fixture
def store(database: Engine) -> VoteStore:
    prepare(database, "panel", ROUNDS)
    for vote in ROUNDS:
        open_round(database, vote.name, vote.anonymous, lambda _connection: False)
    return VoteStore(database, SCALES)


def history(engine: Engine) -> list[dict[str, object]]:
    with engine.connect() as connection:
        found = connection.execute(sa.select(HISTORY).order_by(HISTORY.c.entry)).mappings()
        return [dict(row) for row in found if row["table_name"]]


def test_a_vote_is_there_for_who_asks_again(store: VoteStore) -> None:
    store.vote(RATING, "P1", "ratings", U1, {"value": "4"})
    again = VoteStore(store.engine, SCALES)
    assert again.rows("ratings") == [
        {"participant_id": "P1", "use_case_id": "U1", "value": 4.0, "feasibility": None}
    ]


def test_changing_a_vote_replaces_it_and_leaves_the_other_cell(store: VoteStore) -> None:
    store.vote(RATING, "P1", "ratings", U1, {"value": 4})
    store.vote(RATING, "P1", "ratings", U1, {"feasibility": 2})
    store.vote(RATING, "P1", "ratings", U1, {"value": 1})
    (row,) = store.rows("ratings")
    assert (row["value"], row["feasibility"]) == (1.0, 2.0)


def test_no_opinion_leaves_no_vote_and_the_last_one_no_row(store: VoteStore) -> None:
    store.vote(RATING, "P1", "ratings", U1, {"value": 4})
    store.vote(RATING, "P1", "ratings", U1, {"feasibility": 5})
    store.vote(RATING, "P1", "ratings", U1, {"value": None})
    assert store.rows("ratings")[0]["value"] is None
    store.vote(RATING, "P1", "ratings", U1, {"feasibility": ""})
    assert store.rows("ratings") == []


def test_the_history_of_a_named_vote_says_what_it_was(store: VoteStore) -> None:
    store.vote(RATING, "P1", "ratings", U1, {"value": 4})
    store.vote(RATING, "P1", "ratings", U1, {"value": 4})
    store.vote(RATING, "P1", "ratings", U1, {"value": 2})
    store.vote(RATING, "P1", "ratings", U1, {"value": None})
    told = [(e["event"], e["before"], e["after"]) for e in history(store.engine)]
    assert told == [
        ("vote", None, {"value": 4.0}),
        ("change", {"value": 4.0}, {"value": 2.0}),
        ("withdraw", {"value": 2.0}, None),
    ]
    assert {e["participant_id"] for e in history(store.engine)} == {"P1"}
    assert {str(e["row_key"]) for e in history(store.engine)} == {str(U1)}


@pytest.mark.parametrize("opened_as", [True, False])
def test_an_anonymous_vote_leaves_no_history(store: VoteStore, opened_as: bool) -> None:
    hidden = replace(RATING, name="hidden", anonymous=True)
    prepare(store.engine, "panel", [hidden])
    open_round(store.engine, "hidden", opened_as, lambda _connection: False)
    store.vote(hidden, "P1", "ratings", U1, {"value": 4})
    store.vote(hidden, "P1", "ratings", U1, {"value": 2})
    assert history(store.engine) == []


def test_a_round_opened_as_anonymous_leaves_no_history_whatever_is_said_later(
    store: VoteStore,
) -> None:
    prepare(store.engine, "panel", [replace(RATING, name="hidden", anonymous=True)])
    open_round(store.engine, "hidden", True, lambda _connection: False)
    store.vote(replace(RATING, name="hidden"), "P1", "ratings", U1, {"value": 4})
    assert history(store.engine) == []


@pytest.mark.parametrize("value", ["6", "0", "much", "1;2", "nan", "inf"])
def test_a_vote_off_the_scale_is_refused(store: VoteStore, value: str) -> None:
    with pytest.raises(VoteRefused, match="not stored: Value"):
        store.vote(RATING, "P1", "ratings", U1, {"value": value})
    assert store.rows("ratings") == []


def test_a_vote_on_what_is_not_there_is_refused(store: VoteStore) -> None:
    with pytest.raises(VoteRefused, match="U9"):
        store.vote(RATING, "P1", "ratings", {"use_case_id": "U9"}, {"value": 3})
    with pytest.raises(VoteRefused, match="nobody"):
        store.vote(RATING, "nobody", "ratings", U1, {"value": 3})


def test_only_the_columns_of_the_round_can_be_voted(store: VoteStore) -> None:
    with pytest.raises(ValueError, match="theme"):
        store.vote(NOTES, "P1", "ideas", {"idea_id": "N1"}, {"theme": "x"})


def test_nobody_touches_somebody_elses_note(store: VoteStore) -> None:
    with pytest.raises(VoteRefused, match="somebody else"):
        store.vote(NOTES, "P2", "ideas", {"idea_id": "N1"}, {"text": "mine now"})
    with pytest.raises(VoteRefused, match="somebody else"):
        store.withdraw(NOTES, "P2", "ideas", {"idea_id": "N1"})
    assert store.rows("ideas")[0]["text"] == "Idea 1"


def test_a_note_needs_its_text(store: VoteStore) -> None:
    with pytest.raises(VoteRefused, match="fill Text"):
        store.vote(NOTES, "P2", "ideas", {"idea_id": "N9"}, {"round": "follow_up"})
    with pytest.raises(VoteRefused, match="fill Text"):
        store.vote(NOTES, "P1", "ideas", {"idea_id": "N1"}, {"text": "  "})


def test_a_row_that_is_all_key_is_a_vote_too(store: VoteStore) -> None:
    dot = {"task_id": "T1", "reason": "automatable"}
    store.vote(TASK_DOTS, "P1", "task_dots", dot, {})
    store.vote(TASK_DOTS, "P1", "task_dots", dot, {})
    assert len(store.rows("task_dots")) == 1
    store.withdraw(TASK_DOTS, "P1", "task_dots", dot)
    assert store.rows("task_dots") == []
    assert [e["event"] for e in history(store.engine)] == ["vote", "withdraw"]


def test_a_quota_holds(store: VoteStore) -> None:
    def give(idea: str, dots: int | None) -> None:
        store.vote(DOTS, "P1", "dot_votes", {"idea_id": idea}, {"dots": dots})

    give("N1", 2)
    give("N2", 1)
    with pytest.raises(VoteRefused, match="0 dots are left"):
        give("N3", 1)
    with pytest.raises(VoteRefused, match="0 dots are left"):
        give("N2", 2)
    give("N1", 1)
    with pytest.raises(VoteRefused, match="1 dot is left"):
        give("N3", 2)
    give("N2", None)
    with pytest.raises(VoteRefused, match="at most 2 dots on one"):
        store.vote(DOTS, "P2", "dot_votes", {"idea_id": "N1"}, {"dots": 3})
    assert {row["idea_id"]: row["dots"] for row in store.rows("dot_votes")} == {"N1": 1}


def test_an_old_overspent_ballot_can_be_mended_and_not_made_worse(store: VoteStore) -> None:
    content = schema().tables["dot_votes"]
    with store.engine.begin() as connection:
        old = [{"participant_id": "P1", "idea_id": f"N{n}", "dots": 2} for n in (1, 2, 3)]
        connection.execute(sa.insert(content), old)
    store.vote(DOTS, "P1", "dot_votes", {"idea_id": "N1"}, {"dots": 1})
    with pytest.raises(VoteRefused):
        store.vote(DOTS, "P1", "dot_votes", {"idea_id": "N1"}, {"dots": 2})


def at_once(work: Callable[[int], object], times: int) -> list[object]:
    """Do some work in threads that start together; an error is its result."""
    gate = threading.Barrier(times)

    def one(number: int) -> object:
        gate.wait()
        try:
            return work(number)
        except VoteRefused as error:
            return error

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_clicks_at_once_cannot_overspend(store: VoteStore) -> None:
    ideas = ["N1", "N2", "N3", "N4"] * 2

    def click(number: int) -> object:
        key = {"idea_id": ideas[number]}
        return store.vote(DOTS, "P1", "dot_votes", key, {"dots": 1 + number // 4})

    results = at_once(click, 8)
    assert sum(row["dots"] for row in store.rows("dot_votes")) <= 3
    assert any(isinstance(result, VoteRefused) for result in results)


def test_what_was_acknowledged_while_closing_is_stored_and_nothing_else(store: VoteStore) -> None:
    def vote_or_close(number: int) -> object:
        if number == 4:
            close_round(store.engine, RATING.name)
            return None
        return store.vote(RATING, f"P{number % 7 + 1}", "ratings", U1, {"value": 3})

    results = at_once(vote_or_close, 8)
    acknowledged = {
        row["participant_id"] for row in results if isinstance(row, dict)
    }  # P1 votes twice
    assert {row["participant_id"] for row in store.rows("ratings")} == acknowledged
    with pytest.raises(VoteRefused, match="closed"):
        store.vote(RATING, "P1", "ratings", U1, {"value": 5})
    with pytest.raises(VoteRefused, match="closed"):
        store.withdraw(RATING, "P1", "ratings", U1)


def test_many_people_at_once_all_get_their_votes_in(store: VoteStore) -> None:
    def vote(number: int) -> object:
        for value in (1, 2, 3):
            store.vote(RATING, f"P{number + 1}", "ratings", U1, {"value": value})
        return None

    at_once(vote, 7)
    assert [row["value"] for row in store.rows("ratings")] == [3.0] * 7
    assert len(history(store.engine)) == 21


def test_a_vote_before_the_opening_is_refused(store: VoteStore) -> None:
    later = replace(RATING, name="later")
    prepare(store.engine, "panel", [later])
    with pytest.raises(VoteRefused, match="not open yet"):
        store.vote(later, "P1", "ratings", U1, {"value": 3})


def test_a_refused_vote_does_not_count_as_a_write(store: VoteStore) -> None:
    before = states(store.engine)[RATING.name].revision
    with pytest.raises(VoteRefused):
        store.vote(RATING, "P9", "ratings", U1, {"value": 3})
    assert states(store.engine)[RATING.name].revision == before


def test_a_comment_of_the_facilitator_needs_no_open_round(store: VoteStore) -> None:
    close_round(store.engine, RATING.name)
    store.note(RATING.name, "use_cases", U1, {"value_comment": "=Saves time"})
    assert store.rows("use_cases")[0]["value_comment"] == "=Saves time"
    store.note(RATING.name, "use_cases", U1, {"value_comment": ""})
    assert store.rows("use_cases")[0]["value_comment"] is None


def test_a_database_that_cannot_write_says_so(store: VoteStore) -> None:
    with store.engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE ratings"))
    with pytest.raises(NotStored, match="not stored: the database answers"):
        store.vote(RATING, "P1", "ratings", U1, {"value": 3})
