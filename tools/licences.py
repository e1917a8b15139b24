"""List every dependency of the lock with its licence, in docs/licences.md; --check only looks.

Versions and what needs what come from uv.lock, licences from the metadata of what is installed; of
a package that other systems install and this one does not, the page keeps what it says.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/licences.md"
PROJECT = "ai-playbook-kit"
HEAD = """# Licences of the dependencies

Made from `uv.lock` by `make docs`. The kit itself is under the MIT licence. *kit*: installed with
it; *extra*: only where asked for; *tests*: needed to develop it, never installed with it.

| package | version | licence | part |
| --- | --- | --- | --- |
"""
CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0-only",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}
WORDS = {
    "apache 2.0": "Apache-2.0", "apache license 2.0": "Apache-2.0",
    "apache-2.0 license": "Apache-2.0", "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0", "apache software license 2.0": "Apache-2.0",
    "bsd": "BSD-3-Clause", "bsd 3-clause": "BSD-3-Clause", "bsd license": "BSD-3-Clause",
    "bsd-3-clause license": "BSD-3-Clause", "3-clause bsd license": "BSD-3-Clause",
    "mit license": "MIT", "psf": "PSF-2.0", "isc license": "ISC",
}  # fmt: skip
FILES = {"axe-playwright-python": "MIT AND MPL-2.0", "resvg-py": "MIT"}
"""What stands in the files of packages that state nothing; axe itself is MPL-2.0."""


def main() -> int:
    """Write the page, or say that it lags behind."""
    page = made_page()
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page:
        return 0
    print("docs/licences.md lags behind uv.lock: make docs")
    if "--check" in sys.argv:
        return 1
    PAGE.write_text(page, encoding="utf-8")
    return 0


def made_page() -> str:
    """The page as it should be."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    before = written_licences()
    parts = parts_of(lock)
    versions: dict[str, list[str]] = {}
    for package in lock:
        if package["name"] != PROJECT:
            versions.setdefault(package["name"], []).append(package["version"])
    rows = [
        f"| {name} | {', '.join(versions[name])} |"
        f" {licence_of(name) or before.get(name, 'unknown')} | {parts[name]} |\n"
        for name in sorted(versions)
    ]
    return HEAD + "".join(rows)


def written_licences() -> dict[str, str]:
    """The licence of each package, as the page says now."""
    if not PAGE.exists():
        return {}
    rows = re.findall(r"^\| (\S+) \| [^|]+ \| ([^|]+) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    return dict(rows)


def parts_of(lock: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Which part of the project needs each package first: the kit, an extra, or the tests."""
    needs: dict[str, set[str]] = {}
    for package in lock:
        listed = list(package.get("dependencies", []))
        listed += [d for found in package.get("optional-dependencies", {}).values() for d in found]
        if package["name"] != PROJECT:
            needs.setdefault(package["name"], set()).update(d["name"] for d in listed)
        else:
            kit = package
    groups = {"kit": kit["dependencies"]}
    groups |= {"extra": [d for e in kit["optional-dependencies"].values() for d in e]}
    groups |= {"tests": [d for group in kit["dev-dependencies"].values() for d in group]}
    parts: dict[str, str] = {}
    for part, first in groups.items():
        todo = [dependency["name"] for dependency in first]
        while todo:
            name = todo.pop()
            if name not in parts:
                parts[name] = part
                todo += needs[name]
    return parts


def licence_of(name: str) -> str | None:
    """The licence that an installed package states, as an SPDX expression; None when absent."""
    try:
        stated = metadata(name)
    except PackageNotFoundError:
        return None
    if stated.get("License-Expression"):
        return str(stated["License-Expression"])
    marks = [mark.split(" :: ")[-1] for mark in stated.get_all("Classifier") or []
             if mark.startswith("License :: ")]  # fmt: skip
    known = sorted({CLASSIFIERS[mark] for mark in marks if mark in CLASSIFIERS})
    if known:
        return " OR ".join(known)
    words = str(stated.get("License") or "").strip()
    if not words:
        return FILES.get(name, "unknown")
    return WORDS.get(words.lower(), words.splitlines()[0][:40])


if __name__ == "__main__":
    sys.exit(main())
