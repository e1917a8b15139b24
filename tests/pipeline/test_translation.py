"""A notebook in another language, as the kit has it and as somebody has edited it."""

from __future__ import annotations

from playbook.language import speaking
from playbook.notebook_format import nbformat
from playbook.pipeline.translation import translate_notebook

KITS_OWN = (
    "# Ideation workshop\n\nWhich ideas came out of the workshop, which of them need AI, and which"
    " deserve a closer look?"
)
QUESTION = (
    "Quelles idées sont sorties de l’atelier, lesquelles ont besoin de l’IA, et lesquelles"
    " méritent d’être creusées\u00a0?"
)


def in_french(source: str) -> str:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(source)])
    with speaking("fr"):
        return str(translate_notebook(notebook).cells[0].source)


def test_a_cell_of_the_kit_is_translated_whole() -> None:
    assert in_french(KITS_OWN) == f"# Atelier d’idéation\n\n{QUESTION}"


def test_a_heading_of_ones_own_keeps_the_translation_of_what_follows() -> None:
    edited = KITS_OWN.replace("Ideation workshop", "Our spring workshop")
    assert in_french(edited) == f"# Our spring workshop\n\n{QUESTION}"


def test_a_sentence_of_ones_own_stands_among_translated_ones() -> None:
    edited = KITS_OWN + " We met twice.\n\nOurs too."
    assert in_french(edited) == f"# Atelier d’idéation\n\n{QUESTION} We met twice.\n\nOurs too."


def test_prose_that_nobody_has_translated_stays() -> None:
    assert in_french("# All ours\n\nNothing of it is known.") == (
        "# All ours\n\nNothing of it is known."
    )
