"""What is printed gets through, wherever it goes: a pipe, a file, a terminal of few signs."""

from __future__ import annotations

import codecs
import io
import sys
import unicodedata

ERRORS = "playbook"
PLAIN = str.maketrans(
    {
        **{"✓": "+", "✗": "x", "•": "*", "·": ".", "…": "...", "–": "-", "—": "-", "−": "-"},
        **{"‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "œ": "oe", "Œ": "OE"},
        **{"æ": "ae", "Æ": "AE", "ß": "ss", "€": "EUR", "→": "->", "×": "x", "━": "-", "╸": "-"},
    }
)
"""What is printed where a sign cannot be, besides letters without their accents."""


def let_everything_through() -> None:
    """Let nothing that is printed fail, nor wait: a line is written once it is whole."""
    codecs.register_error(ERRORS, _in_plain_signs)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=ERRORS, line_buffering=True)


def _in_plain_signs(error: UnicodeError) -> tuple[str, int]:
    """Write in ASCII what an encoding has no signs for; a question mark where that has none."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    words = error.object[error.start : error.end].translate(PLAIN)
    parts = (unicodedata.normalize("NFKD", sign) for sign in words)
    plain = "".join(
        "".join(p for p in part if p.isascii()) or ("" if unicodedata.combining(part[0]) else "?")
        for part in parts
    )
    return plain, error.end
