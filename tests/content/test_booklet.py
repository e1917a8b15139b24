"""The booklet's words: the same structure in each language, and a company's own in their place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from playbook.content.booklet import Booklet, open_booklet
from playbook.content.proposals import PROPOSED, proposed_tables
from playbook.errors import PlaybookError
from playbook.kit import Kit
from playbook.tables import TABLES

WORDS = {
    "activity", "does", "says", "material", "name", "purpose", "invite", "too_many", "smaller",
    "before", "questions", "after", "title", "label", "lowest_means", "highest_means", "stakes",
    "channels", "meaning", "level1", "solution", "question", "subject", "text", "word", "sector",
    "ask", "answers", "show", "steps", "talk", "remember", "ask_title",
}  # fmt: skip
SCALES = {"jury": (0.0, 5.0), "rating": (1.0, 5.0)}


def structure(value: Any, key: str = "") -> Any:
    """What is left of the content without its words: names, numbers, and how many of each."""
    match value:
        case dict():
            return {name: structure(part, name) for name, part in value.items()}
        case list():
            return [structure(part, key) for part in value]
        case str() if key in WORDS:
            return bool(value)
        case _:
            return value


@pytest.fixture(params=["en", "fr"])
def booklet(request: pytest.FixtureRequest, kit: Kit) -> Booklet:
    return open_booklet(kit.root, request.param)


def test_both_languages_have_one_structure(kit: Kit) -> None:
    english, french = (open_booklet(kit.root, code).model_dump() for code in ("en", "fr"))
    assert structure(english) == structure(french)


def test_the_times_are_those_that_the_playbook_gives(booklet: Booklet) -> None:
    times = {
        name: [time.minutes for time in booklet.workshop(name).times if time.minutes]
        for name in ("ideation", "prioritisation", "impact_study", "culture_workshop")
    }
    assert times == {
        "ideation": [30, 30, 90, 30],
        "prioritisation": [10, 90, 20],
        "impact_study": [15, 20, 10, 10, 45, 45],
        "culture_workshop": [10, 10, 10, 15, 30, 10, 30],
    }
    announced = {name: booklet.workshop(name).minutes for name in times}
    assert announced == {
        "ideation": 150, "prioritisation": 120, "impact_study": 150, "culture_workshop": 120,
    }  # fmt: skip
    assert booklet.workshop("prioritisation").time("rating").each == [5, 10]


def test_every_code_of_a_list_has_its_line(booklet: Booklet) -> None:
    def codes(table: str, column: str) -> list[str]:
        return list(TABLES[table].column(column).codes)

    assert [row["group"] for row in booklet.stakeholders] == codes("stakeholders", "group")
    assert [level.level for level in booklet.levels] == codes("communications", "level")
    assert [line.dimension for line in booklet.readiness] == codes("data_readiness", "dimension")
    assert [line.criticality for line in booklet.service_levels] == codes(
        "service_levels", "criticality"
    )
    assert {row["area"] for row in booklet.run_checklist} == set(codes("run_checklist", "area"))
    assert {row["section"] for row in booklet.criteria} == {"technical", "project"}
    assert 12 <= len(booklet.criteria) <= 15


def test_proposals_are_rows_of_the_contract_and_say_what_they_are(booklet: Booklet) -> None:
    tables = proposed_tables(booklet, SCALES)
    assert set(tables) == set(PROPOSED)
    for name, frame in tables.items():
        assert list(frame.columns) == list(TABLES[name].column_names)
        assert set(frame["is_proposal"]) == {"yes"}


def test_a_company_replaces_a_section_or_one_workshop(kit: Kit) -> None:
    before = open_booklet(kit.root, "en")
    own = json.dumps(before.workshop("ideation").model_dump() | {"name": "Idea morning"})
    (kit.root / "content").mkdir()
    path = kit.root / "content/en.yml"
    path.write_text(f"definitions: [{{word: AI, meaning: Ours}}]\nworkshops:\n  ideation: {own}\n")
    after = open_booklet(kit.root, "en")
    assert after.workshop("ideation").name == "Idea morning"
    assert after.workshop("impact_study") == before.workshop("impact_study")
    assert [definition.word for definition in after.definitions] == ["AI"]
    assert after.criteria == before.criteria
    assert open_booklet(kit.root, "fr").definitions != after.definitions


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("definitions:\n- {word: AI}\n", "content/en.yml, line 2"),
        ("criterion: []\n", "content/en.yml, line 1"),
        ("workshops: [1]\n", "content/en.yml, line 1"),
        ("- 1\n", "content/en.yml"),
        ("a: [", "content/en.yml"),
    ],
)
def test_content_that_cannot_be_used_is_refused_with_its_line(
    kit: Kit, text: str, where: str
) -> None:
    (kit.root / "content").mkdir()
    (kit.root / "content/en.yml").write_text(text)
    with pytest.raises(PlaybookError, match=where):
        open_booklet(kit.root, "en")


def test_a_row_that_its_table_cannot_hold_is_refused(kit: Kit) -> None:
    (kit.root / "content").mkdir()
    (kit.root / "content/en.yml").write_text("criteria: [{criterion_id: K1, section: odd}]\n")
    with pytest.raises(PlaybookError, match="criteria"):
        proposed_tables(open_booklet(kit.root, "en"), SCALES)
