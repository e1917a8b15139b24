"""What do those say who do not use the solutions? Their requests, and every reluctance."""

from __future__ import annotations

from datetime import date

import pandas as pd

from playbook.language import N_, _, format_number, ngettext, quote, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.names import name_solutions
from playbook.stages.run_steering.backlog import known_requests

SHOWN = ["text", "solution", "opened_on", "answered"]
LABELS = {"answered": Label(N_("Answered"), Format.YES_NO)}


def non_users(requests: pd.DataFrame, solutions: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """List what people who do not use a solution say, and every reluctance, the latest first.

    Returns
    -------
    DataFrame
        Columns request_id, solution, kind, opened_on, answered (whether it is closed), from_user
        and text.
    """
    known = known_requests(requests, as_of)
    chosen = known["from_user"].eq("no") | known["kind"].eq("reluctance")
    table = name_solutions(known[chosen], solutions).sort_values(
        ["opened_on", "request_id"], ascending=False
    )
    table["answered"] = table["closed_on"].notna()
    columns = ["request_id", "solution", "kind", "opened_on", "answered", "from_user", "text"]
    return table[columns].reset_index(drop=True)


def say_compulsory(table: pd.DataFrame, solutions: pd.DataFrame) -> Finding | None:
    """Say where people speak who do not use a solution that they have to use; nothing without."""
    must = solutions.loc[solutions["compulsory"].eq("yes"), "name"]
    spoke = must[must.isin(table["solution"])]
    if spoke.empty:
        return None
    text = ngettext(
        "The use of {names} is compulsory: what its non-users say names an obstacle, not a choice.",
        "The use of {names} is compulsory: what their non-users say names obstacles, not choices.",
        len(spoke),
    )
    return Finding(text.format(names=quoted(spoke)), Tone.CAUTION)


def say_non_users(table: pd.DataFrame) -> Finding | None:
    """Say how many non-users spoke, and how many wait for an answer; nothing if none did."""
    if table.empty:
        return None
    waiting = table[~table["answered"]]
    text = ngettext(
        "{count} message comes from people who do not use the solutions or hold back.",
        "{count} messages come from people who do not use the solutions or hold back.",
        len(table),
    )
    words = text.format(count=format_number(len(table)))
    if waiting.empty:
        return Finding(words + " " + _("Each has had its answer."))
    words += " " + ngettext(
        "{waiting} still waits for an answer: give it.",
        "{waiting} still wait for an answer: give it to them.",
        len(waiting),
    ).format(waiting=format_number(len(waiting)))
    oldest = waiting["text"].iloc[-1]
    if pd.notna(oldest):
        text = _("The oldest of them: {text}.") if len(waiting) > 1 else _("It says: {text}")
        words += " " + text.format(text=quote(oldest, 90))
    return Finding(words, Tone.DECIDE)
