"""Impact study: what changes in the organisation."""

from __future__ import annotations

from support.impacts import SYSTEMS, on_organisation

from playbook.show.findings import Finding, Tone
from playbook.stages.impact_study import organisation


def test_all_four_dimensions_are_listed_even_without_an_impact() -> None:
    table = organisation.dimensions(SYSTEMS, 4)
    assert table["dimension"].tolist() == ["work_process", "it_systems", "culture", "management"]
    assert table["heavy"].tolist() == [0, 2, 0, 0]
    assert table["lighter"].tolist() == [0, 0, 1, 0]
    assert table["unrated"].tolist() == [0, 0, 1, 0]
    assert [str(count) for count in table["impacts"]] == ["0", "2", "2", "0"]
    assert table["severity"].fillna(-1).tolist() == [-1, 4, 3, -1]
    assert list(table) == ["dimension", "heavy", "lighter", "unrated", "impacts", "severity"]
    assert organisation.say_dimensions(table, 4) == [
        Finding(
            "Most heavy impacts on the organisation (severity 4 or more): IT tools and systems (2)."
        ),
        Finding(
            "Nobody described an impact on: Work processes and Management style. Confirm"
            " that there is none, or look into it.",
            Tone.DECIDE,
        ),
        Finding("1 impact on the organisation is not rated.", Tone.CAUTION),
    ]


def test_heavy_is_from_the_limit_on() -> None:
    assert organisation.dimensions(SYSTEMS, 4.5)["heavy"].sum() == 0
    assert organisation.dimensions(SYSTEMS, 3)["heavy"].sum() == 3


def test_only_the_dimensions_with_the_most_heavy_impacts_are_named() -> None:
    names = [
        finding.text
        for finding in organisation.say_dimensions(organisation.dimensions(SYSTEMS, 3), 3)
    ]
    assert names[0].endswith("(severity 3 or more): IT tools and systems (2).")
    none = organisation.say_dimensions(organisation.dimensions(SYSTEMS, 5), 5)
    assert [finding.tone for finding in none] == [Tone.DECIDE, Tone.CAUTION]


def test_without_an_impact_on_the_organisation_nothing_is_drawn() -> None:
    table = organisation.dimensions(on_organisation(), 4)
    assert table["impacts"].tolist() == [0, 0, 0, 0]
    assert organisation.draw_dimensions(table) is None
    assert organisation.say_dimensions(table, 4) == [
        Finding("No impact on the organisation is described yet.", Tone.DECIDE)
    ]


def test_changes_are_listed_by_dimension_and_severity() -> None:
    table = organisation.described_changes(SYSTEMS)
    assert table["description"].tolist() == [
        "Mailboxes close", "Backup", "Own words go", "Seen by all",
    ]  # fmt: skip


def test_the_figure_says_how_many_dimensions_have_a_heavy_impact() -> None:
    assert organisation.draw_dimensions(organisation.dimensions(SYSTEMS, 4)).alt.startswith(
        "1 of 4 dimensions has a heavy impact"
    )
    assert "No impact" in organisation.draw_dimensions(organisation.dimensions(SYSTEMS, 5)).alt
