"""Prioritisation: what was said of each use case."""

from __future__ import annotations

import pandas as pd
from support.frames import frame

from playbook.stages.prioritisation import comments


def test_comments_come_in_the_order_of_the_ranking() -> None:
    cases = frame(
        "use_cases",
        "use_case_id title value_comment feasibility_comment value_drivers",
        [
            ("U1", "A", "Much", None, "time"),
            ("U2", "B", None, None, "time"),
            ("U3", "C", None, "Hard", None),
        ],
    )
    order = pd.DataFrame({"use_case_id": ["U3", "U2", "U1"], "title": ["C", "B", "A"]})
    table = comments.facilitator_comments(order, cases)
    assert table["use_case_id"].tolist() == ["U3", "U1"]
    assert table["feasibility_comment"].iloc[0] == "Hard"
    assert comments.facilitator_comments(order, cases.iloc[:0]).empty
