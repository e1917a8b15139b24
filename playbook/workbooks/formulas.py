"""Pieces of formulas that spreadsheets of any age understand: no spilling, no implicit arrays.

Identifiers are compared with ``EXACT`` inside ``SUMPRODUCT``: ``COUNTIF`` and ``MATCH`` would take
``01`` for ``1``, ``a*`` for a pattern and ``>2`` for a comparison.
"""

from __future__ import annotations

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell


def cell(row: int, column: int, fixed: str = "") -> str:
    """The name of a cell; `fixed` says what stays when it is copied: ``row``, ``column``, both."""
    return xl_rowcol_to_cell(row, column, "row" in fixed, "column" in fixed)


def cells(first: int, left: int, last: int, right: int, fixed: str = "") -> str:
    """The name of a block of cells."""
    if not fixed:
        return xl_range(first, left, last, right)
    return f"{cell(first, left, fixed)}:{cell(last, right, fixed)}"


def unless_empty(guard: str, formula: str) -> str:
    """A formula that is empty where its row is not filled."""
    return f'=IF({guard}="","",{formula})'


def looked_up(identifier: str, identifiers: str, values: str) -> str:
    """What stands beside an identifier in another table: empty without one, ``?`` when unknown."""
    first = identifiers.split(":")[0]
    place = f"SUMPRODUCT(EXACT({identifiers},{identifier})*(ROW({identifiers})-ROW({first})+1))"
    once = f"SUMPRODUCT(--EXACT({identifiers},{identifier}))=1"
    return f'=IF({identifier}="","",IF({once},INDEX({values},{place})&"","?"))'


def mean(votes: str) -> str:
    """The mean of the votes that were cast; empty without one."""
    return f'IF(COUNT({votes})=0,"",AVERAGE({votes}))'


def weighted(shares: str, means: str, counting: str = "1") -> str:
    """The weighted mean over the criteria that count; empty where one of them has no mean.

    Parameters
    ----------
    shares, means : str
        Cells; an empty text counts as nothing.
    counting : str
        A condition as an array of 0 and 1, for the criteria of one section.
    """
    counts = f"({counting})*ISNUMBER({shares})*({shares}>0)"
    missing = f"SUMPRODUCT({counts}*(1-ISNUMBER({means})))"
    total = f"SUMPRODUCT({counts}*1,{shares},{means})"
    weight = f"SUMPRODUCT({counts}*1,{shares})"
    return f'IF(SUMPRODUCT({counts}*1)=0,"",IF({missing}>0,"",ROUND({total}/{weight},9)))'
