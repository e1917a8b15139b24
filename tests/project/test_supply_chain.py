"""What the kit is made of: locked with hashes, above known holes, under licences that fit MIT."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from cyclonedx.model.bom import Bom
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from support.machine import uv

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(TEXT)
LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
OTHERS = [package for package in LOCK if package["name"] != PROJECT["project"]["name"]]
FLOORS = [Requirement(text) for text in PROJECT["tool"]["uv"]["constraint-dependencies"]]
ADVISORY = r"(CVE-\d{4}-\d{4,}|GHSA(-[0-9a-z]{4}){3}|PYSEC-\d{4}-\d+)"
PERMISSIVE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0",
    "MIT-CMU", "MPL-2.0", "PSF-2.0", "Unlicense", "Zlib",
}  # fmt: skip
COPYLEFT = {"extra": {"LGPL-3.0-only"}, "tests": {"GPL-3.0-or-later"}}


def asked_for() -> dict[str, Requirement]:
    """What the wheel asks for, extras included."""
    extras = PROJECT["project"]["optional-dependencies"].values()
    listed = [*PROJECT["project"]["dependencies"], *(line for extra in extras for line in extra)]
    found = [Requirement(text) for text in listed]
    return {requirement.name: requirement for requirement in found}


def test_every_locked_file_has_a_hash() -> None:
    files = [file for package in OTHERS for file in package.get("wheels", [])]
    files += [package["sdist"] for package in OTHERS if "sdist" in package]
    assert len(files) > len(OTHERS)
    assert [file["url"] for file in files if not file["hash"].startswith("sha256:")] == []


def test_everything_comes_from_the_index_of_python() -> None:
    assert {json.dumps(package["source"]) for package in OTHERS} == {
        '{"registry": "https://pypi.org/simple"}'
    }


@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: floor.name)
def test_nothing_locked_or_asked_for_has_a_known_hole(floor: Requirement) -> None:
    locked = [package["version"] for package in OTHERS if package["name"] == floor.name]
    assert locked, "nothing needs it any more: take the floor away"
    assert all(Version(version) in floor.specifier for version in locked)
    [lowest] = [Version(one.version) for one in floor.specifier]
    if floor.name in asked_for():
        [asked] = [Version(one.version) for one in asked_for()[floor.name].specifier]
        assert asked >= lowest


def test_every_floor_names_its_advisory() -> None:
    lines = TEXT.split("constraint-dependencies = [\n")[1].split("]\n")[0].splitlines()
    assert len(lines) == len(FLOORS)
    assert [line for line in lines if not re.search(r",  # " + ADVISORY, line)] == []


def test_every_licence_fits() -> None:
    page = (ROOT / "docs/licences.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\S+) \| [^|]+ \| ([^|]+) \| (kit|extra|tests) \|$", page, re.MULTILINE)
    assert {name for name, _, _ in rows} == {package["name"] for package in OTHERS}
    unfit = {
        name: licence
        for name, licence, part in rows
        for stated in re.split(r" AND | OR ", licence)
        if stated not in PERMISSIVE | COPYLEFT.get(part, set())
    }
    assert unfit == {}


@pytest.mark.filterwarnings("ignore:`@.tools` is deprecated")
def test_the_bill_of_materials_is_valid_and_whole() -> None:
    made = subprocess.run(
        [uv(), "export", "--quiet", "--frozen", "--offline", "--format", "cyclonedx1.5",
         "--all-extras", "--no-default-groups"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    bill = Bom.from_json(json.loads(made.stdout))
    assert bill.validate()
    assert all(component.version and component.purl for component in bill.components)
    components = {component.name for component in bill.components}
    assert components >= set(map(canonicalize_name, asked_for()))
    assert not components & {"pytest", "krippendorff"}
