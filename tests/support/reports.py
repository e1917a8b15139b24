"""What lies in a folder of reports."""

from __future__ import annotations

from pathlib import Path

from playbook.report.beside import MARKED


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its place there."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def without_links(page: bytes) -> bytes:
    """A page without the links to those before and after it: they follow which pages there are."""
    return MARKED.sub(r"\1\2", page.decode(errors="surrogateescape")).encode(
        errors="surrogateescape"
    )
