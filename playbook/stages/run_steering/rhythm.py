"""Do the steering committees keep their rhythm? As told in `shared.meetings`."""

from __future__ import annotations

from playbook.stages.shared.meetings import MEETING_LABELS

LABELS = MEETING_LABELS
