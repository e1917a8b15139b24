"""Votes taken live, in a browser: panels made from the data contract, stored vote by vote."""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    """Import what notebooks open only when they do: a server of panels needs none of it."""
    if name == "open_panel":
        from playbook.live.opening import open_panel

        return open_panel
    if name == "offer_panel":
        from playbook.live.offering import offer_panel

        return offer_panel
    raise AttributeError(name)
