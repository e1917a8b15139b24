"""Whether the providers are met every quarter."""

from __future__ import annotations

import pandas as pd

from playbook.language import _
from playbook.show.findings import Finding, Tone
from playbook.stages.shared.meetings import MEETING_LABELS

LABELS = MEETING_LABELS


def say_whose(committees: pd.DataFrame, table: pd.DataFrame) -> Finding | None:
    """Say that committees name no provider, where there are several; nothing with one.

    Parameters
    ----------
    table : DataFrame
        From `level1_support`: the solutions with their providers.
    """
    providers = int(table["provider"].nunique())
    if providers < 2 or not (committees["kind"] == "provider").any():
        return None
    text = _(
        "The table of committees does not say which of the {count} providers was met: one who is"
        " never met does not show."
    )
    return Finding(text.format(count=providers), Tone.CAUTION)
