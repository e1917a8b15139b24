"""What are the notes about? Their themes, with AI or not."""

from __future__ import annotations

import pandas as pd

from playbook.language import (
    N_,
    _,
    enumerate_words,
    format_likelihood,
    format_number,
    ngettext,
    quote,
)
from playbook.show.chart import BLUE, GREY, YELLOW, Chart
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.stacked import draw_parts

AI_COLUMNS = ["with_ai", "without_ai", "undecided"]
AI_PARTS = {
    "with_ai": (N_("with AI"), BLUE),
    "without_ai": (N_("without AI"), GREY),
    "undecided": (N_("undecided"), YELLOW),
}
LABELS = {
    "theme": Label(N_("Theme"), missing=N_("No theme yet")),
    "with_ai": Label(N_("With AI"), Format.WHOLE),
    "without_ai": Label(N_("Without AI"), Format.WHOLE),
    "undecided": Label(N_("Undecided"), Format.WHOLE),
}


def ai_counts(ideas: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count notes with AI, without, and undecided, in each group.

    Parameters
    ----------
    ideas : DataFrame
        The table of that name.
    by : str
        The column that groups them. Notes without a value there are counted last, in a group
        that is missing.

    Returns
    -------
    DataFrame
        Columns `by`, with_ai, without_ai, undecided (unsure, or not said) and notes; the largest
        group first.
    """
    kinds = ideas["uses_ai"].map({"yes": "with_ai", "no": "without_ai"}).astype("str")
    table = (
        ideas.assign(kind=kinds.fillna("undecided"), group=ideas[by].astype("str"))
        .groupby(["group", "kind"], dropna=False)
        .size()
        .unstack(fill_value=0)
        .reindex(columns=AI_COLUMNS, fill_value=0)
    )
    table["notes"] = table.sum(axis=1)
    table = table.rename_axis(index=by, columns=None).reset_index()
    order = pd.DataFrame({"last": table[by].isna(), "size": -table["notes"], "name": table[by]})
    return table.loc[order.sort_values(["last", "size", "name"]).index].reset_index(drop=True)


def say_ai(ideas: pd.DataFrame) -> Finding:
    """Say how many notes need AI, and how many nobody has decided on."""
    uses = ideas["uses_ai"]
    decided = int(uses.isin(["yes", "no"]).sum())
    if not decided:
        return Finding(_("Say which notes need AI: nobody has yet."), Tone.DECIDE)
    with_ai, undecided = int(uses.eq("yes").sum()), len(ideas) - decided
    text = ngettext(
        "{count} note; of the {decided} decided on, {with_ai} ({share}) need AI.",
        "{count} notes; of the {decided} decided on, {with_ai} ({share}) need AI.",
        len(ideas),
    )
    if undecided:
        text += " " + ngettext(
            "{undecided} is still to be decided.", "{undecided} are still to be decided.", undecided
        )
    return Finding(
        text.format(
            count=format_number(len(ideas)),
            share=format_likelihood(with_ai / decided),
            with_ai=format_number(with_ai),
            decided=format_number(decided),
            undecided=format_number(undecided),
        )
    )


def say_themes(themes: pd.DataFrame) -> Finding:
    """Say which theme gathers most notes."""
    named = themes[themes["theme"].notna()]
    if named.empty:
        return Finding(_("No note has a theme yet: group them first."), Tone.DECIDE)
    most = named[named["notes"] == named["notes"].max()]
    text = ngettext(
        "{themes} has the most notes ({notes}).",
        "{themes} have the most notes ({notes} each).",
        len(most),
    )
    return Finding(
        text.format(
            notes=int(most["notes"].iloc[0]),
            themes=enumerate_words([quote(theme) for theme in most["theme"]]),
        )
    )


def draw_themes(themes: pd.DataFrame) -> Chart | None:
    """Draw how many notes each theme has, with AI or not."""
    if themes.empty:
        return None
    names = [_("No theme yet") if pd.isna(theme) else str(theme) for theme in themes["theme"]]
    named = themes[themes["theme"].notna()]
    title = _("No note has a theme yet")
    if not named.empty:
        most = named[named["with_ai"] == named["with_ai"].max()]
        title = _("{count} themes share the first place for AI ideas").format(count=len(most))
        if not most["with_ai"].any():
            title = _("No theme has an AI idea")
            if named["undecided"].any():
                title = _("No theme has a clear AI idea yet")
        elif len(most) == 1:
            theme = quote(str(most["theme"].iloc[0]))
            title = _("{theme} has the most AI ideas").format(theme=theme)
    return draw_parts(themes, names, AI_PARTS, title)
