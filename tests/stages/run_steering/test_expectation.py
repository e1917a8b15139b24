"""What the solutions brought, against what was expected."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from support.charts import line_of, titled_axes, words_of
from support.paybacks import AS_OF, against
from support.typed_tables import SOLUTIONS, typed

from playbook.show.chart import BLUE, ORANGE, Chart
from playbook.show.findings import Finding, Tone
from playbook.stages.run_steering.expectation import (
    against_expectation,
    draw_expectation,
    say_expectation,
    say_without_expectation,
)


@pytest.fixture
def axes(monkeypatch: pytest.MonkeyPatch) -> list[Axes]:
    """The axes on which a title is written, figure after figure."""
    return titled_axes(monkeypatch, "run_steering", "expectation")


KINDS = ("revenue", "cost_avoided", "time_saved", "quality")


def test_months_without_an_expectation_are_not_compared() -> None:
    table = against_expectation(
        typed(
            "benefits",
            "2026-01-31, S1, revenue, 1000,",
            "2026-02-28, S1, revenue, 50, 100",
            "2026-03-31, S1, revenue, 40, 100",
            "2026-07-31, S1, revenue, 900, 100",
        ),
        SOLUTIONS,
        AS_OF,
    )
    row = table.iloc[0]
    assert (row["amount"], row["expected"], row["ratio"]) == (90, 200, 0.45)
    assert (row["compared"], row["not_compared"]) == (2, 1)


def test_a_single_measurement_and_small_expectations_are_compared() -> None:
    table = against("2026-01-31, S1, revenue, 0.2, 0.4", "2026-06-30, S1, quality, 3, 1")
    assert table[["kind", "amount", "expected", "ratio"]].to_numpy().tolist() == [
        ["revenue", 0.2, 0.4, 0.5],
        ["quality", 3, 1, 3],
    ]
    assert list(table.columns) == [
        "solution_id", "solution", "kind", "unit", "compared", "amount", "expected", "ratio",
        "recent_ratio", "not_compared",
    ]  # fmt: skip


def test_quality_is_a_mean_and_the_last_three_have_their_own_ratio() -> None:
    rows = [f"2026-0{n}-28, S1, quality, {value}, 10" for n, value in enumerate((0, 10, 10, 10), 1)]
    row = against_expectation(typed("benefits", *rows), SOLUTIONS, AS_OF).iloc[0]
    assert (row["amount"], row["expected"]) == (7.5, 10)
    assert (row["ratio"], row["recent_ratio"]) == (0.75, 1.0)


def test_without_expectation_or_with_a_zero_there_is_no_ratio() -> None:
    table = against_expectation(
        typed("benefits", "2026-01-31, S1, quality, 3,", "2026-01-31, S2, quality, 3, 0"),
        SOLUTIONS,
        AS_OF,
    )
    assert table["ratio"].isna().all()
    assert say_expectation(table) is None
    assert draw_expectation(table) is None
    assert against_expectation(typed("benefits"), SOLUTIONS, AS_OF).empty
    said = say_without_expectation(table)
    assert said is not None
    assert said.text == (
        "Say what to expect of quality by Kelvio: nobody has, so that it cannot be judged."
        " No more than zero"
        " was expected of quality by Voxa: no share of it can be told."
    )


def test_what_falls_short_is_said_with_its_share() -> None:
    table = against_expectation(
        typed("benefits", "2026-01-31, S1, revenue, 100, 100", "2026-01-31, S2, time_saved, 1, 2"),
        SOLUTIONS,
        AS_OF,
    )
    said = say_expectation(table)
    assert said is not None
    assert said.tone is Tone.CAUTION
    assert said.text == (
        "Below 90% of what was expected: time saved by Voxa (50%). The other benefit that can be"
        " compared reaches it or comes close."
    )
    good = say_expectation(table[table["ratio"] == 1])
    assert good is not None
    assert good.text == (
        "Every benefit that can be compared reaches at least 90% of what was expected."
    )
    assert say_without_expectation(table) is None


def test_more_benefits_that_fall_short_than_are_named_or_drawn_are_counted() -> None:
    table = against(*[f"2026-01-31, S{n}, {kind}, 1, 2" for n in range(4) for kind in KINDS])
    said, chart = say_expectation(table), draw_expectation(table)
    assert said is not None
    assert said.text.endswith("and 13 more.")
    assert chart is not None
    assert chart.alt.startswith("16 of 16 benefits compared are below 90% of what was expected.")
    assert "12 of 16 rows are drawn; the table holds them all." in line_of(chart)


def test_more_benefits_that_cannot_be_judged_than_are_named_are_counted() -> None:
    table = against(*[f"2026-01-31, S1, {kind}, 1," for kind in KINDS])
    assert say_without_expectation(table) == Finding(
        "Say what to expect of cost avoided by Kelvio, quality by Kelvio, revenue by"
        " Kelvio and 1 more: nobody has, so that it cannot be judged.",
        Tone.DECIDE,
    )


def test_what_is_below_the_limit_is_not_written_as_the_limit() -> None:
    said = say_expectation(against("2026-01-31, S1, revenue, 896, 1000"))
    assert said is not None
    assert said.text == "Below 90% of what was expected: revenue by Kelvio (89.6%)."


def test_exactly_nine_tenths_of_what_was_expected_is_close() -> None:
    table = against("2026-01-31, S1, quality, 3.96, 4.4")
    said, chart = say_expectation(table), draw_expectation(table)
    assert said is not None
    assert said.text.startswith("Every benefit that can be compared reaches at least 90%")
    assert chart is not None
    assert chart.alt.startswith("Every benefit compared is at least 90% of what was expected.")


def test_five_hundred_rows_are_drawn() -> None:
    rows = [f"{1980 + n // 12}-{n % 12 + 1:02d}-01, S1, revenue, 1, 2" for n in range(500)]
    benefits = typed("benefits", *rows)
    table = against_expectation(benefits, SOLUTIONS, AS_OF)
    assert table["compared"].iloc[0] == 500
    assert draw_expectation(table) is not None


def test_three_times_what_was_expected_is_not_called_close_to_it() -> None:
    chart = draw_expectation(against("2026-01-31, S1, revenue, 300, 100"))
    assert chart is not None
    assert chart.alt.startswith("Every benefit compared is at least 90% of what was expected.")


def test_a_loss_where_a_benefit_was_expected_is_inside_the_figure(axes: list[Axes]) -> None:
    draw_expectation(against("2026-01-31, S1, revenue, -50, 100"))
    assert axes[0].get_xlim()[0] < -0.5


NAN = float("nan")


def _ratios(*rows: tuple[float, float], solution: str = "K") -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["ratio", "recent_ratio"])
    return table.assign(solution=[f"{solution}{n}" for n in range(len(rows))], kind="revenue")


def _expectation(*rows: tuple[float, float]) -> Chart:
    chart = draw_expectation(_ratios(*rows))
    assert chart is not None
    return chart


@pytest.mark.parametrize(
    ("ratios", "words"),
    [
        ((0.5,), "1 of 1 benefits compared is below 90% of what was expected. Revenue"),
        ((0.5, 1, NAN), "1 of 2 benefits compared is below 90% of what was expected. Revenue"),
        ((0.5, 0.8, 1), "2 of 3 benefits compared are below 90% of what was expected. Revenue"),
        ((0.9,), "Every benefit compared is at least 90% of what was expected. Revenue"),
    ],
)
def test_the_title_counts_the_benefits_that_fall_short(
    ratios: tuple[float, ...], words: str
) -> None:
    alt = _expectation(*[(ratio, ratio) for ratio in ratios]).alt
    assert alt.lower().startswith(words.lower() + " by k0: ")


def test_a_benefit_without_any_ratio_is_left_out() -> None:
    assert _expectation((0.8996, 0.5), (NAN, NAN), (1.2, 1)).alt == (
        "1 of 2 benefits compared is below 90% of what was expected. revenue by K0: 89.96%;"
        " revenue by K2: 120%."
    )
    assert draw_expectation(_ratios((NAN, NAN))) is None
    assert "89.96%" in words_of(_expectation((0.8996, 0.5)))  # and not 90 %, in orange


EXPECTED = (
    "Obtained for what was expected. Ring and figure: all measurements; dot: the last three."
    " Orange: below 90%."
)


def test_a_dozen_benefits_are_drawn_and_more_are_counted() -> None:
    chart = _expectation(*[(0.5, 0.5)] * 12)
    assert EXPECTED in line_of(chart)
    assert "are drawn" not in line_of(chart)
    chart = _expectation(*[(0.5, 0.5)] * 13)
    assert f"{EXPECTED} 12 of 13 rows are drawn; the table holds them all." in line_of(chart)
    assert "Revenue by K11" in words_of(chart)
    assert "Revenue by K12" not in words_of(chart)
    assert chart.alt.startswith("13 of 13 benefits")
    assert chart.alt.endswith("; revenue by K11: 50%.")


def test_benefits_are_named_on_two_lines_of_twenty_two_characters() -> None:
    fits, cut = (draw_expectation(_ratios((1, 1), solution="k" * n)) for n in (21, 22))
    assert fits is not None
    assert {"Revenue by", "k" * 21 + "0"} <= set(words_of(fits))
    assert cut is not None
    assert {"Revenue by " + "k" * 11, "k" * 11 + "0"} <= set(words_of(cut))
    long = draw_expectation(_ratios((1, 1), solution=f"{'k' * 22} again "))
    assert long is not None
    assert {"Revenue by", "k" * 21 + "…"} <= set(words_of(long))


def test_rings_and_dots_stand_at_their_ratios_in_the_colour_of_the_whole(
    axes: list[Axes],
) -> None:
    _expectation((0.5, 1.1), (0.9, 0.2), (1.5, NAN))
    bars, rings, dots = axes[0].collections
    assert rings.get_offsets().tolist() == [[0.5, 0], [0.9, 1], [1.5, 2]]
    assert dots.get_offsets().filled(-1)[:2].tolist() == [[1.1, 0], [0.2, 1]]
    assert [bar.tolist() for bar in bars.get_segments()][:2] == [
        [[0.5, 0], [1.1, 0]],
        [[0.9, 1], [0.2, 1]],
    ]
    assert [to_hex(colour) for colour in rings.get_edgecolors()] == [
        to_hex(ORANGE),
        to_hex(BLUE),
        to_hex(BLUE),
    ]
    assert {to_hex(colour) for colour in rings.get_facecolors()} == {"#ffffff"}
    assert [to_hex(colour) for colour in dots.get_facecolors()] == [
        to_hex(ORANGE),
        to_hex(BLUE),
        to_hex(BLUE),
    ]
    assert [(text.get_text(), text.xy) for text in axes[0].texts] == [
        ("50%", (1.1, 0)), ("90%", (0.9, 1)), ("150%", (1.5, 2)),
    ]  # fmt: skip
    assert list(axes[0].get_lines()[0].get_xdata()) == [1, 1]


@pytest.mark.parametrize(
    ("rows", "low", "high"),
    [
        ([(0.1, 0.5)], 0, 1.25),
        ([(1.0, 1.0), (2.0, 4.0)], 0, 4.6),
        ([(2.0, 1.0)], 0, 2.3),
        ([(-1.0, 0.5), (1, 1)], -1.15, 1.25),
        ([(0.5, -2.0)], -2.3, 1.25),
        ([(0.0, NAN)], 0, 1.25),
    ],
)
def test_every_ratio_is_inside_the_figure(
    axes: list[Axes], rows: list[tuple[float, float]], low: float, high: float
) -> None:
    _expectation(*rows)
    assert axes[0].get_xlim() == pytest.approx((low, high))
    bottom, top = axes[0].get_ylim()
    assert bottom > len(rows) - 1
    assert top < 0
    assert axes[0].get_yticks().tolist() == list(range(len(rows)))
