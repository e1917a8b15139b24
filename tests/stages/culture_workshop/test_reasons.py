"""What the dots in the zone mean."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from support.culture_tasks import WEEK, dots_of, placed_tasks, ranked

from playbook.stages.culture_workshop import reasons


def test_reasons_and_tasks_with_both(placed: pd.DataFrame) -> None:
    said = reasons.say_reasons(ranked(placed, dots_of()))
    assert said is not None
    assert said.text == (
        "Dots in the marked zone: 3 to automate, 1 for data to analyse. “Sort the mail” got both"
        " kinds: say first what is expected there."
    )
    assert reasons.say_reasons(ranked(placed, dots_of()).iloc[:0]) is None


def test_the_reasons_of_all_dots_make_the_title() -> None:
    rows = [(f"T{i}", "Clerk", WEEK, "A", f"Task {i}", 0.7, 0.3) for i in range(20)]
    dotted = [(f"P{p}", f"T{i}", "automatable") for i in range(12) for p in (1, 2)]
    dotted += [(f"P{p}", f"T{i}", "data_intensive") for i in range(12, 20) for p in (1, 2)]
    dotted += [("P3", f"T{i}", "data_intensive") for i in range(12)]
    chart = reasons.draw_reasons(ranked(placed_tasks(rows, dotted), dots_of(dotted)))
    assert chart is not None
    assert chart.alt.startswith("Most dots say: data.")
    assert len(re.findall(r"Task \d+", chart.alt)) == 20


@pytest.mark.parametrize(
    ("automatable", "data", "title"),
    [
        (2, 1, "Most dots say: automate"),
        (1, 2, "Most dots say: data"),
        (1, 1, "As many dots to automate as for data to analyse"),
    ],
)
def test_what_most_dots_mean_makes_the_title(automatable: int, data: int, title: str) -> None:
    dotted = {"text": ["Sort the mail"], "automatable": automatable, "data_intensive": data}
    chart = reasons.draw_reasons(pd.DataFrame(dotted))
    assert chart is not None
    assert chart.alt.startswith(f"{title}. Sort the mail: ")
