"""Whether any solution falls below a minimum, and which are left."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.language import N_, _, format_number, ngettext, quote, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.solution_selection.jury import DECIMALS, Jury

NAMED = 4
VERDICTS = {
    "met": N_("Met"),
    "below": N_("Below"),
    "not_judged": N_("Nobody scored it"),
    "not_told": N_("Cannot be told"),
    # Of a dearer BUILD, in `break_even.crossings`.
    "pays_off": N_("Pays off"),
    "too_slow": N_("Saves too little in these years"),
    "dearer_in_run": N_("Not cheaper in RUN either"),
}

LABELS = {
    "label": Label(N_("Criterion")),
    "minimum": Label(N_("Minimum"), Format.DECIMAL),
    "mean": Label(N_("Mean"), Format.DECIMAL),
    "margin": Label(N_("Above or below it"), Format.DECIMAL),
    "verdict": Label(N_("Verdict"), codes=VERDICTS),
    "hangs_on_one": Label(N_("Hangs on one juror"), Format.YES_NO),
}


def margins(jury: Jury) -> pd.DataFrame:
    """Hold the means against the eliminatory minimums.

    Returns
    -------
    DataFrame
        One row for each criterion with a minimum and each solution: solution_id, name,
        criterion_id, label, minimum, mean, margin (mean less minimum, negative below), verdict
        (met, below, not_judged when nobody scored it, or not_told when scores are anonymous and
        the minimum lies within what is told of them) and hangs_on_one (whether one juror less
        changes the verdict; never of anonymous scores). A mean exactly at the minimum meets it.
    """
    means = jury.means()
    rows = []
    for c in np.flatnonzero(~np.isnan(jury.minimums)):
        for s, solution in enumerate(jury.solutions):
            votes = jury.scores[:, s, c]
            votes = votes[~np.isnan(votes)]
            limit, mean = float(jury.minimums[c]), float(means[s, c])
            below = _below(mean, limit)
            verdict = "not_judged" if not len(votes) else "below" if below else "met"
            without = [np.delete(votes, v).mean() for v in range(len(votes)) if len(votes) > 1]
            if jury.bands is not None:
                low, high = jury.bands[s, c]
                sides = {_below(low, limit), _below(high, limit)}
                verdict = verdict if len(votes) and len(sides) == 1 else "not_told"
                without = []
            rows.append(
                (
                    solution, jury.names[solution], jury.criteria[c], jury.labels[c], limit, mean,
                    mean - limit, verdict, any(_below(rest, limit) != below for rest in without),
                )
            )  # fmt: skip
    columns = [
        "solution_id",
        "name",
        "criterion_id",
        "label",
        "minimum",
        "mean",
        "margin",
        "verdict",
        "hangs_on_one",
    ]
    return pd.DataFrame(rows, columns=columns)


def _below(mean: float, limit: float) -> bool:
    """Whether a mean is below a minimum, float noise aside."""
    return round(mean - limit, DECIMALS) < 0


def admitted(jury: Jury, held: pd.DataFrame) -> list[str]:
    """The solutions below no minimum; one that nobody judged on it stays in.

    Parameters
    ----------
    held : DataFrame
        From `margins`.
    """
    out = set(held.loc[held["verdict"] == "below", "solution_id"])
    return [solution for solution in jury.solutions if solution not in out]


def say_eliminated(held: pd.DataFrame, jury: Jury) -> list[Finding]:
    """Say which solutions a minimum eliminates, and which it could not judge.

    Parameters
    ----------
    held : DataFrame
        From `margins`.
    jury : Jury
        With all compared solutions; nothing is said when there is none.
    """
    if not jury.solutions:
        return []
    if held.empty:
        return [Finding(_("No criterion has an eliminatory minimum."))]
    findings = []
    below = held[held["verdict"] == "below"]
    several = set(below.loc[below["solution_id"].duplicated(), "solution_id"])
    for row in below.head(NAMED).to_dict("records"):
        hangs = row["hangs_on_one"] and row["solution_id"] not in several
        limit, mean = _short_of(row["minimum"], row["mean"])
        text = _("{name} is eliminated: below the minimum of {minimum} on {label}.")
        if pd.notna(row["mean"]):
            text = _(
                "{name} is eliminated: {mean} on average on {label}, where at least {minimum} is"
                " required."
            )
        text = text.format(
            name=quote(row["name"]), label=quote(row["label"]), minimum=limit, mean=mean
        )  # fmt: skip
        if hangs:
            text += " " + _("One juror less could change that.")
        findings.append(Finding(text, Tone.CAUTION if hangs else Tone.RESULT))
    out = below["name"].drop_duplicates()
    others = out[~out.isin(below["name"].head(NAMED))]
    if len(others):
        text = ngettext("{names} is eliminated too.", "{names} are eliminated too.", len(others))
        findings.append(Finding(text.format(names=quoted(others))))
    if below.empty and not held["verdict"].eq("not_told").any():
        findings.append(Finding(_("No solution falls below a minimum.")))
    untold = held.loc[(held["verdict"] == "not_told") & ~held["name"].isin(out), "name"]
    if len(untold):
        names = untold.drop_duplicates()
        text = ngettext(
            "Votes are anonymous: whether {names} meets every minimum cannot be told from what may"
            " be shown. Let the jury say it aloud.",
            "Votes are anonymous: whether {names} meet every minimum cannot be told from what may"
            " be shown. Let the jury say it aloud.",
            len(names),
        )
        findings.append(Finding(text.format(names=quoted(names)), Tone.DECIDE))
    unknown = held.loc[held["verdict"] == "not_judged", "name"].drop_duplicates()
    if len(unknown):
        text = _("Nobody scored {names} on a criterion with a minimum: score it before choosing.")
        findings.append(Finding(text.format(names=quoted(unknown)), Tone.DECIDE))
    close = held[(held["verdict"] == "met") & held["hangs_on_one"] & ~held["name"].isin(out)]
    close = close["name"].drop_duplicates()
    if len(close):
        text = _("With one juror less, {names} could fall below a minimum.")
        findings.append(Finding(text.format(names=quoted(close)), Tone.CAUTION))
    return findings


def _short_of(minimum: float, mean: float) -> tuple[str, str]:
    """A minimum, and a mean below it, with the decimals that show that it is below."""
    digits = 1 if round(minimum, 1) == minimum else 2
    if pd.isna(mean):
        return format_number(minimum, digits), ""
    more = next((d for d in range(2, 9) if round(mean, d) < round(minimum, digits)), 9)
    return format_number(minimum, digits), format_number(mean, more)
