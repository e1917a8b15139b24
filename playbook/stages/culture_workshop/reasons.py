"""What the dots in the zone mean: to automate, or data to analyse."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, format_number, ngettext, quoted
from playbook.show.chart import BLUE, SKY, Chart
from playbook.show.findings import Finding
from playbook.show.stacked import draw_parts
from playbook.stages.culture_workshop.matrix import NAMED

COLUMNS = ["task_id", "text", "automatable", "data_intensive", "dots"]
REASON_PARTS = {
    "automatable": (N_("to automate"), BLUE),
    "data_intensive": (N_("data to analyse"), SKY),
}


def say_reasons(ranking: pd.DataFrame) -> Finding | None:
    """Say what the dots in the zone mean, and on which tasks they mean both; nothing without."""
    if ranking.empty:
        return None
    automatable, data = int(ranking["automatable"].sum()), int(ranking["data_intensive"].sum())
    text = _("Dots in the marked zone: {automatable} to automate, {data} for data to analyse.")
    text = text.format(automatable=format_number(automatable), data=format_number(data))
    both = ranking[(ranking["automatable"] > 0) & (ranking["data_intensive"] > 0)]
    if len(both):
        text += " " + ngettext(
            "{tasks} got both kinds: say first what is expected there.",
            "{tasks} got both kinds: say first what is expected there.",
            len(both),
        ).format(tasks=quoted(both["text"], NAMED))
    return Finding(text)


def draw_reasons(ranking: pd.DataFrame) -> Chart | None:
    """Draw what the dots on the tasks of the zone mean: to automate, or much data."""
    if ranking.empty:
        return None
    automatable, data = int(ranking["automatable"].sum()), int(ranking["data_intensive"].sum())
    title = _("As many dots to automate as for data to analyse")
    if automatable > data:
        title = _("Most dots say: automate")
    elif automatable < data:
        title = _("Most dots say: data")
    return draw_parts(ranking, list(ranking["text"]), REASON_PARTS, title)
