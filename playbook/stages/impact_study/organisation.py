"""What changes in the organisation."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.language import N_, _, enumerate_words, headed, ngettext
from playbook.show.chart import GREY, ORANGE, SKY, Chart
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.stacked import draw_parts
from playbook.stages.impact_study.severity import write_severity
from playbook.tables.feasibility import ORGANISATION_DIMENSIONS

PARTS = {
    "heavy": (N_("heavy"), ORANGE),
    "lighter": (N_("lighter"), SKY),
    "unrated": (N_("not rated"), GREY),
}

LABELS = {
    "heavy": Label(N_("Heavy"), Format.WHOLE),
    "lighter": Label(N_("Lighter"), Format.WHOLE),
    "dimension": Label(N_("Dimension"), codes=ORGANISATION_DIMENSIONS),
    "description": Label(N_("What changes")),
}


def dimensions(organisation_impacts: pd.DataFrame, heavy_from: float) -> pd.DataFrame:
    """Count the impacts on each of the four dimensions of the organisation.

    Parameters
    ----------
    heavy_from : float
        The severity from which an impact is heavy.

    Returns
    -------
    DataFrame
        One row a dimension, in the playbook's order, also when nothing touches it: dimension,
        heavy, lighter, unrated, impacts (counts) and severity (the worst; missing without any).
    """
    severity = organisation_impacts["severity"]
    kind = np.select([severity.isna(), severity >= heavy_from], ["unrated", "heavy"], "lighter")
    counts = (
        organisation_impacts.assign(kind=kind)
        .pivot_table(index="dimension", columns="kind", values="impact_id", aggfunc="count")
        .reindex(index=list(ORGANISATION_DIMENSIONS), columns=["heavy", "lighter", "unrated"])
        .fillna(0)
        .astype(int)
    )
    counts["impacts"] = counts.sum(axis=1)
    counts["severity"] = severity.groupby(organisation_impacts["dimension"]).max()
    return counts.rename_axis(columns=None).reset_index()


def described_changes(organisation_impacts: pd.DataFrame) -> pd.DataFrame:
    """The impacts on the organisation, by dimension, the heaviest first in each.

    Returns
    -------
    DataFrame
        Columns dimension, description, severity (missing: not rated) and gap_id.
    """
    columns = ["dimension", "description", "severity", "gap_id"]
    return organisation_impacts[columns].sort_values(
        ["dimension", "severity"], ascending=[True, False], kind="stable", ignore_index=True
    )


def say_dimensions(table: pd.DataFrame, heavy_from: float) -> list[Finding | None]:
    """Say where the organisation changes most, and where nobody saw a change."""
    if not table["impacts"].sum():
        return [Finding(_("No impact on the organisation is described yet."), Tone.DECIDE)]
    said: list[Finding | None] = []
    most = table[(table["heavy"] > 0) & (table["heavy"] == table["heavy"].max())]
    if len(most):
        text = ngettext(
            "Most heavy impacts on the organisation (severity {heavy} or more): {names} ({count}).",
            "Most heavy impacts on the organisation (severity {heavy} or more): {names} ({count}"
            " each).",
            len(most),
        )
        said.append(
            Finding(
                text.format(
                    names=_dimension_names(most),
                    count=int(most["heavy"].iloc[0]),
                    heavy=write_severity(heavy_from),
                )
            )
        )
    bare = table[table["impacts"] == 0]
    if len(bare):
        text = _(
            "Nobody described an impact on: {names}. Confirm that there is none, or look into it."
        )
        said.append(Finding(text.format(names=_dimension_names(bare)), Tone.DECIDE))
    unrated = int(table["unrated"].sum())
    if unrated:
        text = ngettext(
            "{count} impact on the organisation is not rated.",
            "{count} impacts on the organisation are not rated.",
            unrated,
        )
        said.append(Finding(text.format(count=unrated), Tone.CAUTION))
    return said


def _dimension_names(table: pd.DataFrame) -> str:
    """Some dimensions as part of a sentence."""
    return enumerate_words([_(ORGANISATION_DIMENSIONS[code]) for code in table["dimension"]])


def draw_dimensions(table: pd.DataFrame, heading: str = "") -> Chart | None:
    """Draw how many impacts each dimension of the organisation has; None without any.

    Parameters
    ----------
    table : DataFrame
        From `dimensions`.
    heading : str
        The solution, where there are several.
    """
    if not table["impacts"].sum():
        return None
    names = [_(ORGANISATION_DIMENSIONS[code]) for code in table["dimension"]]
    heavy = int((table["heavy"] > 0).sum())
    title = ngettext(
        "{count} of 4 dimensions has a heavy impact",
        "{count} of 4 dimensions have a heavy impact",
        heavy,
    ).format(count=heavy)
    if not heavy:
        title = _("No impact on the organisation is rated heavy")
    return draw_parts(table, names, PARTS, headed(heading, title) if heading else title)
