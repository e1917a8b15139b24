"""Use cases by site: what is done where, and what comes next."""

from __future__ import annotations

import pandas as pd
import pytest
from support.charts import words_of
from support.small_tables import small_table
from support.spreading import many_rollouts

from playbook.show.findings import Tone
from playbook.stages.culture_spread import rollouts

USE_CASES = small_table("use_cases", "use_case_id|title", "U1|Sorting", "U2|Drafts")


def rolled_out(*rows: str) -> pd.DataFrame:
    table = small_table("rollouts", "use_case_id|site|status", *rows)
    return rollouts.status_matrix(table, USE_CASES)


def test_a_site_without_a_row_is_missing_and_next() -> None:
    matrix = rolled_out(
        "U2|North|planned", "U1|North|done", "U1|South|abandoned", "U2|East|planned"
    )
    assert list(matrix["use_case_id"]) == ["U1", "U2"]
    assert matrix.loc[0, ["North", "South"]].tolist() == ["done", "abandoned"]
    assert pd.isna(matrix.loc[0, "East"])
    progress = rollouts.rollout_progress(matrix)
    assert progress.loc[0].tolist() == ["U1", "Sorting", 1, 0, 0, 1, "South", "East"]
    assert progress["next_sites"].isna().tolist() == [False, True]


def test_use_cases_done_as_often_stay_in_the_order_of_the_table() -> None:
    matrix = rolled_out(
        "U2|North|done", "U2|East|planned", "U1|North|done", "U1|East|planned", "U1|South|abandoned"
    )
    assert list(matrix["use_case_id"]) == ["U2", "U1"]


def progress(done: int, abandoned_at: str | None, next_sites: str | None) -> pd.DataFrame:
    row = {
        "title": "Sorting", "done": done, "running": 0, "planned": 1, "abandoned": 1,
        "abandoned_at": abandoned_at, "next_sites": next_sites,
    }  # fmt: skip
    return pd.DataFrame([row])


def test_next_sites_and_sites_that_gave_up() -> None:
    found = rollouts.say_next_sites(progress(1, None, "East; West"))
    assert found is not None
    assert found.text == (
        "“Sorting” is done at 1 site, and nothing is recorded for East and West: decide"
        " whether to go there next."
    )
    two = pd.concat([progress(1, None, "East"), progress(2, None, "West").assign(title="Reading")])
    both = rollouts.say_next_sites(two)
    assert both is not None
    assert both.text.startswith("“Sorting” and “Reading” are done at some sites")
    assert both.tone is Tone.DECIDE
    assert rollouts.say_next_sites(progress(2, "East", None)) is None
    (left,) = rollouts.say_given_up(progress(2, "East", None))
    assert left.text == "“Sorting” was given up at East and is done elsewhere: find out why."
    assert rollouts.say_given_up(progress(0, "East", None)) == []
    (two,) = rollouts.say_given_up(progress(1, "East; Old Town", None))
    assert two.text.startswith("“Sorting” was given up at East and Old Town and is done elsewhere")
    many = pd.concat([progress(1, "East", None)] * 6)
    assert len(rollouts.say_given_up(many)) == 5


def drawn_words(size: int) -> str:
    """The words of the figure of many roll-outs, one after the other."""
    matrix = rollouts.status_matrix(*many_rollouts(size))
    chart = rollouts.draw_rollouts(matrix, rollouts.rollout_progress(matrix))
    assert chart is not None
    return " ".join(words_of(chart))


def test_the_figure_of_rollouts_says_what_it_does_not_draw() -> None:
    assert drawn_words(65).endswith(
        "is recorded there. 12 more sites are not drawn. 53 more use cases are not drawn."
    )
    assert "not drawn" not in drawn_words(8)


@pytest.mark.parametrize(
    ("sites", "row", "column"),
    [
        (6, ["A" * 26, "A"], ["B" * 16, "B" * 7]),
        (7, ["A" * 20, "A" * 7], ["B" * 21 + "…"]),
    ],
)
def test_names_have_less_room_beside_many_columns(
    sites: int, row: list[str], column: list[str]
) -> None:
    use_cases = small_table("use_cases", "use_case_id|title", "U1|" + "A" * 27)
    places = ["B" * 23, *(f"S{n}" for n in range(1, sites))]
    table = small_table(
        "rollouts", "use_case_id|site|status", *(f"U1|{place}|done" for place in places)
    )
    matrix = rollouts.status_matrix(table, use_cases)
    chart = rollouts.draw_rollouts(matrix, rollouts.rollout_progress(matrix))
    assert chart is not None
    assert chart.alt.startswith("1 of 1 use cases is done at every site. ")
    found = words_of(chart)
    assert [word for word in found if set(word) == {"A"}] == row
    assert [word for word in found if set(word) <= {"B", "…"}] == column


def test_use_cases_that_begin_alike_are_told_apart() -> None:
    start = "Read and sort every letter that a member has written by hand"
    titles = [f"{start} at the desk", f"{start} in a branch"]
    use_cases = small_table("use_cases", "use_case_id|title", *(f"{t}|{t}" for t in titles))
    table = small_table("rollouts", "use_case_id|site|status", *(f"{t}|S|done" for t in titles))
    matrix = rollouts.status_matrix(table, use_cases)
    chart = rollouts.draw_rollouts(matrix, rollouts.rollout_progress(matrix))
    assert chart is not None
    assert {"desk", "branch"} <= set(" ".join(words_of(chart)).split())
