"""What RUN steering says of benefits against expectation and against costs."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.paybacks import AS_OF, COSTS, against, monthly, payback
from support.typed_tables import SOLUTIONS, typed

from playbook.show.findings import Finding, Tone
from playbook.stages import run_steering as run

END = date(2026, 12, 31)


def test_months_without_an_expectation_are_not_compared() -> None:
    table = run.against_expectation(
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
    row = run.against_expectation(typed("benefits", *rows), SOLUTIONS, AS_OF).iloc[0]
    assert (row["amount"], row["expected"]) == (7.5, 10)
    assert (row["ratio"], row["recent_ratio"]) == (0.75, 1.0)


def test_without_expectation_or_with_a_zero_there_is_no_ratio() -> None:
    table = run.against_expectation(
        typed("benefits", "2026-01-31, S1, quality, 3,", "2026-01-31, S2, quality, 3, 0"),
        SOLUTIONS,
        AS_OF,
    )
    assert table["ratio"].isna().all()
    assert run.say_expectation(table) is None
    assert run.draw_expectation(table) is None
    said = run.say_unexpected(table)
    assert said is not None
    assert said.text == (
        "Nobody said what to expect of quality by Kelvio: that cannot be judged. No more than zero"
        " was expected of quality by Voxa: no share of it can be told."
    )


def test_what_falls_short_is_said_with_its_share() -> None:
    table = run.against_expectation(
        typed("benefits", "2026-01-31, S1, revenue, 100, 100", "2026-01-31, S2, time_saved, 1, 2"),
        SOLUTIONS,
        AS_OF,
    )
    said = run.say_expectation(table)
    assert said is not None
    assert said.tone is Tone.CAUTION
    assert said.text == (
        "Below 90% of what was expected: time saved by Voxa (50%). The other benefit that can be"
        " compared reaches it or comes close."
    )
    good = run.say_expectation(table[table["ratio"] == 1])
    assert good is not None
    assert good.text == (
        "Every benefit that can be compared reaches at least 90% of what was expected."
    )
    assert run.say_unexpected(table) is None


def test_a_yearly_cost_is_its_amount_or_its_days() -> None:
    table = run.yearly_costs(COSTS)
    assert table.to_dict("list") == {
        "solution_id": ["S1"] * 3, "year": [0, 1, 2], "cost": [600, 1200, 1200],
    }  # fmt: skip


def test_the_break_even_is_the_month_in_which_benefits_cover_costs() -> None:
    # After BUILD -600; each month + 300 - 100: -400, -200, 0.
    balance, table = payback(*monthly(*[300] * 6))
    row = table.iloc[0]
    assert row["outcome"] == "paid_back"
    assert row["break_even"] == pd.Timestamp("2026-03-31")
    assert (row["build"], row["spent"], row["brought"], row["balance"]) == (600, 600, 1800, 600)
    assert list(balance["cumulative"].head(4)) == [-400, -200, 0, 200]
    assert run.say_payback(table, "EUR", 0.0) == [
        Finding("Kelvio broke even in March 2026: it is now €600 ahead.")
    ]


def test_a_break_even_that_was_lost_again_does_not_count() -> None:
    _balance, table = payback(*monthly(900, 0, 0, 0, 0, 700))
    row = table.iloc[0]  # 200, 100, 0, -100, -200, 400
    assert (row["outcome"], row["break_even"]) == ("paid_back", pd.Timestamp("2026-06-30"))


def test_a_break_even_in_the_first_month_is_that_month() -> None:
    _balance, table = payback(*monthly(700, 100, 100, 100, 100, 100))
    assert table["outcome"].iloc[0] == "paid_back"
    assert table["break_even"].iloc[0] == pd.Timestamp("2026-01-31")


def test_the_rounding_of_a_sum_does_not_delay_the_break_even() -> None:
    # 100 a year is 8.33 a month: the sums miss zero by less than a millionth.
    costs = COSTS.tail(2).assign(amount=100.0)
    _balance, table = payback(*monthly(0, 0, 25, 25, 25, 25), costs=costs)
    row = table.iloc[0]
    assert (row["outcome"], row["break_even"]) == ("paid_back", pd.Timestamp("2026-03-31"))
    hours = monthly(*[1] * 6, kind="time_saved")
    _balance, table = payback(
        *monthly(*[0] * 11, 110), *hours, costs=costs.assign(amount=110.0), as_of=END
    )
    assert (table["outcome"].iloc[0], table["hours"].iloc[0]) == ("paid_back", 6)
    assert np.isnan(table["hour_needed"].iloc[0])
    costs = COSTS.iloc[[0, 2]].assign(amount=[20.0, 100.0])  # 12 times 10 - 8.33 is 20
    _balance, table = payback(*monthly(*[10] * 6), costs=costs)
    row = table.iloc[0]
    assert (row["outcome"], row["break_even"]) == ("ahead", pd.Timestamp("2026-12-31"))


def test_what_happens_on_the_day_itself_counts() -> None:
    benefits = typed("benefits", "2026-06-30, S1, revenue, 300,")
    usage = typed("usage", "2026-06-30, S2, Sales, 1, 10", "2026-07-01, S3, Sales, 1, 10")
    balance = run.monthly_balance(benefits, usage, COSTS, SOLUTIONS, AS_OF, 0.0)
    assert balance["month"].iloc[0] == pd.Timestamp("2026-06-01")
    table = run.payback(balance, benefits, usage, COSTS, SOLUTIONS, AS_OF)
    assert list(table["solution_id"]) == ["S1", "S2"]
    assert table["brought"].iloc[0] == 300


def test_the_second_year_of_run_has_its_own_cost() -> None:
    costs = COSTS.assign(amount=COSTS["amount"].where(COSTS["year"] != 2, 2400))
    _balance, table = payback(*monthly(*[300] * 13), costs=costs, as_of=date(2027, 1, 31))
    assert table["spent"].iloc[0] == 1400  # 12 * 100 + 200
    assert table["balance"].iloc[0] == 13 * 300 - 600 - 1400


def test_a_solution_without_costs_of_build_starts_at_nothing() -> None:
    rows = [*monthly(0, 300), *monthly(*[5] * 6, kind="time_saved")]
    balance, table = payback(*rows, costs=COSTS[COSTS["year"] > 0])
    assert list(balance["cumulative"].head(3)) == [-100, 100, 0]
    assert np.isnan(table["build"].iloc[0])
    assert table["hour_needed"].iloc[0] == 10  # 600 of costs less 300, for 30 hours


def test_an_hour_can_be_worth_less_than_one() -> None:
    balance, _table = payback(*monthly(*[100] * 6, kind="time_saved"), hour_value=0.5)
    assert list(balance["benefit"].head(6)) == [50] * 6


@pytest.mark.parametrize(
    ("money", "hours", "needed"),
    [(0, 1, 200), (300, 10, np.nan), (200, 10, np.nan), (199.75, 1, 0.25), (0, 0, np.nan)],
)
def test_hours_need_no_value_where_nothing_is_to_be_covered(
    money: float, hours: float, needed: float
) -> None:
    # Costs to date: 600 of BUILD and 6 * 100.
    _balance, table = payback(*monthly(*[money] * 6), *monthly(*[hours] * 6, kind="time_saved"))
    row = table.iloc[0]
    assert row["hours"] == 6 * hours
    assert row["hour_needed"] == pytest.approx(needed, nan_ok=True)


def test_a_break_even_to_come_is_projected_at_the_pace_of_three_months() -> None:
    # To date -600 + 6 * 50 - 600 = -750 with 150 a month lately: + 50 a month, 15 months.
    _balance, table = payback(*monthly(0, 0, 0, 150, 150, 150))
    row = table.iloc[0]
    assert (row["outcome"], row["balance"]) == ("ahead", -750)
    assert row["break_even"] == pd.Timestamp("2027-09-30")
    said = run.say_payback(table, "EUR", 0.0)[0]
    assert said.text == (
        "Kelvio is €750 short of its costs; at the pace of the latest months on record it would"
        " break even in September 2027."
    )


def test_no_date_is_claimed_beyond_the_years_whose_costs_are_known() -> None:
    _balance, table = payback(*monthly(*[101] * 6))
    assert table["outcome"].iloc[0] == "beyond"
    assert table["break_even"].isna().all()
    assert "does not break even" in run.say_payback(table, "EUR", 0.0)[0].text


def test_only_money_counts_unless_an_hour_has_a_value() -> None:
    rows = [*monthly(*[10] * 6, kind="time_saved"), *monthly(*[5] * 6, kind="quality")]
    _balance, table = payback(*rows)
    row = table.iloc[0]
    assert row["outcome"] == "no_money"
    assert row["hours"] == 60
    assert row["hour_needed"] == 20  # 1,200 of costs for 60 hours
    said = run.say_payback(table, "EUR", 0.0)[0]
    assert said.tone is Tone.CAUTION
    assert said.text.startswith("No break-even for Kelvio: it has cost €1,200 so far")
    assert "from €20.00 an hour on" in said.text
    _balance, valued = payback(*rows, hour_value=20.0)
    assert valued["outcome"].iloc[0] == "paid_back"
    assert valued["balance"].iloc[0] == 0
    assert "an hour" not in run.say_payback(valued, "EUR", 20.0)[0].text


def test_without_money_the_cost_to_date_is_said_where_it_is_known() -> None:
    quality = monthly(*[5] * 6, kind="quality")
    _balance, run_only = payback(*quality, costs=COSTS[COSTS["year"] > 0])
    assert run.say_payback(run_only, "EUR", 0.0) == [
        Finding(
            "No break-even for Kelvio: it has cost €600 so far, and no benefit of it is in money.",
            Tone.CAUTION,
        )
    ]
    _balance, build_only = payback(*quality, costs=COSTS[COSTS["year"] == 0])
    assert run.say_payback(build_only, "EUR", 0.0) == [
        Finding("No break-even for Kelvio: no benefit of it is in money.", Tone.CAUTION)
    ]


def test_no_cost_and_costs_that_end_are_reasons_for_no_break_even() -> None:
    _balance, free = payback(*monthly(*[300] * 6, solution="S2"))
    assert free["outcome"].iloc[0] == "no_costs"
    assert "the table of costs does not hold it" in run.say_payback(free, "EUR", 0.0)[0].text
    build_only = COSTS[COSTS["year"] == 0]
    balance, ended = payback(*monthly(*[300] * 6), costs=build_only)
    assert ended["outcome"].iloc[0] == "costs_end"
    assert ended["balance"].isna().all()
    assert len(balance) == 12  # to the end of the first year of RUN
    assert balance["cost"].isna().all()
    assert balance["cumulative"].isna().all()
    assert "a year of RUN up to now are not known" in run.say_payback(ended, "EUR", 0.0)[0].text


def test_a_month_without_a_record_is_counted_as_such() -> None:
    balance, table = payback("2026-01-31, S1, revenue, 300,", "2026-06-30, S1, revenue, 300,")
    assert table["unrecorded"].iloc[0] == 4
    assert balance["benefit"].head(6).isna().sum() == 4
    assert list(balance["cumulative"].head(6)) == [-400, -500, -600, -700, -800, -600]
    assert run.say_payback(table, "EUR", 0.0)[-1] == Finding(
        "4 months of RUN have no record of benefits in money: they count for nothing in the"
        " balance.",
        Tone.CAUTION,
    )


def test_run_starts_with_the_first_use() -> None:
    usage = typed("usage", "2025-12-15, S1, Sales, 1, 10")
    benefits = typed("benefits", *monthly(300))
    balance = run.monthly_balance(benefits, usage, COSTS, SOLUTIONS, AS_OF, 0.0)
    assert balance["month"].iloc[0] == pd.Timestamp("2025-12-01")
    assert balance["month"].iloc[-1] == pd.Timestamp("2027-11-01")


def test_nothing_in_operation_says_and_draws_nothing() -> None:
    balance, table = payback()
    assert table.empty
    assert run.say_payback(table, "EUR", 0.0) == []
    assert run.draw_payback(balance, table, "EUR") is None
    assert run.against_expectation(typed("benefits"), SOLUTIONS, AS_OF).empty


def test_only_use_without_benefits_is_no_benefit_in_money() -> None:
    usage, benefits = typed("usage", "2026-01-15, S1, Sales, 1, 10"), typed("benefits")
    balance = run.monthly_balance(benefits, usage, COSTS, SOLUTIONS, AS_OF, 0.0)
    table = run.payback(balance, benefits, usage, COSTS, SOLUTIONS, AS_OF)
    assert list(table["outcome"]) == ["no_money"]
    assert np.isnan(table["hour_needed"].iloc[0])


@given(st.lists(st.integers(0, 900), min_size=1, max_size=6), st.integers(0, 900))
def test_a_higher_benefit_never_delays_the_break_even(amounts: list[int], more: int) -> None:
    _balance, low = payback(*monthly(*amounts))
    _balance, high = payback(*monthly(*[amount + more for amount in amounts]))
    assert high["balance"].iloc[0] >= low["balance"].iloc[0]
    if low["outcome"].iloc[0] == "paid_back":
        assert high["break_even"].iloc[0] <= low["break_even"].iloc[0]


def _words(svg: str) -> str:
    return " ".join(re.findall("<text[^>]*>([^<]*)</text>", svg))


KINDS = ("revenue", "cost_avoided", "time_saved", "quality")


def test_more_benefits_that_fall_short_than_are_named_or_drawn_are_counted() -> None:
    table = against(*[f"2026-01-31, S{n}, {kind}, 1, 2" for n in range(4) for kind in KINDS])
    said, chart = run.say_expectation(table), run.draw_expectation(table)
    assert said is not None
    assert said.text.endswith("and 13 more.")
    assert chart is not None
    assert chart.alt.startswith("16 of 16 benefits compared are below 90% of what was expected.")
    assert "12 of 16 rows are drawn; the table holds them all." in _words(chart.svg)


def test_more_benefits_that_cannot_be_judged_than_are_named_are_counted() -> None:
    table = against(*[f"2026-01-31, S1, {kind}, 1," for kind in KINDS])
    assert run.say_unexpected(table) == Finding(
        "Nobody said what to expect of cost avoided by Kelvio, quality by Kelvio, revenue by"
        " Kelvio and 1 more: that cannot be judged.",
        Tone.DECIDE,
    )


def test_what_is_below_the_limit_is_not_written_as_the_limit() -> None:
    said = run.say_expectation(against("2026-01-31, S1, revenue, 896, 1000"))
    assert said is not None
    assert said.text == "Below 90% of what was expected: revenue by Kelvio (89.6%)."


def _each(count: int, *amounts: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = [row for n in range(count) for row in monthly(*amounts, solution=f"S{n}")]
    costs = pd.concat([COSTS.assign(solution_id=f"S{n}") for n in range(count)])
    return payback(*rows, costs=costs)


def test_solutions_that_are_not_named_or_drawn_are_counted() -> None:
    balance, table = _each(6, *[300] * 6)
    assert balance.index.is_unique
    said = run.say_payback(table, "EUR", 0.0)
    assert [finding.text.split()[0] for finding in said[:-1]] == ["S0", "Kelvio", "Voxa"]
    assert said[-1] == Finding("3 more solutions are in the table.")
    chart = run.draw_payback(balance, table, "EUR")
    assert chart is not None
    assert chart.alt.startswith("6 of 6 solutions with a known balance have paid for themselves.")
    assert "4 of 6 curves are drawn; the table holds them all." in _words(chart.svg)


def test_a_year_without_costs_before_one_with_is_no_run_that_has_outlasted_them() -> None:
    costs = COSTS.assign(year=COSTS["year"].replace(1, 3))
    _balance, table = payback(*monthly(*[300] * 6), costs=costs)
    assert run.say_payback(table, "EUR", 0.0)[0].text == (
        "No break-even for Kelvio: the costs of a year of RUN up to now are not known."
    )


def test_one_hour_saved_is_said_in_the_singular() -> None:
    _balance, table = payback(*monthly(1, kind="time_saved"))
    assert "The 1 hour saved is not valued" in run.say_payback(table, "EUR", 0.0)[0].text


def test_exactly_nine_tenths_of_what_was_expected_is_close() -> None:
    table = against("2026-01-31, S1, quality, 3.96, 4.4")
    said, chart = run.say_expectation(table), run.draw_expectation(table)
    assert said is not None
    assert said.text.startswith("Every benefit that can be compared reaches at least 90%")
    assert chart is not None
    assert chart.alt.startswith("Every benefit compared is at least 90% of what was expected.")
