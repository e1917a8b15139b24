"""What the contracts promise: targets against criticality, level 1 support, audits, requests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from playbook.show.names import name_solutions
from playbook.stages.provider_steering.availability import allowed_minutes
from playbook.tables.operation import CRITICALITIES

THIRTY_DAYS = 30 * 24 * 60
LEVELS = list(CRITICALITIES)
BAD_RESULTS = ["reservations", "failed"]


def targets_against_criticality(
    service_levels: pd.DataFrame, solutions: pd.DataFrame, wanted: Mapping[str, float]
) -> pd.DataFrame:
    """Compare each availability target with what the criticality of the use asks for.

    Parameters
    ----------
    wanted : mapping of str to float
        The least availability for each criticality, 0 to 1.

    Returns
    -------
    DataFrame
        One row a solution, the most critical first: solution_id, solution, criticality, target
        (agreed), wanted, allowed and allowed_wanted (minutes in 30 days), verdict (enough or low),
        outdone (whether a less critical solution has a higher target), target_percent and
        wanted_percent (in points of percentage, to be read).
    """
    table = name_solutions(service_levels, solutions)
    table = table.rename(columns={"availability_target": "target"})
    rank = table["criticality"].astype("str").map({level: n for n, level in enumerate(LEVELS)})
    table["wanted"] = table["criticality"].astype("str").map(dict(wanted)).astype(float)
    table["allowed"] = allowed_minutes(table["target"], THIRTY_DAYS)
    table["allowed_wanted"] = allowed_minutes(table["wanted"], THIRTY_DAYS)
    table["verdict"] = np.where(table["target"] < table["wanted"] - 1e-9, "low", "enough")
    table["outdone"] = [
        bool(((rank < level) & (table["target"] > target + 1e-9)).any())
        for level, target in zip(rank, table["target"], strict=True)
    ]
    columns = [
        "solution_id", "solution", "criticality", "target", "wanted", "allowed", "allowed_wanted",
        "verdict", "outdone",
    ]  # fmt: skip
    for name in ("target", "wanted"):
        table[f"{name}_percent"] = 100 * table[name]
        columns.append(f"{name}_percent")
    order = table.assign(rank=-rank).sort_values(["rank", "solution"]).index
    return table.loc[order, columns].reset_index(drop=True)


def level1_support(service_levels: pd.DataFrame, solutions: pd.DataFrame) -> pd.DataFrame:
    """Who gives level 1 support, and when.

    Returns
    -------
    DataFrame
        One row a solution: solution_id, solution, provider, criticality, level1_owner and
        level1_hours (missing: not agreed) and agreed (whether both are there).
    """
    table = name_solutions(service_levels, solutions)
    table["provider"] = table["solution_id"].map(solutions.set_index("solution_id")["provider"])
    table["agreed"] = table["level1_owner"].notna() & table["level1_hours"].notna()
    columns = [
        "solution_id", "solution", "provider", "criticality", "level1_owner", "level1_hours",
        "agreed",
    ]  # fmt: skip
    return table.sort_values(["agreed", "solution"])[columns].reset_index(drop=True)


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
