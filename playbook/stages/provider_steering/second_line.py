"""What level 2 support has to settle: matter for the quarterly committee."""

from __future__ import annotations

from datetime import date

import pandas as pd

from playbook.language import _, format_number, ngettext
from playbook.show.findings import Finding, Tone


def say_level2(requests: pd.DataFrame, as_of: date) -> Finding | None:
    """Say how many requests went to level 2, and how many wait there; nothing without a level."""
    known = requests[requests["opened_on"] <= pd.Timestamp(as_of)]
    if known["level"].isna().all():
        return None
    second = known[known["level"].eq("2")]
    open_ = second["closed_on"].isna() | (second["closed_on"] > pd.Timestamp(as_of))
    text = ngettext(
        "Of {known} request whose support level is noted, {second} went to level 2;",
        "Of {known} requests whose support level is noted, {second} went to level 2;",
        int(known["level"].notna().sum()),
    ).format(
        known=format_number(int(known["level"].notna().sum())), second=format_number(len(second))
    )
    waiting = int(open_.sum())
    if not waiting:
        return Finding(f"{text} " + _("none waits there."))
    rest = ngettext(
        "{count} waits there: bring it to the committee.",
        "{count} wait there: bring them to the committee.",
        waiting,
    )
    return Finding(f"{text} " + rest.format(count=format_number(waiting)), Tone.DECIDE)
