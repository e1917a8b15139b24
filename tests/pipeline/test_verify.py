"""Verification runs everything again and says what differs, and changes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.reports import contents
from support.small_kit import add_notebook, make_small_kit, opening

import playbook.pipeline.run
from playbook.errors import PlaybookError
from playbook.files import file_sha256
from playbook.kit import Kit
from playbook.pipeline.run import run_campaign
from playbook.pipeline.verify import Verification, verify_campaign
from playbook.report import versions as known_versions
from playbook.report.differences import first_difference
from playbook.report.manifest import existing_manifest

LEAD, PARAMETERS = "# A stage\n\nWhat?", 'campaign = "x"\nlimit = 9'


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    kit = make_small_kit(tmp_path_factory.mktemp("kit"))
    show = "stage.show(stage.table('ideas').head(limit), 'ideas')"
    add_notebook(kit, "1_ideas", LEAD, PARAMETERS, opening("ideas"), show)
    add_notebook(kit, "2_other", LEAD, PARAMETERS, opening("other"), "1 + 1")
    run_campaign(kit, "small")
    return kit


@pytest.fixture
def kit(ran: Kit, tmp_path: Path) -> Kit:
    shutil.copytree(ran.root, tmp_path / "copy")
    return Kit(tmp_path / "copy")


def differences(verification: Verification) -> list[list[str]]:
    return [stage.differences for stage in verification.stages]


def test_reports_that_were_left_alone_are_identical_in_another_folder(kit: Kit) -> None:
    before = contents(kit.root)
    verification = verify_campaign(kit, "small")
    assert verification.identical
    assert (verification.inputs, differences(verification)) == ([], [[], []])
    assert contents(kit.root) == before


def test_a_figure_that_somebody_edited_is_named_with_its_place(kit: Kit) -> None:
    path = kit.reports_of("small") / "results/ideas_ideas.csv"
    path.write_bytes(path.read_bytes().replace(b"Answer faster", b"Answer slower"))
    first, second = differences(verify_campaign(kit, "small"))
    assert first == [
        "results/ideas_ideas.csv: it was changed after the run"
        " (row 3, column text: “Answer slower” before, “Answer faster” now)."
    ]
    assert second == []


def test_data_and_parameters_that_changed_are_named(kit: Kit) -> None:
    data = kit.root / "data/small/ideas.csv"
    data.write_text(data.read_text().replace("faster", "sooner"))
    settings = kit.parameters_of("small")
    settings.write_text(settings.read_text() + "other: {limit: 3}\n")
    verification = verify_campaign(kit, "small")
    data_changed, parameter_changed = verification.inputs
    assert data_changed.startswith("data data/small/ideas.csv: ")
    assert parameter_changed == "parameter other.limit: – before, 3 now"
    first, second = differences(verification)
    assert first[0] == "made from another version of ideas."
    assert any(line.startswith("results/ideas_ideas.csv: row 3, column text:") for line in first)
    assert any(line.startswith("other.html: ") for line in second)


def test_fingerprints_of_data_tell_nothing_without_the_secret(kit: Kit, ran: Kit) -> None:
    """Votes are few: a plain fingerprint would let anybody try them out, one by one."""
    kit.secret_of("small").write_text("another\n")
    verification = verify_campaign(kit, "small")
    (said,) = verification.inputs
    assert said.startswith("the campaign's secret is not what it was")
    first, _second = differences(verification)
    assert [line.split(":")[0] for line in first] == ["ideas.html"]
    one = existing_manifest(ran.reports_of("small"), "small")
    run_campaign(kit, "small")
    other = existing_manifest(kit.reports_of("small"), "small")
    data = file_sha256(ran.root / "data/small/ideas.csv")
    for place in ("data", "tables"):
        (known,), (sealed,) = (getattr(m, place).values() for m in (one, other))
        assert len({known, sealed, data}) == 3
    assert one.place != other.place
    assert one.notices != other.notices


def test_a_version_a_notebook_and_code_that_changed_are_named(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_notebook(kit, "2_other", LEAD, PARAMETERS, opening("other"), "1 + 2")
    pandas = known_versions.versions()["pandas"]
    other = {**known_versions.versions(), "pandas": "0.0.1"}
    monkeypatch.setattr(playbook.pipeline.run, "versions", lambda: other)
    monkeypatch.setattr(playbook.pipeline.run, "code_fingerprint", lambda: "other")
    verification = verify_campaign(kit, "small")
    assert verification.inputs == [
        f"version of pandas: {pandas} before, 0.0.1 now",
        "the kit's own code is not what it was.",
    ]
    assert "made by another version of its notebook." in differences(verification)[1]


def test_a_stage_that_now_fails_differs(kit: Kit) -> None:
    add_notebook(kit, "2_other", LEAD, PARAMETERS, opening("other"), "1 / 0")
    (said,) = differences(verify_campaign(kit, "small"))[1]
    assert said == "it ended differently: done before, ZeroDivisionError: division by zero now."


def test_a_campaign_without_reports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError, match="small has no reports yet"):
        verify_campaign(make_small_kit(tmp_path), "small")


@pytest.mark.parametrize(
    ("name", "before", "now", "said"),
    [
        ("a.csv", "x,y\n1,2\n", "x,y\n1,3\n", "row 2, column y: “2” before, “3” now"),
        ("a.csv", "x\n1\n", "x\n1\n2\n", "2 rows before, 3 now"),
        ("a.html", "<p>a</p><p>b c</p>", "<p>a</p><p>b d</p>", "text: “b c” before, “b d” now"),
        (
            "a.html",
            "<p class=a>a</p>",
            "<p>a</p>",
            "line 1: “<p class=a>a</p>” before, “<p>a</p>” now",
        ),
        ("a.ipynb", '{"cells": [1, 2]}', '{"cells": [1, 3]}', "cell 2"),
        ("a.ics", "A\nB\n", "A\nC\n", "line 2: “B” before, “C” now"),
        ("a.txt", "A\n", "A\r\n", "the ends of its lines"),
    ],
)
def test_the_first_difference_of_two_files_is_found(
    name: str, before: str, now: str, said: str
) -> None:
    assert first_difference(name, before.encode(), now.encode()) == said
