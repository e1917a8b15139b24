"""Which security audits are due."""

from __future__ import annotations

from datetime import date

import pandas as pd

from playbook.language import (
    N_,
    _,
    enumerate_words,
    format_date,
    format_number,
    labelled,
    listed,
    some,
)
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.names import name_solutions
from playbook.stages.provider_steering.promises import NAMED

BAD_RESULTS = ["reservations", "failed"]
ISSUES = {
    "none": N_("no audit on record"),
    "overdue": N_("due again"),
    "result_missing": N_("result of the latest not known"),
    "not_certified": N_("last result from a body that is not certified"),
    "certificate_missing": N_("not known whether the body of the last result is certified"),
    "reservations": N_("reservations to be lifted"),
    "failed": N_("audit failed"),
}
LABELS = {
    "date": Label(N_("Latest audit"), Format.DATE, missing=N_("none")),
    "result": Label(
        N_("Its result"),
        codes={
            "passed": N_("Passed"),
            "reservations": N_("Reservations"),
            "failed": N_("Failed"),
        },
        missing=N_("not known"),
    ),
    "due_on": Label(N_("Next due"), Format.DATE, missing=N_("due now")),
    "issues": Label(N_("To see to"), codes=ISSUES, missing=N_("nothing")),
}


def audits_due(
    audits: pd.DataFrame,
    service_levels: pd.DataFrame,
    solutions: pd.DataFrame,
    as_of: date,
    months: int,
) -> pd.DataFrame:
    """Say for each solution where its security audits stand.

    Parameters
    ----------
    as_of : date
        The day to speak at: later audits are not known yet.
    months : int
        After how many months an audit is due again.

    Returns
    -------
    DataFrame
        One row a solution: solution_id, solution, date, body, certified and result (of the latest
        audit; missing without one), due_on (months after the latest audit whose result is known;
        missing without one), issues (codes separated by semicolons; missing when there is none):
        none (no audit), result_missing (of the latest), not_certified,
        certificate_missing, reservations, failed (by the latest audit whose result is known), and
        overdue; and open (whether there is any).
    """
    known = audits[audits["date"] <= pd.Timestamp(as_of)].sort_values(["date", "audit_id"])
    rows = []
    for solution in service_levels["solution_id"]:
        own = known[known["solution_id"] == solution]
        rows.append({"solution_id": solution, **_audit_standing(own, as_of, months)})
    columns = ["solution_id", "solution", "date", "body", "certified", "result", "due_on", "issues"]
    if not rows:
        return pd.DataFrame(columns=[*columns, "open"])
    table = name_solutions(pd.DataFrame(rows), solutions)[columns]
    table["open"] = table["issues"].notna()
    return table.sort_values(["open", "solution"], ascending=[False, True]).reset_index(drop=True)


def _audit_standing(own: pd.DataFrame, as_of: date, months: int) -> dict[str, object]:
    """Where the audits of one solution stand, in order of day."""
    blank = {"date": pd.NaT, "body": None, "certified": None, "result": None, "due_on": pd.NaT}
    if own.empty:
        return {**blank, "issues": "none"}
    latest, concluded = own.iloc[-1], own[own["result"].notna()]
    issues = ["result_missing"] if pd.isna(latest["result"]) else []
    due = pd.NaT
    if len(concluded):
        last = concluded.iloc[-1]
        due = last["date"] + pd.DateOffset(months=months)
        issues += [str(last["result"])] if last["result"] in BAD_RESULTS else []
        issues += ["not_certified"] if last["certified"] == "no" else []
        issues += ["certificate_missing"] if pd.isna(last["certified"]) else []
        issues += ["overdue"] if due < pd.Timestamp(as_of) else []
    return {
        "date": latest["date"],
        "body": latest["body"],
        "certified": latest["certified"],
        "result": latest["result"],
        "due_on": due,
        "issues": ";".join(issues) or None,
    }


def say_audits(table: pd.DataFrame, months: int) -> Finding:
    """Say what the security audits leave to be seen to."""
    open_ = table[table["open"]]
    if open_.empty:
        text = _(
            "Each solution that has a service level was audited by a certified body, passed, within"
            " {months} months"
        )
        words = text.format(months=format_number(months))
        if table["due_on"].notna().any():
            day = format_date(table["due_on"].min())
            words += _("; the next audit is due by {day}").format(day=day)
        return Finding(_("{parts}.").format(parts=words))
    parts = [
        labelled(
            row["solution"], enumerate_words([_(ISSUES[code]) for code in row["issues"].split(";")])
        )
        for row in open_.to_dict("records")
    ]
    text = _("See to the security audits. {parts}.")
    return Finding(text.format(parts=some(parts, NAMED, join=listed)), Tone.DECIDE)
