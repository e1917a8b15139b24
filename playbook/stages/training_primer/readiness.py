"""How ready the data of our use cases are, and what to do about them.

The rule of the verdict, with two thresholds; the first line that applies decides:

- stop: something is short that only new data mend, and they cannot be collected;
- consolidate: what exists is scattered or of poor quality; bring it together and clean it first;
- collect: the volume, the representativeness or the labels are short; collect them;
- go: nothing is short.

A quality of 0, nothing usable, is mended by new data only. A missing score is not zero: where it
could change the verdict, the verdict is to assess first.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from playbook.language import (
    N_,
    _,
    enumerate_words,
    format_number,
    labelled,
    listed,
    ngettext,
    quoted,
    shorten,
    within,
)
from playbook.show.chart import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    SKY,
    YELLOW,
    Chart,
    drawing,
    titled,
    wrapped,
)
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Label
from playbook.stages.training_primer.turnkey import OUTCOMES
from playbook.tables import TABLES
from playbook.tables.feasibility import READINESS_DIMENSIONS

DIMENSIONS = tuple(dimension for dimension in READINESS_DIMENSIONS if dimension != "ethics")
"""Whether data may be used at all is no degree of readiness: `ethics` asks it apart."""
COLLECTED = ("volume", "representativeness", "labelling")
CONSOLIDATED = ("quality", "consolidation")
NEEDED = tuple(dimension for dimension in DIMENSIONS if dimension != "collection")
WORST, BEST = 0, 4
VERDICTS = {
    "go": N_("Go"),
    "collect": N_("Collect"),
    "consolidate": N_("Consolidate"),
    "stop": N_("Stop"),
    "assess": N_("Assess first"),
}
DRAWN_CASES = 12

LABELS = {
    "short": Label(N_("Falls short"), codes=READINESS_DIMENSIONS, missing=N_("nothing")),
    "not_assessed": Label(N_("Not assessed"), codes=READINESS_DIMENSIONS),
    # The table of the product has a verdict too.
    "verdict": Label(N_("Verdict"), codes={**OUTCOMES, **VERDICTS}),
}


def case_scores(
    data_readiness: pd.DataFrame, use_cases: pd.DataFrame, decisions: pd.DataFrame
) -> pd.DataFrame:
    """Lay the scores out, one use case a row.

    Parameters
    ----------
    data_readiness, use_cases, decisions : DataFrame
        The tables of that name; any of them may be without rows.

    Returns
    -------
    DataFrame
        One row for each use case that was assessed or selected, in the order of the use cases:
        use_case_id, title (the identifier where it has none) and a column for each dimension with
        its score (0 to 4; missing while not assessed).
    """
    selected = decisions.loc[decisions["outcome"].eq("selected"), "use_case_id"]
    wanted = list(dict.fromkeys([*data_readiness["use_case_id"], *selected]))
    known = list(use_cases["use_case_id"])
    listed = [case for case in known if case in wanted]
    listed += [case for case in wanted if case not in known]
    titles = dict(zip(known, use_cases["title"], strict=True))
    table = pd.DataFrame({"use_case_id": pd.Series(listed, dtype="str")})
    table["title"] = pd.Series([titles.get(case, case) for case in listed], dtype="str")
    for dimension in DIMENSIONS:
        rows = data_readiness[data_readiness["dimension"].eq(dimension)]
        scores = dict(zip(rows["use_case_id"], rows["score"], strict=True))
        table[dimension] = pd.Series([scores.get(case) for case in listed], dtype=float)
    return table


def verdicts(table: pd.DataFrame, enough_from: float, collect_from: float) -> pd.DataFrame:
    """Judge each use case by the rule on top of this module.

    Parameters
    ----------
    table : DataFrame
        From `case_scores`.
    enough_from : float
        The score, 0 to 4, from which a dimension is not short.
    collect_from : float
        The score of the possibility to collect from which collecting is a way out.

    Returns
    -------
    DataFrame
        One row a use case: use_case_id, title, verdict (a code of `VERDICTS`), short and
        not_assessed (the dimensions that fall short, and those without a score; separated by
        semicolons). The possibility to collect falls short only where something must be collected.
    """
    rows = []
    for row in table.to_dict("records"):
        scores = {dimension: float(row[dimension]) for dimension in DIMENSIONS}
        missing = [name for name, score in scores.items() if score != score]
        short = [name for name in NEEDED if scores[name] < enough_from]
        if scores["collection"] < collect_from and _to_collect(scores, enough_from):
            short.append("collection")
        ends = {
            verdict({**scores, **dict.fromkeys(missing, end)}, enough_from, collect_from)
            for end in (WORST, BEST)
        }
        rows.append(
            {
                "use_case_id": row["use_case_id"],
                "title": row["title"],
                "verdict": ends.pop() if len(ends) == 1 else "assess",
                "short": ";".join(short),
                "not_assessed": ";".join(missing),
            }
        )
    return pd.DataFrame(rows, columns=["use_case_id", "title", "verdict", "short", "not_assessed"])


def verdict(scores: Mapping[str, float], enough_from: float, collect_from: float) -> str:
    """The verdict on a full set of scores. A higher score never makes it worse."""
    to_collect = _to_collect(scores, enough_from)
    if to_collect and scores["collection"] < collect_from:
        return "stop"
    if any(scores[dimension] < enough_from for dimension in CONSOLIDATED):
        return "consolidate"
    return "collect" if to_collect else "go"


def _to_collect(scores: Mapping[str, float], enough_from: float) -> bool:
    """Whether something is short that only new data mend."""
    return scores["quality"] == WORST or any(scores[name] < enough_from for name in COLLECTED)


def write_score(score: float) -> str:
    """Write a score with no more decimals than it has, two at most."""
    decimals = (digits for digits in (0, 1) if round(score, digits) == score)
    return format_number(score, next(decimals, 2))


def say_verdicts(judged: pd.DataFrame, in_use: Collection[str] = ()) -> list[Finding]:
    """Say what to do about the data of each chosen use case.

    Parameters
    ----------
    judged : DataFrame
        From `verdicts`.
    in_use : collection of str
        The use cases that a solution in operation serves: nothing is advised on them.
    """
    if judged.empty:
        text = _(
            "No use case has been assessed or selected yet. Fill in the table “{table}”: for each"
            " use case, six dimensions from 0 to 4."
        )
        table = _(TABLES["data_readiness"].label)
        return [Finding(text.format(table=table), Tone.CAUTION)]
    working = judged["use_case_id"].isin(in_use)
    titles = judged[~working].groupby("verdict")["title"].apply(list).to_dict()
    titles["in_use"] = list(judged.loc[working, "title"])
    titles["in_use_short"] = list(judged.loc[working & judged["verdict"].ne("go"), "title"])
    said = [
        ("in_use", Tone.RESULT, _("For {titles}, a solution is in use already.")),
        ("go", Tone.RESULT, _("Go ahead, the data are there: {titles}.")),
        (
            "collect",
            Tone.DECIDE,
            _("Collect what is missing before training anything: {titles}."),
        ),
        (
            "consolidate",
            Tone.DECIDE,
            _("Bring together and clean what exists before anything else: {titles}."),
        ),
        (
            "stop",
            Tone.CAUTION,
            _("Stop: the data are not there and cannot be collected: {titles}."),
        ),
        (
            "assess",
            Tone.DECIDE,
            _("Assess first, the missing scores could change the verdict: {titles}."),
        ),
        (
            "in_use_short",
            Tone.CAUTION,
            _("For {titles}, a solution is in use although the data fell short when assessed."),
        ),
    ]
    return [
        Finding(text.format(titles=quoted(titles[code])), tone)
        for code, tone, text in said
        if titles.get(code)
    ]


def say_verdict_rule(enough_from: float, collect_from: float) -> Finding:
    """Say how the verdicts are reached."""
    text = _(
        "The rule: a score below {enough} falls short. Stop, if volume, representativeness or"
        " labels fall short, or quality is 0, and the possibility to collect is below {collect};"
        " consolidate, if quality or consolidation falls short; collect, if volume,"
        " representativeness or labels do; else go."
    )
    return Finding(text.format(enough=write_score(enough_from), collect=write_score(collect_from)))


def draw_heat_map(table: pd.DataFrame, enough_from: float) -> Chart | None:
    """Draw the scores of each use case on each dimension; None without a use case."""
    if table.empty:
        return None
    shown = table.head(DRAWN_CASES)
    scores = shown[list(DIMENSIONS)].to_numpy(float)
    title = _heat_map_title(table[list(DIMENSIONS)].to_numpy(float), enough_from)
    with drawing(1.25 + 0.5 * len(shown)) as (figure, axes):
        for (row, column), score in np.ndenumerate(scores):
            _draw_cell(axes, row, column, float(score), enough_from)
        names = [_(READINESS_DIMENSIONS[dimension]) for dimension in DIMENSIONS]
        axes.set_xticks(range(len(names)), names, rotation=50, ha="left", rotation_mode="anchor")
        axes.xaxis.tick_top()
        axes.tick_params(axis="x", pad=2, colors=INK)
        axes.set_yticks(range(len(shown)), [wrapped(title, 22) for title in shown["title"]])
        axes.set(xlim=(-0.5, len(names) - 0.5), ylim=(len(shown) - 0.5, -0.5))
        axes.spines[:].set_visible(False)
        reading = _(
            "From 0, nothing usable, to {best}, ready. Yellow: below {enough}; orange: below 1."
            " Hatched: not assessed."
        ).format(best=BEST, enough=write_score(enough_from))
        more = len(table) - len(shown)
        if more:
            reading += " " + ngettext(
                "{more} more use case is not drawn.", "{more} more use cases are not drawn.", more
            ).format(more=format_number(more))
        titled(axes, title, reading)
        return Chart(figure, f"{title}. {_heat_map_in_words(shown)}")


def _heat_map_title(scores: NDArray[np.float64], enough_from: float) -> str:
    """Which scores are low most often, of all use cases."""
    counts = (scores < enough_from).sum(axis=0)
    enough = write_score(enough_from)
    if np.isnan(scores).all():
        return _("No use case has been assessed yet")
    if not counts.any():
        return _("No score is below {enough}").format(enough=enough)
    most = [name for name, count in zip(DIMENSIONS, counts, strict=True) if count == counts.max()]
    text = ngettext(
        "Most often below {enough}: {dimensions}, in {count} use case of {all}",
        "Most often below {enough}: {dimensions}, in {count} use cases of {all}",
        int(counts.max()),
    )
    names = enumerate_words([within(_(READINESS_DIMENSIONS[name])) for name in most])
    found = {"enough": enough, "dimensions": names, "all": format_number(len(scores))}
    return text.format(count=format_number(counts.max()), **found)


def _draw_cell(axes: Axes, row: int, column: int, score: float, enough_from: float) -> None:
    """Draw one score; a missing one is hatched."""
    corner, width, height = (column - 0.47, row - 0.45), 0.94, 0.9
    if np.isnan(score):
        axes.add_patch(
            Rectangle(corner, width, height, facecolor="none", edgecolor=GREY, hatch="////", lw=0)
        )
        return
    strong = score >= BEST - 0.5 or (score < enough_from and score < 1)
    colour = (BLUE if strong else SKY) if score >= enough_from else (ORANGE if strong else YELLOW)
    axes.add_patch(Rectangle(corner, width, height, facecolor=colour, alpha=0.92, lw=0))
    axes.text(
        column, row, write_score(score), ha="center", va="center",
        fontweight="bold", color="white" if colour in (BLUE, ORANGE) else "black",
    )  # fmt: skip


def _heat_map_in_words(shown: pd.DataFrame) -> str:
    """The scores of the figure, for its alternative text."""
    rows = [
        labelled(
            shorten(row["title"]),
            ", ".join(
                f"{_(READINESS_DIMENSIONS[dimension])} "
                + (_("not assessed") if np.isnan(row[dimension]) else write_score(row[dimension]))
                for dimension in DIMENSIONS
            ),
        )
        for row in shown.to_dict("records")
    ]
    return listed(rows) + "."
