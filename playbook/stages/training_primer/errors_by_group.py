"""For whom a model is wrong: real errors, group by group, and what hiding a trait does.

The data are the 442 diabetes patients that scikit-learn ships (Efron, Hastie, Johnstone &
Tibshirani, "Least angle regression", Annals of Statistics 2004): ten measures of each, sex and age
among them, and how far the disease had moved a year later. The model says who is among the third
whose disease moves most. Each patient is judged by models that never saw that patient.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import binomtest
from sklearn.datasets import load_diabetes
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from playbook.language import N_, _, format_number, format_percent, labelled, listed
from playbook.show.axes import percent_axis
from playbook.show.chart import BLUE, GREEN, INK, Chart, drawing, titled
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label

AGE, SEX = 0, 1
FOLDS, REPEATS = 10, 5
GROUPS = {
    "sex_1": N_("sex 1"),
    "sex_2": N_("sex 2"),
    "under_45": N_("under 45"),
    "to_54": N_("45 to 54"),
    "from_55": N_("55 and over"),
}
MODELS = {"knows": N_("Model that knows the sex"), "blind": N_("Model without the sex")}

LABELS = {
    "people_group": Label(N_("Patients"), codes=GROUPS),
    "model": Label(N_("Model"), codes=MODELS),
    "people": Label(N_("How many"), Format.WHOLE),
    "concerned": Label(N_("Of them, to be found"), Format.WHOLE),
    "missed": Label(N_("Missed"), Format.WHOLE),
    "missed_share": Label(N_("Share missed"), Format.PERCENT),
    "missed_low": Label(N_("Likely share"), Format.PERCENT, until="missed_high"),
    "false_share": Label(N_("False alarms among the others"), Format.PERCENT),
}


@dataclass(frozen=True)
class Judged:
    """Who was to be found, and whom each model found; one entry a patient.

    Attributes
    ----------
    truth : ndarray of bool
        Whose disease moved most.
    found : mapping of str to ndarray of bool
        Whom the model found, by the codes of `MODELS`.
    groups : mapping of str to ndarray of bool
        Who is in a group, by the codes of `GROUPS`.
    """

    truth: NDArray[np.bool_]
    found: dict[str, NDArray[np.bool_]]
    groups: dict[str, NDArray[np.bool_]]


def judge(seed: int) -> Judged:
    """Let a model find the patients, once with all measures and once without the sex."""
    data = load_diabetes(scaled=False)
    truth = data.target >= np.quantile(data.target, 2 / 3)
    measures = data.data
    found = {"knows": measures, "blind": np.delete(measures, SEX, axis=1)}
    age, sex = measures[:, AGE], measures[:, SEX]
    groups = {
        "sex_1": sex == 1,
        "sex_2": sex == 2,
        "under_45": age < 45,
        "to_54": (age >= 45) & (age < 55),
        "from_55": age >= 55,
    }
    return Judged(truth, {name: _found(x, truth, seed) for name, x in found.items()}, groups)


def _found(measures: NDArray[np.float64], truth: NDArray[np.bool_], seed: int) -> NDArray[np.bool_]:
    """Whom a linear discriminant (Fisher, 1936) finds among patients that it never saw."""
    model = make_pipeline(StandardScaler(), LinearDiscriminantAnalysis())
    chances = [
        cross_val_predict(
            model, measures, truth, method="predict_proba",
            cv=StratifiedKFold(FOLDS, shuffle=True, random_state=(seed + repeat) % 2**32),
        )[:, 1]
        for repeat in range(REPEATS)
    ]  # fmt: skip
    # Rounded, so that other processors call nobody's chance otherwise.
    return np.asarray(np.round(np.mean(chances, axis=0), 9) >= 0.5)


def errors_by_group(judged: Judged) -> pd.DataFrame:
    """Count the errors of each model in each group.

    Returns
    -------
    DataFrame
        One row for each model and group: model, people_group, people, concerned (those to be
        found), missed, missed_share with missed_low and missed_high (interval of 95%; Wilson,
        1927), false_share (of those not to be found, the share that was found all the same).
    """
    rows = []
    for model, found in judged.found.items():
        for group, inside in judged.groups.items():
            concerned = inside & judged.truth
            missed, count = int((concerned & ~found).sum()), int(concerned.sum())
            ends = binomtest(missed, count).proportion_ci(0.95, "wilson")
            rows.append(
                {
                    "model": model,
                    "people_group": group,
                    "people": int(inside.sum()),
                    "concerned": count,
                    "missed": missed,
                    "missed_share": missed / count,
                    "missed_low": float(ends.low),
                    "missed_high": float(ends.high),
                    "false_share": float((found & inside & ~judged.truth).sum())
                    / int((inside & ~judged.truth).sum()),
                }
            )
    return pd.DataFrame(rows)


def say_errors(judged: Judged, table: pd.DataFrame) -> list[Finding]:
    """Say what the overall figure hides, whether groups can be told apart, what hiding does."""
    shares = table.set_index(["model", "people_group"])
    right = float((judged.found["knows"] == judged.truth).mean())
    ages = shares.loc["knows"].loc[["under_45", "to_54", "from_55"]]
    worst, best = ages["missed_share"].idxmax(), ages["missed_share"].idxmin()
    text = _(
        "{right} of the patients are judged right. Of those to be found, {worst} are missed among"
        " patients {old} and {best} among patients {young}."
    ).format(
        right=format_percent(right),
        worst=format_percent(ages.loc[worst, "missed_share"]),
        best=format_percent(ages.loc[best, "missed_share"]),
        old=_(GROUPS[worst]),
        young=_(GROUPS[best]),
    )
    sure = _apart(ages.loc[worst], ages.loc[best])
    text += " " + (
        _("So large a difference is hardly chance.")
        if sure
        else _("With so few to be found in each group, that can still be chance: count more.")
    )
    return [Finding(text, Tone.CAUTION), _say_hidden(judged, shares)]


def _apart(one: pd.Series, other: pd.Series) -> bool:
    """Whether the difference of two shares is surely above 0 (95%; Newcombe, 1998, method 10)."""
    gap = one["missed_share"] - other["missed_share"]
    below = one["missed_share"] - one["missed_low"]
    above = other["missed_high"] - other["missed_share"]
    return bool(gap > np.hypot(below, above))


def _say_hidden(judged: Judged, shares: pd.DataFrame) -> Finding:
    """Say what taking the sex out did to those of either sex: the same people, judged twice."""
    gaps = {
        model: abs(
            float(shares.loc[(model, "sex_1"), "missed_share"])
            - float(shares.loc[(model, "sex_2"), "missed_share"])
        )
        for model in MODELS
    }
    text = _(
        "Hiding the sex from the model: before, {one} of sex 1 and {two} of sex 2 are missed;"
        " without it, {blind_one} and {blind_two}."
    ).format(
        one=format_percent(shares.loc[("knows", "sex_1"), "missed_share"]),
        two=format_percent(shares.loc[("knows", "sex_2"), "missed_share"]),
        blind_one=format_percent(shares.loc[("blind", "sex_1"), "missed_share"]),
        blind_two=format_percent(shares.loc[("blind", "sex_2"), "missed_share"]),
    )
    if gaps["blind"] > gaps["knows"]:
        text += " " + _("The gap grew: not to look at a trait is no proof of fairness.")
    else:
        text += " " + _("The gap did not grow here; only counting could tell.")
    lost, won = hidden_changes(judged, "sex_1")
    chance = binomtest(lost, lost + won).pvalue if lost + won else 1.0
    text += " " + _(
        "Of the same patients of sex 1, {lost} are newly missed and {won} newly found; by chance"
        " alone a split so uneven comes {chance} of the time."
    ).format(lost=format_number(lost), won=format_number(won), chance=format_percent(chance))
    return Finding(text, Tone.CAUTION)


def hidden_changes(judged: Judged, group: str) -> tuple[int, int]:
    """How many of a group's patients to be found are newly missed, and newly found, without the
    sex: the two counts of McNemar's test, which is exact (Liddell, 1983).
    """
    concerned = judged.truth & judged.groups[group]
    knows, blind = judged.found["knows"][concerned], judged.found["blind"][concerned]
    return int((knows & ~blind).sum()), int((~knows & blind).sum())


def draw_errors(table: pd.DataFrame) -> Chart:
    """Draw the share missed in each group, by either model."""
    shares = table.set_index(["model", "people_group"])
    knows = shares.loc["knows", "missed_share"]
    worst, best = knows.idxmax(), knows.idxmin()
    title = _("Missed: {most} of patients {worst}, {least} of patients {best}").format(
        most=format_percent(knows[worst]),
        least=format_percent(knows[best]),
        worst=_(GROUPS[worst]),
        best=_(GROUPS[best]),
    )
    places = np.arange(len(GROUPS))[::-1]
    looks = {"knows": (BLUE, "o", 0.14), "blind": (GREEN, "s", -0.14)}
    with drawing(3.3) as (figure, axes):
        for model, (colour, mark, shift) in looks.items():
            rows = shares.loc[model].loc[list(GROUPS)]
            ends = [
                rows["missed_share"] - rows["missed_low"],
                rows["missed_high"] - rows["missed_share"],
            ]
            axes.errorbar(
                rows["missed_share"], places + shift, xerr=ends, fmt=mark, color=colour,
                ms=7, elinewidth=1.6, label=_(MODELS[model]),
            )  # fmt: skip
        names = [
            f"{_(name)} ({format_number(shares.loc[('knows', code), 'concerned'])})"
            for code, name in GROUPS.items()
        ]
        axes.set_yticks(places, names)
        axes.set_ylim(-0.6, len(GROUPS) - 0.4)
        axes.set_xlim(0, None)
        axes.axhline(2.5, color=INK, linewidth=0.4)
        axes.set_xlabel(_("Share of those to be found that the model misses"))
        percent_axis(axes, "x")
        axes.legend(frameon=False, fontsize=9, loc="upper center", bbox_to_anchor=(0.4, 1.16),
                    ncols=2)  # fmt: skip
        reading = _(
            "Lines: what the share may be with so few patients (95%). In brackets: how many were to"
            " be found. The data do not say which sex is 1 and which is 2."
        )
        titled(axes, title, reading)
        words = [
            labelled(
                f"{_(MODELS[row['model']])}, {_(GROUPS[row['people_group']])}",
                format_percent(row["missed_share"]),
            )
            for row in table.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")
