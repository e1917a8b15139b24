"""Nothing that is made of anonymous votes tells more than their bands: twins look the same.

Another campaign has other votes by everybody, of which the same may be told (`vote_attack` tries
how little that is). Every table, sentence, figure and file of results must be the same, letter by
letter: then no figure, nor any number of them together, tells more.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from support.anonymous_campaign import AnonymousCampaign

from playbook.kit import OUTPUT_VARIABLE
from playbook.stages.shared import anonymity


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the stages keep their results."""
    folder = tmp_path / "kept"
    folder.mkdir()
    monkeypatch.setenv(OUTPUT_VARIABLE, str(folder))
    return folder


def test_votes_of_which_the_same_may_be_told_look_the_same_everywhere(
    tmp_path: Path, results: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = AnonymousCampaign(tmp_path / "kit", seed=1)
    monkeypatch.chdir(campaign.root)
    before = {name: table.copy() for name, table in campaign.tables.items()}
    first = campaign.published(results)
    campaign.twin()
    for name, table in campaign.tables.items():
        assert not table.reset_index(drop=True).equals(before[name].reset_index(drop=True)), name
    second = campaign.published(results)
    assert list(first) == list(second)
    different = [place for place, text in first.items() if second[place] != text]
    assert different == []
    assert any(name.endswith("prioritisation_ranking.csv") for name in first)


def test_the_comparison_finds_what_exact_votes_tell(
    tmp_path: Path, results: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = AnonymousCampaign(tmp_path / "kit", seed=1)
    monkeypatch.chdir(campaign.root)
    monkeypatch.setattr(anonymity, "stand_ins", lambda votes, *_: votes)
    first = campaign.published(results)
    campaign.twin()
    second = campaign.published(results)
    different = {place for place, text in first.items() if second[place] != text}
    assert "results/prioritisation_matrix.csv" in different
    assert "results/solution_selection_grid.csv" in different
    assert "results/change_messages_phases.csv" in different
