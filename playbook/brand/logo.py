"""A logo, checked and cleaned: nothing in it runs, is fetched, or tells who drew it."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.parsers import expat

from playbook.brand.roles import Logo
from playbook.language import _, enumerate_words, format_number

LARGEST = 60_000
"""Bytes: the logo is in every page."""
MOST_PIXELS = 4_000
SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
DRAWN = {
    "svg", "g", "defs", "symbol", "use", "title", "desc", "style", "path", "rect", "circle",
    "ellipse", "line", "polyline", "polygon", "text", "tspan", "linearGradient", "radialGradient",
    "stop", "clipPath", "mask", "pattern",
}  # fmt: skip
"""The elements of SVG that draw, and nothing else."""
OUTSIDE = re.compile(r"url\(\s*['\"]?\s*(?!#)|@|\\|expression|javascript:", re.IGNORECASE)
"""What fetches something, or may hide what does."""
LENGTH = re.compile(r"\s*([0-9.]+)(?:px|pt|mm|cm|in|em)?\s*")
SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEPT_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"cHRM"}
"""What a picture is drawn from; not its texts, dates and places."""


class NoLogo(ValueError):
    """A file that cannot be a logo; the message says why."""


@dataclass
class Cleaned:
    """A logo, and what was taken out of it."""

    logo: Logo
    removed: list[str] = field(default_factory=list)


def clean_logo(content: bytes, alt: str = "", on: str = "") -> Cleaned:
    """Check and clean a logo.

    Parameters
    ----------
    content : bytes
        The file.
    alt : str
        What it says to who does not see it.
    on : str
        The scheme that it is for: ``light``, ``dark``, or nothing for both.

    Raises
    ------
    NoLogo
        When it is no SVG or PNG that can be shown, or too large.
    """
    if len(content) > LARGEST:
        raise NoLogo(
            _("it has {size} bytes, and is in every page: expected at most {most}.").format(
                size=format_number(len(content)), most=format_number(LARGEST)
            )
        )
    if content.startswith(SIGNATURE):
        kept, pixels = _clean_png(content)
        return Cleaned(_logo("png", kept, pixels, alt, on))
    root = _parsed(content)
    removed = sorted(set(_clean(root)))
    size = _size(root)
    ElementTree.register_namespace("", SVG)
    return Cleaned(_logo("svg+xml", ElementTree.tostring(root), size, alt, on), removed)


def _logo(kind: str, kept: bytes, size: tuple[float, float], alt: str, on: str) -> Logo:
    width, height = map(float, size)
    return Logo(kind, base64.b64encode(kept).decode(), width, height, alt, on)


def say_removed(removed: list[str]) -> str:
    """Say what was taken out of a logo."""
    return _("taken out of the logo, as it draws nothing or reaches outside: {parts}.").format(
        parts=enumerate_words(removed)
    )


def _parsed(content: bytes) -> ElementTree.Element:
    """The tree of an SVG; document types, where entities are declared, are refused.

    Raises
    ------
    NoLogo
        When it is none.
    """
    builder = ElementTree.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def named(name: str) -> str:
        return "{" + name if "}" in name else name

    def refuse(*_declaration: object) -> None:
        raise NoLogo(_("it declares XML entities: save it as plain SVG."))

    parser.StartElementHandler = lambda name, attributes: builder.start(
        named(name), {named(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: builder.end(named(name))
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)
        root = builder.close()
    except (expat.ExpatError, ValueError, AssertionError) as error:
        if isinstance(error, NoLogo):
            raise
        raise NoLogo(_("it is neither an SVG nor a PNG file.")) from None
    if root.tag != f"{{{SVG}}}svg":
        raise NoLogo(_("it is neither an SVG nor a PNG file."))
    return root


def _clean(element: ElementTree.Element) -> Iterator[str]:
    """Take out of a tree what does not draw, and say what."""
    for key, value in list(element.attrib.items()):
        is_link = key in ("href", XLINK)
        if (
            key.casefold().startswith("on")
            or (is_link and not value.strip().startswith("#"))
            or (not is_link and key.startswith("{"))
            or OUTSIDE.search(value)
        ):
            del element.attrib[key]
            if not key.startswith("{") or is_link:  # an editor's own notes are not worth a word
                yield key.rpartition("}")[2]
    for child in list(element):
        space, _brace, name = child.tag.rpartition("}")
        outside = name == "style" and OUTSIDE.search(child.text or "")
        if space != f"{{{SVG}" or name not in DRAWN or outside:
            element.remove(child)
            if space == f"{{{SVG}" and name != "metadata":
                yield name
        else:
            yield from _clean(child)


def _size(root: ElementTree.Element) -> tuple[float, float]:
    """The width and height of an SVG.

    Raises
    ------
    NoLogo
        When it does not say.
    """
    box = re.findall(r"[0-9.eE+-]+", root.get("viewBox", ""))
    lengths = [LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    try:
        if len(box) == 4:
            width, height = float(box[2]), float(box[3])
        else:
            width, height = (float(found[1]) for found in lengths if found)
            root.set("viewBox", f"0 0 {width:g} {height:g}")
        if width > 0 and height > 0:
            return width, height
    except ValueError:
        pass
    raise NoLogo(_("it does not say how large it is: give the SVG a viewBox."))


def _clean_png(content: bytes) -> tuple[bytes, tuple[int, int]]:
    """A PNG with nothing but its picture, and its width and height.

    Raises
    ------
    NoLogo
        When it is damaged or too large.
    """
    kept, pixels, size, at = [SIGNATURE], b"", (0, 0), len(SIGNATURE)
    damaged = NoLogo(_("the PNG is damaged: save it again."))
    while True:
        head = content[at : at + 8]
        if len(head) < 8:
            raise damaged
        length, name = struct.unpack(">I4s", head)
        chunk = content[at : at + 12 + length]
        if len(chunk) < 12 + length or zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:]):
            raise damaged
        if name == b"IHDR":
            size = struct.unpack(">II", chunk[8:16])
        if name == b"IDAT":
            pixels += chunk[8:-4]
        if name in KEPT_CHUNKS:
            kept.append(chunk)
        at += 12 + length
        if name == b"IEND":
            break
    width, height = size
    if not 0 < width <= MOST_PIXELS or not 0 < height <= MOST_PIXELS:
        raise NoLogo(_("it has {width} × {height} pixels: expected 1 to {most} each way.").format(
            width=width, height=height, most=format_number(MOST_PIXELS)
        ))  # fmt: skip
    try:
        drawn = zlib.decompressobj().decompress(pixels, MOST_PIXELS * MOST_PIXELS * 8)
    except zlib.error:
        raise damaged from None
    if len(drawn) < height:
        raise damaged
    return b"".join(kept), (width, height)
