"""Whether the data may be used, and who would bear the errors: what was found so far."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, ngettext, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label

LABELS = {
    "ethics": Label(N_("Ethics and bias, 0 to 4"), Format.PLAIN, missing=N_("not asked")),
    "found": Label(N_("What was found"), missing=N_("nothing noted")),
}


def asked_of_ethics(data_readiness: pd.DataFrame, use_cases: pd.DataFrame) -> pd.DataFrame:
    """What was found on ethics and bias, for each use case whose data were looked at.

    Returns
    -------
    DataFrame
        Columns use_case_id, title (the identifier where it has none), ethics (0 to 4; missing: not
        asked) and found; what was never asked first, then the lowest.
    """
    looked = data_readiness["use_case_id"].drop_duplicates()
    titles = use_cases.set_index("use_case_id")["title"]
    asked = data_readiness[data_readiness["dimension"].eq("ethics")].set_index("use_case_id")
    table = pd.DataFrame({"use_case_id": looked})
    table["title"] = table["use_case_id"].map(titles).fillna(table["use_case_id"])
    table["ethics"] = table["use_case_id"].map(asked["score"]).astype(float)
    table["found"] = table["use_case_id"].map(asked["comment"])
    return table.sort_values("ethics", na_position="first", kind="stable", ignore_index=True)


def say_ethics(table: pd.DataFrame, enough_from: float) -> Finding | None:
    """Say where the question was not asked, and where the answer falls short; nothing without."""
    if table.empty:
        return None
    said = []
    silent = table.loc[table["ethics"].isna(), "title"]
    short = table.loc[table["ethics"] < enough_from, "title"]
    if len(silent):
        text = ngettext(
            "Ask whether it is right to use these data, and who would bear the errors, for"
            " {titles}:"
            " nobody has yet.",
            "Ask whether it is right to use these data, and who would bear the errors, for {count}"
            " use cases: {titles}. Nobody has yet.",
            len(silent),
        )
        said.append(text.format(count=len(silent), titles=quoted(silent)))
    if len(short):
        text = _("Settle ethics and bias for {titles}.")
        said.append(text.format(titles=quoted(short)))
    if not said:
        return Finding(_("Ethics and bias were looked at for every use case, and hold."))
    return Finding(" ".join(said), Tone.DECIDE)
