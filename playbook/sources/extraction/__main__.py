"""Read one spreadsheet file and print its sheets as JSON, or why it is refused."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path

from playbook.sources.extraction.archive import open_archive
from playbook.sources.extraction.excel import read_excel
from playbook.sources.extraction.opendocument import CONTENT, read_opendocument
from playbook.sources.extraction.sheet import Refused


def limit(memory: int, seconds: int) -> None:
    """Have the system end this process when it asks for more, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the process that waits for this one keeps the time
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def main(path: Path) -> None:
    """Print what the file holds."""
    try:
        with open_archive(path) as archive:
            opendocument = archive.has(CONTENT)
            sheets = read_opendocument(archive) if opendocument else read_excel(archive)
        found: object = {"sheets": [sheet.as_json() for sheet in sheets]}
    except Refused as refusal:
        found = {"refused": refusal.message, "details": refusal.details}
    sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False).encode())


if __name__ == "__main__":
    limit(int(sys.argv[2]), int(sys.argv[3]))
    main(Path(sys.argv[1]))
