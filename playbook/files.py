"""Files that are read and written whole, and what is said when they cannot be.

A reader finds the old file or the new one, and never half of one.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playbook.errors import PlaybookError
from playbook.language import _

ABSENT = "absent"
PART = ".part-"
"""How the name of a file begins that is not whole yet; a process that is killed leaves it so."""


class NotRead(OSError):
    """What should be a file is none: a folder, a pipe, a device."""


class NotWritten(OSError):
    """A file could not be written; its name is that of the file which was to be there."""


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file in one step; who may read it stays.

    Raises
    ------
    NotWritten
        When it cannot be written; what was there is still there.
    """
    try:
        _replace(path, content)
    except OSError as error:
        raise NotWritten(error.errno, error.strerror, str(path)) from error


def _replace(path: Path, content: bytes) -> None:
    """Write a file beside another one, and put it in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=PART, suffix=path.suffix)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def open_file(path: Path) -> io.BufferedReader:
    """Open a file to read it; a pipe or a device, which one might wait for for ever, is none.

    Raises
    ------
    OSError
        When it cannot be read.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise NotRead(errno.EISDIR, _("it is a folder"), str(path))
    if not stat.S_ISREG(mode):
        raise NotRead(errno.EINVAL, _("it is a pipe or a device"), str(path))
    return path.open("rb")


def read_file(path: Path) -> bytes:
    """The content of a file, opened as `open_file` does."""
    with open_file(path) as file:
        return file.read()


def why_unreadable(path: Path) -> str | None:
    """Say why a file cannot be read; None when it can."""
    try:
        open_file(path).close()
    except OSError as error:
        return unreadable(error)
    return None


def unreadable(error: OSError) -> str:
    """Say why a file cannot be read, by what the system said."""
    return _("the file cannot be read ({reason}).").format(reason=_reason(error))


def refusal(error: OSError, place: Path | None = None) -> PlaybookError:
    """Say which file could not be read or written, and why.

    Parameters
    ----------
    error : OSError
        What the system said.
    place : Path, optional
        What was at work when the error names no file.
    """
    path = Path(str(error.filename or place or Path.cwd()))
    message = _("{path} cannot be written: {reason}. What was there is still there.")
    if not isinstance(error, NotWritten) and (
        isinstance(error, FileNotFoundError | NotRead) or not _can_be_read(path)
    ):
        message = _("{path} cannot be read: {reason}.")
    inside = path.is_relative_to(Path.cwd())
    shown = path.relative_to(Path.cwd()) if inside else path
    return PlaybookError(message.format(path=shown, reason=_reason(error)))


@contextmanager
def refusing() -> Iterator[None]:
    """Say which file cannot be read or written in a block, in the language being spoken there."""
    try:
        yield
    except OSError as error:
        raise refusal(error) from error


def _reason(error: OSError) -> str:
    """The system's words for an error."""
    return error.strerror or str(error)


def _can_be_read(path: Path) -> bool:
    """Whether a folder or a file lets itself be read; of what is not there, its folder."""
    try:
        if not path.exists():
            path = path.parent
        if path.is_dir():
            os.scandir(path).close()
        else:
            open_file(path).close()
    except OSError:
        return False
    return True


def sha256(content: bytes) -> str:
    """The fingerprint by which two contents are known to be the same."""
    return hashlib.sha256(content).hexdigest()


def file_sha256(path: Path) -> str:
    """The fingerprint of a file's content."""
    with open_file(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def path_fingerprint(path: Path) -> str:
    """The fingerprint of a file's content, or of the names in a folder; ``absent`` is one too."""
    try:
        if path.is_dir():
            return sha256("\n".join(sorted(entry.name for entry in path.iterdir())).encode())
        return file_sha256(path)
    except OSError:
        return ABSENT
