"""Overview: whether the votes on value saw the benefits coming."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr
from support.chains import benefits, chain_of
from support.charts import marks_of, words_of
from support.sentences import texts
from support.small_tables import small_table

from playbook.language import format_number, speaking
from playbook.show.chart import BLUE
from playbook.show.findings import Finding, Tone
from playbook.stages.overview import foresight

SOLUTIONS = small_table("solutions", "solution_id|name|use_case_id", "S1|Kelvio|U1", "S2|Lost|")


def compared(value: list[float], kept: list[float]) -> pd.DataFrame:
    table = pd.DataFrame(
        {"value": value, "kept": kept, "title": [f"T{i}" for i in range(len(value))]}
    )
    return table.assign(revenue=np.nan, cost_avoided=np.nan, time_saved=np.nan, quality=np.nan)


def test_a_share_that_votes_are_held_against_is_not_rounded_up_to_all() -> None:
    table = compared([1, 2, 3, 4, 5], [0.996, 1, 2, 3, 4]).assign(voters=3)
    shown = foresight.readable_share(table)["shown_kept"].tolist()
    assert shown == ["99.6%", "100%", "200%", "300%", "400%"]
    chart = foresight.draw_foresight(table, foresight.prediction(table, 5, 1))
    assert chart is not None
    assert "“T0”: value 1.0, 99.6% realised" in chart.alt


def test_a_share_of_no_expectation_has_no_words() -> None:
    shown = foresight.readable_share(compared([1, 2], [np.nan, 0.5]))["shown_kept"]
    assert shown.isna().tolist() == [True, False]


def test_use_cases_that_have_no_name_in_the_figure_are_counted() -> None:
    table = compared(list(range(15)), list(range(15)))
    chart = foresight.draw_foresight(table, foresight.prediction(table, 5, 1))
    assert chart is not None
    assert "12 of 15 use cases are named." in " ".join(chart.svg.split())
    assert chart.alt.endswith("; 3 more.")


def test_a_missing_rating_is_no_vote_and_few_anonymous_votes_are_withheld() -> None:
    header = "participant_id|use_case_id|value|feasibility"
    ratings = small_table("ratings", header, "P1|U1|5|", "P2|U1||3", "P3|U1|4|1", "P1|U2|3|3")
    means = foresight.value_ratings(ratings, (1, 5), 5, anonymous=False)
    assert means.to_numpy().tolist() == [["U1", 4.5, 2], ["U2", 3.0, 1]]
    six = small_table("ratings", header, *(f"P{n}|U1|5|" for n in range(6)), "P1|U2|3|3")
    table = foresight.value_ratings(six, (1, 5), 2, anonymous=True)
    assert table.to_numpy().tolist() == [["U1", 4.5, 6]]  # the middle of 4 to 5


def test_foresight_takes_the_median_share_and_the_amount_of_a_date() -> None:
    use_cases = small_table("use_cases", "use_case_id|title", "U1|Sorting", "U2|Drafts")
    means = pd.DataFrame({"use_case_id": ["U1", "U2"], "value": [4.0, 5.0], "voters": [3, 3]})
    rows = benefits(
        "2026-01-31|S1|time_saved|10|20",
        "2026-02-28|S1|time_saved|20.5|",
        "2026-01-31|S1|quality|9|10",
        "2026-01-31|S1|cost_avoided|80|10",
        "2026-01-31|S2|quality|9|10",
    )
    table = foresight.votes_and_benefits(means, rows, SOLUTIONS, use_cases)
    assert table.columns.tolist() == [
        "use_case_id", "title", "value", "voters", "kept", "revenue", "cost_avoided",
        "time_saved", "quality",
    ]  # fmt: skip
    assert table["use_case_id"].tolist() == ["U1"]
    assert table["kept"].iloc[0] == pytest.approx(0.9)
    assert table[["time_saved", "quality"]].iloc[0].tolist() == [15.25, 9.0]
    assert table["revenue"].isna().all()


def foreseen(values: list[float], *rows: str) -> pd.DataFrame:
    """The foresight of use cases with these mean votes, each served by one solution."""
    cases = [f"U{i}" for i in range(len(values))]
    return foresight.votes_and_benefits(
        pd.DataFrame({"use_case_id": cases, "value": values, "voters": 3}),
        benefits(*rows),
        small_table("solutions", "solution_id|name|use_case_id", *(f"S{u}|Sol|{u}" for u in cases)),
        small_table("use_cases", "use_case_id|title", *(f"{u}|T" for u in cases)),
    )


def test_use_cases_rated_alike_keep_their_order_after_those_rated_higher() -> None:
    rows = [f"2026-01-31|SU{i}|quality|1|" for i in range(60)]
    table = foreseen([4.0] * 20 + [3.0] * 20 + [5.0] * 20, *rows)
    order = [*range(40, 60), *range(40)]
    assert table["use_case_id"].tolist() == [f"U{i}" for i in order]
    assert table.index.tolist() == list(range(60))


def test_equal_benefits_summed_in_another_order_are_equal() -> None:
    # In floating point 0.1 + 0.2 is not 0.15 + 0.15, and the mean of 0.1 and 0.7 is not 0.4.
    amounts = foreseen(
        [1, 2, 3, 4, 5],
        "2026-01-31|SU0|quality|0.1|", "2026-02-28|SU0|quality|0.2|",
        *(f"2026-0{k}-28|SU{i}|quality|0.15|" for i in range(1, 5) for k in (1, 2)),
    )  # fmt: skip
    shares = foreseen(
        [1, 2, 3, 4, 5],
        "2026-01-31|SU0|quality|1|10", "2026-01-31|SU0|revenue|7|10",
        *(f"2026-01-31|SU{i}|quality|4|10" for i in range(1, 5)),
    )  # fmt: skip
    for table, measure in ((amounts, "quality"), (shares, "kept")):
        found = foresight.prediction(table, 5, 1).set_index("measure")
        assert found.loc[measure, "refusal"] == "all_equal"


def test_the_rank_correlation_is_spearmans() -> None:
    # The worked example of Wikipedia's article on Spearman's coefficient: rho = -29/165.
    iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110]
    television = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]
    table = foresight.prediction(compared(iq, television), 5, 1)
    assert table["correlation"].iloc[0] == pytest.approx(-29 / 165)
    assert table["p_value"].iloc[0] == pytest.approx(0.627, abs=0.03)
    assert table["measure"].tolist() == ["kept"]


def test_the_pairings_are_drawn_from_the_seed() -> None:
    votes = compared([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [3, 1, 4, 9, 5, 2, 6, 8, 7, 10])
    first, again, other = (foresight.prediction(votes, 5, seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(first, again)
    assert first["p_value"].iloc[0] != other["p_value"].iloc[0]
    assert first["p_value"].iloc[0] == pytest.approx(other["p_value"].iloc[0], abs=0.01)


def test_the_p_value_of_five_is_exact() -> None:
    perfect = foresight.prediction(compared([1, 2, 3, 4, 5], [0.1, 0.2, 0.3, 0.4, 0.5]), 5, 1)
    assert perfect["correlation"].iloc[0] == pytest.approx(1)
    assert perfect["p_value"].iloc[0] == pytest.approx(2 / 120)


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(0, 9)), min_size=5, max_size=7).filter(
        lambda pairs: all(len({pair[i] for pair in pairs}) > 1 for i in (0, 1))
    )
)
def test_ties_share_their_rank(pairs: list[tuple[int, int]]) -> None:
    value, kept = ([float(pair[i]) for pair in pairs] for i in (0, 1))
    found = foresight.prediction(compared(value, kept), 5, 1).iloc[0]
    assert found["correlation"] == pytest.approx(spearmanr(value, kept).statistic)
    assert 0 < found["p_value"] <= 1


def test_too_few_and_all_equal_are_refused_for_their_own_reasons() -> None:
    few = foresight.prediction(compared([1, 2, 3, 4], [1, 2, 3, 4]), 5, 1).iloc[0]
    assert (few["use_cases"], few["needed"], few["refusal"]) == (4, 5, "too_few")
    assert np.isnan(few["correlation"])
    same = foresight.prediction(compared([3.0] * 5, [1, 2, 3, 4, 5]), 5, 1).iloc[0]
    assert same["refusal"] == "all_equal"


def test_refusals_in_words() -> None:
    few = foresight.say_prediction(foresight.prediction(compared([1, 2], [1, 2]), 5, 1))
    assert few.text == (
        "Whether the votes on value saw the benefits coming cannot be told yet: 2 use cases can"
        " be compared, and it takes at least 5."
    )
    same = foresight.say_prediction(
        foresight.prediction(compared([3.0] * 5, [1, 2, 3, 4, 5]), 5, 1)
    )
    assert same == Finding(
        "Whether the votes on value saw the benefits coming cannot be told: the votes or the"
        " benefits do not differ between use cases.",
        Tone.CAUTION,
    )


@pytest.mark.parametrize(
    ("kept", "tone", "words"),
    [
        (
            [1, 2, 3, 4, 5],
            Tone.RESULT,
            "did better in what was realised of the expectation: over 5 use cases"
            " the rank correlation is 1.00, and",
        ),
        (
            [5, 4, 3, 2, 1],
            Tone.DECIDE,
            "did worse in what was realised of the expectation: over 5 use cases"
            " the rank correlation is −1.00, and",
        ),
        (
            [2, 1, 4, 5, 3],
            Tone.CAUTION,
            "did not foretell what was realised of the expectation, as far as 5 use cases"
            " can show: their rank correlation is 0.60, and",
        ),
    ],
)
def test_answers_in_words(kept: list[float], tone: Tone, words: str) -> None:
    table = compared([1, 2, 3, 4, 5], kept)
    prediction = foresight.prediction(table, 5, 1)
    finding = foresight.say_prediction(prediction)
    assert words in finding.text
    assert finding.tone is tone
    figure = foresight.draw_foresight(table, prediction)
    assert figure is not None
    correlation = format_number(prediction["correlation"].iloc[0], 2)
    assert figure.alt.startswith(
        f"Rank correlation of votes and what was realised: {correlation}. “T0”: value 1.0, "
    )
    written = words_of(figure)
    assert {"Value (mean vote)", "Realised, of what was expected", "1.0", "0%"} <= set(written)
    assert len(marks_of(figure, BLUE)) == 5
    by_chance = foresight.say_prediction(prediction.assign(p_value=0.05))
    assert "did not foretell" in by_chance.text
    chart = foresight.draw_foresight(table, prediction)
    assert chart is not None
    assert "“T0”" in chart.alt


@pytest.mark.parametrize(
    ("count", "reading"),
    [
        (12, "The line: all that was expected."),
        (13, "The line: all that was expected. 12 of 13 use cases are named."),
    ],
)
def test_the_first_use_cases_are_named_and_the_others_counted(count: int, reading: str) -> None:
    table = compared([1 + n / 11 for n in range(count)], [n / 12 for n in range(count)])
    chart = foresight.draw_foresight(table, foresight.prediction(table, 5, 1))
    assert chart is not None
    assert " ".join(words_of(chart)).count(reading) == 1
    assert "use cases are named" not in " ".join(words_of(chart)).replace(reading, "")
    assert "“T1”: value 1.1, 8% realised" in chart.alt  # the votes are a point apart or more


def test_five_hundred_use_cases_are_compared() -> None:
    rng = np.random.default_rng(0)
    value = rng.uniform(1, 5, 500)
    table = compared(list(value), list(value + rng.normal(0, 1, 500)))
    prediction = foresight.prediction(table, 5, 1)
    assert prediction["p_value"].iloc[0] < 0.01
    chart = foresight.draw_foresight(table, prediction)
    assert chart is not None
    assert len(chart.svg) < 300_000


def test_close_votes_are_not_all_written_the_same() -> None:
    table = compared([4.02, 4.03, 4.04, 4.05, 4.08], [0.1, 0.2, 0.3, 0.4, 0.6])
    chart = foresight.draw_foresight(table, foresight.prediction(table, 5, 1))
    assert chart is not None
    assert "“T0”: value 4.02, 10% realised; “T1”: value 4.03" in chart.alt
    ticks = re.findall(r">(4\.\d+)<", chart.svg)
    assert len(ticks) == len(set(ticks)) > 1


@pytest.mark.parametrize("size", [0, 1, 500])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_foresight_is_said_and_drawn_of_any_campaign(size: int, language: str) -> None:
    tables = chain_of(size)
    compared = foresight.votes_and_benefits(
        foresight.value_ratings(tables["ratings"], (1, 5), 5, anonymous=False),
        *(tables[name] for name in ("benefits", "solutions", "use_cases")),
    )
    with speaking(language):
        prediction = foresight.prediction(compared, 5, 1)
        finding = foresight.say_prediction(prediction)
        chart = foresight.draw_foresight(compared, prediction)
    assert all("{" not in text and len(text) < 500 for text in texts([finding]))
    assert (chart is not None) is (size == 500)
    assert chart is None or (len(chart.alt.split()) > 5 and len(chart.svg) < 300_000)
