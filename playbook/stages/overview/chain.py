"""The chain idea, use case, decision, solution, roll-out, benefit, held together by identifiers.

A thread is one use case with all that hangs on it, or a solution that hangs on no use case.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pandas as pd

LAYERS = ("idea", "use_case", "decision", "solution", "rollout", "benefit")
IN_RUN = ("usage", "benefits", "requests", "incidents")
"""The tables in which a solution in operation leaves traces."""
CHAIN_TABLES = (
    "ideas", "use_cases", "ratings", "decisions", "solutions", "rollouts", *IN_RUN,
)  # fmt: skip
LIVE = ("planned", "running", "done")
DEPLOYED = ("running", "done")
USE_CASE, SOLUTION = "use case ", "solution "

Tables = Mapping[str, pd.DataFrame]


def threads(tables: Tables) -> pd.DataFrame:
    """Follow each use case down the chain.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        All tables of the chain and those of `IN_RUN`; an absent one is without rows.

    Returns
    -------
    DataFrame
        One row for each use case, then one for each solution without a use case:

        - thread (its identifier), title, use_case (1, or 0 for such a solution);
        - idea: 1 when it comes from one;
        - votes: how many people rated its value or its feasibility;
        - outcome: selected, deferred, rejected, or missing;
        - solution: how many serve it; in_run: how many of them are in operation;
        - rollout: at how many sites it is rolled out or to be, but for those that gave up;
          deployed: at how many it runs or is done;
        - benefit: how many kinds of benefit are measured; used: whether use is measured.
    """
    use_cases, solutions = tables["use_cases"], tables["solutions"]
    of_use_cases = pd.DataFrame(
        {
            "thread": use_cases["use_case_id"],
            "title": use_cases["title"],
            "use_case": 1,
            "idea": use_cases["idea_id"].notna().astype("int64"),
        }
    )
    orphans = solutions[solutions["use_case_id"].isna()]
    of_solutions = pd.DataFrame(
        {"thread": orphans["solution_id"], "title": orphans["name"], "use_case": 0, "idea": 0}
    )
    table = pd.concat([of_use_cases, of_solutions], ignore_index=True)
    # a solution and a use case may have the same identifier
    keys = table["use_case"].map({1: USE_CASE, 0: SOLUTION}).astype("str") + table["thread"]
    served = solutions.assign(
        key=(USE_CASE + solutions["use_case_id"]).fillna(SOLUTION + solutions["solution_id"])
    )
    key = dict(zip(served["solution_id"], served["key"], strict=True))
    ratings = tables["ratings"].dropna(subset=["value", "feasibility"], how="all")
    rollouts, benefits = tables["rollouts"], tables["benefits"]
    sites = rollouts.assign(key=USE_CASE + rollouts["use_case_id"])
    in_run = pd.concat([tables[name]["solution_id"] for name in IN_RUN]).drop_duplicates()
    kinds = benefits.assign(key=benefits["solution_id"].map(key))
    counts = {
        "votes": ratings.groupby(USE_CASE + ratings["use_case_id"])["participant_id"].nunique(),
        "solution": served.groupby("key").size(),
        "in_run": in_run.map(key).value_counts(),
        "rollout": sites[sites["status"].isin(LIVE)].groupby("key").size(),
        "deployed": sites[sites["status"].isin(DEPLOYED)].groupby("key").size(),
        "benefit": kinds.astype({"kind": "str"}).groupby("key")["kind"].nunique(),
    }
    for name, count in counts.items():
        by_key = {str(found): int(number) for found, number in count.items()}
        table[name] = [by_key.get(found, 0) for found in keys]
    table = table.astype(dict.fromkeys(counts, "int64"))
    decisions = tables["decisions"].astype({"outcome": "str"})
    outcomes = decisions.set_index(USE_CASE + decisions["use_case_id"])["outcome"]
    table["outcome"] = keys.map(outcomes).astype("str")
    table["used"] = keys.isin(tables["usage"]["solution_id"].map(key))
    return table


def links(table: pd.DataFrame) -> pd.DataFrame:
    """Count the threads that hold both ends of each link of the chain.

    Returns
    -------
    DataFrame
        One row a link: source and target (layers), count; for the decision, the use cases
        decided on at the use case's side, those selected at the solution's.
    """
    there = layer_presence(table)
    selected = table["outcome"].eq("selected")
    rows = []
    for source, target in pairwise(LAYERS):
        start = selected if source == "decision" else there[source]
        rows.append((source, target, int((start & there[target]).sum())))
    return pd.DataFrame(rows, columns=["source", "target", "count"])


def layer_presence(table: pd.DataFrame) -> pd.DataFrame:
    """Whether each thread has something at each layer: one boolean column a layer."""
    there = {name: table[name] > 0 for name in LAYERS if name != "decision"}
    there["decision"] = table["outcome"].notna()
    return pd.DataFrame(there)[list(LAYERS)]


def totals(tables: Tables) -> dict[str, int]:
    """How many of each layer the campaign has.

    The last two are roll-outs that were not given up, and pairs of a solution and a kind of
    benefit.
    """
    rollouts, benefits = tables["rollouts"], tables["benefits"]
    return {
        "idea": len(tables["ideas"]),
        "use_case": len(tables["use_cases"]),
        "decision": len(tables["decisions"]),
        "solution": len(tables["solutions"]),
        "rollout": int(rollouts["status"].isin(LIVE).sum()),
        "benefit": len(benefits[["solution_id", "kind"]].drop_duplicates()),
    }
