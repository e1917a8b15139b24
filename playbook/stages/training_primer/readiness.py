"""How ready the data of each chosen use case are, and what to do about them.

The rule of the verdict, with two thresholds; the first line that applies decides:

- stop: something is short that only new data mend, and they cannot be collected;
- consolidate: what exists is scattered or of poor quality; bring it together and clean it first;
- collect: the volume, the representativeness or the labels are short; collect them;
- go: nothing is short.

A quality of 0, nothing usable, is mended by new data only. A missing score is not zero: where it
could change the verdict, the verdict is to assess first.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from playbook.tables.feasibility import READINESS_DIMENSIONS

DIMENSIONS = tuple(READINESS_DIMENSIONS)
COLLECTED = ("volume", "representativeness", "labelling")
CONSOLIDATED = ("quality", "consolidation")
NEEDED = tuple(dimension for dimension in DIMENSIONS if dimension != "collection")
WORST, BEST = 0, 4
VERDICTS = ("go", "collect", "consolidate", "stop", "assess")


def readiness(
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
        From `readiness`.
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


def shortcomings(
    table: pd.DataFrame, judged: pd.DataFrame, data_readiness: pd.DataFrame
) -> pd.DataFrame:
    """What is short or not assessed, with what people noted about it, the lowest scores first.

    Parameters
    ----------
    judged : DataFrame
        From `verdicts`.

    Returns
    -------
    DataFrame
        One row for each shortcoming: title, dimension, score (missing where not assessed) and
        comment.
    """
    wanted = [
        (row["use_case_id"], row["title"], dimension)
        for row in judged.to_dict("records")
        for codes in (row["short"], row["not_assessed"])
        for dimension in codes.split(";")
        if dimension
    ]
    listed = pd.DataFrame(wanted, columns=["use_case_id", "title", "dimension"]).astype("str")
    noted = data_readiness[["use_case_id", "dimension", "score", "comment"]]
    order = {case: place for place, case in enumerate(table["use_case_id"])}
    merged = listed.merge(noted, on=["use_case_id", "dimension"], how="left")
    merged["place"] = merged["use_case_id"].map(order)
    merged = merged.sort_values(["place", "score"], kind="stable", ignore_index=True)
    return merged[["title", "dimension", "score", "comment"]]
