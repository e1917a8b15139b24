"""A JupyterLab on a kit, and notebooks opened in it as people open them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

TOKEN = "only-for-this-test"


@contextmanager
def jupyterlab(kit: Path) -> Iterator[str]:
    """Serve a folder by a JupyterLab on this machine only, and give its address."""
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
            for _attempt in range(240):
                try:
                    urllib.request.urlopen(f"{address}/api", timeout=1)
                    break
                except OSError:
                    time.sleep(0.25)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def opened(browser: Browser, lab: str, notebook: str) -> Page:
    """Open a notebook of the kit, and wait until its kernel is ready."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.goto(f"{lab}/lab/tree/notebooks/{notebook}?token={TOKEN}", timeout=60_000)
    expect(page.locator(".jp-Notebook .jp-Cell").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("| Idle")).to_be_visible(timeout=60_000)
    return page
