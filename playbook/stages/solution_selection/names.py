"""The names of solutions and criteria as part of a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from playbook.language import enumerate_words, ngettext, quote

NAMED = 4


def quoted(names: Iterable[str]) -> str:
    """Some names as part of a sentence; beyond a few, their number."""
    names = list(names)
    words = [quote(name) for name in names[:NAMED]]
    if len(names) > NAMED:
        rest = len(names) - NAMED
        words.append(ngettext("{rest} more", "{rest} more", rest).format(rest=rest))
    return enumerate_words(words)
