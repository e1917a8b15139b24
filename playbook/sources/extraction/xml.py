"""Read a part as XML, event by event: without entities, and without tokens that fill the memory."""

from __future__ import annotations

from collections.abc import Callable, Collection
from xml.parsers import expat

from playbook.language import N_
from playbook.sources.extraction.archive import DAMAGED, Archive
from playbook.sources.extraction.sheet import TOO_MUCH, Refused

CHUNK = 2**18
LONGEST_TOKEN = 2**20
MOST_SMALL_ELEMENTS = 100_000

RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
"""The namespaces in which an element of a workbook names another part."""

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def parse(archive: Archive, part: str, start: Start, end: End, text: Text) -> None:
    """Call back for each element and text of a part.

    Names come as ``namespace}name``; the names of attributes that have no namespace come plain.

    Raises
    ------
    Refused
        When the part is too much, is no XML, or XML that no spreadsheet writes: with a document
        type (which is where entities are declared), or a token of more than 1 MB.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_document_type
    fed = 0
    with archive.part(part) as file:
        try:
            while chunk := file.read(CHUNK):
                archive.count_tags(chunk)
                parser.Parse(chunk, False)
                fed += len(chunk)
                # expat reads an unfinished token again with each chunk: time grows as its square
                if fed - parser.CurrentByteIndex > LONGEST_TOKEN:
                    raise Refused(DAMAGED)
            parser.Parse(b"", True)
        except expat.ExpatError:
            raise Refused(DAMAGED) from None


def elements(
    archive: Archive, part: str, namespaces: Collection[str] | None
) -> list[tuple[str, dict[str, str]]]:
    """The elements of a small part in their order, by their names without namespace.

    Parameters
    ----------
    archive : Archive
        The file.
    part : str
        The part.
    namespaces : collection of str or None
        Those whose elements are meant: programs add elements of the same name in others, which say
        something else. None: all.
    """
    found: list[tuple[str, dict[str, str]]] = []
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MOST_SMALL_ELEMENTS:
            raise Refused(TOO_MUCH)
        namespace, _brace, plain = name.rpartition("}")
        if namespaces is not None and namespace not in namespaces:
            return
        own = {}
        for key, value in attributes.items():
            space, _brace, word = key.rpartition("}")
            if not space or space in RELATIONS:
                own[word] = value
        found.append((plain, own))

    parse(archive, part, start, lambda _name: None, lambda _text: None)
    return found


def _refuse_document_type(*_declaration: object) -> None:
    raise Refused(N_("the workbook declares XML entities, as no spreadsheet does: it is not read."))
