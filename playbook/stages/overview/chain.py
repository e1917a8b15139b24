"""How far does each use case get? The chain from idea to benefit, held together by identifiers.

A thread is one use case with all that hangs on it, or a solution that hangs on no use case.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from playbook.language import N_, _, format_number, labelled, listed, ngettext, within
from playbook.show.chart import BLUE, GREY, GRID, INK, ORANGE, SOFT, Chart, drawing, titled, wrapped
from playbook.show.findings import Finding
from playbook.show.labels import Format, Label
from playbook.stages.shared.in_run import IN_RUN
from playbook.tables import TABLES

LAYERS = ("idea", "use_case", "decision", "solution", "rollout", "benefit")
LAYER_NAMES = {
    "idea": N_("Idea"),
    "use_case": N_("Use case"),
    "decision": N_("Decision"),
    "solution": N_("Solution"),
    "rollout": N_("Roll-out"),
    "benefit": N_("Benefit"),
}
CHAIN_TABLES = (
    "ideas", "use_cases", "ratings", "decisions", "solutions", "rollouts", *IN_RUN,
)  # fmt: skip
LIVE = ("planned", "running", "done")
DEPLOYED = ("running", "done")
USE_CASE, SOLUTION = "use case ", "solution "
LABELS = {
    "thread": Label(N_("Identifier")),
    "use_case": Label(N_("Use cases"), Format.WHOLE),
    "idea": Label(N_("Comes from an idea"), Format.YES_NO),
    "votes": Label(N_("Voters"), Format.WHOLE),
    "outcome": Label(
        N_("Decision"), codes=TABLES["decisions"].column("outcome").codes, missing=N_("none yet")
    ),
    "solution": Label(N_("Solutions"), Format.WHOLE),
    "in_run": Label(N_("Solutions in RUN"), Format.WHOLE),
    "rollout": Label(N_("Sites"), Format.WHOLE),
    "deployed": Label(N_("Sites running or done"), Format.WHOLE),
    "benefit": Label(N_("Kinds of benefit measured"), Format.WHOLE),
    "used": Label(N_("Use measured"), Format.YES_NO),
}
DRAWN = 12
COUNTED = ("solution", "rollout", "benefit")
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


def layer_totals(tables: Tables) -> dict[str, int]:
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


def say_threads(table: pd.DataFrame, counts: Mapping[str, int]) -> Finding | None:
    """Say how many use cases reach each layer of the chain; nothing without use cases."""
    use_cases = table[table["use_case"] > 0]
    total = len(use_cases)
    if not total:
        return None
    selected = int(use_cases["outcome"].eq("selected").sum())
    text = ngettext(
        "{total} use case: {selected} selected, {solution} with a solution, {deployed} rolled out"
        " at a site or more, {benefit} with a measured benefit.",
        "{total} use cases: {selected} selected, {solution} with a solution, {deployed} rolled out"
        " at a site or more, {benefit} with a measured benefit.",
        total,
    )
    if counts["idea"]:
        text += " " + ngettext(
            "{idea} comes from the ideation workshop and its {notes}.",
            "{idea} come from the ideation workshop and its {notes}.",
            int((use_cases["idea"] > 0).sum()),
        )
    notes = ngettext("{count} note", "{count} notes", counts["idea"])
    reached = {
        name: int((use_cases[name] > 0).sum())
        for name in ("idea", "solution", "deployed", "benefit")
    }
    notes = notes.format(count=format_number(counts["idea"]))
    return Finding(text.format(total=total, notes=notes, selected=selected, **reached))


def draw_threads(
    table: pd.DataFrame, breaks: pd.DataFrame, links: pd.DataFrame, counts: Mapping[str, int]
) -> Chart | None:
    """Draw the chain, a line for each use case; None without any.

    Parameters
    ----------
    table : DataFrame
        From `threads`. Of more than `DRAWN`, those with a break are drawn first, then those that
        get furthest.
    breaks : DataFrame
        From `chain_breaks`.
    links : DataFrame
        From `links`.
    counts : mapping of str to int
        From `layer_totals`.
    """
    if table.empty:
        return None
    there = layer_presence(table)
    named = ["thread", "title"]  # a solution and a use case may have the same identifier
    broken = set(breaks[[*named, "layer"]].itertuples(index=False, name=None))
    cut = pd.MultiIndex.from_frame(table[named]).isin(pd.MultiIndex.from_frame(breaks[named]))
    far = there.to_numpy().dot(2 ** np.arange(len(LAYERS))) * 2 + table["outcome"].eq("selected")
    ranked = table.assign(far=far, cut=cut)
    drawn = ranked.sort_values(["cut", "far"], ascending=False, kind="stable").head(DRAWN)
    shown = drawn.sort_values("far", ascending=False, kind="stable")
    whole = int((there.all(axis=1) & table["outcome"].eq("selected")).sum())
    title = ngettext(
        "{count} of {all} use cases goes all the way from idea to benefit",
        "{count} of {all} use cases go all the way from idea to benefit",
        whole,
    ).format(count=whole, all=int(table["use_case"].sum()))
    if not table["use_case"].any():
        title = _("There is no use case yet")
    with drawing(2.1 + 0.42 * len(shown)) as (figure, axes):
        _draw_links(axes, links, counts)
        for place, row in enumerate(shown.to_dict("records")):
            _draw_thread(axes, place, row, broken)
        axes.set(xlim=(-0.45, len(LAYERS) - 0.55), ylim=(len(shown) - 0.4, -1.75))
        axes.set_yticks(range(len(shown)), [wrapped(str(name), 24) for name in shown["title"]])
        axes.xaxis.tick_top()
        axes.set_xticks(
            range(len(LAYERS)), [_(LAYER_NAMES[layer]) for layer in LAYERS],
            rotation=38, ha="left", rotation_mode="anchor",
        )  # fmt: skip
        axes.tick_params(axis="x", colors=INK, pad=0)
        axes.spines[["left", "bottom"]].set_visible(False)
        titled(axes, title, _reading(len(table) - len(shown)))
        return Chart(figure, f"{title}. {_chain_in_words(links, counts, len(breaks))}")


def _reading(more: int) -> str:
    """How to read the chain."""
    text = _(
        "Top: how many there are and, on the arrows, how many use cases have both ends; from"
        " decision to solution, only what was selected counts. Blue: there, with the number of"
        " solutions, sites, kinds of benefit. Grey: deferred or rejected. Orange: a break; hollow"
        " where something is missing, ringed where it asks for a reason."
    )
    if more:
        text += " " + ngettext(
            "{more} more is not drawn.", "{more} more are not drawn.", more
        ).format(more=more)
    return text


def _draw_links(axes: Axes, links: pd.DataFrame, counts: Mapping[str, int]) -> None:
    """Draw the layers with their totals, and the links with theirs."""
    top = -1.15
    axes.axhspan(top - 0.5, top + 0.5, color=GRID, alpha=0.45, linewidth=0)
    for place, layer in enumerate(LAYERS):
        number = format_number(counts[layer])
        axes.text(place, top, number, ha="center", va="center", fontweight="bold")
    for place, row in enumerate(links.to_dict("records")):
        axes.annotate(
            "", (place + 0.76, top + 0.22), (place + 0.24, top + 0.22),
            arrowprops={"arrowstyle": "-|>", "color": SOFT, "linewidth": 0.8},
        )  # fmt: skip
        axes.text(
            place + 0.5, top + 0.12, format_number(row["count"]),
            ha="center", va="bottom", color=SOFT,
        )  # fmt: skip


def _draw_thread(
    axes: Axes, place: int, row: Mapping[str, object], broken: set[tuple[object, ...]]
) -> None:
    """Draw one thread: a line through its layers, a node at each."""
    at = [
        layer
        for layer in LAYERS
        if (row["outcome"] == row["outcome"] if layer == "decision" else int(str(row[layer])))
    ]
    ends = [LAYERS.index(layer) for layer in at]
    stopped = row["outcome"] in ("deferred", "rejected")
    for start, end in pairwise(ends):
        style = "-" if end == start + 1 else (0, (2, 2))
        axes.plot([start, end], [place, place], color=GRID, linewidth=2.5, linestyle=style)
    for x, layer in enumerate(LAYERS):
        cut = (row["thread"], row["title"], layer) in broken
        if layer not in at:
            if cut:
                axes.scatter(
                    x, place, s=85, facecolor="white", edgecolor=ORANGE, linewidth=1.8, zorder=4
                )
            continue
        colour = GREY if layer == "decision" and stopped else BLUE
        edge = ORANGE if cut else colour
        axes.scatter(x, place, s=150, color=colour, edgecolor=edge, linewidth=2.2, zorder=3)
        if layer in COUNTED:
            axes.text(
                x, place, format_number(float(str(row[layer]))),
                ha="center", va="center_baseline", color="white", fontweight="bold", zorder=5,
            )  # fmt: skip


def _chain_in_words(links: pd.DataFrame, counts: Mapping[str, int], breaks: int) -> str:
    """The counts of the chain, for its alternative text."""
    layers = [labelled(_(LAYER_NAMES[layer]), format_number(counts[layer])) for layer in LAYERS]
    text = _("with both {source} and {target}: {count}")
    between = [
        text.format(
            source=within(_(LAYER_NAMES[row["source"]])),
            target=within(_(LAYER_NAMES[row["target"]])),
            count=format_number(row["count"]),
        )
        for row in links.to_dict("records")
    ]
    ending = ngettext("{count} break", "{count} breaks", breaks).format(count=breaks)
    return listed([*layers, *between, ending]) + "."
