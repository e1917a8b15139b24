"""What users ask for: the backlog, and the age of what is open."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from support.charts import titled_axes, words_of
from support.run_requests import AS_OF, NONE, REQUESTS
from support.typed_tables import SOLUTIONS, typed

from playbook.show.chart import BLUE, SKY
from playbook.show.findings import Finding, Tone
from playbook.stages.run_steering.backlog import (
    daily_backlog,
    draw_ages,
    draw_backlog,
    open_by_age,
    open_requests,
    say_backlog,
)


@pytest.fixture
def axes(monkeypatch: pytest.MonkeyPatch) -> list[Axes]:
    """The axes on which a title is written, figure after figure."""
    return titled_axes(monkeypatch, "run_steering", "backlog")


def test_the_backlog_counts_what_is_open_at_the_end_of_each_day() -> None:
    days = daily_backlog(REQUESTS, AS_OF).set_index("date")["open"]
    assert days[pd.Timestamp("2025-12-31")] == 1
    assert days[pd.Timestamp("2026-03-01")] == 3
    assert days[pd.Timestamp("2026-03-03")] == 2
    assert days[pd.Timestamp("2026-03-31")] == 3
    assert len(days) == 91


@pytest.mark.parametrize("requests", [REQUESTS, NONE], ids=["some", "none"])
def test_tables_have_the_columns_they_are_said_to_have(requests: pd.DataFrame) -> None:
    days, waiting = daily_backlog(requests, AS_OF), open_requests(requests, SOLUTIONS, AS_OF)
    ages = open_by_age(waiting, [30, 90])
    assert list(days.columns) == ["date", "opened", "closed", "open"]
    assert list(waiting.columns) == [
        "request_id", "solution_id", "solution", "kind", "opened_on", "age_days", "text",
        "from_user",
    ]  # fmt: skip
    assert list(ages.columns) == ["kind", "recent", "waiting", "old", "open"]
    assert ages.columns.name is None


def test_what_is_opened_or_closed_on_the_day_itself_is_known() -> None:
    requests = typed(
        "requests",
        "R1, S1, 2026-03-30, 2026-03-31, support, , yes",
        "R2, S1, 2026-03-31, , support, , yes",
    )
    assert daily_backlog(requests, AS_OF).iloc[-1].tolist()[1:] == [1, 1, 1]
    waiting = open_requests(requests, SOLUTIONS, AS_OF)
    assert waiting[["request_id", "age_days"]].to_numpy().tolist() == [["R2", 0]]


def test_the_open_ones_are_listed_oldest_first_with_their_age() -> None:
    table = open_requests(REQUESTS, SOLUTIONS, AS_OF)
    assert list(table["request_id"]) == ["R4", "R2", "R5"]
    assert list(table["age_days"]) == [90, 30, 1]


def test_ages_are_cut_at_the_limits() -> None:
    ages = open_by_age(open_requests(REQUESTS, SOLUTIONS, AS_OF), [30, 90])
    found = ages.set_index("kind")[["recent", "waiting", "old"]].T.to_dict("list")
    assert found == {"reluctance": [0, 0, 1], "evolution": [1, 0, 0], "training": [1, 0, 0]}
    narrow = open_by_age(open_requests(REQUESTS, SOLUTIONS, AS_OF), [30, 30])
    assert narrow["waiting"].sum() == 0


def test_the_backlog_is_said_with_what_is_old() -> None:
    days, waiting = daily_backlog(REQUESTS, AS_OF), open_requests(REQUESTS, SOLUTIONS, AS_OF)
    said = say_backlog(days, waiting, 90)
    assert said is not None
    assert said.tone is Tone.DECIDE
    assert said.text == (
        "3 requests are open, as many as there have ever been; 1 has waited for 90 days or more."
        " Settle these first, or say why they will not be done."
    )
    assert say_backlog(days, waiting.tail(2), 90) == Finding(
        "2 requests are open, after 3 at the most, on 1 March 2026; none has waited for 90 days."
    )
    assert say_backlog(days, waiting.head(0), 90) == Finding("No request is open.")


def test_no_request_says_and_draws_nothing() -> None:
    days, waiting = daily_backlog(NONE, AS_OF), open_requests(NONE, SOLUTIONS, AS_OF)
    assert say_backlog(days, waiting, 90) is None
    assert draw_backlog(days) is None
    assert draw_ages(open_by_age(waiting, [30, 90]), [30, 90]) is None


@settings(max_examples=30)
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
    days = daily_backlog(requests, AS_OF)
    waiting = open_requests(requests, SOLUTIONS, AS_OF)
    assert (days["open"] >= 0).all()
    assert len(waiting) == (0 if days.empty else days["open"].iloc[-1])


@pytest.mark.parametrize("count", [1, 500])
def test_one_request_and_many_are_drawn(count: int) -> None:
    kinds = ["incident", "support", "training", "evolution", "specific_development", "reluctance"]
    rows = [
        f"R{n}, S1, 2026-01-{n % 28 + 1:02d}, {'' if n % 3 else '2026-02-15'}, {kinds[n % 6]}, ,"
        for n in range(count)
    ]
    requests = typed("requests", *rows)
    waiting = open_requests(requests, SOLUTIONS, AS_OF)
    backlog = draw_backlog(daily_backlog(requests, AS_OF))
    assert backlog is not None
    assert len(backlog.svg) < 60_000
    assert (draw_ages(open_by_age(waiting, [30, 90]), [30, 90]) is None) == waiting.empty


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (("R1, S1, 2026-03-30, , support, ,",), "The backlog stands at 1, as 1 day before."),
        (
            ("R1, S1, 2026-03-21, 2026-03-30, support, ,",),
            "The backlog fell from 1 to 0 in the last 10 days.",
        ),
        (
            ("R1, S1, 2026-01-01, 2026-01-02, support, ,", "R2, S1, 2026-03-30, , support, ,"),
            "The backlog stands at 1, as 89 days before.",
        ),
    ],
)
def test_the_backlog_is_compared_between_two_days(rows: tuple[str, ...], title: str) -> None:
    chart = draw_backlog(daily_backlog(typed("requests", *rows), AS_OF))
    assert chart is not None
    assert chart.alt.startswith(title)


@pytest.mark.parametrize("limits", [(29, 30), (30, 30), (45, 30)])
def test_ages_that_nothing_lies_between_have_no_name(limits: tuple[int, int]) -> None:
    waiting = open_requests(typed("requests", "R1, S1, 2026-03-30, , support, ,"), SOLUTIONS, AS_OF)
    chart = draw_ages(open_by_age(waiting, limits), limits)
    assert chart is not None
    assert chart.alt.endswith("Support: 1 0–29 d, 0 30+ d.")


def _days(*counts: int) -> pd.DataFrame:
    dates = pd.date_range(end="2026-03-31", periods=len(counts))
    return pd.DataFrame({"date": dates, "open": counts})


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        ((0, 1), "The backlog grew from 0 to 1 in the last 1 day."),
        ((1, 0), "The backlog fell from 1 to 0 in the last 1 day."),
        ((5, 9, 5), "The backlog stands at 5, as 2 days before."),
        (range(1, 91), "The backlog grew from 1 to 90 in the last 89 days."),
        (range(1, 92), "The backlog grew from 1 to 91 in the last 90 days."),
        (range(1, 93), "The backlog grew from 2 to 92 in the last 90 days."),
        (range(93, 0, -1), "The backlog fell from 91 to 1 in the last 90 days."),
        ((4, *[3] * 91), "The backlog stands at 3, as 90 days before."),
        ((1200, 2300, 3400), "The backlog grew from 1,200 to 3,400 in the last 2 days."),
    ],
)
def test_the_backlog_is_compared_with_ninety_days_before_at_the_most(
    counts: tuple[int, ...], title: str
) -> None:
    chart = draw_backlog(_days(*counts))
    assert chart is not None
    assert chart.alt.startswith(f"{title} At the most ")


def test_the_backlog_of_a_single_day_is_not_drawn() -> None:
    assert draw_backlog(_days(3)) is None


def test_the_first_day_with_the_most_open_requests_is_named() -> None:
    chart = draw_backlog(_days(1, 2000, 5, 2000, 5))
    assert chart is not None
    assert chart.alt.endswith(" in the last 4 days. At the most 2,000, on 28 March 2026.")


def test_a_backlog_is_drawn_in_steps_from_nothing_to_above_the_most(axes: list[Axes]) -> None:
    chart = draw_backlog(_days(400, 100, 250))
    assert chart is not None
    line = axes[0].get_lines()[0]
    assert (line.get_drawstyle(), to_hex(line.get_color())) == ("steps-post", to_hex(BLUE))
    assert list(line.get_ydata()) == [400, 100, 250]
    area = axes[0].collections[0]
    assert to_hex(area.get_facecolor()[0]) == to_hex(SKY)
    heights = area.get_paths()[0].vertices[:, 1].tolist()
    assert heights[:7] == [0, 400, 400, 100, 100, 250, 0]
    low, high = axes[0].get_ylim()
    assert low == 0
    assert 440 < high < 480
    assert "Requests open at the end of each day." in words_of(chart)


def test_the_ticks_of_a_backlog_are_whole_numbers() -> None:
    chart = draw_backlog(_days(0, 1))
    assert chart is not None
    assert [words for words in words_of(chart) if words.isdigit()] == ["0", "1", "1"]
    chart = draw_backlog(_days(0, 4000))
    assert chart is not None
    assert {"0", "1,500", "3,000", "4,500", "4,000"} <= set(words_of(chart))
    empty = draw_backlog(_days(0, 0))
    assert empty is not None
    assert empty.alt == (
        "The backlog stands at 0, as 1 day before. At the most 0, on 30 March 2026."
    )


def _ages(*rows: tuple[str, int, int, int]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["kind", "recent", "waiting", "old"])
    return table.assign(open=table[["recent", "waiting", "old"]].sum(axis=1))


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([("support", 1, 2, 0)], "No open request has waited for 90 days."),
        ([("support", 1, 2, 1)], "1 open request has waited for 90 days or more."),
        (
            [("support", 0, 0, 1), ("incident", 0, 0, 1)],
            "2 open requests have waited for 90 days or more.",
        ),
    ],
)
def test_what_has_waited_is_counted_over_all_kinds(
    rows: list[tuple[str, int, int, int]], title: str
) -> None:
    chart = draw_ages(_ages(*rows), (30, 90))
    assert chart is not None
    assert chart.alt.startswith(f"{title} Support: ")


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ((30, 90), "Support: 1 0–30 d, 2 31–89 d, 3 90+ d."),
        ((28, 30), "Support: 1 0–28 d, 2 29–29 d, 3 30+ d."),
        ((0, 2), "Support: 1 0–0 d, 2 1–1 d, 3 2+ d."),
    ],
)
def test_ages_are_named_by_their_first_and_last_day(limits: tuple[int, int], words: str) -> None:
    chart = draw_ages(_ages(("support", 1, 2, 3)), limits)
    assert chart is not None
    assert chart.alt.endswith(words)
