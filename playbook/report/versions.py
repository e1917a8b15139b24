"""The versions of what a report depends on: Python, the kit, and all that the kit requires."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distributions

from playbook.files import sha256
from playbook.kit import PACKAGE

KIT = "ai-playbook-kit"
SHOWN = (
    "python",
    KIT,
    "jupyterlab",
    "matplotlib",
    "nbconvert",
    "numpy",
    "pandas",
    "papermill",
    "scikit-learn",
    "seaborn",
)
FIELD = re.compile(r"^(Name|Version|Requires-Dist): *(.*?) *$", re.MULTILINE)
REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)(.*)")


@dataclass(frozen=True)
class _Package:
    """What an installed package says of itself."""

    version: str
    requires: tuple[str, ...]


@cache
def versions() -> dict[str, str]:
    """The version of each package that the kit requires, directly or not, and is installed."""
    installed = dict(_installed())
    found: dict[str, str] = {}
    waiting = [KIT]
    while waiting:
        name = waiting.pop()
        package = installed.get(name)
        if package is not None and name not in found:
            found[name] = package.version
            waiting += _required(package, with_extras=name == KIT)
    return {"python": platform.python_version(), **dict(sorted(found.items()))}


def _installed() -> Iterator[tuple[str, _Package]]:
    """Every installed package; read as text, since the parser of e-mails takes half a second."""
    for distribution in distributions():
        head = (distribution.read_text("METADATA") or "").split("\n\n", 1)[0]
        fields = FIELD.findall(head)
        values = dict(fields)
        requires = tuple(value for field, value in fields if field == "Requires-Dist")
        if "Name" in values and "Version" in values:
            yield _canonical(values["Name"]), _Package(values["Version"], requires)


def _required(package: _Package, *, with_extras: bool) -> list[str]:
    """The names that a package requires; those of its extras only if asked for."""
    parts = [found for text in package.requires if (found := REQUIREMENT.match(text))]
    return [_canonical(part[1]) for part in parts if with_extras or "extra" not in part[2]]


def shown_versions() -> dict[str, str]:
    """The few that a page lists."""
    known = versions()
    return {name: known[name] for name in SHOWN if name in known}


def _canonical(name: str) -> str:
    """A package's name as everybody may write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def code_fingerprint() -> str:
    """The fingerprint of the kit's own code, words and templates."""
    parts = []
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            name = path.relative_to(PACKAGE).as_posix()
            parts.append(f"{name} {sha256(path.read_bytes())}")
    return sha256("\n".join(parts).encode())
