"""How long it takes until a request is settled."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from support.charts import line_of, titled_axes, words_of
from support.run_requests import AS_OF, NONE, REQUESTS
from support.typed_tables import typed

from playbook.show.chart import BLUE, ORANGE, SOFT
from playbook.show.findings import Finding, Tone
from playbook.stages.run_steering.closing import (
    draw_time_to_close,
    say_time_to_close,
    time_to_close,
)


@pytest.fixture
def axes(monkeypatch: pytest.MonkeyPatch) -> list[Axes]:
    """The axes on which a title is written, figure after figure."""
    return titled_axes(monkeypatch, "run_steering", "closing")


def _times(*rows: tuple[str, float, float, float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["kind", "median", "median_low", "median_high"])
    return table.assign(requests=[1200, *range(1, len(rows))])


NAN = float("nan")
TIMES = _times(
    ("all", NAN, NAN, NAN), ("support", 0, 0, 2), ("incident", 1, 1, NAN),
    ("training", NAN, 5, NAN), ("evolution", 4, NAN, NAN),
)  # fmt: skip


def test_time_to_close_counts_the_open_ones_too() -> None:
    rows = [f"R{n}, S1, 2026-03-01, 2026-03-0{day}, support, ," for n, day in enumerate((2, 3, 4))]
    rows += [f"Q{n}, S1, 2026-03-01, , support, ," for n in range(3)]
    table = time_to_close(typed("requests", *rows), AS_OF).set_index("kind")
    assert table.loc["support", "median"] == 3  # not 2, the median of the closed ones alone
    assert (table.loc["support", "closed"], table.loc["support", "open"]) == (3, 3)
    assert list(table.index) == ["all", "support"]


def test_a_kind_settled_for_less_than_half_has_no_median_and_is_said() -> None:
    rows = [f"R{n}, S1, 2026-03-01, 2026-03-02, support, ," for n in range(6)]
    rows += [f"Q{n}, S1, 2026-03-01, , evolution, ," for n in range(2)]
    table = time_to_close(typed("requests", *rows), AS_OF)
    assert list(table["kind"]) == ["all", "support", "evolution"]
    assert np.isnan(table["median"].iloc[2])
    said = say_time_to_close(table)
    assert said is not None
    assert said.tone is Tone.CAUTION
    assert "settled within 1 day" in said.text
    assert "Less than half are settled, so far: evolution." in said.text
    chart = draw_time_to_close(table, 30)
    assert chart is not None
    assert chart.alt.startswith("1 kind of request is not settled by half yet.")


def test_half_settled_at_once_and_nothing_settled_are_said() -> None:
    once = typed("requests", *[f"R{n}, S1, 2026-03-01, 2026-03-01, support, ," for n in range(9)])
    said = say_time_to_close(time_to_close(once, AS_OF))
    assert said is not None
    assert said.text.startswith("Half of the requests are settled on the day they come in")
    never = typed("requests", "R1, S1, 2026-03-01, , support, ,")
    assert say_time_to_close(time_to_close(never, AS_OF)) == Finding(
        "Fewer than half of the requests have been settled: no usual time can be said.",
        Tone.CAUTION,
    )


def test_an_unknown_upper_end_of_many_requests_is_said_as_such() -> None:
    rows = [f"R{n}, S1, 2026-03-01, 2026-03-{n % 9 + 2:02d}, support, ," for n in range(51)]
    rows += [f"Q{n}, S1, 2026-03-01, , support, ," for n in range(49)]
    said = say_time_to_close(time_to_close(typed("requests", *rows), AS_OF))
    assert said is not None
    assert "(likely 8 or more)" in said.text


def test_the_slowest_is_named_with_those_as_slow_unless_all_are() -> None:
    kinds = {"support": 1, "incident": 3, "training": 3}
    rows = [
        f"R{kind}, S1, 2026-03-01, 2026-03-0{days + 1}, {kind}, ," for kind, days in kinds.items()
    ]
    table = time_to_close(typed("requests", *rows), AS_OF)
    said, chart = say_time_to_close(table), draw_time_to_close(table, 30)
    assert said == Finding(
        "Half of the requests are settled within 3 days (too few to say how sure that is), those"
        " still open counted in. Slowest: incident and training, 3 days."
    )
    assert chart is not None
    assert chart.alt.startswith("Half are settled within 1 to 3 days, by kind of request.")
    alike = time_to_close(typed("requests", *rows[1:]), AS_OF)
    said, chart = say_time_to_close(alike), draw_time_to_close(alike, 30)
    assert said is not None
    assert "lowest" not in said.text
    assert chart is not None
    assert chart.alt.startswith("Half of the requests of each kind are settled within 3 days.")


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
    chart = draw_time_to_close(table, 2000)
    assert chart is not None
    assert chart.alt.startswith(f"{title} All requests: ")


def test_the_times_are_said_in_words() -> None:
    chart = draw_time_to_close(TIMES, 30)
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
    assert draw_time_to_close(TIMES, 40) is not None
    bars = [bar for bar in axes[0].collections if isinstance(bar, LineCollection)]
    ends = [bar.get_segments()[0].tolist() for bar in bars]
    assert ends == [[[0, 1], [2, 1]], [[1, 2], [50, 2]], [[5, 3], [50, 3]]]
    assert axes[0].get_xlim() == (0, 50)
    assert {to_hex(bar.get_color()[0]) for bar in bars} == {to_hex(BLUE)}


def test_dots_stand_at_the_medians_in_grey_for_all_requests(axes: list[Axes]) -> None:
    table = _times(("all", 3, 2, 9), ("support", 3, 2, 9), ("incident", 6, NAN, NAN))
    assert draw_time_to_close(table, 30) is not None
    *dots, edge = axes[0].get_lines()
    assert [(list(dot.get_xdata()), list(dot.get_ydata())) for dot in dots] == [
        ([3], [0]), ([3], [1]), ([6], [2]),
    ]  # fmt: skip
    assert [to_hex(dot.get_color()) for dot in dots] == [to_hex(SOFT), to_hex(BLUE), to_hex(BLUE)]
    assert {dot.get_marker() for dot in dots} == {"o"}
    assert [to_hex(bar.get_color()[0]) for bar in axes[0].collections] == [
        to_hex(SOFT),
        to_hex(BLUE),
    ]
    assert list(edge.get_xdata()) == [30, 30]


def test_what_is_not_settled_by_half_is_written_where_the_oldest_request_is(
    axes: list[Axes],
) -> None:
    assert draw_time_to_close(TIMES, 40) is not None
    notes = [text for text in axes[0].texts if text.get_text() == "half not settled yet"]
    assert [note.xy for note in notes] == [(40, 0), (40, 3)]
    assert {to_hex(note.get_color()) for note in notes} == {to_hex(ORANGE)}
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
    chart = draw_time_to_close(_times(("all", 1, NAN, NAN), ("support", 1, 1, 2)), longest)
    assert chart is not None
    assert axes[0].get_xlim() == (0, end)
    assert axes[0].get_xticks().tolist() == ticks
    assert line_of(chart).startswith(" ".join(map(str, ticks)))


def test_every_kind_has_its_row_with_all_requests_at_the_top(axes: list[Axes]) -> None:
    assert draw_time_to_close(TIMES, 40) is not None
    assert axes[0].get_yticks().tolist() == [0, 1, 2, 3, 4]
    low, high = axes[0].get_ylim()
    assert 4 < low < 5
    assert -1 < high < 0


@pytest.mark.parametrize("requests", [REQUESTS, NONE], ids=["some", "none"])
def test_the_table_has_the_columns_it_is_said_to_have(requests: pd.DataFrame) -> None:
    assert list(time_to_close(requests, AS_OF).columns) == [
        "kind", "requests", "closed", "open", "median", "median_low", "median_high",
    ]  # fmt: skip


def test_what_is_closed_on_the_day_itself_is_known() -> None:
    requests = typed(
        "requests",
        "R1, S1, 2026-03-30, 2026-03-31, support, , yes",
        "R2, S1, 2026-03-31, , support, , yes",
    )
    assert time_to_close(requests, AS_OF)["closed"].tolist() == [1, 1]


def test_no_request_says_and_draws_nothing() -> None:
    settled = time_to_close(NONE, AS_OF)
    assert say_time_to_close(settled) is None
    assert draw_time_to_close(settled, -1) is None


@pytest.mark.parametrize("count", [1, 500])
def test_one_request_and_many_are_drawn(count: int) -> None:
    kinds = ["incident", "support", "training", "evolution", "specific_development", "reluctance"]
    rows = [
        f"R{n}, S1, 2026-01-{n % 28 + 1:02d}, {'' if n % 3 else '2026-02-15'}, {kinds[n % 6]}, ,"
        for n in range(count)
    ]
    settled = time_to_close(typed("requests", *rows), AS_OF)
    assert draw_time_to_close(settled, 89) is not None
