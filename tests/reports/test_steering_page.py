"""The steering page and the brief: drawn from the manifest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser

from playbook.kit import Kit
from playbook.report.brief import BRIEF, brief_page
from playbook.report.index import index_page, next_decisions
from playbook.report.manifest import Manifest, StageRecord, Status, what_came_before

PARAMETERS = {"title": "T", "organisation": "", "challenge": "Why?", "as_of": "2026-09-30"}


def asked(text: str, **known: str) -> dict[str, str]:
    return {"text": text, "tone": "decide", **known}


def stage(name: str, *findings: Mapping[str, str], **given: Any) -> StageRecord:
    return StageRecord(name, name.capitalize(), Status.DONE, findings=findings, **given)


def manifest(*stages: StageRecord, as_of: str = "2026-09-30", **given: Any) -> Manifest:
    parameters = {**PARAMETERS, "as_of": as_of}
    return Manifest("small", parameters, "", "", {}, {}, "", "", {}, stages=stages, **given)


def test_what_has_a_day_is_decided_first_then_what_weighs_most_in_later_stages() -> None:
    early = stage("ideation", asked("E1"), asked("E2"))
    late = stage("steering", asked("L1"), asked("L2"), asked("Dated", by="2026-10-13", who="Ann"))
    decisions = next_decisions(manifest(early, late))
    assert [decision["text"] for decision in decisions] == ["Dated", "L1", "E1", "L2", "E2"]
    assert decisions[0]["whom"] == "Ann, 13 October 2026"
    assert len(next_decisions(manifest(stage("a", *[asked(str(n)) for n in range(9)])))) == 5


def test_stages_stand_under_their_steps_with_their_answers() -> None:
    answer = {"text": "The answer.", "tone": "result", "answer": "yes"}
    page = index_page(
        manifest(stage("first", answer, asked("Do."), step="1"), stage("last", step="5")), ()
    )
    steps = re.findall(r"<h3>(.*?)</h3>", page)
    assert steps == ["Step 1: framing", "Step 5: anchoring"]
    assert "The answer." in page
    assert "1 to decide" in page


def test_a_stage_without_data_says_which_tables_hold_proposals_only() -> None:
    def lacking(name: str, *tables: str) -> StageRecord:
        return StageRecord(name, name, Status.NO_DATA, missing=tables)

    waiting = [
        lacking("a", "service_levels"), lacking("b", "solutions", "criteria"), lacking("c", "gaps"),
    ]  # fmt: skip
    page = index_page(manifest(*waiting, proposals={"service_levels": 4, "criteria": 14}), ())
    assert "Only proposals are there yet, to adapt: Service levels." in page
    assert "Needs: Solutions and Criteria. Proposals to adapt are there: Criteria." in page
    assert "Needs: Gaps.<" in page


def test_the_page_of_the_whole_campaign_is_part_of_the_index() -> None:
    part = "x<!-- page -->top<!-- sections -->rest<!-- /page -->y"
    page = index_page(manifest(stage("overview", step="0"), stage("first", step="1")), (), part)
    body = page.partition("<main")[2]
    assert body.index("top") < body.index("First") < body.index("rest")
    assert "Overview" not in body.partition("<footer")[0]


def figure(value: str) -> dict[str, str]:
    return {"label": "Adoption", "value": value, "note": ""}


def answered(text: str) -> dict[str, str]:
    return {"text": text, "tone": "result", "answer": "yes"}


def test_two_days_are_compared() -> None:
    before = manifest(stage("run", answered("Same."), figures=[figure("60%")]), as_of="2026-06-30")
    kept = what_came_before(before, "2026-09-30")
    now = manifest(stage("run", answered("Same."), figures=[figure("74%")]), before=kept)
    page = index_page(now, ())
    assert "Since 30 June 2026" in page
    assert '<th scope="row">Adoption</th><td>60%</td><td>74%</td>' in page
    assert "Same." not in page.partition("Since")[2].partition("</section>")[0]
    same = replace(now, stages=[stage("run", answered("Same."), figures=[figure("60%")])])
    assert "Nothing changed." in index_page(same, ())


def test_a_run_of_the_same_day_keeps_what_came_before() -> None:
    first = manifest(stage("run", figures=[figure("60%")]), as_of="2026-06-30")
    kept = what_came_before(first, "2026-09-30")
    again = manifest(stage("run", figures=[figure("74%")]), before=kept)
    assert what_came_before(again, "2026-09-30") == kept
    assert what_came_before(again, "2026-06-30") == {}
    assert what_came_before(None, "2026-09-30") == {}
    assert "Since" not in index_page(again and first, ())


def test_the_brief_says_each_sentence_once() -> None:
    both = asked("Nobody speaks to them.", answer="yes")
    page = brief_page(manifest(stage("plan", both, answered("B."))))
    assert page.count("Nobody speaks to them.") == 1


def test_the_brief_keeps_what_to_do_and_asks_what_the_whole_campaign_asks() -> None:
    long = f"Two are late. {'They wait for their owners and for a word. ' * 5}Name their owners."
    whole = stage("overview", asked("Mend the chain.", who="Ann"))
    page = brief_page(manifest(whole, stage("plan", asked(long))))
    assert "Two are late. … Name their owners." in page
    assert page.index("Mend the chain.") < page.index("Two are late.")


@pytest.mark.parametrize("campaign", ["demo", "demo_fr"])
def test_the_brief_prints_on_one_sheet(demo_kit: Kit, browser: Browser, campaign: str) -> None:
    page = browser.new_page()
    page.goto((demo_kit.reports_of(campaign) / BRIEF).as_uri())
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4"))) == 1
    page.close()
