"""Solution selection: what the report says and draws of costs, and of quality against cost."""

from __future__ import annotations

import pandas as pd
from support.selections import CLEAR, JURORS, NAMES, ROWS, both, priced

from playbook.language import format_apart, speaking
from playbook.show.findings import Finding, Tone
from playbook.show.names import format_money
from playbook.stages.solution_selection import (
    Advice,
    amounts_in,
    break_even,
    by_category,
    costs_by_year,
    draw_categories,
    draw_cumulative,
    draw_frontier,
    draw_split,
    frontier,
    own_time_split,
    say_advice,
    say_break_even,
    say_costs,
    say_frontier,
    say_gaps,
    say_own_time,
    say_price_of_minimums,
)
from playbook.stages.solution_selection.money import format_gap, money_scale


def test_costs_are_said_of_those_in_the_running() -> None:
    _lines, years, _gaps, table = priced(*ROWS)
    said = say_costs(table, years, ["A", "B"], "EUR", 0.05)
    assert said is not None
    assert said.text == (
        "Total cost of ownership over BUILD and 1 year of RUN, discounted at 5%: from €80,000"
        " (“Solution A”) to €100,000 (“Solution B”) for those in the running."
    )
    alone = say_costs(table, years, ["B"], "EUR", 0.05)
    assert alone is not None
    assert alone.text.endswith("discounted at 5%: “Solution B”, €100,000.")
    assert say_price_of_minimums(table, ["A", "B"], "EUR") is None
    price = say_price_of_minimums(table, ["B"], "EUR")
    assert price is not None
    assert "“Solution A”, eliminated, would cost €20,000 less" in price.text
    assert say_price_of_minimums(table, ["B", "C"], "EUR") is None  # C may be cheaper still
    level = table.assign(total_cost=80_000.0)
    assert say_price_of_minimums(level, ["B"], "EUR") is None
    own = say_own_time(table, ["A", "B"], "EUR")
    assert own is not None
    assert "€30,000 with “Solution A” (38% of its cost)" in own.text
    alike = say_own_time(table.head(1), ["A"], "EUR")
    assert alike is not None
    assert alike.text == (
        "Own staff's time is worth €30,000 with “Solution A”, 38% of what it costs."
    )
    _lines, years, _gaps, table = priced(("A", "licences", 0, 70), ("B", "licences", 0, 90))
    build = say_costs(table, years, ["A", "B"], "EUR", 0.05)
    assert build is not None
    assert build.text.startswith("Total cost of ownership in BUILD, discounted at 5%: from €70")


def test_incomplete_costs_are_named() -> None:
    incomplete = say_gaps(*priced(("A", "licences", 0, 1))[2:])
    assert incomplete is not None
    assert incomplete.tone is Tone.DECIDE
    assert "“Solution A”: no RUN and no estimate of own staff's time" in incomplete.text
    assert "“Solution B”: no cost at all" in incomplete.text
    assert say_gaps(*priced(*ROWS)[2:]) is None
    gaps = pd.DataFrame({"name": ["Zeta", "Alpha"], "gap": "no_run"})
    ordered = say_gaps(gaps, pd.DataFrame({"total_cost": [1.0]}))
    assert ordered is not None
    assert "(“Zeta”: no RUN and “Alpha”: no RUN)" in ordered.text


def test_break_even_is_said_with_its_year_or_its_reason() -> None:
    years = priced(*ROWS)[1]
    assert say_break_even(break_even(years, ["A", "B"]), "EUR")[0].text == (
        "“Solution A” costs €30,000 more in BUILD than “Solution B”, and has paid for it in year 1:"
        " it costs €50,000 less in RUN."
    )
    slow = priced(*ROWS[:3], ("B", "internal_time", 1, 40_000))[1]
    assert "stays €20,000 dearer" in say_break_even(break_even(slow, ["A", "B"]), "EUR")[0].text
    never = priced(*ROWS[:3], ("B", "internal_time", 1, 10_000))[1]
    assert "€20,000 more in RUN too" in say_break_even(break_even(never, ["A", "B"]), "EUR")[0].text
    same = priced(*ROWS[:3], ("B", "internal_time", 1, 30_000))[1]
    assert say_break_even(break_even(same, ["A", "B"]), "EUR")[0].text == (
        "“Solution A” never pays for its dearer BUILD against “Solution B”: RUN costs the same."
    )


def test_the_three_tightest_break_evens_are_said_in_the_order_of_the_table_where_they_tie() -> None:
    found = break_even(priced(*ROWS)[1], ["A", "B"])
    many = pd.concat([found] * 30).assign(dearer=[f"S{n:02}" for n in range(30)])
    many = many.assign(left=[float(n % 2) for n in range(30)])
    said = [finding.text[:5] for finding in say_break_even(many, "EUR")]
    assert said == ["“S00”", "“S02”", "“S04”"]


def test_the_frontier_is_said() -> None:
    _e, _i, _s, table = both(CLEAR)
    alone = say_frontier(frontier(table, priced(*ROWS)[3]), "EUR")
    assert alone is not None
    assert "“Solution A” beats every other" in alone.text
    dear = priced(
        *((s, "internal_time", y, v) for s, v in (("A", 45_000), ("B", 10_000)) for y in (0, 1))
    )[3]
    pair = say_frontier(frontier(table, dear), "EUR")
    assert pair is not None
    assert pair.text == (
        "“Solution B” and “Solution A” are on the efficient frontier: €70,000 more buys 3.00 points"
        " more on the grid, from “Solution B” to “Solution A”."
    )


def test_the_frontier_is_said_from_its_cheapest_to_its_best() -> None:
    table = pd.DataFrame(
        {
            "standing": "efficient",
            "name": ["A", "B", "C"],
            "score": [2.0, 3.0, 4.0],
            "total_cost": [10.0, 20.0, 40.0],
        }
    )
    three = say_frontier(table, "EUR")
    assert three is not None
    assert three.text == (
        "“A”, “B” and “C” are on the efficient frontier: €30 more buys 2.00 points more on the"
        " grid, from “A” to “C”."
    )
    alike = table.assign(score=3.0, total_cost=[10, 10.001, 10.004])
    assert say_frontier(alike, "EUR") == Finding(
        "“A”, “B” and “C” are as good and as cheap as each other: no other beats them."
    )
    for costs in ([10, 10.1, 10.4], [10, 10.5, 11]):
        close = say_frontier(table.assign(total_cost=costs), "EUR")
        assert close is not None
        assert "are on the efficient frontier" in close.text


def test_money_is_written_in_the_language() -> None:
    assert format_money(318493.4, "EUR") == "€318,493"
    with speaking("fr"):
        assert format_money(318493.4, "EUR") == "318\u202f493\u00a0€"


def test_a_small_difference_of_costs_is_not_said_to_be_none() -> None:
    table = pd.DataFrame({"solution_id": ["A", "B"], "total_cost": [500_000.0, 500_100.0]})
    said = say_advice(Advice("A", "cheapest", ["A", "B"], ["A"]), NAMES, table, "EUR").text
    assert said.endswith("by €100 (under 0.1%).")
    half = table.assign(total_cost=[1_999.0, 2_000.0])  # 0.05 % is written as 0.0 %
    said = say_advice(Advice("A", "cheapest", ["A", "B"], ["A"]), NAMES, half, "EUR").text
    assert said.endswith("by €1 (under 0.1%).")


def test_a_solution_without_costs_beside_one_with_them_is_said() -> None:
    said = say_gaps(*priced(*ROWS[:2])[2:])
    assert said is not None
    assert "(“Solution B”: no cost at all)" in said.text


def test_costs_of_eliminated_solutions_are_costs_all_the_same() -> None:
    _lines, years, _gaps, table = priced(*ROWS[:2])
    said = say_costs(table, years, ["B"], "EUR", 0.05)
    assert said is not None
    assert said.text.startswith("No solution in the running has costs yet")


def test_a_rate_is_said_as_it_is() -> None:
    _lines, years, _gaps, table = priced(*ROWS)
    for rate, words in ((0.05, "at 5%:"), (0.055, "at 5.5%:"), (0.0525, "at 5.25%:"),
                        (0.0512345678, "at 5.123457%:")):  # fmt: skip
        said = say_costs(table, years, ["A", "B"], "EUR", rate)
        assert said is not None
        assert words in said.text


def test_minimums_have_no_price_where_costs_are_incomplete() -> None:
    for rows in (ROWS[1:], ROWS[:3]):  # Solution A lacks its BUILD; Solution B its RUN
        assert say_price_of_minimums(priced(*rows)[3], ["B"], "EUR") is None


def test_own_time_that_is_not_estimated_is_not_none() -> None:
    lines, *_rest = priced(*ROWS[:2], ("B", "licences", 0, 90_000), ("B", "licences", 1, 5_000))
    split = own_time_split(lines)
    assert split.set_index("solution_id").loc["B", ["build_own", "run_own"]].isna().all()
    drawn = draw_split(split, "EUR")
    assert drawn is not None
    assert drawn.alt.startswith("Where it is estimated, own staff's time makes up 38% of the cost.")
    assert "BUILD, own time –" in drawn.alt
    assert "95 (– own)" in drawn.svg
    nobody = draw_split(own_time_split(lines[lines["solution_id"] == "B"]), "EUR")
    assert nobody is not None
    assert nobody.alt.startswith("What is bought, and what own staff's time is worth.")


def test_costs_of_nothing_have_no_shares_and_no_largest_item() -> None:
    zero = (("A", "licences", 0, 0), ("A", "internal_time", 1, 0))
    lines, years, _gaps, table = priced(*zero, ("B", "internal_time", 0, 50), ("B", "other", 1, 50))
    drawn = draw_split(own_time_split(lines), "EUR")
    assert drawn is not None
    assert drawn.alt.startswith("Own staff's time makes up 50% of the cost.")
    assert "NaN" not in drawn.svg
    items = draw_categories(by_category(lines), "EUR")
    assert items is not None
    assert items.alt.startswith("The 2 largest items: €50 each.")
    lines, years, _gaps, table = priced(*zero)
    _e, _i, _s, ranked = both(CLEAR)
    for chart in (
        draw_categories(by_category(lines), "EUR"),
        draw_cumulative(years, break_even(years, ["A"]), ["A"], "EUR"),
        draw_frontier(frontier(ranked, table), "EUR", (0, 5)),
    ):
        assert chart is not None


def test_a_small_cost_among_large_ones_is_not_nothing() -> None:
    lines, *_rest = priced(*ROWS, ("A", "training", 0, 40))
    drawn = draw_categories(by_category(lines), "EUR")
    assert drawn is not None
    assert "BUILD – Training: Solution A <\u00a00.1, Solution B –" in drawn.alt


def test_only_solutions_with_complete_costs_are_beaten() -> None:
    _e, _i, _s, table = both(
        {(j, s): (v, v) for j in JURORS for s, v in zip("CAB", (5, 3, 2), strict=True)}
    )
    standing = frontier(table, priced(*ROWS)[3])
    said = say_frontier(standing, "EUR")
    assert said is not None
    assert said.text == (
        "On quality and cost together, “Solution A” beats every other solution in the running whose"
        " costs are complete."
    )
    drawn = draw_frontier(standing, "EUR", (0, 5))
    assert drawn is not None
    assert "Solution C" not in drawn.alt  # it has no costs
    assert drawn.alt.startswith(
        "No other in the running with complete costs is better scored or cheaper than “Solution A”."
    )


def test_solutions_as_good_and_as_cheap_do_not_make_quality_dear() -> None:
    _e, _i, _s, table = both({(j, s): (3, 3) for j in JURORS for s in "AB"})
    same = [(s, "internal_time", y, 100) for s in "AB" for y in (0, 1)]
    drawn = draw_frontier(frontier(table, priced(*same)[3]), "EUR", (0, 5))
    assert drawn is not None
    assert drawn.alt.startswith("2 solutions are as good and as cheap as each other.")


def test_an_eliminated_solution_may_pay_for_its_build() -> None:
    years = priced(*ROWS)[1]  # A pays for its BUILD against B; it is eliminated
    more = years[years["solution_id"] == "B"].assign(solution_id="C", name="Solution C")
    more = more.assign(build=more["build"] + 1.0 * (more["year"] == 0))
    more = more.assign(cost=more["build"] + more["run"])
    more = more.assign(discounted=more["cost"], cumulative=more["cost"].cumsum())
    years = pd.concat([years, more])
    drawn = draw_cumulative(years, break_even(years, ["B", "C"]), ["B", "C"], "EUR")
    assert drawn is not None
    assert drawn.alt.startswith(
        "Of those in the running with complete costs, no dearer BUILD pays for itself within the"
        " years that are planned."
    )


def test_the_currency_is_named_in_the_language() -> None:
    assert amounts_in("USD") == "Amounts in US Dollar (USD)"
    assert costs_by_year("USD").endswith("year 0 is BUILD. Amounts in US Dollar (USD)")
    with speaking("fr"):
        assert amounts_in("USD") == "Montants en dollar des États-Unis (USD)"


def test_figures_are_in_thousands_from_ten_thousand_on() -> None:
    divisor, unit, write = money_scale(pd.Series([0, 9_999.5]), "EUR")
    assert (divisor, unit, write(9_999), write(0)) == (1, "EUR", "9,999", "0")
    divisor, unit, write = money_scale(pd.Series([0.0, 10_000]), "EUR")
    assert (divisor, unit) == (1000, "thousands of EUR")
    assert [write(value) for value in (0, 100, 9_949, 10_000, 1_234_567)] == [
        "0", "0.1", "9.9", "10", "1,235"
    ]  # fmt: skip
    # What would be rounded to 0.0 is not written as nothing.
    assert [write(value) for value in (0.5, 1, 49, 50)] == ["<\u00a00.1"] * 4
    assert write(51) == "0.1"


def test_small_differences_do_not_read_as_none() -> None:
    assert [format_gap(value, 2) for value in (0, 0.004, 0.006, 1.234)] == [
        "0.00", "under 0.01", "0.01", "1.23"
    ]  # fmt: skip
    assert format_apart(0.25, 0.3, 1) == ("25.0%", "30.0%")
    assert format_apart(0.25, 0.25004, 1) == ("25.000%", "25.004%")
    assert format_apart(0.25, 0.25, 1) == ("25.00000%", "25.00000%")
