"""Overview: whether the benefits keep what was expected."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from support.chains import benefits, chain_of
from support.charts import words_of
from support.sentences import said, texts
from support.small_tables import small_table

from playbook.language import speaking
from playbook.show.chart import BLUE, ORANGE
from playbook.show.findings import Tone
from playbook.stages.overview import expectations

SOLUTIONS = small_table("solutions", "solution_id|name|use_case_id", "S1|Kelvio|U1", "S2|Lost|")


def test_only_dates_with_both_are_compared() -> None:
    table = expectations.realised(
        benefits(
            "2026-01-31|S1|time_saved|10|20",
            "2026-02-28|S1|time_saved|100|",
            "2026-03-31|S1|time_saved|30|20",
        ),
        SOLUTIONS,
    )
    columns = ["dates", "amount", "compared", "compared_amount", "expected", "ratio"]
    assert table.loc[0, columns].tolist() == [3, 140.0, 2, 40.0, 40.0, 1.0]


def test_an_amount_is_of_the_dates_that_its_expectation_is_of() -> None:
    table = expectations.realised(
        benefits(
            "2026-01-31|S1|time_saved|10|20",
            "2026-02-28|S1|time_saved|100|",
            "2026-01-31|S1|quality|3|",
            "2026-02-28|S1|quality|4|",
            "2026-01-31|S2|revenue|3|0",
        ),
        SOLUTIONS,
    )
    shown = expectations.readable(table, "EUR")[["shown_amount", "shown_expected", "shown_ratio"]]
    assert shown.astype(object).where(shown.notna(), None).to_numpy().tolist() == [
        ["10 h", "20 h", "50%"], ["7 points", None, None], ["€3", "€0", None],
    ]  # fmt: skip


def test_kinds_are_never_added_up() -> None:
    table = expectations.realised(
        benefits(
            "2026-01-31|S1|quality|0.25|0.5",
            "2026-01-31|S1|cost_avoided|500|400",
            "2026-01-31|S1|revenue|100|",
            "2026-01-31|S2|time_saved|3|0",
        ),
        SOLUTIONS,
    )
    assert table[["solution_id", "kind"]].to_numpy().tolist() == [
        ["S1", "revenue"], ["S1", "cost_avoided"], ["S1", "quality"], ["S2", "time_saved"],
    ]  # fmt: skip
    np.testing.assert_allclose(table["ratio"], [np.nan, 1.25, 0.5, np.nan])
    assert table[["compared_amount", "expected"]].isna().all(axis=1).tolist() == [
        True, False, False, False,
    ]  # fmt: skip
    assert table.index.tolist() == [0, 1, 2, 3]


def test_a_report_does_not_know_what_comes_after_it() -> None:
    rows = benefits("2026-09-30|S1|quality|1|", "2026-10-01|S1|quality|9|")
    assert expectations.benefits_until(rows, date(2026, 9, 30))["amount"].tolist() == [1.0]


@pytest.mark.parametrize(
    ("value", "kind", "english", "french"),
    [
        (2850.0, "time_saved", "2,850 h", "2\u202f850\u00a0h"),
        (485.5, "time_saved", "485.5 h", "485,5\u00a0h"),
        (41350.4, "cost_avoided", "€41,350", "41\u202f350\u00a0€"),
        (-1.0, "quality", "−1 point", "−1\u00a0point"),
        (12.0, "quality", "12 points", "12\u00a0points"),
        (1.0, "quality", "1 point", "1\u00a0point"),
        (0.0, "quality", "0 points", "0\u00a0point"),
        (1.5, "quality", "1.5 points", "1,5\u00a0point"),
        (0.04, "quality", "0.04 points", "0,04\u00a0point"),
        (-0.3, "revenue", "€0", "0\u00a0€"),
    ],
)
def test_each_kind_has_its_unit(value: float, kind: str, english: str, french: str) -> None:
    assert expectations.with_unit(value, kind, "EUR") == english
    with speaking("fr"):
        assert expectations.with_unit(value, kind, "EUR") == french


def test_what_falls_short_is_never_rounded_up_to_all() -> None:
    table = expectations.readable(
        expectations.realised(
            benefits(
                "2026-01-31|S1|time_saved|2859|2860",
                "2026-01-31|S1|quality|9|10",
                "2026-01-31|S1|revenue|10|10",
                "2026-01-31|S2|revenue|199|200",
                "2026-01-31|S2|quality|1001|1000",
            ),
            SOLUTIONS,
        ),
        "EUR",
    )
    assert table["shown_ratio"].tolist() == ["100%", "99.97%", "90%", "99.5%", "100.1%"]


def test_what_was_realised_is_never_rounded_down_to_nothing() -> None:
    table = expectations.readable(
        expectations.realised(
            benefits(
                "2026-01-31|S1|revenue|2|1000",
                "2026-01-31|S1|time_saved|-0.4|1000",
                "2026-01-31|S2|revenue|1|200",
                "2026-01-31|S2|time_saved|0|200",
            ),
            SOLUTIONS,
        ),
        "EUR",
    )
    assert table["shown_ratio"].tolist() == ["0.2%", "−0.04%", "0.5%", "0%"]


def test_the_same_tenths_in_another_order_reach_what_was_expected() -> None:
    table = expectations.realised(
        benefits("2026-01-31|S1|quality|0.3|0.1", "2026-02-28|S1|quality|0|0.2"), SOLUTIONS
    )
    assert table["ratio"].tolist() == [1.0]


def test_realised_in_words() -> None:
    tables = chain_of(4)
    rows = small_table(
        "benefits",
        "date|solution_id|kind|amount|expected",
        "2026-01-31|S0|time_saved|10|40",
        "2026-02-28|S0|time_saved|10|40",
        "2026-01-31|S1|revenue|50|40",
        "2026-01-31|S2|quality|3|",
        "2026-01-31|S3|quality|3|0",
    )
    table = expectations.readable(expectations.realised(rows, tables["solutions"]), "EUR")
    first, second = expectations.say_realised(table)
    assert first.text == "1 of 2 benefits with an expectation reach it."
    assert second.text == (
        "Furthest behind: “Sol 0” (time saved) with 20 h of 80 h expected (25%) over 2"
        " measurements. Find out what holds it back, or lower what is expected."
    )
    (reached,) = expectations.say_realised(table.assign(ratio=1.0).head(2))
    assert reached.text == "2 of 2 benefits with an expectation reach it."
    unknown = expectations.say_without_expectation(table)
    assert unknown is not None
    assert unknown.text == (
        "Nobody noted what was expected of “Sol 2” (quality): it cannot be judged."
    )
    assert len(expectations.say_realised(table[table["name"] == "Sol 1"])) == 1
    assert expectations.say_realised(table.head(0))[0].tone is Tone.CAUTION


def test_a_tie_for_the_furthest_behind_is_said() -> None:
    rows = small_table(
        "benefits",
        "date|solution_id|kind|amount|expected",
        *(f"2026-01-31|S{i}|quality|{amount}|40" for i, amount in enumerate((0, 0, 0, 50))),
    )
    table = expectations.readable(expectations.realised(rows, chain_of(4)["solutions"]), "EUR")
    assert expectations.say_realised(table)[1].text == (
        "Furthest behind: “Sol 0” (quality) with 0 points of 40 points expected (0%) over 1"
        " measurement. 2 others are as far behind. Find out what holds it back, or lower what is"
        " expected."
    )


def many_benefits(count: int, name: str = "Sol") -> pd.DataFrame:
    """As many benefits as are asked for, each further behind than the one before."""
    solutions = small_table(
        "solutions", "solution_id|name|use_case_id", *(f"S{i}|{name} {i}|" for i in range(count))
    )
    rows = small_table(
        "benefits",
        "date|solution_id|kind|amount|expected",
        *(f"2026-01-31|S{i}|quality|{100 - i}|100" for i in range(count)),
    )
    return expectations.readable(expectations.realised(rows, solutions), "EUR")


def test_a_benefit_that_is_just_as_expected_is_reached() -> None:
    chart = expectations.draw_realised(many_benefits(12))  # 100 to 89 of 100: one below 90
    assert chart is not None
    assert chart.alt.startswith("1 of 12 benefits reach what was expected. ")
    assert chart.svg.count(f"fill: {to_hex(BLUE)}") == 11
    assert chart.svg.count(f"fill: {to_hex(ORANGE)}") == 1


def test_of_benefits_as_far_behind_the_last_of_the_table_are_drawn() -> None:
    table = many_benefits(40).assign(ratio=0.5, name=[f"Sol {n}" for n in range(40)])
    chart = expectations.draw_realised(table)
    assert chart is not None
    assert re.findall(r"Sol (\d+)", chart.alt) == [str(n) for n in range(28, 40)]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("N" * 50, ["N" * 22, "N" * 21 + "…", "· Quality"]),
        ("N" * 21, ["N" * 21, "· Quality"]),
    ],
)
def test_names_of_benefits_are_cut_before_their_kind(name: str, lines: list[str]) -> None:
    chart = expectations.draw_realised(many_benefits(1).assign(name=name))
    assert chart is not None
    assert [words for words in words_of(chart) if words[0] in "N·"] == lines


def test_benefits_that_are_not_drawn_are_counted() -> None:
    chart, whole = (expectations.draw_realised(many_benefits(count)) for count in (15, 12))
    assert chart is not None
    assert whole is not None
    assert chart.reading.endswith(" 3 more, no further behind, are not drawn.")
    assert "no further behind" not in whole.reading


def test_two_benefits_of_a_solution_with_a_long_name_are_told_apart() -> None:
    name = "Assistant that drafts the replies to the written complaints of members"
    solutions = small_table("solutions", "solution_id|name|use_case_id", f"S1|{name}|")
    rows = small_table(
        "benefits",
        "date|solution_id|kind|amount|expected",
        "2026-01-31|S1|revenue|50|40",
        "2026-01-31|S1|cost_avoided|30|40",
    )
    table = expectations.readable(expectations.realised(rows, solutions), "EUR")
    chart = expectations.draw_realised(table)
    assert chart is not None
    assert "· Revenue: €50" in chart.alt
    assert "· Cost avoided: €30" in chart.alt
    assert "Revenue<" in chart.svg
    assert "Cost avoided<" in chart.svg


@pytest.mark.parametrize(("count", "end"), [(5, "“E” (quality)"), (6, "2 more")])
def test_one_benefit_more_than_are_named_is_named_too(count: int, end: str) -> None:
    unknown = pd.DataFrame({"name": list("ABCDEF")[:count], "kind": "quality", "compared": 0})
    words, _tone = said(expectations.say_without_expectation(unknown))
    assert f"“D” (quality) and {end}:" in words


@pytest.mark.parametrize("size", [0, 1, 500])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_benefits_are_said_and_drawn_of_any_campaign(size: int, language: str) -> None:
    tables = chain_of(size)
    realised = expectations.realised(tables["benefits"], tables["solutions"])
    with speaking(language):
        table = expectations.readable(realised, "EUR")
        findings = *expectations.say_realised(table), expectations.say_without_expectation(table)
        chart = expectations.draw_realised(table)
    assert all("{" not in text and len(text) < 500 for text in texts(findings))
    assert (chart is not None) is (size == 500)
    assert chart is None or (len(chart.alt.split()) > 5 and len(chart.svg) < 300_000)
