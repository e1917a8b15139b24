"""What the register of incidents leaves unsaid."""

from __future__ import annotations

from datetime import date

import pandas as pd

from playbook.language import _, ngettext, some
from playbook.show.findings import Finding, Tone
from playbook.show.names import name_solutions
from playbook.stages.provider_steering.promises import NAMED


def begun(incidents: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The incidents that had begun by the end of a day."""
    return incidents[incidents["started_at"] < pd.Timestamp(as_of) + pd.Timedelta(days=1)]


def say_silent(
    incidents: pd.DataFrame, service_levels: pd.DataFrame, solutions: pd.DataFrame, as_of: date
) -> Finding | None:
    """Name the solutions without an incident on record; nothing when each, or none, has one."""
    known = begun(incidents, as_of)
    silent = service_levels[~service_levels["solution_id"].isin(known["solution_id"])]
    if silent.empty or known.empty:
        return None
    names = some(name_solutions(silent, solutions)["solution"], NAMED)
    text = _("No incident is on record for {names}: nothing broke, or nobody wrote it down.")
    return Finding(text.format(names=names), Tone.CAUTION)


def say_left_out(incidents: pd.DataFrame, totals: pd.DataFrame, as_of: date) -> Finding | None:
    """Say how many incidents struck solutions that have no service level; nothing if none did."""
    left_out = int((~begun(incidents, as_of)["solution_id"].isin(totals["solution_id"])).sum())
    if not left_out or totals.empty:
        return None
    text = ngettext(
        "{count} incident is left out: its solution has no service level.",
        "{count} incidents are left out: their solutions have no service level.",
        left_out,
    )
    return Finding(text.format(count=left_out), Tone.CAUTION)
