"""The themes of the notes, with AI or not."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.charts import drawn, words_of
from support.frames import frame
from support.sentences import said
from support.sticky_notes import notes

from playbook.language import speaking
from playbook.show.chart import Chart
from playbook.show.findings import Tone
from playbook.stages.ideation.themes import ai_counts, draw_themes, say_ai, say_themes

COUNTS = ["with_ai", "without_ai", "undecided"]
KINDS = st.tuples(
    st.sampled_from(["A", "B", "C", None]), st.sampled_from(["yes", "no", "unsure", None])
)


def rows(*themes: tuple[str | None, int, int]) -> pd.DataFrame:
    """Rows of a table of themes: theme, with AI, without."""
    columns = ["theme", "with_ai", "without_ai", "undecided", "notes"]
    return pd.DataFrame([(t, a, b, 0, a + b) for t, a, b in themes], columns=columns)


def test_themes_are_counted_with_ai_without_and_undecided() -> None:
    kinds = [("B", "yes"), ("A", "no"), ("A", "unsure"), ("B", "yes"), ("A", None), ("C", "no")]
    table = ai_counts(notes(*kinds, (None, "yes"), (None, "no"), (None, "no")), "theme")
    assert table["theme"].iloc[:3].tolist() == ["A", "B", "C"]
    assert pd.isna(table["theme"].iloc[3])
    assert table[[*COUNTS, "notes"]].to_numpy().tolist() == [
        [0, 1, 2, 3],
        [2, 0, 0, 2],
        [0, 1, 0, 1],
        [1, 2, 0, 3],
    ]


def test_a_kind_that_no_note_is_of_is_counted_as_none() -> None:
    expected = pd.DataFrame(
        {"theme": ["A"], "with_ai": [2], "without_ai": [0], "undecided": [0], "notes": [2]}
    )
    table = ai_counts(notes(("A", "yes"), ("A", "yes")), "theme")
    pd.testing.assert_frame_equal(table, expected.astype({"theme": "str"}))


@settings(max_examples=40)
@given(st.lists(KINDS, max_size=30))
def test_counts_of_themes_add_up_to_all_notes(kinds: list[tuple[str | None, str | None]]) -> None:
    table = ai_counts(notes(*kinds), "theme")
    by_hand = Counter(ai if ai in ("yes", "no") else "undecided" for _theme, ai in kinds)
    assert table[COUNTS].sum().tolist() == [by_hand[k] for k in ("yes", "no", "undecided")]
    assert table["notes"].sum() == len(kinds)
    sizes = Counter(theme for theme, _ai in kinds)
    themes = table["theme"].astype(object).where(table["theme"].notna(), None)
    assert dict(zip(themes, table["notes"], strict=True)) == sizes
    named = table[table["theme"].notna()]
    assert named.index.tolist() == list(range(len(named)))
    assert named["notes"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ([], "Say which notes need AI: nobody has yet."),
        (["unsure", None], "Say which notes need AI: nobody has yet."),
        (["yes"] + ["no"] * 299, "300 notes; of the 300 decided on, 1 (under 1%) need AI."),
        (["yes"], "1 note; of the 1 decided on, 1 (100%) need AI."),
        (
            ["yes", "no", "no", None],
            "4 notes; of the 3 decided on, 1 (33%) need AI. 1 is still to be decided.",
        ),
        (
            ["no", "unsure", None],
            "3 notes; of the 1 decided on, 0 (0%) need AI. 2 are still to be decided.",
        ),
    ],
)
def test_notes_that_need_ai_are_shares_of_those_decided_on(
    kinds: list[str | None], words: str
) -> None:
    rows = [(f"N{i}", "Sort", "follow_up", kind) for i, kind in enumerate(kinds)]
    text, tone = said(say_ai(frame("ideas", "idea_id text round uses_ai", rows)))
    assert text == words
    assert tone is (Tone.DECIDE if "nobody" in words else Tone.RESULT)


def test_themes_with_as_many_notes_are_named_together() -> None:
    one = say_themes(rows(("Mail", 2, 1), ("Staff", 1, 1), (None, 4, 4)))
    assert said(one) == ("“Mail” has the most notes (3).", Tone.RESULT)
    tie = say_themes(rows(("Mail", 2, 1), ("Staff", 0, 3)))
    assert said(tie)[0] == "“Mail” and “Staff” have the most notes (3 each)."
    for none in (rows(), rows((None, 1, 1))):
        words = ("No note has a theme yet: group them first.", Tone.DECIDE)
        assert said(say_themes(none)) == words


def drawn_rows(*themes: tuple[str | None, int]) -> Chart:
    """The figure of themes and how many notes with AI they have, with one without each."""
    return drawn(draw_themes(rows(*((theme, count, 1) for theme, count in themes))))


@pytest.mark.parametrize(
    ("themes", "title"),
    [
        ([("Mail", 2), ("Staff", 1), (None, 9)], "“Mail” has the most AI ideas"),
        ([("Mail", 2), ("Staff", 2)], "2 themes share the first place for AI ideas"),
        ([("Mail", 0), ("Staff", 0)], "No theme has an AI idea"),
        ([(None, 2)], "No note has a theme yet"),
    ],
)
def test_the_figure_of_themes_says_which_has_most_ai_ideas(
    themes: list[tuple[str | None, int]], title: str
) -> None:
    chart = drawn_rows(*themes)
    assert chart.alt.startswith(f"{title}. ")
    assert ("No theme yet:" in chart.alt) == any(theme is None for theme, _count in themes)


def test_a_theme_whose_notes_are_undecided_is_not_said_to_have_no_ai_idea() -> None:
    chart = drawn(draw_themes(rows(("Mail", 0, 1)).assign(undecided=2)))
    assert chart.alt.split(".")[0] == "No theme has a clear AI idea yet"


def test_a_figure_of_themes_in_french() -> None:
    with speaking("fr"):
        chart = drawn_rows(("Mail", 2), ("Staff", 2))
    assert chart.alt.startswith("2 thèmes se partagent la première place pour les idées d’IA. ")
    assert "avec IA" in words_of(chart)


def test_no_theme_draws_nothing_and_many_are_drawn() -> None:
    assert draw_themes(rows()) is None
    drawn_rows(*((f"A rather long theme {i}", 1) for i in range(500)))


def test_five_hundred_notes_are_counted() -> None:
    table = ai_counts(notes(*(("A" if i % 2 else None, None) for i in range(500))), "theme")
    assert table["undecided"].tolist() == [250, 250]
