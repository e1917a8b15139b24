"""One run of a campaign at a time, with a folder of its own for what is not kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from playbook.errors import PlaybookError
from playbook.files import PART
from playbook.language import _


@contextmanager
def only_run(folder: Path) -> Iterator[Path]:
    """Keep other runs away from a campaign's reports, and give a folder for the run's own use.

    The lock is the operating system's: it ends with the process, however it ends. What a run that
    was killed has left in its folder, and files that it was writing, are taken away by the next.

    Parameters
    ----------
    folder : Path
        The campaign's reports.

    Raises
    ------
    PlaybookError
        When another run is under way, or nothing can be written there.
    """
    work = folder.parent / f".{folder.name}.work"
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder.parent / f".{folder.name}.lock", timeout=0)
        with lock:
            shutil.rmtree(work, ignore_errors=True)
            for part in folder.rglob(f"{PART}*"):
                part.unlink()
            work.mkdir(mode=0o700)
            try:
                yield work
            finally:
                shutil.rmtree(work, ignore_errors=True)
    except Timeout:
        message = _("{campaign} is being run already: wait until that run is over, or stop it.")
        raise PlaybookError(message.format(campaign=folder.name)) from None
    except OSError as error:
        raise cannot_write(error, folder) from error


def cannot_write(error: OSError, folder: Path) -> PlaybookError:
    """Say what could not be written, and why."""
    message = _("{path} cannot be written: {reason}. What was there is still there.")
    path = error.filename or folder
    return PlaybookError(message.format(path=path, reason=error.strerror or error))
