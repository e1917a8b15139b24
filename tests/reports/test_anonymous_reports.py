"""Nothing that is made of anonymous votes tells more than their bands: twins look the same.

Another campaign has other votes by everybody, of which the same may be told (`vote_attack` tries
how little that is). Every page, table, sentence, figure, slide and file of results must be the
same, letter by letter: then no figure, nor any number of them together, tells more.
`tests/live/test_reveal.py` has what a room sees.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from support.anonymous_campaign import FINGERPRINT, STAGES, AnonymousCampaign

from playbook.kit import Kit
from playbook.tables import TABLES
from playbook.tables.references import references_to_participants

ELSEWHERE = {"attendance", "hand_labels", "ideas", "participants", "quiz_answers"}
"""Tables on people that hold no anonymous votes, and the quiz, whose own tests say what is told."""
ROOT = Path(__file__).parents[2]


def test_votes_of_which_the_same_may_be_told_look_the_same_everywhere(tmp_path: Path) -> None:
    campaign = AnonymousCampaign(tmp_path, seed=1)
    before = {name: table.copy() for name, table in campaign.tables.items()}
    first = campaign.published()
    record = (tmp_path / "reports/demo/manifest.json").read_text(encoding="utf-8")
    campaign.twin()
    for name, table in campaign.tables.items():
        assert not table.reset_index(drop=True).equals(before[name].reset_index(drop=True)), name
    second = campaign.published()
    assert list(first) == list(second)
    different = [place for place, text in first.items() if second[place] != text]
    assert different == []
    made = " ".join(first)
    for place in (
        "index.html", "brief.html", "ideation.html", "notebooks/ideation.ipynb", "manifest.json",
        "results/prioritisation_ranking.csv", "results/prioritisation_what_if_weights.csv",
        "results/solution_selection_what_if.csv", "demo.pptx/ppt/slides/slide1.xml",
        "prepare/prioritisation/slips.html", "reports/index.html",
    ):  # fmt: skip
        assert place in made, place
    again = (tmp_path / "reports/demo/manifest.json").read_text(encoding="utf-8")
    plain = {hashlib.sha256(p.read_bytes()).hexdigest() for p in (tmp_path / "data/demo").iterdir()}
    assert not plain & {*FINGERPRINT.findall(record), *FINGERPRINT.findall(again)}


def test_the_comparison_finds_what_exact_votes_tell(tmp_path: Path) -> None:
    campaign = AnonymousCampaign(tmp_path, seed=1)
    parameters = tmp_path / "parameters/demo.yml"
    named = parameters.read_text(encoding="utf-8").replace("anonymous_votes: true", "")
    parameters.write_text(named, encoding="utf-8")
    stages = ("ideation", "prioritisation", "solution_selection")
    first = campaign.published(stages)
    campaign.twin()
    second = campaign.published(stages)
    different = {place for place, text in first.items() if second[place] != text}
    assert different >= {
        "reports/demo/prioritisation.html",
        "reports/demo/brief.html",
        "reports/demo/notebooks/ideation.ipynb",
        "reports/demo/results/prioritisation_matrix.csv",
        "reports/demo/results/solution_selection_grid.csv",
        "reports/demo/manifest.json",
    }


def test_every_table_of_votes_and_every_stage_that_reads_one_is_among_those_compared(
    tmp_path: Path,
) -> None:
    of_people = {
        name
        for name, table in TABLES.items()
        if list(references_to_participants(table)) or "respondent" in table.column_names
    }
    votes = of_people - ELSEWHERE
    assert votes == set(AnonymousCampaign(tmp_path, seed=1).tables)
    asked = re.compile(rf"""\btable\(\\?["']({"|".join(votes)})\b""")
    for stage, path in Kit(ROOT).stages("demo").items():
        assert stage in STAGES or not asked.search(path.read_text(encoding="utf-8")), stage
