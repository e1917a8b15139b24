"""Parameters for one run: typed as in the YAML, in the manifest, and gone with the next run."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small_kit import add_notebook, make_small_kit, opening

from playbook.errors import CampaignError, PlaybookError
from playbook.kit import Kit
from playbook.parameters.given import concerning, read_given, with_given
from playbook.pipeline.run import run_campaign
from playbook.pipeline.verify import verify_campaign


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    kit = make_small_kit(tmp_path, more="own: {limit: 2}")
    show = 'stage.show(stage.table("ideas").assign(limit=limit), "t")'
    add_notebook(kit, "own", "# Mine\n\nWhat?", 'campaign = "x"\nlimit = 1', opening("own"), show)
    return kit


def limit(kit: Kit) -> str:
    rows = (kit.reports_of("small") / "results/own_t.csv").read_text(encoding="utf-8-sig")
    return rows.splitlines()[1].rpartition(",")[2]


def test_a_value_is_written_as_in_a_yaml() -> None:
    given = read_given(["top_n=5", "a.share=0.5", "a.on=true", "a.text=no: 1=1", "b.list=[1, 2]"])
    assert given["top_n"] == 5
    assert given["a.share"] == 0.5
    assert given["a.on"] is True
    assert given["b.list"] == [1, 2]


@pytest.mark.parametrize("text", ["top_n", "=5", ".a=1", "a.=1", "a=", "a=[", "data=data/other"])
def test_what_is_no_name_and_value_is_refused(text: str) -> None:
    with pytest.raises(PlaybookError, match=r"^-p "):
        read_given([text])


def test_it_takes_the_place_of_one_value_and_of_no_other() -> None:
    content = {"a": {"x": 1, "y": 2}, "top_n": 3}
    assert with_given(content, {"a.x": 5, "b.z": 1}) == {
        "a": {"x": 5, "y": 2},
        "top_n": 3,
        "b": {"z": 1},
    }
    assert content["a"] == {"x": 1, "y": 2}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"own.limit": "many"}, r"-p, parameter own\.limit: found “many”.*own, 1\."),
        ({"own.limits": 1}, r"-p, parameter own\.limits: .*Did you mean limit\?"),
        ({"top_n": 0.5}, r"-p, parameter top_n: found “0\.5”.*whole number"),
        ({"mine.x": 1}, r"-p, parameter mine: unknown parameter"),
    ],
)
def test_it_is_as_strict_as_the_yaml(kit: Kit, given: dict[str, object], expected: str) -> None:
    with pytest.raises(CampaignError, match=expected):
        run_campaign(kit, "small", given=given)


def test_it_stands_in_the_manifest_and_the_next_run_goes_by_the_yaml_again(kit: Kit) -> None:
    given = {"own.limit": 7}
    outcome = run_campaign(kit, "small", given=given)
    assert (outcome.manifest.given, limit(kit)) == (given, "7")
    assert outcome.manifest.stages[0].parameters["limit"] == 7
    page = (kit.reports_of("small") / "own.html").read_text(encoding="utf-8")
    assert "given for this run alone" in page
    assert not run_campaign(kit, "small", given=given).ran
    assert verify_campaign(kit, "small").identical
    assert "own.limit=7" in verify_campaign(kit, "small").inputs[0]
    assert run_campaign(kit, "small").ran == ["own"]
    assert limit(kit) == "2"


def test_what_is_given_concerns_one_stage_or_all() -> None:
    given = {"top_n": 5, "weights.value_weight": 1, "own.limit": 7, "other.limit": 3}
    assert concerning(given, "own", ["own", "other"]) == {
        "top_n": 5,
        "weights.value_weight": 1,
        "own.limit": 7,
    }


@pytest.mark.parametrize(
    ("parameter", "value"), [("top_n", "7"), ("own.limit", "7"), ("as_of", "2026-01-07")]
)
def test_pages_made_with_what_one_run_was_given_and_others_are_both_verified(
    kit: Kit, parameter: str, value: str
) -> None:
    given = read_given([f"{parameter}={value}"])
    add_notebook(kit, "other", "# Other\n\nWhat?", 'campaign = "x"', opening("other"), "1 + 1")
    run_campaign(kit, "small")
    outcome = run_campaign(kit, "small", ["own"], given=given)
    assert (outcome.ran, outcome.outdated) == (["own"], set())
    index = (kit.reports_of("small") / "index.html").read_text(encoding="utf-8")
    assert index.count(f"given for one run: {parameter} = {value}") == 1
    assert "earlier data, parameters or code" not in index
    verification = verify_campaign(kit, "small")
    assert verification.identical
    assert verification.inputs == [
        f"run again with {parameter}={value}, as it was given for one run: Mine."
    ]
    # A later run by the YAML, of the other stage alone: the first page is still what it says it is.
    assert run_campaign(kit, "small", ["other"]).outdated == {"own"}
    assert verify_campaign(kit, "small").identical
    assert run_campaign(kit, "small").ran == ["own"]
    assert verify_campaign(kit, "small").inputs == []
