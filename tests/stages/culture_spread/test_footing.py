"""What each department has to spread the culture with."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from support.charts import drawn, words_of
from support.spreading import FOUR, SIX, assets_of, initiatives_of, spread

from playbook.show.findings import Finding
from playbook.stages.culture_spread import footing, referents, sharing


def test_footholds_are_known_only_where_a_table_has_rows() -> None:
    initiatives = initiatives_of(*SIX)
    tables, known = spread(data_assets=assets_of(*FOUR), initiatives=initiatives)
    coverage = referents.referent_coverage(known, tables["referents"])
    given_ = sharing.department_exchanges(tables["data_assets"], known)
    table = footing.footholds(
        coverage, given_, tables["initiatives"], {"data_assets", "initiatives"}
    )
    assert list(table.columns) == ["department", "signs", "lends", "borrows", "initiative"]
    assert table.iloc[0].tolist() == ["Desk", 3, True, True, True]
    assert table.iloc[-1].tolist() == ["Branches", 0, False, False, False]
    assert table["signs"].dtype == "int64"


@pytest.mark.parametrize(
    ("state", "counted"),
    [
        ("idea|", False),
        ("running|", True),
        ("done|", True),
        ("stopped|", True),
        ("|", False),
        ("|mixed", True),
    ],
)
def test_an_initiative_that_runs_or_is_over_is_a_foothold(state: str, counted: bool) -> None:
    initiatives = initiatives_of(f"I1|A|Legal|{state}|")
    tables, known = spread(initiatives=initiatives)
    coverage = referents.referent_coverage(known, tables["referents"])
    given_ = sharing.department_exchanges(tables["data_assets"], known)
    table = footing.footholds(coverage, given_, tables["initiatives"], {"initiatives"})
    assert table.to_dict("list") == {
        "department": ["Legal"], "signs": [int(counted)], "initiative": [counted],
    }  # fmt: skip


def test_footholds_are_said_where_one_sign_at_least_is_known() -> None:
    table = pd.DataFrame({"department": ["Claims", "IT"], "referent": True, "signs": [1, 1]})
    assert footing.say_footholds(table) == Finding(
        "Every known department has at least one of these footholds."
    )
    assert footing.say_footholds(table.head(0)) is None
    assert footing.say_footholds(table.drop(columns="referent")) is None


def test_the_departments_with_the_fewest_footholds_are_drawn() -> None:
    table = pd.DataFrame(
        {"department": [f"D{n:02}" for n in range(13)], "referent": True, "signs": 1}
    )
    circles = "A full circle: yes; a small empty one: not recorded."
    thirteen = drawn(footing.draw_footholds(table))
    twelve = drawn(footing.draw_footholds(table.tail(12)))
    assert " ".join(words_of(thirteen)).count(f"{circles} Drawn: the 12 with the fewest.") == 1
    assert " ".join(words_of(twelve)).endswith(circles)
    assert re.findall(r"D\d\d", thirteen.alt) == [f"D{n:02}" for n in range(1, 13)]
    assert footing.draw_footholds(table.drop(columns="referent")) is None
