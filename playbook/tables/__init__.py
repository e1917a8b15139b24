"""The data contract: every table that a campaign can hold, declared once.

The declarations here type and check the data; the data dictionary, the templates of ``playbook
new`` and the labels in reports are made from them.
"""

from __future__ import annotations

from playbook.tables import culture, deployment, feasibility, framing, operation
from playbook.tables.columns import Column, Kind, Table, label_of, shown_name

STEPS: dict[str, tuple[Table, ...]] = {
    "framing": framing.TABLES,
    "feasibility": feasibility.TABLES,
    "deployment": deployment.TABLES,
    "anchoring": culture.TABLES + operation.TABLES,
}

TABLES: dict[str, Table] = {table.name: table for step in STEPS.values() for table in step}


def table_name(name: str) -> str:
    """What messages call a table; its name itself, when it is not of the contract."""
    return shown_name(TABLES[name]) if name in TABLES else name


def table_label(name: str) -> str:
    """What people read a table called, a workbook's sheet among others; its name when it is own."""
    return label_of(TABLES[name]) if name in TABLES else name


__all__ = ["STEPS", "TABLES", "Column", "Kind", "Table", "table_label", "table_name"]
