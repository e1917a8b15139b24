"""The data dictionary: the declarations of the tables as a page that people read."""

from __future__ import annotations

from playbook.language import N_, _
from playbook.tables import STEPS, TABLES
from playbook.tables.columns import Column, Kind, Table, code_word, description_of, label_of
from playbook.tables.own import Contract

STEP_TITLES = {
    "framing": N_("Framing"),
    "feasibility": N_("Feasibility"),
    "deployment": N_("Deployment"),
    "anchoring": N_("Anchoring"),
}
KIND_WORDS = {
    Kind.IDENTIFIER: N_("identifier"),
    Kind.TEXT: N_("text"),
    Kind.CODE: N_("code"),
    Kind.CODES: N_("codes"),
    Kind.WORDS: N_("words"),
    Kind.INTEGER: N_("whole number"),
    Kind.NUMBER: N_("number"),
    Kind.DATE: N_("date"),
    Kind.MOMENT: N_("date and time"),
}


def data_dictionary(contract: Contract = TABLES) -> str:
    """Write the page in Markdown, in the language being spoken.

    Parameters
    ----------
    contract : mapping of str to Table
        The tables that it explains: a campaign's, or the kit's alone.
    """
    parts = [
        "# " + _("Data dictionary"),
        _(
            "Every table that a campaign can hold, made from the declarations in"
            " `playbook/tables/` by `make docs`. Do not edit this page."
        ),
        _(
            "A key column identifies a row and is never empty; a required column"
            " is never empty; any other cell may be empty, which means missing"
            " and never zero. Headers and codes are accepted in English, French"
            " or German, with or without accents and capitals."
        ),
    ]
    for step, tables in STEPS.items():
        parts.append("## " + _(STEP_TITLES[step]))
        parts += [_table(contract[table.name]) for table in tables]
    own = [table for table in contract.values() if table.own]
    if own:
        parts += ["## " + _("Your own tables"), *map(_table, own)]
    return "\n\n".join(parts) + "\n"


def _table(table: Table) -> str:
    """One table of the dictionary."""
    header = "| {} | {} | {} | {} | {} |".format(
        _("Column"), _("Label"), _("Filled"), _("Values"), _("Meaning")
    )
    lines = [
        f"### {table.name}",
        "",
        description_of(table),
        "",
        header,
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [_row(column) for column in table.columns]
    return "\n".join(lines)


def _row(column: Column) -> str:
    """One column of a table."""
    filled = _(filled_of(column))
    return (
        f"| {_cell(column.name)} | {_cell(label_of(column))} | {filled} | {_values(column)} "
        f"| {_cell(description_of(column))} |"
    )


def _cell(words: str) -> str:
    """Words that do not end the cell of a table."""
    return words.replace("|", "\\|")


def filled_of(column: Column) -> str:
    """When a cell of a column is filled: a message of the catalogue."""
    if column.key:
        return N_("key") if column.required else N_("key, where filled")
    return N_("required") if column.required else N_("may be empty")


def _values(column: Column) -> str:
    """What a cell can hold."""
    if column.codes:
        return ", ".join(f"`{code}` ({_cell(code_word(column, code))})" for code in column.codes)
    words = _(KIND_WORDS[column.kind])
    if column.refers_to:
        return _("{kind} of [{table}](#{table})").format(kind=words, table=column.refers_to)
    if column.scale:
        return _("{kind} on the {scale} scale").format(kind=words, scale=column.scale)
    if column.minimum is not None and column.maximum is not None:
        return _("{kind} from {low} to {high}").format(
            kind=words, low=f"{column.minimum:g}", high=f"{column.maximum:g}"
        )
    if column.minimum is not None:
        return _("{kind}, {low} or more").format(kind=words, low=f"{column.minimum:g}")
    return words
