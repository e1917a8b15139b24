"""A live notebook opened by hand in JupyterLab: a show of hands, stored."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, expect
from support.panel_pages import cell, database_of, make_kit
from support.small_database import fill

from playbook.kit import Kit
from playbook.sources.schema import schema

TOKEN = "only-for-this-test"


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """The address of a JupyterLab on a kit whose campaign ``demo`` is in a database."""
    kit = make_kit(tmp_path)
    (tmp_path / "parameters/small.yml").rename(tmp_path / "parameters/demo.yml")
    fill(database_of(kit))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1"]
    command += [f"--port={port}", f"--IdentityProvider.token={TOKEN}", "--allow-root"]
    private = {"JUPYTER_CONFIG_DIR": str(tmp_path / "c"), "JUPYTER_DATA_DIR": str(tmp_path / "d")}
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=tmp_path, stdout=log, stderr=log, env={**os.environ, **private}
        )
        try:
            for _attempt in range(240):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=1)
                    break
                except OSError:
                    time.sleep(0.25)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def test_a_show_of_hands_is_stored(lab: str, tmp_path: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.goto(f"{lab}/lab/tree/notebooks/live/prioritisation.ipynb?token={TOKEN}", timeout=60_000)
    expect(page.locator(".jp-Notebook .jp-Cell").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("| Idle")).to_be_visible(timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.get_by_role("button", name="Open the vote").click(timeout=60_000)
    page.get_by_role("combobox", name="Enter votes for").select_option("Name P2")
    value = cell(page, "ratings/U1/value")
    value.get_by_role("radio", name="4", exact=True).check(force=True, timeout=60_000)
    expect(value).to_have_attribute("data-state", "stored", timeout=20_000)
    with database_of(Kit(tmp_path)).connect() as connection:
        (row,) = connection.execute(sa.select(schema().tables["ratings"])).mappings()
    assert (row["participant_id"], row["value"], row["feasibility"]) == ("P2", 4.0, None)
    page.close()
