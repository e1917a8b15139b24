"""The sentences and figures of the culture stage, from no rows to many."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from support.charts import words_of
from support.small_tables import small_table

from playbook.language import speaking
from playbook.show.chart import Chart
from playbook.show.findings import Finding, Tone
from playbook.stages import culture_spread as culture

STATUSES = ("planned", "running", "done", "abandoned")


def everything(size: int) -> dict[str, object]:
    """All that the notebook computes, from tables of `size` rows."""
    tables = {name: small_table(name) for name in culture.NAMED_IN}
    departments = max(1, size // 5)
    tables["data_assets"] = small_table(
        "data_assets",
        "asset_id|label|owner_department|access|used_by",
        *(f"A{i}|Data {i}|D{i % departments}|closed|D{i % 7};D{i % 3}" for i in range(size)),
    )
    tables["referents"] = small_table(
        "referents", "department|referent|management_pair", *(f"D{i}|R|" for i in range(size))
    )
    tables["initiatives"] = small_table(
        "initiatives",
        "initiative_id|title|department|status|outcome|lesson",
        *(f"I{i}|Title {i}|D{i}|done|{'success' if i % 2 else ''}|" for i in range(size)),
    )
    use_cases = small_table(
        "use_cases", "use_case_id|title", *(f"U{i}|Case {i}" for i in range(size))
    )
    rollouts = small_table(
        "rollouts",
        "use_case_id|site|status",
        *(f"U{i}|Site {i % 20}|{STATUSES[i % 4]}" for i in range(size)),
    )
    alike = culture.spell_alike(tables)
    known = culture.known_departments(alike)
    data = alike["data_assets"]
    given, matrix = culture.department_exchanges(data, known), culture.exchange_matrix(data, known)
    coverage = culture.referent_coverage(known, alike["referents"])
    sites = culture.status_matrix(rollouts, use_cases)
    progress = culture.rollout_progress(sites)
    outcomes = culture.outcome_counts(alike["initiatives"])
    left = culture.unlearnt(alike["initiatives"])
    listed = {"data_assets", "referents", "initiatives"} if size else set()
    footholds = culture.footholds(coverage, given, alike["initiatives"], listed)
    openness = culture.openness(data)
    return {
        "charts": [
            culture.draw_openness(openness),
            culture.draw_exchanges(matrix, given),
            culture.draw_rollouts(sites, progress),
            culture.draw_outcomes(outcomes),
            culture.draw_footholds(footholds),
        ],
        "findings": [
            culture.say_openness(openness),
            culture.say_silos(given),
            culture.say_one_way(given),
            *culture.say_worth_checking(culture.worth_checking(data)),
            culture.say_referents(coverage),
            culture.say_pairs(coverage),
            culture.say_rollouts(progress),
            culture.say_next_sites(progress),
            *culture.say_given_up(progress),
            culture.say_lessons(outcomes),
            culture.say_unlearnt(left, outcomes),
            culture.say_footholds(footholds),
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


def drawn_words(chart: object) -> str:
    """The words of a figure, one after the other."""
    assert isinstance(chart, Chart)
    return " ".join(words_of(chart))


def test_grids_say_what_they_do_not_draw() -> None:
    _openness, exchanges, rollouts, *_rest = everything(65)["charts"]  # type: ignore[misc]
    assert "Drawn: the 12 departments of 13 that exchange most." in drawn_words(exchanges)
    words = drawn_words(rollouts)
    assert exchanges.alt.count("of its data assets used by others") == 12
    assert words.endswith(
        "is recorded there. 12 more sites are not drawn. 53 more use cases are not drawn."
    )
    _openness, exchanges, rollouts, *_rest = everything(8)["charts"]  # type: ignore[misc]
    assert "is a silo." in drawn_words(exchanges)
    assert "not drawn" not in drawn_words(rollouts)


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
    rollouts = small_table(
        "rollouts", "use_case_id|site|status", *(f"U1|{place}|done" for place in places)
    )
    matrix = culture.status_matrix(rollouts, use_cases)
    chart = culture.draw_rollouts(matrix, culture.rollout_progress(matrix))
    assert chart is not None
    assert chart.alt.startswith("1 of 1 use cases is done at every site. ")
    found = words_of(chart)
    assert [word for word in found if set(word) == {"A"}] == row
    assert [word for word in found if set(word) <= {"B", "…"}] == column


def test_use_cases_that_begin_alike_are_told_apart() -> None:
    start = "Read and sort every letter that a member has written by hand"
    titles = [f"{start} at the desk", f"{start} in a branch"]
    use_cases = small_table("use_cases", "use_case_id|title", *(f"{t}|{t}" for t in titles))
    rollouts = small_table("rollouts", "use_case_id|site|status", *(f"{t}|S|done" for t in titles))
    matrix = culture.status_matrix(rollouts, use_cases)
    chart = culture.draw_rollouts(matrix, culture.rollout_progress(matrix))
    assert chart is not None
    ends = [words for words in words_of(chart) if words.startswith("…")]
    assert [words.split()[-1] for words in ends] == ["desk", "branch"]


def test_data_that_nobody_is_recorded_as_using_make_no_figure_of_exchanges() -> None:
    unused = small_table(
        "data_assets", "asset_id|label|owner_department|access|used_by", "A1|Mail|Claims|closed|"
    )
    known = culture.known_departments({"data_assets": unused})
    given, matrix = (
        culture.department_exchanges(unused, known),
        culture.exchange_matrix(unused, known),
    )
    assert len(matrix) == 1
    assert culture.draw_exchanges(matrix, given) is None


def test_the_departments_with_the_fewest_footholds_are_drawn() -> None:
    table = pd.DataFrame(
        {"department": [f"D{n:02}" for n in range(13)], "referent": True, "signs": 1}
    )
    circles = "A full circle: yes; a small empty one: not recorded."
    thirteen, twelve = culture.draw_footholds(table), culture.draw_footholds(table.tail(12))
    assert drawn_words(thirteen).count(f"{circles} Drawn: the 12 with the fewest.") == 1
    assert drawn_words(twelve).endswith(circles)
    assert thirteen is not None
    assert re.findall(r"D\d\d", thirteen.alt) == [f"D{n:02}" for n in range(1, 13)]
    assert culture.draw_footholds(table.drop(columns="referent")) is None


def test_footholds_are_said_where_one_sign_at_least_is_known() -> None:
    table = pd.DataFrame({"department": ["Claims", "IT"], "referent": True, "signs": [1, 1]})
    assert culture.say_footholds(table) == Finding(
        "Every known department has at least one of these footholds."
    )
    assert culture.say_footholds(table.head(0)) is None
    assert culture.say_footholds(table.drop(columns="referent")) is None


def positions(**by_department: str) -> pd.DataFrame:
    return pd.DataFrame(by_department.items(), columns=["department", "position"])


def test_silos_are_named_with_the_doubt_about_the_record() -> None:
    one = culture.say_silos(positions(Branches="silo", Claims="exchanges"))
    assert one is not None
    assert one.tone is Tone.DECIDE
    assert one.text == (
        "Branches is a silo: as far as recorded, it shares no data with other departments and"
        " uses none of theirs."
    )
    two = culture.say_silos(positions(Branches="silo", HR="silo"))
    assert two is not None
    assert two.text.startswith("Branches and HR are silos:")
    none = culture.say_silos(positions(Claims="lends_only", Legal="not_listed"))
    assert none is not None
    assert none.tone is Tone.RESULT
    assert culture.say_silos(positions(Legal="not_listed")) is None


def coverage(**states: str) -> pd.DataFrame:
    return pd.DataFrame(states.items(), columns=["department", "state"])


def test_referents_and_pairs_in_words() -> None:
    some = coverage(Claims="paired", IT="none", HR="alone")
    assert culture.say_referents(some) == Finding(
        "1 of 3 known departments has no referent: IT.", Tone.DECIDE
    )
    assert culture.say_pairs(some) == Finding(
        "The referent of HR works without a manager at their side: is one needed?", Tone.DECIDE
    )
    good = coverage(Claims="paired", IT="paired")
    assert culture.say_referents(good) == Finding(
        "All 2 departments that are known have a referent."
    )
    assert culture.say_pairs(good) == Finding("Every referent is paired with a manager.")
    nobody = coverage(IT="none", HR="none")
    assert culture.say_pairs(nobody) is None
    assert culture.say_referents(nobody) == Finding(
        "Nobody is named as a referent yet; 2 departments are known.", Tone.DECIDE
    )


def test_many_names_are_cut_and_a_single_one_more_is_not() -> None:
    seven = culture.say_referents(coverage(HR="alone", **{f"D{i}": "none" for i in range(7)}))
    six = culture.say_referents(coverage(HR="alone", **{f"D{i}": "none" for i in range(6)}))
    assert seven is not None
    assert seven.text.endswith("D4 and 2 more.")
    assert six is not None
    assert six.text.endswith("D4 and D5.")


def counts(*rows: tuple[str | None, int, int, int]) -> pd.DataFrame:
    columns = ["outcome", "initiatives", "with_lesson", "without_lesson"]
    return pd.DataFrame(rows, columns=columns)


def open_data(*rows: tuple[str, int, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["owner_department", "shared", "on_request", "closed"])


def said(chart: Chart | None) -> str:
    assert chart is not None
    return chart.alt


def test_the_figure_of_openness_says_who_keeps_all_data_closed() -> None:
    alike, bare, some = ("Desk", 1, 1, 0), ("Claims", 0, 0, 2), ("IT", 1, 0, 1)
    one = said(culture.draw_openness(open_data(alike, bare)))
    assert one == (
        "1 of 2 departments that hold data keeps all of it closed."
        " Desk: 1 open to all, 1 on request, 0 closed;"
        " Claims: 0 open to all, 0 on request, 2 closed."
    )
    two = said(culture.draw_openness(open_data(some, bare, ("HR", 0, 0, 1))))
    assert two.startswith("2 of 3 departments that hold data keep all of it closed.")
    none = said(culture.draw_openness(open_data(alike, some)))
    assert none.startswith("Every department that holds data opens some of it.")


def test_of_many_departments_the_figure_of_openness_says_how_many_it_draws() -> None:
    thirteen, many = (
        culture.draw_openness(open_data(*((f"D{i}", 0, 0, 1) for i in range(size))))
        for size in (13, 37)
    )
    assert said(thirteen).count("1 closed") == 13
    assert said(many).startswith("37 of 37 departments that hold data keep all of it closed.")
    assert said(many).count("1 closed") == 36
    assert many is not None
    assert "36 of 37 rows are drawn" in many.svg


def test_the_figure_of_outcomes_says_how_many_left_no_lesson() -> None:
    one = said(culture.draw_outcomes(counts(("success", 2, 1, 1), (None, 1, 1, 0))))
    assert one == (
        "1 finished initiative left no lesson."
        " Success: 1 with a lesson, 1 without; Not noted: 1 with a lesson, 0 without."
    )
    two = said(culture.draw_outcomes(counts(("mixed", 2, 0, 2))))
    assert two.startswith("2 finished initiatives left no lesson.")
    none = said(culture.draw_outcomes(counts(("failure", 1, 1, 0))))
    assert none.startswith("Every finished initiative left a lesson.")


def test_lessons_from_failures_are_told_apart() -> None:
    both = culture.say_lessons(
        counts(("success", 2, 2, 0), ("mixed", 1, 0, 1), ("failure", 1, 1, 0))
    )
    assert both is not None
    assert both.text == (
        "3 of 4 finished initiatives left a lesson; of the 2 that failed, wholly or in part, 1 did."
    )
    only = culture.say_lessons(counts(("success", 1, 0, 1)))
    assert only is not None
    assert only.text == "0 of 1 finished initiative left a lesson; no failure is noted."


def test_what_is_not_filled_is_said_and_what_is_is_not() -> None:
    assert culture.say_lacking(culture.OWN_TABLES) is None
    one = culture.say_lacking({"data_assets", "referents", "initiatives"})
    assert one == Finding(
        "Not filled yet, so this report says nothing of it: Roll-outs.", Tone.CAUTION
    )
    assert culture.say_lacking({"ideas"}) == Finding(
        "Nothing is known yet of how the culture spreads. Not one of these is filled: Data assets,"
        " Referents, Roll-outs and Initiatives.",
        Tone.DECIDE,
    )


def progress(done: int, abandoned_at: str | None, next_sites: str | None) -> pd.DataFrame:
    row = {
        "title": "Sorting", "done": done, "running": 0, "planned": 1, "abandoned": 1,
        "abandoned_at": abandoned_at, "next_sites": next_sites,
    }  # fmt: skip
    return pd.DataFrame([row])


def test_next_sites_and_sites_that_gave_up() -> None:
    found = culture.say_next_sites(progress(1, None, "East; West"))
    assert found is not None
    assert found.text == (
        "“Sorting” is done at 1 site, and nothing is recorded for East and West: the next place?"
    )
    two = pd.concat([progress(1, None, "East"), progress(2, None, "West").assign(title="Reading")])
    both = culture.say_next_sites(two)
    assert both is not None
    assert both.text.startswith("“Sorting” and “Reading” are done at some sites")
    assert both.tone is Tone.DECIDE
    assert culture.say_next_sites(progress(2, "East", None)) is None
    (left,) = culture.say_given_up(progress(2, "East", None))
    assert left.text == "“Sorting” was given up at East and is done elsewhere: find out why."
    assert culture.say_given_up(progress(0, "East", None)) == []
    (two,) = culture.say_given_up(progress(1, "East; Old Town", None))
    assert two.text.startswith("“Sorting” was given up at East and Old Town and is done elsewhere")
    many = pd.concat([progress(1, "East", None)] * 6)
    assert len(culture.say_given_up(many)) == 5


def test_data_that_are_closed_and_used_are_named() -> None:
    table = pd.DataFrame({"oddity": ["closed_but_used"] * 2, "label": ["Mail", "Files"]})
    (both,), (one,) = culture.say_worth_checking(table), culture.say_worth_checking(table.head(1))
    assert both == Finding(
        "“Mail” and “Files” are closed, and yet other departments use them: open them, or stop"
        " that.",
        Tone.DECIDE,
    )
    assert one.text == (
        "“Mail” is closed, and yet other departments use it: open it, or stop that."
    )


def test_data_open_to_all_that_only_their_owners_use_are_named() -> None:
    table = pd.DataFrame({"oddity": ["shared_unused"] * 2, "label": ["Mail", "Files"]})
    both, one = culture.say_worth_checking(table), culture.say_worth_checking(table.head(1))
    assert {said.tone for said in both + one} == {Tone.DECIDE}
    assert [said.text for said in both + one] == [
        "“Mail” and “Files” are open to all, and only their owners use them: do people know of"
        " them?",
        "“Mail” is open to all, and only its owner uses it: do people know of it?",
    ]


def test_initiatives_that_all_left_a_lesson_are_said_to() -> None:
    done = small_table(
        "initiatives",
        "initiative_id|title|department|status|outcome|lesson",
        "I1|T|D|done|success|L",
    )
    counted = culture.outcome_counts(done)
    said = culture.say_unlearnt(culture.unlearnt(done), counted)
    assert said == Finding("Every finished initiative has its outcome and its lesson.")
    left = pd.DataFrame({"title": ["A", "B", "C"], "missing": ["lesson", "outcome", "both"]})
    assert culture.say_unlearnt(left, counted) == Finding(
        "3 finished initiatives should be looked back on. Without a lesson: “A” and “C”. Without an"
        " outcome: “B” and “C”.",
        Tone.DECIDE,
    )
