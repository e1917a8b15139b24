"""The figure of a page that shows what its first findings say, to be taken elsewhere."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from typing import Any

from playbook.report.office import picture, plain

SVG = "data:image/svg+xml;base64,"
SPACES = re.compile(r"[ \t\r\n\f]+")  # not those that do not break
ON_PAPER = "//figure[not(ancestor::details)]"
UNDER = f"//h2[@id=$anchor]/following-sibling::*[preceding-sibling::h2[1][@id=$anchor]]{ON_PAPER}"


@dataclass(frozen=True)
class Figure:
    """A figure as it stands on a page.

    Attributes
    ----------
    title : str
        What it states; empty without a title.
    reading : str
        How to read it.
    alt : str
        What it shows, to who does not see it.
    content : bytes
        The picture, as PNG or JPEG.
    """

    title: str
    reading: str
    alt: str
    content: bytes


def key_figure(html: str) -> Figure | None:
    """The first figure under the answer's question, or else under that of the next findings.

    Parameters
    ----------
    html : str
        A page of the reports.
    """
    import lxml.html

    page = lxml.html.document_fromstring(html)
    links = page.xpath("//*[@class='in-short']//a[@class='to-section']/@href")
    for anchor in dict.fromkeys(str(link).removeprefix("#") for link in links):
        found = page.xpath(UNDER, anchor=anchor)
        if found:
            return figure_of(found[0])
    return None


def figure_of(element: Any) -> Figure | None:
    """A figure of a page, drawn where the page holds it as SVG; None without a picture."""
    image = element.find("img")
    if image is None:
        return None
    address = image.get("src", "")
    content = base64.b64decode(address.partition("base64,")[2])
    return Figure(
        title=_words(element, "figcaption/strong"),
        reading=_words(element, "figcaption/span"),
        alt=plain(image.get("alt", "")),
        content=picture(content.decode()) if address.startswith(SVG) else content,
    )


def _words(element: Any, path: str) -> str:
    """The words of a part of a figure."""
    found = element.find(path)
    words = "" if found is None else found.text_content()
    return SPACES.sub(" ", plain(words)).strip()
