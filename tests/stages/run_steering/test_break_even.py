"""Whether the solutions have paid for themselves, and when."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from support.charts import line_of, titled_axes, words_of
from support.paybacks import AS_OF, COSTS, accounts, monthly
from support.typed_tables import SOLUTIONS, typed

from playbook.show.chart import BLUE, GREEN, PURPLE, SKY, Chart
from playbook.show.findings import Finding, Tone
from playbook.stages.run_steering.balance import monthly_balance
from playbook.stages.run_steering.break_even import at_paces, draw_payback, payback, say_payback


@pytest.fixture
def axes(monkeypatch: pytest.MonkeyPatch) -> list[Axes]:
    """The axes on which a title is written, figure after figure."""
    return titled_axes(monkeypatch, "run_steering", "break_even")


END = date(2026, 12, 31)


def test_the_break_even_is_the_month_in_which_benefits_cover_costs() -> None:
    # After BUILD -600; each month + 300 - 100: -400, -200, 0.
    balance, table = accounts(*monthly(*[300] * 6))
    row = table.iloc[0]
    assert row["outcome"] == "paid_back"
    assert row["break_even"] == pd.Timestamp("2026-03-31")
    assert (row["build"], row["spent"], row["brought"], row["balance"]) == (600, 600, 1800, 600)
    assert list(balance["cumulative"].head(4)) == [-400, -200, 0, 200]
    assert say_payback(table, "EUR", 0.0) == [
        Finding("Kelvio broke even in March 2026: it is now €600 ahead.")
    ]


def test_a_break_even_that_was_lost_again_does_not_count() -> None:
    _balance, table = accounts(*monthly(900, 0, 0, 0, 0, 700))
    row = table.iloc[0]  # 200, 100, 0, -100, -200, 400
    assert (row["outcome"], row["break_even"]) == ("paid_back", pd.Timestamp("2026-06-30"))


def test_a_break_even_in_the_first_month_is_that_month() -> None:
    _balance, table = accounts(*monthly(700, 100, 100, 100, 100, 100))
    assert table["outcome"].iloc[0] == "paid_back"
    assert table["break_even"].iloc[0] == pd.Timestamp("2026-01-31")


def test_the_rounding_of_a_sum_does_not_delay_the_break_even() -> None:
    # 100 a year is 8.33 a month: the sums miss zero by less than a millionth.
    costs = COSTS.tail(2).assign(amount=100.0)
    _balance, table = accounts(*monthly(0, 0, 25, 25, 25, 25), costs=costs)
    row = table.iloc[0]
    assert (row["outcome"], row["break_even"]) == ("paid_back", pd.Timestamp("2026-03-31"))
    hours = monthly(*[1] * 6, kind="time_saved")
    _balance, table = accounts(
        *monthly(*[0] * 11, 110), *hours, costs=costs.assign(amount=110.0), as_of=END
    )
    assert (table["outcome"].iloc[0], table["hours"].iloc[0]) == ("paid_back", 6)
    assert np.isnan(table["hour_needed"].iloc[0])
    costs = COSTS.iloc[[0, 2]].assign(amount=[20.0, 100.0])  # 12 times 10 - 8.33 is 20
    _balance, table = accounts(*monthly(*[10] * 6), costs=costs)
    row = table.iloc[0]
    assert (row["outcome"], row["latest"]) == ("ahead", pd.Timestamp("2026-12-31"))


def test_what_happens_on_the_day_itself_counts() -> None:
    benefits = typed("benefits", "2026-06-30, S1, revenue, 300,")
    usage = typed("usage", "2026-06-30, S2, Sales, 1, 10", "2026-07-01, S3, Sales, 1, 10")
    balance = monthly_balance(benefits, usage, COSTS, SOLUTIONS, AS_OF, 0.0)
    assert balance["month"].iloc[0] == pd.Timestamp("2026-06-01")
    table = payback(balance, benefits, usage, COSTS, SOLUTIONS, AS_OF)
    assert list(table["solution_id"]) == ["S1", "S2"]
    assert table["brought"].iloc[0] == 300


def test_the_second_year_of_run_has_its_own_cost() -> None:
    costs = COSTS.assign(amount=COSTS["amount"].where(COSTS["year"] != 2, 2400))
    _balance, table = accounts(*monthly(*[300] * 13), costs=costs, as_of=date(2027, 1, 31))
    assert table["spent"].iloc[0] == 1400  # 12 * 100 + 200
    assert table["balance"].iloc[0] == 13 * 300 - 600 - 1400


def test_a_solution_without_costs_of_build_starts_at_nothing() -> None:
    rows = [*monthly(0, 300), *monthly(*[5] * 6, kind="time_saved")]
    balance, table = accounts(*rows, costs=COSTS[COSTS["year"] > 0])
    assert list(balance["cumulative"].head(3)) == [-100, 100, 0]
    assert np.isnan(table["build"].iloc[0])
    assert table["hour_needed"].iloc[0] == 10  # 600 of costs less 300, for 30 hours


@pytest.mark.parametrize(
    ("money", "hours", "needed"),
    [(0, 1, 200), (300, 10, np.nan), (200, 10, np.nan), (199.75, 1, 0.25), (0, 0, np.nan)],
)
def test_hours_need_no_value_where_nothing_is_to_be_covered(
    money: float, hours: float, needed: float
) -> None:
    # Costs to date: 600 of BUILD and 6 * 100.
    _balance, table = accounts(*monthly(*[money] * 6), *monthly(*[hours] * 6, kind="time_saved"))
    row = table.iloc[0]
    assert row["hours"] == 6 * hours
    assert row["hour_needed"] == pytest.approx(needed, nan_ok=True)


def test_a_break_even_to_come_is_projected_at_the_pace_of_three_months() -> None:
    # To date -600 + 6 * 50 - 600 = -750 with 150 a month lately: + 50 a month, 15 months.
    _balance, table = accounts(*monthly(0, 0, 0, 150, 150, 150))
    row = table.iloc[0]
    assert (row["outcome"], row["balance"]) == ("perhaps", -750)
    assert (row["earliest"], row["break_even"]) == (pd.Timestamp("2027-09-30"), pd.NaT)
    said = say_payback(table, "EUR", 0.0)[0]
    assert said.text == (
        "Kelvio is €750 short of its costs. At the pace of its best three months on record,"
        " discounted, it would break even in September 2027; at that of its worst three, never"
        " within the years whose costs are known."
    )


def test_a_break_even_to_come_is_a_range_discounted_as_where_a_solution_is_chosen() -> None:
    # To date -600 + 900 - 600 = -300; best pace 160, worst 140: 60 and 40 a month, 5 and 8 months.
    benefits = monthly(140, 140, 140, 160, 160, 160)
    _balance, table = accounts(*benefits)
    row = table.iloc[0]
    assert row[["earliest", "latest"]].tolist() == [
        pd.Timestamp("2026-11-30"), pd.Timestamp("2027-02-28"),
    ]  # fmt: skip
    said = say_payback(table, "EUR", 0.0)[0].text
    assert "break even in November 2026 at the pace of its best three" in said
    assert "in February 2027 at that of its worst three" in said
    _balance, dear = accounts(*benefits, discount_rate=0.2)
    # BUILD counts in full, each month of the first year of RUN 1 / 1.2: 720 are needed, not 600.
    assert dear["earliest"].iloc[0] == pd.Timestamp("2027-02-28")


def test_too_few_months_tell_no_range() -> None:
    """To date -600 + 450 - 600 = -750 with 150 a month lately: + 50 a month, 15 months."""
    for rate, month in ((0.0, "September 2027"), (0.05, "November 2027")):
        table = accounts(*monthly(150, 150, 150), discount_rate=rate)[1]
        assert not table["spread"].iloc[0]
        assert say_payback(table, "EUR", 0.0)[0] == Finding(
            "Kelvio is €750 short of its costs. At the pace of the few months on record,"
            f" discounted, it would break even in {month}; they are too few to tell a range.",
            Tone.CAUTION,
        )


def test_no_date_is_claimed_beyond_the_years_whose_costs_are_known() -> None:
    _balance, table = accounts(*monthly(*[101] * 6))
    assert table["outcome"].iloc[0] == "beyond"
    assert table["break_even"].isna().all()
    assert "does not break even" in say_payback(table, "EUR", 0.0)[0].text


def test_only_money_counts_unless_an_hour_has_a_value() -> None:
    rows = [*monthly(*[10] * 6, kind="time_saved"), *monthly(*[5] * 6, kind="quality")]
    _balance, table = accounts(*rows)
    row = table.iloc[0]
    assert row["outcome"] == "no_money"
    assert row["hours"] == 60
    assert row["hour_needed"] == 20  # 1,200 of costs for 60 hours
    said = say_payback(table, "EUR", 0.0)[0]
    assert said.tone is Tone.CAUTION
    assert said.text.startswith("No break-even for Kelvio: it has cost €1,200 so far")
    assert "from €20.00 an hour on" in said.text
    _balance, valued = accounts(*rows, hour_value=20.0)
    assert valued["outcome"].iloc[0] == "paid_back"
    assert valued["balance"].iloc[0] == 0
    assert "an hour" not in say_payback(valued, "EUR", 20.0)[0].text


def test_without_money_the_cost_to_date_is_said_where_it_is_known() -> None:
    quality = monthly(*[5] * 6, kind="quality")
    _balance, run_only = accounts(*quality, costs=COSTS[COSTS["year"] > 0])
    assert say_payback(run_only, "EUR", 0.0) == [
        Finding(
            "No break-even for Kelvio: it has cost €600 so far, and no benefit of it is in money.",
            Tone.CAUTION,
        )
    ]
    _balance, build_only = accounts(*quality, costs=COSTS[COSTS["year"] == 0])
    assert say_payback(build_only, "EUR", 0.0) == [
        Finding("No break-even for Kelvio: no benefit of it is in money.", Tone.CAUTION)
    ]


def test_no_cost_and_costs_that_end_are_reasons_for_no_break_even() -> None:
    _balance, free = accounts(*monthly(*[300] * 6, solution="S2"))
    assert free["outcome"].iloc[0] == "no_costs"
    assert "the table of costs does not hold it" in say_payback(free, "EUR", 0.0)[0].text
    build_only = COSTS[COSTS["year"] == 0]
    balance, ended = accounts(*monthly(*[300] * 6), costs=build_only)
    assert ended["outcome"].iloc[0] == "costs_end"
    assert ended["balance"].isna().all()
    assert len(balance) == 12  # to the end of the first year of RUN
    assert balance["cost"].isna().all()
    assert balance["cumulative"].isna().all()
    assert "a year of RUN up to now are not known" in say_payback(ended, "EUR", 0.0)[0].text


def test_a_month_without_a_record_is_counted_as_such() -> None:
    balance, table = accounts("2026-01-31, S1, revenue, 300,", "2026-06-30, S1, revenue, 300,")
    assert table["unrecorded"].iloc[0] == 4
    assert balance["benefit"].head(6).isna().sum() == 4
    assert list(balance["cumulative"].head(6)) == [-400, -500, -600, -700, -800, -600]
    assert say_payback(table, "EUR", 0.0)[-1] == Finding(
        "4 months of RUN have no record of benefits in money: they count for nothing in the"
        " balance.",
        Tone.CAUTION,
    )


def test_nothing_in_operation_says_and_draws_nothing() -> None:
    balance, table = accounts()
    assert table.empty
    assert say_payback(table, "EUR", 0.0) == []
    assert payback_drawn(balance, table, "EUR") is None


def test_only_use_without_benefits_is_no_benefit_in_money() -> None:
    usage, benefits = typed("usage", "2026-01-15, S1, Sales, 1, 10"), typed("benefits")
    balance = monthly_balance(benefits, usage, COSTS, SOLUTIONS, AS_OF, 0.0)
    table = payback(balance, benefits, usage, COSTS, SOLUTIONS, AS_OF)
    assert list(table["outcome"]) == ["no_money"]
    assert np.isnan(table["hour_needed"].iloc[0])


@settings(max_examples=30)
@given(st.lists(st.integers(0, 900), min_size=1, max_size=6), st.integers(0, 900))
def test_a_higher_benefit_never_delays_the_break_even(amounts: list[int], more: int) -> None:
    _balance, low = accounts(*monthly(*amounts))
    _balance, high = accounts(*monthly(*[amount + more for amount in amounts]))
    assert high["balance"].iloc[0] >= low["balance"].iloc[0]
    if low["outcome"].iloc[0] == "paid_back":
        assert high["break_even"].iloc[0] <= low["break_even"].iloc[0]


def payback_drawn(balance: pd.DataFrame, table: pd.DataFrame, currency: str) -> Chart | None:
    return draw_payback(balance, table, table[["solution_id"]], 0.0, currency)


def _each(count: int, *amounts: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = [row for n in range(count) for row in monthly(*amounts, solution=f"S{n}")]
    costs = pd.concat([COSTS.assign(solution_id=f"S{n}") for n in range(count)])
    return accounts(*rows, costs=costs)


def test_solutions_that_are_not_named_or_drawn_are_counted() -> None:
    balance, table = _each(6, *[300] * 6)
    assert balance.index.is_unique
    said = say_payback(table, "EUR", 0.0)
    assert [finding.text.split()[0] for finding in said[:-1]] == ["S0", "Kelvio", "Voxa"]
    assert said[-1] == Finding("3 more solutions are in the table.")
    chart = payback_drawn(balance, table, "EUR")
    assert chart is not None
    assert chart.alt.startswith("6 of 6 solutions with a known balance have paid for themselves.")
    assert "4 of 6 curves are drawn; the table holds them all." in line_of(chart)


def test_a_year_without_costs_before_one_with_is_no_run_that_has_outlasted_them() -> None:
    costs = COSTS.assign(year=COSTS["year"].replace(1, 3))
    _balance, table = accounts(*monthly(*[300] * 6), costs=costs)
    assert say_payback(table, "EUR", 0.0)[0].text == (
        "No break-even for Kelvio: the costs of a year of RUN up to now are not known."
    )


def test_one_hour_saved_is_said_in_the_singular() -> None:
    _balance, table = accounts(*monthly(1, kind="time_saved"))
    assert "The 1 hour saved is not valued" in say_payback(table, "EUR", 0.0)[0].text


def test_the_balance_is_drawn_with_its_finding() -> None:
    for amounts, words in (
        ([300] * 6, "has paid for itself"),
        ([0, 0, 0, 150, 150, 150], "pays for itself in September 2027 at best"),
        ([101] * 6, "does not pay"),
    ):
        chart = payback_drawn(*accounts(*monthly(*amounts)), "EUR")
        assert chart is not None
        assert words in chart.alt


def test_no_break_even_in_the_years_known_is_not_said_of_all_years() -> None:
    chart = payback_drawn(*accounts(*monthly(*[101] * 6)), "EUR")
    assert chart is not None
    assert "does not pay for itself within the years whose costs are known" in chart.alt


def test_a_curve_is_named_where_the_costs_of_a_later_year_are_missing() -> None:
    costs = COSTS.assign(year=COSTS["year"].replace(2, 3))
    balance, table = accounts(*monthly(*[300] * 6), costs=costs)
    assert list(balance["cumulative"].notna()) == [True] * 12 + [False] * 24
    chart = payback_drawn(balance, table, "EUR")
    assert chart is not None
    assert ">Kelvio:" in chart.svg


NAN = float("nan")


def _known(*rows: tuple[str, str, float, str | None]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["solution", "outcome", "balance", "break_even"])
    days = pd.to_datetime(table["break_even"])
    return table.assign(solution_id=table["solution"], spread=False, earliest=days, latest=days)


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
        ([AHEAD], "At the pace of few months, discounted, B pays for itself by September 2027."),
        (
            [BEYOND],
            "At the pace of few months, discounted, C does not pay for itself within the years"
            " whose costs are known.",
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
    chart = payback_drawn(_months(*table["solution"]), table, "EUR")
    assert chart is not None
    assert chart.alt.startswith(f"{title} {rows[0][0]}: ")
    assert "X: " not in chart.alt


def test_without_a_known_balance_no_curve_is_drawn() -> None:
    table = _known(("X", "no_money", NAN, None), ("Y", "costs_end", NAN, None))
    assert payback_drawn(_months("X", "Y"), table, "EUR") is None


BALANCES = "Benefits in money less costs, added up from BUILD on."


def test_four_balances_are_drawn_and_more_are_counted() -> None:
    names = "PQRST"
    table = _known(*[(name, "paid_back", 1200.0, "2026-01-31") for name in names])
    four = payback_drawn(_months(*names), table.head(4), "USD")
    assert four is not None
    assert BALANCES in line_of(four)
    assert "are drawn" not in line_of(four)
    five = payback_drawn(_months(*names), table, "USD")
    assert five is not None
    assert f"{BALANCES} 4 of 5 curves are drawn; the table holds them all." in line_of(five)
    assert five.alt == (
        "5 of 5 solutions with a known balance have paid for themselves. P: $1,200 to date;"
        " Q: $1,200 to date; R: $1,200 to date; S: $1,200 to date."
    )
    assert "S: $1,200 to date" in words_of(five)
    assert "T: $1,200 to date" not in words_of(five)


def test_a_balance_is_drawn_up_to_the_last_month_that_is_past(axes: list[Axes]) -> None:
    table = _known(PAID, AHEAD, BEYOND, ("D", "paid_back", 7.0, "2026-01-31"))
    chart = payback_drawn(_months(*"ABCD"), table, "EUR")
    assert chart is not None
    zero, *lines = axes[0].get_lines()
    assert list(zero.get_ydata()) == [0, 0]
    assert [line.get_color() for line in lines[::2]] == [BLUE, GREEN, PURPLE, SKY]
    for past, dot in zip(lines[::2], lines[1::2], strict=True):
        assert [list(line.get_ydata()) for line in (past, dot)] == [[-200, -100], [-100]]
        assert past.get_color() == dot.get_color()
        assert (past.get_marker(), dot.get_marker()) == ("None", "o")
        days = [pd.Timestamp(day) for day in past.get_xdata()]
        assert days == [pd.Timestamp(f"2026-0{end}") for end in ("1-31", "2-28")]
    notes = {text.get_text(): text.get_color() for text in axes[0].texts}
    assert notes == {
        "A: €5 to date": BLUE, "B: −€5 to date": GREEN, "C: −€9 to date": PURPLE,
        "D: €7 to date": SKY,
    }  # fmt: skip


def test_a_balance_that_hangs_on_the_pace_is_a_band_from_the_worst_to_the_best(
    axes: list[Axes],
) -> None:
    balance, table = accounts(*monthly(0, 0, 0, 150, 150, 150))
    chart = draw_payback(balance, table, SOLUTIONS, 0.0, "EUR")
    assert chart is not None
    (band,) = axes[0].collections
    heights = band.get_paths()[0].vertices[:, 1]
    # 450 in six months against 1,000 for BUILD and RUN; then 18 months at 0 or 150, costs 100.
    fan = at_paces(balance[balance["solution_id"] == "S1"], 0.0)
    assert (heights.min(), heights.max()) == (fan["worst"].min(), fan["best"].max())
    assert fan["best"].diff().dropna().unique().tolist() == [50]
    assert fan["worst"].diff().dropna().unique().tolist() == [-100]
    assert "Band: as it would go on" in chart.reading


def test_a_balance_is_named_at_its_last_month_that_is_past(axes: list[Axes]) -> None:
    balance = _months("A", past=2, coming=3)
    balance.loc[3:, "cumulative"] = np.nan
    chart = payback_drawn(balance, _known(PAID), "CHF")
    assert chart is not None
    name = next(text for text in axes[0].texts if text.get_text().startswith("A:"))
    assert name.xy[1] == -100
    assert name.get_text() == "A: CHF\u00a05 to date"
