"""What a run leaves behind: reports for what worked, the truth about what did not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbformat
import pytest
from support.small_kit import add_notebook, make_small_kit, opening

from playbook.errors import CampaignError, PlaybookError
from playbook.kit import Kit
from playbook.pipeline.run import run_campaign
from playbook.report.manifest import Manifest, Status, read_manifest

GOOD = ("# My own stage\n\nWhat is it?", 'campaign = "x"\nlimit = 1')
SHOW = 'stage.show(stage.table("ideas").assign(twice=limit * 2), "notes")'
SAY = "from playbook.show.findings import Finding\nstage.say(Finding('All is said.'))"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Kit, Manifest]:
    """A campaign with a stage that works, one that fails, one that lacks data, one broken."""
    kit = make_small_kit(tmp_path_factory.mktemp("kit"), more="own: {limit: 21}")
    add_notebook(kit, "1_own", *GOOD, opening("own"), SHOW, SAY, "stage.summary()")
    failing = (*GOOD, opening("failing"), "# Where it breaks", "1 / 0", "print('never')")
    add_notebook(kit, "2_failing", *failing)
    add_notebook(kit, "3_absent", *GOOD, opening("absent", needs="ratings"))
    (kit.notebooks / "4_broken.ipynb").write_text("{not a notebook", encoding="utf-8")
    return kit, run_campaign(kit, "small").manifest


def folder(ran: tuple[Kit, Manifest]) -> Path:
    return ran[0].reports_of("small")


def test_a_dropped_in_notebook_is_run_reported_and_indexed(ran):
    assert ran[1].stage("own").status is Status.DONE
    page = (folder(ran) / "own.html").read_text(encoding="utf-8")
    assert "My own stage" in page
    assert 'href="own.html"' in (folder(ran) / "index.html").read_text(encoding="utf-8")


def test_its_parameters_come_from_the_campaign(ran):
    results = (folder(ran) / "results/own_notes.csv").read_text(encoding="utf-8-sig")
    assert results.splitlines()[1].endswith(",42")


def test_every_shown_table_is_kept_whole(ran):
    results = (folder(ran) / "results/own_notes.csv").read_text(encoding="utf-8-sig")
    assert results.splitlines()[0].startswith("idea_id,participant_id,text")
    assert len(results.splitlines()) == 3


def test_the_executed_notebook_is_left_with_its_outputs(ran):
    notebook = nbformat.read(folder(ran) / "notebooks/own.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)
    assert any(cell.outputs for cell in code)


def test_the_summary_is_put_on_top_of_the_page_and_into_the_index(ran):
    page = (folder(ran) / "own.html").read_text(encoding="utf-8")
    assert page.index("All is said.") < page.index("<table")
    assert "All is said." in (folder(ran) / "index.html").read_text(encoding="utf-8")


def test_a_failing_stage_fails_alone_and_says_where(ran):
    record = ran[1].stage("failing")
    assert record.status is Status.FAILED
    assert record.reason == "ZeroDivisionError: division by zero"
    assert record.place == "cell 5 (Where it breaks)"
    assert not (folder(ran) / "failing.html").exists()
    index = (folder(ran) / "index.html").read_text(encoding="utf-8")
    assert "cell 5 (Where it breaks): ZeroDivisionError" in index
    assert 'href="failing.html"' not in index


def test_a_stage_without_its_tables_is_no_error(ran):
    record = ran[1].stage("absent")
    assert (record.status, list(record.missing)) == (Status.NO_DATA, ["ratings"])
    assert "Needs: Ratings." in (folder(ran) / "index.html").read_text(encoding="utf-8")


def test_a_file_that_is_no_notebook_fails_alone(ran):
    record = ran[1].stage("broken")
    assert record.status is Status.FAILED
    assert "notebooks/4_broken.ipynb: it cannot be read as a notebook" in record.reason


def test_the_manifest_lists_what_was_made_with_its_fingerprints(ran):
    manifest = json.loads((folder(ran) / "manifest.json").read_text(encoding="utf-8"))
    made = {path.relative_to(folder(ran)).as_posix() for path in folder(ran).rglob("*.*")}
    outputs = {name for stage in manifest["stages"] for name in stage["outputs"]}
    assert outputs | {"index.html", "brief.html", "manifest.json"} == made
    assert list(manifest["data"]) == ["data/small/ideas.csv"]


def test_a_run_again_leaves_the_same_bytes(ran, tmp_path):
    kit = make_small_kit(tmp_path / "elsewhere", more="own: {limit: 21}")
    add_notebook(kit, "1_own", *GOOD, opening("own"), SHOW, SAY, "stage.summary()")
    shutil.copy(ran[0].secret_of("small"), kit.secret_of("small"))
    run_campaign(kit, "small")
    for name in ("own.html", "notebooks/own.ipynb", "results/own_notes.csv"):
        assert (kit.reports_of("small") / name).read_bytes() == (folder(ran) / name).read_bytes()


def test_a_stage_that_fails_later_loses_its_former_report(tmp_path):
    kit = make_small_kit(tmp_path)
    add_notebook(kit, "own", *GOOD, opening("own"), SHOW, "stage.summary()")
    run_campaign(kit, "small")
    add_notebook(kit, "own", *GOOD, opening("own"), SHOW, "raise SystemExit(3)")
    manifest = run_campaign(kit, "small").manifest
    assert manifest.stage("own").status is Status.FAILED
    assert not (kit.reports_of("small") / "own.html").exists()
    assert not (kit.reports_of("small") / "results/own_notes.csv").exists()


def test_a_kernel_that_dies_is_a_failure(tmp_path):
    kit = make_small_kit(tmp_path)
    add_notebook(kit, "own", *GOOD, "import os\nos._exit(1)", "print('never')")
    record = run_campaign(kit, "small").manifest.stage("own")
    assert record.status is Status.FAILED
    assert record.reason == "the kernel ended by itself (exit code 1)."
    assert record.place == "cell 3 (My own stage)"
    assert not (kit.reports_of("small") / "own.html").exists()


def test_a_run_that_is_cut_short_leaves_an_index_that_says_so(tmp_path):
    kit = make_small_kit(tmp_path)
    add_notebook(kit, "own", *GOOD, opening("own"), SHOW)

    def interrupt(_title: str, done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_campaign(kit, "small", watch=interrupt)
    assert read_manifest(kit.reports_of("small")).stage("own").status is Status.UNFINISHED
    index = (kit.reports_of("small") / "index.html").read_text(encoding="utf-8")
    assert "The last run was cut short before this stage was finished" in index
    assert 'href="own.html"' not in index


def test_a_report_of_earlier_data_is_marked_when_another_stage_is_run(tmp_path):
    kit = make_small_kit(tmp_path)
    add_notebook(kit, "own", *GOOD, opening("own"), SHOW)
    add_notebook(kit, "other", *GOOD, opening("other"), "1 + 1")
    run_campaign(kit, "small")
    index = kit.reports_of("small") / "index.html"
    assert "Made from earlier data" not in index.read_text(encoding="utf-8")
    data = kit.root / "data/small/ideas.csv"
    data.write_text(data.read_text() + "N3,One more,follow_up\n")
    run_campaign(kit, "small", only=["other"])
    assert index.read_text(encoding="utf-8").count("Made from earlier data") == 1


def test_a_stage_whose_notebook_is_gone_is_gone_from_the_reports(tmp_path):
    kit = make_small_kit(tmp_path)
    path = add_notebook(kit, "own", *GOOD, opening("own"), SHOW)
    add_notebook(kit, "other", *GOOD, "1 + 1")
    run_campaign(kit, "small", only=["own"])
    path.unlink()
    manifest = run_campaign(kit, "small").manifest
    assert [record.name for record in manifest.stages] == ["other"]
    assert not (kit.reports_of("small") / "own.html").exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("own: {limitt: 2}", "own.limitt: unknown parameter of this stage. Did you mean limit?"),
        ("own: {limit: two}", "own.limit: found “two”; expected a value like the notebook's own"),
        ("own: {limit: true}", "own.limit: found “True”; expected a value like the notebook's own"),
        ('own: {"limit=1;print(1)#": 1}', "unknown parameter of this stage"),
    ],
)
def test_a_parameter_that_the_notebook_does_not_have_is_refused_before_anything_runs(
    tmp_path, more, said
):
    kit = make_small_kit(tmp_path, more=more)
    add_notebook(kit, "own", *GOOD, opening("own"))
    with pytest.raises(CampaignError) as error:
        run_campaign(kit, "small")
    assert said in str(error.value)
    assert not kit.reports_of("small").exists()


def test_an_unknown_stage_is_refused_with_those_there_are(tmp_path):
    kit = make_small_kit(tmp_path)
    add_notebook(kit, "own", *GOOD)
    with pytest.raises(PlaybookError, match="there is no stage owm; there are: own"):
        run_campaign(kit, "small", only=["owm"])


def test_bad_data_stop_the_run_before_anything_is_written(tmp_path):
    kit = make_small_kit(tmp_path, ideas="idea_id,text,round\nN1,,someday\n")
    add_notebook(kit, "own", *GOOD)
    with pytest.raises(CampaignError) as error:
        run_campaign(kit, "small")
    assert len(error.value.problems) == 2
    assert not kit.reports_of("small").exists()
