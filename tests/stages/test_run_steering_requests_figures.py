"""RUN steering: figures of requests: the backlog, their age, how long they take."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from support.charts import titled_axes, words_of
from support.typed_tables import SOLUTIONS, typed

from playbook.show.chart import BLUE, ORANGE, SKY, SOFT, Chart
from playbook.stages import run_steering as run

AS_OF = date(2026, 3, 31)


@pytest.mark.parametrize("count", [1, 500])
def test_one_request_and_many_are_drawn(count: int) -> None:
    kinds = ["incident", "support", "training", "evolution", "specific_development", "reluctance"]
    rows = [
        f"R{n}, S1, 2026-01-{n % 28 + 1:02d}, {'' if n % 3 else '2026-02-15'}, {kinds[n % 6]}, ,"
        for n in range(count)
    ]
    requests = typed("requests", *rows)
    waiting = run.open_requests(requests, SOLUTIONS, AS_OF)
    days, settled = run.backlog(requests, AS_OF), run.time_to_close(requests, AS_OF)
    backlog = run.draw_backlog(days)
    assert backlog is not None
    assert len(backlog.svg) < 60_000
    assert run.draw_time_to_close(settled, len(days) - 1) is not None
    assert (run.draw_ages(run.open_by_age(waiting, [30, 90]), [30, 90]) is None) == waiting.empty


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
    chart = run.draw_backlog(run.backlog(typed("requests", *rows), AS_OF))
    assert chart is not None
    assert chart.alt.startswith(title)


@pytest.mark.parametrize("limits", [(29, 30), (30, 30), (45, 30)])
def test_ages_that_nothing_lies_between_have_no_name(limits: tuple[int, int]) -> None:
    waiting = run.open_requests(
        typed("requests", "R1, S1, 2026-03-30, , support, ,"), SOLUTIONS, AS_OF
    )
    chart = run.draw_ages(run.open_by_age(waiting, limits), limits)
    assert chart is not None
    assert chart.alt.endswith("Support: 1 0–29 d, 0 30+ d.")


@pytest.fixture
def axes(monkeypatch: pytest.MonkeyPatch) -> list[Axes]:
    """The axes on which a title is written, figure after figure."""
    return titled_axes(monkeypatch, "run_steering", "figures_backlog", "figures_requests")


def _below(chart: Chart) -> str:
    """All the words of a figure, in one line."""
    return " ".join(words_of(chart))


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
    chart = run.draw_backlog(_days(*counts))
    assert chart is not None
    assert chart.alt.startswith(f"{title} At the most ")


def test_the_backlog_of_a_single_day_is_not_drawn() -> None:
    assert run.draw_backlog(_days(3)) is None


def test_the_first_day_with_the_most_open_requests_is_named() -> None:
    chart = run.draw_backlog(_days(1, 2000, 5, 2000, 5))
    assert chart is not None
    assert chart.alt.endswith(" in the last 4 days. At the most 2,000, on 28 March 2026.")


def test_a_backlog_is_drawn_in_steps_from_nothing_to_above_the_most(axes: list[Axes]) -> None:
    chart = run.draw_backlog(_days(400, 100, 250))
    assert chart is not None
    line = axes[0].get_lines()[0]
    assert (line.get_drawstyle(), line.get_color()) == ("steps-post", BLUE)
    assert list(line.get_ydata()) == [400, 100, 250]
    area = axes[0].collections[0]
    assert to_hex(area.get_facecolor()[0]) == SKY
    heights = area.get_paths()[0].vertices[:, 1].tolist()
    assert heights[:7] == [0, 400, 400, 100, 100, 250, 0]
    low, high = axes[0].get_ylim()
    assert low == 0
    assert 440 < high < 480
    assert "Requests open at the end of each day." in words_of(chart)


def test_the_ticks_of_a_backlog_are_whole_numbers() -> None:
    chart = run.draw_backlog(_days(0, 1))
    assert chart is not None
    assert [words for words in words_of(chart) if words.isdigit()] == ["0", "1", "1"]
    chart = run.draw_backlog(_days(0, 4000))
    assert chart is not None
    assert {"0", "1,500", "3,000", "4,500", "4,000"} <= set(words_of(chart))
    empty = run.draw_backlog(_days(0, 0))
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
    chart = run.draw_ages(_ages(*rows), (30, 90))
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
    chart = run.draw_ages(_ages(("support", 1, 2, 3)), limits)
    assert chart is not None
    assert chart.alt.endswith(words)


def _times(*rows: tuple[str, float, float, float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["kind", "median", "median_low", "median_high"])
    return table.assign(requests=[1200, *range(1, len(rows))])


NAN = float("nan")
TIMES = _times(
    ("all", NAN, NAN, NAN), ("support", 0, 0, 2), ("incident", 1, 1, NAN),
    ("training", NAN, 5, NAN), ("evolution", 4, NAN, NAN),
)  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([("support", NAN), ("incident", 2)], "1 kind of request is not settled by half yet."),
        ([("support", NAN), ("incident", NAN)], "2 kinds of request are not settled by half yet."),
        (
            [("support", 2), ("incident", 1500)],
            "Half are settled within 2 to 1,500 days, by kind of request.",
        ),
        ([("support", 1)], "Half of the requests of each kind are settled within 1 day."),
        (
            [("support", 0), ("incident", 0)],
            "Half of the requests of each kind are settled within 0 days.",
        ),
    ],
)
@pytest.mark.parametrize("overall", [9.0, NAN])
def test_the_times_of_the_kinds_are_the_title_without_that_of_all(
    rows: list[tuple[str, float]], title: str, overall: float
) -> None:
    table = _times(("all", overall, NAN, NAN), *[(kind, days, NAN, NAN) for kind, days in rows])
    chart = run.draw_time_to_close(table, 2000)
    assert chart is not None
    assert chart.alt.startswith(f"{title} All requests: ")


def test_the_times_are_said_in_words() -> None:
    chart = run.draw_time_to_close(TIMES, 30)
    assert chart is not None
    assert chart.alt == (
        "1 kind of request is not settled by half yet. All requests: half not settled yet;"
        " Support: 0 days; Incident: 1 day; Training: half not settled yet; Evolution: 4 days."
    )
    words = words_of(chart)
    assert "All requests (1,200)" in words
    assert "Evolution (4)" in words
    assert words.count("half not settled yet") == 2


def test_a_bar_goes_to_the_edge_where_no_end_is_known(axes: list[Axes]) -> None:
    assert run.draw_time_to_close(TIMES, 40) is not None
    bars = [bar for bar in axes[0].collections if isinstance(bar, LineCollection)]
    ends = [bar.get_segments()[0].tolist() for bar in bars]
    assert ends == [[[0, 1], [2, 1]], [[1, 2], [50, 2]], [[5, 3], [50, 3]]]
    assert axes[0].get_xlim() == (0, 50)
    assert {to_hex(bar.get_color()[0]) for bar in bars} == {BLUE}


def test_dots_stand_at_the_medians_in_grey_for_all_requests(axes: list[Axes]) -> None:
    table = _times(("all", 3, 2, 9), ("support", 3, 2, 9), ("incident", 6, NAN, NAN))
    assert run.draw_time_to_close(table, 30) is not None
    *dots, edge = axes[0].get_lines()
    assert [(list(dot.get_xdata()), list(dot.get_ydata())) for dot in dots] == [
        ([3], [0]), ([3], [1]), ([6], [2]),
    ]  # fmt: skip
    assert [dot.get_color() for dot in dots] == [SOFT, BLUE, BLUE]
    assert {dot.get_marker() for dot in dots} == {"o"}
    assert [to_hex(bar.get_color()[0]) for bar in axes[0].collections] == [SOFT, BLUE]
    assert list(edge.get_xdata()) == [30, 30]


def test_what_is_not_settled_by_half_is_written_where_the_oldest_request_is(
    axes: list[Axes],
) -> None:
    assert run.draw_time_to_close(TIMES, 40) is not None
    notes = [text for text in axes[0].texts if text.get_text() == "half not settled yet"]
    assert [note.xy for note in notes] == [(40, 0), (40, 3)]
    assert {note.get_color() for note in notes} == {ORANGE}
    assert {note.get_ha() for note in notes} == {"right"}
    assert [(text.get_text(), text.xy) for text in axes[0].texts if text not in notes] == [
        ("0", (0, 1)), ("1", (1, 2)), ("4", (4, 4)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("longest", "end", "ticks"),
    [
        (0, 8.75, [0, 1, 3, 7]),
        (7, 8.75, [0, 1, 3, 7]),
        (8, 10, [0, 1, 3, 7]),
        (24, 30, [0, 1, 3, 7, 14, 30]),
        (1600, 2000, [0, 1, 3, 7, 14, 30, 90, 180, 365, 730]),
    ],
)
def test_the_days_go_a_quarter_beyond_the_oldest_request_and_a_week_at_least(
    axes: list[Axes], longest: float, end: float, ticks: list[int]
) -> None:
    chart = run.draw_time_to_close(_times(("all", 1, NAN, NAN), ("support", 1, 1, 2)), longest)
    assert chart is not None
    assert axes[0].get_xlim() == (0, end)
    assert axes[0].get_xticks().tolist() == ticks
    assert _below(chart).startswith(" ".join(map(str, ticks)))


def test_every_kind_has_its_row_with_all_requests_at_the_top(axes: list[Axes]) -> None:
    assert run.draw_time_to_close(TIMES, 40) is not None
    assert axes[0].get_yticks().tolist() == [0, 1, 2, 3, 4]
    low, high = axes[0].get_ylim()
    assert 4 < low < 5
    assert -1 < high < 0
