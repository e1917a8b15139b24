"""The grounds of value and of effort, told apart."""

from __future__ import annotations

import pandas as pd
from support.frames import frame

from playbook.stages.prioritisation.grounds import noted_grounds, say_grounds

USE_CASES = frame(
    "use_cases",
    "use_case_id title value_drivers feasibility_drivers",
    [
        ("U1", "One", "time;quality", "cost"),
        ("U2", "Two", "time", None),
        ("U3", "Three", "revenue", "time"),
        ("U4", "Four", None, None),
    ],
)
RANKED = pd.DataFrame(
    {"use_case_id": ["U2", "U1", "U4", "U3"], "title": ["Two", "One", "Four", "Three"],
     "rank": [1, 2, 2, 4]}
)  # fmt: skip


def test_grounds_stand_in_the_order_of_the_ranking_and_are_not_mixed() -> None:
    table = noted_grounds(RANKED, USE_CASES, 2)
    assert table["use_case_id"].tolist() == ["U2", "U1", "U3"]
    assert table["value_time"].tolist() == [True, True, False]
    assert table["effort_time"].tolist() == [False, False, True]
    assert table["effort_cost"].tolist() == [False, True, False]
    said = say_grounds(table)
    assert said is not None
    assert said.text == (
        "The first use cases, by the grounds that were noted. Their value comes from: time saved"
        " (2) and better quality (1). What weighs on their feasibility: overall cost (1)."
    )


def test_without_grounds_nothing_is_said() -> None:
    table = noted_grounds(RANKED, USE_CASES[3:], 2)
    assert table.empty
    assert say_grounds(table) is None
