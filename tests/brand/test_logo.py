"""Logos: nothing in them runs, is fetched or tells who drew them."""

from __future__ import annotations

import base64
import struct
import zlib

import pytest

from playbook.brand.logo import LARGEST, NoLogo, clean_logo

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
HEAD = f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}" {{}}>{{}}</svg>'


def svg(inside: str, head: str = 'viewBox="0 0 8 4"') -> bytes:
    return HEAD.format(head, inside).encode()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int = 2, height: int = 1, *extra: bytes) -> bytes:
    rows = b"".join(b"\0" + b"\0\0\0" * width for _row in range(min(height, 4)))
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(extra) + body + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<path d="M0 0" onclick="alert(1)"/>',
        '<image href="https://example.org/a.png"/>',
        '<a xlink:href="javascript:alert(1)"><path d="M0 0"/></a>',
        '<use xlink:href="https://example.org/a.svg#x"/>',
        "<style>@import 'https://example.org/a.css';</style>",
        "<style>.a{fill:url(https://example.org/a)}</style>",
        "<style>.a{fill:u\\72l(https://example.org/a)}</style>",
        "<rect style=\"fill:url( 'https://example.org/a')\"/>",
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
        '<animate attributeName="href" to="https://example.org"/>',
        '<set attributeName="onclick" to="alert(1)"/>',
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://example.org"/>',
    ],
)
def test_what_runs_or_reaches_outside_is_taken_out(hostile: str) -> None:
    cleaned = clean_logo(svg(f'<rect width="8" height="4" fill="#123456"/>{hostile}'))
    kept = base64.b64decode(cleaned.logo.content).decode()
    assert "#123456" in kept
    for word in ("example.org", "alert", "javascript", "xhtml", "@import"):
        assert word not in kept


def test_what_draws_stays_as_it_is() -> None:
    drawn = '<defs><linearGradient id="g"><stop stop-color="red"/></linearGradient></defs>'
    drawn += '<style>.a{fill:url(#g)}</style><rect class="a"/><use href="#g"/>'
    cleaned = clean_logo(svg(drawn))
    kept = base64.b64decode(cleaned.logo.content).decode()
    assert cleaned.removed == []
    assert "url(#g)" in kept
    assert 'href="#g"' in kept
    assert (cleaned.logo.width, cleaned.logo.height) == (8, 4)


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + svg("<text>&a;</text>")
    with pytest.raises(NoLogo, match="entities"):
        clean_logo(bomb)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"GIF89a", "neither an SVG nor a PNG"),
        (b"<html/>", "neither an SVG nor a PNG"),
        (svg("", ""), "how large"),
        (b" " * (LARGEST + 1), "at most 60,000"),
        (png()[:-6], "damaged"),
        (png().replace(b"IDAT", b"IDAX"), "damaged"),
        (png(5000, 1), "5000 × 1 pixels"),
        (png(8, 400), "damaged"),
    ],
)
def test_what_is_no_logo_is_refused_in_words(content: bytes, why: str) -> None:
    with pytest.raises(NoLogo, match=why):
        clean_logo(content)


def test_a_png_keeps_its_picture_and_no_word_of_who_made_it() -> None:
    cleaned = clean_logo(png(2, 1, chunk(b"tEXt", b"Author\0Ann Martin")))
    assert base64.b64decode(cleaned.logo.content) == png(2, 1)
    assert (cleaned.logo.kind, cleaned.logo.width, cleaned.logo.height) == ("png", 2, 1)
