"""What a brand file holds, in the words of brand.yml (Posit, Quarto): declared, not yet judged."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator

from playbook.parameters.strict import Strict


class Colour(Strict):
    """One colour, or one for each scheme."""

    light: str | None = None
    dark: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _light(cls, value: Any) -> Any:
        return {"light": value} if isinstance(value, str) else value


class Colours(Strict):
    """``color``: a palette, and what its colours are for."""

    palette: dict[str, str] = Field(default_factory=dict)
    foreground: Colour = Colour()
    background: Colour = Colour()
    primary: Colour = Colour()
    link: Colour = Colour()
    success: Colour = Colour()
    warning: Colour = Colour()
    danger: Colour = Colour()
    secondary: Any = None
    tertiary: Any = None
    info: Any = None
    light: Any = None
    dark: Any = None


class Font(Strict):
    """One of ``typography.fonts``: where a family comes from."""

    family: str
    source: str = "system"
    files: Any = None
    weight: Any = None
    style: Any = None
    display: Any = None


class Letters(Strict):
    """How one kind of text is set; the kit takes the family."""

    family: str | None = None
    size: Any = None
    weight: Any = None
    style: Any = None
    color: Any = None
    background_color: Any = Field(default=None, alias="background-color")
    decoration: Any = None
    line_height: Any = Field(default=None, alias="line-height")

    @model_validator(mode="before")
    @classmethod
    def _family(cls, value: Any) -> Any:
        return {"family": value} if isinstance(value, str) else value


class Typography(Strict):
    """``typography``."""

    fonts: list[Font] = Field(default_factory=list)
    base: Letters = Letters()
    headings: Letters = Letters()
    monospace: Letters = Letters()
    monospace_inline: Any = Field(default=None, alias="monospace-inline")
    monospace_block: Any = Field(default=None, alias="monospace-block")
    link: Any = None


class Picture(Strict):
    """A logo's file, or its name among ``logo.images``."""

    path: str
    alt: str = ""

    @model_validator(mode="before")
    @classmethod
    def _path(cls, value: Any) -> Any:
        return {"path": value} if isinstance(value, str) else value


class Pictures(Strict):
    """A logo for each scheme."""

    light: Picture | None = None
    dark: Picture | None = None
    both: Picture | None = None

    @model_validator(mode="before")
    @classmethod
    def _both(cls, value: Any) -> Any:
        named = isinstance(value, dict) and set(value) & {"light", "dark"}
        return value if named or isinstance(value, Pictures) else {"both": value}


class Logos(Strict):
    """``logo``."""

    images: dict[str, Picture] = Field(default_factory=dict)
    small: Pictures | None = None
    medium: Pictures | None = None
    large: Pictures | None = None

    @model_validator(mode="before")
    @classmethod
    def _medium(cls, value: Any) -> Any:
        return {"medium": value} if isinstance(value, str) else value


class Name(Strict):
    """``meta.name``."""

    full: str = ""
    short: str = ""

    @model_validator(mode="before")
    @classmethod
    def _full(cls, value: Any) -> Any:
        return {"full": value} if isinstance(value, str) else value


class Meta(Strict):
    """``meta``."""

    name: Name = Name()
    link: Any = None
    links: Any = None


class Written(Strict):
    """A whole brand file."""

    meta: Meta = Meta()
    logo: Logos = Logos()
    color: Colours = Colours()
    typography: Typography = Typography()
    defaults: Any = None


UNUSED = {
    "color": ("secondary", "tertiary", "info", "light", "dark"),
    "typography": ("monospace_inline", "monospace_block", "link"),
}
"""What the convention has and the kit has no use for."""
