"""Read the brand of a campaign: its own file, or else the kit's.

The file is `_brand.yml`, as Quarto and other tools of Posit read it: in the kit's folder, or for
one campaign in `parameters/NAME/`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from playbook.brand.judged import judge, list_unused
from playbook.brand.logo import NoLogo, clean_logo, say_removed
from playbook.brand.roles import Brand, Logo
from playbook.brand.written import UNUSED, Colours, Picture, Written
from playbook.errors import CampaignError, Problem
from playbook.files import path_fingerprint, read_file, unreadable
from playbook.kit import Kit
from playbook.language import _
from playbook.parameters.strict import list_refusals
from playbook.parameters.yaml_files import line_of, read_yaml
from playbook.tables.matching import did_you_mean

FILE = "_brand.yml"
HEX = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
NAMED = {"black": "#000000", "white": "#ffffff"}
FAMILY = re.compile(r"[\w][\w .+-]{0,60}")
SIZES = ("large", "medium", "small")
KeyPath = tuple[str, ...]


@dataclass(frozen=True)
class ReadBrand:
    """A brand, and what was found in reading it.

    Attributes
    ----------
    files : mapping of str to str
        Every file that it depends on, by its place in the kit, with its fingerprint; those that
        are not there, too.
    """

    brand: Brand | None = None
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)

    def sound(self, campaign: str = "") -> Brand | None:
        """The brand, when nothing is wrong with it; None without a brand file.

        Raises
        ------
        CampaignError
            With every problem, when there is one.
        """
        if self.problems:
            raise CampaignError(campaign, self.problems)
        return self.brand


def read_brand(kit: Kit, campaign: str = "") -> ReadBrand:
    """Read the brand that a campaign has, or that the kit has when none is named.

    Parameters
    ----------
    kit : Kit
        Where to look.
    campaign : str, optional
        The campaign.
    """
    places = [kit.brand_of(campaign)] if campaign else []
    places.append(kit.root / FILE)
    files = {_shown(kit, place): path_fingerprint(place) for place in places}
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        return ReadBrand(files=files)
    return _Reader(kit, path, files).read()


def _shown(kit: Kit, path: Path) -> str:
    """A file as messages name it."""
    return path.relative_to(kit.root).as_posix()


class _Reader:
    """Reads one brand file, and gathers what is wrong with it."""

    def __init__(self, kit: Kit, path: Path, files: dict[str, str]) -> None:
        self.kit, self.path, self.files = kit, path, files
        self.shown = _shown(kit, path)
        self.lines: Any = None
        self.problems: list[Problem] = []
        self.notices: list[Problem] = []

    def read(self) -> ReadBrand:
        """The brand, or why the file cannot be read."""
        found = read_yaml(self.path, self.shown)
        if isinstance(found, Problem):
            return ReadBrand(problems=(found,), files=self.files)
        self.lines = found.lines
        try:
            written = Written.model_validate({} if found.content is None else found.content)
        except ValidationError as error:
            sentences = {
                "model_type": _("expected lines such as “primary: '#0b5d8f'”, indented."),
                "missing": _("this line is missing."),
                "dict_type": _("expected lines such as “primary: '#0b5d8f'”, indented."),
                "list_type": _("expected a list: lines that begin with “- ”."),
            }
            problems = list_refusals(error, self.shown, self.lines, sentences, _unknown)
            return ReadBrand(problems=tuple(problems), files=self.files)
        colours = _Palette(written.color, self)
        brand, refusals, notices = judge(colours.of("light"), colours.of("dark"))
        for refusal in refusals:
            path = ("color", refusal.name, refusal.scheme)
            self.refuse(path, refusal.why, colours.of(refusal.scheme).get(refusal.name))
        self.notices += [Problem(self.shown, notice) for notice in notices]
        self._note_unused(written)
        brand = replace(
            brand,
            name=written.meta.name.full or written.meta.name.short,
            fonts=dict(self._fonts(written)),
            logos=tuple(self._logos(written)),
        )
        return ReadBrand(brand, tuple(self.problems), tuple(self.notices), self.files)

    def refuse(self, path: KeyPath, expected: str, found: str | None = None) -> None:
        """Say what is wrong with a part of the file."""
        where = line_of(self.shown, self.lines, path)
        named = [part for part in path if part not in ("light", "both") or path[0] == "logo"]
        self.problems.append(Problem(where, expected, column=".".join(named), found=found))

    def _note_unused(self, written: Written) -> None:
        """Name what the kit has no use for."""
        for section, names in UNUSED.items():
            for name in list_unused(vars(getattr(written, section)), names):
                where = line_of(self.shown, self.lines, (section, name))
                notice = Problem(
                    where, _("the kit has no use for this."), column=f"{section}.{name}"
                )
                self.notices.append(notice)

    def _fonts(self, written: Written) -> Iterator[tuple[str, str]]:
        """The families of each kind of text."""
        typography = written.typography
        for place, font in enumerate(typography.fonts):
            if font.source != "system":
                expected = _(
                    "the kit fetches and embeds no font: install “{family}” on the machines that"
                    " show the reports, and write source: system."
                )
                where = line_of(self.shown, self.lines, ("typography", "fonts", place))
                self.problems.append(
                    Problem(
                        where,
                        expected.format(family=font.family),
                        column="typography.fonts",
                        found=font.source,
                    )
                )
        for kind in ("base", "headings", "monospace"):
            family = getattr(typography, kind).family
            if family is None:
                continue
            if FAMILY.fullmatch(family):
                yield kind, family
            else:
                expected = _("expected the name of one family, such as Source Sans 3.")
                self.refuse(("typography", kind), expected, family)

    def _logos(self, written: Written) -> Iterator[Logo]:
        """The logos that can be read: SVG first, as pages show it at any size."""
        found = []
        for size in SIZES:
            pictures = getattr(written.logo, size)
            for on in ("both", "light", "dark") if pictures else ():
                picture = getattr(pictures, on)
                logo = self._logo(written, picture, (size, on)) if picture else None
                if logo is not None:
                    found.append(logo)
        unique = dict.fromkeys(found)
        return iter(sorted(unique, key=lambda logo: logo.kind != "svg+xml"))

    def _logo(self, written: Written, picture: Picture, place: tuple[str, str]) -> Logo | None:
        """A logo, checked and cleaned; None when it will not do."""
        picture = written.logo.images.get(picture.path, picture)
        path = ("logo", place[0])
        if "://" in picture.path:
            expected = _(
                "the kit fetches no logo: put the file beside the brand file, and name it."
            )
            self.refuse(path, expected, picture.path)
            return None
        file = (self.path.parent / picture.path).resolve()
        if not file.is_relative_to(self.kit.root.resolve()):
            self.refuse(path, _("expected a file in the kit's folder."), picture.path)
            return None
        shown = file.relative_to(self.kit.root.resolve()).as_posix()
        self.files[shown] = path_fingerprint(file)
        try:
            on = "" if place[1] == "both" else place[1]
            cleaned = clean_logo(read_file(file), picture.alt, on)
        except (NoLogo, OSError) as error:
            why = str(error) if isinstance(error, NoLogo) else unreadable(error)
            self.refuse(path, why, picture.path)
            return None
        if cleaned.removed:
            self.notices.append(Problem(shown, say_removed(cleaned.removed)))
        return cleaned.logo


def _unknown(path: tuple[Any, ...]) -> str:
    """What to say of a key that the convention does not have."""
    part: Any = Written
    for key in path[:-1]:
        part = getattr(part, "model_fields", {}).get(str(key))
        part = getattr(part, "annotation", None)
    known = getattr(part, "model_fields", {})
    return _("brand.yml has no key of this name.") + did_you_mean(str(path[-1]), known)


class _Palette:
    """The colours of a brand file, each as ``#rrggbb``."""

    def __init__(self, written: Colours, reader: _Reader) -> None:
        self._written = written
        self._refuse: Callable[[KeyPath, str, str], None] = reader.refuse
        self._known: dict[str, dict[str, str]] = {"light": {}, "dark": {}}
        for name in written.palette:
            self._resolved(written.palette[name], ("color", "palette", name))
        for name, field_ in Colours.model_fields.items():
            if field_.annotation is type(written.primary):
                for scheme, known in self._known.items():
                    value = getattr(getattr(written, name), scheme)
                    if value is not None:
                        found = self._resolved(value, ("color", name, scheme))
                        known |= {name: found} if found else {}

    def of(self, scheme: str) -> dict[str, str]:
        """The colours for one scheme."""
        return self._known[scheme]

    def _resolved(self, value: str, path: KeyPath) -> str | None:
        """A colour by what was written: its digits, or a name of the palette or of the roles."""
        meant, seen = value, set[str]()
        while meant not in seen:
            seen.add(meant)
            if HEX.fullmatch(meant):
                digits = meant[1:] if len(meant) == 7 else "".join(2 * digit for digit in meant[1:])
                return f"#{digits.casefold()}"
            role = getattr(self._written, meant, None) if meant in Colours.model_fields else None
            meant = self._written.palette.get(meant) or getattr(role, "light", None) or meant
            if meant in NAMED:
                return NAMED[meant]
        expected = _("expected a colour such as '#0b5d8f', or a name of the palette.")
        names = [*self._written.palette, *Colours.model_fields]
        self._refuse(path, expected + did_you_mean(value, names), value)
        return None
