"""Which skills change without training."""

from __future__ import annotations

import pandas as pd

from playbook.language import _, ngettext, quoted
from playbook.show.findings import Finding, Tone
from playbook.stages.impact_study.severity import job_keys, write_people


def without_training(people_impacts: pd.DataFrame) -> pd.DataFrame:
    """List the skills that change where no training is on offer, the heaviest first.

    An empty cell in the column of the training offer means that none exists: the data contract
    says so.

    Returns
    -------
    DataFrame
        One row an impact: impact_id, gap_id, job, skill_change, tasks, headcount and severity
        (missing where they were not given; not rated comes last).
    """
    lacking = people_impacts["skill_change"].notna() & people_impacts["training_offer"].isna()
    columns = ["impact_id", "gap_id", "job", "skill_change", "tasks", "headcount", "severity"]
    return people_impacts.loc[lacking, columns].sort_values(
        ["severity", "headcount"], ascending=False, kind="stable", ignore_index=True
    )


def say_untrained(lacking: pd.DataFrame, people_impacts: pd.DataFrame) -> Finding | None:
    """Say which skills change without training; nothing without an impact on people."""
    if people_impacts.empty:
        return None
    changing = int(people_impacts["skill_change"].notna().sum())
    if not changing:
        return Finding(_("No change of skills is described: needs cannot be told."), Tone.CAUTION)
    if lacking.empty:
        return Finding(_("Every change of skills has a training on offer."))
    jobs = lacking.groupby(job_keys(lacking["job"]), sort=False)
    text = ngettext(
        "{count} of {changing} changes of skills has no training on offer: {jobs} ({people})."
        " Find one.",
        "{count} of {changing} changes of skills have no training on offer: {jobs} ({people})."
        " Find one for each.",
        len(lacking),
    )
    return Finding(
        text.format(
            count=len(lacking),
            changing=changing,
            jobs=quoted(jobs["job"].first()),
            people=write_people(jobs["headcount"].max()),
        ),
        Tone.DECIDE,
    )
