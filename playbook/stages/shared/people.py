"""Who sits in a workshop: how many, in which roles, from where, with which job, in which groups."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from playbook.content.booklet import People
from playbook.language import N_, _, enumerate_words, format_number, ngettext, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Label
from playbook.tables.framing import ROLES

FACILITATOR = "facilitator"
GROUP_LABELS = {"group": Label(N_("Group")), "job": Label(N_("Job"))}


def invited_people(
    participants: pd.DataFrame,
    attendance: pd.DataFrame,
    workshops: pd.DataFrame,
    stage: str,
    job: str | None = None,
) -> pd.DataFrame:
    """The participants of a workshop.

    Parameters
    ----------
    participants, attendance, workshops : DataFrame
        The tables of that name.
    stage : str
        The stage whose workshop it is.
    job : str, optional
        The job that it is about, where the campaign holds one for each of several jobs.

    Returns
    -------
    DataFrame
        Rows of `participants`: those whom the attendance of the stage's workshops names and does
        not mark as absent; where it names nobody, those with the job, and facilitators, if any
        participant has it; else all.
    """
    held = workshops[workshops["stage"].eq(stage)]
    if job is not None and held["job"].eq(job).any():
        held = held[held["job"].eq(job)]
    named = attendance[
        attendance["workshop_id"].isin(held["workshop_id"]) & attendance["attended"].ne("no")
    ]
    if len(named):
        return participants[participants["participant_id"].isin(named["participant_id"])]
    if job is not None and participants["job"].eq(job).any():
        leads = participants["role"].eq(FACILITATOR)
        return participants[participants["job"].eq(job) | leads]
    return participants


def counted_people(people: pd.DataFrame, plan: People) -> pd.DataFrame:
    """Those who count against the number that a workshop is meant for: where all share a job, its
    facilitators come on top.
    """
    return people[people["role"].ne(FACILITATOR)] if plan.same_job else people


def check_people(people: pd.DataFrame, plan: People, job: str | None = None) -> list[Finding]:
    """Say what is not as the booklet plans it: number, roles, departments, jobs.

    Parameters
    ----------
    people : DataFrame
        From `invited_people`.
    plan : People
        Who should come, as the booklet has it.
    job : str, optional
        The job that the workshop is about.

    Returns
    -------
    list of Finding
        Only what the table can tell: roles, departments and jobs that nobody filled in say nothing.
    """
    said = [
        say_number(len(counted_people(people, plan)), plan),
        say_roles(missing_roles(people, plan.roles), people),
        say_departments(people, plan),
        say_jobs(people, plan, job),
    ]
    return [finding for finding in said if finding is not None]


def say_number(people: int, plan: People) -> Finding:
    """Say whether as many people come as the workshop is meant for."""
    text = ngettext(
        "{count} person is listed; the workshop is meant for {fewest} to {most}.",
        "{count} people are listed; the workshop is meant for {fewest} to {most}.",
        people,
    ).format(count=format_number(people), fewest=plan.fewest, most=plan.most)
    if people > plan.most:
        return Finding(f"{text} {plan.too_many}", Tone.DECIDE)
    if people < plan.fewest:
        return Finding(text, Tone.CAUTION)
    return Finding(text)


def missing_roles(participants: pd.DataFrame, roles: Sequence[str]) -> list[str]:
    """The roles that the workshop needs and nobody on the list of participants has."""
    present = set(participants["role"].dropna())
    return [role for role in roles if role not in present]


def say_roles(missing: Sequence[str], participants: pd.DataFrame) -> Finding | None:
    """Say which roles the workshop needs and nobody has; nothing where no role is given."""
    if participants["role"].isna().all():
        return None
    if not missing:
        return Finding(_("Every role that the workshop needs is on the list of participants."))
    names = enumerate_words([_(ROLES[role]) for role in missing])
    text = _("Nobody on the list of participants stands for: {roles}. Invite them.")
    if participants["role"].isna().any():
        text = _(
            "Nobody whose role is given on the list of participants stands for: {roles}. Complete"
            " the list, or invite them."
        )
    return Finding(text.format(roles=names), Tone.DECIDE)


def say_departments(people: pd.DataFrame, plan: People) -> Finding | None:
    """Say that too few departments are there; nothing where there are enough, or none is given."""
    departments = people["department"].dropna().unique()
    if not len(departments) or len(departments) >= plan.departments:
        return None
    text = ngettext(
        "All those whose department is given come from {departments}; at least {least} are meant."
        " Invite others.",
        "Those whose department is given come from {departments}; at least {least} are meant."
        " Invite others.",
        len(departments),
    )
    return Finding(
        text.format(departments=enumerate_words(list(departments)), least=plan.departments),
        Tone.DECIDE,
    )


def say_jobs(people: pd.DataFrame, plan: People, job: str | None) -> Finding | None:
    """Say whose job is not the workshop's; nothing where jobs may differ, or none is given."""
    if not plan.same_job:
        return None
    jobs = counted_people(people, plan)["job"].dropna()
    meant = job if job is not None else (jobs.mode().iloc[0] if len(jobs) else None)
    others = sorted(set(jobs) - {meant})
    if not others:
        return None
    text = ngettext(
        "The workshop is for one job, {job}, and {count} person has another: {others}."
        " Settle who comes.",
        "The workshop is for one job, {job}, and {count} people have others: {others}."
        " Settle who comes.",
        int(jobs.ne(meant).sum()),
    )
    count = format_number(int(jobs.ne(meant).sum()))
    return Finding(text.format(job=meant, count=count, others=quoted(others)), Tone.DECIDE)


def sub_groups(people: pd.DataFrame, sizes: Sequence[int], seed: int) -> pd.DataFrame:
    """Seat people in sub-groups that mix jobs, or departments where no job is given.

    The people of one job are dealt one after the other round the groups, those of the job with most
    people first, so that no two groups differ by more than one in any job; who comes before whom
    within a job is drawn by lot. The same people and seed give the same groups.

    Parameters
    ----------
    people : DataFrame
        Rows of the table of participants.
    sizes : sequence of int
        How many each group takes; they sum to the number of people, and differ by one at most.
    seed : int
        What the draw starts from.

    Returns
    -------
    DataFrame
        One row for each person, group by group: group (1, 2, …), participant_id, job (or the
        department), in the order of the table.
    """
    column = "job" if people["job"].notna().any() else "department"
    kinds = people[column].astype(object).where(people[column].notna(), "")
    order = np.random.default_rng(seed).permutation(len(people))
    drawn = people.assign(kind=kinds, place=range(len(people)))
    drawn = drawn.sort_values("participant_id", kind="stable").iloc[order]
    many = drawn["kind"].value_counts()
    drawn = drawn.assign(many=drawn["kind"].map(many))
    dealt = drawn.sort_values(["many", "kind"], ascending=[False, True], kind="stable")
    dealt["group"] = [place % len(sizes) + 1 for place in range(len(dealt))] if sizes else 0
    table = dealt.sort_values(["group", "place"], kind="stable").rename(columns={"kind": "with"})
    return (
        table[["group", "participant_id", "with"]]
        .rename(columns={"with": "job"})
        .reset_index(drop=True)
    )


def group_sizes(people: int, most: int) -> list[int]:
    """How large sub-groups are: as few groups as hold everybody, as equal as can be.

    Parameters
    ----------
    people : int
        How many there are.
    most : int
        What one group holds at most.
    """
    if people <= 0:
        return []
    groups = -(-people // most)
    small, larger = divmod(people, groups)
    return [small + 1] * larger + [small] * (groups - larger)
