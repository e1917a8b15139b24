"""What each colour is for: the one place that says so, for pages, figures, workbooks and slides.

A style sheet asks for ``var(--accent)``, a figure for ``kit:blue``, a workbook for ``head``: all of
them find their colour here, the kit's own or that of the company's brand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Scheme:
    """The colours of a page, in the light or in the dark.

    Attributes
    ----------
    paper, wash, tint : str
        Surfaces: the page, what is set apart on it, what is chosen.
    ink, soft : str
        Text: what is read, and what goes beside it.
    line, edge : str
        Lines between things, and around what can be filled in.
    accent, on_accent : str
        Links, buttons and focus; the text on a button.
    result, caution, decide : str
        The tones of findings.
    good, bad : str
        What was stored, and what was refused.
    mark : str
        What a link has led to.
    """

    paper: str
    wash: str
    tint: str
    ink: str
    soft: str
    line: str
    edge: str
    accent: str
    on_accent: str
    result: str
    caution: str
    decide: str
    good: str
    bad: str
    mark: str


LIGHT = Scheme(
    paper="#ffffff", wash="#f4f6f8", tint="#e4eff9", ink="#1f2933", soft="#5b6773",
    line="#d9dee4", edge="#b6c2ce", accent="#0b5d8f", on_accent="#ffffff", result="#0b5d8f",
    caution="#a84300", decide="#00694d", good="#17693a", bad="#a3230d", mark="#fff4cf",
)  # fmt: skip
DARK = Scheme(
    paper="#14191f", wash="#1d242c", tint="#1d3348", ink="#e6eaee", soft="#a3aeb9",
    line="#36414c", edge="#4d5a67", accent="#7cc0ec", on_accent="#10151a", result="#7cc0ec",
    caution="#f0a06a", decide="#66cfa9", good="#7fd6a2", bad="#ff9d8a", mark="#3a3216",
)  # fmt: skip
PRINTED = {
    "paper": "#fff", "wash": "#f4f6f8", "ink": "#000", "soft": "#444", "line": "#bbb",
    "mark": "#fff",
}  # fmt: skip
"""What is otherwise on paper."""

FIGURES: Mapping[str, str] = MappingProxyType(
    {
        "ink": "#1f2933", "soft": "#66727f", "grid": "#d9dee4",
        # Okabe & Ito (2008), the palette that colour-blind readers tell apart; their orange is
        # yellower here, so that only what warns is orange.
        "blue": "#0072b2", "orange": "#d55e00", "green": "#009e73", "sky": "#56b4e9",
        "yellow": "#dfb400", "purple": "#cc79a7", "grey": "#9aa5b1",
        # From pale to blue, light enough for dark letters.
        "shade_1": "#eef1f4", "shade_2": "#d9e6f0", "shade_3": "#bcd8eb", "shade_4": "#98c6e5",
        "shade_5": "#6fb3de",
    }
)  # fmt: skip
"""The colours of figures: letters and lines, then what is drawn. ``blue`` is what a figure is
about, ``orange`` what it warns of, ``grey`` what stands beside."""

WORKBOOK: Mapping[str, str] = MappingProxyType(
    {
        "ink": "#1F2933", "soft": "#5B6773", "line": "#C9D1DA", "paper": "#FFFFFF",
        "head": "#123F5F", "head_optional": "#47697F", "head_calculated": "#DDE3E9",
        "input": "#FFF6CC", "calculated": "#F1F4F7", "accent": "#0072B2", "caution": "#B34700",
        "chosen": "#D6E9F5", "warned": "#FBE3D3", "bar": "#9CCBE6", "others": "#7B8794",
        "foreign": "#9A9A9A",
    }
)  # fmt: skip
"""The colours of a workbook: headers, cells to fill, cells that calculate themselves."""


@dataclass(frozen=True)
class Logo:
    """A picture that was checked and cleaned, with what it says to who does not see it.

    Attributes
    ----------
    kind : str
        ``svg+xml`` or ``png``.
    content : str
        In base64.
    width, height : float
        In pixels of its own; only their ratio is used.
    on : str
        The scheme that it was drawn for: ``light``, ``dark``, or nothing for both.
    """

    kind: str
    content: str
    width: float
    height: float
    alt: str = ""
    on: str = ""

    @property
    def address(self) -> str:
        """It, as an address that holds it."""
        return f"data:image/{self.kind};base64,{self.content}"


@dataclass(frozen=True)
class Brand:
    """How a company's pages look; without a brand file, as the kit's own.

    Attributes
    ----------
    name : str
        What pages are signed with; nothing for the kit's own.
    printed : mapping of str to str
        The colours of `light` that are others on paper.
    fonts : mapping of str to str
        Families of ``base``, ``headings`` and ``monospace`` text, where they are the company's.
    logos : tuple of Logo
        The one for pages first.
    """

    name: str = ""
    light: Scheme = LIGHT
    dark: Scheme = DARK
    printed: Mapping[str, str] = field(default_factory=lambda: dict(PRINTED))
    figures: Mapping[str, str] = field(default_factory=lambda: dict(FIGURES))
    workbook: Mapping[str, str] = field(default_factory=lambda: dict(WORKBOOK))
    fonts: Mapping[str, str] = field(default_factory=dict)
    logos: tuple[Logo, ...] = ()

    def logo(self, kind: str = "", on: str = "light") -> Logo | None:
        """The first logo of a kind (any unless given) that suits a scheme, if there is one."""
        kinds = (logo for logo in self.logos if logo.kind == kind or not kind)
        return next((logo for logo in kinds if logo.on in ("", on)), None)


KIT = Brand()
"""The kit's own look."""


def both(brand: Brand) -> dict[str, str]:
    """Each role of a page with its two colours, as ``light-dark()`` takes them."""
    light, dark = asdict(brand.light), asdict(brand.dark)
    return {role: f"light-dark({light[role]}, {dark[role]})" for role in light}


def declared(colours: Mapping[str, str]) -> str:
    """Colours by role as variables of a style sheet."""
    return " ".join(f"--{role.replace('_', '-')}: {colour};" for role, colour in colours.items())
