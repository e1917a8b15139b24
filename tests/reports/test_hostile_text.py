"""Participants' text may be hostile: it is shown as text, and does nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.small_kit import add_notebook, make_small_kit

from playbook.kit import Kit
from playbook.pipeline.run import run_campaign
from playbook.report import exporter

ROOT = Path(__file__).parents[2]
ATTACKS = (
    "<script>window.ran = 1</script>",
    '<img src=x onerror="window.ran = 1">',
    "<svg onload=window.ran=1>",
    '"><script>window.ran = 1</script>',
    "</style><script>window.ran = 1</script>",
    "[click](javascript:window.ran=1)",
    "<a href='javascript:window.ran=1'>click</a>",
    '<iframe srcdoc="<script>parent.window.ran = 1</script>"></iframe>',
    "![x](http://tracker.invalid/pixel.png)",
    "<style>@import 'http://tracker.invalid/style.css'</style>",
    "{{ 7 * 7 }} {% raw %} $x^2$ \\alpha",
    '=HYPERLINK("http://tracker.invalid")',
)


def hostile_kit(folder: Path) -> Kit:
    """A campaign in which every free text is an attack, with the kit's own notebooks."""
    quoted = ['"' + attack.replace('"', '""') + '"' for attack in ATTACKS]
    ideas = ["idea_id,participant_id,text,round,theme,uses_ai"]
    ideas += [f"{q},P1,{q},first_reflection,{q},yes" for q in quoted]
    kit = make_small_kit(folder, ideas="\n".join(ideas) + "\n")
    data = folder / "data/small"
    people = ["participant_id,name,department,role", "P1,<b>Eve</b>,<i>x</i>,business_expert"]
    people += [f"{q},{q},{q},other" for q in quoted]
    cases = [
        "use_case_id,title,description,idea_id,value_drivers,value_comment,feasibility_comment"
    ]
    cases += [f"{q},{q},{q},{q},time,{q},{q}" for q in quoted]
    votes = ["participant_id,idea_id,dots"] + [f"P1,{q},1" for q in quoted]
    ratings = ["participant_id,use_case_id,value,feasibility"]
    ratings += [
        f"{person},{q},{1 + i % 5},3"
        for person in ("P1", *quoted[:2])
        for i, q in enumerate(quoted)
    ]
    decisions = ["use_case_id,outcome,rationale"] + [f"{q},selected,{q}" for q in quoted]
    tables = {
        "participants": people, "use_cases": cases, "dot_votes": votes, "ratings": ratings,
        "decisions": decisions,
    }  # fmt: skip
    for name, lines in tables.items():
        (data / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    yaml = ["title: " + json.dumps(ATTACKS[3]), "organisation: " + json.dumps(ATTACKS[0])]
    yaml += ["language: en", "challenge: " + json.dumps(ATTACKS[1])]
    yaml += ["data: data/small", "as_of: 2026-09-30", "show_names: true"]
    (folder / "parameters/small.yml").write_text("\n".join(yaml) + "\n", encoding="utf-8")
    return kit


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of the hostile campaign, and one of a notebook that shows raw HTML."""
    kit = hostile_kit(tmp_path_factory.mktemp("hostile"))
    for name in ("1a_ideation", "1b_prioritisation"):
        source = ROOT / f"notebooks/{name}.ipynb"
        (kit.notebooks / source.name).write_bytes(source.read_bytes())
    raw = "from IPython.display import HTML, Markdown, Javascript, display\n" + "\n".join(
        f"display(HTML({attack!r}), Markdown({attack!r}))" for attack in ATTACKS
    )
    add_notebook(kit, "raw", 'campaign = "x"', raw, "Javascript('window.ran = 1')")
    run_campaign(kit, "small")
    return kit.reports_of("small")


PAGES = ("index", "ideation", "prioritisation", "raw")


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_and_nobody_is_asked(attacked: Path, browser: Browser, name: str) -> None:
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto((attacked / f"{name}.html").as_uri())
    assert page.evaluate("window.ran") is None
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    scripts = "[...document.links].filter(a => a.protocol === 'javascript:').length"
    assert page.evaluate(scripts) == 0
    assert page.locator("script, iframe, object, embed, [onerror], [onload]").count() == 0
    page.close()


def test_an_attack_is_still_readable_as_text(attacked: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((attacked / "ideation.html").as_uri())
    text = page.inner_text("main")
    for attack in ATTACKS:
        assert " ".join(attack.split()) in " ".join(text.split())
    page.close()


def test_the_browser_would_run_them_if_the_walls_were_down(
    tmp_path: Path, browser: Browser
) -> None:
    page = browser.new_page()
    for attack in ATTACKS[:5]:
        path = tmp_path / "raw.html"
        path.write_text(f"<!DOCTYPE html><body>{attack}</body>", encoding="utf-8")
        page.goto(path.as_uri())
        page.wait_for_function("window.ran === 1", timeout=5000)
    page.close()


@pytest.mark.parametrize("attack", ATTACKS[:9])
def test_the_cleaning_alone_would_do(attack: str, tmp_path: Path, browser: Browser) -> None:
    page = browser.new_page()
    path = tmp_path / "cleaned.html"
    cleaned = exporter.clean_html(attack) + exporter.clean_markdown(attack)
    path.write_text(f"<!DOCTYPE html><body>{cleaned}</body>", encoding="utf-8")
    page.goto(path.as_uri())
    assert page.evaluate("window.ran") is None
    assert page.locator("script, iframe, img, [onerror], [href^=javascript]").count() == 0
    page.close()
