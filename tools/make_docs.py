"""Make the pages of docs/ that are made from the code; with --check, only say which lag behind."""

from __future__ import annotations

import sys
from pathlib import Path

from commands_page import commands_page  # beside this file

from playbook.language import speaking
from playbook.locales import LANGUAGES, SOURCE
from playbook.tables.dictionary import data_dictionary

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {"data-dictionary.md": SOURCE} | {
    f"data-dictionary.{code}.md": code for code in LANGUAGES if code != SOURCE
}


def pages() -> dict[Path, str]:
    """The pages as they should be."""
    made = {}
    for name, language in PAGES.items():
        with speaking(language):
            made[DOCS / name] = data_dictionary()
    made[DOCS / "commands.md"] = commands_page()
    return made


def main() -> int:
    """Write the pages, or say which lag behind."""
    lagging = [
        path
        for path, content in pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != content
    ]
    for path in lagging:
        print(f"docs/{path.name} lags behind the declarations: make docs")
        if "--check" not in sys.argv:
            path.write_text(pages()[path], encoding="utf-8")
    return 1 if lagging and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
