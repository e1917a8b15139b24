"""The sentences on roll-outs, lessons and footholds, each computed from a table of the stage."""

from __future__ import annotations

import pandas as pd

from playbook.language import _, ngettext, quote
from playbook.show.findings import Finding, Tone
from playbook.stages.culture_spread.departments import LISTED
from playbook.stages.culture_spread.findings import NAMED, named


def say_rollouts(progress: pd.DataFrame) -> Finding | None:
    """Say how far the roll-outs are; nothing without any."""
    if progress.empty:
        return None
    counts = {name: int(progress[name].sum()) for name in ("done", "running", "planned")}
    stopped = int(progress["abandoned"].sum())
    total = sum(counts.values()) + stopped
    text = ngettext(
        "Of {total} roll-out, {done} done, {running} running, {planned} planned and {abandoned}"
        " abandoned.",
        "Of {total} roll-outs, {done} done, {running} running, {planned} planned and {abandoned}"
        " abandoned.",
        total,
    )
    return Finding(text.format(total=total, abandoned=stopped, **counts))


def say_next_sites(progress: pd.DataFrame) -> Finding | None:
    """Say where the use cases that are done somewhere could go next; nothing when nowhere."""
    ahead = progress[progress["next_sites"].notna()]
    if ahead.empty:
        return None
    if len(ahead) > 1:
        text = _(
            "{titles} are done at some sites, and nothing is recorded for others: the next places"
            " for them?"
        )
        return Finding(text.format(titles=named(ahead["title"], quoted=True)), Tone.DECIDE)
    row = ahead.iloc[0]
    text = ngettext(
        "{title} is done at {done} site, and nothing is recorded for {sites}: the next place?",
        "{title} is done at {done} sites, and nothing is recorded for {sites}: the next place?",
        row["done"],
    )
    sites = named(str(row["next_sites"]).split(LISTED))
    return Finding(
        text.format(title=quote(row["title"]), done=row["done"], sites=sites), Tone.DECIDE
    )


def say_given_up(progress: pd.DataFrame) -> list[Finding]:
    """Say which sites gave up a use case that is done elsewhere."""
    stopped = progress[progress["abandoned_at"].notna() & (progress["done"] > 0)]
    text = _("{title} was given up at {sites} and is done elsewhere: find out why.")
    return [
        Finding(
            text.format(
                title=quote(row["title"]), sites=named(str(row["abandoned_at"]).split(LISTED))
            ),
            Tone.CAUTION,
        )
        for row in stopped.head(NAMED).to_dict("records")
    ]


def say_lessons(counts: pd.DataFrame) -> Finding | None:
    """Say how many finished initiatives left a lesson; nothing when none is finished."""
    if counts.empty:
        return None
    over, kept = int(counts["initiatives"].sum()), int(counts["with_lesson"].sum())
    failed = counts[counts["outcome"].isin(["failure", "mixed"])]
    text = ngettext(
        "{kept} of {over} finished initiative left a lesson",
        "{kept} of {over} finished initiatives left a lesson",
        over,
    ).format(kept=kept, over=over)
    if failed.empty:
        return Finding(_("{text}; no failure is noted.").format(text=text))
    text = ngettext(
        "{text}; of the {failed} that failed or did so in part, {learnt} did.",
        "{text}; of the {failed} that failed, wholly or in part, {learnt} did.",
        int(failed["initiatives"].sum()),
    ).format(
        text=text,
        failed=int(failed["initiatives"].sum()),
        learnt=int(failed["with_lesson"].sum()),
    )
    return Finding(text)


def say_unlearnt(table: pd.DataFrame, counts: pd.DataFrame) -> Finding | None:
    """Name the finished initiatives without a lesson or an outcome; nothing when none is."""
    if counts.empty:
        return None
    if table.empty:
        return Finding(_("Every finished initiative has its outcome and its lesson."))
    sentences = []
    for column, text in (
        ("lesson", _("Without a lesson: {titles}.")),
        ("outcome", _("Without an outcome: {titles}.")),
    ):
        chosen = table.loc[table["missing"].isin([column, "both"]), "title"]
        if len(chosen):
            sentences.append(text.format(titles=named(chosen, quoted=True)))
    lead = ngettext(
        "{count} finished initiative should be looked back on.",
        "{count} finished initiatives should be looked back on.",
        len(table),
    ).format(count=len(table))
    return Finding(" ".join([lead, *sentences]), Tone.DECIDE)


def say_footholds(table: pd.DataFrame) -> Finding | None:
    """Name the departments that have nothing to spread the culture with; nothing without any."""
    if table.empty or table.shape[1] < 3:
        return None
    bare = table.loc[table["signs"] == 0, "department"]
    if bare.empty:
        return Finding(_("Every known department has at least one of these footholds."))
    text = ngettext(
        "{names} has none of these footholds: start there.",
        "{names} have none of these footholds: start there.",
        len(bare),
    )
    return Finding(text.format(names=named(bare)), Tone.DECIDE)
