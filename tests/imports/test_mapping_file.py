"""Mappings that people write: what is wrong with one is said with its line, before any file."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.imports import make_campaign, reasons, rows, take

from playbook.imports.mapping import CellRule
from playbook.imports.mapping_file import (
    MappingError,
    preset_names,
    preset_path,
    preset_text,
    read_mapping,
    say_presets,
)
from playbook.language import _, speaking
from playbook.locales import LANGUAGES

GOOD = """title: Notes
verified: made up
tables:
  - table: ideas
    columns:
      idea_id: ID
      text: [Text, Texte]
      round: {value: first_reflection}
"""


def problems(folder: Path, text: str) -> list[str]:
    path = folder / "mine.yml"
    path.write_text(text, encoding="utf-8")
    try:
        read_mapping(path, "mine.yml")
    except MappingError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_a_short_mapping_is_enough(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("tables:", "tabels:", 3, "no key of this name. Did you mean tables?"),
        ("table: ideas", "table: idea", 4, "no such table. Did you mean ideas?"),
        ("text: [", "texts: [", 7, "ideas has no such column. Did you mean text?"),
        ("text: [", "theme: [", 5, "ideas cannot be filled without text."),
        ("{value: first_", "{valeu: first_", 8, "Did you mean value?"),
        ("first_reflection", "first_reflexion", 8, "no code “first_reflexion”. Did you mean first"),
        ("idea_id: ID", "idea_id: {column: ID, value: x}", 6, "give one of column"),
        ("idea_id: ID", "idea_id: {label: true}", 5, "label needs another column"),
        ("idea_id: ID", "idea_id: {column: ID, find: idea}", 6, "Did you mean ideas?"),
        ("table: ideas", "table: ideas\n    block: votes", 5, "no such block"),
        ("verified: made up", "file: {blocks: [a], lines: true}", 2, "choose one of header"),
        ("title: Notes", "title: [Notes]", 1, "expected"),
        ("title: Notes", "title: {en: Notes}", 1, "expected a text"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    assert old in GOOD
    found = [text for text in problems(tmp_path, GOOD.replace(old, new)) if said in text]
    assert found, problems(tmp_path, GOOD.replace(old, new))
    assert f"mine.yml, line {line}" in found[0]


@pytest.mark.parametrize(
    "text", ["", "- a\n", "a: [", "a: &x [*x]", "!!python/object/apply:os.system [id]", "[" * 600]
)
def test_what_is_no_mapping_is_refused_in_words(tmp_path: Path, text: str) -> None:
    assert len(problems(tmp_path, text)) >= 1


def test_a_copied_preset_works_like_the_preset(tmp_path: Path) -> None:
    kit = make_campaign(tmp_path)
    copy = tmp_path / "mine.yml"
    copy.write_bytes(preset_path("miro").read_bytes())
    take(kit, "Content,Tags\nSort,x\n", "miro")
    assert take(kit, "Content,Tags\nSort,x\n", copy).changes["ideas"].same == 1


def test_a_place_that_counts_the_parts_of_no_cell_is_refused(tmp_path: Path) -> None:
    text = """title: Rankings
verified: made up
tables:
  - table: ranked_votes
    columns: {participant_id: {person: true}, idea_id: Idea, position: {place: true}}
"""
    (problem,) = problems(tmp_path, text)
    assert "place counts the parts of a cell: give another column each." in str(problem)


def test_an_order_of_one_number_is_refused(tmp_path: Path) -> None:
    text = GOOD.replace("[Text, Texte]", "{column: Text, order: highest}")
    assert any("give columns" in found for found in problems(tmp_path, text))


def test_presets_are_listed_and_shown() -> None:
    listed = "\n".join(say_presets())
    for name in preset_names():
        assert f"{name}: " in listed
        assert "verified:" in preset_text(name)


@pytest.mark.parametrize("name", preset_names())
def test_a_preset_says_in_every_language_how_far_its_format_is_known(name: str) -> None:
    mapping = read_mapping(preset_path(name), name)
    said = []
    for language in LANGUAGES:
        with speaking(language):
            said += [_(mapping.title), _(mapping.verified), _(mapping.about or "")]
    assert len(set(said)) == len(said)


def test_a_format_that_nobody_could_verify_says_so() -> None:
    assert read_mapping(preset_path("klaxoon"), "k").verified.startswith("Not verified")


def test_the_worked_example_of_the_documentation_works(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs/imports.md").read_text(encoding="utf-8")
    mapping = tmp_path / "survey.yml"
    mapping.write_text(page.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    kit = make_campaign(tmp_path, {"use_cases": "use_case_id,title\nU1,Chatbot\n"})
    text = (
        "Horodateur,Adresse e-mail,Votre nom,Test,Valeur [Chatbot],Faisabilité [Chatbot],"
        "Votre idée,Avec IA ?\n"
        'h1,ann@example.org,Ann,,4 – élevée,"2,5",Trier,Je ne sais pas\nh2,,,oui,1,1,,\n'
    )
    plan = take(kit, text, mapping)
    (rating,), (idea,) = rows(kit, "ratings"), rows(kit, "ideas")
    assert (rating["value"], rating["feasibility"]) == ("4.0", "2.5")
    assert (idea["text"], idea["uses_ai"]) == ("Trier", "unsure")
    assert reasons(plan) == {3: "it is a test answer."}


def test_every_key_of_a_cell_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs/imports.md").read_text(encoding="utf-8")
    missing = [name for name in CellRule.model_fields if f"`{name}`" not in page]
    assert missing == []


def test_every_preset_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs/imports.md").read_text(encoding="utf-8")
    assert [name for name in preset_names() if f"`{name}`" not in page] == []
