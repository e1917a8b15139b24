"""What the jury gave on each criterion and in each section."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from playbook.language import (
    N_,
    _,
    format_likelihood,
    format_number,
    labelled,
    listed,
    quote,
    quoted,
    shorten,
)
from playbook.show.chart import INK, SOFT, Chart, drawing, titled, wrapped
from playbook.show.findings import Finding
from playbook.show.labels import Format, Label
from playbook.stages.solution_selection.jury import Jury
from playbook.stages.solution_selection.room import (
    DRAWN_ROWS,
    DRAWN_SOLUTIONS,
    draw_cells,
    not_drawn,
    telling,
)
from playbook.tables.feasibility import SECTIONS

LABELS = {
    "technical": Label(N_("Technical"), Format.DECIMAL),
    "project": Label(N_("Project"), Format.DECIMAL),
    "weight": Label(N_("Weight"), Format.PERCENT),
}


def criterion_grid(jury: Jury) -> pd.DataFrame:
    """The grid: what each solution got on each criterion.

    Returns
    -------
    DataFrame
        One row for each criterion and solution: section, criterion_id, label, weight (its share
        of all weights), minimum, solution_id, name, votes (how many scored it) and mean (on the
        jury scale; missing without a vote that is told).
    """
    means, votes = jury.means(), (~np.isnan(jury.scores)).sum(axis=0)
    rows = [
        (
            jury.sections[c], jury.criteria[c], jury.labels[c], jury.weights[c],
            jury.minimums[c], solution, jury.names[solution], int(votes[s, c]),
            means[s, c],
        )
        for c in range(len(jury.criteria))
        for s, solution in enumerate(jury.solutions)
    ]  # fmt: skip
    columns = [
        "section",
        "criterion_id",
        "label",
        "weight",
        "minimum",
        "solution_id",
        "name",
        "votes",
        "mean",
    ]
    return pd.DataFrame(rows, columns=columns)


def section_scores(jury: Jury) -> pd.DataFrame:
    """What each solution gets in each section, and in all.

    Returns
    -------
    DataFrame
        One row a solution: solution_id, name, technical, project and score: weighted means on the
        jury scale, weights normalised within the section; missing where nobody scored a
        criterion that counts, or no criterion of the section does.
    """
    means = jury.means()
    table = pd.DataFrame(
        {"solution_id": jury.solutions, "name": [jury.names[s] for s in jury.solutions]},
        dtype="str",
    )
    for section in SECTIONS:
        inside = np.array([own == section for own in jury.sections])
        table[section] = _weigh(means, np.where(inside, jury.weights, 0.0))
    table["score"] = _weigh(means, jury.weights)
    return table


def _weigh(means: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weighted mean of each row; NaN where one that counts is missing."""
    counts = weights > 0
    if not counts.any():
        return np.full(len(means), np.nan)
    weighed: NDArray[np.float64] = means[:, counts] @ (weights[counts] / weights[counts].sum())
    return weighed


def say_sections(jury: Jury, sections: pd.DataFrame) -> Finding | None:
    """Say what each section weighs and which solution leads in it; nothing without scores."""
    if sections["score"].notna().sum() == 0:
        return None
    technical = round(float(jury.weights[[s == "technical" for s in jury.sections]].sum()), 9)
    texts = {
        "technical": _("Technical criteria weigh {share}; best on them: {names}."),
        "project": _("Project criteria weigh {share}; best on them: {names}."),
    }
    sentences = []
    for section, share in (("technical", technical), ("project", round(1 - technical, 9))):
        scores = sections[section].round(9)
        if scores.notna().any():
            names = quoted(sections.loc[scores == scores.max(), "name"])
            sentences.append(texts[section].format(share=format_likelihood(share), names=names))
    return Finding(" ".join(sentences))


def draw_means(
    grid: pd.DataFrame, ranking: pd.DataFrame, scale: tuple[float, float]
) -> Chart | None:
    """Draw what each solution got on each criterion; None without scores.

    Parameters
    ----------
    grid : DataFrame
        From `criterion_grid`.
    ranking : DataFrame
        From `ranking.solution_ranking`: gives the order of the columns.
    scale : (float, float)
        The ends of the jury scale.
    """
    if grid["mean"].notna().sum() == 0:
        return None
    everyone = list(ranking["solution_id"])
    order = everyone[:DRAWN_SOLUTIONS]
    wide = grid.pivot(index="criterion_id", columns="solution_id", values="mean")
    rows = grid.drop_duplicates("criterion_id").set_index("criterion_id")
    rows = rows.loc[rows["weight"].sort_values(ascending=False, kind="stable").index[:DRAWN_ROWS]]
    rows = rows.assign(place=rows["section"].map({name: n for n, name in enumerate(SECTIONS)}))
    rows = rows.sort_values(["place", "weight"], ascending=[True, False], kind="stable")
    wide = wide.loc[rows.index, order]
    title = _means_title(grid)
    more = not_drawn(
        solutions=len(everyone) - len(order),
        criteria=grid["criterion_id"].nunique() - len(rows),
    )
    names = dict(zip(ranking["solution_id"], ranking["name"], strict=True))
    lines = [
        f"{wrapped(label, 30, 2)} ({format_likelihood(weight)})"
        for label, weight in zip(rows["label"], rows["weight"], strict=True)
    ]
    words = wide.map(lambda mean: "–" if np.isnan(mean) else format_number(mean, 1))
    with drawing(1.25 + 0.4 * len(wide)) as (figure, axes):
        shown = wide.set_axis(lines).rename(columns=names)
        draw_cells(axes, shown, words.set_axis(lines), telling(wide, scale))
        for r, minimum in enumerate(rows["minimum"]):
            for c, solution in enumerate(order):
                if round(wide.iloc[r][solution] - minimum, 9) < 0:
                    axes.add_patch(
                        Rectangle(
                            (c + 0.04, r + 0.06), 0.92, 0.88, fill=False, edgecolor=INK,
                            linewidth=2,
                        )
                    )  # fmt: skip
        for edge in np.flatnonzero(rows["place"].diff().fillna(0).to_numpy() > 0):
            axes.axhline(float(edge), color=SOFT, linewidth=1.2)
        reading = [_("Means of the jury, weights in brackets.")]
        if rows["place"].nunique() > 1:
            reading.append(_("Above the line: technical criteria; below: project."))
        if rows["minimum"].notna().any():
            reading.append(_("Framed: below the minimum."))
        titled(axes, title, " ".join(reading) + more)
        return Chart(figure, f"{title}. {_means_in_words(wide, names, rows['label'])}")


def _means_title(grid: pd.DataFrame) -> str:
    """What the grid says: how many criteria the solution that leads on most leads on."""
    if grid["mean"].isna().any() or grid["solution_id"].nunique() == 1:  # another may be better
        return _("What the jury gave on each criterion")
    best = grid.groupby("criterion_id")["mean"].transform("max")
    leading = grid[(grid["mean"] - best).abs() < 1e-9]
    leads = leading.groupby("name", sort=False).size()
    criteria = grid["criterion_id"].nunique()
    most = leads[leads == leads.max()]
    if most.iloc[0] == criteria and len(most) == 1:
        text = _("{name} is best on every criterion")
        if len(leading) > criteria:
            text = _("No solution is better than {name} on any criterion")
        return text.format(name=quote(most.index[0], 40))
    if most.iloc[0] == criteria:
        return _("{count} solutions share the best mean on every criterion").format(count=len(most))
    if len(most) > 1:
        text = _("No solution is best on more than {count} of {criteria} criteria")
        return text.format(count=most.iloc[0], criteria=criteria)
    text = _("{name} is best on most criteria: {count} of {criteria}")
    if most.iloc[0] * 2 <= criteria:
        text = _("No solution leads everywhere: {name} is best on {count} of {criteria} criteria")
    return text.format(name=quote(most.index[0], 40), count=most.iloc[0], criteria=criteria)


def _means_in_words(wide: pd.DataFrame, names: Mapping[str, str], labels: pd.Series) -> str:
    """The means of the figure, for its alternative text."""
    rows = [
        labelled(
            shorten(labels[criterion], 40),
            ", ".join(
                f"{names[str(solution)]} {format_number(mean, 1)}"
                for solution, mean in row.items()
                if not np.isnan(mean)
            ),
        )
        for criterion, row in wide.iterrows()
    ]
    return listed(rows) + "."
