"""Write files so that a reader finds the old one or the new one, and never half of one."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from pathlib import Path

ABSENT = "absent"
PART = ".part-"
"""How the name of a file begins that is not whole yet; a process that is killed leaves it so."""


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file in one step; who may read it stays."""
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


def sha256(content: bytes) -> str:
    """The fingerprint by which two contents are known to be the same."""
    return hashlib.sha256(content).hexdigest()


def file_sha256(path: Path) -> str:
    """The fingerprint of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def path_fingerprint(path: Path) -> str:
    """The fingerprint of a file's content, or of the names in a folder; ``absent`` is one too."""
    try:
        if path.is_dir():
            return sha256("\n".join(sorted(entry.name for entry in path.iterdir())).encode())
        return file_sha256(path)
    except OSError:
        return ABSENT
