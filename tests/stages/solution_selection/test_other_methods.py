"""Solution selection: whether other methods put the same one first."""

from __future__ import annotations

import pandas as pd
import pytest
from support.selections import CLEAR, unanimous, unscored
from support.solutions import criteria, make_jury

from playbook.show.findings import Finding, Tone
from playbook.stages.solution_selection.other_methods import (
    say_opinions,
    say_weights_of_each,
    second_opinions,
    weights_of_each,
)


def test_second_opinions_can_part_from_the_weighted_mean() -> None:
    scores = {("P1", "A"): (5, 0, 0), ("P1", "B"): (2, 1, 1), ("P1", "C"): (0, 0, 0)}
    three = criteria(*((f"K{n}", "technical", 1, None) for n in (1, 2, 3)))
    table = second_opinions(make_jury(scores, three)).set_index("solution_id")
    assert table["score_rank"].to_dict() == {"A": 1, "B": 2, "C": 3}
    assert table["promethee_rank"].to_dict() == {"B": 1, "A": 2, "C": 3}
    # A wins one criterion against B and C; B two against A, three against C.
    assert table.loc["A", "promethee"] == pytest.approx((1 / 3 - 2 / 3 + 1 / 3) / 2)


def test_second_opinions_need_two_solutions_with_all_scores() -> None:
    assert second_opinions(make_jury({("P1", "A"): (4, 2)})).empty
    assert second_opinions(make_jury({("P1", "A"): (4, 2), ("P1", "B"): (4, None)})).empty


def test_a_criterion_that_does_not_count_takes_no_part_in_second_opinions() -> None:
    spared = criteria(("K1", "technical", 1, None), ("K2", "project", 0, None))
    scores = {("P1", "B"): (1, 5), ("P1", "A"): (4, None), ("P1", "C"): (1, 0)}
    table = second_opinions(make_jury(scores, spared))
    assert table["solution_id"].tolist() == ["A", "B", "C"]
    assert table["score"].tolist() == [4, 1, 1]
    for method in ("score", "topsis_vector", "topsis_min_max", "promethee"):
        assert table[f"{method}_rank"].tolist() == [1, 2, 2]
        assert table[f"{method}_rank"].dtype == "Int64"
    assert table["topsis_vector"].tolist() == table["topsis_min_max"].tolist() == [1, 0, 0]
    assert table["promethee"].tolist() == [1, -0.5, -0.5]
    assert table.index.tolist() == [0, 1, 2]


def test_solutions_that_tie_keep_their_order() -> None:
    ids = [f"S{n}" for n in range(60)]
    jury = make_jury(unanimous(**{s: (3, 3) if n % 3 else (2, 2) for n, s in enumerate(ids)}))
    expected = [s for n, s in enumerate(ids) if n % 3] + ids[::3]
    assert second_opinions(jury)["solution_id"].tolist() == expected


def test_without_scores_no_method_is_asked() -> None:
    assert say_opinions(second_opinions(unscored()[1])) is None


def test_methods_that_agree_and_methods_that_do_not() -> None:
    agree = say_opinions(second_opinions(make_jury(CLEAR)))
    assert agree == Finding(
        "TOPSIS (vector and min-max normalisation) and PROMETHEE II put “Solution A” first too."
        " They use the same means: that the methods agree does not make the votes surer."
    )
    three = criteria(*((f"K{n}", "technical", 1, None) for n in (1, 2, 3)))
    part = {("P1", "A"): (5, 0, 0), ("P1", "B"): (2, 1, 1), ("P1", "C"): (0, 0, 0)}
    apart = say_opinions(second_opinions(make_jury(part, three)))
    assert apart is not None
    assert apart.tone is Tone.CAUTION
    assert "PROMETHEE II: “Solution B”" in apart.text
    same = say_opinions(second_opinions(make_jury({("P1", s): (3, 3) for s in "AB"})))
    assert same == Finding(
        "TOPSIS and PROMETHEE II cannot tell solutions with the same scores apart.", Tone.CAUTION
    )


def test_one_method_that_keeps_a_solution_first_keeps_the_methods_from_parting() -> None:
    ranks = {"score_rank": [1, 1], "topsis_vector_rank": [1, 2], "topsis_min_max_rank": [1, 1],
             "promethee_rank": [1, 1]}  # fmt: skip
    methods = dict.fromkeys(["topsis_vector", "topsis_min_max", "promethee"], 0.5)
    table = pd.DataFrame({"name": ["A", "B"], **ranks, **methods})
    said = say_opinions(table)
    assert said is not None
    assert said.text.startswith(
        "The methods do not put the same solutions first (TOPSIS, vector: “A”)."
    )
    other = table.assign(topsis_vector_rank=[1, 2], score_rank=[1, 2], promethee_rank=[2, 1],
                         topsis_min_max_rank=[1, 1])  # fmt: skip
    apart = say_opinions(other)
    assert apart is not None
    assert apart.text.startswith("The methods do not put the same solutions first (TOPSIS, min-max")


def test_methods_that_break_a_tie_put_no_other_solution_first() -> None:
    half = criteria(*((f"K{n}", "technical", 1, None) for n in (1, 2, 3)))
    given = {("P1", "A"): (5, 1, 0), ("P1", "B"): (2, 2, 2), ("P1", "C"): (0, 0, 1)}
    said = say_opinions(second_opinions(make_jury(given, half)))
    assert said is not None
    assert said.text.startswith("The methods do not put the same solutions first (")


def test_a_small_lead_counts_for_nothing_where_one_is_indifferent() -> None:
    scores = {("P1", "A"): (3.1, 3.1), ("P1", "B"): (3, 4)}
    two = criteria(("K1", "technical", 3, None), ("K2", "project", 1, None))
    usual = second_opinions(make_jury(scores, two)).set_index("solution_id")
    assert usual.loc["A", "promethee"] == 0.5
    calm = second_opinions(make_jury(scores, two), 0.2, 0.9).set_index("solution_id")
    # On K1 0.1 is nothing; on K2 0.9 is all.
    assert calm["promethee"].to_dict() == {"B": 0.25, "A": -0.25}


def test_which_weights_would_make_each_solution_first() -> None:
    scores = {("P1", "A"): (4, 0), ("P1", "B"): (0, 2), ("P1", "C"): (0, 0)}
    table = weights_of_each(make_jury(scores), 1)
    # 4 w > 2 (1 - w) where w is above a third: two weightings of three.
    assert table["solution_id"].tolist() == ["A", "B", "C"]
    assert table["share_of_weightings"].tolist() == pytest.approx([2 / 3, 1 / 3, 0], abs=0.02)
    assert table["favoured_by"].tolist() == [("Criterion K1",), ("Criterion K2",), ()]
    said = say_weights_of_each(table)
    assert said is not None
    assert said.text.startswith("Of all weightings that one could choose, 6")
    assert say_weights_of_each(weights_of_each(make_jury({("P1", "A"): (4, 2)}), 1)) is None


def test_of_solutions_that_are_level_no_share_of_weightings_is_said() -> None:
    table = weights_of_each(make_jury(unanimous(A=(3, 3), B=(3, 3))), seed=1)
    assert len(table) == 2
    assert say_weights_of_each(table) is None
