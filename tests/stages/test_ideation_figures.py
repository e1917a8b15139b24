"""Ideation: figures of the themes, and of the steps of the process."""

from __future__ import annotations

import pandas as pd
import pytest
from support.charts import drawn, words_of

from playbook.language import speaking
from playbook.stages import ideation


def themes(*rows: tuple[str | None, int]) -> pd.DataFrame:
    """Themes and how many notes with AI they have."""
    table = pd.DataFrame(rows, columns=["theme", "with_ai"])
    return table.assign(without_ai=1, undecided=0, notes=table["with_ai"] + 1)


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([("Mail", 2), ("Staff", 1), (None, 9)], "“Mail” has the most AI ideas"),
        ([("Mail", 2), ("Staff", 2)], "2 themes share the first place for AI ideas"),
        ([("Mail", 0), ("Staff", 0)], "No theme has an AI idea"),
        ([(None, 2)], "No note has a theme yet"),
    ],
)
def test_the_figure_of_themes_says_which_has_most_ai_ideas(
    rows: list[tuple[str | None, int]], title: str
) -> None:
    chart = drawn(ideation.draw_themes(themes(*rows)))
    assert chart.alt.startswith(f"{title}. ")
    assert ("No theme yet:" in chart.alt) == any(theme is None for theme, _count in rows)


def test_a_figure_of_themes_in_french() -> None:
    with speaking("fr"):
        chart = drawn(ideation.draw_themes(themes(("Mail", 2), ("Staff", 2))))
    assert chart.alt.startswith("2 thèmes se partagent la première place pour les idées d’IA. ")
    assert "avec IA" in words_of(chart)


def steps(*with_ai: int) -> pd.DataFrame:
    rows = [(i, f"Step {i}", n, 0, 1) for i, n in enumerate(with_ai, 1)]
    return pd.DataFrame(rows, columns=["position", "label", "with_ai", "without_ai", "undecided"])


@pytest.mark.parametrize(
    ("with_ai", "title"),
    [
        ((1, 2), "Every step of the process has an AI idea"),
        ((1, 0), "1 step of the process has no AI idea that is sure yet"),
        ((0, 0), "2 steps of the process have no AI idea that is sure yet"),
    ],
)
def test_the_figure_of_steps_says_how_many_are_bare(with_ai: tuple[int, ...], title: str) -> None:
    chart = drawn(ideation.draw_coverage(steps(*with_ai)))
    assert chart.alt.startswith(f"{title}. 1. Step 1: {with_ai[0]} with AI, 0 without AI, 1 und")


def test_figures_of_ideation_without_rows_and_with_many() -> None:
    assert ideation.draw_themes(themes()) is None
    assert ideation.draw_coverage(steps()) is None
    assert ideation.draw_dots(pd.DataFrame(), None) is None
    drawn(ideation.draw_themes(themes(*((f"A rather long theme {i}", 1) for i in range(500)))))
    drawn(ideation.draw_coverage(steps(*range(500))))
