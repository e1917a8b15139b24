"""What colours are called: how to read a figure is said in words, and they must be true of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from playbook.brand.contrast import polar
from playbook.brand.roles import FIGURES
from playbook.language import N_, _

PALE, DARK, BRIGHT = 0.035, 0.4, 0.55
"""Less chroma than this has no hue; less lightness is black, or brown where more is orange."""
HUES = (
    (36, "red"), (75, "orange"), (112, "yellow"), (168, "green"), (215, "turquoise"),
    (285, "blue"), (340, "purple"), (360, "pink"),
)  # fmt: skip
"""The angle of OKLCH up to which a hue has a name."""
WORDS = {
    "black": N_("black Black"),
    "blue": N_("blue Blue"),
    "brown": N_("brown Brown"),
    "green": N_("green Green"),
    "grey": N_("grey Grey"),
    "orange": N_("orange Orange"),
    "pink": N_("pink Pink"),
    "purple": N_("purple Purple"),
    "red": N_("red Red"),
    "turquoise": N_("turquoise Turquoise"),
    "yellow": N_("yellow Yellow"),
}
"""The forms of each word, in one order: small and capital; a language may have more."""
NAMED = ("blue", "green")
"""The colours of figures that follow a brand and that sentences name."""


def name_of(colour: str) -> str:
    """What a colour is called: a key of `WORDS`."""
    lightness, chroma, angle = polar(colour)
    if chroma < PALE:
        return "black" if lightness < DARK else "grey"
    name = next(name for until, name in HUES if angle <= until)
    if lightness < BRIGHT:
        return {"orange": "brown", "yellow": "brown", "pink": "purple"}.get(name, name)
    return name


def names_of(figures: Mapping[str, str]) -> dict[str, str]:
    """The colours whose names are no longer true, with what they are called now."""
    changed = (role for role in NAMED if figures[role] != FIGURES[role])
    called = {role: name_of(figures[role]) for role in changed}
    return {role: name for role, name in called.items() if name != role}


def renamed(text: str, names: Mapping[str, str]) -> str:
    """A sentence of the kit, in the language being spoken, with colours called what they are.

    Parameters
    ----------
    text : str
        The sentence; no words of participants.
    names : mapping of str to str
        The names that it has, and those that are true.
    """
    forms = {
        before: after
        for old, new in names.items()
        for before, after in zip(_(WORDS[old]).split(), _(WORDS[new]).split(), strict=False)
    }
    if not forms:
        return text
    either = "|".join(map(re.escape, forms))
    return re.sub(rf"\b(?:{either})\b", lambda found: forms[found[0]], text)
