"""A campaign: read whole, or refused with every problem of it."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from playbook.campaign.checked import CheckedCampaign, check_campaign, load_campaign
from playbook.errors import CampaignError
from playbook.kit import Kit
from playbook.tables import TABLES

Check = Callable[..., CheckedCampaign]

PEOPLE = "participant_id,name\n01,NA\n1,\n"
USE_CASES = "use_case_id,title\nu,Sort\n"


def places(checked: CheckedCampaign) -> list[tuple[str, int | None, str | None, str | None]]:
    return [(p.where, p.row, p.column, p.found) for p in checked.problems]


def test_a_sound_campaign_is_read(check: Check) -> None:
    campaign = check({"participants": PEOPLE}).sound()
    assert campaign.parameters.title == "Test"
    people = campaign.table("participants")
    assert people["participant_id"].tolist() == ["01", "1"]
    assert people.index.tolist() == [0, 1]


def test_tables_that_are_absent_or_empty_come_without_rows(check: Check) -> None:
    campaign = check({"participants": PEOPLE, "ideas": "idea_id,text,round\n"}).sound()
    assert list(campaign.tables) == ["participants"]
    for name in ("ideas", "costs"):
        assert len(campaign.table(name)) == 0
        assert tuple(campaign.table(name).columns) == TABLES[name].column_names


def test_a_table_without_rows_is_mentioned(check: Check) -> None:
    campaign = check({"ideas": "idea_id,text,round\n"}).sound()
    assert [(n.where, "no row" in n.expected) for n in campaign.notices] == [
        ("data/test/ideas.csv", True)
    ]


def test_a_table_that_the_contract_does_not_have_is_an_error(check: Check) -> None:
    with pytest.raises(KeyError, match="idaes"):
        check({"participants": PEOPLE}).sound().table("idaes")


def test_changing_a_table_does_not_change_the_campaign(check: Check) -> None:
    campaign = check({"participants": PEOPLE}).sound()
    people = campaign.table("participants")
    people.loc[0, "participant_id"] = "changed"
    assert campaign.table("participants")["participant_id"].tolist() == ["01", "1"]


def test_a_vote_off_the_scale_names_file_row_column_value_and_scale(check: Check) -> None:
    ratings = "participant_id;Cas d'usage;Valeur;Faisabilité\n01;u;3,5;7\n1;u;;\n"
    tables = {"participants": PEOPLE, "use_cases": USE_CASES, "ratings": ratings}
    checked = check(tables, more="scales: {rating: [1, 6]}\n")
    assert places(checked) == [("data/test/ratings.csv", 2, "Faisabilité", "7")]
    assert str(checked.problems[0]) == (
        "data/test/ratings.csv, row 2, column Faisabilité: found “7”; "
        "expected a number from 1 to 6."
    )


def test_french_excel_files_are_read_right(check: Check) -> None:
    costs = (
        "Coût;Solution;Phase;Catégorie;Année;Montant\r\n"
        "c1;s;build;Licences;0;1\u00a0234,50\r\n"
        "c2;s;RUN;Intégration;1;1,234\r\n"
    )
    solutions = "Solution;Nom\r\ns;Trieur à façon\r\n"
    tables = {"solutions": solutions.encode("cp1252"), "costs": costs.encode("cp1252")}
    campaign = check(tables, language="fr").sound()
    assert campaign.table("costs")["amount"].tolist() == [1234.5, 1.234]
    assert campaign.table("costs")["category"].tolist() == ["licences", "integration"]
    assert campaign.table("solutions")["name"].tolist() == ["Trieur à façon"]


@pytest.mark.parametrize(
    ("language", "separator", "amount"),
    [("en", ",", 1234), ("en", ";", 1.234), ("fr", ",", 1.234), ("fr", ";", 1.234)],
)
def test_one_comma_and_three_digits_is_decimal_only_where_that_is_known(
    check: Check, language: str, separator: str, amount: float
) -> None:
    benefits = 'date;solution_id;kind;amount\n2026-01-31;s;revenue;"1,234"\n'.replace(
        ";", separator
    )
    checked = check({"solutions": "solution_id,name\ns,S\n", "benefits": benefits}, language)
    assert checked.sound().table("benefits")["amount"].tolist() == [amount]
    (notice,) = checked.notices
    assert (notice.row, notice.found) == (2, "1,234")
    assert ("1.234" in notice.expected, "1234" in notice.expected) == (True, True)


def test_french_and_iso_dates_are_read(check: Check) -> None:
    header = "committee_id,kind,planned_on,held_on\n"
    tables = {"committees": header + "a,steering,23/05/2021,2021-05-24\n"}
    row = check(tables).sound().table("committees").loc[0]
    assert row[["planned_on", "held_on"]].tolist() == [
        pd.Timestamp(2021, 5, 23),
        pd.Timestamp(2021, 5, 24),
    ]


def test_a_date_with_a_cut_year_is_refused(check: Check) -> None:
    committees = "committee_id,kind,planned_on\na,steering,25/07/202\n"
    checked = check({"committees": committees})
    assert places(checked) == [("data/test/committees.csv", 2, "planned_on", "25/07/202")]


def test_rows_after_blank_and_many_lined_ones_keep_their_numbers(check: Check) -> None:
    ideas = 'idea_id,text,round\ni1,"two\nlines",follow_up\n\ni2,x,never\n'
    assert places(check({"ideas": ideas})) == [("data/test/ideas.csv", 4, "round", "never")]


def test_a_separator_outside_quotes_is_refused_with_its_row(check: Check) -> None:
    ideas = "idea_id,round,text\ni1,follow_up,Sort letters, then answer\n"
    checked = check({"ideas": ideas})
    assert places(checked) == [("data/test/ideas.csv", 2, None, " then answer")]


def test_every_problem_is_listed_in_one_go(check: Check, kit: Kit) -> None:
    tables = {
        "participants": "participant_id,role\np,chief\np,hr\n",
        "ideas": "idea_id,text,participant_id\ni,x,q\n",
        "ratings": "",
        "zzz": "a\n1\n",
        "usage": "date,solution_id,department,active_users,eligible_users\nx,s,d,1,1.5\n",
    }
    checked = check(tables)
    assert checked.campaign is None
    assert {(where, row, column) for where, row, column, _found in places(checked)} == {
        ("data/test/participants.csv", 2, "role"),
        ("data/test/participants.csv", 3, "participant_id"),
        ("data/test/ideas.csv", None, "round"),
        ("data/test/ideas.csv", 2, "participant_id"),
        ("data/test/ratings.csv", None, None),
        ("data/test/zzz.csv", None, None),
        ("data/test/usage.csv", 2, "date"),
        ("data/test/usage.csv", None, "solution_id"),
        ("data/test/usage.csv", 2, "eligible_users"),
    }
    assert len(checked.problems) == 9
    with pytest.raises(CampaignError) as refusal:
        load_campaign(kit, "test")
    assert str(refusal.value).splitlines() == [str(problem) for problem in checked.problems]


def test_problems_are_said_in_the_language_of_the_campaign(check: Check) -> None:
    ideas = "idea_id,text,round\n,x,follow_up\n"
    french = check({"ideas": ideas}, language="fr")
    assert [problem.expected for problem in french.problems] == ["cette cellule doit être remplie."]


def test_a_missing_folder_of_tables_is_a_problem(kit: Kit) -> None:
    kit.parameters_of("x").write_text(
        "title: T\nlanguage: en\nchallenge: C\ndata: data/none\nas_of: 2026-01-01\n"
    )
    checked = check_campaign(kit, "x")
    assert [problem.where for problem in checked.problems] == ["data/none"]


def test_bad_parameters_are_a_problem_of_the_campaign(check: Check) -> None:
    checked = check({"participants": PEOPLE}, more="tpo_n: 3\n")
    assert [problem.column for problem in checked.problems] == ["tpo_n"]
    assert checked.problems[0].where == "parameters/test.yml, line 6"


def test_a_campaign_that_does_not_exist_is_a_problem(kit: Kit) -> None:
    assert ["no such file" in p.expected for p in check_campaign(kit, "none").problems] == [True]


def test_a_source_that_is_no_folder_is_refused(kit: Kit) -> None:
    kit.parameters_of("x").write_text(
        "title: T\nlanguage: en\nchallenge: C\ndata: sqlite:///x\nas_of: 2026-01-01\n"
    )
    assert [problem.where for problem in check_campaign(kit, "x").problems] == ["sqlite:///x"]
