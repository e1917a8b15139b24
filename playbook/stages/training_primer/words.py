"""What the words mean: algorithm, machine learning and the rest, as the booklet puts them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from playbook.content.booklet import Definition
from playbook.language import N_
from playbook.show.labels import Label

LABELS = {"word": Label(N_("Word")), "meaning": Label(N_("What it means"))}


def defined_words(definitions: Sequence[Definition]) -> pd.DataFrame:
    """The definitions as a table: word, meaning."""
    rows = [(definition.word, definition.meaning) for definition in definitions]
    return pd.DataFrame(rows, columns=["word", "meaning"])
