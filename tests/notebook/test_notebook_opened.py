"""A stage opened by a notebook: what it shows, keeps and says, and what it never shows."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from support.notebook_cells import run_cells

from playbook.campaign.checked import CheckedCampaign
from playbook.errors import CampaignError, NoData
from playbook.kit import Kit
from playbook.language import language, speaking
from playbook.notebook.stage import OpenStage, open_stage
from playbook.show.chart import Chart
from playbook.show.findings import Finding, Findings, Tone
from playbook.show.table import ShownTable
from playbook.tables import TABLES
from playbook.tables.reading import empty_frame

Check = Callable[..., CheckedCampaign]
Opened = Callable[..., OpenStage]

PEOPLE = "participant_id,name,role\nada,Ada Lovelace,facilitator\nbob,,other\neve,Eve Moss,other\n"
RESULT = Finding("A is first.")
DECIDE = Finding("Choose “é”.", Tone.DECIDE)


@pytest.fixture
def opened(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Write a campaign and open a stage on it; results go to the folder ``out``."""
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLAYBOOK_OUTPUT", str(tmp_path / "out"))

    def write_and_open(
        tables: dict[str, str] | None = None, more: str = "", language: str = "en"
    ) -> OpenStage:
        check({"participants": PEOPLE, **(tables or {})}, language=language, more=more).sound()
        with speaking("en"):
            return open_stage("mine", "test")

    return write_and_open


def kept(folder: Path, name: str) -> list[list[str]]:
    content = (folder / "out" / "results" / name).read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(content)))


def plain(shown: ShownTable | Findings) -> str:
    return shown._repr_mimebundle_()["text/plain"].replace("\u00a0", " ")


def test_people_are_codes_and_no_table_says_who_they_are(opened: Opened) -> None:
    votes = "participant_id,idea_id,dots\nada,i,1\nbob,i,2\neve,i,3\n"
    ideas = "idea_id,participant_id,text,round\ni,eve,x,follow_up\n"
    stage = opened({"ideas": ideas, "dot_votes": votes})
    assert all(
        re.fullmatch(r"Participant\u00a0[B-DF-HJ-NP-TV-XZ2-9]{4}", p) for p in stage.people.values()
    )
    assert list(stage.people) == sorted(stage.people)
    for name in ("participants", "ideas", "dot_votes"):
        table = stage.table(name)
        assert table["participant_id"].isin(list(stage.people)).all()
        assert table.dtypes.to_dict() == empty_frame(TABLES[name]).dtypes.to_dict()
        assert not re.search("ada|bob|eve|lovelace", table.to_csv(), re.IGNORECASE)
    assert list(stage.table("dot_votes")["participant_id"]) == sorted(stage.people)
    assert set(stage.table("dot_votes")["dots"]) == {1, 2, 3}


def test_people_have_names_where_the_campaign_shows_them(opened: Opened) -> None:
    people = opened(more="show_names: true\n").people
    (coded,) = (code for code, name in people.items() if "Participant" in name)
    assert set(people.values()) == {"Ada Lovelace", f"Participant\u00a0{coded}", "Eve Moss"}


def test_shown_and_kept_tables_hold_what_people_are_called(opened: Opened, tmp_path: Path) -> None:
    stage = opened()
    first, _other, last = stage.people
    frame = pd.DataFrame({"participant_id": [last, first], "dots": [2, 3]})
    shown = stage.show(frame, "votes")
    assert [[c.replace("\u00a0", " ") for c in row] for row in shown.cells] == [
        [f"Participant {last}", "2"],
        [f"Participant {first}", "3"],
    ]
    assert kept(tmp_path, "mine_votes.csv") == [
        ["participant_id", "dots"],
        [f"Participant\u00a0{last}", "2"],
        [f"Participant\u00a0{first}", "3"],
    ]
    assert frame["participant_id"].tolist() == [last, first]


def test_several_names_in_a_cell_are_one_text(opened: Opened, tmp_path: Path) -> None:
    frame = pd.DataFrame({"winners": [("A; 1", "B"), ("C",), ()], "other": ["a", None, "b"]})
    shown = opened().show(frame, "winners")
    assert [row[0] for row in shown.cells] == ["A; 1; B", "C", "–"]
    assert kept(tmp_path, "mine_winners.csv")[1:] == [["A; 1; B", "a"], ["C", ""], ["", "b"]]
    assert frame["winners"].tolist() == [("A; 1", "B"), ("C",), ()]


def test_the_file_holds_the_rows_and_columns_that_are_not_shown(
    opened: Opened, tmp_path: Path
) -> None:
    frame = pd.DataFrame({"rank": [1, 2, 3], "other": ["a", "b", "c"]})
    shown = opened().show(frame, "long", title="Ranks", columns=["rank"], rows=2)
    assert shown.headers == ["Rank"]
    assert shown.cells == [["1"], ["2"]]
    assert plain(shown).splitlines()[0] == "Ranks"
    assert plain(shown).splitlines()[-1] == "1 more row in results/mine_long.csv."
    assert kept(tmp_path, "mine_long.csv") == [
        ["rank", "other"],
        ["1", "a"],
        ["2", "b"],
        ["3", "c"],
    ]


def test_kept_values_are_plain_and_missing_ones_empty(opened: Opened, tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "share": [1 / 3, None],
            "rank": pd.array([1, None], dtype="Int64"),
            "flag": [True, False],
            "text": ["=1+1", None],
        }
    )
    assert opened().keep(frame, "cells_2") == "results/mine_cells_2.csv"
    assert kept(tmp_path, "mine_cells_2.csv")[1:] == [
        ["0.333333333", "1", "True", "'=1+1"],
        ["", "", "False", ""],
    ]


def test_kept_days_are_days_and_moments_are_moments(opened: Opened, tmp_path: Path) -> None:
    days = pd.to_datetime(pd.Series(["2026-09-30", None]))
    moments = pd.to_datetime(
        pd.Series(["2026-09-30 08:15", "2026-10-01"], dtype="str"), format="ISO8601"
    )
    opened().keep(pd.DataFrame({"day": days, "moment": moments}), "when")
    assert kept(tmp_path, "mine_when.csv")[1:] == [
        ["2026-09-30", "2026-09-30 08:15:00"],
        ["", "2026-10-01 00:00:00"],
    ]


def test_a_table_without_rows_keeps_its_header(opened: Opened, tmp_path: Path) -> None:
    shown = opened().show(pd.DataFrame(columns=["participant_id", "dots"]), "none")
    assert plain(shown) == "Nothing to list."
    assert kept(tmp_path, "mine_none.csv") == [["participant_id", "dots"]]


def test_files_are_kept_beside_the_tables(opened: Opened, tmp_path: Path) -> None:
    assert opened().keep_file(b"BEGIN", "plan", "ics") == "results/mine_plan.ics"
    assert (tmp_path / "out/results/mine_plan.ics").read_bytes() == b"BEGIN"


@pytest.mark.parametrize("name", ["", "A", "../up", "a b", "é", "1st", "_a", "a\n", "a.b", "a-b"])
def test_results_have_plain_names(opened: Opened, tmp_path: Path, name: str) -> None:
    stage = opened()
    for keep in (
        lambda: stage.keep(pd.DataFrame(), name),
        lambda: stage.keep_file(b"", name, "csv"),
        lambda: stage.keep_file(b"", "fine", name),
    ):
        with pytest.raises(ValueError, match="cannot name a result"):
            keep()
    assert list((tmp_path / "out").rglob("*")) == []


def test_without_a_folder_for_output_nothing_is_written(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened()
    monkeypatch.delenv("PLAYBOOK_OUTPUT")
    before = sorted(tmp_path.rglob("*"))
    stage = open_stage("mine", "test")
    assert stage.keep(pd.DataFrame({"a": [1]}), "a") == "results/mine_a.csv"
    assert plain(stage.summary()) == ""
    assert sorted(tmp_path.rglob("*")) == before


def test_what_is_to_decide_goes_to_who_decides_unless_it_names_somebody(opened: Opened) -> None:
    stage, day = opened(), date(2026, 10, 13)
    stage.decided_by("Steering committee", day)
    own = replace(DECIDE, who="Ann")
    said = stage.say(DECIDE, own, RESULT).findings
    assert said == [replace(DECIDE, who="Steering committee", by=day), own, RESULT]


def test_where_nobody_is_named_the_next_steering_committee_decides(opened: Opened) -> None:
    rows = "C1,steering,2026-01-13,\nC2,steering,2999-01-12,\nC3,provider,2998-01-01,"
    stage = opened({"committees": f"committee_id,kind,planned_on,held_on\n{rows}\n"})
    (said,) = stage.say(DECIDE).findings
    assert (said.who, said.by) == ("Steering committee", date(2999, 1, 12))
    late = Finding("Do it.", Tone.DECIDE, who="Ann", by=date(2001, 2, 3))
    assert stage.say(late).findings[0].whom == "Ann, overdue since 3 February 2001"


def test_what_the_campaign_has_gone_on_from_is_told_as_a_fact(opened: Opened) -> None:
    stage = opened()
    asked = Finding("Two are alike: merge them.", Tone.DECIDE, fact="Two are alike.")
    assert stage.say(asked).findings[0].text == "Two are alike: merge them."
    stage.gone_on(True)
    assert stage.say(asked, DECIDE).findings == [Finding("Two are alike."), DECIDE]


def test_what_is_said_is_in_the_summary_and_what_is_noted_is_not(
    opened: Opened, tmp_path: Path
) -> None:
    stage = opened()
    assert stage.say(DECIDE, None, RESULT).findings == [DECIDE, RESULT]
    assert stage.note(Finding("Small."), None).findings == [Finding("Small.")]
    assert stage.say(None).findings == []
    assert plain(stage.summary()).splitlines() == [
        "To decide: Choose “é”.",
        "Result: A is first.",
    ]
    assert json.loads((tmp_path / "out/findings.json").read_text(encoding="utf-8")) == [
        {"text": "Choose “é”.", "tone": "decide"},
        {"text": "A is first.", "tone": "result"},
    ]


def test_a_figure_that_is_not_there_is_said(opened: Opened) -> None:
    stage = opened()
    nothing = stage.draw(None)
    assert isinstance(nothing, Findings)
    assert plain(nothing) == "Caution: There is nothing to draw yet."
    assert plain(stage.summary()) == ""
    chart = Chart.__new__(Chart)
    assert stage.draw(chart) is chart


def test_the_stage_speaks_the_language_of_the_campaign(opened: Opened) -> None:
    before = language()
    with speaking("fr"):
        stage = opened(language="fr")
    assert language() == before
    with speaking("fr"):
        assert plain(stage.note(RESULT)).startswith("Résultat")


def test_opening_changes_the_language(opened: Opened) -> None:
    opened(language="fr")
    with speaking("en"):
        open_stage("mine", "test")
        assert language() == "fr"


def test_absent_tables_come_without_rows_unless_the_stage_needs_them(opened: Opened) -> None:
    stage = opened({"ideas": "idea_id,text,round\n"})
    assert stage.table("ideas").empty
    assert len(stage.table("participants")) == 3
    assert stage.parameters.top_n == 3
    assert open_stage("mine", "test", needs=["participants"]).campaign.name == "test"
    with pytest.raises(NoData) as refused:
        open_stage("mine", "test", needs=["participants", "ideas", "ratings"])
    assert refused.value.missing == ("ideas", "ratings")
    assert str(refused.value) == "no data yet for mine: needs ideas, ratings"


def test_a_campaign_with_a_problem_is_not_opened(opened: Opened, kit: Kit) -> None:
    opened()
    (kit.root / "data/test/ideas.csv").write_text("idea_id,text\nN1,Sort\n", encoding="utf-8")
    with pytest.raises(CampaignError, match="round"):
        open_stage("mine", "test")


def ratings_of(people: int, cases: int, equal: bool = False) -> str:
    """Votes, either all 3 or with decimals that no mean and no step has."""
    random = Random(1)
    rows = ["participant_id,use_case_id,value,feasibility"]
    for place in range(people * cases):
        value, feasibility = (3 if equal else random.randint(10_001, 49_999) / 1e4 for _ in "vf")
        rows.append(f"p{place // cases},u{place % cases},{value:.4f},{feasibility:.4f}")
    return "\n".join(rows)


def workshop(people: int, cases: int, equal: bool = False) -> dict[str, str]:
    """A campaign's tables for both workshops."""
    ids, sized = range(people), range(cases)
    return {
        "participants": "participant_id,role\n"
        + "".join(f"p{i},{'facilitator' if not i else 'other'}\n" for i in ids),
        "ideas": "idea_id,text,round,theme,uses_ai\n"
        + "".join(f"i{i},Sort {i},follow_up,T{i % 3},yes\n" for i in sized),
        "dot_votes": "participant_id,idea_id,dots\n"
        + "".join(f"p{i},i{i % cases},{1 if equal else 1 + i % 3}\n" for i in ids),
        "use_cases": "use_case_id,title,idea_id\n"
        + "".join(f"u{i},Case {i},i{i}\n" for i in sized),
        "ratings": ratings_of(people, cases, equal),
    }


def texts_of(shown: list[object]) -> str:
    """Everything that a notebook displayed, as text."""
    parts = []
    for value in shown:
        if isinstance(value, Chart):
            parts += [value.alt, *re.findall(r">([^<>]+)</text>", value.svg)]
        elif isinstance(value, ShownTable | Findings):
            shown = value._repr_mimebundle_()
            parts += [shown["text/html"], shown["text/plain"]]
    return "\n".join(parts)


NUMBER = re.compile(r"-?\d+\.\d+")


def test_anonymous_votes_show_no_vote_no_spread_and_no_end(opened: Opened, tmp_path: Path) -> None:
    tables = workshop(7, 6)
    # Fewer than 5 votes on the last use case.
    lines = tables["ratings"].splitlines()
    tables["ratings"] = "\n".join(line for line in lines if not re.match("p[0-2],u5", line))
    opened(tables, more="anonymous_votes: true\n")
    shown = run_cells("1b_prioritisation.ipynb", campaign="test", resamples=200)
    files = sorted((tmp_path / "out/results").glob("*.csv"))
    read = {path.stem: path.read_text(encoding="utf-8-sig") for path in files}
    everything = texts_of(shown) + "".join(read.values())
    votes = {float(n) for n in NUMBER.findall(tables["ratings"])}
    assert len(votes) > 70
    assert votes.isdisjoint(float(n) for n in NUMBER.findall(everything))
    headers = {cell for text in read.values() for cell in text.splitlines()[0].split(",")}
    assert not [h for h in headers if re.search("spread|_disagreement|min$|max$", h)]
    assert read["prioritisation_without_each_voter"].splitlines()[1:] == []
    matrix = pd.read_csv(tmp_path / "out/results/prioritisation_matrix.csv", index_col=0)
    assert matrix.loc["u5", ["value", "feasibility", "quadrant"]].isna().all()
    assert matrix.loc["u0", "value_votes"] == 7
    alone = [value for value in shown if isinstance(value, Chart) and "split" in value.alt]
    assert alone == []
    assert "fewer than 6 people voted on “Case 5”" in everything


def test_open_votes_show_what_anonymous_ones_do_not(opened: Opened, tmp_path: Path) -> None:
    opened(workshop(7, 6))
    shown = run_cells("1b_prioritisation.ipynb", campaign="test", resamples=200)
    results = tmp_path / "out/results"
    assert "value_spread" in (results / "prioritisation_matrix.csv").read_text("utf-8-sig")
    without = pd.read_csv(results / "prioritisation_without_each_voter.csv")
    assert len(without) == 7
    assert [value for value in shown if isinstance(value, Chart) and "split" in value.alt]


@pytest.mark.parametrize(("people", "cases"), [(1, 1), (7, 3)])
@pytest.mark.parametrize("anonymous", ["false", "true"])
@pytest.mark.parametrize("stage", ["1a_ideation", "1b_prioritisation"])
def test_notebooks_run_on_little_and_on_equal_votes(
    opened: Opened, tmp_path: Path, stage: str, people: int, cases: int, anonymous: str
) -> None:
    tables = workshop(people, cases, equal=True)
    opened(tables, more=f"anonymous_votes: {anonymous}\n", language="fr")
    with speaking("fr"):
        run_cells(f"{stage}.ipynb", campaign="test", resamples=50)
    said = json.loads((tmp_path / "out/findings.json").read_text(encoding="utf-8"))
    assert len(said) >= 5
    text = " ".join(finding["text"] for finding in said)
    assert "nan" not in text
    assert "{" not in text


def test_notebooks_run_before_anybody_voted(opened: Opened, tmp_path: Path) -> None:
    tables = workshop(3, 2)
    ideation = {name: tables[name] for name in ("participants", "ideas")}
    blank = "participant_id,use_case_id,value,feasibility\np0,u0,,\n"
    opened(ideation | {"use_cases": tables["use_cases"], "ratings": blank})
    shown = run_cells("1a_ideation.ipynb", campaign="test")
    assert "There is no shortlist yet: nobody has placed a dot." in texts_of(shown)
    shown = run_cells("1b_prioritisation.ipynb", campaign="test")
    assert "No use case can be ranked yet: there are too few votes." in texts_of(shown)
    assert "score" in (tmp_path / "out/results/prioritisation_ranking.csv").read_text("utf-8-sig")
