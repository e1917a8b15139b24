"""Overview: where the campaign stands, the chain from idea to benefit, votes against benefits."""

from playbook.stages.overview.breaks import (
    BREAKS,
    chain_breaks,
)
from playbook.stages.overview.chain import (
    CHAIN_TABLES,
    LAYERS,
    links,
    threads,
    totals,
)
from playbook.stages.overview.chain_figure import (
    draw_chain,
)
from playbook.stages.overview.figures import (
    draw_foresight,
    draw_realised,
)
from playbook.stages.overview.findings import (
    say_breaks,
    say_chain,
    say_next,
    say_prediction,
    say_progress,
    say_realised,
    say_unexpected,
)
from playbook.stages.overview.labels import (
    LABELS,
)
from playbook.stages.overview.progress import (
    HAPPENED,
    MILESTONES,
    stage_progress,
)
from playbook.stages.overview.units import (
    readable,
    readable_share,
    with_unit,
)
from playbook.stages.overview.value import (
    foresight,
    prediction,
    realised,
    until,
    value_ratings,
)

__all__ = [
    "BREAKS",
    "CHAIN_TABLES",
    "HAPPENED",
    "LABELS",
    "LAYERS",
    "MILESTONES",
    "chain_breaks",
    "draw_chain",
    "draw_foresight",
    "draw_realised",
    "foresight",
    "links",
    "prediction",
    "readable",
    "readable_share",
    "realised",
    "say_breaks",
    "say_chain",
    "say_next",
    "say_prediction",
    "say_progress",
    "say_realised",
    "say_unexpected",
    "stage_progress",
    "threads",
    "totals",
    "until",
    "value_ratings",
    "with_unit",
]
