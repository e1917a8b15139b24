"""Mappings that people write: what is wrong with one is said with its line, before any file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.imports import make_campaign, reasons, rows, taken

from playbook.imports.columns import label_of, position_of
from playbook.imports.mapping import CellRule
from playbook.imports.mapping_file import MappingError, preset_names, preset_path, read_mapping
from playbook.imports.words import converted, made_identifier
from playbook.tables.cells import CellError

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
        ("tables:", "tabels:", 3, "no such key. Did you mean tables?"),
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
        ("title: Notes", "title: {en: Notes}", 1, "this key is missing"),
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
    taken(kit, "Content,Tags\nSort,x\n", "miro")
    assert taken(kit, "Content,Tags\nSort,x\n", copy).changes["ideas"].same == 1


@pytest.mark.parametrize(
    ("heading", "found", "label"),
    [
        ("Value [{label}]", "Value [Chat bot]", "Chat bot"),
        ("*Valeur*[{label}]", "Quelle  valeur ?\u00a0[Tri [A]]", "Tri [A]"),
        ("*idea*", "Your ideas, please", "Your ideas, please"),
        ("Value [{label}]", "Value of it [x]", None),
        ("Value [{label}]", "Value []", None),
        ("V (1) {label}.", "V (1) x.", "x"),
    ],
)
def test_headings_that_name_something(heading: str, found: str, label: str | None) -> None:
    assert label_of(heading, found) == label


def test_headings_are_known_whatever_their_case_accents_and_signs() -> None:
    assert position_of("Heure de début", ["Fin", "HEURE DE DEBUT "]) == 1
    assert position_of("Nom", ["Prénom"]) is None
    assert position_of("?", ["!"]) is None


@pytest.mark.parametrize(
    ("keys", "word", "became"),
    [
        ({"split": ",", "drop": ["AI"]}, "AI, Mail, Fast", "Mail"),
        ({"split": ",", "codes": {"AI": "yes"}, "if_unknown": "empty"}, "Mail, ai", "yes"),
        ({"split": ",", "codes": {"AI": "yes"}, "if_unknown": "empty"}, "Mail", ""),
        ({"codes": {"Oui": "yes"}}, "non", "non"),
        ({"codes": {"+": "yes", "−": "no"}}, "−", "no"),
        ({"codes": {"+": "yes"}}, "?", "?"),
        ({"number": True}, "4,5 – good", "4,5"),
        ({"number": True}, "10 of 10", "10"),
        ({"otherwise": "1"}, "", "1"),
        ({"prefix": "m-"}, "", ""),
        ({"prefix": "m-"}, "7", "m-7"),
    ],
)
def test_what_a_word_becomes(keys: dict[str, Any], word: str, became: str) -> None:
    assert converted(word, CellRule(column=["x"], **keys)) == became


@pytest.mark.parametrize("word", ["1-2 times", "1 – 2", "often", "n° 3"])
def test_a_word_that_begins_with_no_one_number_is_refused(word: str) -> None:
    with pytest.raises(CellError):
        converted(word, CellRule(column=["x"], number=True))


def test_made_identifiers_tell_words_and_their_order_apart() -> None:
    made = [
        made_identifier(w, "") for w in (["a", "b"], ["b", "a"], ["ab", ""], ["a b"], ["a", " b "])
    ]
    assert len(set(made)) == 4
    assert made[0] == made[4]


def test_a_column_that_would_keep_an_address_is_refused(tmp_path: Path) -> None:
    kit = make_campaign(tmp_path)
    mapping = tmp_path / "people.yml"
    mapping.write_text(
        "title: x\nverified: x\ntables:\n- table: participants\n  columns:\n"
        "    participant_id: Email\n    name: Name\n"
    )
    text = "Email,Name\nann@example.org,Ann\nP2,bob@example.org\nx ann@example.org,C\nP3,Dan\n"
    plan = taken(kit, text, mapping)
    assert [person["name"] for person in rows(kit, "participants")] == ["Dan"]
    assert len(plan.rejected) == 3
    assert all("e-mail" in reason for reason in reasons(plan).values())


@pytest.mark.parametrize(
    ("content", "row", "why"),
    [
        ("Content,Tags\nSort,a,b\n", 2, "more cells than the header has"),
        ("Content,Tags\n,a\n", 2, "the note is empty"),
    ],
)
def test_rows_out_of_shape_are_listed(tmp_path: Path, content: str, row: int, why: str) -> None:
    plan = taken(make_campaign(tmp_path), content, "miro")
    assert why in reasons(plan)[row]


def test_a_name_that_two_rows_have_is_not_guessed(tmp_path: Path) -> None:
    cases = "use_case_id,title\nU1,Chatbot\nU2,Chatbot\nU3,Mail\n"
    kit = make_campaign(tmp_path, {"use_cases": cases})
    text = (
        "Timestamp,Your name,Value [Chatbot],Value [mail],Value [Mali],Value [U1]\nx,Ann,1,2,3,4\n"
    )
    plan = taken(kit, text, "google-forms")
    assert [(r["use_case_id"], r["value"]) for r in rows(kit, "ratings")] == [
        ("U3", "2.0"), ("U1", "4.0"),
    ]  # fmt: skip
    said = [remark.reason for remark in plan.rejected_parts]
    assert ["several of this name (U1, U2)" in said[0], "Did you mean U3?" in said[1]] == [
        True,
        True,
    ]


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
    plan = taken(kit, text, mapping)
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
