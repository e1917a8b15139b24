"""What a file that calls itself a workbook is, and its parts, looked at before being unpacked."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from playbook.language import N_
from playbook.sources.extraction.sheet import TOO_MUCH, Refused

LARGEST_FILE = 50 * 2**20
LARGEST_DIRECTORY = 2**20
LARGEST_CONTENT = 64 * 2**20
MOST_TAGS = 1_500_000
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
END, END_SIZE = b"PK\5\6", 22
END_64, END_64_SIZE = b"PK\6\7", 20
ENCRYPTED = N_(
    "the workbook is protected by a password: in Excel, File > Info > Protect Workbook, take the "
    "password off and save."
)
NO_WORKBOOK = N_("this is not a workbook: save it as .xlsx or .ods.")
DAMAGED = N_("the workbook is cut short or damaged: get it again from where it came.")


class Archive:
    """The parts of a workbook. What is read from it all together is bounded."""

    def __init__(self, content: zipfile.ZipFile) -> None:
        self._zip = content
        self._left = LARGEST_CONTENT
        self._tags_left = MOST_TAGS
        self._names = {_key(name): name for name in content.namelist()}

    def has(self, name: str) -> bool:
        """Whether there is a part of this name: case and slashes differ by program."""
        return _key(name) in self._names

    @contextmanager
    def part(self, name: str) -> Iterator[IO[bytes]]:
        """Open a part to be read.

        Raises
        ------
        Refused
            When it is not there, cannot be unpacked, or unpacks to more than is left to read.
        """
        if not self.has(name):
            raise Refused(DAMAGED)
        name = self._names[_key(name)]
        entry = self._zip.getinfo(name)
        self._left -= entry.file_size  # zipfile never gives more than an entry announces
        if self._left < 0:
            raise Refused(
                N_("the workbook unpacks to more than {limit} MB: keep only the tables in it."),
                limit=LARGEST_CONTENT // 2**20,
            )
        try:
            with self._zip.open(entry) as file:
                yield file
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
            raise Refused(DAMAGED) from None
        except RuntimeError:  # what zipfile raises on an encrypted part
            raise Refused(ENCRYPTED) from None

    def count_tags(self, xml: bytes) -> None:
        """Refuse a workbook whose parts have more tags than can be read while a person waits."""
        self._tags_left -= xml.count(b"<")
        if self._tags_left < 0:
            raise Refused(TOO_MUCH)


def _key(name: str) -> str:
    """What all spellings of the name of a part have in common."""
    return name.replace("\\", "/").casefold()


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a workbook.

    Raises
    ------
    Refused
        When it is none, saying what it is instead.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise Refused(
            N_("the file is larger than {limit} MB: keep only the tables in it."),
            limit=LARGEST_FILE // 2**20,
        )
    content = path.read_bytes()
    _check_kind(content)
    _check_directory(content)
    del content
    try:
        opened = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error):
        raise Refused(DAMAGED) from None
    with opened:
        names = [_key(name) for name in opened.namelist()]
        if len(set(names)) < len(names):
            raise Refused(DAMAGED)
        yield Archive(opened)


def _check_kind(content: bytes) -> None:
    """Refuse what is no zip, saying what it is."""
    start = content[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").lower()
    if not content.strip(b"\0"):
        raise Refused(N_("the file is empty: fill or delete it."))
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Refused(ENCRYPTED)
        raise Refused(N_("this is the format of Excel before 2007: save it as .xlsx."))
    if content.startswith(b"PK"):
        return
    if start.startswith(b"<"):
        raise Refused(
            N_("this is a web page or XML, not a workbook: open it in Excel and save it as .xlsx.")
        )
    if b"\0" not in content[:4096]:
        raise Refused(
            N_("this is text, not a workbook: put it into the folder of a campaign as CSV.")
        )
    raise Refused(NO_WORKBOOK)


def _check_directory(content: bytes) -> None:
    """Refuse a list of parts that is too long to be read, before zipfile reads it."""
    at = content.rfind(END, max(0, len(content) - END_SIZE - 2**16))
    if at < 0 or at + END_SIZE > len(content):
        raise Refused(DAMAGED)
    (size,) = struct.unpack_from("<L", content, at + 12)
    if size > LARGEST_DIRECTORY or content[max(0, at - END_64_SIZE) : at].startswith(END_64):
        raise Refused(N_("the workbook has more parts than any that a spreadsheet saves."))
