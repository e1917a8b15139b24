"""The trainer's kit: what is printed, what students get, and the slides."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from support.checking import Check
from support.printed import printed_object
from traitlets.config import Config

from playbook.campaign.checked import load_campaign
from playbook.content.booklet import open_booklet
from playbook.kit import Kit
from playbook.language import speaking
from playbook.packs.exercises import group_errors, laboratories, sheet_answers
from playbook.packs.prepare import prepare_workshop
from playbook.packs.students import students_copy
from playbook.report.deck import export_deck
from playbook.stages.training_primer.questions import QUESTIONS

STAGE = "training_primer"
REPOSITORY = Kit(Path(__file__).parents[2])
NOTEBOOK = REPOSITORY.stages()[STAGE]
PEOPLE = "participant_id,name,department\nP1,<i>Ada</i>,A\nP2,Bo,B\n"


def pages(check: Check, kit: Kit, language: str = "en") -> dict[str, str]:
    check({"participants": PEOPLE}, language, "show_names: true\n")
    made = prepare_workshop(kit, "test", STAGE)
    return {p.name: p.read_text(encoding="utf-8") for p in made if p.suffix == ".html"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_both_lengths_fill_the_time_that_they_announce(kit: Kit, language: str) -> None:
    workshop = open_booklet(kit.root, language).workshop(STAGE)
    assert workshop.longer is not None
    assert (workshop.minutes, workshop.longer.minutes) == (90, 180)
    assert sum(time.minutes for time in workshop.times) == 90
    assert sum(time.minutes for time in workshop.longer.times) == 180


def test_the_pack_holds_a_run_sheet_for_each_length_and_no_script(check: Check, kit: Kit) -> None:
    made = pages(check, kit)
    assert "+1:30" in made["run_sheet.html"]
    assert "+3:00" in made["run_sheet_180_minutes.html"]
    assert all("<script" not in page and "default-src 'none'" in page for page in made.values())


def test_only_the_trainers_notes_hold_answers(check: Check, kit: Kit) -> None:
    made = {name: unescape(page) for name, page in pages(check, kit).items()}
    for question in QUESTIONS:
        assert question.why in made["trainer_notes.html"]
        assert not any(question.why in page for name, page in made.items() if "notes" not in name)
    assert "999 means that nothing was measured" in made["trainer_notes.html"]
    assert made["quiz.html"].count(QUESTIONS[0].text) == 2  # before and after


def test_the_sheet_shows_twenty_images_without_what_they_are(check: Check, kit: Kit) -> None:
    page = pages(check, kit)["exercises.html"]
    assert page.count("<svg") == len(sheet_answers()) == 20
    assert sheet_answers()[:6] == ["5", "8", "0", "9", "3", "8"]
    labels = re.findall(r'aria-label="(\d+)"', page)
    assert labels == [str(number) for number in range(1, 21)]


def test_each_laboratory_writes_in_its_own_way(check: Check, kit: Kit) -> None:
    ours, second, third = laboratories()
    assert all(float(row[0]) < 20 for row in ours)  # per cent
    assert all(float(row[0]) > 100 for row in second)  # per mille
    assert sum(cell == "999" for row in third for cell in row) == 2
    assert pages(check, kit)["exercises.html"].count("<td>999</td>") == 2


def test_the_exercise_on_groups_has_the_figures_of_the_notebook() -> None:
    by_hand = {group.name: group for group in group_errors(seed=1)}
    assert {name: group.concerned for name, group in by_hand.items()} == {
        "sex 1": 74, "sex 2": 74, "under 45": 43, "45 to 54": 43, "55 and over": 62,
    }  # fmt: skip


def test_the_list_to_sign_has_a_line_for_each_who_is_invited_and_no_score(
    check: Check, kit: Kit
) -> None:
    page = pages(check, kit)["attendance.html"]
    assert "&lt;i&gt;Ada&lt;/i&gt;" in page
    assert page.count("<tr>") == 1 + 2 + 4
    assert "no result of the quiz" in page


@pytest.fixture
def copy() -> nbformat.NotebookNode:
    """The students' copy on the French demo."""
    with speaking("fr"):
        content = students_copy(REPOSITORY, load_campaign(REPOSITORY, "demo_fr"), STAGE)
    return nbformat.reads(content.decode(), as_version=4)


def test_the_students_copy_has_the_questions_and_no_answer(copy: nbformat.NotebookNode) -> None:
    source = nbformat.read(NOTEBOOK, as_version=4)
    code = "\n".join(cell.source for cell in copy.cells if cell.cell_type == "code")
    words = "\n".join(cell.source for cell in copy.cells if cell.cell_type == "markdown")
    run = code.split("lab =")[1].replace("training.say_settings", "")
    assert not re.search(r"\bsay_|quiz\.|readiness\.|hand_labels|summary", run)
    assert all(not cell.get("outputs") for cell in copy.cells)
    exercises = [c for c in source.cells if "exercise" in c.metadata["tags"]]
    assert len(exercises) >= 10
    assert words.count("**Devinez d’abord.**") + words.count("**Devinez d'abord.**") >= 8
    assert 'campaign = "demo_fr"' in code or "campaign = 'demo_fr'" in code


def test_the_students_copy_runs(
    copy: nbformat.NotebookNode, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PLAYBOOK_ROOT", str(REPOSITORY.root))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    try:
        for cell in copy.cells:
            if cell.cell_type == "code":
                with speaking("en"), capture_output():  # a notebook speaks its campaign's language
                    shell.run_cell(cell.source).raise_error()
    finally:
        InteractiveShell.clear_instance()


def test_slides_ask_before_they_show_and_leave_the_campaigns_own_data_out() -> None:
    deck = export_deck(nbformat.read(NOTEBOOK, as_version=4), "A <b>title</b>")
    assert "<script" not in deck
    assert "default-src 'none'" in deck
    assert not re.search(r'(?:src|href)="(?!data:|#)', deck)
    assert "A &lt;b&gt;title&lt;/b&gt;" in deck
    kinds = re.findall(r'<section class="slide ([\w ]+)" id="(d\d+b?)"', deck)
    asked = [anchor for kind, anchor in kinds if kind == "asked"]
    shown = [anchor for kind, anchor in kinds if kind.startswith("shown")]
    assert len(asked) == 14
    assert set(shown) <= {f"{anchor}b" for anchor in asked}
    assert len(shown) >= 12
    order = [anchor for _kind, anchor in kinds]
    assert all(order.index(one) == order.index(one[:-1]) + 1 for one in shown)
    assert "Sorting and routing" not in deck  # a use case of the demo
    assert printed_object(deck) is None
    assert "Page Down: on." in deck
    assert len(deck) < 900_000


def test_a_kit_without_the_notebook_has_a_pack_without_it(check: Check, kit: Kit) -> None:
    shutil.rmtree(kit.notebooks, ignore_errors=True)
    kit.notebooks.mkdir(exist_ok=True)
    check({"participants": PEOPLE})
    names = {path.name for path in prepare_workshop(kit, "test", STAGE)}
    assert {"trainer_notes.html", "handout.html", "exercises.html"} <= names
    assert not names & {"students.ipynb", "slides.html"}
