"""All questions of the stage on one set of tables, from no rows to many."""

from __future__ import annotations

import pytest
from support.small_tables import small_table
from support.spreading import FOUR, SIX, assets_of, initiatives_of, many, many_rollouts, spread

from playbook.language import speaking
from playbook.show.chart import Chart
from playbook.stages.culture_spread import (
    access,
    footing,
    learning,
    oddities,
    referents,
    rollouts,
    sharing,
)


def everything(size: int) -> dict[str, object]:
    """All that the notebook computes, from tables of `size` rows."""
    alike, known = many(size)
    data = alike["data_assets"]
    given, matrix = sharing.department_exchanges(data, known), sharing.exchange_matrix(data, known)
    coverage = referents.referent_coverage(known, alike["referents"])
    sites = rollouts.status_matrix(*many_rollouts(size))
    progress = rollouts.rollout_progress(sites)
    outcomes = learning.outcome_counts(alike["initiatives"])
    left = learning.unlearnt(alike["initiatives"])
    listed = {"data_assets", "referents", "initiatives"} if size else set()
    footholds = footing.footholds(coverage, given, alike["initiatives"], listed)
    openness = access.openness(data)
    return {
        "charts": [
            access.draw_openness(openness),
            sharing.draw_exchanges(matrix, given),
            rollouts.draw_rollouts(sites, progress),
            learning.draw_outcomes(outcomes),
            footing.draw_footholds(footholds),
        ],
        "findings": [
            access.say_openness(openness),
            sharing.say_silos(given),
            sharing.say_one_way(given),
            *oddities.say_worth_checking(oddities.worth_checking(data)),
            referents.say_referents(coverage),
            referents.say_pairs(coverage),
            rollouts.say_rollouts(progress),
            rollouts.say_next_sites(progress),
            *rollouts.say_given_up(progress),
            learning.say_lessons(outcomes),
            learning.say_unlearnt(left, outcomes),
            footing.say_footholds(footholds),
        ],
    }


def test_without_rows_nothing_is_said_or_drawn() -> None:
    made = everything(0)
    assert made["charts"] == [None] * 5
    assert [found for found in made["findings"] if found] == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [1, 2, 500])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_figure_says_in_words_what_it_shows(size: int, language: str) -> None:
    with speaking(language):
        made = everything(size)
    for chart in made["charts"]:  # type: ignore[attr-defined]
        assert chart is None or (isinstance(chart, Chart) and len(chart.alt.split()) > 5)
        assert chart is None or len(chart.svg) < 150_000
    texts = [found.text for found in made["findings"] if found]  # type: ignore[attr-defined]
    assert texts
    assert all("{" not in text and len(text) < 400 for text in texts)


def test_rows_are_numbered_as_they_stand() -> None:
    initiatives = initiatives_of(*SIX)
    named = small_table("referents", "department|referent", "Branches|Tom")
    tables, known = spread(data_assets=assets_of(*FOUR), initiatives=initiatives, referents=named)
    data = tables["data_assets"]
    coverage = referents.referent_coverage(known, tables["referents"])
    given_ = sharing.department_exchanges(data, known)
    listed = {"data_assets", "initiatives", "referents"}
    for table in (
        access.openness(data), sharing.uses(data), oddities.worth_checking(data), coverage,
        footing.footholds(coverage, given_, initiatives, listed), learning.lessons(initiatives),
        learning.unlearnt(initiatives),
    ):  # fmt: skip
        assert list(table.index) == list(range(len(table)))
