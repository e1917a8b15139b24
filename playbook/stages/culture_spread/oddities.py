"""Which data are worth a question: where access and recorded use do not go together."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.language import N_, ngettext
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Label
from playbook.stages.culture_spread.departments import LISTED, WORDS, named
from playbook.stages.culture_spread.sharing import uses

ODDITIES = {
    "closed_but_used": N_("Closed, yet used by others"),
    "shared_unused": N_("Open to all, used by its owner only"),
    "unrecorded": N_("No user recorded"),
}
LABELS = {
    "used_by": Label(N_("Used by"), missing=N_("not recorded")),
    "oddity": Label(N_("What to check"), codes=ODDITIES),
}


def worth_checking(data_assets: pd.DataFrame) -> pd.DataFrame:
    """List the assets whose access and recorded use do not go together.

    Returns
    -------
    DataFrame
        asset_id, label, owner_department, access, used_by and oddity: closed_but_used (another
        department uses closed data), shared_unused (open to all, and only the owner uses it) or
        unrecorded (nobody is recorded as using it).
    """
    apart = uses(data_assets)
    abroad = apart.loc[apart["owner_department"] != apart["using_department"], "asset_id"]
    used = data_assets["asset_id"].isin(abroad)
    access = data_assets["access"].astype("str")
    oddity = np.select(
        [
            data_assets["used_by"].isna(),
            (access == "closed") & used,
            (access == "shared") & ~used,
        ],
        ["unrecorded", "closed_but_used", "shared_unused"],
        "",
    )
    columns = ["asset_id", "label", "owner_department", "access", "used_by"]
    table = data_assets[columns].assign(oddity=oddity)
    table["used_by"] = table["used_by"].str.replace(WORDS, LISTED)
    return table[table["oddity"] != ""].sort_values("oddity", kind="stable", ignore_index=True)


def say_worth_checking(table: pd.DataFrame) -> list[Finding]:
    """Say where access and recorded use do not go together."""
    labels = table.groupby("oddity")["label"].apply(list).to_dict()
    findings = []
    if "closed_but_used" in labels:
        text = ngettext(
            "{labels} is closed, and yet other departments use it: open it, or stop that.",
            "{labels} are closed, and yet other departments use them: open them, or stop that.",
            len(labels["closed_but_used"]),
        ).format(labels=named(labels["closed_but_used"], quoted=True))
        findings.append(Finding(text, Tone.DECIDE))
    if "shared_unused" in labels:
        text = ngettext(
            "{labels} is open to all, and only its owner uses it: do people know of it?",
            "{labels} are open to all, and only their owners use them: do people know of them?",
            len(labels["shared_unused"]),
        ).format(labels=named(labels["shared_unused"], quoted=True))
        findings.append(Finding(text, Tone.DECIDE))
    if "unrecorded" in labels:
        text = ngettext(
            "Nobody is recorded as using {labels}: not known, rather than unused.",
            "Nobody is recorded as using {labels}: not known, rather than unused.",
            len(labels["unrecorded"]),
        ).format(labels=named(labels["unrecorded"], quoted=True))
        findings.append(Finding(text, Tone.CAUTION))
    return findings
