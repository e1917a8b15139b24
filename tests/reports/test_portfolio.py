"""One page over all campaigns: what was decided, adopted and gained, from their reports alone."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from playbook.kit import Kit
from playbook.language import speaking
from playbook.report.manifest import Manifest, StageRecord, Status, read_manifest
from playbook.report.portfolio import gather, read_entry, selected_in_several, total
from playbook.report.portfolio_page import portfolio_language, portfolio_page, write_portfolio

THREADS = "title,outcome\n{}"
ADOPTION = "active_users,eligible_users\n10,40\n15,20\n,30\n"
BENEFITS = (
    "kind,amount\ncost_avoided,1000.5\ncost_avoided,200\ntime_saved,30\nquality,7\nrevenue,\n"
)


def add_campaign(
    kit: Kit,
    name: str,
    results: Mapping[str, str],
    status: Status = Status.DONE,
    **parameters: Any,
) -> None:
    folder = kit.reports_of(name)
    (folder / "results").mkdir(parents=True)
    for file, content in results.items():
        (folder / "results" / file).write_text(content, encoding="utf-8")
    outputs = {f"results/{file}": "" for file in results}
    settings = {"title": name.title(), "organisation": None, "language": "en"}
    settings |= {"currency": "EUR", "as_of": "2026-09-30", "data": "", "stages": {}, **parameters}
    stage = StageRecord("overview", "Overview", status, outputs=outputs)
    Manifest(name, settings, "", "", {}, {}, "", "", {}, [stage]).write(folder)


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return Kit(tmp_path)


def text_of(page: str) -> str:
    without_style = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", without_style)).split())


def test_an_entry_adds_up_what_the_reports_of_a_campaign_measured(kit: Kit) -> None:
    results = {
        "overview_threads.csv": THREADS.format("Chatbot,selected\nSorting,deferred\n"),
        "run_steering_adoption.csv": ADOPTION,
        "overview_realised.csv": BENEFITS,
    }
    add_campaign(kit, "spring", results)
    entry = read_entry(kit.reports_of("spring"))
    assert entry.selected == ["Chatbot"]
    assert (entry.active, entry.eligible) == (25, 60)
    assert entry.benefits == {"cost_avoided": 1200.5, "time_saved": 30}


def test_what_no_report_says_is_missing_and_not_zero(kit: Kit) -> None:
    undecided = {"overview_threads.csv": THREADS.format("Chatbot,\n")}
    add_campaign(kit, "empty", {})
    add_campaign(kit, "undecided", undecided)
    for name in ("empty", "undecided"):
        entry = read_entry(kit.reports_of(name))
        assert (entry.selected, entry.active, entry.eligible) == (None, None, None)
        assert entry.benefits == {}
    page = text_of(portfolio_page(gather(kit)))
    assert "2 campaigns, none with a decision yet." in page
    assert "0%" not in page
    assert "eligible users are active" not in page


def test_a_file_that_the_manifest_does_not_list_is_not_believed(kit: Kit) -> None:
    add_campaign(kit, "spring", {})
    stale = kit.reports_of("spring") / "results" / "overview_threads.csv"
    stale.write_text(THREADS.format("Chatbot,selected\n"), encoding="utf-8")
    assert read_entry(kit.reports_of("spring")).selected is None


def test_currencies_are_never_added_up(kit: Kit) -> None:
    for name, currency in (("a", "EUR"), ("b", "CHF"), ("c", "EUR")):
        add_campaign(kit, name, {"overview_realised.csv": BENEFITS}, currency=currency)
    entries = gather(kit)
    assert total(entries, "cost_avoided") == {"CHF": 1200, "EUR": 2400}
    page = text_of(portfolio_page(entries))
    assert "costs of CHF 1,200 avoided, costs of €2,400 avoided and 90 h saved." in page


def test_the_same_use_case_is_found_in_several_campaigns_whatever_its_case(kit: Kit) -> None:
    for name, titles in (("a", "Chatbot,selected\nÉtude,selected\n"), ("b", "CHATBOT,selected\n")):
        add_campaign(kit, name, {"overview_threads.csv": THREADS.format(titles)})
    assert selected_in_several(gather(kit)) == [("Chatbot", ["A", "B"])]


@pytest.mark.parametrize("status", [Status.FAILED, Status.UNFINISHED])
def test_a_stage_that_is_not_there_as_it_should_be_is_said(kit: Kit, status: Status) -> None:
    add_campaign(kit, "spring", {}, status=status)
    page = text_of(portfolio_page(gather(kit)))
    assert "1 campaign has a stage that failed or was not finished: “Spring”." in page
    assert "0 of 1, 1 is not made" in page


def test_a_manifest_that_cannot_be_read_does_not_hide_the_other_campaigns(kit: Kit) -> None:
    add_campaign(kit, "spring", {})
    kit.reports_of("broken").mkdir()
    (kit.reports_of("broken") / "manifest.json").write_text("{", encoding="utf-8")
    count, page = write_portfolio(kit)
    shown = text_of(page.read_text(encoding="utf-8"))
    assert count == 2
    assert "The manifest cannot be read: run the campaign again." in shown
    assert "Spring" in shown


def test_hostile_titles_are_shown_as_text(kit: Kit) -> None:
    attack = "<img src=x onerror=alert(1)>"
    threads = {"overview_threads.csv": THREADS.format(f"{attack},selected\n")}
    add_campaign(kit, "a", threads, title=attack, organisation=attack)
    add_campaign(kit, "b", threads)
    page = portfolio_page(gather(kit))
    assert "<img" not in page
    assert page.count("&lt;img src=x onerror=alert(1)&gt;") >= 5


def test_the_page_speaks_the_language_of_most_campaigns(kit: Kit) -> None:
    assert portfolio_language(gather(kit)) == "en"
    for name, language in (("a", "fr"), ("b", "fr"), ("c", "en")):
        add_campaign(kit, name, {}, language=language)
    assert portfolio_language(gather(kit)) == "fr"
    with speaking("fr"):
        assert "Portefeuille des campagnes" in portfolio_page(gather(kit))


def test_a_kit_without_reports_has_a_page_that_says_so(kit: Kit) -> None:
    count, page = write_portfolio(kit)
    assert count == 0
    assert "No campaign has been run yet" in page.read_text(encoding="utf-8")


def test_the_results_of_the_demo_are_what_the_portfolio_looks_for(demo_kit: Kit) -> None:
    entry = read_entry(demo_kit.reports_of("demo"))
    assert entry.selected == [
        "Reply drafts for handlers",
        "Sorting and routing of written requests",
        "Call transcription and summary",
    ]
    assert entry.eligible is not None
    assert entry.active is not None
    assert 0 < entry.active < entry.eligible
    assert set(entry.benefits) == {"cost_avoided", "time_saved"}


def test_what_changed_since_an_earlier_day_is_said_campaign_by_campaign(kit: Kit) -> None:
    adoption = {"label": "Adoption", "value": "74%", "note": ""}
    for name, figure in (("spring", "60%"), ("autumn", "74%")):
        add_campaign(kit, name, {})
        manifest = read_manifest(kit.reports_of(name))
        assert manifest is not None
        stages = [replace(manifest.stages[0], figures=[adoption])]
        before = {"as_of": "2026-06-30", "figures": {"Adoption": figure}, "answers": {}}
        replace(manifest, stages=stages, before=before).write(kit.reports_of(name))
    both = gather(kit)
    assert "Spring, since 30 June 2026 Adoption 60% 74%" in text_of(portfolio_page(both))
    assert "Autumn, since" not in text_of(portfolio_page(both))
    (unchanged,) = [entry for entry in both if entry.name == "autumn"]
    assert "Since last time Nothing changed." in text_of(portfolio_page([unchanged]))


def test_what_waits_for_a_decision_is_counted_with_who_decides_next(kit: Kit) -> None:
    add_campaign(kit, "spring", {})
    manifest = read_manifest(kit.reports_of("spring"))
    assert manifest is not None
    later = {"text": "Later.", "tone": "decide"}
    soon = {**later, "text": "Soon.", "who": "Board", "by": "2026-10-13"}
    stages = [StageRecord("steering", "Steering", Status.DONE, findings=[*[later] * 6, soon])]
    replace(manifest, stages=stages).write(kit.reports_of("spring"))
    assert "7 Board, 13 October 2026" in text_of(portfolio_page(gather(kit)))
