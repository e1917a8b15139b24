"""A notebook opened by hand in JupyterLab runs from top to bottom on the demo."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from support.jupyterlab import jupyterlab, opened

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab that serves a copy of the kit on this machine only."""
    kit = tmp_path_factory.mktemp("lab")
    for name in ("notebooks", "parameters", "data"):
        shutil.copytree(ROOT / name, kit / name)
    with jupyterlab(kit) as address:
        yield address


def test_run_all_cells_works(lab: str, browser: Browser) -> None:
    page = opened(browser, lab, "1b_prioritisation.ipynb")
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name="Restart Kernel and Run All Cells…").click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    expect(page.get_by_text("[*]:").first).to_be_visible(timeout=30_000)
    expect(page.get_by_text("[*]:")).to_have_count(0, timeout=90_000)
    summary = page.locator(".summary")
    summary.scroll_into_view_if_needed()
    expect(summary).to_contain_text("In short")
    assert page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0
    assert page.locator(".jp-OutputArea-output[data-mime-type*=error]").count() == 0
    page.close()
