"""Requests in RUN steering: the backlog, their age, how long they take, what non-users say."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.typed_tables import SOLUTIONS, typed

from playbook.show.findings import Finding, Tone
from playbook.stages import run_steering as run

AS_OF = date(2026, 3, 31)
REQUESTS = typed(
    "requests",
    "R1, S1, 2026-03-01, 2026-03-03, support, , yes",
    "R2, S1, 2026-03-01, , evolution, Show dates, yes",
    "R3, S2, 2026-03-03, 2026-03-03, incident, , yes",
    "R4, S1, 2025-12-31, , reluctance, Nobody asked us, no",
    "R5, S1, 2026-03-30, 2026-04-02, training, Try first, no",
    "R6, S1, 2026-04-01, , support, , yes",
)
NONE = typed("requests")
COLUMNS = {
    "backlog": ["date", "opened", "closed", "open"],
    "open_requests": [
        "request_id", "solution_id", "solution", "kind", "opened_on", "age_days", "text",
        "from_user",
    ],
    "open_by_age": ["kind", "recent", "waiting", "old", "open"],
    "time_to_close": [
        "kind", "requests", "closed", "open", "median", "median_low", "median_high",
    ],
    "non_users": ["request_id", "solution", "kind", "opened_on", "answered", "from_user", "text"],
}  # fmt: skip


def test_the_backlog_counts_what_is_open_at_the_end_of_each_day() -> None:
    days = run.backlog(REQUESTS, AS_OF).set_index("date")["open"]
    assert days[pd.Timestamp("2025-12-31")] == 1
    assert days[pd.Timestamp("2026-03-01")] == 3
    assert days[pd.Timestamp("2026-03-03")] == 2
    assert days[pd.Timestamp("2026-03-31")] == 3
    assert len(days) == 91


@pytest.mark.parametrize("requests", [REQUESTS, NONE], ids=["some", "none"])
def test_tables_have_the_columns_they_are_said_to_have(requests: pd.DataFrame) -> None:
    waiting = run.open_requests(requests, SOLUTIONS, AS_OF)
    ages = run.open_by_age(waiting, [30, 90])
    tables = {
        "backlog": run.backlog(requests, AS_OF),
        "open_requests": waiting,
        "open_by_age": ages,
        "time_to_close": run.time_to_close(requests, AS_OF),
        "non_users": run.non_users(requests, SOLUTIONS, AS_OF),
    }
    assert {name: list(table.columns) for name, table in tables.items()} == COLUMNS
    assert ages.columns.name is None


def test_what_is_opened_or_closed_on_the_day_itself_is_known() -> None:
    requests = typed(
        "requests",
        "R1, S1, 2026-03-30, 2026-03-31, support, , yes",
        "R2, S1, 2026-03-31, , support, , yes",
    )
    assert run.backlog(requests, AS_OF).iloc[-1].tolist()[1:] == [1, 1, 1]
    waiting = run.open_requests(requests, SOLUTIONS, AS_OF)
    assert waiting[["request_id", "age_days"]].to_numpy().tolist() == [["R2", 0]]
    assert run.time_to_close(requests, AS_OF)["closed"].tolist() == [1, 1]


def test_the_open_ones_are_listed_oldest_first_with_their_age() -> None:
    table = run.open_requests(REQUESTS, SOLUTIONS, AS_OF)
    assert list(table["request_id"]) == ["R4", "R2", "R5"]
    assert list(table["age_days"]) == [90, 30, 1]


def test_ages_are_cut_at_the_limits() -> None:
    ages = run.open_by_age(run.open_requests(REQUESTS, SOLUTIONS, AS_OF), [30, 90])
    found = ages.set_index("kind")[["recent", "waiting", "old"]].T.to_dict("list")
    assert found == {"reluctance": [0, 0, 1], "evolution": [1, 0, 0], "training": [1, 0, 0]}
    narrow = run.open_by_age(run.open_requests(REQUESTS, SOLUTIONS, AS_OF), [30, 30])
    assert narrow["waiting"].sum() == 0


def test_the_backlog_is_said_with_what_is_old() -> None:
    days, waiting = run.backlog(REQUESTS, AS_OF), run.open_requests(REQUESTS, SOLUTIONS, AS_OF)
    said = run.say_backlog(days, waiting, 90)
    assert said is not None
    assert said.tone is Tone.DECIDE
    assert said.text == (
        "3 requests are open, as many as there have ever been; 1 has waited for 90 days or more."
    )
    assert run.say_backlog(days, waiting.tail(2), 90) == Finding(
        "2 requests are open, after 3 at the most, on 1 March 2026; none has waited for 90 days."
    )
    assert run.say_backlog(days, waiting.head(0), 90) == Finding("No request is open.")


def test_time_to_close_counts_the_open_ones_too() -> None:
    rows = [f"R{n}, S1, 2026-03-01, 2026-03-0{day}, support, ," for n, day in enumerate((2, 3, 4))]
    rows += [f"Q{n}, S1, 2026-03-01, , support, ," for n in range(3)]
    table = run.time_to_close(typed("requests", *rows), AS_OF).set_index("kind")
    assert table.loc["support", "median"] == 3  # not 2, the median of the closed ones alone
    assert (table.loc["support", "closed"], table.loc["support", "open"]) == (3, 3)
    assert list(table.index) == ["all", "support"]


def test_a_kind_settled_for_less_than_half_has_no_median_and_is_said() -> None:
    rows = [f"R{n}, S1, 2026-03-01, 2026-03-02, support, ," for n in range(6)]
    rows += [f"Q{n}, S1, 2026-03-01, , evolution, ," for n in range(2)]
    table = run.time_to_close(typed("requests", *rows), AS_OF)
    assert list(table["kind"]) == ["all", "support", "evolution"]
    assert np.isnan(table["median"].iloc[2])
    said = run.say_time_to_close(table)
    assert said is not None
    assert said.tone is Tone.CAUTION
    assert "settled within 1 day" in said.text
    assert "Less than half are settled, so far: evolution." in said.text
    chart = run.draw_time_to_close(table, 30)
    assert chart is not None
    assert chart.alt.startswith("1 kind of request is not settled by half yet.")


def test_half_settled_at_once_and_nothing_settled_are_said() -> None:
    once = typed("requests", *[f"R{n}, S1, 2026-03-01, 2026-03-01, support, ," for n in range(9)])
    said = run.say_time_to_close(run.time_to_close(once, AS_OF))
    assert said is not None
    assert said.text.startswith("Half of the requests are settled on the day they come in")
    never = typed("requests", "R1, S1, 2026-03-01, , support, ,")
    assert run.say_time_to_close(run.time_to_close(never, AS_OF)) == Finding(
        "Fewer than half of the requests have been settled: no usual time can be said.",
        Tone.CAUTION,
    )


def test_non_users_are_those_who_say_so_and_every_reluctance() -> None:
    table = run.non_users(REQUESTS, SOLUTIONS, AS_OF)
    assert list(table["request_id"]) == ["R5", "R4"]
    assert list(table["answered"]) == [False, False]
    said = run.say_non_users(table)
    assert said is not None
    assert said.tone is Tone.DECIDE
    assert said.text == (
        "2 messages come from people who do not use the solutions or hold back. 2 still wait for"
        " an answer. The oldest of them: “Nobody asked us”"
    )
    assert run.say_non_users(table.assign(answered=True).head(1)) == Finding(
        "1 message comes from people who do not use the solutions or hold back. Each has had its"
        " answer."
    )


def test_a_reluctant_user_is_heard_as_well() -> None:
    reluctant = typed("requests", "R1, S1, 2026-03-01, , reluctance, Too slow, yes")
    assert len(run.non_users(reluctant, SOLUTIONS, AS_OF)) == 1


def test_training_requests_of_the_last_months_are_counted() -> None:
    assert run.training_requests(REQUESTS, AS_OF, 1) == (1, 1)
    assert run.training_requests(REQUESTS, date(2026, 7, 1), 3) == (1, 0)
    assert run.training_requests(REQUESTS, date(2026, 4, 30), 1) == (1, 0)


def test_no_request_says_and_draws_nothing() -> None:
    days, waiting = run.backlog(NONE, AS_OF), run.open_requests(NONE, SOLUTIONS, AS_OF)
    settled = run.time_to_close(NONE, AS_OF)
    ages = run.open_by_age(waiting, [30, 90])
    assert run.say_backlog(days, waiting, 90) is None
    assert run.say_time_to_close(settled) is None
    assert run.say_non_users(run.non_users(NONE, SOLUTIONS, AS_OF)) is None
    assert run.draw_backlog(days) is None
    assert run.draw_ages(ages, [30, 90]) is None
    assert run.draw_time_to_close(settled, -1) is None
    assert run.training_requests(NONE, AS_OF, 3) == (0, 0)


@given(st.lists(st.tuples(st.integers(0, 80), st.none() | st.integers(0, 80)), max_size=20))
def test_the_last_day_of_the_backlog_is_the_number_of_open_requests(
    spans: list[tuple[int, int | None]],
) -> None:
    first = pd.Timestamp("2026-01-01")
    rows = [
        f"R{n}, S1, {(first + pd.Timedelta(days=start)).date()},"
        f" {'' if lasted is None else (first + pd.Timedelta(days=start + lasted)).date()},"
        " support, ,"
        for n, (start, lasted) in enumerate(spans)
    ]
    requests = typed("requests", *rows)
    days = run.backlog(requests, AS_OF)
    waiting = run.open_requests(requests, SOLUTIONS, AS_OF)
    assert (days["open"] >= 0).all()
    assert len(waiting) == (0 if days.empty else days["open"].iloc[-1])


def test_an_unknown_upper_end_of_many_requests_is_said_as_such() -> None:
    rows = [f"R{n}, S1, 2026-03-01, 2026-03-{n % 9 + 2:02d}, support, ," for n in range(51)]
    rows += [f"Q{n}, S1, 2026-03-01, , support, ," for n in range(49)]
    said = run.say_time_to_close(run.time_to_close(typed("requests", *rows), AS_OF))
    assert said is not None
    assert "(likely 7 or more)" in said.text


def test_the_slowest_is_named_with_those_as_slow_unless_all_are() -> None:
    kinds = {"support": 1, "incident": 3, "training": 3}
    rows = [
        f"R{kind}, S1, 2026-03-01, 2026-03-0{days + 1}, {kind}, ," for kind, days in kinds.items()
    ]
    table = run.time_to_close(typed("requests", *rows), AS_OF)
    said, chart = run.say_time_to_close(table), run.draw_time_to_close(table, 30)
    assert said == Finding(
        "Half of the requests are settled within 3 days (too few to say how sure that is), those"
        " still open counted in. Slowest: incident and training, 3 days."
    )
    assert chart is not None
    assert chart.alt.startswith("Half are settled within 1 to 3 days, by kind of request.")
    alike = run.time_to_close(typed("requests", *rows[1:]), AS_OF)
    said, chart = run.say_time_to_close(alike), run.draw_time_to_close(alike, 30)
    assert said is not None
    assert "lowest" not in said.text
    assert chart is not None
    assert chart.alt.startswith("Half of the requests of each kind are settled within 3 days.")


def test_the_oldest_without_words_is_not_quoted_in_the_words_of_another() -> None:
    requests = typed(
        "requests",
        "R1, S1, 2026-02-01, , reluctance, , no",
        "R2, S1, 2026-03-01, , reluctance, Why, no",
    )
    said = run.say_non_users(run.non_users(requests, SOLUTIONS, AS_OF))
    assert said is not None
    assert said.text.endswith("2 still wait for an answer.")
    said = run.say_non_users(run.non_users(requests.tail(1), SOLUTIONS, AS_OF))
    assert said is not None
    assert said.text.endswith("1 still waits for an answer. It says: “Why”")


def test_the_oldest_message_is_quoted_to_ninety_characters() -> None:
    for text, quoted in (("a" * 90, "a" * 90), ("a" * 91, "a" * 89 + "…")):
        requests = typed("requests", f"R1, S1, 2026-03-01, , reluctance, {text}, no")
        said = run.say_non_users(run.non_users(requests, SOLUTIONS, AS_OF))
        assert said is not None
        assert said.text.endswith(f"It says: “{quoted}”")
