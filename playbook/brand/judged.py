"""The colours of a brand, judged: schemes in which everything can be read, figures in which it can
be told apart.

What the company wrote is never changed: it passes, or it is refused with the nearest colour that
does. What it left out follows from what it wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from playbook.brand.contrast import (
    DRAWN,
    TEXT,
    apart,
    companion,
    contrast,
    in_the_dark,
    ink_on,
    mixed,
    nearest,
)
from playbook.brand.names import name_of
from playbook.brand.roles import DARK, FIGURES, LIGHT, PRINTED, WORKBOOK, Brand, Scheme
from playbook.language import N_, _, format_number

ROLES = {
    "primary": ("accent", "result"),
    "link": ("accent",),
    "success": ("decide", "good"),
    "warning": ("caution",),
    "danger": ("bad",),
}
"""What the colours of the convention are for here; the later one wins."""
SURFACES = {"paper": N_("the page"), "wash": N_("what is set apart on it")}
APART = 0.08
"""How far colours of figures must be: two of the kit's own are no farther."""
WHITE = "#ffffff"
Given = Mapping[str, str]
"""Colours as ``#rrggbb``, by their names in the convention."""


@dataclass(frozen=True)
class Refusal:
    """A colour that cannot be read: its name in the convention, its scheme, and why."""

    name: str
    scheme: str
    why: str


def judge(light: Given, dark: Given) -> tuple[Brand, list[Refusal], list[str]]:
    """Make the schemes of a brand.

    Parameters
    ----------
    light, dark : mapping of str to str
        What the company wrote for each scheme.

    Returns
    -------
    brand : Brand
        Its colours; where one is refused, with the nearest that passes.
    refusals : list of Refusal
    notices : list of str
        What does not follow the brand, and why.
    """
    refusals: list[Refusal] = []
    bright = _scheme(light, LIGHT, "light", refusals)
    # A company that names no colours for the dark gets its own, as light as the dark needs.
    derived = {name: colour for name, colour in light.items() if name in ROLES and name not in dark}
    dim = _scheme({**dark}, DARK, "dark", refusals, derived)
    figures, notices = _figures(light, bright, dim)
    brand = Brand(
        light=bright,
        dark=dim,
        printed=_printed(bright),
        figures=figures,
        workbook=_workbook(light, bright),
    )
    return brand, refusals, notices


def _scheme(
    given: Given, base: Scheme, name: str, refusals: list[Refusal], derived: Given | None = None
) -> Scheme:
    """The colours of one scheme."""
    paper = given.get("background", base.paper)
    ink = given.get("foreground", base.ink)
    soft = base.soft
    if {"background", "foreground"} & set(given):
        soft = mixed(ink, paper, 0.28)
        base = replace(
            base, paper=paper, ink=ink, wash=mixed(paper, ink, 0.045),
            line=mixed(paper, ink, 0.16), edge=mixed(paper, ink, 0.3),
            mark=mixed(paper, "#ffc933", 0.25),
        )  # fmt: skip

    def passes(colour: str) -> bool:
        return all(contrast(colour, getattr(base, surface)) >= TEXT for surface in SURFACES)

    def settled(colour: str) -> str:
        return nearest(colour, passes) or ink_on(paper)

    if not passes(ink):
        part = "foreground" if "foreground" in given else "background"
        refusals.append(Refusal(part, name, _why(ink, base, nearest(ink, passes))))
    base = replace(base, soft=settled(soft))
    roles = {role: getattr(base, role) for roles in ROLES.values() for role in roles}
    for part, named in ROLES.items():
        if part in given and not passes(given[part]):
            why = _why(given[part], base, nearest(given[part], passes))
            refusals.append(Refusal(part, name, why))
        colour = given.get(part) or (derived or {}).get(part)
        roles |= dict.fromkeys(named, colour) if colour else {}
    roles = {role: settled(colour) for role, colour in roles.items()}
    if roles["accent"] != base.accent:
        roles["tint"] = mixed(paper, roles["accent"], 0.12)
        roles["on_accent"] = ink_on(roles["accent"])
    return replace(base, **roles)


def _why(colour: str, scheme: Scheme, meant: str | None) -> str:
    """Say why a colour cannot be read, and which one could."""
    surface = min(SURFACES, key=lambda name: contrast(colour, getattr(scheme, name)))
    found = contrast(colour, getattr(scheme, surface))
    text = _(
        "its contrast with {surface} is {found} to 1; what is read needs {least} to 1 (WCAG 2.2,"
        " AA)."
    ).format(
        surface=_(SURFACES[surface]),
        # cut, not rounded: 4.49 does not pass for 4.5
        found=format_number(int(found * 100) / 100, 2),
        least=format_number(TEXT, 1),
    )
    if meant is None:
        return f"{text} " + _("No colour reaches that on this background.")
    return f"{text} " + _("The nearest colour that passes: {colour}.").format(colour=meant)


def _printed(scheme: Scheme) -> dict[str, str]:
    """What is otherwise on paper, which is white whatever the page is."""

    def passes(colour: str) -> bool:
        return contrast(colour, WHITE) >= TEXT

    roles = {role: getattr(scheme, role) for roles in ROLES.values() for role in roles}
    return PRINTED | {
        role: nearest(colour, passes) or "#000000"
        for role, colour in roles.items()
        if not passes(colour)
    }


def _figures(given: Given, light: Scheme, dark: Scheme) -> tuple[dict[str, str], list[str]]:
    """The colours of figures, which tell things apart: they follow as far as they still do."""
    figures = dict(FIGURES)
    if "foreground" in given:
        figures["ink"] = light.ink
    primary = given.get("primary")
    if primary is None:
        return figures, []

    def drawn(colour: str) -> bool:
        turned = contrast(in_the_dark(colour), dark.paper)
        return turned >= DRAWN and all(
            contrast(colour, surface) >= DRAWN for surface in (light.paper, WHITE)
        )

    def apart_from(names: tuple[str, ...]) -> Callable[[str], bool]:
        return lambda colour: all(apart(colour, figures[name]) >= APART for name in names)

    others = ("orange", "green", "yellow", "purple", "grey")
    blue = nearest(primary, drawn)
    name = name_of(blue) if blue else ""
    if name == "green":  # what was blue and what was green change places
        figures["green"] = FIGURES["blue"]
    if blue is None or name in ("orange", "yellow", "grey") or not apart_from(others)(blue):
        notice = _(
            "figures keep the kit's own blue: colour-blind readers could not tell {colour} from the"
            " other colours that figures need."
        )
        return dict(FIGURES) | {"ink": figures["ink"]}, [notice.format(colour=primary)]
    figures["blue"] = blue
    sky = companion(blue)
    if apart_from(("blue", *others))(sky):
        figures["sky"] = sky
    figures |= {
        f"shade_{number}": mixed(sky, WHITE, share)
        for number, share in enumerate((0.88, 0.74, 0.57, 0.38, 0.18), start=1)
    }
    return figures, []


def _workbook(given: Given, light: Scheme) -> dict[str, str]:
    """The colours of a workbook, whose sheets are white."""

    def read_on_white(colour: str) -> bool:
        return contrast(colour, WHITE) >= TEXT

    colours = dict(WORKBOOK)
    if "warning" in given:
        colours["caution"] = nearest(light.caution, read_on_white) or WORKBOOK["caution"]
    if "primary" in given:
        head = nearest(light.result, read_on_white) or WORKBOOK["head"]
        colours |= {
            "head": head,
            "head_optional": nearest(mixed(head, WHITE, 0.3), read_on_white) or head,
            "accent": head,
            "chosen": mixed(head, WHITE, 0.85),
            "bar": mixed(head, WHITE, 0.6),
        }
    return colours


def list_unused(written: Mapping[str, object], names: tuple[str, ...]) -> Iterator[str]:
    """The parts of a section that are filled and that the kit has no use for."""
    return (name.replace("_", "-") for name in names if written.get(name) is not None)
