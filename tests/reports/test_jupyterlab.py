"""A notebook opened by hand in JupyterLab runs from top to bottom on the demo."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

ROOT = Path(__file__).parents[2]
TOKEN = "only-for-this-test"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab that serves a copy of the kit on this machine only."""
    kit = tmp_path_factory.mktemp("lab")
    for name in ("notebooks", "parameters", "data"):
        shutil.copytree(ROOT / name, kit / name)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1"]
    command += [f"--port={port}", f"--IdentityProvider.token={TOKEN}", "--allow-root"]
    private = {"JUPYTER_CONFIG_DIR": str(kit / ".config"), "JUPYTER_DATA_DIR": str(kit / ".data")}
    with (kit / "log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=kit, stdout=log, stderr=log, env={**os.environ, **private}
        )
        address = f"http://127.0.0.1:{port}"
        try:
            for _attempt in range(120):
                try:
                    urllib.request.urlopen(f"{address}/api", timeout=1)
                    break
                except OSError:
                    time.sleep(0.25)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


def test_run_all_cells_works(lab: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{lab}/lab/tree/notebooks/1b_prioritisation.ipynb?token={TOKEN}")
    expect(page.locator(".jp-Notebook .jp-Cell").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("| Idle")).to_be_visible(timeout=60_000)
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name="Restart Kernel and Run All Cells…").click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    expect(page.get_by_text("[*]:").first).to_be_visible(timeout=30_000)
    expect(page.get_by_text("[*]:")).to_have_count(0, timeout=90_000)
    summary = page.locator(".summary")
    summary.scroll_into_view_if_needed()
    expect(summary).to_contain_text("What to decide")
    assert page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0
    assert page.locator(".jp-OutputArea-output[data-mime-type*=error]").count() == 0
    page.close()
