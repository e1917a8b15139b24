"""What to settle before the solution is deployed, ranked by a rule that is stated."""

from __future__ import annotations

import pandas as pd

from playbook.language import _
from playbook.stages.impact_study.impacts import job_keys
from playbook.tables.feasibility import ORGANISATION_DIMENSIONS

REASONS = ("heavy", "no_training", "unrated")


def to_settle(
    people_impacts: pd.DataFrame, organisation_impacts: pd.DataFrame, heavy_from: float
) -> pd.DataFrame:
    """List what must be settled before deployment, ranked.

    An impact is listed when it is heavy, when a skill changes and no training is on offer, or
    when nobody has rated it. The severest come first; at equal severity those that touch more
    people, an unknown number last. Equal on both is a tie. What is not rated has no rank: it may
    be the heaviest of all. An impact on the organisation touches the people of the jobs that its
    gap touches (those whose headcount is known).

    Parameters
    ----------
    heavy_from : float
        The severity from which an impact is heavy.

    Returns
    -------
    DataFrame
        One row an impact: rank (missing while not rated), impact_id, subject (the job, or the
        dimension of the organisation), change, severity, headcount (missing: unknown), reasons
        (codes of `REASONS`, separated by semicolons), gap_id and weight (severity times
        headcount; missing when either is).
    """
    both = pd.concat(
        [_of_people(people_impacts), _of_organisation(organisation_impacts, people_impacts)]
    )
    flags = {
        "heavy": both["severity"] >= heavy_from,
        "no_training": both["no_training"].astype(bool),
        "unrated": both["severity"].isna(),
    }
    words = pd.DataFrame({name: flags[name].map({True: name, False: ""}) for name in REASONS})
    both["reasons"] = [";".join(filter(None, row)) for row in words.to_numpy()]
    listed = both[both["reasons"] != ""].sort_values(
        ["severity", "headcount"], ascending=False, kind="stable", ignore_index=True
    )
    listed["rank"] = _ranks(listed)
    listed["weight"] = listed["severity"] * listed["headcount"]
    columns = [
        "rank",
        "impact_id",
        "subject",
        "change",
        "severity",
        "headcount",
        "reasons",
        "gap_id",
        "weight",
    ]
    return listed[columns]


def _ranks(ordered: pd.DataFrame) -> pd.Series:
    """The rank of each row of a sorted table; equal rows share the first place among them."""
    places = pd.Series(range(1, len(ordered) + 1), dtype="Int64")
    ranks = places.mask(ordered.duplicated(["severity", "headcount"])).ffill()
    return ranks.mask(ordered["severity"].isna())


def _of_people(impacts: pd.DataFrame) -> pd.DataFrame:
    """The impacts on people in the columns that both kinds share."""
    return pd.DataFrame(
        {
            "impact_id": impacts["impact_id"],
            "subject": impacts["job"],
            "change": impacts["skill_change"].fillna(impacts["tasks"]),
            "severity": impacts["severity"],
            "headcount": impacts["headcount"],
            "no_training": impacts["skill_change"].notna() & impacts["training_offer"].isna(),
            "gap_id": impacts["gap_id"],
        }
    )


def _of_organisation(impacts: pd.DataFrame, people_impacts: pd.DataFrame) -> pd.DataFrame:
    """The impacts on the organisation in the columns that both kinds share."""
    keys = ["gap_id", job_keys(people_impacts["job"])]
    jobs = people_impacts.groupby(keys)["headcount"].max()
    touched = jobs.groupby("gap_id").sum(min_count=1)
    return pd.DataFrame(
        {
            "impact_id": impacts["impact_id"],
            "subject": [_(ORGANISATION_DIMENSIONS[code]) for code in impacts["dimension"]],
            "change": impacts["description"],
            "severity": impacts["severity"],
            "headcount": impacts["gap_id"].map(touched).astype("Int64"),
            "no_training": False,
            "gap_id": impacts["gap_id"],
        }
    )
