"""How much is asked for that nobody else has."""

from __future__ import annotations

from datetime import date

import pandas as pd

from playbook.language import N_, _, format_number, format_percent, format_share, ngettext
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.names import name_solutions

SHOWN = [
    "solution", "requests", "changes", "specific", "specific_open", "share", "share_of_changes",
]  # fmt: skip
LABELS = {
    "requests": Label(N_("Requests"), Format.WHOLE),
    "changes": Label(N_("Asking for a change"), Format.WHOLE),
    "specific": Label(N_("Specific"), Format.WHOLE),
    "specific_open": Label(N_("Specific, open"), Format.WHOLE),
    "share": Label(N_("Share of all"), Format.PERCENT),
    "share_of_changes": Label(N_("Share of changes"), Format.PERCENT),
}


def specific_requests(requests: pd.DataFrame, solutions: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """How many requests ask for a development of one's own.

    Returns
    -------
    DataFrame
        One row a solution that has requests, the highest share of changes first: solution_id,
        solution, requests (all up to `as_of`), changes (evolutions and specific developments),
        specific, specific_open, share (of all requests) and share_of_changes (missing without
        any).
    """
    day = pd.Timestamp(as_of)
    table = name_solutions(requests[requests["opened_on"] <= day], solutions)
    specific = table["kind"].eq("specific_development")
    table = table.assign(
        requests=1,
        specific=specific,
        changes=specific | table["kind"].eq("evolution"),
        specific_open=specific & ~(table["closed_on"] <= day),
    )
    counts = ["requests", "changes", "specific", "specific_open"]
    result = table.groupby(["solution_id", "solution"], as_index=False)[counts].sum()
    result["share"] = result["specific"] / result["requests"]
    result["share_of_changes"] = result["specific"] / result["changes"]
    order = result.sort_values(["share_of_changes", "solution"], ascending=[False, True])
    return order.reset_index(drop=True)


def say_specific(table: pd.DataFrame, limit: float) -> Finding | None:
    """Say how many requests ask for specific developments; nothing without requests."""
    if table.empty:
        return None
    total, changes, specific, open_ = (
        int(table[name].sum()) for name in ("requests", "changes", "specific", "specific_open")
    )
    if not specific:
        return Finding(_("No request asks for a specific development."))
    text = ngettext(
        "{specific} of {total} requests asks for a specific development, out of {changes} that ask"
        " for a change ({share}).",
        "{specific} of {total} requests ask for a specific development, out of {changes} that ask"
        " for a change ({share}).",
        specific,
    )
    words = text.format(
        specific=format_number(specific), total=format_number(total),
        changes=format_number(changes), share=format_share(specific / changes, limit),
    )  # fmt: skip
    if open_:
        words += " " + ngettext("{open} is still open.", "{open} are still open.", open_).format(
            open=format_number(open_)
        )
    if specific / changes <= limit:
        return Finding(words)
    words += " " + _(
        "That is over {limit}: first ask what the provider's other customers do."
    ).format(limit=format_percent(limit))
    return Finding(words, Tone.DECIDE)
