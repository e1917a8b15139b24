"""Where does the chain break? What is missing in the middle, and what should not be there."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from playbook.language import N_, _, ngettext, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Label
from playbook.stages.overview.chain import LAYER_NAMES

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
BREACHES = {
    "benefit_not_selected": N_("Benefit of something not selected"),
    "deployed_not_selected": N_("Rolled out though not selected"),
    "rollout_without_solution": N_("Roll-out without a solution"),
    "run_without_rollout": N_("Solution in RUN without a roll-out"),
    "rollout_without_benefit": N_("Rolled out, no benefit measured"),
    "benefit_without_usage": N_("Benefit measured, use is not"),
    "selected_without_solution": N_("Selected, no solution"),
    "solution_without_use_case": N_("Solution without a use case"),
    "solution_not_selected": N_("Solution for a use case not selected"),
    "decided_not_rated": N_("Decided without a vote"),
    "rated_not_decided": N_("Voted on, not decided"),
    "use_case_without_idea": N_("Use case without an idea"),
}
REMEDIES = {
    "benefit_not_selected": N_("Decide on it, or say whose benefit it is."),
    "deployed_not_selected": N_("Decide on it, or stop it."),
    "rollout_without_solution": N_("Name the solution, or call the roll-out off."),
    "run_without_rollout": N_("Note the sites where it is used."),
    "rollout_without_benefit": N_("Measure what it brings."),
    "benefit_without_usage": N_("Measure how many people use it."),
    "selected_without_solution": N_("Look for a solution, or defer it."),
    "solution_without_use_case": N_("Name the use case that it serves."),
    "solution_not_selected": N_("Stop the study, or decide on the use case again."),
    "decided_not_rated": N_("Say what the decision rests on."),
    "rated_not_decided": N_("Decide: selected, deferred or rejected."),
    "use_case_without_idea": N_("Name the idea, or note who asked for it."),
}
LABELS = {
    "breach": Label(N_("Break"), codes=BREACHES),
    "layer": Label(N_("Where"), codes=LAYER_NAMES),
    "what_to_do": Label(N_("What to do"), codes=REMEDIES),
}
NAMED_BREAKS = 3


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


def say_breaks(breaks: pd.DataFrame, table: pd.DataFrame) -> Finding | None:
    """Say how often the chain breaks, and name what weighs most; nothing without a chain."""
    if table.empty:
        return None
    if breaks.empty:
        return Finding(_("The chain from idea to benefit has no break where both sides have data."))
    lead = ngettext(
        "Mend the chain from idea to benefit, which breaks in {count} place.",
        "Mend the chain from idea to benefit, which breaks in {count} places.",
        len(breaks),
    ).format(count=len(breaks))
    kinds = [name for name in BREAKS if breaks["breach"].eq(name).any()]
    parts = []
    for name in kinds[:NAMED_BREAKS]:
        titles = breaks.loc[breaks["breach"] == name, "title"]
        text = _("{breach}: {titles}.")
        parts.append(text.format(breach=_(BREACHES[name]), titles=quoted(titles, spare=1)))
    rest = int(breaks["breach"].isin(kinds[NAMED_BREAKS:]).sum())
    if rest:
        text = ngettext(
            "{count} break of another kind weighs less.",
            "{count} breaks of other kinds weigh less.",
            rest,
        )
        parts.append(text.format(count=rest))
    return Finding(" ".join([lead, *parts]), Tone.DECIDE)
