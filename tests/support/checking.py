"""What the fixture ``check`` is: write a campaign from the texts of its files, then check it."""

from __future__ import annotations

from collections.abc import Callable

from playbook.campaign.checked import CheckedCampaign

Check = Callable[..., CheckedCampaign]
