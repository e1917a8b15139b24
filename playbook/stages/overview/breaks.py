"""The breaks in the chain: what is missing in the middle, and what should not be there."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

BREAKS = {
    "benefit_not_selected": "benefit",
    "deployed_not_selected": "rollout",
    "rollout_without_solution": "solution",
    "run_without_rollout": "rollout",
    "rollout_without_benefit": "benefit",
    "benefit_without_usage": "benefit",
    "selected_without_solution": "solution",
    "solution_without_use_case": "use_case",
    "solution_not_selected": "solution",
    "decided_not_rated": "decision",
    "rated_not_decided": "decision",
    "use_case_without_idea": "idea",
}
"""The kinds of break with the layer where each shows, what weighs most first."""
LOOKED_AT = {
    "benefit_not_selected": ("decisions", "benefits"),
    "deployed_not_selected": ("decisions", "rollouts"),
    "rollout_without_solution": ("solutions", "rollouts"),
    "run_without_rollout": ("solutions", "rollouts"),
    "rollout_without_benefit": ("rollouts", "benefits"),
    "benefit_without_usage": ("usage", "benefits"),
    "selected_without_solution": ("decisions", "solutions"),
    "solution_without_use_case": ("use_cases", "solutions"),
    "solution_not_selected": ("decisions", "solutions"),
    "decided_not_rated": ("ratings", "decisions"),
    "rated_not_decided": ("ratings", "decisions"),
    "use_case_without_idea": ("ideas", "use_cases"),
}
"""The tables that must have rows: before that, what is missing is a next step and no break."""


def chain_breaks(table: pd.DataFrame, present: Collection[str]) -> pd.DataFrame:
    """List every break in the chain.

    An idea with dots that never became a use case is no break: choosing is what dots are for.

    Parameters
    ----------
    table : DataFrame
        From `threads`.
    present : collection of str
        The tables that have rows.

    Returns
    -------
    DataFrame
        What weighs most first: breach (a key of `BREAKS`), layer, thread and title. A use case
        can be there several times.
    """
    use_case, solution = table["use_case"] > 0, table["solution"] > 0
    selected, decided = table["outcome"].eq("selected"), table["outcome"].notna()
    live, deployed = table["rollout"] > 0, table["deployed"] > 0
    measured, rated = table["benefit"] > 0, table["votes"] > 0
    found = {
        "benefit_not_selected": measured & ~selected,
        "deployed_not_selected": live & ~selected,
        "rollout_without_solution": live & ~solution,
        "run_without_rollout": use_case & (table["in_run"] > 0) & ~live,
        "rollout_without_benefit": deployed & ~measured,
        "benefit_without_usage": measured & ~table["used"],
        "selected_without_solution": selected & ~solution & ~live,
        "solution_without_use_case": ~use_case,
        "solution_not_selected": use_case & solution & ~selected & ~live & ~measured,
        "decided_not_rated": decided & ~rated,
        "rated_not_decided": rated & ~decided,
        "use_case_without_idea": use_case & (table["idea"] == 0),
    }
    parts = [
        table.loc[found[breach], ["thread", "title"]].assign(breach=breach, layer=layer)
        for breach, layer in BREAKS.items()
        if all(name in present for name in LOOKED_AT[breach])
    ]
    columns = ["breach", "layer", "thread", "title"]
    if not parts:
        return pd.DataFrame(columns=columns, dtype="str")
    return pd.concat(parts, ignore_index=True)[columns]
