"""Pages on paper: a PDF of each page, printed by the Chromium that is found on the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playbook.errors import PlaybookError
from playbook.language import _

VARIABLE = "PLAYBOOK_CHROMIUM"
BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)  # fmt: skip
SECONDS = 120


def find_chromium() -> str:
    """The browser that prints.

    Raises
    ------
    PlaybookError
        When there is none.
    """
    for name in (os.environ.get(VARIABLE, ""), *BROWSERS):
        if found := name and shutil.which(name):
            return found
    message = _(
        "no Chromium, Chrome or Edge was found here to print the PDF."
        " Install one, give its path in {variable}, or open the page in any"
        " browser and print it from there."
    )
    raise PlaybookError(message.format(variable=VARIABLE))


def print_pages(folder: Path, target: Path) -> Iterator[Path]:
    """Print the pages of a campaign's reports, each into a tagged PDF with an outline.

    Parameters
    ----------
    folder : Path
        The reports: every page in it is printed.
    target : Path
        Where the PDFs go; it is made when it is not there.

    Raises
    ------
    PlaybookError
        When there is no browser, or it does not print.
    """
    browser = find_chromium()
    target.mkdir(parents=True, exist_ok=True)
    for page in sorted(folder.glob("*.html")):
        yield _print(browser, page, target / f"{page.stem}.pdf")


def _print(browser: str, page: Path, target: Path) -> Path:
    """Print one page."""
    with tempfile.TemporaryDirectory(prefix="playbook-print-") as profile:
        printed = Path(profile) / "page.pdf"
        command = [
            browser, "--headless", "--disable-gpu", "--disable-background-networking",
            "--no-first-run", f"--user-data-dir={profile}", "--no-pdf-header-footer",
            "--export-tagged-pdf", "--generate-pdf-document-outline",
            f"--print-to-pdf={printed}", page.resolve().as_uri(),
        ]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # which root has none of; our pages run nothing
        try:
            ended = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise _not_printed(page, str(error)) from error
        if not printed.exists():
            lines = ended.stderr.decode(errors="replace").strip().splitlines()
            raise _not_printed(page, lines[-1] if lines else str(ended.returncode))
        shutil.move(printed, target)
    return target


def _not_printed(page: Path, reason: str) -> PlaybookError:
    """What is said when the browser did not print."""
    message = _("{page} was not printed: {reason}")
    return PlaybookError(message.format(page=page.name, reason=reason))
