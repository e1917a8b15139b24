"""A run does again what has changed, no more and no less, and leaves what a cold run would."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from support.reports import contents, without_links
from support.small_kit import add_notebook, make_small_kit, opening

import playbook.pipeline.reuse
import playbook.pipeline.side_by_side
from playbook.kit import PACKAGE, Kit
from playbook.pipeline.run import run_campaign
from playbook.report import versions as known_versions
from playbook.report.manifest import Status

PARAMETERS = 'campaign = "x"\nlimit = 1'
STEPS = "step_id,position,label\nS1,1,Open\nS2,2,Answer\n"
STAKEHOLDERS = "stakeholder_id,label,group\nK1,Members,employees\n"
HELPER = "SAID = 'as the helper says'\n"
STAGES = {
    "1_ideas": ("stage.show(stage.table('ideas').head(limit), 'ideas')",),
    "2_steps": ("stage.show(stage.table('process_steps'), 'steps')",),
    "3_presence": ("'stakeholders' in stage.campaign.tables",),
    "4_listing": ("sorted(stage.campaign.tables)",),
    "5_file": ("print(open(stage_root + '/data/own.txt').read())",),
    "6_helper": ("sys.path.insert(0, stage_root + '/data')\nimport own_helper\nown_helper.SAID",),
    "7_notices": ("[str(notice) for notice in stage.campaign.notices]",),
}
ROOT = "import os, sys\nstage_root = os.environ['PLAYBOOK_ROOT']"
ALL = {name.split("_", 1)[1] for name in STAGES}

Change = Callable[[Kit], None]


def stage_cells(name: str, *more: str) -> tuple[str, ...]:
    lead = f"# Stage {name}\n\nWhat?"
    return (lead, PARAMETERS, opening(name), ROOT, *more, "stage.summary()")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    """A kit whose campaign was run: stages that read one thing each."""
    kit = make_small_kit(tmp_path_factory.mktemp("kit"))
    write(kit, "data/small/process_steps.csv", STEPS)
    write(kit, "data/own.txt", "one")
    write(kit, "data/own_helper.py", HELPER)
    for file, cells in STAGES.items():
        add_notebook(kit, file, *stage_cells(file.split("_", 1)[1], *cells))
    outcome = run_campaign(kit, "small")
    reasons = [record.reason for record in outcome.manifest.stages]
    assert {r.status for r in outcome.manifest.stages} == {Status.DONE}, reasons
    return kit


@pytest.fixture
def kit(ran: Kit, tmp_path: Path) -> Kit:
    """A copy of that kit, reports and all, in another folder."""
    shutil.copytree(ran.root, tmp_path / "copy")
    return Kit(tmp_path / "copy")


def write(kit: Kit, name: str, text: str) -> None:
    (kit.root / name).write_text(text, encoding="utf-8")


def replaced(name: str, old: str, new: str) -> Change:
    def change(kit: Kit) -> None:
        text = (kit.root / name).read_text(encoding="utf-8")
        assert old in text
        write(kit, name, text.replace(old, new))

    return change


def touch_all(kit: Kit) -> None:
    for path in kit.root.rglob("*"):
        os.utime(path, (1, 1))


def save_with_semicolons(kit: Kit) -> None:
    path = kit.root / "data/small/ideas.csv"
    path.write_bytes(
        b"\xef\xbb\xbf" + path.read_bytes().replace(b",", b";").replace(b"\n", b"\r\n")
    )


def execute_in_jupyter(kit: Kit) -> None:
    path = kit.stages()["ideas"]
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.id = "other-" + cell.id[:8]
        if cell.cell_type == "code":
            cell.execution_count = 7
            cell.outputs = [nbformat.v4.new_output("stream", text="left over")]
    nbformat.write(notebook, path)


def more(text: str) -> Change:
    def change(kit: Kit) -> None:
        path = kit.parameters_of("small")
        path.write_text(path.read_text() + text + "\n")

    return change


CHANGES: dict[str, tuple[Change, set[str]]] = {
    "nothing": (lambda _kit: None, set()),
    "dates of files": (touch_all, set()),
    "the same table, saved otherwise": (save_with_semicolons, set()),
    "a notebook executed in Jupyter": (execute_in_jupyter, set()),
    "a value of a table": (replaced("data/small/ideas.csv", "Sort the mail", "Sort"), {"ideas"}),
    "the order of a table": (
        lambda kit: write(
            kit, "data/small/process_steps.csv", "step_id,position,label\nS2,2,Answer\nS1,1,Open\n"
        ),
        {"steps"},
    ),
    "one more table": (
        lambda kit: write(kit, "data/small/stakeholders.csv", STAKEHOLDERS),
        {"presence", "listing"},
    ),
    "a file that a notebook opens": (lambda kit: write(kit, "data/own.txt", "two"), {"file"}),
    "a module that a notebook imports": (
        lambda kit: write(kit, "data/own_helper.py", HELPER.replace("says", "now says")),
        {"helper"},
    ),
    "a parameter of one stage": (more("ideas: {limit: 2}"), {"ideas"}),
    "that parameter, as it was": (
        replaced("parameters/small.yml", "ideas: {limit: 2}", "ideas: {limit: 1}"),
        {"ideas"},
    ),
    "a parameter of all": (more("top_n: 4"), ALL),
    "a word in a notebook": (replaced("notebooks/2_steps.ipynb", "What?", "Why?"), {"steps"}),
    "code of a notebook": (
        replaced("notebooks/1_ideas.ipynb", "head(limit)", "tail(limit)"),
        {"ideas"},
    ),
    "a page that somebody edited": (
        replaced("reports/small/steps.html", "Stage steps", "Stage leaps"),
        {"steps"},
    ),
    "a result that somebody lost": (
        lambda kit: (kit.reports_of("small") / "results/ideas_ideas.csv").unlink(),
        {"ideas"},
    ),
    "an index that somebody lost": (
        lambda kit: (kit.reports_of("small") / "index.html").unlink(),
        set(),
    ),
    "a manifest that cannot be read": (
        lambda kit: write(kit, "reports/small/manifest.json", "{"),
        ALL,
    ),
    "a brand": (lambda kit: write(kit, "_brand.yml", "meta: {name: Vinca}\n"), ALL),
    "a remark in the brand's file": (
        lambda kit: write(kit, "_brand.yml", "# ours\nmeta: {name: Vinca}\n"),
        set(),
    ),
    "a notebook more": (
        lambda kit: add_notebook(kit, "9_new", *stage_cells("new", "1 + 1")) and None,
        {"new"},
    ),
    "a notebook less": (lambda kit: kit.stages()["steps"].unlink(), set()),
}


def test_what_changed_is_run_again_and_nothing_else(kit: Kit, tmp_path: Path) -> None:
    """One change after the other; in the end, all is as a run from nothing leaves it."""
    wrong = {}
    for what, (change, expected) in CHANGES.items():
        change(kit)
        ran = set(run_campaign(kit, "small").ran)
        if ran != expected:
            wrong[what] = ran
    assert wrong == {}
    warm = contents(kit.reports_of("small"))
    run_campaign(kit, "small", folder=tmp_path / "cold" / "small")
    assert contents(tmp_path / "cold" / "small") == warm


def test_a_table_that_goes_is_a_change(kit: Kit) -> None:
    (kit.root / "data/small/process_steps.csv").unlink()
    assert set(run_campaign(kit, "small").ran) == {"steps", "listing"}


def test_a_table_that_stages_need_takes_their_reports_away(kit: Kit) -> None:
    (kit.root / "data/small/ideas.csv").unlink()
    outcome = run_campaign(kit, "small")
    assert {record.status for record in outcome.manifest.stages} == {Status.NO_DATA}
    assert set(contents(kit.reports_of("small"))) == {"index.html", "brief.html", "manifest.json"}
    assert not outcome.ran
    assert not run_campaign(kit, "small").ran


@pytest.mark.parametrize("package", ["pandas", "python"])
def test_another_version_of_a_package_runs_all_again(
    kit: Kit, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    other = {**known_versions.versions(), package: "0.0.1"}
    for module in (playbook.pipeline.run, playbook.pipeline.reuse):
        monkeypatch.setattr(module, "versions", lambda: other)
    assert set(run_campaign(kit, "small").ran) == ALL


@pytest.mark.parametrize("file", ["statistics/tiers.py", "locales/fr/kit.po", "report/style.css"])
def test_other_code_or_words_of_the_kit_run_all_again(
    kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    copy = tmp_path / "playbook"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(known_versions, "PACKAGE", copy)
    assert run_campaign(kit, "small").ran == ()
    with (copy / file).open("a") as target:
        target.write("\n")
    monkeypatch.setattr(playbook.pipeline.side_by_side, "_run_apart", refuse)
    with pytest.raises(LookupError):
        run_campaign(kit, "small")


def refuse(*_arguments: object) -> None:
    raise LookupError


def test_force_runs_all_again_though_nothing_changed(kit: Kit) -> None:
    before = contents(kit.reports_of("small"))
    assert set(run_campaign(kit, "small", force=True).ran) == ALL
    assert contents(kit.reports_of("small")) == before


def test_a_failed_stage_is_run_again(tmp_path: Path) -> None:
    kit = make_small_kit(tmp_path)
    add_notebook(kit, "own", "# Own", PARAMETERS, opening("own"), "1 / 0")
    for _run in range(2):
        assert list(run_campaign(kit, "small").ran) == ["own"]


def test_the_manifest_says_what_each_stage_read(ran: Kit) -> None:
    manifest = json.loads((ran.reports_of("small") / "manifest.json").read_text(encoding="utf-8"))
    reads = {stage["name"]: stage["reads"] for stage in manifest["stages"]}
    assert set(reads["steps"]) == {"tables"}
    assert set(reads["steps"]["tables"]) == {"process_steps"}
    assert reads["presence"] == {"presence": {"stakeholders": "absent"}}
    assert set(reads["file"]["files"]) == {"data/own.txt"}
    assert set(reads["helper"]["files"]) == {"data/own_helper.py"}
    assert set(reads["notices"]) == {"notices"}


def test_one_job_many_jobs_and_plain_kernels_leave_the_same_bytes(
    ran: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = contents(ran.reports_of("small"))
    run_campaign(ran, "small", jobs=1, folder=tmp_path / "one" / "small")
    assert contents(tmp_path / "one" / "small") == expected
    monkeypatch.setenv("PLAYBOOK_KERNELS", "plain")
    only = ["ideas", "helper"]
    run_campaign(ran, "small", only, folder=tmp_path / "plain" / "small")
    plain = contents(tmp_path / "plain" / "small")
    for name in ("ideas.html", "helper.html", "notebooks/ideas.ipynb", "results/ideas_ideas.csv"):
        assert without_links(plain[name]) == without_links(expected[name]), name
