"""The site and the pages of docs/: whole, true to the command line, and asking nobody."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import typer.main

from playbook.cli import app
from playbook.kit import Kit

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]
GROUP: Any = typer.main.get_command(app)
EXAMPLES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in (ROOT / "playbook").rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)
FETCHED = re.compile(r"url\(\s*['\"]?(https?:)?//|@import\s+url|fetch\(['\"]http")
COMMAND = re.compile(r"(?:^ {4,}|`)(?:\.venv/bin/)?playbook ([a-z][^`\n]*)", re.MULTILINE)


def options_of(command: Any) -> set[str]:
    """The spellings of a command's options."""
    return {
        spelling
        for parameter in command.params
        if parameter.param_type_name == "option"
        for spelling in (*parameter.opts, *parameter.secondary_opts)
    }


@pytest.mark.parametrize("name", GROUP.commands)
def test_every_command_and_option_is_documented(name: str) -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    section = re.search(rf"^## {name}$(.+?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert section
    command = GROUP.commands[name]
    assert command.help
    for parameter in command.params:
        assert parameter.help or parameter.opts == ["--help"], (name, parameter.name)
    for option in options_of(command) - {"--help", "-h"}:
        assert re.search(rf"`{option}[` ]", section[1]), option


def test_what_pages_say_to_type_is_understood() -> None:
    unknown = []
    for page in PAGES:
        for words in COMMAND.findall(page.read_text(encoding="utf-8")):
            name, *rest = shlex.split(words.split("  #")[0].split(" >")[0], comments=True)
            known = GROUP.commands.get(name)
            spelled = {word.split("=")[0] for word in rest if re.match(r"--?[a-z]", word)}
            if known is None or spelled - options_of(known) - {"-h", "--help"}:
                unknown.append(f"{page.name}: playbook {words}")
    assert unknown == []


def test_the_readme_names_every_stage_as_it_is_run() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    kit = Kit(ROOT)
    own = {name for name in kit.stages() if (kit.own_stages / name).exists()}
    rows = re.findall(r"^\| `(\w+)` \| ", readme, re.MULTILINE)
    assert rows == [name for name in kit.stages() if name not in own]


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_in_docstrings_give_what_they_say(name: str) -> None:
    failed, tried = doctest.testmod(import_module(name))
    assert tried > 0
    assert failed == 0


class Addresses(HTMLParser):
    """What a page links to, what it loads, and what can be linked to in it."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.loaded: set[str] = set()
        self.places: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value for name, value in attributes if value}
        self.places |= {found[name] for name in ("id", "name") if name in found}
        if tag == "a" and "href" in found:
            self.links.add(found["href"])
        elif tag != "a":
            self.loaded |= {found[name] for name in ("src", "href", "srcset") if name in found}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Addresses]:
    """The pages of the site, made without a warning; but for the reference and the reports, which
    take longest: `make site`, which CI runs, has them."""
    folder = tmp_path_factory.mktemp("made")
    command = [sys.executable, "tools/website/make.py", "--quick", "--to", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found = {}
    for path in (folder / "site").rglob("*.html"):
        found[path] = Addresses()
        found[path].feed(path.read_text(encoding="utf-8"))
    return found


def test_every_page_of_docs_is_in_the_site(site: dict[Path, Addresses]) -> None:
    names = {path.stem for path in site}
    assert {page.stem for page in DOCS.rglob("*.md")} - names == set()
    assert set(Kit(ROOT).stages()) <= names


def test_every_link_of_the_site_leads_somewhere(site: dict[Path, Addresses]) -> None:
    lost = []
    for path, page in site.items():
        for link in page.links | page.loaded:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "data", "mailto"):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            place = unquote(parts.fragment)
            known = site.get(target)
            if not target.is_file() or (known and place and place not in known.places):
                lost.append(f"{path.name}: {link}")
    assert lost == []


def test_the_site_asks_nobody_for_anything(site: dict[Path, Addresses]) -> None:
    asked = {url for page in site.values() for url in page.loaded if "//" in url}
    assert asked == set()
    [first, *_] = site
    folder = next(parent for parent in first.parents if parent.name == "site")
    for path in [*folder.rglob("*.css"), *folder.rglob("*.js")]:
        text = path.read_text(encoding="utf-8")
        assert not FETCHED.search(text), path


def test_a_stage_page_says_what_the_notebook_and_the_declarations_say(
    site: dict[Path, Addresses],
) -> None:
    [path] = [path for path in site if path.parts[-2:] == ("stage", "ideation.html")]
    text = re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8"))
    for told in (
        "which deserve a closer look?",
        "--stage ideation",
        "shortlist_length",
        "ideas that go on to prioritisation, ties included",
        "playbook.stages.ideation.ballots",
    ):
        assert told in text
    assert any(link.endswith("data-dictionary.html#dot-votes") for link in site[path].links)
