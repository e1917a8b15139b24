"""Who sits before a panel: a participant, or the facilitator."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

PARTICIPANT_VARIABLE = "PLAYBOOK_PARTICIPANT"
CAMPAIGN_VARIABLE = "PLAYBOOK_CAMPAIGN"
ROLE_VARIABLE = "PLAYBOOK_LIVE_ROLE"


@dataclass(frozen=True)
class Who:
    """Who uses a panel.

    Attributes
    ----------
    participant : str or None
        The identifier of a participant who votes alone; None for the facilitator.
    served : bool
        Whether ``playbook live`` serves the panel; by hand in JupyterLab it does not.
    campaign : str or None
        The campaign that is served.
    """

    participant: str | None
    served: bool
    campaign: str | None = None


def who_is_here(environment: Mapping[str, str] = os.environ) -> Who:
    """Who the server started this kernel for; without a server, who opens it facilitates."""
    participant = environment.get(PARTICIPANT_VARIABLE) or None
    served = participant is not None or ROLE_VARIABLE in environment
    return Who(participant, served, environment.get(CAMPAIGN_VARIABLE) if served else None)
