"""Make the site of the kit from docs/, the notebooks and the docstrings: build/site/index.html.

It is made without the network, and its pages ask nobody for anything. The reports of both demos
come along where they have been made (`playbook run demo demo_fr`).
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from gallery import DEMOS  # beside this file, as are the two others
from reference import ROOMS, reference_pages
from sphinx.cmd.build import build_main
from stages import stage_pages

from playbook.kit import Kit

ROOT = Path(__file__).parents[2]
CONFIGURATION = Path(__file__).parent
FRONT = CONFIGURATION / "index.md"
BESIDE_DOCS = ("CONTRIBUTING.md", "CHANGELOG.md")
INDEXED = {"decisions": "Decisions, and why"}


def gather(kit: Kit, folder: Path, rooms: Collection[str], demos: Collection[str]) -> None:
    """Put all pages of the site into a folder, as Sphinx takes them."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(kit.root / "docs", folder)
    for name in BESIDE_DOCS:
        shutil.copyfile(kit.root / name, folder / name)
    shutil.copyfile(FRONT, folder / "index.md")
    for name, title in INDEXED.items():
        index = f"# {title}\n\n```{{toctree}}\n:glob:\n\n0*\n```\n"
        (folder / name / "index.md").write_text(index, encoding="utf-8")
    _write(stage_pages(kit, demos), folder / "stage")
    _write(reference_pages(rooms), folder / "reference")
    for page in folder.rglob("*.md"):
        page.write_text(with_links_of_the_site(page, folder), encoding="utf-8")


def with_links_of_the_site(page: Path, folder: Path) -> str:
    """Let the links of a page, which are good in the repository, be good in the site as well."""
    text = page.read_text(encoding="utf-8")
    if page.parent == folder:
        if page.name in BESIDE_DOCS:
            text = text.replace("](docs/", "](")
        text = text.replace("](decisions/)", "](decisions/index.md)").replace("](../", "](")
    return text


def _write(files: Mapping[str, str], folder: Path) -> None:
    """Write files into a folder of their own."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")


def build(kit: Kit, folder: Path, *, quick: bool = False) -> int:
    """Make the site in `folder`/site; anything but 0 says that something is wrong with it."""
    rooms = () if quick else tuple(ROOMS)
    demos = () if quick else tuple(demo for demo in DEMOS if kit.reports_of(demo).is_dir())
    gather(kit, folder / "site-pages", rooms, demos)
    shutil.rmtree(folder / "site", ignore_errors=True)
    strict = ["--fail-on-warning", "--keep-going", "--quiet"]
    where = ["-d", str(folder / "site-memory"), "-c", str(CONFIGURATION)]
    ended = build_main([*strict, *where, str(folder / "site-pages"), str(folder / "site")])
    for demo in demos:
        shutil.copytree(kit.reports_of(demo), folder / "site" / demo)
    return ended


def main() -> int:
    """Make the site, and say which page to open."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--to", type=Path, default=ROOT / "build", help="a folder to work in")
    parser.add_argument("--quick", action="store_true", help="without reference and reports")
    given = parser.parse_args()
    ended = build(Kit(ROOT), given.to, quick=given.quick)
    page = given.to / "site" / "index.html"
    print(f"The site has faults, named above: {page}" if ended else f"Open {page}")
    return ended


if __name__ == "__main__":
    sys.exit(main())
