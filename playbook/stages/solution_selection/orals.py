"""What people noted at the oral presentations, and beside the scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from playbook.language import N_, _, format_number, listed, ngettext, quote, quoted
from playbook.show.chart import BLUE, GREY, INK, Chart, drawing, labels_apart, titled
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.shared.anonymity import mean_bands
from playbook.stages.solution_selection.room import DRAWN_ROWS, not_drawn

LABELS = {
    "notes": Label(N_("People who noted something"), Format.WHOLE),
    "marks": Label(N_("Marks"), Format.WHOLE),
    "rating": Label(N_("Mean mark"), Format.DECIMAL),
    "rating_low": Label(N_("Marks from, to"), Format.DECIMAL, until="rating_high"),
}


def digest(
    feedback: pd.DataFrame,
    ranking: pd.DataFrame,
    scale: tuple[float, float],
    *,
    anonymous: bool,
    threshold: int,
) -> pd.DataFrame:
    """Gather the notes on each compared solution.

    Parameters
    ----------
    feedback : DataFrame
        The table of that name.
    ranking : DataFrame
        From `ranking.solution_ranking`.
    scale : (float, float)
        The ends of the jury scale.
    anonymous : bool
        Whether the votes were promised to stay anonymous: then a mean is the middle of the band it
        lies in, that of fewer marks than `threshold` is missing, and so are the lowest and the
        highest mark.

    Returns
    -------
    DataFrame
        One row for each compared solution with a note, best mark first: solution_id, name, notes
        (people who noted anything), marks (how many gave one), rating, rating_low and
        rating_high (mean and ends of the marks, on the jury scale; missing without a mark),
        score (on the grid), strengths and weaknesses (everybody's words, joined).
    """
    columns = [
        "solution_id",
        "name",
        "notes",
        "marks",
        "rating",
        "rating_low",
        "rating_high",
        "score",
        "strengths",
        "weaknesses",
    ]
    bands = mean_bands(feedback, ["solution_id"], "rating", scale, threshold)
    rows = []
    for solution, name, score in zip(
        ranking["solution_id"], ranking["name"], ranking["score"], strict=True
    ):
        own = feedback[feedback["solution_id"] == solution]
        marks = own["rating"].dropna()
        if own.empty:
            continue
        ends = (np.nan, np.nan) if anonymous else (marks.min(), marks.max())
        words = [listed(own[column].dropna().tolist()) for column in ("strengths", "weaknesses")]
        rating = bands["middle"].get(solution, np.nan) if anonymous else marks.mean()
        rows.append((solution, name, len(own), len(marks), rating, *ends, score, *words))
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values("rating", ascending=False, kind="stable", ignore_index=True)


def notes(feedback: pd.DataFrame, ranking: pd.DataFrame, *, anonymous: bool) -> pd.DataFrame:
    """Every note on the compared solutions, in rank order; without names or marks if anonymous.

    Returns
    -------
    DataFrame
        Columns solution_id, name, participant_id, date, rating, strengths, weaknesses, comment.
    """
    table = ranking[["solution_id", "name"]].merge(feedback, on="solution_id")
    return table.drop(columns=["participant_id", "rating"]) if anonymous else table


def score_comments(
    jury_scores: pd.DataFrame, ranking: pd.DataFrame, criteria: pd.DataFrame, *, anonymous: bool
) -> pd.DataFrame:
    """What the jury wrote beside the scores, in rank order.

    Returns
    -------
    DataFrame
        One row a comment: name, label (of the criterion), participant_id, score (missing without
        one) and comment; without participant_id and score where votes are anonymous.
    """
    said = jury_scores[jury_scores["comment"].notna()]
    table = ranking[["solution_id", "name"]].merge(said, on="solution_id")
    table = table.merge(criteria[["criterion_id", "label"]], on="criterion_id")
    columns = ["name", "label", "participant_id", "score", "comment"]
    hidden = ("participant_id", "score") if anonymous else ()
    return table[[column for column in columns if column not in hidden]]


def say_best_mark(table: pd.DataFrame, ranking: pd.DataFrame) -> Finding:
    """Say which solution convinced at the orals, and whether the grid says the same."""
    if table.empty:
        return Finding(_("No note of the oral presentations was kept."), Tone.CAUTION)
    rated = table[table["rating"].notna()]
    if rated.empty:
        return Finding(_("The notes of the orals hold no mark that can be shown."), Tone.CAUTION)
    best = rated[rated["rating"].round(9) == rated["rating"].round(9).max()]
    first = set(ranking.loc[ranking["rank"] == 1, "name"])
    rating = format_number(best["rating"].iloc[0], 1)
    withheld = (table["rating"].isna() & (table["marks"] > 0)).any()
    if withheld or len(rated) < 2 or not first:
        text = _("Of the marks of the orals that can be shown, the best mean is {rating}: {names}.")
        return Finding(text.format(names=quoted(best["name"]), rating=rating))
    if set(best["name"]) == first:
        text = _(
            "First at the orals as on the grid: {names}, with a mean mark of {rating}. The next,"
            " {next}, got {other}; of {marks} marks or fewer each, that is an impression."
        )
        rest = rated.drop(best.index)
        if rest.empty:
            text = _("All got the same mean mark at the orals, as they tie on the grid: {rating}.")
        words = {
            "next": quote(rest["name"].iloc[0]) if len(rest) else "",
            "other": format_number(rest["rating"].iloc[0], 1) if len(rest) else "",
            "marks": format_number(rated["marks"].max()),
        }
        return Finding(text.format(names=quoted(best["name"]), rating=rating, **words))
    text = ngettext(
        "At the orals, {names} got the best mark ({rating} on average), not the first of the grid:"
        " ask what one saw that the other did not.",
        "At the orals, {names} share the best mark ({rating} on average), unlike on the grid:"
        " ask what one saw that the other did not.",
        len(best),
    )
    if len(best) == 1 and first.issuperset(best["name"]):
        text = _(
            "At the orals, {names} alone got the best mark ({rating} on average); on the grid it"
            " shares the first place."
        )
    return Finding(text.format(names=quoted(best["name"]), rating=rating), Tone.CAUTION)


def draw_marks(
    feedback: pd.DataFrame, table: pd.DataFrame, scale: tuple[float, float], *, anonymous: bool
) -> Chart | None:
    """Draw the marks of the oral presentations beside the grid; None if anonymous or without any.

    Parameters
    ----------
    table : DataFrame
        From `digest`.
    """
    rated = table[table["rating"].notna()]
    if rated.empty or anonymous:
        return None
    title = marks_title(rated)
    more = not_drawn(solutions=len(rated) - DRAWN_ROWS)
    rated = rated.head(DRAWN_ROWS)
    with drawing(1.05 + 0.55 * len(rated)) as (figure, axes):
        for place, row in enumerate(rated.to_dict("records")):
            marks = feedback.loc[feedback["solution_id"] == row["solution_id"], "rating"].dropna()
            heights = _spread_out(sorted(marks))
            axes.scatter(sorted(marks), [place + h for h in heights], s=34, color=GREY, zorder=2)
            axes.plot([row["rating"]] * 2, [place - 0.3, place + 0.3], color=BLUE, linewidth=3)
            axes.scatter(
                row["score"], place, s=52, facecolor="none", edgecolor=INK, linewidth=2,
                marker="D", zorder=4,
            )  # fmt: skip
        axes.set_yticks(range(len(rated)), labels_apart(rated["name"]))
        axes.set_ylim(len(rated) - 0.4, -0.6)
        axes.set_xlim(scale[0] - 0.15, scale[1] + 0.15)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _p: format_number(x)))
        axes.set_xlabel(_("Marks, on the jury scale"))
        axes.grid(axis="x")
        axes.spines["left"].set_visible(False)
        reading = _(
            "Grey dots: marks at the oral. Blue bar: their mean. Diamond: the score on the grid."
        )
        titled(axes, title, reading + more)
        text = _("{name}: oral {rating}, grid {score}")
        words = [
            text.format(
                name=row["name"], rating=format_number(row["rating"], 2),
                score="–" if np.isnan(row["score"]) else format_number(row["score"], 2),
            )
            for row in rated.to_dict("records")
        ]  # fmt: skip
        return Chart(figure, f"{title}. {listed(words)}.")


def _spread_out(marks: Sequence[float]) -> list[float]:
    """How far to move each of the sorted marks up or down so that equal ones are seen apart."""
    counts = pd.Series(marks)
    place = counts.groupby(counts).cumcount()
    size = counts.groupby(counts).transform("size")
    return list((place - (size - 1) / 2) * min(0.16, 0.6 / size.max()))


def marks_title(rated: pd.DataFrame) -> str:
    """Which solution the oral presentations liked best."""
    first = rated[(rated["rating"] - rated["rating"].max()).abs() < 1e-9]
    if len(first) > 1:
        return _("{count} solutions share the best mark at the orals").format(count=len(first))
    text = _("Highest mean mark at the orals: {rating}, for {name}")
    if len(rated) == 1:
        text = _("Only {name} has marks from the orals: {rating} on average")
    return text.format(
        name=quote(first["name"].iloc[0], 40), rating=format_number(first["rating"].iloc[0], 1)
    )
