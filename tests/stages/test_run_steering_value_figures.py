"""RUN steering: figures of benefits against expectation and against costs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from support.charts import titled_axes, words_of
from support.paybacks import AS_OF, COSTS, against, monthly, payback
from support.typed_tables import SOLUTIONS, typed

from playbook.show.chart import BLUE, GREEN, ORANGE, SKY, Chart
from playbook.stages import run_steering as run


def test_five_hundred_rows_are_drawn() -> None:
    rows = [f"{1980 + n // 12}-{n % 12 + 1:02d}-01, S1, revenue, 1, 2" for n in range(500)]
    benefits = typed("benefits", *rows)
    table = run.against_expectation(benefits, SOLUTIONS, AS_OF)
    assert table["compared"].iloc[0] == 500
    assert run.draw_expectation(table) is not None


def test_the_balance_is_drawn_with_its_finding() -> None:
    for amounts, words in (
        ([300] * 6, "has paid for itself"),
        ([0, 0, 0, 150, 150, 150], "pays for itself by September 2027"),
        ([101] * 6, "does not pay"),
    ):
        chart = run.draw_payback(*payback(*monthly(*amounts)), "EUR")
        assert chart is not None
        assert words in chart.alt


def test_three_times_what_was_expected_is_not_called_close_to_it() -> None:
    chart = run.draw_expectation(against("2026-01-31, S1, revenue, 300, 100"))
    assert chart is not None
    assert chart.alt.startswith("Every benefit compared is at least 90% of what was expected.")


def test_a_loss_where_a_benefit_was_expected_is_inside_the_figure(monkeypatch) -> None:
    limits = []
    monkeypatch.setattr(
        "playbook.stages.run_steering.figures_value.titled",
        lambda axes, *_words: limits.append(axes.get_xlim()),
    )
    run.draw_expectation(against("2026-01-31, S1, revenue, -50, 100"))
    assert limits[0][0] < -0.5


def test_no_break_even_in_the_years_known_is_not_said_of_all_years() -> None:
    chart = run.draw_payback(*payback(*monthly(*[101] * 6)), "EUR")
    assert chart is not None
    assert "does not pay for itself within the years whose costs are known" in chart.alt


def test_a_curve_is_named_where_the_costs_of_a_later_year_are_missing() -> None:
    costs = COSTS.assign(year=COSTS["year"].replace(2, 3))
    balance, table = payback(*monthly(*[300] * 6), costs=costs)
    assert list(balance["cumulative"].notna()) == [True] * 12 + [False] * 24
    chart = run.draw_payback(balance, table, "EUR")
    assert chart is not None
    assert ">Kelvio</text>" in chart.svg


@pytest.fixture
def axes(monkeypatch: pytest.MonkeyPatch) -> list[Axes]:
    """The axes on which a title is written, figure after figure."""
    return titled_axes(monkeypatch, "run_steering", "figures_value")


def _below(chart: Chart) -> str:
    """All the words of a figure, in one line."""
    return " ".join(words_of(chart))


NAN = float("nan")


def _ratios(*rows: tuple[float, float], solution: str = "K") -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["ratio", "recent_ratio"])
    return table.assign(solution=[f"{solution}{n}" for n in range(len(rows))], kind="revenue")


def _expectation(*rows: tuple[float, float]) -> Chart:
    chart = run.draw_expectation(_ratios(*rows))
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
    assert run.draw_expectation(_ratios((NAN, NAN))) is None
    assert "89.96%" in words_of(_expectation((0.8996, 0.5)))  # and not 90 %, in orange


EXPECTED = (
    "Obtained for what was expected. Ring and figure: all measurements; dot: the last three."
    " Orange: below 90%."
)


def test_a_dozen_benefits_are_drawn_and_more_are_counted() -> None:
    chart = _expectation(*[(0.5, 0.5)] * 12)
    assert EXPECTED in _below(chart)
    assert "are drawn" not in _below(chart)
    chart = _expectation(*[(0.5, 0.5)] * 13)
    assert f"{EXPECTED} 12 of 13 rows are drawn; the table holds them all." in _below(chart)
    assert "Revenue by K11" in words_of(chart)
    assert "Revenue by K12" not in words_of(chart)
    assert chart.alt.startswith("13 of 13 benefits")
    assert chart.alt.endswith("; revenue by K11: 50%.")


def test_benefits_are_named_on_two_lines_of_twenty_two_characters() -> None:
    fits, cut = (run.draw_expectation(_ratios((1, 1), solution="k" * n)) for n in (21, 22))
    assert fits is not None
    assert {"Revenue by", "k" * 21 + "0"} <= set(words_of(fits))
    assert cut is not None
    assert {"Revenue by " + "k" * 11, "k" * 11 + "0"} <= set(words_of(cut))
    long = run.draw_expectation(_ratios((1, 1), solution=f"{'k' * 22} again "))
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
    assert [to_hex(colour) for colour in rings.get_edgecolors()] == [ORANGE, BLUE, BLUE]
    assert {to_hex(colour) for colour in rings.get_facecolors()} == {"#ffffff"}
    assert [to_hex(colour) for colour in dots.get_facecolors()] == [ORANGE, BLUE, BLUE]
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


def _known(*rows: tuple[str, str, float, str | None]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["solution", "outcome", "balance", "break_even"])
    table["break_even"] = pd.to_datetime(table["break_even"])
    return table.assign(solution_id=table["solution"])


def _months(*names: str, past: int = 2, coming: int = 2) -> pd.DataFrame:
    """A balance that gains 100 a month from -200 on, from January 2026 on."""
    frames = [
        pd.DataFrame(
            {
                "solution_id": name,
                "month": pd.date_range("2026-01-01", periods=past + coming, freq="MS"),
                "projected": [False] * past + [True] * coming,
                "cumulative": [-200.0 + 100 * n for n in range(past + coming)],
            }
        )
        for name in names
    ]
    return pd.concat(frames, ignore_index=True)


PAID, AHEAD = ("A", "paid_back", 5.0, "2026-01-31"), ("B", "ahead", -5.0, "2027-09-30")
BEYOND = ("C", "beyond", -9.0, None)


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([PAID], "A has paid for itself."),
        ([AHEAD], "At its latest pace on record, B pays for itself by September 2027."),
        (
            [BEYOND],
            "At its latest pace on record, C does not pay for itself within the years whose costs"
            " are known.",
        ),
        ([AHEAD, BEYOND], "0 of 2 solutions with a known balance have paid for themselves."),
        ([PAID, BEYOND], "1 of 2 solutions with a known balance has paid for itself."),
        (
            [PAID, ("D", "paid_back", 1.0, "2026-01-31"), AHEAD],
            "2 of 3 solutions with a known balance have paid for themselves.",
        ),
    ],
)
def test_the_title_says_what_has_paid_for_itself(
    rows: list[tuple[str, str, float, str | None]], title: str
) -> None:
    table = _known(*rows, ("X", "no_money", NAN, None), ("Y", "costs_end", NAN, None))
    chart = run.draw_payback(_months(*table["solution"]), table, "EUR")
    assert chart is not None
    assert chart.alt.startswith(f"{title} {rows[0][0]}: ")
    assert "X: " not in chart.alt


def test_without_a_known_balance_no_curve_is_drawn() -> None:
    table = _known(("X", "no_money", NAN, None), ("Y", "costs_end", NAN, None))
    assert run.draw_payback(_months("X", "Y"), table, "EUR") is None


BALANCES = (
    "Benefits in money less costs, added up from BUILD on. Dotted: the costs that are known and the"
    " pace of the latest months on record, three at most; a projection, not a promise."
)


def test_four_balances_are_drawn_and_more_are_counted() -> None:
    names = "PQRST"
    table = _known(*[(name, "paid_back", 1200.0, "2026-01-31") for name in names])
    four = run.draw_payback(_months(*names), table.head(4), "USD")
    assert four is not None
    assert BALANCES in _below(four)
    assert "are drawn" not in _below(four)
    five = run.draw_payback(_months(*names), table, "USD")
    assert five is not None
    assert f"{BALANCES} 4 of 5 curves are drawn; the table holds them all." in _below(five)
    assert five.alt == (
        "5 of 5 solutions with a known balance have paid for themselves. P: $1,200 to date;"
        " Q: $1,200 to date; R: $1,200 to date; S: $1,200 to date."
    )
    assert "S" in words_of(five)
    assert "T" not in words_of(five)


def test_a_balance_is_whole_up_to_the_last_month_and_dotted_from_there(axes: list[Axes]) -> None:
    table = _known(PAID, AHEAD, BEYOND, ("D", "paid_back", 7.0, "2026-01-31"))
    chart = run.draw_payback(_months(*"ABCD"), table, "EUR")
    assert chart is not None
    zero, *lines = axes[0].get_lines()
    assert list(zero.get_ydata()) == [0, 0]
    assert [line.get_color() for line in lines[::3]] == [BLUE, ORANGE, GREEN, SKY]
    for past, coming, dot in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        assert [list(line.get_ydata()) for line in (past, coming, dot)] == [
            [-200, -100], [-100, 0, 100], [-100],
        ]  # fmt: skip
        assert past.get_color() == coming.get_color() == dot.get_color()
        assert (past.is_dashed(), coming.is_dashed()) == (False, True)
        assert (past.get_marker(), dot.get_marker()) == ("None", "o")
        days = [pd.Timestamp(day) for day in coming.get_xdata()]
        assert days == [pd.Timestamp(f"2026-0{end}") for end in ("2-28", "3-31", "4-30")]
    notes = {text.get_text(): text.get_color() for text in axes[0].texts}
    assert notes == {
        "€5": BLUE, "-€5": ORANGE, "-€9": GREEN, "€7": SKY,
        "A": BLUE, "B": ORANGE, "C": GREEN, "D": SKY,
    }  # fmt: skip


def test_a_balance_without_a_month_to_come_ends_at_its_dot(axes: list[Axes]) -> None:
    chart = run.draw_payback(_months("A", past=4, coming=0), _known(PAID), "EUR")
    assert chart is not None
    _zero, past, coming, dot = axes[0].get_lines()
    assert [list(line.get_ydata()) for line in (past, coming, dot)] == [
        [-200, -100, 0, 100], [100], [100],
    ]  # fmt: skip
    name = next(text for text in axes[0].texts if text.get_text() == "A")
    assert name.xy[1] == 100


def test_a_balance_is_named_at_its_last_known_month(axes: list[Axes]) -> None:
    balance = _months("A", past=2, coming=3)
    balance.loc[3:, "cumulative"] = np.nan
    chart = run.draw_payback(balance, _known(PAID), "CHF")
    assert chart is not None
    name = next(text for text in axes[0].texts if text.get_text() == "A")
    assert name.xy[1] == 0
    assert "CHF\u00a05" in words_of(chart)
    assert "CHF\u00a00" in words_of(chart)
