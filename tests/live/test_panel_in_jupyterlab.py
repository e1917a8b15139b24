"""A stage's own notebook opened by hand in JupyterLab: its panel takes the votes that lack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, expect
from support.jupyterlab import jupyterlab, opened
from support.panel_pages import cell, database_of, make_kit
from support.small_database import fill

from playbook.kit import Kit
from playbook.sources.schema import schema


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """The address of a JupyterLab on a kit whose campaign ``demo`` is in a database."""
    kit = make_kit(tmp_path)
    (tmp_path / "parameters/small.yml").rename(tmp_path / "parameters/demo.yml")
    fill(database_of(kit))
    with jupyterlab(tmp_path) as address:
        yield address


def run_all(page: Page) -> None:
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def test_a_show_of_hands_is_stored_and_reported(lab: str, tmp_path: Path, browser: Browser) -> None:
    page = opened(browser, lab, "1b_prioritisation.ipynb")
    run_all(page)
    page.get_by_role("button", name="Open the vote").click(timeout=60_000)
    page.get_by_role("combobox", name="Enter votes for").select_option("Name P2")
    value = cell(page, "ratings/U1/value")
    value.get_by_role("radio", name="4", exact=True).check(force=True, timeout=60_000)
    expect(value).to_have_attribute("data-state", "stored")
    with database_of(Kit(tmp_path)).connect() as connection:
        (row,) = connection.execute(sa.select(schema().tables["ratings"])).mappings()
    assert (row["participant_id"], row["value"], row["feasibility"]) == ("P2", 4.0, None)
    run_all(page)
    expect(page.get_by_text("votes are missing, from 7 people").first).to_be_attached(
        timeout=60_000
    )
    page.close()
