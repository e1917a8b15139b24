"""One command at a time that runs a campaign or changes what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from playbook.errors import PlaybookError
from playbook.files import refusal
from playbook.language import _


@contextmanager
def only_one(reports: Path) -> Iterator[None]:
    """Keep other runs, imports and erasures away from a campaign.

    The lock is the operating system's: it ends with the process, however it ends.

    Parameters
    ----------
    reports : Path
        The folder of the campaign's reports; the lock lies beside it.

    Raises
    ------
    PlaybookError
        When another command is at work on the campaign, or a file cannot be read or written.
    """
    try:
        reports.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(reports.parent / f".{reports.name}.lock", timeout=0):
            yield
    except Timeout:
        message = _(
            "another command is at work on {campaign}, such as a run, an import or an erasure:"
            " wait until it is over, or stop it."
        )
        raise PlaybookError(message.format(campaign=reports.name)) from None
    except OSError as error:
        raise refusal(error, reports) from error
