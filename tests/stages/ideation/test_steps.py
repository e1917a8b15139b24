"""The steps of the process that the notes cover."""

from __future__ import annotations

import pandas as pd
import pytest
from support.charts import drawn
from support.frames import frame
from support.sentences import said
from support.sticky_notes import ideas, notes

from playbook.show.findings import Tone
from playbook.stages.ideation.steps import draw_steps, say_coverage, step_coverage

COUNTS = ["with_ai", "without_ai", "undecided"]
STEPS = frame("process_steps", "step_id position label", [("s2", 2, "Route"), ("s1", 1, "Arrive")])


def steps(*with_ai: int) -> pd.DataFrame:
    rows = [(i, f"Step {i}", n, 0, 1) for i, n in enumerate(with_ai, 1)]
    return pd.DataFrame(rows, columns=["position", "label", "with_ai", "without_ai", "undecided"])


def test_steps_come_in_the_order_of_the_process_and_bare_ones_have_zeros() -> None:
    rows = [
        ("N1", None, "Sort", "process_step", "s2", None, "yes"),
        ("N2", None, "Sort", "process_step", "s2", None, None),
        ("N3", None, "Sort", "process_step", None, None, "yes"),
    ]
    table = step_coverage(ideas(*rows), STEPS)
    assert table.to_numpy().tolist() == [
        [1, "s1", "Arrive", 0, 0, 0, 0],
        [2, "s2", "Route", 1, 0, 1, 2],
    ]
    assert table[[*COUNTS, "notes"]].dtypes.eq(int).all()


def test_without_notes_every_step_is_bare_and_without_steps_there_is_no_row() -> None:
    assert step_coverage(ideas(), STEPS)["notes"].tolist() == [0, 0]
    assert step_coverage(notes(("A", "yes")), frame("process_steps")).empty


def test_steps_without_an_ai_idea_are_named() -> None:
    def steps(*counts: int) -> pd.DataFrame:
        rows = [(f"Step {i}", i, n, 0, 0) for i, n in enumerate(counts, 1)]
        columns = ["label", "position", "with_ai", "without_ai", "undecided"]
        return pd.DataFrame(rows, columns=columns)

    assert say_coverage(steps()) is None
    assert said(say_coverage(steps(1, 2))) == (
        "Every step of the process has at least one AI idea.",
        Tone.RESULT,
    )
    assert said(say_coverage(steps(1, 0))) == (
        "One step of the process has no AI idea: “Step 2”. Say whether there is nothing to"
        " gain there, or look at it again.",
        Tone.DECIDE,
    )
    assert said(say_coverage(steps(0, 0)))[0] == (
        "2 steps of the process have no AI idea: “Step 1” and “Step 2”. Say whether there is"
        " nothing to gain there, or look at them again."
    )


def test_a_step_whose_notes_are_undecided_is_not_said_to_have_no_ai_idea() -> None:
    steps = pd.DataFrame(
        {"label": ["Open", "Sort"], "position": [1, 2], "with_ai": 0, "without_ai": 0}
    )
    both = steps.assign(undecided=[1, 0])
    assert said(say_coverage(both))[0] == (
        "One step of the process has no AI idea: “Sort”. Say whether there is nothing to"
        " gain there, or look at it again."
        " No note is known to need AI yet for “Open”: settle which ones do."
    )
    unsure = steps.assign(undecided=1)
    assert said(say_coverage(unsure)) == (
        "No note is known to need AI yet for “Open” and “Sort”: settle which ones do.",
        Tone.DECIDE,
    )
    titles = [draw_steps(both), draw_steps(unsure)]
    assert [chart.alt.split(".")[0] for chart in titles if chart] == [
        "1 step of the process has no AI idea",
        "2 steps of the process have no clear AI idea yet",
    ]


@pytest.mark.parametrize(
    ("with_ai", "title"),
    [
        ((1, 2), "Every step of the process has an AI idea"),
        ((1, 0), "1 step of the process has no clear AI idea yet"),
        ((0, 0), "2 steps of the process have no clear AI idea yet"),
    ],
)
def test_the_figure_of_steps_says_how_many_are_bare(with_ai: tuple[int, ...], title: str) -> None:
    chart = drawn(draw_steps(steps(*with_ai)))
    assert chart.alt.startswith(f"{title}. 1. Step 1: {with_ai[0]} with AI, 0 without AI, 1 und")


def test_no_step_draws_nothing_and_many_are_drawn() -> None:
    assert draw_steps(steps()) is None
    drawn(draw_steps(steps(*range(500))))
