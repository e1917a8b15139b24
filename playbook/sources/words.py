"""The cells of a table as a person would type them, in the language being spoken."""

from __future__ import annotations

import pandas as pd

from playbook.language import language, writing
from playbook.tables.columns import Column, Kind, code_word


def word_of(value: object, column: Column) -> str:
    """One cell as a person would type it."""
    if pd.isna(value):
        return ""
    match column.kind:
        case Kind.CODE | Kind.CODES:
            codes = str(value).split(";")
            return ";".join(
                code if language() == "en" else code_word(column, code) for code in codes
            )
        case Kind.DATE:
            return pd.Timestamp(str(value)).strftime(writing().typed_date)
        case Kind.MOMENT:
            return pd.Timestamp(str(value)).strftime(f"{writing().typed_date} %H:%M:%S")
        case Kind.NUMBER:
            digits = repr(float(str(value))).removesuffix(".0")
            return digits.replace(".", ",") if writing().decimal_comma else digits
        case _:
            return str(value)
