"""Which headings of a file a mapping means."""

from __future__ import annotations

import pytest

from playbook.imports.columns import label_of, positions_of


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
    assert positions_of("Heure de début", ["Fin", "HEURE DE DEBUT "]) == [1]
    assert positions_of("Nom", ["Prénom"]) == []
    assert positions_of("?", ["!"]) == []


def test_columns_of_one_heading_are_all_found() -> None:
    assert positions_of("Labels", ["Key", "Labels", "Labels", "labels", "Labels"]) == [1, 2, 4]
