"""The figures of the ideation stage."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, ngettext, quote
from playbook.show.chart import BLUE, GREY, YELLOW, Chart
from playbook.show.ranking_figures import draw_ranking
from playbook.show.stacked import draw_parts
from playbook.statistics import RankRobustness

AI_PARTS = {
    "with_ai": (N_("with AI"), BLUE),
    "without_ai": (N_("without AI"), GREY),
    "undecided": (N_("undecided"), YELLOW),
}


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
                title = _("No theme has an AI idea that is sure yet")
        elif len(most) == 1:
            theme = quote(str(most["theme"].iloc[0]))
            title = _("{theme} has the most AI ideas").format(theme=theme)
    return draw_parts(themes, names, AI_PARTS, title)


def draw_coverage(coverage: pd.DataFrame) -> Chart | None:
    """Draw how many notes answer to each step of the process, with AI or not."""
    if coverage.empty:
        return None
    without = coverage[coverage["with_ai"] == 0]
    bare = int((without["undecided"] == 0).sum())
    title = _("Every step of the process has an AI idea")
    if len(without):
        title = ngettext(
            "{count} step of the process has no AI idea that is sure yet",
            "{count} steps of the process have no AI idea that is sure yet",
            len(without),
        ).format(count=len(without))
    if bare:
        title = ngettext(
            "{count} step of the process has no AI idea",
            "{count} steps of the process have no AI idea",
            bare,
        ).format(count=bare)
    names = [
        f"{position}. {label}"
        for position, label in zip(coverage["position"], coverage["label"], strict=True)
    ]
    return draw_parts(coverage, names, AI_PARTS, title)


def draw_dots(ranking: pd.DataFrame, robustness: RankRobustness | None) -> Chart | None:
    """Draw the ranking by dots with its uncertainty."""
    if robustness is None:
        return None
    names = dict(zip(ranking["idea_id"], ranking["text"], strict=True))
    first = ranking.loc[ranking["rank"] == 1, "text"]
    title = _("{count} ideas share the first place").format(count=len(first))
    if len(first) == 1:
        title = _("{idea} comes first").format(idea=quote(first.iloc[0]))
    return draw_ranking(robustness, names, title, _("Dots per voter"))
