"""One run of a campaign at a time, with a folder of its own for what is not kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playbook.campaign.lock import only_one
from playbook.files import PART


@contextmanager
def only_run(folder: Path) -> Iterator[Path]:
    """Keep other runs away from a campaign's reports, and give a folder for the run's own use.

    What a run that was killed has left in its folder, and files that it was writing, are taken away
    by the next.

    Parameters
    ----------
    folder : Path
        The campaign's reports.

    Raises
    ------
    PlaybookError
        When another command is at work on the campaign, or nothing can be written there.
    """
    work = folder.parent / f".{folder.name}.work"
    with only_one(folder):
        shutil.rmtree(work, ignore_errors=True)
        for part in folder.rglob(f"{PART}*"):
            part.unlink()
        work.mkdir(mode=0o700)
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)
