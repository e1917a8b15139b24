"""Each preset on a small file that is laid out as its tool lays it out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from support.imports import make_campaign, reasons, rows, take

from playbook.kit import Kit

MURAL = """ID,Text,BG Color,Sticky type,Border line,Position X,Position Y,Area,Link to,\
Last Updated By,Last Updated,Tags
0-1,Sort mail &amp; calls,#FCF281,sticky,none,1,2,Sorting,,Ann,2026-09-01,"IA, Triage, Fast"
0-2,,#FCF281,sticky,none,1,2,Sorting,,Ann,2026-09-01,
0-3,"Answer &lt;b&gt;faster&lt;/b&gt;
at once",#FCF281,sticky,none,1,2,The answer,,Ann,2026-09-01,no AI
0-1,Sort mail &amp; calls,#FCF281,sticky,none,1,2,Sorting,,Ann,2026-09-01,"IA, Triage, Fast"
0-1,Sort nothing,#FCF281,sticky,none,1,2,Sorting,,Ann,2026-09-01,
"""
STEPS = "step_id,position,label\nST1,1,The request\nST2,2,The answer\n"


def test_mural_notes_with_their_tags_and_areas(tmp_path: Path) -> None:
    kit = make_campaign(tmp_path, {"process_steps": STEPS})
    plan = take(kit, MURAL, "mural")
    first, second = rows(kit, "ideas")
    assert first == {
        "idea_id": "mural-0-1", "participant_id": "", "text": "Sort mail & calls",
        "round": "first_reflection", "step_id": "", "theme": "Triage", "uses_ai": "yes",
    }  # fmt: skip
    assert second["text"] == "Answer <b>faster</b>\nat once"
    assert (second["step_id"], second["theme"], second["uses_ai"]) == ("ST2", "", "no")
    assert reasons(plan) == {
        3: "the note is empty.",
        5: "it says the same as row 2 of export.csv: counted once.",
        6: "row 2 of export.csv says something else for mural-0-1: that row is taken.",
    }
    assert "Last Updated By" in plan.unused["export.csv"]
    assert next(note.found for note in plan.notes if note.column == "Tags") == "IA, Triage, Fast"


def test_miro_notes_with_tags(campaign: Kit) -> None:
    plan = take(campaign, 'Content,Tags\nSort mail,"AI, Mail"\n,x\nSort mail,Mail\n', "miro")
    (idea,) = rows(campaign, "ideas")
    assert (idea["text"], idea["theme"], idea["uses_ai"]) == ("Sort mail", "Mail", "yes")
    assert idea["idea_id"].startswith("miro-")
    assert set(reasons(plan)) == {3, 4}


def test_miro_items_that_are_no_notes_are_listed(campaign: Kit) -> None:
    text = "title,type,x,y,width,height\nSort,sticker,1,2,3,4\nOur board,text,1,2,3,4\n"
    plan = take(campaign, text, "miro-items")
    assert [idea["text"] for idea in rows(campaign, "ideas")] == ["Sort"]
    assert reasons(plan) == {3: "the item is not a sticky note."}


@pytest.mark.parametrize("header", ["Idea,Category,Author", "Idée;Catégorie;Auteur"])
def test_klaxoon_ideas_in_both_languages(campaign: Kit, header: str) -> None:
    separator = ";" if ";" in header else ","
    line = separator.join(["Sort mail", "Mail", "Ann Lee"])
    take(campaign, f"{header}\n{line}\n", "klaxoon")
    (idea,) = rows(campaign, "ideas")
    (person,) = rows(campaign, "participants")
    assert (idea["text"], idea["theme"]) == ("Sort mail", "Mail")
    assert (person["participant_id"], person["name"]) == (idea["participant_id"], "Ann Lee")


LOOMIO = """poll
id,group_id,title,author_name,details,poll_url
7,1,Which?,Ann,"Choose,
please",https://x
poll_options
id,poll_id,name,name_format,rank,score,average,voter_count,color
11,7,Chatbot,plain,1,3,1.5,2,#fff
12,7,"Sort, fast",plain,2,2,1,1,#000
votes
id,poll_id,voter_id,voter_name,member_title,delegate,created_at,updated_at,reason,reason_format,\
Chatbot,"Sort, fast"
91,7,3,Ann Lee,,,2026-09-01T10:00:00Z,2026-09-01T10:00:00Z,because,html,2,0
92,7,,Anonymous,,,2026-09-01T10:00:00Z,2026-09-01T10:00:00Z,,html,1,2
93,7,5,Cid Moe,,,2026-09-01T10:00:00Z,2026-09-01T10:00:00Z,,html,,
"""


def test_loomio_options_and_votes(tmp_path: Path) -> None:
    people = "participant_id,name\nP1,Ann LEE\n"
    kit = make_campaign(tmp_path, {"participants": people})
    plan = take(kit, LOOMIO, "loomio")
    assert [i["idea_id"] for i in rows(kit, "ideas")] == ["loomio-11", "loomio-12"]
    votes = [(v["participant_id"], v["idea_id"], v["dots"]) for v in rows(kit, "dot_votes")]
    (anonymous,) = [p["participant_id"] for p in rows(kit, "participants")[1:]]
    assert votes == [
        ("P1", "loomio-11", "2"), (anonymous, "loomio-11", "1"), (anonymous, "loomio-12", "2"),
    ]  # fmt: skip
    assert (plan.rows, len(plan.taken), set(reasons(plan))) == (6, 4, {3, 12})


def loomio(ballots: str) -> str:
    """A poll with three options, as Loomio of late 2026 lays it out."""
    return f"""poll
id,group_id,title,author_name
7,1,Which?,Ann
poll_options
id,poll_id,name,name_format,rank,score,unweighted_score,average,voter_count,color
11,7,Chatbot,plain,1,3,3,1.5,2,#fff
12,7,Sort,plain,2,2,2,1,1,#000
13,7,Post,plain,3,1,1,1,1,#000
0,7,poll_common_form.none_of_the_above,i18n,,0,0,0,1,#BBBBBB
votes
id,poll_id,voter_id,voter_name,member_title,delegate,vote_weight,created_at,updated_at,reason,\
reason_format,Chatbot,Sort,Post
{ballots}"""


def ranked(kit: Kit) -> dict[str, dict[str, int]]:
    """The position that each voter gave each idea."""
    found: dict[str, dict[str, int]] = {}
    for row in rows(kit, "ranked_votes"):
        found.setdefault(row["participant_id"], {})[row["idea_id"]] = int(row["position"])
    return found


POINTS = """91,7,3,Ann Lee,,,1,2026-09-01T10:00:00Z,,,html,1,2,
92,7,4,Cid Moe,,,2.33,2026-09-01T10:00:00Z,,,html,,1,2
93,7,5,Eve Poe,,,1,2026-09-01T10:00:00Z,,,html,,,
"""


def test_the_most_points_of_a_ranked_choice_are_the_first_place(tmp_path: Path) -> None:
    people = "participant_id,name\nP1,Ann Lee\nP2,Cid Moe\n"
    kit = make_campaign(tmp_path, {"participants": people})
    plan = take(kit, loomio(POINTS), "loomio-ranked")
    assert ranked(kit) == {
        "P1": {"loomio-12": 1, "loomio-11": 2}, "P2": {"loomio-13": 1, "loomio-12": 2},
    }  # fmt: skip
    assert [idea["text"] for idea in rows(kit, "ideas")] == ["Chatbot", "Sort", "Post"]
    assert [person["name"] for person in rows(kit, "participants")] == ["Ann Lee", "Cid Moe"]
    assert set(reasons(plan)) == {3, 9, 14}


def test_equal_scores_share_a_place_and_zero_is_a_score(tmp_path: Path) -> None:
    kit = make_campaign(tmp_path)
    take(kit, loomio("91,7,3,Ann Lee,,,1,,,,html,0,5,5\n"), "loomio-ranked")
    assert list(ranked(kit).values()) == [{"loomio-11": 3, "loomio-12": 1, "loomio-13": 1}]


def test_a_number_that_is_none_spoils_the_ballot_it_stands_on(tmp_path: Path) -> None:
    kit = make_campaign(tmp_path)
    plan = take(kit, loomio("91,7,3,Ann Lee,,,1,,,,html,two,1,\n"), "loomio-ranked")
    assert ranked(kit) == {}
    assert "number" in reasons(plan)[12]


def test_numbers_of_a_transferable_vote_are_places(tmp_path: Path) -> None:
    kit = make_campaign(tmp_path)
    take(kit, loomio("91,7,3,Ann Lee,,,1,,,,html,2,1,3\n92,7,4,Cid Moe,,,1,,,,html,1,,\n"),
         "loomio-stv")  # fmt: skip
    assert list(ranked(kit).values()) == [
        {"loomio-11": 2, "loomio-12": 1, "loomio-13": 3}, {"loomio-11": 1},
    ]  # fmt: skip


def test_a_voters_weight_is_no_option(tmp_path: Path) -> None:
    kit = make_campaign(tmp_path)
    plan = take(kit, loomio("91,7,3,Ann Lee,,,1,,,,html,2,,\n"), "loomio")
    assert [(v["idea_id"], v["dots"]) for v in rows(kit, "dot_votes")] == [("loomio-11", "2")]
    assert set(reasons(plan)) == {3, 9}


DECIDIM = """id;category/id;category/name/fr;title/fr;body/fr;state;supports
12;3;Courrier;"Trier &amp; classer";<p>Long</p>;accepted;41
13;3;Courrier;Retirée;<p>x</p>;withdrawn;2
"""


def test_decidim_proposals(campaign: Kit) -> None:
    plan = take(campaign, DECIDIM, "decidim")
    (idea,) = rows(campaign, "ideas")
    assert (idea["idea_id"], idea["text"]) == ("decidim-12", "Trier & classer")
    assert idea["theme"] == "Courrier"
    assert reasons(plan) == {3: "the proposal was withdrawn."}
    assert "supports" in plan.unused["export.csv"]


PABULIB = """META
key;value
country;France
vote_type;{kind}
PROJECTS
project_id;cost;name;category
4;100;Bikes;Mobility
6;100;A garden;
VOTES
voter_id;vote{more}
"""


def test_pabulib_points_are_dots(campaign: Kit) -> None:
    text = PABULIB.format(kind="cumulative", more=";points") + "0;4,6;3,1\n1;6;2\n2;6,4;1\n3;9;1\n"
    plan = take(campaign, text, "pabulib", "town.pb")
    assert [idea["text"] for idea in rows(campaign, "ideas")] == ["Bikes", "A garden"]
    dots = [(vote["idea_id"], vote["dots"]) for vote in rows(campaign, "dot_votes")]
    assert dots == [("pabulib-4", "3"), ("pabulib-6", "1"), ("pabulib-6", "2")]
    assert len(rows(campaign, "participants")) == 2
    assert plan.unused["town.pb"] == ["cost"]
    assert "not as many" in reasons(plan)[13]
    assert reasons(plan)[14].startswith("ideas has no such identifier.")


def test_pabulib_approvals_are_one_dot_and_rankings_are_none(campaign: Kit) -> None:
    take(campaign, PABULIB.format(kind="approval", more="") + "0;4,6\n", "pabulib", "a.pb")
    assert [vote["dots"] for vote in rows(campaign, "dot_votes")] == ["1", "1"]
    plan = take(campaign, PABULIB.format(kind="ordinal", more="") + "9;6,4\n", "pabulib", "b.pb")
    assert reasons(plan)[11] == (
        "the ballot is a ranking and has no dots: pabulib-rankings takes it."
    )
    assert len(rows(campaign, "dot_votes")) == 2


def test_pabulib_rankings_are_positions_in_the_order_of_the_ballot(campaign: Kit) -> None:
    text = PABULIB.format(kind="ordinal", more="") + "9;6,4\n8;4\n7;\n"
    take(campaign, text, "pabulib-rankings", "town.pb")
    assert rows(campaign, "dot_votes") == []
    ranks = [(vote["idea_id"], vote["position"]) for vote in rows(campaign, "ranked_votes")]
    assert ranks == [("pabulib-6", "1"), ("pabulib-4", "2"), ("pabulib-4", "1")]
    plan = take(campaign, PABULIB.format(kind="approval", more="") + "6;4\n", "pabulib-rankings")
    assert reasons(plan)[11] == "the ballot is no ranking: pabulib takes it."


CASES = "use_case_id,title\nU1,Chatbot\nU2,Mail sorting\n"
MICROSOFT = {
    "en": "ID,Start time,Completion time,Email,Name,Last modified time,Your idea,"
    "Value of it?.[Chatbot],Value of it?.[Mail sorting],Feasibility of it?.[Chatbot]\n"
    "1,9/8/26 10:00:00,9/8/26 10:01:00,ann@example.org,Ann,,Sort mail,4,5 – high,2\n"
    "2,9/8/26 10:00:00,9/8/26 10:01:00,anonymous,Anonymous,,,3,9,\n",
    "fr": "ID;Heure de début;Heure de fin;Adresse de messagerie;Nom;Total points;Quiz feedback;"
    "Heure de la dernière modification;Votre idée;"
    "Valeur ? [Chatbot];Valeur ? [Mail sorting];Faisabilité ? [Chatbot]\n"
    "1;08/09/2026 10:00;08/09/2026 10:01;ann@example.org;Ann;;;;Sort mail;4;5 – forte;2\n"
    "2;08/09/2026 10:00;08/09/2026 10:01;anonymous;Anonyme;;;;;3;9;\n",
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_microsoft_forms_ideas_and_ratings(tmp_path: Path, language: str) -> None:
    kit = make_campaign(tmp_path, {"use_cases": CASES})
    plan = take(kit, MICROSOFT[language], "microsoft-forms")
    (idea,) = rows(kit, "ideas")
    assert (idea["text"], idea["round"]) == ("Sort mail", "follow_up")
    ratings = [(r["use_case_id"], r["value"], r["feasibility"]) for r in rows(kit, "ratings")]
    assert ratings == [("U1", "4.0", "2.0"), ("U2", "5.0", ""), ("U1", "3.0", "")]
    (refused,) = plan.rejected_parts
    assert (refused.place.row, refused.found) == (3, "9")
    assert [person["name"] for person in rows(kit, "participants")] == ["Ann", ""]


def test_a_pulse_survey_from_excel_has_days_and_no_people(campaign: Kit) -> None:
    book = xlsxwriter.Workbook(campaign.root / "forms.xlsx")
    sheet = book.add_worksheet("Sheet1")
    moment = book.add_format({"num_format": "m/d/yy h:mm:ss"})
    header = ["ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"]
    header += ["Votre service", "Votre crainte ?", "Comprenez-vous ?", "Déçu ?", "Usage quotidien"]
    sheet.write_row(0, 0, header)
    for i in range(2):
        sheet.write(i + 1, 0, i + 1)
        sheet.write_datetime(i + 1, 1, datetime(2026, 9, 8, 10, i), moment)
        sheet.write_datetime(i + 1, 2, datetime(2026, 9, 8, 10, i, 30), moment)
        sheet.write_row(i + 1, 3, ["ann@example.org", "Ann", "Sinistres", 2, "3 – moyen", 1, 5])
    book.close()
    content = (campaign.root / "forms.xlsx").read_bytes()
    take(campaign, content, "microsoft-forms", "forms.xlsx")
    pulse = rows(campaign, "pulse")
    assert [row["date"] for row in pulse] == ["2026-09-08 00:00:00"] * 2
    assert [row["understanding"] for row in pulse] == ["3.0", "3.0"]
    assert len({row["respondent"] for row in pulse}) == 2
    assert rows(campaign, "participants") == []


def test_microsoft_forms_in_german(campaign: Kit) -> None:
    text = (
        "Id;Startzeit;Fertigstellungszeit;E-Mail;Name;Abteilung;Haben Sie Angst davor?;"
        "Verstehen Sie es?;Sind Sie enttäuscht?;Nutzen Sie es täglich?\n"
        "1;08.09.2026 10:00;08.09.2026 10:04;anonymous;;Claims;2;3;1;5\n"
    )
    take(campaign, text, "microsoft-forms")
    (row,) = rows(campaign, "pulse")
    said = [row[name] for name in ("fear", "understanding", "disappointment", "daily_use")]
    assert (row["date"][:10], row["department"], said) == (
        "2026-09-08",
        "Claims",
        ["2.0", "3.0", "1.0", "5.0"],
    )


GOOGLE = {
    "en": "Timestamp,Email Address,Your name,Department,Your idea,Value [Chatbot]\n"
    "2026/09/27 3:00:00 PM GMT+3,ann@example.org,Ann,Claims,Sort mail,4\n",
    "fr": "Horodateur,Adresse e-mail,Votre nom,Service,Votre idée,Valeur [Chatbot]\n"
    "27/09/2026 15:00:00,ann@example.org,Ann,Claims,Sort mail,4\n",
    "de": "Zeitstempel,E-Mail-Adresse,Ihr Name,Abteilung,Ihre Idee,Nutzen [Chatbot]\n"
    "27.09.2026 15:00:00,ann@example.org,Ann,Claims,Sort mail,4\n",
}


@pytest.mark.parametrize("language", GOOGLE)
def test_google_forms_ideas_and_ratings(tmp_path: Path, language: str) -> None:
    kit = make_campaign(tmp_path, {"use_cases": CASES})
    take(kit, GOOGLE[language], "google-forms")
    assert [idea["text"] for idea in rows(kit, "ideas")] == ["Sort mail"]
    assert [rating["value"] for rating in rows(kit, "ratings")] == ["4.0"]
    (person,) = rows(kit, "participants")
    assert (person["name"], person["department"]) == ("Ann", "Claims")


SOLUTIONS = "solution_id,name\nS1,Chatbot\n"
JIRA = """\
Summary,Issue key,Issue id,Issue Type,Labels,Labels,Component/s,Component/s,Created,Resolved
Fails on Safari,P-1,1,Bug,,web,,Chatbot,09/Oct/25 1:42 PM,10/Oct/25 9:00 AM
Add a voice,P-2,2,Improvement,,,Chatbot,,10/Oct/25 1:42 PM,
Other,P-3,3,Epic,,,Chatbot,,10/Oct/25 1:42 PM,
"""


def test_jira_issues_with_repeated_columns(tmp_path: Path) -> None:
    kit = make_campaign(tmp_path, {"solutions": SOLUTIONS})
    plan = take(kit, JIRA, "jira")
    first, second = rows(kit, "requests")
    assert (first["request_id"], first["solution_id"], first["kind"]) == (
        "jira-P-1",
        "S1",
        "incident",
    )
    assert (first["opened_on"][:10], first["closed_on"][:10]) == ("2025-10-09", "2025-10-10")
    assert (second["kind"], second["closed_on"]) == ("evolution", "")
    assert set(reasons(plan)) == {4}


@pytest.mark.parametrize(
    ("preset", "text", "expected"),
    [
        (
            "servicenow",
            "Number,Opened,Short description,Configuration item,Closed\n"
            "INC1,04/03/2026 10:00:00,Slow,Chatbot,\nINC2,04/13/2026 10:00:00,Slow,Chatbot,\n",
            [("sn-INC1", "2026-04-03", "incident"), ("sn-INC2", "2026-04-13", "incident")],
        ),
        (
            "glpi",
            "ID;Titre;Statut;Date d'ouverture;Type;Catégorie\n"
            "7;Lent;Clos;13-04-2026 10:00;Demande;Chatbot\n",
            [("glpi-7", "2026-04-13", "support")],
        ),
    ],
)
def test_tickets_become_requests(
    tmp_path: Path, preset: str, text: str, expected: list[tuple[str, str, str]]
) -> None:
    kit = make_campaign(tmp_path, {"solutions": SOLUTIONS})
    take(kit, text, preset)
    found = [(r["request_id"], r["opened_on"][:10], r["kind"]) for r in rows(kit, "requests")]
    assert found == expected


@pytest.mark.parametrize(
    ("preset", "text"),
    [
        (
            "copilot-usage",
            "\ufeffReport Refresh Date,Report Date,Report Period,Any App Active Users,"
            "Any App Enabled Users\n2026-09-06,2026-09-05,30,8,12\n",
        ),
        (
            "usage-counts",
            "Date,Tool,Department,Active users,Seats\n2026-09-05,Chatbot,,8,12\n",
        ),
    ],
)
def test_counts_of_users_become_usage(tmp_path: Path, preset: str, text: str) -> None:
    solutions = "solution_id,name\ncopilot,Chatbot\n"
    kit = make_campaign(tmp_path, {"solutions": solutions})
    take(kit, text, preset)
    (usage,) = rows(kit, "usage")
    assert usage == {
        "date": "2026-09-05 00:00:00", "solution_id": "copilot", "department": "All",
        "active_users": "8", "eligible_users": "12",
    }  # fmt: skip


def test_limesurvey_responses_that_were_submitted(tmp_path: Path) -> None:
    kit = make_campaign(tmp_path, {"use_cases": CASES})
    text = (
        "Response ID,Date submitted,Last page,Your name,Your idea,Value [Chatbot]\n"
        "1,2026-09-01 10:00:00,1,Ann,Sort mail,4\n2,,1,Bob,Lost,1\n3,2026-09-02 10:00:00,1,Ann,,5\n"
    )
    plan = take(kit, text, "limesurvey")
    assert [idea["text"] for idea in rows(kit, "ideas")] == ["Sort mail"]
    assert [rating["value"] for rating in rows(kit, "ratings")] == ["5.0"]
    assert reasons(plan)[3] == "the response was not submitted."
